/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_SHARD_H
#define FINOPT_CLI_SHARD_H

#include "base/error.h"
#include "cli/find_instances.h"
#include "report/shard_record.h"

/*
 * Reads `K/N` (0 <= K < N), or `slurm`: then SLURM_ARRAY_TASK_ID and _COUNT, with _MIN and _STEP where the
 * array does not count 0, 1, 2. Only index and count of the shard are set. STATUS_INPUT.
 */
enum status shard_parse(struct shard_record *shard, const char *words, struct error *error);

/* Keeps of the files those of the shard, and notes of which list they are. */
void shard_select(struct shard_record *shard, struct instance_files *files);

#endif
