# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A plan file that does not exist.
"$FINOPT" verify two-nodes.json plans/nowhere.json
