# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# Plans in a directory get a verdict beside the instance's; one that is missing is bad news, one too many is named.
mkdir handed-in
cp plans/suboptimal.json handed-in/
cp plans/optimal.json handed-in/
echo '{ "format": "finopt-plan-1", "instance": "elsewhere", "applications": [] }' >handed-in/elsewhere.json
"$FINOPT" check --reproducible --plans handed-in two-nodes.json infeasible.json || exit 9
"$FINOPT" check --reproducible --plans handed-in --quiet two-nodes.json || exit 9
"$FINOPT" check --reproducible --plans handed-in --max-gap 10% --quiet two-nodes.json
[ $? -eq 1 ] || exit 9
"$FINOPT" check --reproducible --format json --plans handed-in two-nodes.json >doc.json
sed -n '/^      "plans"/,$p' doc.json | grep -v applications
"$FINOPT" check --reproducible --plans handed-in tight.json
