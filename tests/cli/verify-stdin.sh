# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Either file may be standard input.
"$FINOPT" verify - plans/optimal.json <two-nodes.json
"$FINOPT" verify two-nodes.json - <plans/optimal.json
