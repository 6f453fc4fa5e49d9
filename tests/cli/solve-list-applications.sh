# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Plans of several applications, cheapest first.
"$FINOPT" solve --reproducible --method exhaustive --list-plans shared.json
