# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Every feasible plan, cheapest first.
"$FINOPT" solve --reproducible --method exhaustive --list-plans two-nodes.json
"$FINOPT" solve --reproducible --method exhaustive --list-plans --format json two-nodes.json |
    sed -n '/"result": /q; p'
