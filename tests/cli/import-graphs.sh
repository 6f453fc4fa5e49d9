# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Graphs of layers become chains: cut where one tensor crosses, nothing lost. Layers of VGG-16 and BERT (see NOTICE), and
# a made-up residual network whose middle cannot be cut, with a loader, and a layer without time and with parameters.
cd profiles || exit 1
"$FINOPT" import pipedream --network edge-network.json --times edge=,device=*15.4 --batch 128 --bits 8 \
    --input-bytes 150528 --min-accuracy 0.7 --max-latency 0.5 vgg16-excerpt.txt >vgg16.json
"$FINOPT" import msr-fiddle --network edge-network.json --times edge=fpga --batch 1024 --input-bytes 4 bert-excerpt.json >bert.json
printf 'block,exit_accuracy,exit_fraction,exit_macs\nnode4,0.5,0.25,100\nnode7,0.9,0.75,\n' >exits.csv
"$FINOPT" import pipedream --network edge-network.json --times edge=,device=*2 --batch 2 --exits exits.csv residual.txt >residual.json
sed -n '/"models"/,$p' residual.json
python3 - <<'EOF'
import json, re

def totals(name, node):
    instance = json.load(open(name))
    blocks = instance["models"][0]["blocks"]
    times = [e["time_s"] for b in blocks for e in b["profile"] if e["node"] == node]
    return instance, sum(times), sum(b.get("memory_bytes", 0) for b in blocks), [int(b["output_bits"]) for b in blocks]

text = open("vgg16-excerpt.txt").read()
field = lambda key, layer: float(re.search(r"^node%d -- .*%s=([0-9.]+)" % (layer, key), text, re.M).group(1))
instance, seconds, memory, cuts = totals("vgg16.json", "edge")
print("vgg16", len(cuts), "blocks;", round(seconds * 128e3, 6), "ms a batch;", memory, "bytes")
assert abs(seconds * 128e3 - sum(field("forward_compute_time", n) for n in range(2, 12))) < 1e-9
assert memory == sum(field("parameter_size", n) for n in range(2, 12))
assert cuts[:-1] == [field("activation_size", n) / 128 * 8 / 4 for n in range(2, 11)]
assert abs(totals("vgg16.json", "device")[1] - 15.4 * seconds) < 1e-12

nodes = {n["id"]: n for n in json.load(open("bert-excerpt.json"))["nodes"]}
instance, seconds, memory, cuts = totals("bert.json", "edge")
print("bert", len(cuts), "blocks;", round(seconds * 1024e3, 6), "ms a batch;", memory, "bytes;", cuts[0] / 8, "bytes a token")
assert abs(seconds * 1024e3 - sum(n["fpgaLatency"] for n in nodes.values())) < 1e-9
assert memory == sum(n["size"] for n in nodes.values()) - 2 * 4194304 # two of the layers have an edge to say what is not parameters
EOF
for net in vgg16 bert residual; do
    "$FINOPT" check "$net.json" | sed -n '$p'
    "$FINOPT" lint "$net.json" | sed -n '$p'
done
