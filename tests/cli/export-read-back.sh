# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# GLPK and CBC read what export writes and find the optimum that finopt finds.
by_glpk() {
    glpsol "$@" -w answer --nopresol >log 2>&1 || return 1
    awk '/^s / { kind = $5; value = $6 } END { print kind == "o" ? sprintf("%.0f", value) : "null" }' answer
}
by_cbc() {
    cbc "$1" ratioGap 0 allowableGap 0 primalTolerance 1e-9 integerTolerance 1e-9 solve quit >log 2>&1 || return 1
    awk '/^Result - Linear relaxation infeasible|proven infeasible|^Problem is infeasible/ { none = 1 } /^Objective value:/ { value = $3 } END { print none ? "null" : sprintf("%.0f", value) }' log
}
# The optimum of a formulation; FIN's graph has FIN's unless the graph is rounded down.
compare() {
    file=$1
    wanted=$2
    shift 2
    "$FINOPT" export --format lp --output net.lp "$@" "$file" || exit 1
    "$FINOPT" export --format mps --output net.mps "$@" "$file" || exit 1
    for got in "$(by_glpk --lp net.lp)" "$(by_glpk --freemps net.mps)" "$(by_cbc net.lp)" "$(by_cbc net.mps)"; do
        [ "$got" = "$wanted" ] || echo "$(basename "$file") $*: wanted $wanted, got $got"
    done
}
energy() {
    "$FINOPT" solve --format json "$@" | sed -n 's/^ *"energy": \([0-9a-z]*\),$/\1/p' | head -n 1
}
for file in "$ROOT"/instances/teaching/*.json "$ROOT"/instances/paper/b-alexnet-cifar10-a80-d*5ms.json \
    names-awkward.json free-of-charge.json shared.json shares.json two-applications.json infeasible.json; do
    wanted=$(energy "$file")
    for formulation in arc_flow assignment path 'feasible_graph --rounding floor --gamma 7'; do
        # shellcheck disable=SC2086 # a formulation may come with its options
        compare "$file" "$wanted" --formulation $formulation
    done
done
compare "$ROOT/instances/teaching/subset-sum.json" \
    "$(energy --method fin --gamma 10 "$ROOT/instances/teaching/subset-sum.json")" --formulation feasible_graph --gamma 10
echo done
