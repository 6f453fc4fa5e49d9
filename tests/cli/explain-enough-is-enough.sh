# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# What is said to be enough, written into the file as it was printed, is; one digit less is not.
file=$ROOT/instances/paper/b-alexnet-cifar10-bottleneck-a70-d3ms.json
status() { "$FINOPT" solve --quiet --reproducible - | sed 's/.* by [a-z]*: \([a-z]*\).*/\1/' | tail -n 1; }
"$FINOPT" solve --quiet --reproducible "$file" | head -n 1
sed 's/"max_latency_s": 0.003/"max_latency_s": 0.003588728/' "$file" | status
sed 's/"max_latency_s": 0.003/"max_latency_s": 0.003588727/' "$file" | status
sed 's/"min_accuracy": 0.7/"min_accuracy": 0.5637/' "$file" | status
sed 's/"min_accuracy": 0.7/"min_accuracy": 0.563700001/' "$file" | status
file=$ROOT/instances/multi/conflict-memory-two-of-three.json
sed 's/"memory_bytes": 1000\b/"memory_bytes": 1500/' "$file" | status
sed 's/"memory_bytes": 1000\b/"memory_bytes": 1499/' "$file" | status
