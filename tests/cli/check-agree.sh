# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Everything proved and equal.
"$FINOPT" check --reproducible two-nodes.json tight.json infeasible.json
