# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A full disk is noticed, on standard output and in a file.
"$FINOPT" check two-nodes.json >/dev/full
first=$?
"$FINOPT" solve --output /dev/full two-nodes.json
second=$?
[ $first -eq 2 ] && [ -c /dev/full ] && exit $second
