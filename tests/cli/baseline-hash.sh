# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The hash is of what an instance says: not of white space, of descriptions, or of defaults that are spelt out.
hash() { "$FINOPT" baseline create --method labels "$1" | sed -n 's/.*"sha256": "\([0-9a-f]*\)".*/\1/p'; }
before=$(hash two-nodes.json)
[ ${#before} -eq 64 ] || exit 1
tr -s ' \n' ' ' <two-nodes.json | sed 's/"description": "/&other words: /' >same.json
[ "$(hash same.json)" = "$before" ] || exit 2
sed 's/"power_w": \([0-9]\)/"power_w": 1\1/' two-nodes.json >other.json
after=$(hash other.json)
[ ${#after} -eq 64 ] && [ "$after" != "$before" ]
