# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# What is fine is fine; instances without a plan are named; --quiet then says nothing.
mkdir plans-of-mine
cp plans/optimal.json plans-of-mine/
"$FINOPT" verify --plans plans-of-mine two-nodes.json infeasible.json || exit 9
"$FINOPT" verify --plans plans-of-mine --quiet two-nodes.json
