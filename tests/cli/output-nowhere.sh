# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A folder that does not exist, and a folder as the file.
"$FINOPT" solve --output nowhere/result.json two-nodes.json
"$FINOPT" solve --output plans two-nodes.json
