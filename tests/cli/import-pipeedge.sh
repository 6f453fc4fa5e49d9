# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Layers that PipeEdge measured on two boards: times per sample, memory of the boards where the network does not say, nothing lost.
cd profiles || exit 1
"$FINOPT" import pipeedge --network edge-network.json --times device=Minnowboard-E3845,edge=RCC-VE-C2558*0.5 \
    --min-accuracy 1 --max-latency 1 --name vit --licence BSD-3-Clause vit-models.yml vit-devices.yml >vit.json
cat vit.json
python3 - <<'EOF'
import json
import re
numbers = lambda text: [float(x) for x in re.findall(r"\d[\d.]*", text)]
lists = lambda name, key: [numbers(x) for x in re.findall(key + r": \[([^\]]+)\]", open(name).read())]
model = json.load(open("vit.json"))["models"][0]
slow, fast = lists("vit-devices.yml", "time_s")
for node, times, factor in ("device", slow, 1), ("edge", fast, 0.5):
    got = [e["time_s"] for b in model["blocks"] for e in b["profile"] if e["node"] == node]
    assert got == [t / 8 * factor for t in times], (got, times)
assert [b.get("memory_bytes") for b in model["blocks"]] == [round(m * 1e6) for m in lists("vit-models.yml", "mem_MB")[0]]
assert [b["output_bits"] for b in model["blocks"]][:-1] == [32 * v for v in lists("vit-models.yml", "parameters_out")[0]][:-1]
EOF
"$FINOPT" check vit.json | sed -n '$p'
"$FINOPT" lint vit.json | sed -n '$p'
