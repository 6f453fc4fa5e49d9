/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_BP_PATH_BOUNDS_H
#define FINOPT_SOLVE_BP_PATH_BOUNDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "solve/lagrangian_bound.h"

struct arena;
struct extended_graph;

enum bp_path_part { PATH_BEGIN, PATH_END };

/*
 * A price on latency beside the cost: whatever they are, a path that costs at most `cost_limit` and is in
 * time has
 *
 *     cost_scale * cost + latency_price * latency  <=  cost_scale * cost_limit + latency_price * deadline
 *                                                   =  budget.
 */
struct bp_path_bound {
    int64_t cost_scale;
    int64_t latency_price;
    int64_t budget;
    const int64_t *rests[2]; /* [vertex_count] what the other part takes at least: by enum bp_path_part */
};

/* Cost alone, latency alone, and both at the prices on latency that say most. */
struct bp_path_bounds {
    struct bp_path_bound items[LAGRANGIAN_BOUND_LIMIT]; /* [count] */
    size_t count;
};

/* Paths of `graph`, whose energies are the costs. In `arena`. O(arcs) a sweep, at most about 30 sweeps. */
void bp_path_bounds_make(struct bp_path_bounds *bounds, struct arena *arena,
                         const struct extended_graph *graph, int64_t cost_limit, int64_t deadline_quanta);

/* May a path that is cheap enough and in time use the arc? */
bool bp_path_bounds_keep_arc(const struct bp_path_bounds *bounds, const struct extended_graph *graph,
                             size_t arc);

/* Is a part of a path with these sums within the bound, the rest being `rest` at least? */
static inline bool bp_path_bound_keeps(const struct bp_path_bound *bound, int64_t cost,
                                       int64_t latency_quanta, int64_t rest)
{
    return bound->cost_scale * cost + bound->latency_price * latency_quanta + rest <= bound->budget;
}

/* May a part of a path with these sums, a beginning up to `vertex` or an end from there, be completed to one
 * that is cheap enough and in time? False: no. O(1). */
static inline bool bp_path_bounds_keep(const struct bp_path_bounds *bounds, enum bp_path_part part,
                                       size_t vertex, int64_t cost, int64_t latency_quanta)
{
    size_t k = 0;
    while (k < bounds->count && bp_path_bound_keeps(&bounds->items[k], cost, latency_quanta,
                                                    bounds->items[k].rests[part][vertex])) {
        k++;
    }
    return k == bounds->count;
}

#endif
