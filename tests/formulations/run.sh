#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Do the models of formulations/ state (P0)-(P8), and would it be noticed if one of them were missing?
# tests/formulations/run.sh BUILD. Needs glpsol.
#
# Every model must find the expected optimum of every instance of a small corpus. Then each of its statements is taken
# out in turn: a row `s.t. NAME`, a line marked `# (Pk)` of a set, or one half of the objective. At least one instance
# of the corpus must answer differently.
set -u
build=${1:?usage: tests/formulations/run.sh BUILD}
case $build in /*) ;; *) build=$PWD/$build ;; esac
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
models='arc_flow assignment feasible_graph path'
passed=0
failed=0

# judge GOOD WORDS: GOOD is 0 or 1.
judge() {
    if [ "$1" -eq 1 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "formulations: $2"
    fi
}

# The corpus: instance, and a gamma at which the feasible graph has the optimum, such as the deadline (F4); `-`: none.
corpus() {
    cat <<'END'
instances/teaching/early-exit-changes-the-placement 200
instances/teaching/equality-on-the-deadline 43
instances/teaching/infeasible-by-accuracy 100
instances/teaching/infeasible-by-allowed-nodes 100
instances/teaching/infeasible-by-latency 58
instances/teaching/latency-in-the-mean 40
instances/teaching/subset-sum 30
instances/multi/link-small-and-large 20
instances/multi/conflict-memory-two-of-three 10
instances/multi/packing-only-a-swap-helps 20
instances/multi/shares-choose 20
instances/multi/shares-once-per-run 20
instances/multi/shares-every-run-counts 20
instances/paper/b-alexnet-cifar10-a80-d6563637ns-below -
tests/formulations/no-way-to-the-cheap-node 2
tests/cli/inputs/names-awkward 100
END
}

# answer MODEL DATA: the energy, `none` without a plan, or what else was said.
answer() {
    glpsol --tmlim 20 -m "$1" -d "$2" >"$work/log" 2>&1
    awk '/^   rejected/ { rejected = $0 }
         /^energy / { said = $2 }
         /HAS NO .*FEASIBLE SOLUTION/ || /^no plan/ { said = "none" }
         END { print rejected != "" ? rejected : said != "" ? said : "nothing" }' "$work/log"
}

# relaxation MODEL DATA: the value of the linear relaxation, or `none`.
relaxation() {
    rm -f "$work/relaxed"
    glpsol --nomip -m "$1" -d "$2" -w "$work/relaxed" >"$work/log" 2>&1
    # No file: a row cannot be met at all.
    [ ! -e "$work/relaxed" ] || cat "$work/relaxed" >>"$work/log"
    awk '/^s bas .* f f / { value = $NF } END { print value == "" ? "none" : value }' "$work/log"
}

# relaxations_in_c FILE GAMMA: per formulation its name and that value, as the builders in C have it.
relaxations_in_c() {
    "$build/finopt" solve --method ilp --formulation all --relax --gamma "$2" --format json "$1" |
        awk '/"formulation":/ { gsub(/[",]/, ""); name = $2; value[name] = "none" }
             /"value":/ { gsub(/,/, ""); if ($2 != "null") value[name] = $2 }
             END { for (name in value) print name, value[name] }'
}

# is_relaxation GOT WANTED SLACK: 1 if both are the same to eight digits, or, with SLACK 1, GOT is less.
is_relaxation() {
    awk -v got="$1" -v wanted="$2" -v slack="$3" 'BEGIN {
        if (got == "none" || wanted == "none") { print got == wanted || (slack && wanted == "none") ? 1 : 0; exit }
        close_by = 1e-8 * (1 + (wanted < 0 ? -wanted : wanted))
        print wanted != "" && got <= wanted + close_by && (slack || got >= wanted - close_by) ? 1 : 0 }'
}

# mutants MODEL: writes $work/mutant.N.mod and $work/mutant.N.name, prints how many.
mutants() {
    awk -v out="$work/mutant" '
        { line[NR] = $0 }
        /^solve;/ { solve = NR }
        END {
            for (n = 1; n <= solve; n++) {
                if (line[n] ~ /^s\.t\. /) {
                    name = line[n]
                    sub(/^s\.t\. /, "", name)
                    sub(/[{:].*/, "", name)
                    for (end = n; line[end] !~ /;$/; end++);
                    write_without(name, n, end)
                } else if (line[n] ~ /# \(P[0-8]\)$/) {
                    name = line[n]
                    sub(/.*# \(/, "", name)
                    sub(/\)$/, "", name)
                    write_without(name, n, n)
                }
            }
            write_cheap("compute_energy")
            write_cheap("transfer_energy")
            print count
        }
        function write_without(name, first, last, n) {
            count++
            print name > (out "." count ".name")
            for (n = 1; n <= NR; n++)
                if (n < first || n > last) print line[n] > (out "." count ".mod")
            close(out "." count ".mod")
        }
        function write_cheap(name, n, text) {
            count++
            print "P0 without " name > (out "." count ".name")
            for (n = 1; n <= NR; n++) {
                text = line[n]
                if (n < solve && text !~ /^param/) gsub(name "\\[", "0 * " name "[", text)
                print text > (out "." count ".mod")
            }
            close(out "." count ".mod")
        }' "$1"
}

# What the models declare and how they report is one text.
for model in $models; do
    awk '/^\/\* ---- model/ { skip = 1 } /^\/\* ---- report/ { skip = 0 } /^\/\* ---- data/ { begun = 1 } begun && !skip' \
        "formulations/$model.mod" >"$work/$model.common"
    good=0
    cmp -s "$work/arc_flow.common" "$work/$model.common" && [ "$(wc -l <"$work/$model.common")" -gt 100 ] && good=1
    judge $good "$model.mod declares or reports other than arc_flow.mod"
done

for model in $models; do
    corpus | while read -r instance gamma; do
        name=$(basename "$instance")
        if [ "$gamma" = - ]; then
            [ "$model" != feasible_graph ] || continue
            gamma=1
        fi
        "$build/finopt" export --format mathprog --formulation "$model" --gamma "$gamma" \
            --output "$work/$name.$model.dat" "$instance.json" || exit 1
        [ "$model" != arc_flow ] || relaxations_in_c "$instance.json" "$gamma" >"$work/$name.relaxations"
        sed -n 's/^# expected optimum: //p; s/^# expected: infeasible/none/p' "$work/$name.$model.dat" >"$work/$name.expected"
    done
done
for model in $models; do
    for data in "$work"/*."$model".dat; do
        name=$(basename "$data" ".$model.dat")
        wanted=$(cat "$work/$name.expected")
        got=$(answer "formulations/$model.mod" "$data")
        judge "$([ "$got" = "$wanted" ] && echo 1 || echo 0)" "$model on $name: $got, expected $wanted"
        wanted=$(awk -v model="$model" '$1 == model { print $2 }' "$work/$name.relaxations")
        got=$(relaxation "formulations/$model.mod" "$data")
        # In C, what is slower than the deadline is fixed to 0, which may make the bound tighter.
        case $model in arc_flow | assignment) slack=1 ;; *) slack=0 ;; esac
        judge "$(is_relaxation "$got" "$wanted" "$slack")" "relaxation of $model on $name: $got, in C $wanted"
    done
    count=$(mutants "formulations/$model.mod")
    n=0
    while [ $n -lt "$count" ]; do
        n=$((n + 1))
        caught=
        for data in "$work"/*."$model".dat; do
            name=$(basename "$data" ".$model.dat")
            if [ "$(answer "$work/mutant.$n.mod" "$data")" != "$(cat "$work/$name.expected")" ]; then
                caught="$caught $name"
                [ -n "${SHOW:-}" ] || break
            fi
        done
        [ -z "${SHOW:-}" ] || echo "$model $(cat "$work/mutant.$n.name"): $caught"
        judge "$([ -n "$caught" ] && echo 1 || echo 0)" "$model without $(cat "$work/mutant.$n.name"): nobody notices"
    done
done
# The table of sizes and root gaps is what the script makes; it takes a minute.
if [ -n "${FINOPT_LONG:-}" ]; then
    cp formulations/README.md "$work/README.md"
    formulations/make_table.sh "$build"
    good=0
    cmp -s formulations/README.md "$work/README.md" && good=1
    cp "$work/README.md" formulations/README.md
    judge $good "the table in formulations/README.md is not current: make formulations-table"
fi
echo "formulations: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
