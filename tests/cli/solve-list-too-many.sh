# exit: 3
# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing is listed where there is too much to enumerate, and the list is not complete.
"$FINOPT" solve --reproducible --method exhaustive --list-plans slow.json
