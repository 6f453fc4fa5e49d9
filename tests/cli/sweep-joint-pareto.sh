# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The front of several applications: all deadlines in proportion, one of them, deadlines that never bind. Each point
# of the JSON is a plan that `verify` calls optimal when the deadlines are that share. A picture, which is XML.
"$FINOPT" sweep --pareto --application camera shared.json
"$FINOPT" sweep --pareto two-applications.json
file=$ROOT/instances/multi/link-slow-uplink.json
"$FINOPT" sweep --pareto "$file"
"$FINOPT" sweep --pareto --format csv shared.json
"$FINOPT" sweep --pareto --format json "$file" >front.json
python3 - "$file" <<'END'
import json, sys
instance = json.load(open(sys.argv[1]))
instance.pop("expected", None)
deadlines = [application["max_latency_s"] for application in instance["applications"]]
for n, row in enumerate(json.load(open("front.json"))["rows"]):
    for application, deadline in zip(instance["applications"], deadlines):
        application["max_latency_s"] = row["deadline_share"] * deadline
    json.dump(instance, open(f"at{n}.json", "w"))
    json.dump(dict(row["plan"], claimed_energy=row["energy_quanta"]), open(f"plan{n}.json", "w"))
END
for n in 0 1 2; do
    "$FINOPT" verify --quiet --reproducible --format json at$n.json plan$n.json | grep '"verdict"'
done
"$FINOPT" sweep --pareto --format svg "$file" >chart.svg
xmllint --noout chart.svg
