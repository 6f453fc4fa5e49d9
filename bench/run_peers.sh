#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How do general solvers and Boost's label setting do on the same graphs? bench/run_peers.sh BUILD rewrites
# bench/peers.csv and prints the table of bench/README.md. A peer that is not installed is named and left out; none is
# linked with finopt. See bench/README.md for what the times hold.
#
#   environment: LIMIT seconds for one run (120), SEEDS (3), SIZES, PAPER (every N-th instance, 1)
set -eu
build=${1:?usage: bench/run_peers.sh BUILD}
limit=${LIMIT:-120}
seeds=${SEEDS:-3}
sizes=${SIZES:-5x3 10x10 20x20 50x50 100x50 100x100}
paper=${PAPER:-1}
here=$(cd "$(dirname "$0")" && pwd)
graphs=$build/peers
csv=$build/peers.csv
mkdir -p "$graphs"
rm -f "$graphs"/*.lp "$graphs"/*.graph

peers=
for solver in glpsol cbc highs scip; do
    if command -v $solver >/dev/null; then
        peers="$peers $solver"
    else
        echo "$solver is not on the PATH: left out"
    fi
done
boost=$build/bench/peers/boost_labels
mkdir -p "$build/bench/peers"
if command -v g++ >/dev/null && g++ -O2 -o "$boost" "$here/peers/boost_labels.cc" 2>"$build/boost.log"; then
    boost_version=$(printf '#include <boost/version.hpp>\nBOOST_LIB_VERSION' | g++ -E -P -x c++ - | tail -n 1 | tr -d '"')
else
    boost=
    echo "no g++, or no Boost Graph (libboost-graph-dev): left out"
fi

echo "machine:  $(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors"
echo "compiler: $("${CC:-gcc}" --version | head -n 1)"
echo "commit:   $(git -C "$here" describe --always --dirty 2>/dev/null || echo unknown)"
case $peers in *glpsol*) echo "glpsol:   $(glpsol --version | head -n 1)" ;; esac
case $peers in *cbc*) echo "cbc:      $(cbc -quit | sed -n 's/^Version: //p')" ;; esac
case $peers in *highs*) echo "highs:    $(highs --version | head -n 1)" ;; esac
case $peers in *scip*) echo "scip:     $(scip --version | head -n 1)" ;; esac
[ -z "$boost" ] || echo "boost:    $boost_version"
echo "limit:    $limit s, $seeds seeds"

# run FAMILY NAME: every peer on one instance.
run() {
    for solver in $peers; do
        [ -e "$graphs/$2.lp" ] || continue
        begin=$(date +%s%N)
        energy=$("$here/solve_lp.sh" "$solver" "$graphs/$2.lp" "$limit" "$graphs/said" || true)
        end=$(date +%s%N)
        echo "$1,$2,$solver,$([ -n "$energy" ] && echo optimal || echo limit),$energy,$(awk "BEGIN { printf \"%.6f\", ($end - $begin) / 1e9 }")"
    done
    if [ -n "$boost" ]; then
        answer=$(timeout "$limit" "$boost" "$graphs/$2.graph" || true)
        # shellcheck disable=SC2086 # three words
        set -- "$1" "$2" ${answer:-limit "" $limit}
        echo "$1,$2,boost,$3,$4,$5"
    fi
}

# family ARGUMENTS: writes the graphs of a family, runs ourselves and the peers on each, removes the graphs.
family() {
    "$build/bench/peer_graphs" "$graphs" "$limit" "$@" >"$build/own.csv"
    cat "$build/own.csv" >>"$csv"
    cut -d , -f 1,2 "$build/own.csv" | uniq | while IFS=, read -r name instance; do
        run "$name" "$instance"
        rm -f "$graphs/$instance.lp" "$graphs/$instance.graph"
    done >>"$csv"
}

echo "family,instance,solver,status,energy,seconds" >"$csv"
# shellcheck disable=SC2046 # the names of the repository have no spaces
family files paper $(ls "$here"/../instances/paper/*.json | awk "NR % $paper == 0")
for size in $sizes; do
    family layered "${size%x*}" "${size#*x}" "$seeds"
done
mv "$csv" "$here/peers.csv"
echo
"$here/peers_table.sh" "$here/peers.csv"
