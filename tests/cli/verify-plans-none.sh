# exit: 5
# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing was judged: that is not fine.
mkdir nothing
"$FINOPT" verify --plans nowhere two-nodes.json
[ $? -eq 2 ] || exit 9
"$FINOPT" verify --plans nothing
[ $? -eq 2 ] || exit 9
"$FINOPT" verify --plans nothing two-nodes.json
