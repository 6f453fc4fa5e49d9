# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The own strict reader finds no fault with the syntax of any document.
check() {
    # It is JSON, only not an instance: the first complaint is about the format, none about syntax.
    "$FINOPT" check "$1" 2>&1 >/dev/null | head -n 1 | sed 's/.*error: //'
}
"$FINOPT" check --format json two-nodes.json malformed.json infeasible.json >a.json 2>/dev/null
"$FINOPT" solve --format json two-nodes.json >b.json
"$FINOPT" solve --format json --method all two-nodes.json >c.json
"$FINOPT" verify --format json two-nodes.json plans/suboptimal.json >d.json
"$FINOPT" verify --format json two-nodes.json plans/malformed.json >e.json 2>/dev/null
"$FINOPT" solve --format json --method exhaustive --list-plans two-nodes.json >f.json
"$FINOPT" check --format ndjson two-nodes.json | tail -n 1 >g.json
for file in a b c d e f g; do
    check $file.json
done
