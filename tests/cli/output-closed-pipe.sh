# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A reader that goes away ends the program quietly, by SIGPIPE.
{
    sleep 0.5 # so that the reader has gone
    "$FINOPT" check --format json two-nodes.json
    echo $? >status
} | :
cat status
