#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Can others read what finopt writes? tests/formats/run.sh BUILD. Every format is given to a reader that shares
# nothing with it: xmllint with a schema, prove, the csv and json modules of Python. A reader that is not installed is
# skipped with a word, but not where CI is set: there everything must run.
set -u
build=${1:?usage: tests/formats/run.sh BUILD}
here=$(cd "$(dirname "$0")" && pwd) || exit 1
case $build in /*) ;; *) build=$PWD/$build ;; esac
finopt=$build/finopt
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
must_run=${CI:-}
unset CI NO_COLOR GITHUB_STEP_SUMMARY

ok() { # ok STATUS WHAT
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "formats: FAILED: $2"
    fi
}

# needs PROGRAM WHAT: is it there?
needs() {
    command -v "$1" >/dev/null 2>&1 && return 0
    if [ -n "$must_run" ]; then
        ok 1 "$2: $1 is not installed, and CI is set"
    else
        echo "formats: $2 skipped: $1 is not installed"
    fi
    return 1
}

# A corpus with every kind of verdict, names that hold markup, and a file that is none.
corpus=$work/corpus
mkdir -p "$corpus/a folder"
cp "$here"/../cli/inputs/*.json "$corpus"
cp "$here"/../../instances/teaching/*.json "$corpus"
sed 's/"name": "[^"]*"/"name": "<b> \& \\"quotes\\", # TODO | *stars* \\\\ ]]>"/' "$here/../cli/inputs/two-nodes.json" \
    >"$corpus/a folder/marked,up \"name\".json"
printf '{"\001\303\050": 1}' >"$corpus/a folder/not-json.json"

check() { # check FORMAT [OPTION...]
    format=$1
    shift
    "$finopt" check --format "$format" --gamma 10 --max-gap 1% --enumeration-limit 10000 "$@" "$corpus" \
        >"$work/check.$format" 2>/dev/null
}

check junit
if needs xmllint junit; then
    xmllint --noout --schema "$here/junit.xsd" "$work/check.junit" >"$work/log" 2>&1
    ok $? "xmllint: $(cat "$work/log")"
    cases=$(xmllint --xpath 'count(//testcase)' "$work/check.junit")
    [ "$cases" = "$(find "$corpus" -name '*.json' | wc -l)" ]
    ok $? "junit has $cases test cases"
    failures=$(xmllint --xpath 'count(//failure)' "$work/check.junit")
    [ "$failures" -gt 0 ] && [ "$failures" = "$(xmllint --xpath 'string(/testsuites/@failures)' "$work/check.junit")" ]
    ok $? "junit has $failures failures"
    name=$(xmllint --xpath 'string(//testcase[contains(@name,"TODO")]/@name)' "$work/check.junit")
    [ "$name" = '<b> & "quotes", # TODO | *stars* \ ]]>' ]
    ok $? "junit: the marked-up name reads $name"
    "$finopt" verify --format junit "$corpus/two-nodes.json" "$here/../cli/inputs/plans/infeasible.json" >"$work/verify" 2>&1
    xmllint --noout --schema "$here/junit.xsd" "$work/verify" >"$work/log" 2>&1
    ok $? "xmllint on verify: $(cat "$work/log")"
fi

check tap
if needs prove tap; then
    all=$(find "$corpus" -name '*.json' | wc -l)
    bad=$(grep -c '^not ok' "$work/check.tap")
    prove --exec cat "$work/check.tap" >"$work/log" 2>&1
    status=$?
    [ "$status" -ne 0 ] && [ "$bad" -gt 0 ] && grep -q "Failed $bad/$all subtests" "$work/log" && ! grep -qE 'Parse errors|TODO passed' "$work/log"
    ok $? "prove: $(cat "$work/log")"
    "$finopt" check --format tap "$corpus/two-nodes.json" >"$work/good.tap"
    prove --exec cat "$work/good.tap" >"$work/log" 2>&1
    ok $? "prove on what is fine: $(cat "$work/log")"
    check tap --inconclusive fail --method labels
    prove --exec cat "$work/check.tap" >"$work/log" 2>&1
    ! grep -q 'Parse errors' "$work/log"
    ok $? "prove without proofs: $(cat "$work/log")"
fi

check csv
check ndjson
check json
check github
check markdown
cp "$here/../fixtures/lint-odd.json" "$work"
(cd "$work" && "$finopt" lint --format sarif lint-odd.json >check.sarif)
if needs python3 'csv, ndjson, json, github, markdown'; then
    python3 "$here/read.py" "$work" "$corpus" >"$work/log" 2>&1
    status=$?
    cat "$work/log"
    ok $status "read.py"
fi

echo "formats: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
