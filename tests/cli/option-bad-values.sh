# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Every number and choice is read strictly; the message has the range.
try() {
    "$FINOPT" "$@" two-nodes.json >out 2>err
    echo "$? $(wc -c <out) $(cat err)"
}
try solve --gamma 0
try solve --gamma 1000001
try solve --gamma=1e3
try solve --gamma ''
try solve --gamma 0x10
try solve --gamma ' 5'
try solve --gamma 99999999999999999999
try solve --lambda -1
try solve --time-limit 0
try solve --time-limit nan
try solve --time-limit 1s
try solve --time-limit inf
try check --max-gap 101%
try check --max-gap -0.1
try check --max-gap %
try check --jobs 0
try check --memory-limit 0
try check --method lables
try check --method fin,,labels
try check --format xml
try check --color=blue
try check --rounding up
try check --inconclusive maybe
try check --output ''
try check --quiet=1
try solve -x
