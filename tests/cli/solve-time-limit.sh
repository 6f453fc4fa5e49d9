# exit: 3
# SPDX-License-Identifier: GPL-3.0-or-later
# An exact method that has a plan but no proof at its limit.
"$FINOPT" solve --reproducible --method exhaustive --enumeration-limit 1000000000000 --time-limit 0.2 slow.json | tail -n 1
"$FINOPT" solve --quiet --method exhaustive --enumeration-limit 1000000000000 --time-limit 0.2 slow.json >/dev/null
