# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# What it cannot do is said, and nothing is written.
{
    "$FINOPT" reduce --verdict agree
    "$FINOPT" reduce two-nodes.json
    "$FINOPT" reduce --verdict agree two-nodes.json -- true
    "$FINOPT" reduce --verdict gap two-nodes.json
    "$FINOPT" reduce --verdict 'gap>=2' two-nodes.json
    "$FINOPT" reduce --verdict 'gap>=' two-nodes.json
    "$FINOPT" reduce two-nodes.json -- ./nowhere
    "$FINOPT" reduce --verdict agree malformed.json
    "$FINOPT" reduce --verdict disagree two-nodes.json
    echo "exit status $?"
    "$FINOPT" reduce two-nodes.json -- false
    echo "exit status $?"
} 2>&1
exit 2
