# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# What a plan costs that leaves a block out, nobody can say.
"$FINOPT" verify two-nodes.json plans/incomplete.json
