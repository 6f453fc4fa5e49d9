# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# The proved optimum is not the expected one.
"$FINOPT" check --reproducible two-nodes.json regressed.json
