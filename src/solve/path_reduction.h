/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_PATH_REDUCTION_H
#define FINOPT_SOLVE_PATH_REDUCTION_H

#include <stddef.h>
#include <stdint.h>

#include "graph/extended_graph.h"
#include "solve/cell_labels.h"
#include "solve/lagrangian_bound.h"

struct arena;

/*
 * Forward and backward bounds on an extended graph: what can still be on a path in time that costs at most a
 * target? Least latency, least energy, and least cost at prices on latency, from the source and to the sink.
 * With energy scale S and price P, a path over an arc that is in time and costs at most the target has
 *
 *     cost from source + S * energy + P * latency + cost to sink  <=  S * target + P * deadline
 *
 * Source: Beasley & Christofides, Networks 1989; Irnich, Desaulniers, Desrosiers, Hadjar, INFORMS JoC 2010.
 */
struct path_reduction {
    const struct extended_graph *graph; /* pruned by the deadline, not empty */
    int64_t deadline_quanta;
    struct lagrangian_dual dual;
    int64_t *energies_from; /* [vertex_count] least energy from the source */
    int64_t *costs_from; /* [vertex_count] least cost at the dual's best price; NULL if there is no price */
};

/* In `arena`. O(sweeps * arcs). */
void path_reduction_init(struct path_reduction *reduction, struct arena *arena,
                         const struct extended_graph *graph);

enum { REDUCTION_PRICE_LIMIT = 12 };

/* What is left for a target. Every path in time that costs at most the target is in it. */
struct reduced_graph {
    struct extended_graph graph; /* vertex_count 0: there is no such path */
    size_t *arcs;                /* [graph.arc_count] what they are in the whole graph */
    int64_t *earliest; /* [graph.vertex_count] of such a path: its latency up to the vertex is at least */
    int64_t *latest;   /* [graph.vertex_count] and at most this; less than earliest: on no such path */
    struct cell_price prices[REDUCTION_PRICE_LIMIT];
    size_t price_count;
};

/*
 * Reduces the graph to the target, in `arena`. At several prices each half of a path has a convex lower bound
 * on its energy over its latency; their sum is at most the target on one interval of latencies, the vertex's
 * window. O(arcs + prices * arcs left + prices^2 * vertices left).
 */
void path_reduction_apply(struct reduced_graph *reduced, struct arena *arena,
                          const struct path_reduction *reduction, int64_t target_quanta);

#endif
