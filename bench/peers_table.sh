#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The table of a peers.csv: per family and solver the shifted geometric mean of the times (10 ms are added before and
# taken away after; what is not proved counts as its limit), proofs / tries; then ratios. An optimum that differs from ours
# is named and no proof: the verifier has recomputed our plans in integers. It is an error if ours contradict each
# other, or if two peers agree on another.
set -eu
awk -F , '
NR == 1 { next }
{
    if (!($1 in seen)) { families[++family_count] = $1; seen[$1] = 1 }
    present[$3] = 1
    key = $1 "," $3
    tries[key]++
    if ($4 == "optimal") {
        if ($3 == "fin --adaptive") own[$2] = $5
        else if (($2 in own) && $5 != own[$2]) {
            wrongs[key]++
            wrong_list = wrong_list $2 ": " title($3) " claims " $5 ", the optimum is " own[$2] "\n"
            if ($3 ~ /^labels/ || ++claims[$2, $5] == 2) bad = 1
            $4 = "wrong"
        }
    }
    proofs[key] += $4 == "optimal"
    if ($4 != "optimal") $6 = $7
    logs[key] += log($6 + 0.01)
    time[$2, $3] = $6
    proved[$2, $3] = $4 == "optimal"
    group = $1 ~ /^\(/ ? "layered" : $1
    instances[$2] = group
    if ($3 !~ /^(fin|labels|boost)/) {
        if (!($2 in best) || $6 < best[$2]) best[$2] = $6
    }
}
function title(solver) { return solver == "highs-scipy" ? "HiGHS (SciPy)" : solver == "highs-wasm" ? "HiGHS (WebAssembly)" : solver }
function seconds(s) { return s < 0.000095 ? sprintf("%.2g us", s * 1e6) : s < 0.001 ? sprintf("%.0f us", s * 1e6) : s < 1 ? sprintf("%.1f ms", s * 1e3) : sprintf("%.1f s", s) }
# Times of `one` over those of `other`, geometric mean and number of graphs.
function ratio(group, one, other, only_proved,    n, sum, i) {
    n = 0; sum = 0
    for (i in instances) {
        if ((group != "all" && instances[i] != group) || !((i, one) in time) || !((i, other) in time)) continue
        if (only_proved && !(proved[i, one] && proved[i, other])) continue
        n++
        sum += log(time[i, one] / time[i, other])
    }
    return (n > 0 ? sprintf("%.3g (%d)", exp(sum / n), n) : "-")
}
END {
    n = split("fin --adaptive;labels;labels on the graph;boost;glpsol;cbc;highs;highs-scipy;highs-wasm;scip", names, ";")
    for (i = 1; i <= n; i++) if (names[i] in present) solvers[++solver_count] = names[i]
    printf "| family |"
    for (s = 1; s <= solver_count; s++) printf " %s |", title(solvers[s])
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
            else printf " %s, %d/%d%s |", seconds(exp(logs[key] / tries[key]) - 0.01), proofs[key], tries[key], wrongs[key] ? ", " wrongs[key] " wrong" : ""
        }
        print ""
    }
    print ""
    print "Geometric means, times as long as `fin --adaptive` on all graphs, and on those that both prove:"
    print ""
    printf "| |"
    for (s = 1; s <= solver_count; s++) if (solvers[s] != "fin --adaptive") printf " %s |", title(solvers[s])
    printf " `fin --adaptive` in %% of the best MIP solver |\n|---|"
    for (s = 1; s <= solver_count; s++) printf "---|"
    print ""
    split("paper layered", groups, " ")
    for (g = 1; g <= 2; g++) {
        printf "| %s |", groups[g]
        for (s = 1; s <= solver_count; s++)
            if (solvers[s] != "fin --adaptive") printf " %s; %s |", ratio(groups[g], solvers[s], "fin --adaptive", 0), ratio(groups[g], solvers[s], "fin --adaptive", 1)
        n = 0; sum = 0
        for (i in best) if (instances[i] == groups[g]) { n++; sum += log(time[i, "fin --adaptive"] / best[i]) }
        printf " %s |\n", (n > 0 ? sprintf("%.2g %% (%d)", 100 * exp(sum / n), n) : "-")
    }
    print "\nBoost, times as long as label setting where both prove, geometric means:\n"
    print "| | with building the graph | on the graph, as Boost |\n|---|---|---|"
    split("paper layered all", groups, " ")
    for (g = 1; g <= 3; g++)
        printf "| %s | %s | %s |\n", groups[g], ratio(groups[g], "boost", "labels", 1), ratio(groups[g], "boost", "labels on the graph", 1)
    if (wrong_list) printf "\n%s", wrong_list
    exit bad
}' "${1:?usage: bench/peers_table.sh FILE.csv}"
