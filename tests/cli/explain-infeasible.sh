# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# Why there is no plan: by deadline, accuracy, allowed nodes; a capacity that several applications share.
for name in teaching/infeasible-by-latency teaching/infeasible-by-accuracy teaching/infeasible-by-allowed-nodes \
    multi/conflict-three-of-four multi/conflict-two-ways multi/memory-vit-large-no-room; do
    "$FINOPT" explain "$ROOT/instances/$name.json" | sed -n '/^Why there is no plan/,/^A deadline/p'
done
