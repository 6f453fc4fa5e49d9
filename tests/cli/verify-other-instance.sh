# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A plan for another instance.
"$FINOPT" verify tight.json plans/optimal.json
