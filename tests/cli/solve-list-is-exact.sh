# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The cheapest of a cut list are the first of the whole one.
sed 's/"max_latency_s":0.05/"max_latency_s":0.02/' slow.json |
    sed 's/,{"id":"b5","ops.*"exits":\[{"id":"e","block":"b12"/],"exits":[{"id":"e","block":"b4"/' >short.json
list() {
    "$FINOPT" solve --reproducible --method exhaustive --list-plans "$@" short.json
}
list >whole || exit 1
lines=$(grep -c ' mJ ' whole)
[ "$lines" -gt 1000 ] || exit 1
for limit in 1 2 7 100 999; do
    list --list-limit $limit >cut
    [ $? -eq 3 ] || exit 1
    # The columns may be narrower; words count.
    head -n $((limit + 1)) whole | tr -s ' ' >one
    head -n $((limit + 1)) cut | tr -s ' ' >other
    cmp one other || exit 1
done
