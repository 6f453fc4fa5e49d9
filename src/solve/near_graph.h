/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_NEAR_GRAPH_H
#define FINOPT_SOLVE_NEAR_GRAPH_H

#include <stdint.h>

#include "graph/extended_graph.h"

struct arena;
struct lagrangian_bound;

/*
 * The arcs of an extended graph that a path in time of at most some energy can use: those through which the
 * cheapest path, by S * energy + P * latency, costs at most S * target + P * deadline. Often one arc in ten
 * or in a thousand is left. Source: Beasley & Christofides, Networks 1989; Irnich et al., INFORMS JoC 2010.
 *
 * Invariant: every path in time that costs at most the target is a path of `graph`. Vertices keep their
 * numbers, so some may have lost all their arcs; the arrays of links and prefixes are those of the whole
 * graph.
 */
struct near_graph {
    struct extended_graph graph;
    uint32_t *whole_arcs; /* [graph.arc_count] the arc of the whole graph */
};

/* Least cost from the source per vertex, by one forward sweep, in `arena`. */
int64_t *near_graph_costs(struct arena *arena, const struct extended_graph *whole,
                          const struct lagrangian_bound *bound);

/* `costs` as near_graph_costs() returns them for the bound; `budget` is S * target + P * deadline. In
 * `arena`. O(arcs).
 */
void near_graph_build(struct near_graph *near, struct arena *arena, const struct extended_graph *whole,
                      const struct lagrangian_bound *bound, const int64_t *costs, int64_t budget);

#endif
