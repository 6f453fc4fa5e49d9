/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_GENERATE_STEP_CHAIN_H
#define FINOPT_GENERATE_STEP_CHAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct rng;

/* What a step of a chain costs, from one block's node to the next one's, in the family's units. */
struct step_cost {
    int64_t time;
    int64_t energy;
};

/*
 * An energy from 1 to `most`; a time alike, independent of it, or, if `is_anti`, what is missing to most + 1,
 * give or take `noise`, at least 1.
 */
struct step_cost step_cost_draw(struct rng *rng, int64_t most, int64_t noise, bool is_anti);

/* A chain of blocks, each on one of as many nodes. */
struct step_chain {
    size_t block_count; /* at least 1 */
    size_t node_count;
    /* From block - 1 on node `from` to block on node `to`; into block 0 there is one step for each `to`,
     * `from` is 0. */
    struct step_cost (*step)(const void *context, size_t block, size_t from, size_t to);
    const void *context;
};

/*
 * The time of the fastest path through the chain, or of the cheapest one, the fastest of equals; its nodes go
 * to path [block_count] unless that is NULL. O(blocks * nodes^2), that many steps asked for.
 */
int64_t step_chain_extreme(const struct step_chain *chain, struct arena *arena, bool by_energy, size_t *path);

#endif
