# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A dash is standard input.
"$FINOPT" solve --quiet --reproducible - <two-nodes.json
