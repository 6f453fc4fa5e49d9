# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The plan, block by block, and what it rests on.
"$FINOPT" solve --reproducible two-nodes.json
