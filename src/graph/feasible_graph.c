/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How much latency does a path spend, in depths? Stage 2 of FIN.
 *
 * The replicas (v, depth) are not stored: an arc's width is all one needs to know to go from one to the
 * next. least_depths and most_depths bound the replicas that a path can use, by one sweep each way.
 */
#include "graph/feasible_graph.h"

#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "graph/extended_graph.h"
#include "model/problem.h"

/* What turns latencies into depths. */
struct depth_scale {
    int64_t deadline_quanta;
    int64_t gamma;
    uint64_t ratio; /* floor(2^64 gamma / deadline), or 0 if that does not fit */
};

__extension__ typedef unsigned __int128 uint128;

static struct depth_scale depth_scale_of(int64_t deadline_quanta, int64_t gamma)
{
    struct depth_scale scale = {.deadline_quanta = deadline_quanta, .gamma = gamma};
    if (gamma < deadline_quanta) {
        scale.ratio = (uint64_t)(((uint128)gamma << 64) / (uint128)deadline_quanta);
    }
    return scale;
}

/* A latency in depths, rounded down, and whether anything was cut off. */
struct depth_quotient {
    int64_t floor;
    int64_t has_rest; /* 0 or 1: added to the other, it is rounded up */
};

/*
 * The quotient gamma t / deadline, exactly. The ratio is too small by less than 1, so with t < 2^63 the
 * estimate is the quotient rounded down or one less, and the remainder, computed modulo 2^64, says which.
 */
static inline struct depth_quotient quotient_at(const struct depth_scale *scale, int64_t latency_quanta)
{
    if (latency_quanta > scale->deadline_quanta) {
        return (struct depth_quotient){.floor = scale->gamma + 1};
    }
    if (scale->ratio == 0) {
        const int128 product = (int128)scale->gamma * latency_quanta;
        const int128 deadline = max_int64(scale->deadline_quanta, 1);
        return (struct depth_quotient){(int64_t)floor_divide(product, deadline), product % deadline > 0};
    }
    const uint64_t deadline = (uint64_t)scale->deadline_quanta;
    const uint64_t quotient = (uint64_t)(((uint128)scale->ratio * (uint64_t)latency_quanta) >> 64);
    const uint64_t rest = (uint64_t)scale->gamma * (uint64_t)latency_quanta - quotient * deadline;
    return (struct depth_quotient){(int64_t)quotient + (rest >= deadline), rest != 0 && rest != deadline};
}

int64_t depth_width(int64_t latency_quanta, int64_t deadline_quanta, int64_t gamma,
                    enum depth_rounding rounding)
{
    const struct depth_scale scale = depth_scale_of(deadline_quanta, gamma);
    const struct depth_quotient quotient = quotient_at(&scale, latency_quanta);
    return quotient.floor + (rounding == DEPTH_CEIL ? quotient.has_rest : 0);
}

/*
 * Least depths, and how deep the widest paths go: with a loose deadline that is far above gamma, else it
 * limits most_depths.
 */
static void sweep_forward(struct feasible_graph *feasible)
{
    const struct extended_graph *extended = feasible->extended;
    const int32_t never = (int32_t)feasible->gamma + 1;
    for (size_t v = 1; v < extended->vertex_count; v++) {
        int32_t least = never;
        int32_t most = 0;
        for (size_t a = extended->in_begin[v]; a < extended->in_begin[v + 1]; a++) {
            const size_t tail = extended->arc_tails[a];
            const int32_t shallow = feasible->least_depths[tail] + feasible->widths[a];
            const int32_t deep = feasible->most_depths[tail] + feasible->widths[a];
            least = shallow < least ? shallow : least;
            most = deep > most ? deep : most;
        }
        feasible->least_depths[v] = least;
        feasible->most_depths[v] = most < never ? most : never;
    }
}

/* Limits most_depths to those from which the sink is still reached in time. */
static void sweep_backward(struct feasible_graph *feasible, struct arena *scratch)
{
    const struct extended_graph *extended = feasible->extended;
    const int32_t never = (int32_t)feasible->gamma + 1;
    int32_t *last = ARENA_ARRAY(scratch, int32_t, extended->vertex_count);
    for (size_t v = 0; v < extended->vertex_count; v++) {
        last[v] = v + 1 == extended->vertex_count ? (int32_t)feasible->gamma : -never;
    }
    for (size_t v = extended->vertex_count; v-- > 1;) {
        for (size_t a = extended->in_begin[v]; a < extended->in_begin[v + 1]; a++) {
            const int32_t left = last[v] - feasible->widths[a];
            int32_t *most = &last[extended->arc_tails[a]];
            *most = left > *most ? left : *most;
        }
    }
    for (size_t v = 0; v < extended->vertex_count; v++) {
        if (last[v] < feasible->most_depths[v]) {
            feasible->most_depths[v] = last[v];
        }
    }
}

/* All but widths and depths. */
static void prepare(struct feasible_graph *feasible, struct arena *arena,
                    const struct extended_graph *extended, int64_t gamma, enum depth_rounding rounding)
{
    *feasible = (struct feasible_graph){
        .extended = extended,
        .gamma = gamma,
        .rounding = rounding,
        .widths = ARENA_ARRAY(arena, int32_t, extended->arc_count),
        .least_depths = ARENA_ARRAY(arena, int32_t, extended->vertex_count),
        .most_depths = ARENA_ARRAY(arena, int32_t, extended->vertex_count),
    };
}

void feasible_graph_build(struct feasible_graph *feasible, struct arena *arena,
                          const struct extended_graph *extended, int64_t gamma, enum depth_rounding rounding)
{
    const struct depth_scale scale =
        depth_scale_of(extended->problem->applications[extended->application].deadline_quanta, gamma);
    prepare(feasible, arena, extended, gamma, rounding);
    for (size_t a = 0; a < extended->arc_count; a++) {
        const struct depth_quotient quotient = quotient_at(&scale, extended->arc_latencies_quanta[a]);
        feasible->widths[a] = (int32_t)(quotient.floor + (rounding == DEPTH_CEIL ? quotient.has_rest : 0));
    }
    sweep_forward(feasible);
    sweep_backward(feasible, arena);
}

void feasible_graph_build_both(struct feasible_graph *floor, struct feasible_graph *ceil, struct arena *arena,
                               const struct extended_graph *extended, int64_t gamma)
{
    const struct depth_scale scale =
        depth_scale_of(extended->problem->applications[extended->application].deadline_quanta, gamma);
    prepare(floor, arena, extended, gamma, DEPTH_FLOOR);
    prepare(ceil, arena, extended, gamma, DEPTH_CEIL);
    for (size_t a = 0; a < extended->arc_count; a++) {
        const struct depth_quotient quotient = quotient_at(&scale, extended->arc_latencies_quanta[a]);
        floor->widths[a] = (int32_t)quotient.floor;
        ceil->widths[a] = (int32_t)(quotient.floor + quotient.has_rest);
    }
    sweep_forward(floor);
    sweep_backward(floor, arena);
    sweep_forward(ceil);
    sweep_backward(ceil, arena);
}

/* Replica (v, depth) while the graph is written out: where it stands, and whether a path reaches it. */
struct expander {
    const struct feasible_graph *feasible;
    size_t *begin;      /* [vertex_count + 1] first cell of a vertex's window of depths */
    bool *from_source;  /* per cell: reachable */
    bool *to_sink;      /* per cell: reaches the sink */
    size_t *replica_of; /* per cell: its number in the expanded graph */
};

static bool has_window(const struct feasible_graph *feasible, size_t v)
{
    return feasible->least_depths[v] <= feasible->most_depths[v];
}

/* The cell of (v, depth), or SIZE_MAX outside the vertex's window. */
static size_t cell_at(const struct expander *e, size_t v, int32_t depth)
{
    if (depth < e->feasible->least_depths[v] || depth > e->feasible->most_depths[v]) {
        return SIZE_MAX;
    }
    return e->begin[v] + (size_t)(depth - e->feasible->least_depths[v]);
}

static void mark_reachable(struct expander *e)
{
    const struct extended_graph *graph = e->feasible->extended;
    const size_t source = cell_at(e, 0, 0);
    if (source != SIZE_MAX) {
        e->from_source[source] = true;
    }
    for (size_t a = 0; a < graph->arc_count; a++) {
        const size_t tail = graph->arc_tails[a];
        for (int32_t d = e->feasible->least_depths[tail]; d <= e->feasible->most_depths[tail]; d++) {
            const size_t to = cell_at(e, graph->arc_heads[a], d + e->feasible->widths[a]);
            if (to != SIZE_MAX && e->from_source[cell_at(e, tail, d)]) {
                e->from_source[to] = true;
            }
        }
    }
    const size_t sink = extended_graph_sink(graph);
    for (size_t c = e->begin[sink]; c < e->begin[sink + 1]; c++) {
        e->to_sink[c] = true;
    }
    for (size_t a = graph->arc_count; a-- > 0;) {
        const size_t tail = graph->arc_tails[a];
        for (int32_t d = e->feasible->least_depths[tail]; d <= e->feasible->most_depths[tail]; d++) {
            const size_t to = cell_at(e, graph->arc_heads[a], d + e->feasible->widths[a]);
            if (to != SIZE_MAX && e->to_sink[to]) {
                e->to_sink[cell_at(e, tail, d)] = true;
            }
        }
    }
}

static bool is_alive(const struct expander *e, size_t c)
{
    return c != SIZE_MAX && e->from_source[c] && e->to_sink[c];
}

/* Counts the arcs between live replicas, or writes them if `expanded->tails` is there. */
static void visit_expanded_arcs(struct expanded_graph *expanded, const struct expander *e)
{
    const struct extended_graph *graph = e->feasible->extended;
    expanded->arc_count = 0;
    for (size_t v = 0; v < graph->vertex_count; v++) {
        for (int32_t d = e->feasible->least_depths[v]; d <= e->feasible->most_depths[v]; d++) {
            const size_t head = cell_at(e, v, d);
            if (!is_alive(e, head)) {
                continue;
            }
            for (size_t a = graph->in_begin[v]; a < graph->in_begin[v + 1]; a++) {
                const size_t tail = cell_at(e, graph->arc_tails[a], d - e->feasible->widths[a]);
                if (!is_alive(e, tail)) {
                    continue;
                }
                if (expanded->tails != NULL) {
                    expanded->tails[expanded->arc_count] = e->replica_of[tail];
                    expanded->heads[expanded->arc_count] = e->replica_of[head];
                    expanded->extended_arcs[expanded->arc_count] = (uint32_t)a;
                }
                expanded->arc_count++;
            }
        }
    }
}

static void number_replicas(struct expanded_graph *expanded, struct arena *arena, const struct expander *e)
{
    const size_t vertices = e->feasible->extended->vertex_count;
    size_t alive = 0;
    for (size_t c = 0; c < e->begin[vertices]; c++) {
        alive += is_alive(e, c);
    }
    expanded->vertices = ARENA_ARRAY(arena, uint32_t, alive);
    expanded->depths = ARENA_ARRAY(arena, int32_t, alive);
    for (size_t v = 0; v < vertices; v++) {
        for (size_t c = e->begin[v]; c < e->begin[v + 1]; c++) {
            if (is_alive(e, c)) {
                e->replica_of[c] = expanded->vertex_count;
                expanded->vertices[expanded->vertex_count] = (uint32_t)v;
                expanded->depths[expanded->vertex_count] =
                    e->feasible->least_depths[v] + (int32_t)(c - e->begin[v]);
                expanded->vertex_count++;
            }
        }
    }
}

enum status feasible_graph_expand(struct expanded_graph *expanded, struct arena *arena, struct arena *scratch,
                                  const struct feasible_graph *feasible, size_t arc_limit,
                                  struct error *error)
{
    const struct arena_mark mark = arena_mark(scratch);
    const size_t vertices = feasible->extended->vertex_count;
    struct expanded_graph result = {0};
    struct expander e = {.feasible = feasible, .begin = ARENA_ARRAY(scratch, size_t, vertices + 1)};
    for (size_t v = 0; v < vertices; v++) {
        const int32_t window = feasible->most_depths[v] - feasible->least_depths[v] + 1;
        e.begin[v + 1] = e.begin[v] + (has_window(feasible, v) ? (size_t)window : 0);
    }
    const size_t cells = e.begin[vertices];
    enum status status = STATUS_OK;
    if (vertices > 0 && cells <= arc_limit) {
        e.from_source = ARENA_ARRAY(scratch, bool, cells);
        e.to_sink = ARENA_ARRAY(scratch, bool, cells);
        e.replica_of = ARENA_ARRAY(scratch, size_t, cells);
        mark_reachable(&e);
        visit_expanded_arcs(&result, &e);
    }
    if (cells > arc_limit || result.arc_count > arc_limit) {
        status = error_set(error, STATUS_UNSUPPORTED,
                           "the feasible graph has more than %zu replicas or arcs to write out", arc_limit);
    } else if (vertices > 0) {
        number_replicas(&result, arena, &e);
        result.tails = ARENA_ARRAY(arena, size_t, result.arc_count);
        result.heads = ARENA_ARRAY(arena, size_t, result.arc_count);
        result.extended_arcs = ARENA_ARRAY(arena, uint32_t, result.arc_count);
        visit_expanded_arcs(&result, &e);
    }
    arena_rewind(scratch, mark);
    if (status == STATUS_OK) {
        *expanded = result;
    }
    return status;
}
