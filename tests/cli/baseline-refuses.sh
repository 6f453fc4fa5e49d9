# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# Mistakes are told where they stand, and nothing is written.
"$FINOPT" baseline
"$FINOPT" baseline crate two-nodes.json
"$FINOPT" baseline create
"$FINOPT" baseline diff two-nodes.json
"$FINOPT" baseline diff two-nodes.json two-nodes.json
echo '=opt= two-nodes eight' >bad.solu
"$FINOPT" baseline export bad.solu
printf '=inf= one\ttwo\n=inf= \033[31m\n=inf= \377\n' >names.solu
"$FINOPT" baseline accept kept.baseline names.solu
printf '{ "format": "finopt-baseline-1", "instances": [\n  { "instance": "a", "status": "optimal", "energy": 8 }\n] }\n' >bad.json
"$FINOPT" baseline accept kept.baseline bad.json
"$FINOPT" check --baseline bad.json two-nodes.json
status=$?
CI=1 "$FINOPT" check --baseline not-there.baseline two-nodes.json
ls | grep -c kept
exit $status
