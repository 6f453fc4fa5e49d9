# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A baseline has an instance a line, sorted by name; what cannot be recorded is named and the rest is recorded.
"$FINOPT" baseline create two-nodes.json infeasible.json shared.json | sed 's/"finopt [^"]*"/"TOOL"/'
mkdir nets
cp two-nodes.json nets/a.json
cp two-nodes.json nets/b.json # of the same name
"$FINOPT" baseline create --method labels --output known.solu nets malformed.json
status=$?
cat known.solu
exit $status
