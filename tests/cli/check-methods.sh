# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Plain names replace the methods, a plus adds, all is all, the order of names is no matter.
methods() {
    "$FINOPT" check --reproducible --format ndjson --method "$@" two-nodes.json | grep check-instance |
        grep -o '"method":"[a-z]*"' | sed 's/.*:"\(.*\)"/\1/' | tr '\n' ' '
    echo
}
methods ilp,labels
methods ilp --method labels,labels
methods +greedy
methods +greedy,labels
methods all
