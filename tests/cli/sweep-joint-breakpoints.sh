# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Breakpoints of one of several applications. Each row's plan is what `verify` calls optimal at its target and deadline;
# a quantum sooner, or with a target a billionth higher, it breaks a limit. A picture with more lines than it holds.
file=$ROOT/instances/multi/packing-early-exit-makes-room.json
"$FINOPT" sweep --breakpoints --application modest "$file"
"$FINOPT" sweep --breakpoints --application exacting --format csv "$file"
"$FINOPT" sweep --breakpoints --application alexnet-1 "$ROOT/instances/multi/paper-a80-k05.json"
"$FINOPT" sweep --breakpoints --application camera --format json shared.json >breakpoints.json
python3 - shared.json <<'END'
import json, sys
for n, row in enumerate(json.load(open("breakpoints.json"))["rows"]):
    for place, later, higher in (("at", 0, 0), ("sooner", -1e-9, 0), ("higher", 0, 1e-9)):
        instance = json.load(open(sys.argv[1]))
        camera = next(a for a in instance["applications"] if a["id"] == "camera")
        camera["max_latency_s"] = row["latency_s"] + later
        camera["min_accuracy"] = row["accuracy_up_to"] + higher
        json.dump(instance, open(f"{place}{n}.json", "w"))
    json.dump(dict(row["plan"], claimed_energy=row["energy_quanta"]), open(f"plan{n}.json", "w"))
END
for n in 0 1; do
    for place in at sooner higher; do
        "$FINOPT" verify --quiet --reproducible --format json $place$n.json plan$n.json | grep '"verdict"'
    done
done
"$FINOPT" sweep --gamma 1:1000 --max-latency 3ms,5ms --plot gap-ecdf --format svg "$ROOT/instances/paper/b-alexnet-cifar10-a80-d5ms.json" |
    grep 'lines'
"$FINOPT" sweep --perturb 15% --count 2 --method all --format svg "$ROOT/instances/paper/b-alexnet-cifar10-a80-d5ms.json" | grep 'lines'
