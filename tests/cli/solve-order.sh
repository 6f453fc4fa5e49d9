# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# FIN places one application after the other: who is first matters, and improvement makes up for it.
for order in given tightest-deadline largest-load random; do
    "$FINOPT" solve --quiet --reproducible --method fin --order $order --order-seed 3 shared.json | sed "s/^/$order: /"
done
"$FINOPT" solve --quiet --reproducible --method fin --order given --improve shared.json | sed 's/^/improved: /'
"$FINOPT" solve --reproducible --format ndjson --method fin --order largest-load --improve shared.json |
    grep -o '"parameters":{[^}]*}'
