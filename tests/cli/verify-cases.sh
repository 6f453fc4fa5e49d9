# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# verify speaks the formats of test runners too.
for plan in optimal suboptimal infeasible malformed claim-differs; do
    "$FINOPT" verify --max-gap 1% --format tap two-nodes.json plans/$plan.json 2>/dev/null
    echo "exit status $?"
done
"$FINOPT" verify --format junit two-nodes.json plans/infeasible.json
"$FINOPT" verify --format github two-nodes.json plans/malformed.json 2>/dev/null
exit 0
