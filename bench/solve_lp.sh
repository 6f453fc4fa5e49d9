#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Which optimum does a general solver claim to have proved for an LP file? bench/solve_lp.sh SOLVER FILE LIMIT SAID
# prints `optimal ENERGY SECONDS`, or `limit - SECONDS` when there is no such claim, in processor time of the whole
# process, reading included, but for highs-scipy, which tells its own; SAID is where the solver's own words go. The limit,
# too, is processor time, kept by the system, so that a crowded machine takes nothing from anybody; gaps are pinned to 0.
set -eu
solver=$1
file=$2
limit=$3
said=$4
patience=$((10 * limit)) # of the wall's clock
rm -f "$said"
limited() {
    (ulimit -t "$limit" && exec timeout $patience "$@")
}
case $solver in
glpsol) limited glpsol --lp "$file" -o "$said" ;;
cbc) limited cbc "$file" -ratio 0 -allow 0 -solve -solution "$said" -quit ;;
highs)
    printf 'mip_rel_gap = 0\nmip_abs_gap = 0\nthreads = 1\n' >"$said.options"
    limited highs --options_file "$said.options" "$file" >"$said"
    ;;
highs-wasm) limited node "$(dirname "$0")/peers/highs_npm.js" "$file" >"$said" ;;
highs-scipy) limited "$(dirname "$0")/peers/highs_scipy.py" "$file" >"$said" ;;
scip) limited scip -c "read $file optimize quit" >"$said" ;;
esac >/dev/null 2>&1 </dev/null || true
times >"$said.times" # bash counts in milliseconds, other shells in hundredths
seconds=$(tr 'ms' '  ' <"$said.times" | awk 'NR == 2 { printf "%.3f", 60 * $1 + $2 + 60 * $3 + $4 }')
touch "$said"
[ "$solver" != highs-scipy ] || own_seconds=$(sed -n 's/^ *Seconds *//p' "$said")
case $solver in
glpsol) sed -n '/^Status: *INTEGER OPTIMAL/,$ s/^Objective:.* = \([-0-9.e+]*\).*/\1/p' "$said" ;;
cbc) sed -n '1 s/^Optimal - objective value *\([-0-9.e+]*\).*/\1/p' "$said" ;;
highs | highs-wasm | highs-scipy) sed -n '/^ *Status *Optimal/,$ s/^ *Primal bound *\([-0-9.e+]*\).*/\1/p' "$said" ;;
scip) sed -n '/^SCIP Status .*optimal solution found/,$ s/^Primal Bound *: *\([-+0-9.e]*\).*/\1/p' "$said" ;;
esac | head -n 1 |
    awk -v seconds="${own_seconds:-$seconds}" '{ printf "optimal %.0f %s\n", $1, seconds } END { if (NR == 0) print "limit - " seconds }'
