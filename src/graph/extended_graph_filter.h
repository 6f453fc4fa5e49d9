/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_GRAPH_EXTENDED_GRAPH_FILTER_H
#define FINOPT_GRAPH_EXTENDED_GRAPH_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "graph/extended_graph.h"

/*
 * The part of an extended graph without some of its arcs, as a branch of a search leaves it: again pruned by
 * the deadline of its application, with the invariant of struct extended_graph; empty if no path is left.
 * Vertices and prefixes keep their order; `origins`, if not NULL, gets where each arc was in the old graph.
 * Arrays that depend on arcs and vertices are new, in `arena`; the prefixes are shared. `scratch`, another
 * arena, is rewound. O(arcs).
 */
void extended_graph_filter(struct extended_graph *graph, uint32_t **origins, struct arena *arena,
                           struct arena *scratch, const struct extended_graph *whole, const bool *is_removed);

#endif
