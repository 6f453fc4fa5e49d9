# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# One result for one method.
"$FINOPT" solve --reproducible --format json --method fin --gamma 50 two-nodes.json
