# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Descriptors that are closed at the start are not taken for the pipes of a child.
try() {
    echo "$? $(grep -c '^two-nodes' out) $1"
}
"$FINOPT" check --reproducible two-nodes.json >out <&-
try 'no input'
"$FINOPT" check --reproducible two-nodes.json >out 2>&-
try 'no errors'
"$FINOPT" check --reproducible two-nodes.json >out <&- 2>&-
try 'neither'
: >out
"$FINOPT" check --reproducible two-nodes.json >&- 2>err
try "no output: $(cat err)"
"$FINOPT" check --reproducible two-nodes.json <&- >&- 2>err
try "neither input nor output: $(cat err)"
"$FINOPT" check --reproducible two-nodes.json <&- >&- 2>&-
try 'nothing at all'
"$FINOPT" solve - <&- 2>err
try "asked for input: $(cat err)"
