#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes the instances of instances/paper/ into the directory OUTDIR.
#
#   make_paper.sh OUTDIR
#
# Every number is a literal here and copied as text: no awk formats a number, so the files have the same
# bytes everywhere. The published numbers are at the top, one line of the table at the end is one file.
# A line says which optimum to expect; the values come from enumerating all placements, and `finopt check`
# proves them again by its own methods.
set -eu

if [ $# -ne 1 ]; then
    echo "usage: $0 OUTDIR" >&2
    exit 2
fi
mkdir -p "$1"
LC_ALL=C
export LC_ALL

program='
# ---- small tools -------------------------------------------------------------------------------------

function fail(text) { print "make_paper: line " NR ": " text > "/dev/stderr"; failed = 1; exit 1 }
function put(text) { print text > file }
function put_link(from, to, rate, energy, comma) {
    put("    { \"from\": \"" from "\", \"to\": \"" to "\", \"bits_per_s\": " rate \
        ", \"energy_j_per_bit\": " energy " }" comma)
}
function fact(path, kind, source, licence) {
    facts[++fact_count] = "{ \"path\": \"" path "\", \"kind\": \"" kind "\",\n      \"source\": \"" source \
        "\",\n      \"licence\": \"" licence "\" }"
}
function published(path, text) { fact(path, "published", MATLAB ", " text, CITED) }
function chosen(path, text) { fact(path, "assumed", "our choice: " text, OURS) }
function network(id, title, ops, bits, exit_blocks) {
    titles[id] = title; ops_of[id] = ops; bits_of[id] = bits; exits_of[id] = exit_blocks
}
function accuracies(id, data, title, values, how) {
    values_of[id, data] = values; data_title[data] = title; accuracy_source[id, data] = how
}
function configuration(id, name, accuracy, fractions, where) {
    if (!(id in configurations)) configurations[id] = 0
    n = ++configurations[id]
    configuration_name[id, n] = name; configuration_accuracy[id, n] = accuracy
    configuration_fractions[id, n] = fractions; configuration_source[id, n] = where
}

# ---- the published numbers ---------------------------------------------------------------------------

BEGIN {
    FS = "|"
    MATLAB = "github.com/chetna-iitd/orchestrate_dynamic_DNN, commit ec4484d"
    BRANCHY = "Teerapittayanon, McDanel, Kung: BranchyNet, ICPR 2016"
    NOTEBOOK = "github.com/kunglab/branchynet, printed sweep of the notebook"
    CITED = "no licence file in the repository; facts cited"
    OURS = "CC0-1.0"

    # Operations per block (published as Mops), bits of the output of each block (published as 8-bit values;
    # nothing leaves the last block), and the blocks with an exit.
    network("b-alexnet", "B-AlexNet", "22620000 6711000 10145000 19201000 13523000", \
            "1492992 519168 519168 346112 0", "1 3 5")
    network("b-alexnet-multi", "B-AlexNet (operation list of the multi-application files)", \
            "22620000 6711000 19201000 13523000 29084000", "1492992 519168 519168 346112 0", "1 3 5")
    network("b-resnet", "B-ResNet", "773300 1080300 1059300 3504300 11770400", \
            "131072 131072 32768 32768 0", "1 3 5")
    network("b-lenet", "B-LeNet", "167400 40000 48000", "12800 960 0", "1 3")

    how = "; Table I accuracy times cumulative exit share, then rescaled by "
    accuracies("b-alexnet", "cifar10", "CIFAR-10", "0.5637 0.7805 0.8595", how "85.95/79.19")
    accuracies("b-alexnet", "cifar100", "CIFAR-100", "0.3956 0.5477 0.6032", how "60.32/79.19")
    accuracies("b-alexnet-multi", "cifar10", "CIFAR-10", "0.5637 0.7805 0.8595", how "85.95/79.19")
    accuracies("b-resnet", "cifar10", "CIFAR-10", "0.3889 0.5181 0.9370", how "93.70/79.17")
    accuracies("b-lenet", "mnist", "MNIST", "0.9359 0.9925", how "99.25/99.25")
    accuracies("b-lenet", "second", "the second dataset", "0.9119 0.9670", how "96.7/99.25")

    # Measured exit shares: BranchyNet, Table I, and the sweeps its notebooks print (T = entropy thresholds).
    table = BRANCHY ", Table I"
    configuration("b-alexnet", "table1", "0.7919", "0.656 0.252 0.092", table)
    configuration("b-alexnet", "t0.0001-0.05", "0.7936", "0.4361 0.3579 0.206", NOTEBOOK ", T 0.0001, 0.05")
    configuration("b-alexnet", "t0.001-0.05", "0.7953", "0.5262 0.2886 0.1852", NOTEBOOK ", T 0.001, 0.05")
    configuration("b-alexnet", "t0.01-0.05", "0.7966", "0.6342 0.2136 0.1522", NOTEBOOK ", T 0.01, 0.05")
    configuration("b-alexnet", "t0.05-0.1", "0.7923", "0.7219 0.1752 0.1029", NOTEBOOK ", T 0.05, 0.1")
    configuration("b-alexnet", "t0.1-0.1", "0.7885", "0.7654 0.1455 0.0891", NOTEBOOK ", T 0.1, 0.1")
    configuration("b-alexnet", "t0.5-0.5", "0.7703", "0.8961 0.0826 0.0213", NOTEBOOK ", T 0.5, 0.5")
    configuration("b-alexnet", "t0.0001-5", "0.7730", "0.4361 0.5639 0", NOTEBOOK \
                  ", T 0.0001, 5; share of exit 1 taken from the row with the same first threshold")
    configuration("b-alexnet", "t5", "0.7529", "1 0 0", NOTEBOOK ", T 5: everybody leaves at exit 1")
    configuration("b-resnet", "table1", "0.7917", "0.415 0.138 0.447", table)
    configuration("b-lenet", "table1", "0.9925", "0.943 0.057", table \
                  ": printed 94.3 and 5.63 %, the missing 0.07 % are added to exit 2")
    split("0.0001 0.001 0.01 0.025 0.1 0.5 1", threshold, " ")
    split("0.9920 0.9921 0.9923 0.9925 0.9922 0.9893 0.9865", accuracy, " ")
    split("0.7157 0.8424 0.921 0.9395 0.9616 0.9851 0.9988", leaves, " ")
    split("0.2843 0.1576 0.079 0.0605 0.0384 0.0149 0.0012", stays, " ")
    for (i = 1; i <= 7; i++)
        configuration("b-lenet", "t" threshold[i], accuracy[i], leaves[i] " " stays[i], \
                      NOTEBOOK ", T " threshold[i] "; the rest leaves at exit 2")
    configuration("b-lenet", "t2", "0.9862", "1 0", NOTEBOOK ", T 2: everybody leaves at exit 1")

    # Accuracy of the branches on all samples, where BranchyNet measured it.
    branch_values["b-alexnet"] = "0.7529 0.7730 0.7776"
    branch_source["b-alexnet"] = "exit 1: everybody out at exit 1; exit 2: everybody out by exit 2; " \
        "exit 3: no such row, plain AlexNet of the same notebook stands in"
    branch_values["b-lenet"] = "0.9862 0.9920"
    branch_source["b-lenet"] = "exit 1: everybody out at exit 1; " \
        "exit 2: no such row, plain LeNet of Table I stands in"

    variant_text["bottleneck"] = "One change: the links of the device run at its published " \
        "0.1 Gbit/s access rate instead of the rate of the other end"
    variant_text["exits-mean"] = "Instead of one exit for everybody: the exit shares and accuracies " \
        "BranchyNet measured, latency and energy in the mean over the samples; the exits stay at the " \
        "blocks where the paper has them"
    variant_text["exits-worst"] = "One change to the exits-mean variant: the deadline holds for the " \
        "sample that goes deepest (worst case)"
    variant_text["branch-accuracy"] = "One change: the accuracy of an exit is the one measured with all " \
        "samples leaving there, not the coverage-weighted one"
    variant_text["literal-tops"] = "One change: speeds are taken literally (TOPS with Mops), so " \
        "computing takes microseconds and the round deadlines do not bind"
    variant_text["comment-rates"] = "One change: link rates 560 and 4480 Gbit/s as a comment in the code " \
        "gives them, not the inverse bitrates it computes with"
}

# ---- one file ----------------------------------------------------------------------------------------

function set_name() {
    return net "-" data (variant == "" ? "" : "-" variant) "-a" target_label "-" tag
}

function write_head(   text) {
    text = titles[net] " on one device (d), one edge server (e) and one cloud server (c), " data_title[data] \
        " accuracies; block 1 stays on the device. Accuracy target " target ", deadline " deadline " s. "
    if (variant != "") text = text variant_text[variant] ". "
    if (tag ~ /-at$/)
        text = text "The deadline equals the latency of the best plan, counted in whole nanoseconds. "
    if (tag ~ /-below$/) text = text "The deadline is one nanosecond less than " note " needs. "
    else if (note != "") text = text note ". "
    text = text (status == "optimal" ? "Best: " plan " (" configuration_text ")." : "No plan is feasible.")
    put("{")
    put("  \"format\": \"finopt-instance-1\",")
    put("  \"name\": \"" name "\",")
    put("  \"description\": \"" text "\",")
    put("  \"reference\": \"Singhal, Wu, Malandrino, Levorato, Chiasserini, INFOCOM 2024, " \
        "doi 10.1109/INFOCOM52122.2024.10621218; numbers from the public code of the authors\",")
    put("  \"quantum\": { \"energy_j\": 1e-9, \"time_s\": 1e-9 },")
    chosen("quantum", "one nanojoule, one nanosecond")
}

function write_nodes(   unit) {
    unit = variant == "literal-tops" ? "12" : "9"
    put("  \"nodes\": [")
    put("    { \"id\": \"device\", \"tier\": \"mobile\", \"ops_per_s\": 11e" unit ", \"power_w\": 6 },")
    put("    { \"id\": \"edge\", \"tier\": \"edge\", \"ops_per_s\": 153.4e" unit ", \"power_w\": 140 },")
    put("    { \"id\": \"cloud\", \"tier\": \"cloud\", \"ops_per_s\": 312e" unit ", \"power_w\": 400 }")
    put("  ],")
    fact("nodes.*.ops_per_s", "published", MATLAB ", variable w1_1: 11, 153.4, 312 TOPS" \
        (variant == "literal-tops" ? ", taken literally" : \
         "; read as Gop/s, as its evaluation does: Mops / (1000 TOPS) taken as seconds"), CITED)
    published("nodes.*.power_w", "variable ee: 6, 140, 400 W")
}

function write_links(   edge, cloud, device_edge, device_cloud, digits) {
    # 1/(0.00178e-9) and 1/(0.00022e-9), 17 significant digits
    edge = "561797752808.98877"; cloud = "4545454545454.5449"
    if (variant == "comment-rates") { edge = "560e9"; cloud = "4480e9" }
    device_edge = edge; device_cloud = cloud
    if (variant == "bottleneck") { device_edge = "1e8"; device_cloud = "1e8" }
    digits = "one over it, 17 digits"
    put("  \"links\": [")
    put_link("device", "edge", device_edge, "67e-9", ",")
    put_link("device", "cloud", device_cloud, "42.6e-9", ",")
    put_link("edge", "cloud", cloud, "49.6e-9", "")
    put("  ],")
    published("links", "allowed moves edges_: a block stays on the tier of the one before or moves up")
    if (variant == "comment-rates")
        published("links.*.bits_per_s", \
                  "comment in *_multi_model.m: 560 and 4480 Gbit/s; rate of the destination")
    else if (variant == "bottleneck") {
        published("links.device-*.bits_per_s", "variable w1_2: inverse bitrate of the device 10 ns/bit")
        published("links.edge-cloud.bits_per_s", \
                  "variable w1_2: inverse bitrate of the destination 0.00022 ns/bit; " digits)
    } else
        published("links.*.bits_per_s", "variable w1_2: inverse bitrate of the destination, " \
                  "0.00178 (edge) and 0.00022 (cloud) ns/bit; " digits)
    published("links.*.energy_j_per_bit", \
              "variable w3: 30, 37, 12.6 nJ/bit for device, edge, cloud; sum of both ends")
}

function write_exits(   i, count, at, value) {
    count = split(exits_of[net], at, " ")
    split(variant == "branch-accuracy" ? branch_values[net] : values_of[net, data], value, " ")
    put("      \"exits\": [")
    for (i = 1; i <= count; i++)
        put("        { \"id\": \"exit" i "\", \"block\": \"b" at[i] "\"" \
            (variant ~ /^exits-/ ? "" : ", \"accuracy\": " value[i]) " }" (i < count ? "," : ""))
    put("      ]" (variant ~ /^exits-/ ? "," : " }"))
    if (net == "b-lenet")
        fact("models.*.exits.*.block", "assumed", \
             MATLAB ", two exits; after block 1 as in BranchyNet, and at the end", CITED)
    else
        published("models.*.exits.*.block", "exit_map")
    if (variant == "branch-accuracy")
        fact("models.*.exits.*.accuracy", "measured", NOTEBOOK "; " branch_source[net], CITED)
    else if (variant !~ /^exits-/)
        fact("models.*.exits.*.accuracy", "scaled", \
             MATLAB accuracy_source[net, data] "; rounded to four digits", CITED)
}

function write_configurations(   c, i, count, share, text) {
    put("      \"configurations\": [")
    for (c = 1; c <= configurations[net]; c++) {
        count = split(configuration_fractions[net, c], share, " ")
        text = ""
        for (i = 1; i <= count; i++)
            text = text (i > 1 ? ", " : "") "\"exit" i "\": " share[i]
        put("        { \"id\": \"" configuration_name[net, c] \
            "\", \"accuracy\": " configuration_accuracy[net, c] ", \"fractions\": { " text " } }" \
            (c < configurations[net] ? "," : ""))
        fact("models.*.configurations." configuration_name[net, c], "measured", \
             configuration_source[net, c], CITED)
    }
    put("      ] }")
}

function write_model(   i, count, ops, bits) {
    count = split(ops_of[net], ops, " ")
    split(bits_of[net], bits, " ")
    put("  \"models\": [")
    put("    { \"id\": \"" net "\",")
    put("      \"blocks\": [")
    for (i = 1; i <= count; i++)
        put("        { \"id\": \"b" i "\", \"ops\": " ops[i] ", \"output_bits\": " bits[i] " }" \
            (i < count ? "," : ""))
    put("      ],")
    published("models.*.blocks.*.ops", "operations per layer in Mops" \
        (net == "b-alexnet" ? " (first five of the six listed, as the code reads them)" : ""))
    published("models.*.blocks.*.output_bits", "feature list, 8 bits per value; 0 after the last block")
    write_exits()
    if (variant ~ /^exits-/) write_configurations()
    put("  ],")
}

function write_application() {
    put("  \"applications\": [")
    put("    { \"id\": \"app\", \"model\": \"" net "\", \"source\": \"device\",")
    put("      \"max_latency_s\": " deadline ", \"min_accuracy\": " target ",")
    put("      \"latency_metric\": \"" (variant == "exits-mean" ? "mean" : "worst_case") "\",")
    put("      \"allowed_nodes\": { \"b1\": [\"device\"] } }")
    put("  ],")
    published("applications.*.source", "the data is at the device")
    published("applications.*.allowed_nodes", "block 1 stays on the device (privacy)")
    if (deadline_kind == "published")
        published("applications.*.max_latency_s", "deadline swept or set by the experiments")
    else
        chosen("applications.*.max_latency_s", "at, or next to, where the optimum changes")
    if (target == "0.50" || target == "0.70" || target == "0.80" || target == "0.90")
        published("applications.*.min_accuracy", "targets of the six applications: 50, 70, 70, 50, 80, 90 %")
    else if (target == "0.95")
        published("applications.*.min_accuracy", "target of B-LeNet in the multi-application files")
    else if (target == "0.60" || target == "0.75")
        published("applications.*.min_accuracy", "accuracy sweep 10, 15, .. 85 %")
    else
        chosen("applications.*.min_accuracy", "next to where the optimum changes")
    if (variant == "exits-mean")
        chosen("applications.*.latency_metric", "mean over the samples")
    else
        published("applications.*.latency_metric", "every sample is charged the full depth")
}

function write_tail(   i) {
    put("  \"provenance\": [")
    for (i = 1; i <= fact_count; i++)
        put("    " facts[i] (i < fact_count ? "," : ""))
    put("  ],")
    put("  \"expected\": { \"status\": \"" status "\"" \
        (status == "optimal" ? ", \"energy\": " energy : "") " }")
    put("}")
}

/^#/ || /^$/ { next }

NF != 10 { fail("10 fields expected, got " NF) }

{
    net = $1; data = $2; variant = $3; target = $4; deadline = $5; tag = $6
    status = $7; energy = $8; plan = $9; note = $10
    if (!(net in titles)) fail("unknown network " net)
    if (!((net, data) in values_of)) fail("no accuracies of " net " on " data)
    if (variant != "" && !(variant in variant_text)) fail("unknown variant " variant)
    if (status != "optimal" && status != "infeasible") fail("unknown status " status)
    target_label = target
    sub(/^0\./, "", target_label)
    deadline_kind = (tag ~ /ns-(at|below)$/ || tag == "d2ms") ? "assumed" : "published"
    split(plan, part, " ")
    plan = part[1]; configuration_text = part[2]
    name = set_name()
    file = outdir "/" name ".json"
    if (file in written) fail("second line for " name)
    written[file] = 1
    fact_count = 0
    write_head(); write_nodes(); write_links(); write_model(); write_application(); write_tail()
    close(file)
    files++
}

END { if (!failed) print files " instances" }
'

# network | data | variant | accuracy target | deadline in s | tag | status | optimum in nJ | best plan and
# its configuration | note (for a tag that ends in -below: the placement that just does not fit any more)
awk -v outdir="$1" "$program" <<'CASES'
# B-AlexNet, CIFAR-10: the golden table
b-alexnet|cifar10||0.50|0.002|d2ms|infeasible|||
b-alexnet|cifar10||0.50|0.005|d5ms|optimal|12338182|d exit1|
b-alexnet|cifar10||0.50|0.002056364|d2056364ns-at|optimal|12338182|d exit1|
b-alexnet|cifar10||0.50|0.002056363|d2056363ns-below|infeasible|||d (exit1)
b-alexnet|cifar10||0.70|0.003|d3ms|optimal|51121694|ddc exit2|
b-alexnet|cifar10||0.70|0.004|d4ms|optimal|21532363|ddd exit2|
b-alexnet|cifar10||0.70|0.005|d5ms|optimal|21532363|ddd exit2|
b-alexnet|cifar10||0.70|0.015|d15ms|optimal|21532363|ddd exit2|
b-alexnet|cifar10||0.70|0.00211072|d2110720ns-at|optimal|97549897|dcc exit2|
b-alexnet|cifar10||0.70|0.002110719|d2110719ns-below|infeasible|||dcc (exit2)
b-alexnet|cifar10||0.70|0.002699087|d2699087ns-at|optimal|51121694|ddc exit2|
b-alexnet|cifar10||0.70|0.002699086|d2699086ns-below|optimal|97549897|dcc exit2|ddc (exit2)
b-alexnet|cifar10||0.70|0.003588728|d3588728ns-at|optimal|21532363|ddd exit2|
b-alexnet|cifar10||0.70|0.003588727|d3588727ns-below|optimal|51121694|ddc exit2|ddd (exit2)
b-alexnet|cifar10||0.7805|0.005|d5ms|optimal|21532363|ddd exit2|The target equals the accuracy of exit 2, which therefore still counts
b-alexnet|cifar10||0.7806|0.005|d5ms|optimal|85602766|dddcc exit3|The target is just above the accuracy of exit 2
b-alexnet|cifar10||0.80|0.002|d2ms|infeasible|||
b-alexnet|cifar10||0.80|0.003|d3ms|optimal|89907234|ddeee exit3|
b-alexnet|cifar10||0.80|0.004|d4ms|optimal|85602766|dddcc exit3|
b-alexnet|cifar10||0.80|0.005|d5ms|optimal|85602766|dddcc exit3|
b-alexnet|cifar10||0.80|0.006|d6ms|optimal|64087186|ddddc exit3|
b-alexnet|cifar10||0.80|0.007|d7ms|optimal|39381818|ddddd exit3|
b-alexnet|cifar10||0.80|0.01|d10ms|optimal|39381818|ddddd exit3|
b-alexnet|cifar10||0.80|0.015|d15ms|optimal|39381818|ddddd exit3|
b-alexnet|cifar10||0.80|0.002215605|d2215605ns-at|optimal|139503743|dcccc exit3|
b-alexnet|cifar10||0.80|0.002215604|d2215604ns-below|infeasible|||dcccc (exit3)
b-alexnet|cifar10||0.80|0.002803972|d2803972ns-at|optimal|93075540|ddccc exit3|
b-alexnet|cifar10||0.80|0.002803971|d2803971ns-below|optimal|139503743|dcccc exit3|ddccc (exit3)
b-alexnet|cifar10||0.80|0.002946841|d2946841ns-at|optimal|89907234|ddeee exit3|
b-alexnet|cifar10||0.80|0.00294684|d2946840ns-below|optimal|93075540|ddccc exit3|ddeee (exit3)
b-alexnet|cifar10||0.80|0.003693728|d3693728ns-at|optimal|85602766|dddcc exit3|
b-alexnet|cifar10||0.80|0.003693727|d3693727ns-below|optimal|89907234|ddeee exit3|dddcc (exit3)
b-alexnet|cifar10||0.80|0.005377694|d5377694ns-at|optimal|64087186|ddddc exit3|
b-alexnet|cifar10||0.80|0.005377693|d5377693ns-below|optimal|85602766|dddcc exit3|ddddc (exit3)
b-alexnet|cifar10||0.80|0.006563638|d6563638ns-at|optimal|39381818|ddddd exit3|
b-alexnet|cifar10||0.80|0.006563637|d6563637ns-below|optimal|64087186|ddddc exit3|ddddd (exit3)
b-alexnet|cifar10||0.90|0.005|d5ms|infeasible|||The target is above the accuracy of every exit
b-alexnet|cifar10||0.90|0.015|d15ms|infeasible|||The target is above the accuracy of every exit
# B-AlexNet, CIFAR-100: other accuracies, the same costs
b-alexnet|cifar100||0.50|0.003|d3ms|optimal|51121694|ddc exit2|
b-alexnet|cifar100||0.50|0.005|d5ms|optimal|21532363|ddd exit2|
b-alexnet|cifar100||0.60|0.003|d3ms|optimal|89907234|ddeee exit3|
b-alexnet|cifar100||0.60|0.005|d5ms|optimal|85602766|dddcc exit3|
b-alexnet|cifar100||0.60|0.007|d7ms|optimal|39381818|ddddd exit3|
b-alexnet|cifar100||0.70|0.005|d5ms|infeasible|||The target is above the accuracy of every exit
# B-AlexNet with the operation list of the multi-application files
b-alexnet-multi|cifar10||0.50|0.005|d5ms|optimal|12338182|d exit1|
b-alexnet-multi|cifar10||0.70|0.005|d5ms|optimal|26472000|ddd exit2|
b-alexnet-multi|cifar10||0.70|0.002139745|d2139745ns-at|optimal|109160154|dcc exit2|
b-alexnet-multi|cifar10||0.70|0.002139744|d2139744ns-below|infeasible|||dcc (exit2)
b-alexnet-multi|cifar10||0.70|0.002728112|d2728112ns-at|optimal|62731951|ddc exit2|
b-alexnet-multi|cifar10||0.70|0.002728111|d2728111ns-below|optimal|109160154|dcc exit2|ddc (exit2)
b-alexnet-multi|cifar10||0.70|0.004412001|d4412001ns-at|optimal|26472000|ddd exit2|
b-alexnet-multi|cifar10||0.70|0.004412|d4412000ns-below|optimal|62731951|ddc exit2|ddd (exit2)
b-alexnet-multi|cifar10||0.80|0.005|d5ms|optimal|100141393|dddee exit3|
b-alexnet-multi|cifar10||0.80|0.002276306|d2276306ns-at|optimal|163784512|dcccc exit3|
b-alexnet-multi|cifar10||0.80|0.002276305|d2276305ns-below|infeasible|||dcccc (exit3)
b-alexnet-multi|cifar10||0.80|0.002864673|d2864673ns-at|optimal|117356309|ddccc exit3|
b-alexnet-multi|cifar10||0.80|0.002864672|d2864672ns-below|optimal|163784512|dcccc exit3|ddccc (exit3)
b-alexnet-multi|cifar10||0.80|0.003070302|d3070302ns-at|optimal|107191849|ddeee exit3|
b-alexnet-multi|cifar10||0.80|0.003070301|d3070301ns-below|optimal|117356309|ddccc exit3|ddeee (exit3)
b-alexnet-multi|cifar10||0.80|0.004548677|d4548677ns-at|optimal|103212915|dddcc exit3|
b-alexnet-multi|cifar10||0.80|0.004548676|d4548676ns-below|optimal|107191849|ddeee exit3|dddcc (exit3)
b-alexnet-multi|cifar10||0.80|0.004690678|d4690678ns-at|optimal|100141393|dddee exit3|
b-alexnet-multi|cifar10||0.80|0.004690677|d4690677ns-below|optimal|103212915|dddcc exit3|dddee (exit3)
b-alexnet-multi|cifar10||0.80|0.00573466|d5734660ns-at|optimal|85879732|ddddc exit3|
b-alexnet-multi|cifar10||0.80|0.005734659|d5734659ns-below|optimal|100141393|dddee exit3|ddddc (exit3)
b-alexnet-multi|cifar10||0.80|0.005831578|d5831578ns-at|optimal|83581102|dddde exit3|
b-alexnet-multi|cifar10||0.80|0.005831577|d5831577ns-below|optimal|85879732|ddddc exit3|dddde (exit3)
b-alexnet-multi|cifar10||0.80|0.008285365|d8285365ns-at|optimal|49712182|ddddd exit3|
b-alexnet-multi|cifar10||0.80|0.008285364|d8285364ns-below|optimal|83581102|dddde exit3|ddddd (exit3)
# B-ResNet
b-resnet|cifar10||0.50|0.005|d5ms|optimal|1588855|ddd exit2|
b-resnet|cifar10||0.50|0.000077188|d77188ns-at|optimal|8748544|dcc exit2|
b-resnet|cifar10||0.50|0.000077187|d77187ns-below|infeasible|||dcc (exit2)
b-resnet|cifar10||0.50|0.00026481|d264810ns-at|optimal|1588855|ddd exit2|
b-resnet|cifar10||0.50|0.000264809|d264809ns-below|optimal|7952799|ddc exit2|ddd (exit2)
b-resnet|cifar10||0.80|0.003|d3ms|optimal|9920509|ddddd exit3|
b-resnet|cifar10||0.80|0.005|d5ms|optimal|9920509|ddddd exit3|
b-resnet|cifar10||0.80|0.000126146|d126146ns-at|optimal|28331492|dcccc exit3|
b-resnet|cifar10||0.80|0.000126145|d126145ns-below|infeasible|||dcccc (exit3)
b-resnet|cifar10||0.80|0.00165342|d1653420ns-at|optimal|9920509|ddddd exit3|
b-resnet|cifar10||0.80|0.001653419|d1653419ns-below|optimal|16437963|dddde exit3|ddddd (exit3)
b-resnet|cifar10||0.90|0.005|d5ms|optimal|9920509|ddddd exit3|
# B-LeNet
b-lenet|mnist||0.90|0.0001|d0.1ms|optimal|91309|d exit1|
b-lenet|mnist||0.90|0.000015219|d15219ns-at|optimal|91309|d exit1|
b-lenet|mnist||0.90|0.000015218|d15218ns-below|infeasible|||d (exit1)
b-lenet|mnist||0.95|0.0001|d0.1ms|optimal|139309|ddd exit2|
b-lenet|mnist||0.95|0.000015505|d15505ns-at|optimal|749409|dcc exit2|
b-lenet|mnist||0.95|0.000015504|d15504ns-below|infeasible|||dcc (exit2)
b-lenet|mnist||0.95|0.00002322|d23220ns-at|optimal|139309|ddd exit2|
b-lenet|mnist||0.95|0.000023219|d23219ns-below|optimal|215561|ddc exit2|ddd (exit2)
b-lenet|second||0.90|0.0001|d0.1ms|optimal|91309|d exit1|
b-lenet|second||0.95|0.0001|d0.1ms|optimal|139309|ddd exit2|
# Variant: the device's links at the device's own rate
b-alexnet|cifar10|bottleneck|0.70|0.003|d3ms|infeasible|||Moving any cut takes longer than computing all that is left on the device
b-alexnet|cifar10|bottleneck|0.70|0.004|d4ms|optimal|21532363|ddd exit2|Moving any cut takes longer than computing all that is left on the device
b-alexnet|cifar10|bottleneck|0.80|0.005|d5ms|infeasible|||Moving any cut takes longer than computing all that is left on the device
b-alexnet|cifar10|bottleneck|0.80|0.007|d7ms|optimal|39381818|ddddd exit3|Moving any cut takes longer than computing all that is left on the device
b-alexnet|cifar10|bottleneck|0.80|0.006563638|d6563638ns-at|optimal|39381818|ddddd exit3|
b-alexnet|cifar10|bottleneck|0.80|0.006563637|d6563637ns-below|infeasible|||ddddd (exit3)
b-lenet|mnist|bottleneck|0.95|0.0001|d0.1ms|optimal|139309|ddd exit2|
# Variant: measured exit shares, mean latency
b-alexnet|cifar10|exits-mean|0.75|0.005|d5ms|optimal|12338182|d t5|
b-alexnet|cifar10|exits-mean|0.79|0.003|d3ms|optimal|16731793|ddddd t0.05-0.1|
b-alexnet|cifar10|exits-mean|0.79|0.005|d5ms|optimal|16731793|ddddd t0.05-0.1|
b-alexnet|cifar10|exits-mean|0.79|0.002082274|d2082274ns-at|optimal|40352612|dcccc t0.05-0.1|
b-alexnet|cifar10|exits-mean|0.79|0.002082273|d2082273ns-below|infeasible|||dcccc (t0.05-0.1)
b-alexnet|cifar10|exits-mean|0.79|0.002788635|d2788635ns-at|optimal|16731793|ddddd t0.05-0.1|
b-alexnet|cifar10|exits-mean|0.79|0.002788634|d2788634ns-below|optimal|19273976|ddddc t0.05-0.1|ddddd (t0.05-0.1)
b-alexnet|cifar10|exits-mean|0.80|0.005|d5ms|infeasible|||The target is above every measured accuracy
b-resnet|cifar10|exits-mean|0.70|0.005|d5ms|optimal|4828777|ddddd table1|
b-lenet|mnist|exits-mean|0.99|0.0001|d0.1ms|optimal|93152|ddd t0.1|
# Variant: measured exit shares, worst-case latency
b-alexnet|cifar10|exits-worst|0.75|0.005|d5ms|optimal|12338182|d t5|
b-alexnet|cifar10|exits-worst|0.79|0.003|d3ms|optimal|27440928|ddccc t0.05-0.1|
b-alexnet|cifar10|exits-worst|0.79|0.004|d4ms|optimal|21395458|dddcc table1|
b-alexnet|cifar10|exits-worst|0.79|0.005|d5ms|optimal|21395458|dddcc table1|
b-lenet|mnist|exits-worst|0.99|0.0001|d0.1ms|optimal|93152|ddd t0.1|
# Variant: exit accuracies as measured
b-alexnet|cifar10|branch-accuracy|0.70|0.005|d5ms|optimal|12338182|d exit1|With the measured accuracy exit 1 is enough
b-alexnet|cifar10|branch-accuracy|0.76|0.003|d3ms|optimal|51121694|ddc exit2|
b-alexnet|cifar10|branch-accuracy|0.76|0.005|d5ms|optimal|21532363|ddd exit2|
b-alexnet|cifar10|branch-accuracy|0.775|0.005|d5ms|optimal|85602766|dddcc exit3|
b-alexnet|cifar10|branch-accuracy|0.80|0.005|d5ms|infeasible|||The target is above every measured accuracy
b-lenet|mnist|branch-accuracy|0.95|0.0001|d0.1ms|optimal|91309|d exit1|
# Variant: speeds as printed
b-alexnet|cifar10|literal-tops|0.80|0.003|d3ms|optimal|39382|ddddd exit3|
b-alexnet|cifar10|literal-tops|0.80|0.000002547|d2547ns-at|optimal|63677361|dcccc exit3|
b-alexnet|cifar10|literal-tops|0.80|0.000002546|d2546ns-below|infeasible|||dcccc (exit3)
b-alexnet|cifar10|literal-tops|0.80|0.000006567|d6567ns-at|optimal|39382|ddddd exit3|
b-alexnet|cifar10|literal-tops|0.80|0.000006566|d6566ns-below|optimal|14793714|ddddc exit3|ddddd (exit3)
# Variant: rates as in the comment
b-alexnet|cifar10|comment-rates|0.80|0.003|d3ms|optimal|89907234|ddeee exit3|
b-alexnet|cifar10|comment-rates|0.80|0.005|d5ms|optimal|85602766|dddcc exit3|
b-alexnet|cifar10|comment-rates|0.80|0.006563638|d6563638ns-at|optimal|39381818|ddddd exit3|
b-alexnet|cifar10|comment-rates|0.80|0.006563637|d6563637ns-below|optimal|64087186|ddddc exit3|ddddd (exit3)
CASES
