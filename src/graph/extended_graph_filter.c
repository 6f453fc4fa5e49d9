/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left of a graph without some arcs? One sweep each way for what is still on a path in time, one to
 * copy. */
#include "graph/extended_graph_filter.h"

#include "base/arena.h"
#include "base/checked.h"
#include "model/problem.h"

/* Larger than any path; three of them still fit an int64_t. */
#define UNREACHABLE (INT64_C(1) << 61)

struct filter {
    const struct extended_graph *whole;
    const bool *is_removed;
    int64_t *forward;  /* [vertex_count] least latency from the source */
    int64_t *backward; /* [vertex_count] least latency to the sink */
    int64_t deadline_quanta;
};

static void sweep(struct filter *f)
{
    const struct extended_graph *whole = f->whole;
    for (size_t v = 0; v < whole->vertex_count; v++) {
        f->forward[v] = v == 0 ? 0 : UNREACHABLE;
        f->backward[v] = v + 1 == whole->vertex_count ? 0 : UNREACHABLE;
    }
    for (size_t a = 0; a < whole->arc_count; a++) {
        if (!f->is_removed[a]) {
            int64_t *head = &f->forward[whole->arc_heads[a]];
            *head = min_int64(*head, f->forward[whole->arc_tails[a]] + whole->arc_latencies_quanta[a]);
        }
    }
    for (size_t a = whole->arc_count; a-- > 0;) {
        if (!f->is_removed[a]) {
            int64_t *tail = &f->backward[whole->arc_tails[a]];
            *tail = min_int64(*tail, f->backward[whole->arc_heads[a]] + whole->arc_latencies_quanta[a]);
        }
    }
}

static bool arc_stays(const struct filter *f, size_t a)
{
    const int64_t forward = f->forward[f->whole->arc_tails[a]];
    const int64_t backward = f->backward[f->whole->arc_heads[a]];
    return !f->is_removed[a] && forward < UNREACHABLE && backward < UNREACHABLE &&
           forward + f->whole->arc_latencies_quanta[a] + backward <= f->deadline_quanta;
}

/* A vertex stays exactly if an arc at it does; the vertices of `graph` are numbered anew. */
static void copy_vertices(struct extended_graph *graph, uint32_t *numbers, struct arena *arena,
                          const struct filter *f)
{
    graph->vertices = ARENA_ARRAY(arena, struct extended_vertex, f->whole->vertex_count);
    graph->vertex_count = 0;
    for (size_t v = 0; v < f->whole->vertex_count; v++) {
        if (f->forward[v] < UNREACHABLE && f->backward[v] < UNREACHABLE &&
            f->forward[v] + f->backward[v] <= f->deadline_quanta) {
            numbers[v] = (uint32_t)graph->vertex_count;
            graph->vertices[graph->vertex_count++] = f->whole->vertices[v];
        }
    }
}

static void copy_arcs(struct extended_graph *graph, uint32_t *origins, struct arena *arena,
                      const struct filter *f, const uint32_t *numbers)
{
    const struct extended_graph *whole = f->whole;
    size_t count = 0;
    for (size_t a = 0; a < whole->arc_count; a++) {
        count += arc_stays(f, a);
    }
    graph->in_begin = ARENA_ARRAY(arena, size_t, graph->vertex_count + 1);
    graph->arc_tails = ARENA_ARRAY(arena, uint32_t, count);
    graph->arc_heads = ARENA_ARRAY(arena, uint32_t, count);
    graph->arc_energies_quanta = ARENA_ARRAY(arena, int64_t, count);
    graph->arc_latencies_quanta = ARENA_ARRAY(arena, int64_t, count);
    graph->arc_links = ARENA_ARRAY(arena, uint32_t, count);
    graph->arc_count = 0;
    for (size_t a = 0; a < whole->arc_count; a++) {
        if (!arc_stays(f, a)) {
            continue;
        }
        const size_t b = graph->arc_count++;
        graph->arc_tails[b] = numbers[whole->arc_tails[a]];
        graph->arc_heads[b] = numbers[whole->arc_heads[a]];
        graph->arc_energies_quanta[b] = whole->arc_energies_quanta[a];
        graph->arc_latencies_quanta[b] = whole->arc_latencies_quanta[a];
        graph->arc_links[b] = whole->arc_links[a];
        graph->in_begin[graph->arc_heads[b] + 1] = b + 1;
        if (origins != NULL) {
            origins[b] = (uint32_t)a;
        }
    }
}

void extended_graph_filter(struct extended_graph *graph, uint32_t **origins, struct arena *arena,
                           struct arena *scratch, const struct extended_graph *whole, const bool *is_removed)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct filter f = {
        .whole = whole,
        .is_removed = is_removed,
        .forward = ARENA_ARRAY(scratch, int64_t, whole->vertex_count),
        .backward = ARENA_ARRAY(scratch, int64_t, whole->vertex_count),
        .deadline_quanta = whole->problem->applications[whole->application].deadline_quanta,
    };
    uint32_t *numbers = ARENA_ARRAY(scratch, uint32_t, whole->vertex_count);
    sweep(&f);
    *graph = *whole;
    copy_vertices(graph, numbers, arena, &f);
    if (origins != NULL) {
        *origins = ARENA_ARRAY(arena, uint32_t, whole->arc_count);
    }
    copy_arcs(graph, origins != NULL ? *origins : NULL, arena, &f, numbers);
    arena_rewind(scratch, mark);
}
