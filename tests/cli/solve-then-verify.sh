# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The plan inside a result is a plan file.
"$FINOPT" solve --format json two-nodes.json >result.json
sed -n '/^  "plan": {/,/^  },/p' result.json | sed 's/^  "plan": {/{/; s/^  },/}/' >plan.json
"$FINOPT" verify two-nodes.json plan.json
