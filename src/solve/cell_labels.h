/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_CELL_LABELS_H
#define FINOPT_SOLVE_CELL_LABELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/deadline.h"

struct arena;
struct energy_path;
struct extended_graph;

/*
 * Dynamic programming with one label per (vertex, cell), a cell being a range of latencies. A label carries a
 * true latency, not a depth, so that what is rounded at one block is not rounded again at the next.
 *
 *   CELL_KEEP   the cheapest label of the cell stays, of equal ones the fastest: a real partial path. What
 * comes out is a plan in time. CELL_MERGE  the least energy and the least latency of all labels of the cell,
 * be they of one path or not. What comes out is a lower bound: every path in time has, at each of its
 * vertices, a label that is neither dearer nor slower (by induction: merging takes minima, extending keeps
 * them below). Where no cell holds two latencies it is exact. Relaxed states as in Hadzic & Hooker, INFORMS
 * JoC 2013.
 */
enum cell_policy { CELL_KEEP, CELL_MERGE };

/*
 * A price on latency: a completion of least scale * energy + price * latency, from every vertex. A label that
 * cannot be completed to `scale * target + price * deadline` is on no path in time that costs at most the
 * target.
 */
struct cell_price {
    int64_t energy_scale;
    int64_t latency_price;
    const int64_t *costs_to_go; /* [vertex_count] below 2^61, as are all costs of paths */
};

struct cell_options {
    enum cell_policy policy;
    const int64_t
        *earliest;         /* [vertex_count] latencies that matter; earliest > latest: the vertex does not */
    const int64_t *latest; /* [vertex_count] at most the deadline */
    int64_t deadline_quanta;
    /*
     * CELL_KEEP: cell c = ceil(gamma * latency / deadline), the same at every vertex.
     * CELL_MERGE: each vertex cuts its own range into at most gamma cells of 2^k latencies.
     */
    int64_t gamma;
    int64_t lambda; /* CELL_KEEP: the path ends in a cell >= gamma - lambda; gamma or more: in any */
    const struct cell_price *prices; /* [price_count] */
    size_t price_count;
    int64_t target_quanta; /* with prices: only paths that cost at most this matter */
    struct deadline time_limit;
    size_t memory_limit_bytes; /* for the scratch arena, beyond what it holds; 0: no limit */
};

/*
 * The path of the cheapest label at the sink, with its true latency: with CELL_KEEP in time, with CELL_MERGE
 * maybe not. The path lives in `arena`, `scratch`, another one, is rewound. O(gamma * arcs) time, O(gamma *
 * vertices) memory.
 */
void cell_labels_run(struct energy_path *path, struct arena *arena, struct arena *scratch,
                     const struct extended_graph *graph, const struct cell_options *options);

/* Labels that a run would extend at most, over all arcs: to compare with another way before it is run.
 * O(arcs). */
int64_t cell_labels_most_work(const struct extended_graph *graph, const struct cell_options *options);

#endif
