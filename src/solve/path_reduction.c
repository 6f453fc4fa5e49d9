/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which vertices, arcs and latencies can a path in time of at most some energy use? One sweep each way per
 * price.
 *
 *   energy up to v   >= max_j (from_j(v) - P_j t) / S              t   latency up to v
 *   energy after v   >= max_k (to_k(v) - P_k (deadline - t)) / S
 *
 * Each pair (j, k) whose sum must not exceed the target is one linear inequality in t: it cuts the window of
 * v from the left if P_j > P_k and from the right if P_j < P_k. All of it is integer arithmetic, so what is
 * cut away is proved to be useless.
 */
#include "solve/path_reduction.h"

#include <stdbool.h>

#include "base/arena.h"
#include "base/checked.h"
#include "model/problem.h"

/* As in solve/lagrangian_bound.c: one term of a path's cost stays below this. */
#define TERM_LIMIT (INT64_C(1) << 60)

/* Least S * energy + P * latency from the source. Every vertex must be reachable. */
static int64_t *costs_from_source(struct arena *arena, const struct extended_graph *graph, int64_t scale,
                                  int64_t price)
{
    int64_t *costs = ARENA_ARRAY(arena, int64_t, graph->vertex_count);
    for (size_t v = 1; v < graph->vertex_count; v++) {
        int64_t least = INT64_MAX;
        for (size_t a = graph->in_begin[v]; a < graph->in_begin[v + 1]; a++) {
            const int64_t cost = costs[graph->arc_tails[a]] + scale * graph->arc_energies_quanta[a] +
                                 price * graph->arc_latencies_quanta[a];
            least = min_int64(least, cost);
        }
        costs[v] = least;
    }
    return costs;
}

/* The same to the sink. */
static int64_t *costs_to_sink(struct arena *arena, const struct extended_graph *graph, int64_t scale,
                              int64_t price)
{
    int64_t *costs = ARENA_ARRAY(arena, int64_t, graph->vertex_count);
    const size_t sink = extended_graph_sink(graph);
    for (size_t v = 0; v < sink; v++) {
        costs[v] = INT64_MAX;
    }
    for (size_t a = graph->arc_count; a-- > 0;) {
        const int64_t cost = costs[graph->arc_heads[a]] + scale * graph->arc_energies_quanta[a] +
                             price * graph->arc_latencies_quanta[a];
        int64_t *least = &costs[graph->arc_tails[a]];
        *least = min_int64(*least, cost);
    }
    return costs;
}

void path_reduction_init(struct path_reduction *reduction, struct arena *arena,
                         const struct extended_graph *graph)
{
    *reduction = (struct path_reduction){
        .graph = graph,
        .deadline_quanta = graph->problem->applications[graph->application].deadline_quanta,
    };
    lagrangian_dual_begin(&reduction->dual, arena, graph, reduction->deadline_quanta);
    lagrangian_dual_go_on(&reduction->dual, arena, graph, reduction->deadline_quanta);
    reduction->energies_from = costs_from_source(arena, graph, 1, 0);
    if (reduction->dual.count > 2) {
        const struct lagrangian_bound *best = &reduction->dual.bounds[2];
        reduction->costs_from = costs_from_source(arena, graph, best->energy_scale, best->latency_price);
    }
}

/* Is a path over the arc possible, by energy and by the best price? */
static bool arc_may_stay(const struct path_reduction *reduction, size_t arc, int64_t target)
{
    const struct extended_graph *graph = reduction->graph;
    const size_t tail = graph->arc_tails[arc];
    const size_t head = graph->arc_heads[arc];
    const int64_t energy = graph->arc_energies_quanta[arc];
    if (reduction->energies_from[tail] + energy + reduction->dual.bounds[0].cost_to_go[head] > target) {
        return false;
    }
    if (reduction->costs_from == NULL) {
        return true;
    }
    const struct lagrangian_bound *best = &reduction->dual.bounds[2];
    return reduction->costs_from[tail] + best->energy_scale * energy +
               best->latency_price * graph->arc_latencies_quanta[arc] + best->cost_to_go[head] <=
           best->energy_scale * target + best->latency_price * reduction->deadline_quanta;
}

/* Marks the arcs that stay and are on a path of such arcs; returns how many there are. */
static size_t mark_arcs(bool *stays, struct arena *scratch, const struct path_reduction *reduction,
                        int64_t target)
{
    const struct extended_graph *graph = reduction->graph;
    bool *from_source = ARENA_ARRAY(scratch, bool, graph->vertex_count);
    bool *to_sink = ARENA_ARRAY(scratch, bool, graph->vertex_count);
    from_source[0] = true;
    to_sink[extended_graph_sink(graph)] = true;
    for (size_t a = 0; a < graph->arc_count; a++) {
        stays[a] = from_source[graph->arc_tails[a]] && arc_may_stay(reduction, a, target);
        from_source[graph->arc_heads[a]] |= stays[a];
    }
    size_t count = 0;
    for (size_t a = graph->arc_count; a-- > 0;) {
        stays[a] = stays[a] && to_sink[graph->arc_heads[a]];
        to_sink[graph->arc_tails[a]] |= stays[a];
        count += stays[a];
    }
    return count;
}

/* Copies the marked arcs and the vertices on them. */
static void copy_marked(struct reduced_graph *reduced, struct arena *arena,
                        const struct path_reduction *reduction, const bool *stays, size_t count)
{
    const struct extended_graph *from = reduction->graph;
    struct extended_graph *to = &reduced->graph;
    uint32_t *new_vertices = ARENA_ARRAY(arena, uint32_t, from->vertex_count);
    *to = *from;
    to->vertices = ARENA_ARRAY(arena, struct extended_vertex, from->vertex_count);
    to->in_begin = ARENA_ARRAY(arena, size_t, from->vertex_count + 1);
    to->arc_tails = ARENA_ARRAY(arena, uint32_t, count);
    to->arc_heads = ARENA_ARRAY(arena, uint32_t, count);
    to->arc_energies_quanta = ARENA_ARRAY(arena, int64_t, count);
    to->arc_latencies_quanta = ARENA_ARRAY(arena, int64_t, count);
    to->arc_links = ARENA_ARRAY(arena, uint32_t, count);
    reduced->arcs = ARENA_ARRAY(arena, size_t, count);
    to->arc_count = 0;
    to->vertices[0] = from->vertices[0];
    to->vertex_count = 1;
    for (size_t v = 1; v < from->vertex_count; v++) {
        const size_t first = to->arc_count;
        for (size_t a = from->in_begin[v]; a < from->in_begin[v + 1]; a++) {
            if (stays[a]) {
                const size_t arc = to->arc_count++;
                to->arc_tails[arc] = new_vertices[from->arc_tails[a]];
                to->arc_heads[arc] = (uint32_t)to->vertex_count;
                to->arc_energies_quanta[arc] = from->arc_energies_quanta[a];
                to->arc_latencies_quanta[arc] = from->arc_latencies_quanta[a];
                to->arc_links[arc] = from->arc_links[a];
                reduced->arcs[arc] = a;
            }
        }
        if (to->arc_count > first) {
            new_vertices[v] = (uint32_t)to->vertex_count;
            to->vertices[to->vertex_count] = from->vertices[v];
            to->in_begin[to->vertex_count++] = first;
        }
    }
    to->in_begin[to->vertex_count] = to->arc_count;
}

/* Prices around the best one: a path that is early or late at a vertex is bounded best by another. */
static size_t choose_prices(int64_t *prices, int64_t *scale, const struct path_reduction *reduction)
{
    static const struct {
        int64_t times;
        int64_t over;
    } factors[REDUCTION_PRICE_LIMIT] = {{0, 1}, {1, 4}, {1, 2}, {3, 4}, {7, 8}, {1, 1},
                                        {9, 8}, {5, 4}, {3, 2}, {2, 1}, {3, 1}, {6, 1}};
    enum { HEADROOM = 8 };
    *scale = 1;
    prices[0] = 0;
    if (reduction->costs_from == NULL) {
        return 1;
    }
    const struct lagrangian_bound *best = &reduction->dual.bounds[2];
    const bool has_room = best->energy_scale >= HEADROOM && best->latency_price >= HEADROOM * HEADROOM;
    const int64_t price = has_room ? best->latency_price / HEADROOM : best->latency_price;
    *scale = has_room ? best->energy_scale / HEADROOM : best->energy_scale;
    /* Least costs stay below 2^61: the fastest way to a vertex takes at most the deadline. */
    size_t count = 0;
    for (size_t f = 0; f < REDUCTION_PRICE_LIMIT; f++) {
        const int128 next = (int128)price * factors[f].times / factors[f].over;
        if (next * reduction->deadline_quanta < TERM_LIMIT && (count == 0 || next > prices[count - 1])) {
            prices[count++] = (int64_t)next;
        }
    }
    return count;
}

struct window {
    int64_t earliest;
    int64_t latest;
};

/* Cuts the window to slope * t >= least. */
static void cut_window(struct window *window, int64_t slope, int64_t least)
{
    if (slope == 0) {
        window->latest = least > 0 ? -1 : window->latest;
    } else if (slope > 0 && slope * window->earliest < least) {
        window->earliest = (int64_t)ceil_divide(least, slope);
    } else if (slope < 0 && slope * window->latest < least) {
        window->latest = (int64_t)floor_divide(-(int128)least, -(int128)slope);
    }
}

/* What a path must keep, and the least costs from the source at the prices of the reduced graph. */
struct window_search {
    int64_t target_quanta;
    int64_t deadline_quanta;
    const int64_t *costs_from[REDUCTION_PRICE_LIMIT];
};

static void find_window(struct window *window, const struct reduced_graph *reduced,
                        const struct window_search *search, size_t v)
{
    for (size_t j = 0; j < reduced->price_count; j++) {
        for (size_t k = 0; k < reduced->price_count && window->earliest <= window->latest; k++) {
            const struct cell_price *to = &reduced->prices[k];
            /* Four terms, each below 2^61. */
            const int64_t least = search->costs_from[j][v] + to->costs_to_go[v] -
                                  to->energy_scale * search->target_quanta -
                                  to->latency_price * search->deadline_quanta;
            cut_window(window, reduced->prices[j].latency_price - to->latency_price, least);
        }
    }
}

static void find_windows(struct reduced_graph *reduced, struct arena *arena,
                         const struct path_reduction *reduction, int64_t target)
{
    const struct extended_graph *graph = &reduced->graph;
    struct window_search search = {.target_quanta = target, .deadline_quanta = reduction->deadline_quanta};
    int64_t scale = 0;
    int64_t prices[REDUCTION_PRICE_LIMIT];
    reduced->earliest = costs_from_source(arena, graph, 0, 1);
    reduced->latest = costs_to_sink(arena, graph, 0, 1);
    reduced->price_count = choose_prices(prices, &scale, reduction);
    for (size_t k = 0; k < reduced->price_count; k++) {
        search.costs_from[k] = costs_from_source(arena, graph, scale, prices[k]);
        reduced->prices[k] =
            (struct cell_price){scale, prices[k], costs_to_sink(arena, graph, scale, prices[k])};
    }
    for (size_t v = 0; v < graph->vertex_count; v++) {
        struct window window = {reduced->earliest[v], search.deadline_quanta - reduced->latest[v]};
        find_window(&window, reduced, &search, v);
        reduced->earliest[v] = window.earliest;
        reduced->latest[v] = window.latest;
    }
}

void path_reduction_apply(struct reduced_graph *reduced, struct arena *arena,
                          const struct path_reduction *reduction, int64_t target_quanta)
{
    *reduced = (struct reduced_graph){.price_count = 0};
    bool *stays = ARENA_ARRAY(arena, bool, reduction->graph->arc_count);
    const size_t count = mark_arcs(stays, arena, reduction, target_quanta);
    if (count == 0) {
        return;
    }
    copy_marked(reduced, arena, reduction, stays, count);
    find_windows(reduced, arena, reduction, target_quanta);
    if (reduced->earliest[0] > reduced->latest[0]) {
        reduced->graph.vertex_count = 0;
    }
}
