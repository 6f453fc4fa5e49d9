# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# -h, --help and `help` say the same, and so do `help COMMAND` and `COMMAND -h`.
for way in --help help; do
    [ "$("$FINOPT" $way)" = "$("$FINOPT" -h)" ] || exit 1
done
for command in check solve verify generate export explain; do
    [ "$("$FINOPT" $command --help)" = "$("$FINOPT" help $command)" ] || exit 1
    [ "$("$FINOPT" $command -h nowhere.json)" = "$("$FINOPT" help $command)" ] || exit 1
done
