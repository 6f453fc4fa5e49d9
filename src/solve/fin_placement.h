/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_FIN_PLACEMENT_H
#define FINOPT_SOLVE_FIN_PLACEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/deadline.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "model/plan.h"
#include "model/resource_usage.h"

struct arena;
struct problem;

/*
 * FIN for one of several applications: the least-energy path of its feasible graph on what the others left
 * of the shared resources. Each (vertex, depth) keeps one partial path; an arc extends it only if the loads
 * of that path and of the others leave room, (P6)-(P8). Since a cheap partial path may take room that its
 * continuation needs, a plan can be missed: with capacities FIN is a heuristic twice.
 * As OKpi, the group's earlier technique, does it: the residual capacity is found by walking the path back.
 */
struct fin_application {
    struct extended_graph graph;    /* pruned by the deadline; vertex_count 0: no plan at all */
    struct feasible_graph feasible; /* ceil, at FIN's gamma */
    struct resource_usage most; /* the most the application could use: rows with room for it need no look */
    struct arc_usage *usages;   /* [arc_count] what each arc takes; arcs into the sink take nothing */
    int64_t *energies_to_go;    /* [vertex_count] least energy to the sink, whatever the latency */
    struct deadline time_limit; /* a placement that is not done by then has found nothing */
};

/* Builds the structures of application h in `arena`, without a time limit. */
void fin_application_build(struct fin_application *fin, struct arena *arena, struct arena *scratch,
                           const struct problem *problem, size_t h, int64_t gamma);

/* Finds energies_to_go anew, in `arena`, after the graph's arc energies were replaced. O(arcs). */
void fin_application_find_energies_to_go(struct fin_application *fin, struct arena *arena);

/* What came of a placement. */
struct fin_placement {
    bool found;
    int64_t energy_quanta;
    struct plan_application choice; /* nodes in the arena of the call */
    int64_t relaxations;
};

/*
 * Places the application beside what `used` holds, for less energy than `energy_limit` (FIN_NO_LIMIT: any).
 * `scratch` is rewound. O(gamma * arcs * depth) where capacities are tight, O(gamma * arcs) where they are
 * not; far less with a limit close to the least energy, since arcs that cannot stay below it are skipped.
 */
#define FIN_NO_LIMIT (INT64_C(1) << 61)
void fin_place(struct fin_placement *placement, struct arena *arena, struct arena *scratch,
               const struct fin_application *fin, const struct resource_usage *used, int64_t energy_limit);

#endif
