#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# bench/joint_table.sh FILE: a row per shape, number of applications and tightness of bench/joint.csv. An answer that
# contradicts another ends it with status 4.
set -eu
sort -t , -k1,1n -k2,2n -k3,3n -k4,4 -s "${1:?usage: bench/joint_table.sh FILE}" | awk -F , '
function median(list, n,    i, j, t) {
    for (i = 2; i <= n; i++) {
        t = list[i]
        for (j = i - 1; j >= 1 && list[j] > t; j--) {
            list[j + 1] = list[j]
        }
        list[j + 1] = t
    }
    return list[int((n + 1) / 2)]
}
function of(what, row, solver,    list, i, n) {
    n = count[row, solver]
    for (i = 1; i <= n; i++) {
        list[i] = what == "time" ? time[row, solver, i] : what == "nodes" ? nodes[row, solver, i] : columns[row, solver, i]
    }
    return n ? median(list, n) : 0
}
function title(solver) { return solver in shown ? shown[solver] : solver }
$1 == "blocks" { next }
{
    row = $1 "x" $2 ", " $3 ($4 < 1 ? " loose" : " tight")
    if (!(row in seen)) {
        seen[row] = 1
        order[++rows] = row
    }
    k = ++count[row, $6]
    time[row, $6, k] = $10 + 0
    nodes[row, $6, k] = $11 + 0
    columns[row, $6, k] = $12 + 0
    proofs[row, $6] += $7 == "optimal" || $7 == "infeasible"
    all[$6]++
    all_proofs[$6] += $7 == "optimal" || $7 == "infeasible"
    instance = $1 "," $2 "," $3 "," $4 "," $5
    if ($7 == "optimal") {
        if (instance in optimum && optimum[instance] != $8) {
            print "joint_table.sh: " instance ": " $6 " says " $8 ", another " optimum[instance] > "/dev/stderr"
            bad = 1
        }
        optimum[instance] = $8
        proved_in[instance, $6] = $10 + 0
    }
    if ($6 == "bp") {
        gap = $8 > 0 && $9 != "" ? 100 * ($8 - $9) / $8 : 100
        worst[row] = gap > worst[row] ? gap : worst[row]
        memory[row] = $13 > memory[row] ? $13 : memory[row]
        if ($14 != "") {
            checked[row] = $14 > checked[row] ? $14 : checked[row]
        }
    } else {
        rivals[$6] = 1
    }
}
END {
    if (bad) {
        exit 4
    }
    split("ilp cbc highs highs-wasm scip", names, " ")
    shown["highs-wasm"] = "HiGHS (WebAssembly)"
    head = "| blocks x nodes, applications | bp: proofs | time | largest gap | branch nodes | columns | MiB | slowest check |"
    line = "|---|---|---|---|---|---|---|---|"
    for (i = 1; i in names; i++) {
        if (names[i] in rivals) {
            head = head " " title(names[i]) ": proofs, time |"
            line = line "---|"
        }
    }
    print head
    print line
    for (r = 1; r <= rows; r++) {
        row = order[r]
        printf "| %s | %d/%d | %.3f s | %.3f %% | %d | %d | %.1f | %s |", row, proofs[row, "bp"], count[row, "bp"], of("time", row, "bp"),
            worst[row], of("nodes", row, "bp"), of("columns", row, "bp"), memory[row], row in checked ? sprintf("%.3f s", checked[row]) : ""
        for (i = 1; i in names; i++) {
            if (names[i] in rivals) {
                if (count[row, names[i]]) {
                    printf " %d/%d, %.3f s |", proofs[row, names[i]], count[row, names[i]], of("time", row, names[i])
                } else {
                    printf " |"
                }
            }
        }
        print ""
    }
    printf "\nbp proves %d of %d", all_proofs["bp"], all["bp"]
    for (i = 1; i in names; i++) {
        name = names[i]
        if (!(name in rivals)) {
            continue
        }
        n = 0
        ours = 0
        theirs = 0
        for (instance in optimum) {
            if ((instance, "bp") in proved_in && (instance, name) in proved_in) {
                n++
                ours += log(proved_in[instance, "bp"] + 0.01)
                theirs += log(proved_in[instance, name] + 0.01)
            }
        }
        if (n) {
            printf "; %s %d of %d, on the %d both prove %.4f s against %.4f s (means shifted by 10 ms): %.0f times", title(name), all_proofs[name],
                all[name], n, exp(ours / n) - 0.01, exp(theirs / n) - 0.01, (exp(theirs / n) - 0.01) / (exp(ours / n) - 0.01)
        }
    }
    print "."
}'
