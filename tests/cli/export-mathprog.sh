# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The data of three teaching instances and one with shares, to be read by eye; glpsol reads all in tests/formulations.
"$FINOPT" export --format mathprog "$ROOT/instances/teaching/early-exit-changes-the-placement.json"
"$FINOPT" export --format mathprog --formulation path "$ROOT/instances/teaching/subset-sum.json"
"$FINOPT" export --format mathprog --formulation feasible_graph --gamma 7 "$ROOT/instances/teaching/infeasible-by-allowed-nodes.json"
"$FINOPT" export --format mathprog --formulation assignment --output shares.dat "$ROOT/instances/multi/shares-every-run-counts.json"
cat shares.dat
"$FINOPT" generate multi --applications 1 --nodes 12 --blocks 12 |
    "$FINOPT" export --format mathprog --formulation path - 2>err
echo "$? $(cat err)"
