# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Every step of FIN, to the letter; one application after the other.
"$FINOPT" explain --trace trace.ndjson "$ROOT/instances/teaching/gamma-costs-2.4x.json" >page.txt
cat trace.ndjson
"$FINOPT" explain --gamma 4 --trace trace.ndjson shared.json >page.txt
cut -d, -f1-5 trace.ndjson | grep -c '"relax"'
grep -c '"event":"init"' trace.ndjson
# The trace can be replayed: what is settled is the least of what was relaxed, the end the least of the exit.
python3 - <<'END'
import json
best, exits = {}, []
for event in map(json.loads, open("trace.ndjson")):
    if event["event"] == "init":
        best, exits = {}, []
    if event["event"] == "relax":
        key = (event["to"]["vertex"], event["to"]["depth"])
        assert event["previous"] == best.get(key) and (key not in best or event["energy"] < best[key])
        best[key] = event["energy"]
    if event["event"] == "settle" and event["to"]["block"] != "source":
        assert event["energy"] == best[event["to"]["vertex"], event["to"]["depth"]]
        if event["to"]["block"] == "exit":
            exits.append((event["energy"], event["to"]["depth"]))
    if event["event"] == "finish":
        assert (event["energy"], event["depth"]) == min(exits) if event["found"] else not exits
        print("finish", event["found"])
END
