# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The result of a method is taken for the plan inside it, its energy for the claim.
"$FINOPT" solve --format json two-nodes.json >result.json
"$FINOPT" verify two-nodes.json result.json
"$FINOPT" solve --format ndjson shares.json | "$FINOPT" verify shares.json - | tail -n 1
sed 's/"energy": 8000000,/"energy": 7999999,/' result.json >wrong.json
"$FINOPT" verify two-nodes.json wrong.json
[ $? -eq 1 ]
