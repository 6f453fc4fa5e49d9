# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Two instances of the classroom in all four formulations, to the letter.
for formulation in arc_flow assignment feasible_graph path; do
    "$FINOPT" export --format lp --formulation $formulation "$ROOT/instances/teaching/equality-on-the-deadline.json"
    "$FINOPT" export --format mps --formulation $formulation --gamma 8 \
        "$ROOT/instances/teaching/early-exit-changes-the-placement.json"
done
