# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# diff tells what a second baseline says otherwise; accept takes it, all of it or by name.
"$FINOPT" baseline create --output old.baseline two-nodes.json infeasible.json || exit 1
"$FINOPT" baseline diff old.baseline old.baseline || exit 2
sed 's/"two-nodes"/"three-nodes"/' two-nodes.json >three.json
sed 's/"power_w": \([0-9]\)/"power_w": 1\1/' two-nodes.json >other.json
"$FINOPT" baseline create --output new.baseline three.json other.json || exit 3
"$FINOPT" baseline diff old.baseline new.baseline
[ $? -eq 1 ] || exit 4
"$FINOPT" baseline diff old.baseline new.baseline three-nodes
cp old.baseline taken.baseline
"$FINOPT" baseline accept taken.baseline new.baseline three-nodes || exit 5
"$FINOPT" baseline diff new.baseline taken.baseline
"$FINOPT" baseline accept --quiet taken.baseline new.baseline || exit 6
"$FINOPT" baseline diff new.baseline taken.baseline
"$FINOPT" baseline accept taken.baseline new.baseline no-such
[ $? -eq 2 ] || exit 7
"$FINOPT" baseline accept --output made.baseline not-there.baseline new.baseline || exit 8
cmp made.baseline new.baseline || exit 9
ls *.baseline
