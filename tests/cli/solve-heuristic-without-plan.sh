# exit: 3
# SPDX-License-Identifier: GPL-3.0-or-later
# A heuristic that finds nothing has answered nothing.
"$FINOPT" solve --reproducible --method fin --gamma 1 two-nodes.json
