# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Of several exit statuses the first of 4, 2, 1, 3, 5, 0 counts.
status() {
    "$FINOPT" check --method exhaustive --enumeration-limit 100 "$@" >/dev/null 2>&1
    echo "$? $*"
}
status two-nodes.json
status two-nodes.json slow.json
status two-nodes.json slow.json regressed.json
status two-nodes.json slow.json regressed.json malformed.json
