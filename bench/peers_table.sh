#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The table of a peers.csv: per family and solver the shifted geometric mean of the times (10 ms are added before and
# taken away after), proofs / tries; then how many times as long as fin --adaptive. Optima that contradict each other
# are an error.
set -eu
awk -F , '
NR == 1 { next }
{
    if (!($1 in seen)) { families[++family_count] = $1; seen[$1] = 1 }
    if (!($3 in column)) { solvers[++solver_count] = $3; column[$3] = solver_count }
    key = $1 "," $3
    tries[key]++
    proofs[key] += $4 == "optimal"
    logs[key] += log($6 + 0.01)
    if ($4 == "optimal") {
        if (($2 in optimum) && optimum[$2] != $5) { print $2 ": " $3 " proves " $5 ", another " optimum[$2]; bad = 1 }
        optimum[$2] = $5
    }
    time[$2, $3] = $6
    group = $1 ~ /^\(/ ? "layered" : $1
    instances[$2] = group
    if ($3 != "fin --adaptive" && $3 != "labels" && $3 != "boost") {
        if (!($2 in best) || $6 < best[$2]) best[$2] = $6
    }
}
function seconds(s) { return s < 0.001 ? sprintf("%.0f us", s * 1e6) : s < 1 ? sprintf("%.1f ms", s * 1e3) : sprintf("%.1f s", s) }
END {
    printf "| family |"
    for (s = 1; s <= solver_count; s++) printf " %s |", solvers[s]
    printf "\n|---|"
    for (s = 1; s <= solver_count; s++) printf "---|"
    print ""
    for (f = 1; f <= family_count; f++) {
        name = families[f]
        gsub(";", ",", name)
        printf "| %s |", name
        for (s = 1; s <= solver_count; s++) {
            key = families[f] "," solvers[s]
            if (tries[key] == 0) printf " |"
            else printf " %s, %d/%d |", seconds(exp(logs[key] / tries[key]) - 0.01), proofs[key], tries[key]
        }
        print ""
    }
    print ""
    split("paper layered", groups, " ")
    for (g = 1; g <= 2; g++) {
        for (s = 1; s <= solver_count; s++) {
            n = 0; sum = 0
            for (i in instances) {
                if (instances[i] == groups[g] && ((i, solvers[s]) in time)) {
                    n++
                    sum += log(time[i, solvers[s]] / time[i, "fin --adaptive"])
                }
            }
            if (n > 0 && solvers[s] != "fin --adaptive")
                printf "%s: %s takes %.3g times as long as fin --adaptive (geometric mean over %d)\n", groups[g], solvers[s], exp(sum / n), n
        }
        n = 0; sum = 0
        for (i in best) {
            if (instances[i] == groups[g]) { n++; sum += log(time[i, "fin --adaptive"] / best[i]) }
        }
        if (n > 0) printf "%s: fin --adaptive takes %.3g %% of the best MIP solver (geometric mean over %d)\n", groups[g], 100 * exp(sum / n), n
    }
    exit bad
}' "${1:?usage: bench/peers_table.sh FILE.csv}"
