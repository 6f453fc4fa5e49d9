# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# Violations with value, limit and excess.
"$FINOPT" verify --format ndjson two-nodes.json plans/infeasible.json
