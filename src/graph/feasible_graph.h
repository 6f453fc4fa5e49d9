/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_GRAPH_FEASIBLE_GRAPH_H
#define FINOPT_GRAPH_FEASIBLE_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct arena;
struct extended_graph;

/*
 * Feasible graph at resolution gamma: stage 2 of FIN. Every vertex of the extended graph is replicated
 * for depths 0..gamma, the quantised latency spent so far; an arc of latency t climbs w(t) depths and
 * exists only where depth + w(t) <= gamma.
 *
 *   depth 0   (A,a)───┐
 *   depth 1   (A,a)─┐ └──> (B,b)       ceil:  w = ceil(gamma t / deadline)   every path meets (P4)   (F1)
 *   depth 2         └────> (B,b)       floor: w = floor(gamma t / deadline)  no feasible path is lost (F3)
 *   ...
 *   depth gamma
 *
 * The graph is held implicitly, as one width per arc; feasible_graph_expand() writes it out for export,
 * explanation and tests.
 */
#define GAMMA_LIMIT INT64_C(1000000)

enum depth_rounding { DEPTH_CEIL, DEPTH_FLOOR };

struct feasible_graph {
    const struct extended_graph *extended;
    int64_t gamma;
    enum depth_rounding rounding;
    int32_t *widths;       /* [arc_count] depths the arc climbs; gamma + 1 if it never fits */
    int32_t *least_depths; /* [vertex_count] no replica of v below this depth is reachable */
    int32_t *most_depths;  /* [vertex_count] none deeper is reachable and reaches the sink; < least: v is gone */
};

/* Depths an arc of that latency climbs: exact, by a 128-bit product. deadline >= 0, latency >= 0. */
int64_t depth_width(int64_t latency_quanta, int64_t deadline_quanta, int64_t gamma,
                    enum depth_rounding rounding);

/* Computes widths and reachable depths, in `arena`. 1 <= gamma <= GAMMA_LIMIT. O(arcs). */
void feasible_graph_build(struct feasible_graph *feasible, struct arena *arena,
                          const struct extended_graph *extended, int64_t gamma, enum depth_rounding rounding);

/* Both roundings at once, for a little more than one of them. */
void feasible_graph_build_both(struct feasible_graph *floor, struct feasible_graph *ceil, struct arena *arena,
                               const struct extended_graph *extended, int64_t gamma);

/* The graph written out: replicas that are reachable and reach the sink, and the arcs between them. */
struct expanded_graph {
    size_t vertex_count; /* replicas in (vertex, depth) order; the source first */
    uint32_t *vertices;  /* [vertex_count] vertex of the extended graph */
    int32_t *depths;     /* [vertex_count] */
    size_t arc_count;
    size_t *tails;           /* [arc_count] replica */
    size_t *heads;           /* [arc_count] replica, ascending */
    uint32_t *extended_arcs; /* [arc_count] arc of the extended graph */
};

/*
 * Writes the graph out in `arena`. STATUS_UNSUPPORTED if it would hold more than `arc_limit` arcs.
 * O((gamma + 1) * arcs).
 */
enum status feasible_graph_expand(struct expanded_graph *expanded, struct arena *arena, struct arena *scratch,
                                  const struct feasible_graph *feasible, size_t arc_limit,
                                  struct error *error);

#endif
