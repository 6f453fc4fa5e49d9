# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# kill -9 at 50 moments of `baseline accept` and of `check --output`: the old file or the new one, never a torn one.
i=0
while [ $i -lt 400 ]; do
    echo "=opt= instance-$i $i"
    i=$((i + 1))
done >old.solu
sed 's/^=opt= \(.*\) .*/=best= \1 7/' old.solu >new.solu
"$FINOPT" baseline export old.solu >old.baseline
"$FINOPT" baseline export new.solu >new.baseline
"$FINOPT" check --reproducible --format json two-nodes.json >whole.json
exec 2>/dev/null # the shell remarks on every death
killed=0
delay=0
i=0
while [ $i -lt 50 ]; do
    cp old.baseline target.baseline
    echo old >target.json
    if [ $((i % 2)) -eq 0 ]; then
        "$FINOPT" baseline accept target.baseline new.baseline &
    else
        "$FINOPT" check --reproducible --format json --output target.json two-nodes.json &
    fi
    n=0
    while [ $n -lt $delay ]; do n=$((n + 1)); done
    # Later after each that was still running, sooner after each that was not: about its end, on any machine.
    if kill -9 $!; then
        killed=$((killed + 1))
        delay=$((delay + delay / 4 + 10))
    else
        delay=$((delay * 2 / 3))
    fi
    wait
    cmp -s target.baseline old.baseline || cmp -s target.baseline new.baseline || exit 1
    [ "$(cat target.json)" = old ] || cmp -s target.json whole.json || exit 2
    rm -f target.baseline.?????? target.json.??????
    i=$((i + 1))
done
[ $killed -ge 20 ] || { echo "only $killed of 50 were killed"; exit 3; }
ls | grep -c target
