# exit: 3
# SPDX-License-Identifier: GPL-3.0-or-later
# A method that does not do such a problem has answered nothing; that is no contradiction.
"$FINOPT" solve --reproducible --method ilp refused-by-ilp.json
"$FINOPT" solve --quiet --method ilp --inconclusive ok refused-by-ilp.json >/dev/null || exit 9
"$FINOPT" solve --quiet --method ilp,labels refused-by-ilp.json >/dev/null || exit 9
"$FINOPT" solve --quiet --method ilp refused-by-ilp.json >/dev/null
