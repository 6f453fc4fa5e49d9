/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does FIN find if rounding does not add up? One label per (vertex, depth) of solve/cell_labels.h, at
 * depths that are common to all vertices; a label that cannot reach the sink in time is not kept.
 */
#include "solve/cumulative_path.h"

#include "base/arena.h"
#include "graph/extended_graph.h"
#include "model/problem.h"
#include "solve/cell_labels.h"
#include "solve/lagrangian_bound.h"
#include "solve/least_energy_path.h"

void cumulative_path(struct energy_path *path, struct arena *arena, struct arena *scratch,
                     const struct extended_graph *graph, int64_t gamma,
                     const struct energy_path_options *options)
{
    *path = (struct energy_path){0};
    if (graph->vertex_count == 0) {
        return;
    }
    const struct arena_mark mark = arena_mark(scratch);
    const int64_t deadline = graph->problem->applications[graph->application].deadline_quanta;
    struct lagrangian_bound fastest;
    lagrangian_bound_compute(&fastest, scratch, graph, 0, 1);
    int64_t *latest = ARENA_ARRAY(scratch, int64_t, graph->vertex_count);
    for (size_t v = 0; v < graph->vertex_count; v++) {
        latest[v] = deadline - fastest.latency_to_go[v];
    }
    const struct cell_options cells = {
        .policy = CELL_KEEP,
        .earliest = ARENA_ARRAY(scratch, int64_t, graph->vertex_count),
        .latest = latest,
        .deadline_quanta = deadline,
        .gamma = gamma,
        .lambda = options->lambda,
        .time_limit = options->deadline,
        .memory_limit_bytes = options->memory_limit_bytes,
    };
    cell_labels_run(path, arena, scratch, graph, &cells);
    arena_rewind(scratch, mark);
}
