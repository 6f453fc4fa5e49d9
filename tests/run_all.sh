#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs every part of the tests: tests/run_all.sh BUILD. Each part prints last `NAME: N passed, N failed`; the
# sum stands alone on the last line. A part that dies, prints no such line, or counts nothing, is one failure.
# FINOPT_REWRITE=1 and FINOPT_LONG=1 reach the parts through the environment.
set -u
build=${1:?usage: tests/run_all.sh BUILD}
cd "$(dirname "$0")/.." || exit 1
case $build in /*) ;; *) build=$PWD/$build ;; esac

# A sanitizer's report must not look like a program's own "no" (exit status 1).
ASAN_OPTIONS="exitcode=99${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
UBSAN_OPTIONS="print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}"
export ASAN_OPTIONS UBSAN_OPTIONS

logs=$build/logs
mkdir -p "$logs" || exit 1
passed=0
failed=0

# part NAME COMMAND...: shows the closing line, and everything if something failed.
part() {
    name=$1
    shift
    log=$logs/$name-${1##*/}.log
    "$@" >"$log" 2>&1 </dev/null
    status=$?
    line=$(grep -E "^$name: [0-9]+ passed, [0-9]+ failed\$" "$log" | tail -n 1)
    if [ -z "$line" ]; then
        cat "$log"
        echo "$name: died without a closing line, exit status $status"
        failed=$((failed + 1))
        return
    fi
    part_failed=${line##* passed, }
    part_failed=${part_failed% failed}
    part_passed=${line#"$name: "}
    part_passed=${part_passed%% *}
    if [ "$status" -ne 0 ] && [ "$part_failed" -eq 0 ]; then
        line="$line, but exit status $status"
        part_failed=1
    elif [ $((part_passed + part_failed)) -eq 0 ]; then
        line="$line: nothing ran"
        part_failed=1
    fi
    if [ "$part_failed" -eq 0 ]; then
        echo "$line"
    else
        grep -vF "${line%%,*}" "$log"
        echo "$line"
    fi
    passed=$((passed + part_passed))
    failed=$((failed + part_failed))
}

# replay NAME PROGRAM [FIXED ARGUMENT...] -- FILE...: no file may kill the reader; what it says about the file is
# the affair of errors/.
replay() {
    replay_name=$1
    shift
    set_up=
    while [ "$1" != -- ]; do
        set_up="$set_up $1"
        shift
    done
    shift
    good=0
    bad=0
    for file in "$@"; do
        # shellcheck disable=SC2086 # program and fixed arguments, without spaces
        $set_up "$file" >/dev/null 2>&1
        status=$?
        if [ "$status" -lt 3 ]; then
            good=$((good + 1))
        else
            bad=$((bad + 1))
            echo "$replay_name: $file: exit status $status"
        fi
    done
    echo "$replay_name: $good passed, $bad failed"
    [ "$bad" -eq 0 ]
}

part layers tests/check_layers.sh
part unit "$build/unit_tests"
part errors tests/errors/run.sh "$build"
for program in "$build"/tests/property/*; do
    case $program in
    *.o | *.d) ;;
    *) part property "$program" ;;
    esac
done
part fuzz_instance replay fuzz_instance "$build/tests/fuzz/read_instance" -- \
    tests/fuzz/corpus/* tests/errors/*.json instances/*/*.json
part fuzz_plan replay fuzz_plan "$build/tests/fuzz/read_plan" tests/errors/valid.json -- \
    tests/errors/*.plan.json tests/errors/valid.json
part fuzz_baseline replay fuzz_baseline "$build/tests/fuzz/read_baseline" -- \
    tests/fuzz/baselines/* instances/known.baseline tests/errors/valid.json tests/errors/valid.plan.json
part formulations tests/formulations/run.sh "$build"
part answers tests/formulations/answers.sh "$build"
part fuzz_certificate replay fuzz_certificate "$build/tests/fuzz/read_certificate" tests/errors/valid.json -- \
    tests/fuzz/certificates/* tests/errors/*.certificate.json tests/errors/valid.json tests/errors/valid.plan.json
part cli tests/cli/run.sh "$build"
part schema tests/schema/run.sh "$build"
part formats tests/formats/run.sh "$build"
[ "${FINOPT_LONG:-}" != 1 ] || part cluster tests/cluster/run.sh "$build"
part planners tests/planners/run.sh "$build"
part study bench/study.py "$build" --check
part golden tests/golden/run.sh "$build"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
