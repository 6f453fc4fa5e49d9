# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# Only one method knows all plans.
"$FINOPT" solve --list-plans two-nodes.json
