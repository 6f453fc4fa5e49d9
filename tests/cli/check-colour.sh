# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Colours on demand, and never in a pipe by themselves.
escape=$(printf '\033')
"$FINOPT" check --color always two-nodes.json | grep -q "${escape}\[32magree${escape}\[0m" || exit 1
NO_COLOR=1 "$FINOPT" check --color always two-nodes.json | grep -q "$escape" || exit 1
! "$FINOPT" check two-nodes.json | grep -q "$escape" || exit 1
! "$FINOPT" check --color always --format json two-nodes.json | grep -q "$escape"
