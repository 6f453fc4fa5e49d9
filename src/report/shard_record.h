/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_SHARD_RECORD_H
#define FINOPT_REPORT_SHARD_RECORD_H

#include <stddef.h>
#include <stdint.h>

/*
 * Which part of a list of instances a check looked at: those at positions index, index + count,
 * index + 2 count, ... of the whole list, so that neighbours, which are alike, go to different shards.
 *
 *   position   0 1 2 3 4 5 6 7 8 9          total 10
 *   shard 0/4  x       x       x
 *   shard 1/4    x       x       x
 */
struct shard_record {
    size_t index;         /* < count */
    size_t count;         /* 0: the whole list, not a shard */
    size_t total;         /* instances of the whole list */
    uint64_t list_digest; /* of the names of all of them, in order: FNV-1a */
};

/* How many positions of the list are in the shard. */
static inline size_t shard_size(const struct shard_record *shard)
{
    return shard->index >= shard->total ? 0 : (shard->total - shard->index - 1) / shard->count + 1;
}

#endif
