/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_LEAST_ENERGY_PATH_H
#define FINOPT_SOLVE_LEAST_ENERGY_PATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/deadline.h"

struct arena;
struct energy_scale;
struct expanded_graph;
struct extended_graph;
struct feasible_graph;

/*
 * Stage 3 of FIN: the path of least energy from the source to a replica of the sink, by dynamic programming
 * over (vertex, depth) in layer order.
 */
struct energy_path {
    bool found;
    int64_t energy_quanta;
    int64_t latency_quanta; /* true latency of the path, not its depth */
    size_t *arcs;           /* [arc_count] arcs of the extended graph, from the source */
    size_t arc_count;
    bool found_in_window; /* a path ends at a depth >= gamma - lambda; if not, the rest is about all depths */
    int64_t window_energy_loss; /* energy_quanta minus the least over all depths, >= 0 */
    int64_t relaxations;
    const char
        *stopped_by; /* "time limit", "memory limit": nothing else is known then; NULL if it ran to its end */
};

/* Where the energies of all depths stand; the answer is the same, bit for bit. */
enum energy_table {
    ENERGY_TABLE_BY_RULE, /* sparse while that is cheaper, or if a dense one does not fit */
    ENERGY_TABLE_DENSE,   /* solve/energy_rows.h */
    ENERGY_TABLE_SPARSE   /* solve/sparse_rows.h */
};

struct energy_path_options {
    enum energy_table table;
    int64_t lambda; /* the path ends at a depth >= gamma - lambda; gamma or more: at any depth */
    struct deadline deadline;
    size_t memory_limit_bytes;        /* for the table; 0: no limit */
    const struct energy_scale *scale; /* of the extended graph, if it is known already; or NULL */
    int64_t energy_limit_quanta;      /* a path that costs this or more counts as none; 0: no limit */
};

/*
 * Least-energy path of the feasible graph, held implicitly. The path lives in `arena`, `scratch`, another
 * arena, is rewound. Dense, it stores one energy per (vertex, depth) and no predecessors: O(gamma * arcs)
 * time, O(gamma * vertices) memory; sparse, one label per depth that a path reaches.
 */
void least_energy_path(struct energy_path *path, struct arena *arena, struct arena *scratch,
                       const struct feasible_graph *feasible, const struct energy_path_options *options);

/*
 * The same value on the graph written out, with predecessors: deliberately plain, the twin of the tests.
 * Returns false if there is no path.
 */
bool least_energy_in_expanded_graph(int64_t *energy_quanta, struct arena *scratch,
                                    const struct expanded_graph *expanded,
                                    const struct extended_graph *extended);

#endif
