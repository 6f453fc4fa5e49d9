# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# TAP 13, a YAML block below what is not ok.
"$FINOPT" check --reproducible --format tap two-nodes.json infeasible.json malformed.json regressed.json 2>/dev/null
