# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# DOT to the letter: stage 1 with what pruning takes; stage 2 at a resolution that loses the best plan; a plan.
teaching=$ROOT/instances/teaching
"$FINOPT" export --format dot "$teaching/gamma-costs-2.4x.json"
"$FINOPT" export --format dot "$teaching/early-exit-changes-the-placement.json"
"$FINOPT" export --format dot --graph feasible --gamma 10 "$teaching/gamma-costs-2.4x.json"
"$FINOPT" export --format dot --graph feasible --gamma 10 --method labels "$teaching/gamma-costs-2.4x.json" | grep label= | head -n 1
"$FINOPT" export --format dot --graph plan shared.json
"$FINOPT" export --format dot "$teaching/infeasible-by-accuracy.json"
