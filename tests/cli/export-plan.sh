# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A plan that is exported is one that verify accepts, and that a picture can mark.
"$FINOPT" export --format plan two-nodes.json | tee plan.json
"$FINOPT" verify two-nodes.json plan.json
"$FINOPT" export --format plan --method local two-nodes.json >local.json
"$FINOPT" export --format dot --plan local.json two-nodes.json | grep -c penwidth
"$FINOPT" export --format plan --method labels,fin two-nodes.json 2>&1
sed 's/"two-nodes"/"other"/' plan.json >other.json
"$FINOPT" export --format dot --plan other.json two-nodes.json 2>&1
"$FINOPT" export --format plan "$ROOT/instances/teaching/infeasible-by-accuracy.json" 2>&1
echo "$?"
