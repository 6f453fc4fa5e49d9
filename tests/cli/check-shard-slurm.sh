# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# `slurm` reads the task of an array, whatever numbers the array has.
task() { "$FINOPT" check --reproducible --shard slurm --format ndjson --method labels two-nodes.json infeasible.json regressed.json |
    grep -o '"shard":{"index":[0-9]*,"count":[0-9]*'; }
unset SLURM_ARRAY_TASK_ID SLURM_ARRAY_TASK_COUNT SLURM_ARRAY_TASK_MIN SLURM_ARRAY_TASK_STEP
task
export SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_COUNT=3
task
export SLURM_ARRAY_TASK_ID=14 SLURM_ARRAY_TASK_MIN=10 SLURM_ARRAY_TASK_STEP=2
task
SLURM_ARRAY_TASK_ID=40
task
exit 0
