# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# One row per instance, a header that does not change.
"$FINOPT" check --reproducible --format csv two-nodes.json infeasible.json malformed.json regressed.json 2>/dev/null
