#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes the instances of instances/multi/ into the directory OUTDIR; those of another TABLE if it is named.
#
#   make_multi.sh OUTDIR [TABLE]
#
# The table at the end is a list of instances; a line is a directive and its fields, separated by `|`. Every
# number is a literal here and copied as text: no awk formats a number, so the files have the same bytes
# everywhere. The values after `expect` come from an independent calculation; `finopt check` proves them again
# by its own methods.
set -eu

if [ $# -ne 1 ] && [ $# -ne 2 ]; then
    echo "usage: $0 OUTDIR [TABLE]" >&2
    exit 2
fi
mkdir -p "$1"
LC_ALL=C
export LC_ALL

program='
# ---- small tools -------------------------------------------------------------------------------------

function fail(text) { print "make_multi: line " NR ": " text > "/dev/stderr"; failed = 1; exit 1 }
function put(text) { print text > file }
function put_list(key, lines, count, tail,   i) {
    put("  \"" key "\": [")
    for (i = 1; i <= count; i++) put("    " lines[i] (i < count ? "," : ""))
    put("  ]" tail)
}
function pair(key, value) { return value == "" ? "" : ", \"" key "\": " value }
function quote(text) { return "\"" text "\"" }
function quote_list(words,   part, i, count, text) {
    count = split(words, part, " ")
    for (i = 1; i <= count; i++) text = text (i > 1 ? ", " : "") quote(part[i])
    return "[" text "]"
}

# ---- the parts of an instance ------------------------------------------------------------------------

function add_node(id, tier, power, ops, memory, utilization, shares) {
    nodes[++node_count] = "{ \"id\": \"" id "\", \"tier\": \"" tier "\"" pair("ops_per_s", ops) \
        ", \"power_w\": " power pair("memory_bytes", memory) pair("max_utilization", utilization) \
        (shares == "" ? "" : ", \"shares\": [" shares "]") " }"
}
function add_link(from, to, rate, energy, utilization, latency, both) {
    links[++link_count] = "{ \"from\": \"" from "\", \"to\": \"" to "\", \"bits_per_s\": " rate \
        pair("latency_s", latency) pair("energy_j_per_bit", energy) pair("max_utilization", utilization) \
        (both == "both" ? ", \"bidirectional\": true" : "") " }"
}
# A model is one string; blocks and exits are collected until the next model begins.
function add_model(id, input_bits) {
    end_model()
    model_id = id; model_input = input_bits; block_count = 0; exit_count = 0; configuration_count = 0
}
# profile: "node seconds joules, node seconds joules, ..", joules may be left out
function profile_text(profile,   entry, word, i, count, text) {
    count = split(profile, entry, ", ")
    for (i = 1; i <= count; i++) {
        word[3] = ""
        split(entry[i], word, " ")
        text = text (i > 1 ? ",\n            " : "") "{ \"node\": \"" word[1] "\", \"time_s\": " word[2] \
            pair("energy_j", word[3]) " }"
    }
    return count == 0 ? "" : ",\n          \"profile\": [\n            " text " ]"
}
function add_block(id, bits, ops, memory, profile) {
    blocks[++block_count] = "{ \"id\": \"" id "\"" pair("ops", ops) ", \"output_bits\": " bits \
        pair("memory_bytes", memory) profile_text(profile) " }"
}
function add_exit(id, block, accuracy, ops, memory, profile) {
    exits[++exit_count] = "{ \"id\": \"" id "\", \"block\": \"" block "\"" pair("accuracy", accuracy) \
        pair("ops", ops) pair("memory_bytes", memory) profile_text(profile) " }"
}
# shares: "exit share, exit share, .."
function add_configuration(id, accuracy, shares) {
    gsub(/[^ ,]+ /, "\"&", shares)
    gsub(/ [0-9]/, "\":&", shares)
    gsub(/ \":/, "\":", shares)
    configurations[++configuration_count] = "{ \"id\": \"" id "\", \"accuracy\": " accuracy \
        ", \"fractions\": { " shares " } }"
}
function end_model(   i, text) {
    if (model_id == "") return
    text = "{ \"id\": \"" model_id "\"" pair("input_bits", model_input) ",\n      \"blocks\": [\n"
    for (i = 1; i <= block_count; i++) text = text "        " blocks[i] (i < block_count ? ",\n" : "\n")
    text = text "      ],\n      \"exits\": [\n"
    for (i = 1; i <= exit_count; i++) text = text "        " exits[i] (i < exit_count ? ",\n" : "\n")
    if (configuration_count > 0) text = text "      ],\n      \"configurations\": [\n"
    for (i = 1; i <= configuration_count; i++)
        text = text "        " configurations[i] (i < configuration_count ? ",\n" : "\n")
    models[++model_count] = text "      ] }"
    model_id = ""
}
# allowed: "block node node, block node"
function add_application(id, model, source, rate, deadline, target, allowed, metric,
                         entry, i, count, block, text) {
    count = split(allowed, entry, ", ")
    for (i = 1; i <= count; i++) {
        block = entry[i]
        sub(/ .*/, "", block)
        sub(/^[^ ]* /, "", entry[i])
        text = text (i > 1 ? ", " : "") quote(block) ": " quote_list(entry[i])
    }
    applications[++application_count] = "{ \"id\": \"" id "\", \"model\": \"" model \
        "\", \"source\": \"" source "\"" pair("rate_per_s", rate) \
        ",\n      \"max_latency_s\": " deadline ", \"min_accuracy\": " target (metric == "" ? "" : ", \"latency_metric\": " quote(metric)) \
        (count == 0 ? "" : ",\n      \"allowed_nodes\": { " text " }") " }"
}
function add_fact(path, kind, source, licence) {
    facts[++fact_count] = "{ \"path\": \"" path "\", \"kind\": \"" kind "\",\n      \"source\": \"" source \
        "\",\n      \"licence\": \"" licence "\" }"
}
# cite NAME once, then refer to it: what a source is and under which licence
function cite(name, source, licence) { source_of[name] = source; licence_of[name] = licence }
function cited(kind, path, name, text) {
    if (!(name in source_of)) fail("nothing is cited as " name)
    add_fact(path, kind, source_of[name] (text == "" ? "" : ", " text), licence_of[name])
}
function published(path, text) { add_fact(path, "published", MATLAB ", " text, CITED) }
function chosen(path, text) { add_fact(path, "assumed", "our choice: " text, OURS) }

# ---- the networks of the paper -----------------------------------------------------------------------

BEGIN {
    FS = "|"
    MATLAB = "github.com/chetna-iitd/orchestrate_dynamic_DNN, commit ec4484d"
    CITED = "no licence file in the repository; facts cited"
    PIPEEDGE = "github.com/usc-isi/PipeEdge, README_Scheduler.md, commit 4758d88"
    BSD = "BSD-3-Clause, Copyright (c) 2021-2024, The University of Southern California"
    OURS = "CC0-1.0"

    ops["alexnet"] = "22620000 6711000 19201000 13523000 29084000"
    bits["alexnet"] = "1492992 519168 519168 346112 0"
    exit_blocks["alexnet"] = "1 3 5"; accuracies["alexnet"] = "0.5637 0.7805 0.8595"
    ops["resnet"] = "773300 1080300 1059300 3504300 11770400"
    bits["resnet"] = "131072 131072 32768 32768 0"
    exit_blocks["resnet"] = "1 3 5"; accuracies["resnet"] = "0.3889 0.5181 0.9370"
    ops["lenet"] = "167400 40000 48000"
    bits["lenet"] = "12800 960 0"
    exit_blocks["lenet"] = "1 3"; accuracies["lenet"] = "0.9359 0.9925"

    # Per encoder block: bytes, seconds per image on a Minnowboard (mb) and on an RCC-VE (rcc).
    bytes["base"] = "97943552 95502336 95510528 95498240 95498240 95518720 95662080 95645696 95600640 " \
        "95580160 " \
        "95559680 102498304"
    seconds["base", "mb"] = "0.150793 0.135388 0.134352 0.135235 0.136882 0.135820 0.135526 0.134816 " \
        "0.134129 " \
        "0.136999 0.137132 0.137230"
    seconds["base", "rcc"] = "0.119745 0.107560 0.107953 0.108685 0.107579 0.107775 0.107764 0.107806 " \
        "0.107690 " \
        "0.107609 0.108369 0.108396"
    values["base"] = "9682944"
    bytes["large"] = "122834944 118829056 118743040 118702080 118681600 118706176 118722560 118697984 " \
        "118755328 " \
        "118706176 118714368 118677504 118693888 118677504 118661120 118669312 118681600 118693888 " \
        "118677504 " \
        "118669312 118665216 119271424 119562240 129003520"
    seconds["large", "mb"] = "0.252395 0.232320 0.229962 0.229354 0.230382 0.230533 0.229456 0.229726 " \
        "0.231180 " \
        "0.231792 0.230607 0.229578 0.231216 0.231757 0.230339 0.229383 0.231008 0.231276 0.230425 " \
        "0.230162 " \
        "0.231665 0.232645 0.230247 0.229906"
    seconds["large", "rcc"] = "0.204144 0.187179 0.187491 0.187981 0.188472 0.187832 0.188103 0.187413 " \
        "0.187827 " \
        "0.186859 0.187051 0.187662 0.187266 0.187162 0.186800 0.187775 0.186999 0.188288 0.187382 " \
        "0.187511 " \
        "0.188323 0.186619 0.187307 0.188026"
    values["large"] = "12910592"
    EDGE_RATE = "561797752808.98877"; CLOUD_RATE = "4545454545454.5449"
}

function paper_model(name,   i, count, o, b, x, a) {
    count = split(ops[name], o, " "); split(bits[name], b, " ")
    add_model("b-" name, "")
    for (i = 1; i <= count; i++) add_block("b" i, b[i], o[i], "", "")
    count = split(exit_blocks[name], x, " "); split(accuracies[name], a, " ")
    for (i = 1; i <= count; i++) add_exit("exit" i, "b" x[i], a[i])
}
function paper_device(id) { add_node(id, "mobile", "6", "11e9", "", "", "") }
function paper_device_links(id) {
    add_link(id, "edge", EDGE_RATE, "67e-9", "")
    add_link(id, "cloud", CLOUD_RATE, "42.6e-9", "")
}
function paper_servers(utilization, shares) {
    add_node("edge", "edge", "140", "153.4e9", "", utilization, shares)
    add_node("cloud", "cloud", "400", "312e9", "", utilization, shares)
}
function paper_facts() {
    chosen("quantum", "one microjoule (per second), one nanosecond")
    published("nodes.*.ops_per_s", "variable w1_1: 11, 153.4, 312 TOPS; read as " \
        "Gop/s, as its evaluation does")
    published("nodes.*.power_w", "variable ee: 6, 140, 400 W")
    published("links", "allowed moves edges_: a block stays on the tier of the one before or moves up")
    published("links.*.bits_per_s", "variable w1_2: inverse bitrate of the destination, 0.00178 (edge) and " \
        "0.00022 (cloud) ns/bit; one over it, 17 digits")
    published("links.*.energy_j_per_bit", "variable w3: 30, 37, 12.6 nJ/bit for device, edge, cloud; sum " \
        "of both ends")
    published("models.*.blocks.*.ops", "operations per layer in Mops; B-AlexNet: the list of the " \
        "multi-application files")
    published("models.*.blocks.*.output_bits", "feature list, 8 bits per value; 0 after the last block")
    published("models.*.exits.*.block", "exit_map; B-LeNet: two exits, after block 1 as in BranchyNet, " \
        "and at the end")
    add_fact("models.*.exits.*.accuracy", "scaled", MATLAB "; Table I accuracy of BranchyNet " \
        "(Teerapittayanon, " \
        "McDanel, Kung, ICPR 2016) times cumulative exit share, rescaled to the measured accuracy; four " \
        "digits", CITED)
    published("applications.*.source", "the data is at the device")
    published("applications.*.allowed_nodes", "block 1 stays on the device (privacy)")
}

# users|COUNT|own or one device|rate|utilization of edge and cloud|target of B-AlexNet and B-ResNet
function paper_users(count, device, rate, utilization, target,   i, k, name, where) {
    reference = "Singhal, Wu, Malandrino, Levorato, Chiasserini, INFOCOM 2024, " \
        "doi 10.1109/INFOCOM52122.2024.10621218; numbers from the public code of the authors"
    quantum = "1e-6 1e-9"
    split("alexnet resnet lenet", name, " ")
    if (device == "one") { paper_device("device"); paper_device_links("device") }
    for (i = 1; i <= 3; i++) {
        paper_model(name[i])
        for (k = 1; k <= count; k++) {
            where = device == "one" ? "device" : "device-" name[i] "-" k
            if (device == "own") { paper_device(where); paper_device_links(where) }
            add_application(name[i] "-" k, "b-" name[i], where, rate, i == 3 ? "0.0001" : "0.005", \
                            i == 3 ? "0.95" : target, "b1 " where)
        }
    }
    paper_servers(utilization, "")
    add_link("edge", "cloud", CLOUD_RATE, "49.6e-9", "")
    paper_facts()
    published("applications.*.max_latency_s", "multi-application files: 5 ms for B-AlexNet and B-ResNet, " \
        "0.1 ms for B-LeNet")
    published("applications.*.min_accuracy", target == "0.50" ? \
        "multi-application files: 50 % for B-AlexNet and B-ResNet, 95 % for B-LeNet" : \
        "80 %: headline point of the single-application sweeps; 95 % of B-LeNet: multi-application files")
    chosen("applications.*.rate_per_s", rate " inferences per second and user; no rate is published")
    if (device == "one") chosen("nodes.device", "all users are at one device")
    else chosen("nodes.device-*", "every user has a device of its own")
    if (utilization == "0.013")
        chosen("nodes.*.max_utilization", "0.013, the sum of the shares 0.001, 0.01 and 0.002 of edge " \
        "and cloud that the " \
            "public code gives the three networks; it does not enforce them")
    else if (utilization != "")
        chosen("nodes.*.max_utilization", utilization " of edge and cloud is set aside for these users, " \
        "so that it binds")
}

# cut: bits between blocks, as measured unless given
function vit_model(name, hosts, cut,   i, j, count, mb, rcc, size, host, kinds, profile) {
    split(bytes[name], size, " "); split(seconds[name, "rcc"], rcc, " ")
    count = split(seconds[name, "mb"], mb, " ")
    kinds = split(hosts, host, " ")
    add_model("vit-" name, "1204224")
    for (i = 1; i <= count; i++) {
        profile = ""
        for (j = 1; j <= kinds; j++)
            profile = profile (j > 1 ? ", " : "") host[j] " " (host[j] ~ /^mb/ ? mb[i] : rcc[i])
        add_block("b" i, i < count ? (cut == "" ? values[name] : cut) : "32000", "", size[i], profile)
    }
    add_exit("head", "b" count, name == "base" ? "0.81" : "0.83")
}
# memory: bytes of a Minnowboard, 2048 MB unless given
function vit_nodes(hosts, memory,   i, count, host) {
    count = split(hosts, host, " ")
    for (i = 1; i <= count; i++)
        if (host[i] ~ /^mb/) add_node(host[i], "mobile", "10", "", memory == "" ? "2048000000" : memory)
        else add_node(host[i], "edge", "15", "", "8192000000")
}
# A link from each host to every later one: data only moves on, each host holds one run of blocks.
function pipeline(hosts, rate, energy, latency,   i, j, count, host) {
    count = split(hosts, host, " ")
    for (i = 1; i <= count; i++)
        for (j = i + 1; j <= count; j++) add_link(host[i], host[j], rate, energy, "", latency)
}
function vit_node_facts() {
    reference = "times and memory per layer from the PipeEdge project (Hu et al.), " PIPEEDGE
    add_fact("nodes.*.memory_bytes", "published", PIPEEDGE ", device types: mem_MB 2048 (Minnowboard) " \
        "and 8192 (RCC-VE)", BSD)
    chosen("nodes.*.power_w", "10 and 15 W, the order of the design power of such processors; no power " \
        "was measured")
}
function vit_model_facts(cut, exits) {
    add_fact("models.*.blocks.*.profile", "scaled", PIPEEDGE ", time_s at batch size 8: four layers are " \
        "a block, divided " \
        "by 8, rounded to microseconds", BSD)
    add_fact("models.*.blocks.*.memory_bytes", "scaled", PIPEEDGE ", mem_MB: sum of the four layers of a " \
        "block, 1 MB = 1e6 bytes", BSD)
    add_fact("models.*.blocks.*.output_bits", "scaled", PIPEEDGE ", parameters_out after every fourth " \
        "layer, " (cut == "" ? 32 : cut) " bits each", BSD)
    add_fact("models.*.input_bits", "scaled", PIPEEDGE ", parameters_in 150528, 8 bits each", BSD)
    chosen("models.*.exits.*.accuracy", "a round figure; " (exits == "" ? \
        "there is one exit and the target is below it" : "the configurations say what counts"))
    chosen("applications", "source, rate, deadline and target")
}
function vit_hosts(hosts) {
    quantum = "1e-6 1e-6"
    vit_nodes(hosts)
    pipeline(hosts, "1e9", "5e-9")
    chosen("quantum", "one microjoule (per second), one microsecond")
    vit_node_facts()
    add_fact("links.*.bits_per_s", "published", PIPEEDGE ", device types: bw_Mbps 1000", BSD)
    chosen("links", "a pipeline, data only moves on to a later host")
    chosen("links.*.energy_j_per_bit", "5 nJ/bit for wired Ethernet")
    vit_model_facts()
}

# ---- one file ----------------------------------------------------------------------------------------

function begin_instance(id) {
    if (file != "") fail("instance " name " has no expect line")
    if (id in written) fail("second instance " id)
    written[id] = 1
    name = id; file = outdir "/" id ".json"
    about = ""; reference = ""; quantum = "1e-3 1e-3"
    node_count = link_count = model_count = application_count = fact_count = 0
    model_id = ""
}
function end_instance(status, energy,   q) {
    end_model()
    if (fact_count == 0) chosen("*", "made up so that the answer can be found by hand")
    split(quantum, q, " ")
    put("{")
    put("  \"format\": \"finopt-instance-1\",")
    put("  \"name\": \"" name "\",")
    put("  \"description\": \"" about "\",")
    if (reference != "") put("  \"reference\": \"" reference "\",")
    put("  \"quantum\": { \"energy_j\": " q[1] ", \"time_s\": " q[2] " },")
    put_list("nodes", nodes, node_count, ",")
    if (link_count > 0) put_list("links", links, link_count, ",")
    put_list("models", models, model_count, ",")
    put_list("applications", applications, application_count, ",")
    put_list("provenance", facts, fact_count, status == "" ? "" : ",")
    if (status != "") put("  \"expected\": { \"status\": \"" status "\"" pair("energy", energy) " }")
    put("}")
    close(file)
    file = ""
    files++
}

# `define|NAME` .. `end` keeps lines, `use|NAME` reads them as if they stood there.
function use(name,   i) {
    if (!(name in line_counts)) fail("nothing is defined as " name)
    for (i = 1; i <= line_counts[name]; i++) { $0 = kept[name, i]; directive() }
}
function directive() {
    if ($1 == "instance") begin_instance($2)
    else if ($1 == "about") about = about (about == "" ? "" : " ") $2
    else if ($1 == "reference") reference = $2
    else if ($1 == "quantum") quantum = $2 " " $3
    else if ($1 == "node") add_node($2, $3, $4, $5, $6, $7, $8)
    else if ($1 == "link") add_link($2, $3, $4, $5, $6, $7, $8)
    else if ($1 == "model") add_model($2, $3)
    else if ($1 == "block") add_block($2, $3, $4, $5, $6)
    else if ($1 == "exit") add_exit($2, $3, $4, $5, $6, $7)
    else if ($1 == "configuration") add_configuration($2, $3, $4)
    else if ($1 == "app") add_application($2, $3, $4, $5, $6, $7, $8, $9)
    else if ($1 == "chosen") chosen($2, $3)
    else if ($1 == "published") published($2, $3)
    else if ($1 == "cite") cite($2, $3, $4)
    else if ($1 == "fact") cited($2, $3, $4, $5)
    else if ($1 == "use") use($2)
    else if ($1 == "users") paper_users($2, $3, $4, $5, $6)
    else if ($1 == "paper-model") paper_model($2)
    else if ($1 == "paper-device") { paper_device($2); paper_device_links($2) }
    else if ($1 == "paper-servers") { paper_servers($2, $3); add_link("edge", "cloud", CLOUD_RATE, "49.6e-9") }
    else if ($1 == "paper-facts") paper_facts()
    else if ($1 == "vit-hosts") vit_hosts($2)
    else if ($1 == "vit-model") vit_model($2, $3, $4)
    else if ($1 == "vit-nodes") { vit_nodes($2, $3); vit_node_facts() }
    else if ($1 == "vit-facts") vit_model_facts($2, $3)
    else if ($1 == "pipeline") pipeline($2, $3, $4, $5)
    else if ($1 == "expect") end_instance($2, $3)
    else fail("unknown directive " $1)
}

/^#/ || /^$/ { next }
$1 == "define" { keeping = $2; line_counts[keeping] = 0; next }
$1 == "end" { keeping = ""; next }
keeping != "" { kept[keeping, ++line_counts[keeping]] = $0; next }
{ directive() }

END {
    if (failed) exit 1
    if (file != "") fail("instance " name " has no expect line")
    print files " instances"
}
'

# node|id|tier|W|ops/s|bytes|utilization|shares      link|from|to|bit/s|J/bit|utilization|seconds|both
# model|id|input bits    block|id|output bits|ops|bytes|node seconds joules, ..
# exit|id|block|accuracy|ops|bytes|node seconds joules, ..    configuration|id|accuracy|exit share, ..
# app|id|model|source|rate|deadline|target|block node.., ..|metric
# cite|NAME|source|licence    fact|kind|path|NAME|text    chosen|path|text    published|path|text
# expect|status|energy is the last line of each instance
awk -v outdir="$1" "$program" "${2:-$(dirname "$0")/multi.table}"
