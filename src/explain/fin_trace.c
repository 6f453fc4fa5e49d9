/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does FIN do, one step after the other? Heads in layer order, ways into each head by tail and depth; a
 * replica is settled when all ways into its vertex have been looked at. Predecessors are kept, which the
 * kernel does not need, so that every settled replica can say where its energy comes from.
 */
#include "explain/fin_trace.h"

#include "base/arena.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"

struct tracer {
    const struct feasible_graph *feasible;
    const struct extended_graph *graph;
    size_t columns;    /* gamma + 1 */
    int64_t *energies; /* [vertex_count * columns] TRACE_NO_ENERGY: not reached */
    size_t *ways;      /* [vertex_count * columns] arc of the best way */
    trace_listener *listener;
    void *context;
};

static void tell(const struct tracer *t, struct trace_event event)
{
    if (t->listener != NULL) {
        t->listener(t->context, &event);
    }
}

static size_t cell(const struct tracer *t, size_t vertex, int32_t depth)
{
    return vertex * t->columns + (size_t)depth;
}

static void try_way(struct tracer *t, size_t arc, int32_t tail_depth)
{
    const size_t head = t->graph->arc_heads[arc];
    const int64_t tail_energy = t->energies[cell(t, t->graph->arc_tails[arc], tail_depth)];
    struct trace_event event = {
        .kind = TRACE_REJECT,
        .arc = arc,
        .vertex = head,
        .tail_depth = tail_depth,
        .depth = tail_depth + t->feasible->widths[arc],
        .energy_quanta = tail_energy + t->graph->arc_energies_quanta[arc],
        .previous_quanta = TRACE_NO_ENERGY,
    };
    if (event.depth > t->feasible->gamma) {
        event.reason = TRACE_BEYOND;
    } else if (event.depth > t->feasible->most_depths[head]) {
        event.reason = TRACE_DEAD_END;
    } else {
        int64_t *best = &t->energies[cell(t, head, event.depth)];
        event.previous_quanta = *best;
        event.reason = *best == TRACE_NO_ENERGY      ? TRACE_FIRST
                       : event.energy_quanta < *best ? TRACE_CHEAPER
                                                     : TRACE_NOT_CHEAPER;
        if (event.reason != TRACE_NOT_CHEAPER) {
            event.kind = TRACE_RELAX;
            *best = event.energy_quanta;
            t->ways[cell(t, head, event.depth)] = arc;
        }
    }
    tell(t, event);
}

static void settle(struct tracer *t, size_t vertex)
{
    for (int32_t depth = 0; depth <= t->feasible->gamma; depth++) {
        const size_t at = cell(t, vertex, depth);
        if (t->energies[at] != TRACE_NO_ENERGY) {
            const size_t arc = t->ways[at];
            tell(t, (struct trace_event){
                        .kind = TRACE_SETTLE,
                        .reason = TRACE_NONE,
                        .arc = arc,
                        .vertex = vertex,
                        .tail_depth = arc == SIZE_MAX ? 0 : depth - t->feasible->widths[arc],
                        .depth = depth,
                        .energy_quanta = t->energies[at],
                        .previous_quanta = TRACE_NO_ENERGY,
                    });
        }
    }
}

static void run(struct tracer *t)
{
    t->energies[cell(t, 0, 0)] = 0;
    t->ways[cell(t, 0, 0)] = SIZE_MAX;
    settle(t, 0);
    for (size_t v = 1; v < t->graph->vertex_count; v++) {
        for (size_t a = t->graph->in_begin[v]; a < t->graph->in_begin[v + 1]; a++) {
            for (int32_t d = 0; d <= t->feasible->gamma; d++) {
                if (t->energies[cell(t, t->graph->arc_tails[a], d)] != TRACE_NO_ENERGY) {
                    try_way(t, a, d);
                }
            }
        }
        settle(t, v);
    }
}

/* The cheapest replica of the sink, the least depth of equals; its path by the ways that were kept. */
static void finish(struct trace_result *result, struct arena *arena, const struct tracer *t)
{
    const size_t sink = extended_graph_sink(t->graph);
    for (int32_t d = 0; d <= t->feasible->gamma; d++) {
        const int64_t energy = t->energies[cell(t, sink, d)];
        if (energy != TRACE_NO_ENERGY && (!result->found || energy < result->energy_quanta)) {
            *result = (struct trace_result){.found = true, .energy_quanta = energy, .depth = d};
        }
    }
    tell(t, (struct trace_event){
                .kind = TRACE_FINISH,
                .reason = TRACE_NONE,
                .arc = SIZE_MAX,
                .vertex = sink,
                .depth = result->depth,
                .energy_quanta = result->found ? result->energy_quanta : TRACE_NO_ENERGY,
                .previous_quanta = TRACE_NO_ENERGY,
            });
    if (!result->found) {
        return;
    }
    result->arc_count =
        t->graph->vertices[t->graph->arc_tails[t->ways[cell(t, sink, result->depth)]]].layer + 1;
    result->arcs = ARENA_ARRAY(arena, size_t, result->arc_count);
    int32_t depth = result->depth;
    size_t vertex = sink;
    for (size_t i = result->arc_count; i-- > 0;) {
        const size_t arc = t->ways[cell(t, vertex, depth)];
        result->arcs[i] = arc;
        depth -= t->feasible->widths[arc];
        vertex = t->graph->arc_tails[arc];
    }
}

/* Every way from every depth, every replica settled, the end. */
double fin_trace_most_events(const struct feasible_graph *feasible)
{
    const struct extended_graph *graph = feasible->extended;
    double most = 1.0;
    for (size_t v = 0; v < graph->vertex_count; v++) {
        const double window = (double)feasible->most_depths[v] - (double)feasible->least_depths[v] + 1.0;
        most += window > 0.0 ? window : 0.0;
    }
    for (size_t a = 0; a < graph->arc_count; a++) {
        const size_t tail = graph->arc_tails[a];
        const double window =
            (double)feasible->most_depths[tail] - (double)feasible->least_depths[tail] + 1.0;
        most += window > 0.0 ? window : 0.0;
    }
    return most;
}

enum status fin_trace_run(struct trace_result *result, struct arena *arena, struct arena *scratch,
                          const struct feasible_graph *feasible, trace_listener *listener, void *context,
                          struct error *error)
{
    const struct extended_graph *graph = feasible->extended;
    const double cells = (double)graph->vertex_count * ((double)feasible->gamma + 1.0);
    if (fin_trace_most_events(feasible) > TRACE_EVENT_LIMIT || cells > 16.0 * TRACE_EVENT_LIMIT) {
        return error_set(error, STATUS_UNSUPPORTED,
                         "a trace at gamma %lld would have more than %d events; take a smaller gamma",
                         (long long)feasible->gamma, TRACE_EVENT_LIMIT);
    }
    const struct arena_mark mark = arena_mark(scratch);
    struct tracer t = {
        .feasible = feasible,
        .graph = graph,
        .columns = (size_t)feasible->gamma + 1,
        .energies = ARENA_ARRAY(scratch, int64_t, (size_t)cells),
        .ways = ARENA_ARRAY(scratch, size_t, (size_t)cells),
        .listener = listener,
        .context = context,
    };
    for (size_t c = 0; c < (size_t)cells; c++) {
        t.energies[c] = TRACE_NO_ENERGY;
    }
    *result = (struct trace_result){.found = false};
    run(&t);
    finish(result, arena, &t);
    arena_rewind(scratch, mark);
    return STATUS_OK;
}
