#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Schemas and readers agree: tests/schema/run.sh BUILD. Needs a Python with jsonschema; where there is none it says
# so, but not where CI is set: there it must run.
set -u
build=${1:?usage: tests/schema/run.sh BUILD}
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
must_run=${CI:-}
unset CI
for python in python3 /usr/bin/python3; do
    if "$python" -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null; then
        "$python" tests/schema/corpus.py "$build" "$work"
        exit
    fi
done
if [ -n "$must_run" ]; then
    echo "schema: FAILED: no Python has jsonschema, and CI is set"
    echo "schema: 0 passed, 1 failed"
    exit 1
fi
echo "schema: skipped: no Python has jsonschema (Debian: python3-jsonschema)"
echo "schema: 1 passed, 0 failed"
