# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# GraphML to the letter, with typed keys.
"$FINOPT" export --format graphml --graph feasible --gamma 10 "$ROOT/instances/teaching/gamma-costs-2.4x.json"
