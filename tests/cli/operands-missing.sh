# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Each command says what it needs.
for command in check solve verify 'solve a b' 'verify a' 'verify a b c' 'check - -' 'verify - -'; do
    # shellcheck disable=SC2086
    "$FINOPT" $command 2>&1
    echo "$?"
done
