# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# What certify writes, check-certificate follows: an optimum, its proof by FIN, prices that close the gap, no plan.
teaching=$ROOT/instances/teaching
prove() {
    file=$1
    shift
    "$FINOPT" certify --output proof.json "$@" "$file" || echo "exit status $?"
    "$FINOPT" check-certificate "$file" proof.json || echo "exit status $?"
}
"$FINOPT" certify two-nodes.json
prove two-nodes.json
prove two-nodes.json --method fin --gamma 1000
prove "$teaching/gamma-costs-2.4x.json" --method labels
prove shares.json
prove infeasible.json
prove "$ROOT/instances/multi/conflict-memory-two-of-three.json" --method lagrangian
prove "$ROOT/instances/multi/packing-three-bins.json" --method lagrangian
"$FINOPT" certify --method lagrangian "$ROOT/instances/multi/paper-a80-tight-k05.json" >proof.json || echo "exit status $?"
"$FINOPT" check-certificate "$ROOT/instances/multi/paper-a80-tight-k05.json" proof.json
