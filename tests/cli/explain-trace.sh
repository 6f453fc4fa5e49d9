# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Every step of FIN, to the letter; one application after the other.
"$FINOPT" explain --trace trace.ndjson "$ROOT/instances/teaching/gamma-costs-2.4x.json" >page.txt
cat trace.ndjson
"$FINOPT" explain --gamma 4 --trace trace.ndjson shared.json >page.txt
cut -d, -f1-5 trace.ndjson | grep -c '"relax"'
grep -c '"event":"init"' trace.ndjson
# Every line is JSON.
python3 -c 'import json, sys; print(len([json.loads(line) for line in open("trace.ndjson")]) > 10)'
