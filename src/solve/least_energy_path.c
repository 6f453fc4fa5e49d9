/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which path costs least? The least of the sink's row in the table of solve/energy_rows.h, or of
 * solve/sparse_rows.h where few depths are reached, over the depths asked for; the rest is looking.
 *
 * Dense rows hold no predecessors: the path is recovered from the sink backwards by looking, at each vertex,
 * for the arc that explains the row's value. It must exist, since the value was computed from it.
 */
#include "solve/least_energy_path.h"

#include "base/arena.h"
#include "base/error.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "solve/energy_rows.h"
#include "solve/sparse_rows.h"

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

/* Room for the arcs of a path, which come backwards. */
static void begin_path(struct energy_path *path, struct arena *arena, const struct extended_graph *graph)
{
    path->arcs = ARENA_ARRAY(arena, size_t, graph->vertices[extended_graph_sink(graph)].layer);
    path->arc_count = 0;
}

static void add_arc(struct energy_path *path, const struct extended_graph *graph, size_t arc)
{
    BUG_IF(path->arc_count == graph->vertices[extended_graph_sink(graph)].layer);
    path->arcs[path->arc_count++] = arc;
    path->latency_quanta += graph->arc_latencies_quanta[arc];
}

static void end_path(struct energy_path *path)
{
    for (size_t i = 0; i < path->arc_count / 2; i++) {
        const size_t swap = path->arcs[i];
        path->arcs[i] = path->arcs[path->arc_count - 1 - i];
        path->arcs[path->arc_count - 1 - i] = swap;
    }
}

/* The end of least energy at the sink, over all depths and over the window. */
struct choice {
    int64_t least;
    int64_t least_in_window;
    int64_t end; /* a depth, or a label's number */
    int64_t end_in_window;
};

static const struct choice no_choice = {.least = NO_PATH, .least_in_window = NO_PATH};

/* Depths come rising. Of equal energies the least depth wins, so that the answer does not depend on the order
 * of arcs. */
static void consider(struct choice *choice, int64_t end, int64_t energy, bool is_in_window)
{
    if (energy < choice->least) {
        choice->least = energy;
        choice->end = end;
    }
    if (is_in_window && energy < choice->least_in_window) {
        choice->least_in_window = energy;
        choice->end_in_window = end;
    }
}

/* Sets all of the path but its arcs and latency; returns its end. */
static int64_t choose(struct energy_path *path, const struct choice *choice,
                      const struct energy_path_options *options)
{
    path->found_in_window = choice->least_in_window < NO_PATH;
    path->energy_quanta = path->found_in_window ? choice->least_in_window : choice->least;
    path->window_energy_loss = path->energy_quanta - choice->least;
    path->found = choice->least < NO_PATH &&
                  (options->energy_limit_quanta == 0 || path->energy_quanta < options->energy_limit_quanta);
    return path->found_in_window ? choice->end_in_window : choice->end;
}

static void find_dense(struct energy_path *path, struct arena *arena, const struct energy_rows *rows,
                       const struct energy_path_options *options)
{
    const struct feasible_graph *feasible = rows->feasible;
    const struct extended_graph *graph = feasible->extended;
    const size_t sink = extended_graph_sink(graph);
    struct choice choice = no_choice;
    for (int32_t d = feasible->least_depths[sink]; d <= feasible->most_depths[sink]; d++) {
        consider(&choice, d, energy_rows_at(rows, sink, d), d >= feasible->gamma - options->lambda);
    }
    int32_t depth = (int32_t)choose(path, &choice, options);
    int64_t energy = path->energy_quanta;
    if (path->found) {
        begin_path(path, arena, graph);
        for (size_t v = sink; v != 0; v = graph->arc_tails[path->arcs[path->arc_count - 1]]) {
            add_arc(path, graph, explain(rows, v, &depth, &energy));
        }
        end_path(path);
    }
}

static void find_sparse(struct energy_path *path, struct arena *arena, const struct sparse_rows *rows,
                        const struct energy_path_options *options)
{
    const struct extended_graph *graph = rows->feasible->extended;
    const size_t sink = extended_graph_sink(graph);
    struct choice choice = no_choice;
    for (size_t l = 0; l < rows->rows[sink].count; l++) {
        const struct label *label = &rows->rows[sink].labels[l];
        consider(&choice, (int64_t)l, label->energy_quanta,
                 label->latency_quanta >= rows->feasible->gamma - options->lambda);
    }
    size_t l = (size_t)choose(path, &choice, options);
    if (path->found) {
        begin_path(path, arena, graph);
        for (size_t v = sink; v != 0; v = graph->arc_tails[path->arcs[path->arc_count - 1]]) {
            const struct label *label = &rows->rows[v].labels[l];
            add_arc(path, graph, label->arc);
            l = label->parent;
        }
        end_path(path);
    }
}

static bool is_within_memory_limit(const struct energy_rows *rows, const struct energy_path_options *options)
{
    return options->memory_limit_bytes == 0 ||
           rows->cell_count <= options->memory_limit_bytes / rows->cell_bytes;
}

static void solve_dense(struct energy_path *path, struct arena *arena, struct arena *scratch,
                        struct energy_rows *rows, const struct energy_path_options *options)
{
    if (!is_within_memory_limit(rows, options)) {
        path->stopped_by = "memory limit";
    } else if (energy_rows_fill(rows, scratch, &options->deadline)) {
        path->relaxations += rows->relaxations;
        find_dense(path, arena, rows, options);
    } else {
        path->stopped_by = "time limit";
    }
}

/* False if the rule of solve/sparse_rows.h says after some labels that `dense_relaxations` are cheaper. */
static bool solve_sparse(struct energy_path *path, struct arena *arena, struct arena *scratch,
                         const struct feasible_graph *feasible, const struct energy_path_options *options,
                         int64_t dense_relaxations)
{
    const struct arena_mark mark = arena_mark(scratch);
    /* A window that looks at late ends only needs the dominated labels, too. */
    const struct sparse_rows_options sparse = {
        .dominance = options->lambda < feasible->gamma ? LABEL_DOMINANCE_AT_EQUAL : LABEL_DOMINANCE_PARETO,
        .deadline = &options->deadline,
        .memory_limit_bytes = options->memory_limit_bytes,
        .dense_relaxations = dense_relaxations,
    };
    struct sparse_rows rows;
    const enum sparse_rows_end end = sparse_rows_fill(&rows, scratch, feasible, &sparse);
    path->relaxations += rows.relaxations;
    if (end == SPARSE_ROWS_FILLED) {
        find_sparse(path, arena, &rows, options);
    } else if (end != SPARSE_ROWS_ARE_DEARER) {
        path->stopped_by = end == SPARSE_ROWS_TIME_LIMIT ? "time limit" : "memory limit";
    }
    arena_rewind(scratch, mark);
    return end != SPARSE_ROWS_ARE_DEARER;
}

/* Rows so short that they are filled arc by arc are cheaper than any labels; longer ones that do not fit are
 * no choice. */
static void solve_by_rule(struct energy_path *path, struct arena *arena, struct arena *scratch,
                          struct energy_rows *rows, const struct energy_path_options *options)
{
    const int64_t worth = is_within_memory_limit(rows, options) ? rows->most_relaxations : 0;
    if (rows->kernel == NULL || !solve_sparse(path, arena, scratch, rows->feasible, options, worth)) {
        solve_dense(path, arena, scratch, rows, options);
    }
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
    switch (options->table) {
    case ENERGY_TABLE_BY_RULE:
        energy_rows_plan(&rows, scratch, arena, feasible, options->scale);
        solve_by_rule(path, arena, scratch, &rows, options);
        break;
    case ENERGY_TABLE_DENSE:
        energy_rows_plan(&rows, scratch, arena, feasible, options->scale);
        solve_dense(path, arena, scratch, &rows, options);
        break;
    case ENERGY_TABLE_SPARSE:
        solve_sparse(path, arena, scratch, feasible, options, 0);
        break;
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
