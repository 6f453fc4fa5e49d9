/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_LABEL_SETTING_H
#define FINOPT_SOLVE_LABEL_SETTING_H

#include <stddef.h>
#include <stdint.h>

#include "base/deadline.h"

struct arena;
struct extended_graph;

/*
 * Exact label setting on one extended graph: Pareto fronts of (latency, energy) per vertex in topological
 * order, in integers, for any deadline. Labels are dropped when another at the vertex is no slower and no
 * dearer, when the deadline is out of reach, and when a Lagrangian bound shows that no completion beats the
 * incumbent. Sources: Desrochers & Soumis, INFOR 1988; Dumitrescu & Boland, Networks 2003.
 */
struct label_setting_options {
    struct deadline deadline;
    size_t memory_limit_bytes; /* for the scratch arena, beyond what it holds; 0: no limit */
};

struct label_setting_result {
    size_t *arcs; /* [arc_count] of the best path found, from the source */
    size_t arc_count;
    int64_t energy_quanta;
    int64_t bound_quanta; /* no path in time costs less; equal to the energy: the path is optimal */
    const char *proof;    /* what optimality rests on; NULL if a limit came first */
    const char *limit;    /* which limit came first; NULL if none */
    int64_t labels;       /* kept */
    int64_t extensions;   /* tried */
    int64_t relaxations;  /* of tables over every latency */
    int64_t sweeps;       /* backward sweeps for the bounds */
};

/*
 * The least-energy path that meets the deadline of the graph's application. The graph must hold a path and be
 * pruned by that deadline (EXTENDED_GRAPH_PRUNED). Results in `arena`; `scratch`, another arena, is rewound.
 */
void label_setting_run(struct label_setting_result *result, struct arena *arena, struct arena *scratch,
                       const struct extended_graph *graph, const struct label_setting_options *options);

#endif
