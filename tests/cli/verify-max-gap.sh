# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# Suboptimal by more than --max-gap is bad news; by less it is not.
"$FINOPT" verify --max-gap 70% --quiet two-nodes.json plans/suboptimal.json || exit 9
"$FINOPT" verify --max-gap 0.5 --quiet two-nodes.json plans/suboptimal.json
