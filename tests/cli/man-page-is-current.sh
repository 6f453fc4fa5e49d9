# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The tracked man page is what the option table makes; after a change: make golden.
if [ "${FINOPT_REWRITE:-}" = 1 ]; then
    "$FINOPT" help --man >"$ROOT/src/cli/finopt.1"
fi
"$FINOPT" help --man | diff "$ROOT/src/cli/finopt.1" -
