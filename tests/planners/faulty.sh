#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Planners that go wrong, for the instance in quanta.json: faulty.sh WAY FILE.
plan() {
    printf '{ "format": "finopt-plan-1", "instance": "quanta",%s "applications": [ %s ] }\n' \
        "$3" "{ \"id\": \"app\", \"configuration\": \"$1\", \"nodes\": [$2] }"
}

case $1 in
good) plan fine '"good"' ;;
dear) plan fine '"source"' ;;
lies) plan fine '"good"' ' "claimed_energy": 999999999,' ;;
truthful) plan fine '"good"' ' "claimed_energy": 1000000000,' ;;
too-many-nodes) plan fine '"good", "good"' ;;
late | loaded | full | narrow | barred | away) plan fine "\"$1\"" ;;
rough) plan rough '"good"' ;;
gives-up) echo '{ "format": "finopt-plan-1", "instance": "quanta", "applications": [] }' ;;
garbage) head -c 100000 /dev/urandom ;;
nothing) ;;
half) plan fine '"good"' | head -c 40 ;;
other-instance) plan fine '"good"' | sed 's/quanta/other/' ;;
ten-gigabytes) yes '{ "format": "finopt-plan-1" }' | head -c 10000000000 ;;
endless-complaint) # ten gigabytes on standard error, and a good plan
    plan fine '"good"'
    yes 'it is not my fault' | head -c 50000000 >&2
    ;;
hangs) while :; do sleep 1000; done ;;
hangs-after-plan)
    plan fine '"good"'
    exec >&-
    sleep 1000
    ;;
ignores-signals)
    trap '' TERM INT HUP
    while :; do sleep 1000; done
    ;;
forks-and-hangs)
    (sleep 1000) &
    sleep 1000
    ;;
leaves-orphan) # a good plan, and a process in another session that holds the pipes open
    setsid sh -c 'setsid sh -c "sleep 1001; :" & sleep 1002' &
    plan fine '"good"'
    ;;
leaves-one-and-looks) # the second instance finds out whether what the first one left behind is still there
    if [ -e left-behind ]; then
        ! kill -0 "$(cat left-behind)" 2>/dev/null || exit 1
        plan fine '"good"' | sed 's/quanta/other/'
    else
        setsid sh -c 'echo $$ >left-behind.new; mv left-behind.new left-behind; sleep 1003' &
        while [ ! -e left-behind ]; do sleep 0.01; done
        plan fine '"good"'
    fi
    ;;
is-killed) kill -KILL $$ ;;
dumps-core) kill -SEGV $$ ;;
fails-with-plan)
    plan fine '"good"'
    echo 'no licence' >&2
    exit 1
    ;;
closes-stdout) exec >&- ;;
closes-everything) exec <&- >&- 2>&- ;;
eats-memory) # a string that doubles
    s=xxxxxxxxxxxxxxxx
    while :; do s=$s$s$s$s; done
    ;;
*)
    echo "no such way: $1" >&2
    exit 9
    ;;
esac
