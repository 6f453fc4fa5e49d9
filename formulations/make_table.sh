#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How large are the four models, and what are their relaxations worth, on the instances of the paper?
# formulations/make_table.sh BUILD rewrites the table in formulations/README.md; `make formulations-table` calls it.
# Needs glpsol. No times: the same bytes on every machine.
set -eu
build=${1:?usage: formulations/make_table.sh BUILD}
case $build in /*) ;; *) build=$PWD/$build ;; esac
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
LC_ALL=C
export LC_ALL

# One line: model instance optimum rows columns nonzeros relaxation fin; `none` where there is no such value.
measure() {
    file=$1
    model=$2
    "$build/finopt" export --format mathprog --formulation "$model" --output "$work/dat" "$file"
    optimum=$(sed -n 's/^# expected optimum: //p; s/^# expected: infeasible/none/p' "$work/dat")
    fin=$("$build/finopt" solve --method fin --format json "$file" |
        sed -n 's/^ *"energy": \([0-9]*\),$/\1/p' | head -n 1)
    rm -f "$work/sol"
    glpsol --nomip -m "formulations/$model.mod" -d "$work/dat" -w "$work/sol" >"$work/log" 2>&1
    sizes=$(sed -n '/^GLPK Simplex Optimizer/{n;s/ rows\{0,1\}, / /;s/ columns\{0,1\}, / /;s/ non-zeros\{0,1\}$//;p;q;}' "$work/log")
    relaxation=none
    # No file: the simplex method did not begin, since a row cannot be met at all.
    if [ -e "$work/sol" ]; then
        relaxation=$(awk '/^s bas .* f f / { value = $NF } END { print value == "" ? "none" : value }' "$work/sol")
    fi
    echo "$model $(basename "$file" .json) $optimum $sizes $relaxation ${fin:-none}"
}

for file in instances/paper/*.json; do
    for model in arc_flow assignment feasible_graph path; do
        measure "$file" "$model"
    done
done >"$work/paper"
for name in link-access-rate-k08 memory-two-vit-large packing-three-bins paper-a80-tight-k05 shares-choose; do
    for model in arc_flow assignment path; do
        measure "instances/multi/$name.json" "$model"
    done
done >"$work/multi"

# What is worth a table, in Markdown.
{
    echo
    awk '
        function percent(part, whole) { part = 100 * part / whole; return sprintf("%.2f %%", part < 0.005 && part > -0.005 ? 0 : part) }
        function range(low, high) { return low == high ? low : low "-" high }
        function note(model, i, value) {
            if (!((model, i, "low") in seen) || value < seen[model, i, "low"]) seen[model, i, "low"] = value
            if (!((model, i, "high") in seen) || value > seen[model, i, "high"]) seen[model, i, "high"] = value
        }
        {
            for (i = 4; i <= 6; i++) note($1, i, $i + 0)
            if ($1 == "arc_flow") { instances++; planless += $3 == "none" }
            if ($3 == "none") { shown[$1] += $7 == "none"; next }
            if ($1 == "feasible_graph") {
                lost += $7 == "none"
                differs += ($7 == "none") != ($8 == "none") || ($7 != "none" && ($7 - $8) * ($7 - $8) > 0.25)
                optimal += $7 != "none" && $7 - $3 < 0.5
                next
            }
            gap = ($3 - $7) / $3
            sum[$1] += gap
            count[$1]++
            most[$1] = gap > most[$1] ? gap : most[$1]
            tight[$1] += gap < 1e-7
        }
        function row(model) {
            printf "| `%s` | %s | %s | %s | %s | %s | %d of %d | %d of %d |\n", model,
                range(seen[model, 4, "low"], seen[model, 4, "high"]), range(seen[model, 5, "low"], seen[model, 5, "high"]),
                range(seen[model, 6, "low"], seen[model, 6, "high"]), percent(sum[model], count[model]),
                percent(most[model], 1), tight[model], instances - planless, shown[model], planless
        }
        END {
            printf "The %d instances of `instances/paper/`, %d with a plan and %d without:\n\n", instances, instances - planless, planless
            print "| model | rows | columns | non-zeros | root gap, mean | largest | no gap | no plan, and shown at the root |"
            print "|---|---|---|---|---|---|---|---|"
            row("arc_flow"); row("assignment"); row("path")
            model = "feasible_graph"
            printf "| `%s`, gamma 100 | %s | %s | %s | - | - | - | %d of %d |\n\n", model,
                range(seen[model, 4, "low"], seen[model, 4, "high"]), range(seen[model, 5, "low"], seen[model, 5, "high"]),
                range(seen[model, 6, "low"], seen[model, 6, "high"]), shown[model], planless
            printf "The relaxation of `feasible_graph` has the value of FIN on %d of %d (no plan counts as a value): the optimum on %d, ",
                instances - planless - differs, instances - planless, optimal
            printf "none on %d, more on the others.\n\n", lost
        }' "$work/paper"
    echo "Some of them, and some with several applications; in energy, \`feasible_graph\` above the optimum:"
    echo
    echo "| instance | optimum | \`assignment\` | \`arc_flow\` | \`path\` | \`feasible_graph\` |"
    echo "|---|---|---|---|---|---|"
    awk '
        function percent(part) { return sprintf("%.2f %%", part < 0.00005 && part > -0.00005 ? 0 : 100 * part) }
        BEGIN {
            count = split("b-alexnet-cifar10-a70-d3ms b-alexnet-cifar10-a80-d3ms b-alexnet-cifar10-a80-d5ms " \
                "b-alexnet-cifar10-a80-d6563638ns-at b-alexnet-cifar10-exits-mean-a79-d3ms " \
                "b-alexnet-multi-cifar10-a80-d5ms b-lenet-mnist-a95-d23219ns-below b-resnet-cifar10-a80-d3ms " \
                "shares-choose packing-three-bins memory-two-vit-large link-access-rate-k08 paper-a80-tight-k05", name, " ")
        }
        { optimum[$2] = $3; cell[$2, $1] = $7 == "none" ? "none" : percent(($3 - $7) / $3) }
        $1 == "feasible_graph" { cell[$2, $1] = $7 == "none" ? "no plan" : percent(($7 - $3) / $3) }
        END {
            for (i = 1; i <= count; i++)
                printf "| `%s` | %s | %s | %s | %s | %s |\n", name[i], optimum[name[i]], cell[name[i], "assignment"],
                    cell[name[i], "arc_flow"], cell[name[i], "path"],
                    (name[i], "feasible_graph") in cell ? cell[name[i], "feasible_graph"] : "-"
        }' "$work/paper" "$work/multi"
    echo
} >"$work/table"

awk -v table="$work/table" '
    /^<!-- end of table -->/ { inside = 0 }
    !inside { print }
    /^<!-- table/ { inside = 1; while ((getline line < table) > 0) print line }' formulations/README.md >"$work/readme"
cat "$work/readme" >formulations/README.md
