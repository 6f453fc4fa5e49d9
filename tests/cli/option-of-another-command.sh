# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# An option of another command is refused by name.
"$FINOPT" solve --jobs 3 two-nodes.json
