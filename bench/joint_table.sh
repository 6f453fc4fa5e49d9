#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# bench/joint_table.sh FILE: a row per shape, number of applications and tightness of bench/joint.csv. An optimum outside what
# bp has proved, its bound and its plan being recomputed in integers, is named as wrong and is no proof; two that agree on
# one, or one of ilp, end it with status 4.
set -eu
file=${1:?usage: bench/joint_table.sh FILE}
{
    grep ',bp,' "$file" # first: what the others are held against
    grep -v ',bp,' "$file"
} | sort -t , -k1,1n -k2,2n -k3,3n -k4,4 -s | awk -F , '
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
# The best rival of each instance, as if it were one.
function keep_best(instance, is_proof, seconds) {
    all["best"] += !(instance in tried)
    tried[instance] = 1
    if (!is_proof) return
    all_proofs["best"] += !((instance, "best") in proved_in)
    if (!((instance, "best") in proved_in) || seconds < proved_in[instance, "best"]) proved_in[instance, "best"] = seconds
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
    instance = $1 "," $2 "," $3 "," $4 "," $5
    if ($6 == "bp") {
        least[instance] = $9
        most[instance] = $7 == "infeasible" ? -1 : $8
    } else if ($7 == "optimal" && ((most[instance] != "" && $8 > most[instance] + 0) || $8 < least[instance] + 0)) {
        wrong = wrong instance ": " title($6) " claims " $8 ", bp has proved " least[instance] " to " most[instance] "\n"
        wrongs[row, $6]++
        bad = bad || $6 == "ilp" || ++claims[instance, $8] == 2
        $7 = "wrong"
    }
    proofs[row, $6] += $7 == "optimal" || $7 == "infeasible"
    all[$6]++
    all_proofs[$6] += $7 == "optimal" || $7 == "infeasible"
    if ($7 == "optimal") proved_in[instance, $6] = $10 + 0
    if ($6 != "bp") keep_best(instance, $7 == "optimal", $10 + 0)
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
        printf "joint_table.sh: %s", wrong > "/dev/stderr"
        exit 4
    }
    split("ilp cbc highs highs-scipy highs-wasm scip", names, " ")
    shown["highs-scipy"] = "HiGHS (SciPy)"
    shown["highs-wasm"] = "HiGHS (WebAssembly)"
    shown["best"] = "the best of these"
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
                    printf " %d/%d, %s%.3f s |", proofs[row, names[i]], count[row, names[i]],
                        wrongs[row, names[i]] ? wrongs[row, names[i]] " wrong, " : "", of("time", row, names[i])
                } else {
                    printf " |"
                }
            }
        }
        print ""
    }
    names[i] = "best"
    rivals["best"] = 1
    printf "\nbp proves %d of %d", all_proofs["bp"], all["bp"]
    for (i = 1; i in names; i++) {
        name = names[i]
        if (!(name in rivals)) {
            continue
        }
        n = 0
        ours = 0
        theirs = 0
        for (instance in tried) {
            if ((instance, "bp") in proved_in && (instance, name) in proved_in) {
                n++
                ours += log(proved_in[instance, "bp"] + 0.01)
                theirs += log(proved_in[instance, name] + 0.01)
            }
        }
        printf "; %s %d of %d", title(name), all_proofs[name], all[name]
        if (n) {
            printf ", on the %d both prove %.4f s against %.4f s (means shifted by 10 ms): %.0f times", n, exp(ours / n) - 0.01,
                exp(theirs / n) - 0.01, (exp(theirs / n) - 0.01) / (exp(ours / n) - 0.01)
        }
    }
    print "."
    if (wrong) printf "\n%s", wrong
}'
