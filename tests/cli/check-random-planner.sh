# exit: 1
# SPDX-License-Identifier: GPL-3.0-or-later
# A planner's bad plans are hunted as FIN's are: what is saved and reduced still has that verdict on its plan.
mkdir scratch
hunt() {
    TMPDIR=$PWD/scratch "$FINOPT" check --reproducible --quiet --method labels,exhaustive --random multi --count 3 --seed 1 \
        --applications 2 --nodes 4 --blocks 2 "$@"
}
again() { "$FINOPT" check --reproducible --quiet --method labels,exhaustive "$@" | tail -n 2; }
thrifty() { "$@" -- "$FINOPT" solve --method mcp --format json {}; }
thrifty hunt --max-gap 10% --save found
status=$?
thrifty again --max-gap 10% found/*-reduced.json
# One that fails where there is an edge called edge-2: it stays, and its exit status does not pass for success.
choosy() { "$@" -- sh -c 'if grep -q "\"edge-2\"" "$1"; then exit 3; fi; "$0" solve --format json "$1"' "$FINOPT" {}; }
choosy hunt --save choosy
choosy again choosy/*-reduced.json
ls found choosy scratch
exit $status
