/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which path costs least? The least of the sink's row in the table of solve/energy_rows.h, over the depths
 * asked for; the rest is looking.
 *
 * No predecessors are stored: the path is recovered from the sink backwards by looking, at each vertex, for
 * the arc that explains the row's value. It must exist, since the value was computed from it.
 */
#include "solve/least_energy_path.h"

#include "base/arena.h"
#include "base/error.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "solve/energy_rows.h"

#define NO_PATH ENERGY_ROWS_NO_PATH

/* The arc into (v, *depth) that explains its energy; moves depth and energy to the arc's tail. */
static size_t explain(const struct energy_rows *rows, size_t v, int32_t *depth, int64_t *energy)
{
    const struct feasible_graph *feasible = rows->feasible;
    const struct extended_graph *graph = feasible->extended;
    for (size_t a = graph->in_begin[v]; a < graph->in_begin[v + 1]; a++) {
        const size_t tail = graph->arc_tails[a];
        const int32_t d = *depth - feasible->widths[a];
        if (d >= feasible->least_depths[tail] && d <= feasible->most_depths[tail] &&
            energy_rows_at(rows, tail, d) + graph->arc_energies_quanta[a] == *energy) {
            *depth = d;
            *energy -= graph->arc_energies_quanta[a];
            return a;
        }
    }
    BUG_IF(true);
    return SIZE_MAX;
}

static void recover_path(struct energy_path *path, struct arena *arena, const struct energy_rows *rows,
                         int32_t depth)
{
    const struct extended_graph *graph = rows->feasible->extended;
    const size_t sink = extended_graph_sink(graph);
    const size_t longest = graph->vertices[sink].layer;
    size_t *backwards = ARENA_ARRAY(arena, size_t, longest);
    int64_t energy = path->energy_quanta;
    size_t count = 0;
    for (size_t v = sink; v != 0; v = graph->arc_tails[backwards[count - 1]]) {
        BUG_IF(count == longest);
        backwards[count++] = explain(rows, v, &depth, &energy);
        path->latency_quanta += graph->arc_latencies_quanta[backwards[count - 1]];
    }
    for (size_t i = 0; i < count / 2; i++) {
        const size_t swap = backwards[i];
        backwards[i] = backwards[count - 1 - i];
        backwards[count - 1 - i] = swap;
    }
    path->arcs = backwards;
    path->arc_count = count;
}

/* The sink's replica of least energy, over all depths and over the window. Sets found_in_window and the
 * energies. */
static int32_t choose_sink_depth(struct energy_path *path, const struct energy_rows *rows,
                                 int64_t window_begin)
{
    const struct feasible_graph *feasible = rows->feasible;
    const size_t sink = extended_graph_sink(feasible->extended);
    int64_t least = NO_PATH;
    int64_t least_in_window = NO_PATH;
    int32_t depth = 0;
    int32_t depth_in_window = 0;
    /* Equal energies: the least depth wins, so the answer does not depend on the order of arcs. */
    for (int32_t d = feasible->least_depths[sink]; d <= feasible->most_depths[sink]; d++) {
        const int64_t energy = energy_rows_at(rows, sink, d);
        if (energy < least) {
            least = energy;
            depth = d;
        }
        if (d >= window_begin && energy < least_in_window) {
            least_in_window = energy;
            depth_in_window = d;
        }
    }
    path->found = least < NO_PATH;
    path->found_in_window = least_in_window < NO_PATH;
    path->energy_quanta = path->found_in_window ? least_in_window : least;
    path->window_energy_loss = path->energy_quanta - least;
    return path->found_in_window ? depth_in_window : depth;
}

void least_energy_path(struct energy_path *path, struct arena *arena, struct arena *scratch,
                       const struct feasible_graph *feasible, const struct energy_path_options *options)
{
    *path = (struct energy_path){0};
    const struct extended_graph *graph = feasible->extended;
    if (graph->vertex_count == 0 || feasible->least_depths[extended_graph_sink(graph)] > feasible->gamma) {
        return;
    }
    const struct arena_mark mark = arena_mark(scratch);
    struct energy_rows rows;
    energy_rows_plan(&rows, scratch, arena, feasible);
    if (options->memory_limit_bytes > 0 && rows.cell_count > options->memory_limit_bytes / rows.cell_bytes) {
        path->stopped_by = "memory limit";
    } else if (energy_rows_fill(&rows, scratch, &options->deadline)) {
        path->relaxations = rows.relaxations;
        const int32_t depth = choose_sink_depth(path, &rows, feasible->gamma - options->lambda);
        path->found = path->found && (options->energy_limit_quanta == 0 ||
                                      path->energy_quanta < options->energy_limit_quanta);
        if (path->found) {
            recover_path(path, arena, &rows, depth);
        }
    } else {
        path->stopped_by = "time limit";
    }
    arena_rewind(scratch, mark);
}

bool least_energy_in_expanded_graph(int64_t *energy_quanta, struct arena *scratch,
                                    const struct expanded_graph *expanded,
                                    const struct extended_graph *extended)
{
    if (expanded->vertex_count == 0) {
        return false;
    }
    const struct arena_mark mark = arena_mark(scratch);
    int64_t *energies = ARENA_ARRAY(scratch, int64_t, expanded->vertex_count);
    for (size_t v = 1; v < expanded->vertex_count; v++) {
        energies[v] = NO_PATH;
    }
    /* Arcs are ordered by head and replicas by vertex, so tails are final when they are read. */
    for (size_t a = 0; a < expanded->arc_count; a++) {
        const int64_t energy =
            energies[expanded->tails[a]] + extended->arc_energies_quanta[expanded->extended_arcs[a]];
        if (energy < energies[expanded->heads[a]]) {
            energies[expanded->heads[a]] = energy;
        }
    }
    int64_t least = NO_PATH;
    for (size_t v = 0; v < expanded->vertex_count; v++) {
        if (expanded->vertices[v] == extended_graph_sink(extended) && energies[v] < least) {
            least = energies[v];
        }
    }
    arena_rewind(scratch, mark);
    *energy_quanta = least;
    return least < NO_PATH;
}
