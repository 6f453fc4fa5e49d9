# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Times and memory stand in objects named timing, and only there.
"$FINOPT" check --format ndjson two-nodes.json >out
grep -q '"timing":{"elapsed_s":[0-9.e-]*,"peak_memory_bytes":[1-9][0-9]*}' out || exit 1
grep -q '"timing":{"solve_s":[0-9.e-]*}' out || exit 1
"$FINOPT" check --reproducible --format ndjson two-nodes.json >out
! grep -qE 'timing|_s":[0-9.]*e-|elapsed|peak' out
