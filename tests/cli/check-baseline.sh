# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# New instances are recorded but in CI; what is recorded must hold; --update all takes over whatever differs.
check() { "$FINOPT" check --reproducible --baseline known.baseline "$@"; }
check two-nodes.json || exit 1
CI=1 check --quiet two-nodes.json infeasible.json
[ $? -eq 1 ] || exit 2
CI= check infeasible.json || exit 3
CI=1 check --quiet two-nodes.json infeasible.json || exit 4
cp known.baseline good.baseline
for optimum in 7999999 8000001; do
    sed "s/\"energy\": \"8000000\"/\"energy\": \"$optimum\"/" good.baseline >known.baseline
    check --quiet two-nodes.json
    [ $? -eq 1 ] || exit 5
done
sed 's/": "8000000", "labels"/": "7000000", "labels"/' good.baseline >known.baseline
check --quiet two-nodes.json
[ $? -eq 1 ] || exit 6
sed 's/"power_w": \([0-9]\)/"power_w": 1\1/; s/"energy": 8000000/"energy": 24500000/' two-nodes.json >other.json
check --quiet --update new other.json
[ $? -eq 1 ] || exit 7
check --update all --format json other.json | grep '"baseline"\|"verdict"\|baseline:' || exit 8
CI=1 check --quiet other.json || exit 9
check --quiet --update all two-nodes.json || exit 10
cmp known.baseline good.baseline
