# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The front of the paper's network in text and CSV; each point of the JSON is a plan that `verify` calls optimal at
# its own deadline. Where a row of shared resources binds, too.
file=$ROOT/instances/paper/b-alexnet-cifar10-a80-d5ms.json
"$FINOPT" sweep --pareto "$file"
"$FINOPT" sweep --pareto --format csv "$file"
"$FINOPT" sweep --pareto --format json "$file" >front.json
python3 - "$file" <<'END'
import json, sys
instance = json.load(open(sys.argv[1]))
instance.pop("expected", None)
for n, row in enumerate(json.load(open("front.json"))["rows"]):
    instance["applications"][0]["max_latency_s"] = row["latency_s"]
    json.dump(instance, open(f"at{n}.json", "w"))
    json.dump(dict(row["plan"], claimed_energy=row["energy_quanta"]), open(f"plan{n}.json", "w"))
END
for n in 0 1 2 3 4 5; do
    "$FINOPT" verify --quiet --reproducible --format json at$n.json plan$n.json | grep '"verdict"'
done
"$FINOPT" sweep --pareto "$ROOT/instances/multi/one-application-fills-a-node.json"
"$FINOPT" sweep --breakpoints "$ROOT/instances/multi/memory-vit-large-two-boards.json"
