#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Is every malformed file refused with the message that explains it? Compares the diagnostics of NAME.json (an
# instance), NAME.plan.json and NAME.certificate.json (a plan and a certificate for valid.json) with NAME.expected. FINOPT_REWRITE=1 rewrites the expected texts.
#
#   tests/errors/run.sh BUILD
set -eu
[ $# -eq 1 ] || { echo "usage: $0 BUILD" >&2; exit 2; }
build=$(cd "$1" && pwd)
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

fail() {
    failed=$((failed + 1))
    echo "errors: FAILED: $1"
}

# Valid files must be accepted without a word, or every comparison below is worthless.
accept() {
    file=$1
    shift
    "$@" >"$work/got" 2>&1 || echo "exit status $?" >>"$work/got"
    if [ -s "$work/got" ]; then
        fail "$file is not accepted"
        cat "$work/got"
    else
        passed=$((passed + 1))
    fi
}
for file in valid.json ../fuzz/corpus/valid-*.json; do
    accept "$file" "$build/tests/fuzz/read_instance" --print "$file"
done
accept valid.plan.json "$build/tests/fuzz/read_plan" --print valid.json valid.plan.json
accept valid.certificate.json "$build/tests/fuzz/read_certificate" --print valid.json valid.certificate.json

for file in *.json; do
    case $file in
    valid.json | valid.plan.json | valid.certificate.json) continue ;;
    *.plan.json)
        expected=${file%.plan.json}.expected
        "$build/tests/fuzz/read_plan" --print valid.json "$file" >"$work/got" 2>&1 || echo "exit status $?" >>"$work/got"
        ;;
    *.certificate.json)
        expected=${file%.certificate.json}.expected
        "$build/tests/fuzz/read_certificate" --print valid.json "$file" >"$work/got" 2>&1 || echo "exit status $?" >>"$work/got"
        ;;
    *)
        expected=${file%.json}.expected
        "$build/tests/fuzz/read_instance" --print "$file" >"$work/got" 2>&1 || echo "exit status $?" >>"$work/got"
        ;;
    esac
    if [ ! -s "$work/got" ]; then
        fail "$file is accepted"
    elif [ "${FINOPT_REWRITE:-}" = 1 ]; then
        cp "$work/got" "$expected"
        passed=$((passed + 1))
    elif diff -u "$expected" "$work/got" >"$work/diff" 2>&1; then
        passed=$((passed + 1))
    else
        fail "$file"
        cat "$work/diff"
    fi
done

# An expected text whose file is gone would never be looked at again.
for expected in *.expected; do
    name=${expected%.expected}
    [ -e "$name.json" ] || [ -e "$name.plan.json" ] || [ -e "$name.certificate.json" ] || fail "$expected has no file"
done

echo "errors: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
