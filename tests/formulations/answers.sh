#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Do the answers in formulations/answers.md come out? tests/formulations/answers.sh BUILD. Needs glpsol.
set -u
build=${1:?usage: tests/formulations/answers.sh BUILD}
case $build in /*) ;; *) build=$PWD/$build ;; esac
cd "$(dirname "$0")/../.." || exit 1
models=$PWD/formulations
instances=$PWD/instances
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
passed=0
failed=0

# is WORDS GOT WANTED
is() {
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "answers: exercise $1: $2, the answer says $3"
    fi
}

# data MODEL INSTANCE [OPTION...]: writes net.dat.
data() {
    model=$1
    file=$instances/$2.json
    shift 2
    "$build/finopt" export --format mathprog --formulation "$model" --output net.dat "$@" "$file"
}

energy() {
    glpsol -m "$@" | sed -n 's/^energy //p; s/^LP HAS NO.*/none/p; s/^PROBLEM HAS NO.*/none/p'
}

relaxation() {
    glpsol --nomip -o relaxed -m "$@" >log
    sed -n 's/^Objective: *P0 = \([0-9.]*\) .*/\1/p' relaxed
}

# The price of a row in the last relaxation; empty for 0.
price() {
    # A long name has a line of its own.
    awk -v row="$1" '$2 == row { if (NF == 2) { getline; $0 = "- - " $0 } print $3 == "B" ? "" : $NF }' relaxed
}

# with ROWS MODEL: the model with rows put before `solve;`, as changed.mod.
with() {
    awk -v rows="$1" '/^solve;/ { print rows } { print }' "$models/$2.mod" >changed.mod
}

data arc_flow teaching/subset-sum
is 1 "$(for d in 29 31 20; do
    sed "s/'device' 30 9/'device' $d 9/" net.dat >other.dat
    energy "$models/arc_flow.mod" -d other.dat
done | xargs)" '36 34 47'

awk '/^s\.t\. P4/ { out = 1 } !out { print } out && /;$/ { out = 0 }' "$models/arc_flow.mod" >changed.mod
is 2 "$(energy changed.mod -d net.dat) $(glpsol -m changed.mod -d net.dat | grep -c 'rejected: (P4)')" '5 1'

data arc_flow paper/b-alexnet-cifar10-a80-d5ms
is 3 "$(relaxation "$models/arc_flow.mod" -d net.dat) $(price 'P4_digit[app,0]')" '61225305.6 -13.9697'

is 4 "$(for g in 5 10 15 16 17 18 19 20; do
    data feasible_graph teaching/gamma-costs-2.4x --gamma "$g"
    energy "$models/feasible_graph.mod" -d net.dat
done | xargs)" '24 24 10 24 10 24 10 10'
data feasible_graph teaching/gamma-costs-2.4x --gamma 10
is 5 "$(relaxation "$models/feasible_graph.mod" -d net.dat)" 24

data path multi/packing-worse-plan-makes-room
printf "data;\nset SEQUENCES['flexible','end'] := 2;\nend;\n" >start.dat
is 6 "$(relaxation "$models/path.mod" -d net.dat -d start.dat) $(price 'P1[flexible]') $(price 'P1[bound]') $(price 'P6[edge]')" \
    '40 30 10 '
is 6 "$(relaxation "$models/path.mod" -d net.dat) $(price 'P6[edge]')" '23.33333333 -3.33333e-05'
is 6 "$(energy "$models/path.mod" -d net.dat)" 40

data arc_flow paper/b-alexnet-cifar10-a80-d6563637ns-below
sed 's/^param base := 1000;/param base := 1e9;/' "$models/arc_flow.mod" >changed.mod
is 7 "$(energy changed.mod -d net.dat) $(glpsol -m changed.mod -d net.dat | grep -c 'rejected: (P4)')" '39381818 1'
is 7 "$(energy "$models/arc_flow.mod" -d net.dat)" 64087186

with "$(sed -n '/^\*\*8\.\*\*/,/^(for nodes/p' "$models/answers.md" | grep '^    ')" assignment
data assignment paper/b-alexnet-cifar10-a80-d5ms
is 8 "$(relaxation "$models/assignment.mod" -d net.dat) $(relaxation changed.mod -d net.dat)" '53631262.38 61225305.6'
data assignment paper/b-alexnet-cifar10-a70-d3ms
is 8 "$(relaxation changed.mod -d net.dat)" 41113371.14

data arc_flow multi/shares-once-per-run
awk '/PLACES/ { table = 1 } table { sub(/ 1$/, " 0") } /^;/ { table = 0 } { print }' net.dat >other.dat
is 9 "$(energy "$models/arc_flow.mod" -d net.dat) $(energy "$models/arc_flow.mod" -d other.dat)" '20 none'

data arc_flow teaching/early-exit-changes-the-placement
with 's.t. together{h in APPLICATIONS, c in CONFIGURATIONS[h], (2,p,q) in ARCS[h,c]: p <> q}: x[h,c,2,p,q] = 0;' arc_flow
is 10 "$(energy "$models/arc_flow.mod" -d net.dat) $(energy changed.mod -d net.dat)" '38 42'
with 's.t. together{h in APPLICATIONS, c in CONFIGURATIONS[h], q in PLACES: depth[h,c] >= 2}: x[h,c,1,q] = x[h,c,2,q];' assignment
is 10 "$(energy changed.mod -d net.dat)" 42

data arc_flow multi/conflict-three-of-four
is 11 "$(for out in d 'd a' 'd b' 'd c'; do
    cp net.dat other.dat
    for h in $out; do sed -i "/^ '$h'/d; /CONFIGURATIONS\['$h'/d" other.dat; done
    energy "$models/arc_flow.mod" -d other.dat
done | xargs)" 'none 20 20 20'

echo "answers: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
