# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# Shares of more than the whole node.
"$FINOPT" verify shares.json plans/shares-overloaded.json
