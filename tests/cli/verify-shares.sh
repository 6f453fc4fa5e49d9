# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# A plan that names shares.
"$FINOPT" verify shares.json plans/shares-fit.json
