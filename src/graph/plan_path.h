/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_GRAPH_PLAN_PATH_H
#define FINOPT_GRAPH_PLAN_PATH_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct extended_graph;
struct plan_application;

/*
 * The path that a choice takes in the extended graph: `arcs`, with room for its depth + 1, in order from the
 * source. Returns how many, 0 if the path is not in the graph (pruned, not accurate, not possible).
 * O(prefixes * depth + arcs into the path's vertices).
 */
size_t plan_path_find(size_t *arcs, const struct extended_graph *graph,
                      const struct plan_application *choice);

/*
 * Trie nodes of an accurate configuration, `prefixes`, one per block: [depth]. Two configurations have the
 * same trie node at a block exactly when they share its vertices. O(prefixes * depth).
 */
void plan_path_prefixes(uint32_t *prefixes, const struct extended_graph *graph, size_t configuration);

/*
 * For every arc the least latency of a source-sink path through it, [arc_count] in `arena`; what (P4) prunes
 * is above the deadline. `scratch` is rewound. O(arcs).
 */
int64_t *plan_path_least_latencies(struct arena *arena, struct arena *scratch,
                                   const struct extended_graph *graph);

#endif
