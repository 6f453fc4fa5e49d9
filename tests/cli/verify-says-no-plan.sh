# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A plan that places nothing says that there is none: rightly or not.
echo '{ "format": "finopt-plan-1", "instance": "two-nodes", "applications": [] }' >none.json
"$FINOPT" verify two-nodes.json none.json
[ $? -eq 1 ] || exit 9
"$FINOPT" solve --format json infeasible.json >none.json
"$FINOPT" verify --format ndjson --reproducible infeasible.json none.json || exit 9
"$FINOPT" verify infeasible.json none.json
