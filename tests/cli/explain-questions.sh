# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Exercises with answers at the end.
"$FINOPT" explain --questions "$ROOT/instances/teaching/gamma-costs-2.4x.json"
"$FINOPT" explain --questions --gamma 15 "$ROOT/instances/teaching/subset-sum.json"
"$FINOPT" explain --questions "$ROOT/instances/teaching/infeasible-by-latency.json"
