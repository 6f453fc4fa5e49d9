# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# CPLEX LP to the letter: one application; several with shared rows; one without any path.
"$FINOPT" export --format lp two-nodes.json
"$FINOPT" export --format lp shared.json
"$FINOPT" export --format lp "$ROOT/instances/teaching/infeasible-by-accuracy.json"
for formulation in assignment feasible_graph path; do
    "$FINOPT" export --format lp --gamma 4 --formulation $formulation two-nodes.json
done
"$FINOPT" export --format lp --formulation assignment shares.json
