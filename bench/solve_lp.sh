#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Which optimum does a general solver claim to have proved for an LP file? bench/solve_lp.sh SOLVER FILE LIMIT SAID
# prints `optimal ENERGY SECONDS`, or `limit - SECONDS` when there is no such claim, in processor time of the whole
# process; SAID is where the solver's own words go. Gaps are pinned to 0; one that ignores its limit is ended a little later.
set -eu
solver=$1
file=$2
limit=$3
said=$4
patience=$((limit + limit / 4 + 5))
rm -f "$said"
case $solver in
glpsol) timeout $patience glpsol --lp "$file" --tmlim "$limit" -o "$said" ;;
cbc)
    timeout $patience cbc "$file" -timemode elapsed -seconds "$limit" -ratio 0 -allow 0 -solve -solution "$said" -quit
    ;;
highs)
    printf 'mip_rel_gap = 0\nmip_abs_gap = 0\nthreads = 1\n' >"$said.options"
    timeout $patience highs --time_limit "$limit" --options_file "$said.options" "$file" >"$said"
    ;;
highs-wasm) timeout $patience node "$(dirname "$0")/peers/highs_npm.js" "$file" "$limit" >"$said" ;;
scip) timeout $patience scip -c "read $file set limits time $limit optimize quit" >"$said" ;;
esac >/dev/null 2>&1 </dev/null || true
times >"$said.times" # bash counts in milliseconds, other shells in hundredths
seconds=$(tr 'ms' '  ' <"$said.times" | awk 'NR == 2 { printf "%.3f", 60 * $1 + $2 + 60 * $3 + $4 }')
touch "$said"
case $solver in
glpsol) sed -n '/^Status: *INTEGER OPTIMAL/,$ s/^Objective:.* = \([-0-9.e+]*\).*/\1/p' "$said" ;;
cbc) sed -n '1 s/^Optimal - objective value *\([-0-9.e+]*\).*/\1/p' "$said" ;;
highs | highs-wasm) sed -n '/^ *Status *Optimal/,$ s/^ *Primal bound *\([-0-9.e+]*\).*/\1/p' "$said" ;;
scip) sed -n '/^SCIP Status .*optimal solution found/,$ s/^Primal Bound *: *\([-+0-9.e]*\).*/\1/p' "$said" ;;
esac | head -n 1 |
    awk -v seconds="$seconds" '{ printf "optimal %.0f %s\n", $1, seconds } END { if (NR == 0) print "limit - " seconds }'
