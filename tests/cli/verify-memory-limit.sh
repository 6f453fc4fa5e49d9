# exit: 4
# SPDX-License-Identifier: GPL-3.0-or-later
# The limits hold for reading and judging too.
if [ -n "$SANITIZED" ]; then
    echo "the address sanitizer knows no memory limit"
    exit 77
fi
"$FINOPT" verify --memory-limit 1 two-nodes.json plans/optimal.json
"$FINOPT" verify --memory-limit 1 --format ndjson two-nodes.json plans/optimal.json
