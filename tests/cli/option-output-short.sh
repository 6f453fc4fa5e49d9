# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# -o is --output, for whoever has it.
"$FINOPT" export --format plan -o plan.json two-nodes.json && "$FINOPT" verify two-nodes.json plan.json
"$FINOPT" solve two-nodes.json -o
