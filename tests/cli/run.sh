#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the command-line tests: tests/cli/run.sh BUILD [NAME...].
#
# NAME.sh is run by sh in a scratch folder that holds a copy of inputs/, with $FINOPT naming the program.
# Its first line, `# exit: 2`, is the exit status it must have; NAME.expected its standard output (nothing if there is
# no such file), NAME.stderr its standard error (likewise). A script that exits with 77 was skipped and has
# said why on its standard output. FINOPT_REWRITE=1 rewrites the expected output.
set -u
build=${1:?usage: tests/cli/run.sh BUILD [NAME...]}
shift
here=$(cd "$(dirname "$0")" && pwd) || exit 1
case $build in /*) ;; *) build=$PWD/$build ;; esac

FINOPT=$build/finopt
ROOT=$(cd "$here/../.." && pwd)
# The address sanitizer reserves more addresses than any limit leaves: no limit then, and no test of it.
SANITIZED=
grep -q __asan_init "$FINOPT" && SANITIZED=1
export FINOPT ROOT SANITIZED
unset NO_COLOR CI POSIXLY_CORRECT
LC_ALL=C
TERM=dumb
export LC_ALL TERM

scratch=$(mktemp -d "${TMPDIR:-/tmp}/finopt-cli.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0
skipped=0

# same WHAT EXPECTED GOT: compares two files, a missing one counts as empty.
same() {
    if [ "${FINOPT_REWRITE:-}" = 1 ]; then
        if [ -s "$3" ]; then cp "$3" "$2"; else rm -f "$2"; fi
        return 0
    fi
    expected=$2
    [ -e "$expected" ] || expected=/dev/null
    cmp -s "$expected" "$3" && return 0
    echo "cli: $name: $1 differs:"
    diff -u "$expected" "$3" | tail -n +3 | head -n 60
    return 1
}

if [ $# -eq 0 ]; then
    for script in "$here"/*.sh; do
        case $script in */run.sh) ;; *) set -- "$@" "$(basename "$script" .sh)" ;; esac
    done
fi

for name in "$@"; do
    script=$here/$name.sh
    wanted=$(sed -n '1s/^# exit: //p' "$script")
    mkdir "$scratch/$name" && cp -R "$here/inputs/." "$scratch/$name" || exit 1
    (cd "$scratch/$name" && exec sh "$script") >"$scratch/$name.out" 2>"$scratch/$name.err" </dev/null
    status=$?
    if [ "$status" -eq 77 ]; then
        echo "cli: $name: skipped: $(cat "$scratch/$name.out")"
        skipped=$((skipped + 1))
        continue
    fi
    good=1
    if [ "$status" != "$wanted" ]; then
        echo "cli: $name: exit status $status, expected $wanted"
        good=0
    fi
    same "standard output" "$here/$name.expected" "$scratch/$name.out" || good=0
    same "standard error" "$here/$name.stderr" "$scratch/$name.err" || good=0
    if [ $good -eq 1 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done

[ $skipped -eq 0 ] || echo "cli: $skipped skipped"
echo "cli: $passed passed, $failed failed"
[ $failed -eq 0 ]
