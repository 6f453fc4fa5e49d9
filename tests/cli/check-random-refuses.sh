# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A family that is none, files beside it, shards of it.
{
    "$FINOPT" check --random mulit
    "$FINOPT" check --random multi two-nodes.json
    "$FINOPT" check --random multi --shard 0/2
    "$FINOPT" check --random multi --count 0
    TMPDIR=$PWD/nowhere "$FINOPT" check --random multi 2>&1 | sed "s,$PWD,.,"
} 2>&1
exit 2
