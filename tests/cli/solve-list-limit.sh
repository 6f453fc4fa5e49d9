# exit: 3
# SPDX-License-Identifier: GPL-3.0-or-later
# A list that is cut holds the cheapest plans, says how many there are, and is not complete.
"$FINOPT" solve --reproducible --method exhaustive --list-plans --list-limit 2 two-nodes.json
"$FINOPT" solve --reproducible --method exhaustive --list-plans --list-limit 2 --format ndjson two-nodes.json |
    sed 's/"plan":{"format[^}]*}\]}/"plan":{}/g'
"$FINOPT" solve --method exhaustive --list-plans --list-limit 3 two-nodes.json >/dev/null || exit 9
"$FINOPT" solve --quiet --method exhaustive --list-plans --list-limit 2 two-nodes.json >/dev/null
