/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_EXPORT_PLACE_SEQUENCES_H
#define FINOPT_EXPORT_PLACE_SEQUENCES_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct problem;

/*
 * Sequences of places, one per block, as numbers: block i has the i-th digit in base node_count, the first
 * block the lowest. formulations/path.mod reads them so.
 */

/* node_count^depth, or `limit` + 1 if that is more. 0 <= limit < 2^62. */
int64_t place_sequences_count(const struct problem *problem, size_t depth, int64_t limit);

/*
 * How many sequences links allow: consecutive blocks, and the source and block 1, on one node or joined (P2);
 * or `limit` + 1 if there are more. `scratch` is rewound. O(depth * links).
 */
int64_t place_walks_count(const struct problem *problem, struct arena *scratch, size_t source, size_t depth,
                          int64_t limit);

typedef void place_walk_note(void *context, int64_t number);

/* Calls `note` for each of them, which must fit: place_sequences_count() below 2^62. `depth` >= 1. */
void place_walks_list(const struct problem *problem, size_t source, size_t depth, place_walk_note *note,
                      void *context);

#endif
