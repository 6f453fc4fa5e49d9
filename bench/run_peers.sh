#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How do general solvers and Boost's label setting do on the same graphs? bench/run_peers.sh BUILD rewrites
# bench/peers.csv and prints the table of bench/README.md. A peer that is not installed is named and left out; none is
# linked with finopt. See bench/README.md for what the times hold.
#
#   environment: LIMIT seconds of processor time for one run (120), SEEDS (3), SIZES (of the layered family, each with a
#                limit and a number of seeds of its own if wanted: "20x20 50x50:20 100x100:20:1"), PAPER (every N-th
#                instance, 1; 0: none), PEERS ("own boost glpsol cbc highs highs-scipy highs-wasm scip"; own: our methods),
#                KEEP (1: rows of peers.csv that this run does not measure again stay)
set -eu
build=${1:?usage: bench/run_peers.sh BUILD}
limit=${LIMIT:-120}
seeds=${SEEDS:-3}
sizes=${SIZES:-5x3 10x10 20x20 50x50 100x50 100x100}
paper=${PAPER:-1}
wanted=${PEERS:-own boost glpsol cbc highs highs-scipy highs-wasm scip}
here=$(cd "$(dirname "$0")" && pwd)
graphs=$build/peers
csv=$build/peers.csv
mkdir -p "$graphs"
rm -f "$graphs"/*.lp "$graphs"/*.graph

peers=
own=
boost=
for peer in $wanted; do
    case $peer in
    own) own=1 ;;
    boost)
        boost=$build/bench/peers/boost_labels
        mkdir -p "$build/bench/peers"
        if command -v g++ >/dev/null && g++ -O2 -o "$boost" "$here/peers/boost_labels.cc" 2>"$build/boost.log"; then
            echo "boost: $(printf '#include <boost/version.hpp>\nBOOST_LIB_VERSION' | g++ -E -P -x c++ - | tail -n 1 | tr -d '"')"
        else
            boost=
            echo "no g++, or no Boost Graph (libboost-graph-dev): left out"
        fi
        ;;
    *) "$here/peer_version.sh" "$peer" 2>&1 && peers="$peers $peer" ;;
    esac
done

echo "machine:  $(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors"
echo "compiler: $("${CC:-gcc}" --version | head -n 1)"
echo "commit:   $(git -C "$here" describe --always --dirty 2>/dev/null || echo unknown)"
echo "limit:    $limit s, $seeds seeds"

# run FAMILY NAME LIMIT: every peer on one instance.
run() {
    for solver in $peers; do
        [ -e "$graphs/$2.lp" ] || continue
        # shellcheck disable=SC2046 # three words
        row "$1,$2,$solver" "$3" $("$here/solve_lp.sh" "$solver" "$graphs/$2.lp" "$3" "$graphs/said")
    done
    if [ -n "$boost" ]; then
        # shellcheck disable=SC2046 # three words
        row "$1,$2,boost" "$3" $( (ulimit -t "$3" && "$boost" "$graphs/$2.graph") 2>/dev/null || echo "limit - $3")
    fi
}

# row KEY LIMIT STATUS ENERGY SECONDS
row() {
    [ "$4" != - ] || set -- "$1" "$2" "$3" "" "$5"
    echo "$1,$3,$4,$5,$2"
}

# family LIMIT ARGUMENTS: writes the graphs of a family, runs ourselves and the peers on each, removes the graphs.
family() {
    within=$1
    shift
    "$build/bench/peer_graphs" "$graphs" "$within" "$@" >"$build/own.csv"
    [ -z "$own" ] || sed "s/$/,$within/" "$build/own.csv" >>"$csv"
    cut -d , -f 1,2 "$build/own.csv" | uniq | while IFS=, read -r name instance; do
        run "$name" "$instance" "$within"
        rm -f "$graphs/$instance.lp" "$graphs/$instance.graph"
    done >>"$csv"
}

echo "family,instance,solver,status,energy,seconds,limit_s" >"$csv"
# shellcheck disable=SC2012,SC2046 # the names of the repository have no spaces
[ "$paper" -eq 0 ] || family "$limit" files paper $(ls "$here"/../instances/paper/*.json | awk "NR % $paper == 0")
for size in $sizes; do
    IFS=: read -r shape own_limit own_seeds <<END
$size
END
    family "${own_limit:-$limit}" layered "${shape%x*}" "${shape#*x}" "${own_seeds:-$seeds}"
done
if [ "${KEEP:-0}" = 1 ]; then
    "$here/merge_rows.sh" 2 "$here/peers.csv" "$csv" >"$csv.merged"
    mv "$csv.merged" "$csv"
fi
mv "$csv" "$here/peers.csv"
echo
"$here/peers_table.sh" "$here/peers.csv"
