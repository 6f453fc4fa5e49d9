# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# Many plans at once: paired by the name they give, else by their file's name; one for another instance is left over.
mkdir nets handed-in handed-in/ada
cp two-nodes.json infeasible.json nets/
cp plans/optimal.json handed-in/ada/x.json
cp plans/suboptimal.json handed-in/b.plan.json
cp plans/infeasible.json handed-in/c.json
echo '{ "format": "finopt-plan-1" }' >handed-in/two-nodes.plan.json # malformed, and found by its file's name
echo '{ "format": "finopt-plan-1", "instance": "elsewhere", "applications": [] }' >handed-in/elsewhere.json
"$FINOPT" solve --format json infeasible.json >handed-in/none.json
"$FINOPT" verify --plans handed-in nets
status=$?
"$FINOPT" verify --plans handed-in --quiet --max-gap 10% nets
"$FINOPT" verify --plans handed-in --reproducible --format json nets >many.json
grep -A 99 '"unmatched"' many.json
"$FINOPT" verify --plans handed-in --reproducible --format ndjson --jobs 2 nets | cut -c 1-130
exit $status
