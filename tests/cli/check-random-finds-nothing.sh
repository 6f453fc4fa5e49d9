# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing is saved, no folder is made, where nothing is found.
"$FINOPT" check --reproducible --random multi --count 2 --applications 2 --nodes 3 --blocks 2 --quiet
ls -d finopt-found 2>/dev/null
exit 0
