#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Does every planner get the verdict it deserves, does the run go on, and is nothing left behind?
# tests/planners/run.sh BUILD
set -u
build=${1:?usage: tests/planners/run.sh BUILD}
here=$(cd "$(dirname "$0")" && pwd) || exit 1
case $build in /*) ;; *) build=$PWD/$build ;; esac
finopt=$build/finopt
scratch=$(mktemp -d "${TMPDIR:-/tmp}/finopt-planners.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
mkdir one two
cp "$here/quanta.json" one/
sed 's/"name": "quanta"/"name": "other"/' one/quanta.json >one/zz-other.json
cp "$here/quanta.json" two/
before=$(find . -type f -exec cksum {} + | sort)
passed=0
failed=0

check() {
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "planners: $1: expected \"$2\", got \"$3\""
    fi
}

# The processes that run a faulty planner, or its sleepers.
left_over() {
    grep -lz "^FINOPT_TEST_PLANNER=$$\$" /proc/[0-9]*/environ 2>/dev/null
}

# way WAY VERDICT EXIT_STATUS [WORDS IN THE RESULT]: one instance, exactly that verdict; the instance itself agrees.
way() {
    FINOPT_TEST_PLANNER=$$ "$finopt" check --reproducible --format ndjson --time-limit "${limit:-20}" \
        --memory-limit "${memory:-2048}" two -- sh "$here/faulty.sh" "$1" {} >out 2>err </dev/null
    status=$?
    line=$(grep "^{\"format\":\"finopt-check-instance-1\"" out)
    verdict=$(printf '%s' "$line" | sed -n 's/.*"format":"finopt-verdict-1"[^}]*"verdict":"\([a-z-]*\)".*/\1/p')
    check "$1: verdict" "$2" "$verdict"
    check "$1: exit status" "$3" "$status"
    check "$1: the instance agrees" yes "$(printf '%s' "$line" | grep -q '"verdict":"agree"' && echo yes)"
    if [ -n "${4:-}" ]; then
        check "$1: says $4" yes "$(printf '%s' "$line" | grep -qF "$4" && echo yes)"
    fi
    check "$1: leaves nothing running" "" "$(left_over)"
}

way good optimal 0
way truthful optimal 0
way dear suboptimal 0 '"gap":0.5'
way lies claim-differs 1 '999999999 quanta'
way too-many-nodes infeasible 1 '"tag":"P1","subject":"app","value":2,"limit":1,"excess":1'
way away infeasible 1 '"tag":"P2","subject":"app/1","value":1,"limit":0,"excess":1'
way barred infeasible 1 '"tag":"P3","subject":"app/1","value":1,"limit":0,"excess":1'
way late infeasible 1 '"tag":"P4","subject":"app","value":1000001,"limit":1000000,"excess":1'
way rough infeasible 1 '"tag":"P5","subject":"app","value":899999999,"limit":900000000,"excess":1'
way loaded infeasible 1 '"tag":"P6","subject":"loaded","value":100,"limit":99,"excess":1'
way full infeasible 1 '"tag":"P7","subject":"full","value":1000,"limit":999,"excess":1'
way narrow infeasible 1 '"tag":"P8","subject":"source->narrow","value":2,"limit":1,"excess":1'
way gives-up missing 1
way garbage malformed 1
way nothing malformed 1
way half malformed 1
way other-instance malformed 1
way ten-gigabytes malformed 1 'more than 16 MiB'
way endless-complaint optimal 0
limit=0.4
way hangs timeout 1 'killed at its limit of 0.4 s'
way hangs-after-plan timeout 1
way ignores-signals timeout 1
way forks-and-hangs timeout 1
unset limit
way leaves-orphan optimal 0
way is-killed crashed 1 'killed by signal 9'
way dumps-core crashed 1 'killed by signal 11'
way fails-with-plan crashed 1 'no licence'
way closes-stdout malformed 1
way closes-everything malformed 1
memory=64
if grep -q __asan_init "$finopt"; then
    echo "planners: eats-memory: skipped: no memory limit under the address sanitizer"
else
    way eats-memory crashed 1
fi
unset memory

# The run goes on: the planner hangs on one instance, and the other is judged all the same.
"$finopt" check --reproducible --time-limit 0.4 --quiet one -- \
    sh -c 'case $1 in *zz-other*) sleep 1000 ;; *) sh "$2/faulty.sh" good ;; esac' sh {} "$here" >out 2>err </dev/null
check "the run goes on: exit status" 1 $?
check "the run goes on" "2 plans: 1 optimal, 1 timeout." "$(grep '^2 plans' out)"

# Nothing is left running when the next instance begins, although both are served by one worker.
"$finopt" check --reproducible --jobs 1 --quiet one -- \
    sh "$here/faulty.sh" leaves-one-and-looks {} >out 2>err </dev/null
check "what the first leaves is gone before the second" 0 $?
rm -f left-behind

# Nobody's file was touched, and nothing was put beside them.
rm -f out err
check "nothing on disk is damaged" "$before" "$(find . -type f -exec cksum {} + | sort)"

# A planner that is not there is a mistake on the command line; so is none.
"$finopt" check two -- ./not-there {} >out 2>err </dev/null
check "not there: exit status" 2 $?
"$finopt" check two -- >out 2>err </dev/null
check "no planner: exit status" 2 $?

# A signal to finopt ends the planner and what it left behind.
FINOPT_TEST_PLANNER=$$ "$finopt" check two -- sh "$here/faulty.sh" forks-and-hangs >out 2>err </dev/null &
parent=$!
sleep 0.5
kill -TERM "$parent"
wait "$parent" 2>/dev/null
check "a signal: exit status" 143 $?
check "a signal leaves nothing running" "" "$(left_over)"

# The instance on standard input, where the planner takes no {}; both example planners.
"$finopt" check --reproducible --format ndjson "$here/../../instances/teaching" -- \
    sh "$here/at_the_source.sh" >out 2>err </dev/null
check "at_the_source.sh: no plan is malformed" 0 "$(grep -c '"verdict":"\(malformed\|crashed\|timeout\)"' out)"
check "at_the_source.sh: some are feasible" yes "$(grep -q '"verdict":"\(optimal\|suboptimal\)"' out && echo yes)"
"$finopt" check --reproducible --format ndjson - -- sh "$here/at_the_source.sh" \
    <"$here/../../instances/teaching/latency-in-the-mean.json" >out 2>err
check "at_the_source.sh: the instance from standard input" 0 $?
"$finopt" check - -- sh "$here/at_the_source.sh" {} <"$here/quanta.json" >out 2>err
check "standard input has no path: exit status" 2 $?
if command -v python3 >/dev/null 2>&1; then
    "$finopt" check --reproducible --format ndjson "$here/../../instances/teaching" -- \
        python3 "$here/cheapest_alone.py" {} >out 2>err </dev/null
    check "cheapest_alone.py: no plan is malformed" 0 "$(grep -c '"verdict":"\(malformed\|crashed\|timeout\)"' out)"
    check "cheapest_alone.py: some are feasible" yes "$(grep -q '"verdict":"\(optimal\|suboptimal\)"' out && echo yes)"
else
    echo "planners: cheapest_alone.py: skipped: there is no python3"
fi

echo "planners: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
