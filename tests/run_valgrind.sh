#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/run_valgrind.sh BUILD: the unit tests, some random instances and the main job without a bad byte or a leak.
# Exit status 9 is valgrind's word; the last line is `valgrind: N passed, N failed`.
set -u
build=${1:?usage: tests/run_valgrind.sh BUILD}
cd "$(dirname "$0")/.." || exit 1

if ! command -v valgrind >/dev/null 2>&1; then
    echo "run_valgrind.sh: please install valgrind (apt-get install valgrind)" >&2
    exit 1
fi

passed=0
failed=0
under_valgrind() {
    echo "valgrind: $*"
    if valgrind --quiet --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,indirect,possible \
        --trace-children=no "$@" </dev/null; then
        passed=$((passed + 1))
    else
        echo "valgrind: $1: exit status $?"
        failed=$((failed + 1))
    fi
}

under_valgrind "$build/unit_tests"
for program in "$build"/tests/property/*; do
    case $program in
    *.o | *.d) ;;
    *) under_valgrind "$program" 1 60 ;;
    esac
done
under_valgrind "$build/finopt" check --jobs 1 instances/teaching

echo "valgrind: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
