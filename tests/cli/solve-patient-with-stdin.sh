# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Whoever types an instance has all the time in the world, whatever the limit.
{
    sleep 2.4
    cat two-nodes.json
} | "$FINOPT" solve --quiet --reproducible --time-limit 0.001 -
