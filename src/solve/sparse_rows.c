/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which depths do paths reach at all, and at what cost? Label setting over depths: the labels of a vertex's
 * predecessors, moved by the arcs' widths and cut at the vertex's window, merged (solve/label_runs.h).
 */
#include "solve/sparse_rows.h"

#include <stdbool.h>

#include "base/arena.h"
#include "base/checked.h"
#include "base/deadline.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"

/* The labels of the arc's tail, moved by its width, as far as they stay in the head's window. */
static size_t extend_row(struct label *out, struct sparse_rows *rows, size_t arc)
{
    const struct extended_graph *graph = rows->feasible->extended;
    const struct sparse_row *row = &rows->rows[graph->arc_tails[arc]];
    const int64_t energy = graph->arc_energies_quanta[arc];
    const int64_t width = rows->feasible->widths[arc];
    const int64_t most = rows->feasible->most_depths[graph->arc_heads[arc]] - width;
    size_t l = 0;
    for (; l < row->count && row->labels[l].latency_quanta <= most; l++) {
        out[l] = (struct label){
            .latency_quanta = row->labels[l].latency_quanta + width,
            .energy_quanta = row->labels[l].energy_quanta + energy,
            .arc = (uint32_t)arc,
            .parent = (uint32_t)l,
        };
    }
    rows->relaxations += (int64_t)l;
    return l;
}

/* All labels of the tails of arcs into v. */
static size_t labels_into(const struct sparse_rows *rows, size_t v)
{
    const struct extended_graph *graph = rows->feasible->extended;
    size_t labels = 0;
    for (size_t a = graph->in_begin[v]; a < graph->in_begin[v + 1]; a++) {
        labels += rows->rows[graph->arc_tails[a]].count;
    }
    return labels;
}

static void fill_row(struct sparse_rows *rows, struct label_runs *runs, struct arena *arena, size_t v)
{
    const struct extended_graph *graph = rows->feasible->extended;
    for (size_t a = graph->in_begin[v]; a < graph->in_begin[v + 1]; a++) {
        label_runs_add(runs, extend_row(label_runs_end(runs), rows, a));
    }
    rows->rows[v].labels = label_runs_merge(&rows->rows[v].count, runs, arena);
}

/* Would `labels` more of them be more than the arcs into vertices before `end` allow? */
static bool are_dearer(const struct sparse_rows *rows, size_t labels, size_t end, int64_t dense_relaxations)
{
    enum { FEW = 32 };
    const struct extended_graph *graph = rows->feasible->extended;
    return dense_relaxations > 0 && (int128)(rows->relaxations + (int64_t)labels - FEW) *
                                            RELAXATIONS_PER_LABEL * (int128)graph->arc_count >
                                        (int128)dense_relaxations * (int128)graph->in_begin[end];
}

enum sparse_rows_end sparse_rows_fill(struct sparse_rows *rows, struct arena *arena,
                                      const struct feasible_graph *feasible,
                                      const struct sparse_rows_options *options)
{
    enum { LABELS_PER_LOOK = 10000 };
    const struct extended_graph *graph = feasible->extended;
    const size_t bytes_before = arena_bytes(arena);
    int64_t look_at = LABELS_PER_LOOK;
    struct label_runs runs;
    label_runs_init(&runs, arena, extended_graph_most_arcs_in(graph), options->dominance);
    *rows = (struct sparse_rows){
        .feasible = feasible,
        .rows = ARENA_ARRAY(arena, struct sparse_row, graph->vertex_count),
    };
    rows->rows[0] = (struct sparse_row){ARENA_NEW(arena, struct label), 1};
    for (size_t v = 1; v < graph->vertex_count; v++) {
        const size_t labels = labels_into(rows, v);
        if (are_dearer(rows, labels, v + 1, options->dense_relaxations)) {
            return SPARSE_ROWS_ARE_DEARER;
        }
        label_runs_clear(&runs, labels);
        fill_row(rows, &runs, arena, v);
        if (options->memory_limit_bytes > 0 &&
            arena_bytes(arena) - bytes_before > options->memory_limit_bytes) {
            return SPARSE_ROWS_MEMORY_LIMIT;
        }
        if (rows->relaxations >= look_at) {
            look_at = rows->relaxations + LABELS_PER_LOOK;
            if (deadline_has_passed(options->deadline)) {
                return SPARSE_ROWS_TIME_LIMIT;
            }
        }
    }
    return SPARSE_ROWS_FILLED;
}
