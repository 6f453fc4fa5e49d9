# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# Summary, what is not fine, table.
"$FINOPT" check --reproducible --format markdown two-nodes.json infeasible.json malformed.json regressed.json 2>/dev/null
