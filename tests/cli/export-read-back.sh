# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# GLPK and CBC read what export writes and find the optimum that finopt finds.
by_glpk() {
    glpsol "$@" -w answer --nopresol >log 2>&1 || return 1
    awk '/^s / { kind = $5; value = $6 } END { print kind == "o" ? sprintf("%.0f", value) : "null" }' answer
}
by_cbc() {
    cbc "$1" ratioGap 0 allowableGap 0 primalTolerance 1e-9 integerTolerance 1e-9 solve quit >log 2>&1 || return 1
    awk '/infeasible/ { none = 1 } /^Objective value:/ { value = $3 } END { print none ? "null" : sprintf("%.0f", value) }' log
}
for file in "$ROOT"/instances/teaching/*.json "$ROOT"/instances/paper/b-alexnet-cifar10-a80-d*ms.json \
    names-awkward.json free-of-charge.json shared.json shares.json two-applications.json infeasible.json; do
    wanted=$("$FINOPT" solve --format json "$file" | sed -n 's/^ *"energy": \([0-9a-z]*\),$/\1/p' | head -n 1)
    "$FINOPT" export --format lp --output net.lp "$file" || exit 1
    "$FINOPT" export --format mps --output net.mps "$file" || exit 1
    for got in "$(by_glpk --lp net.lp)" "$(by_glpk --freemps net.mps)" "$(by_cbc net.lp)" "$(by_cbc net.mps)"; do
        [ "$got" = "$wanted" ] || echo "$(basename "$file"): wanted $wanted, got $got"
    done
done
echo done
