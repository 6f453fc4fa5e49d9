# exit: 3
# SPDX-License-Identifier: GPL-3.0-or-later
# Cumulative rounding gives plans, but no graph of depths; a plan can be drawn.
"$FINOPT" export --format dot --graph plan --method fin --rounding cumulative two-nodes.json >plan.dot || exit 1
grep -c digraph plan.dot
"$FINOPT" export --format dot --graph feasible --rounding cumulative two-nodes.json
