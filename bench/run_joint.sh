#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How many joint optima are proved, how fast, by whom? bench/run_joint.sh BUILD rewrites bench/joint.csv, or for family
# multi-anti bench/joint-anti.csv, and prints the table of bench/README.md: several sizes, loose and tight; branch and
# price, its certificate and the check of that; ilp (GLPK), and, through exported LP files, what is here of cbc, highs and
# scip (peer_version.sh), in processor time (solve_lp.sh).
#
#   environment: FAMILY (multi; multi-anti), LIMIT seconds for one run (120; processor time but for our own methods), SEEDS (3), SHAPES blocks x nodes
#                ("5x5 10x10 20x10"), APPLICATIONS ("5 20 50 100 200"), TIGHTNESS ("0.5 1.5"; multi-anti "0.333 3"),
#                RIVALS ("ilp cbc highs highs-scipy highs-wasm scip"; none), RIVALS_UP_TO applications (50): beyond that
#                only branch and price runs, BP (1; 0: only rivals run), KEEP (1: rows of the CSV file that this run
#                does not measure again stay)
set -eu
build=${1:?usage: bench/run_joint.sh BUILD}
family=${FAMILY:-multi}
case $family in
multi) name=joint loose_and_tight='0.5 1.5' ;;
multi-anti) name=joint-anti loose_and_tight='0.333 3' ;; # deadlines at 3/4 and 1/4 of the way, as in peers.csv
*) echo "run_joint.sh: FAMILY is multi or multi-anti, not $family" >&2 && exit 2 ;;
esac
limit=${LIMIT:-120}
seeds=${SEEDS:-3}
shapes=${SHAPES:-5x5 10x10 20x10}
applications=${APPLICATIONS:-5 20 50 100 200}
tightness=${TIGHTNESS:-$loose_and_tight}
rivals=${RIVALS:-ilp cbc highs highs-scipy highs-wasm scip}
with_bp=${BP:-1}
rivals_up_to=${RIVALS_UP_TO:-50}
here=$(cd "$(dirname "$0")" && pwd)
work=$build/$name
csv=$work/$name.csv
finopt=$build/finopt
mkdir -p "$work"

peers=
for rival in $rivals; do
    [ "$rival" != none ] || continue
    "$here/peer_version.sh" "$rival" 2>&1 && peers="$peers $rival"
done

# number NAME: the first such number of the line in $work/result.json, empty for null.
number() {
    grep -o "\"$1\":[-0-9.][-0-9.e+]*" "$work/result.json" | head -n 1 | cut -d : -f 2
}

# own METHOD: status,energy,bound,seconds,nodes,columns,memory_mib of one of our methods.
own() {
    "$finopt" check --quiet --jobs 1 --method "$1" --time-limit "$limit" --format ndjson "$work/net.json" 2>"$work/log" |
        grep finopt-check-instance >"$work/result.json" || true
    status=$(sed -n 's/.*"method":"'"$1"'","status":"\([a-z]*\)".*/\1/p' "$work/result.json")
    echo "$status,$(number energy),$(number bound),$(number solve_s),$(number 'branch nodes'),$(number columns),$(
        number peak_memory_bytes | awk '{ printf "%.1f", $1 / 1048576 }')"
}

# seconds COMMAND...: how long it takes, or nothing if it fails.
seconds() {
    begin=$(date +%s%N)
    if "$@" >"$work/log" 2>&1; then
        awk "BEGIN { printf \"%.6f\", ($(date +%s%N) - $begin) / 1e9 }"
    fi
}

# peer SOLVER: the same fields for a program that reads LP files.
peer() {
    # shellcheck disable=SC2046 # three words
    set -- $("$here/solve_lp.sh" "$1" "$work/net.lp" "$limit" "$work/said" 2>/dev/null)
    echo "$1,$([ "$2" = - ] || echo "$2"),,$3,,,"
}

# branch_and_price KEY: its row, with the time that checking its certificate takes.
branch_and_price() {
    answer=$(own bp)
    check=
    if [ "${answer%%,*}" = optimal ] &&
        "$finopt" certify --method bp --time-limit "$limit" --output "$work/proof.json" "$work/net.json" \
            >"$work/log" 2>&1; then
        check=$(seconds "$finopt" check-certificate "$work/net.json" "$work/proof.json")
    fi
    echo "$1,bp,$answer,$check"
}

echo "machine:  $(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors"
echo "compiler: $("${CC:-gcc}" --version | head -n 1)"
echo "commit:   $(git -C "$here" describe --always --dirty 2>/dev/null || echo unknown)"
echo "family:   $family, limit $limit s, $seeds seeds"

echo "blocks,nodes,applications,tightness,seed,solver,status,energy,bound,seconds,branch_nodes,columns,memory_mib,check_seconds" >"$csv"
for shape in $shapes; do
    for count in $applications; do
        for tight in $tightness; do
            seed=1
            while [ "$seed" -le "$seeds" ]; do
                key=${shape%x*},${shape#*x},$count,$tight,$seed
                "$finopt" generate "$family" --blocks "${shape%x*}" --nodes "${shape#*x}" --applications "$count" \
                    --tightness "$tight" --seed "$seed" >"$work/net.json"
                [ "$with_bp" -eq 0 ] || branch_and_price "$key"
                if [ "$count" -le "$rivals_up_to" ]; then
                    for rival in $peers; do
                        if [ "$rival" = ilp ]; then
                            echo "$key,ilp,$(own ilp),"
                            continue
                        fi
                        "$finopt" export --format lp "$work/net.json" >"$work/net.lp" 2>"$work/log" || continue
                        echo "$key,$rival,$(peer "$rival"),"
                    done
                fi
                seed=$((seed + 1))
            done
        done
    done
done >>"$csv"
if [ "${KEEP:-0}" = 1 ] && [ -f "$here/$name.csv" ]; then
    "$here/merge_rows.sh" 5 "$here/$name.csv" "$csv" >"$csv.merged"
    mv "$csv.merged" "$csv"
fi
mv "$csv" "$here/$name.csv"
echo
"$here/joint_table.sh" "$here/$name.csv"
