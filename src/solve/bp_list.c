/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which paths can still be in a better plan? At given prices every plan below the node costs, times D, at
 * least the bound plus what each of its paths costs above the least of its group. So a path that alone
 * exceeds the gap is in no better plan; the others, when they are few, are listed, and from there on nothing
 * is priced in graphs any more.
 *
 * The search walks back from the sink. It stops where what it takes at least to reach this vertex from the
 * source, in cost, in latency, or in both together, is too much; that is known from forward sweeps. Source:
 * Baldacci, Christofides, Mingozzi, Mathematical Programming 115 (2008).
 */
#include <string.h>

#include "base/arena.h"
#include "model/problem.h"
#include "solve/bp_cuts.h"
#include "solve/bp_path_bounds.h"

/* Steps of the walk that may be spent per path allowed. */
#define STEPS_PER_PATH 50

struct walk {
    struct bp *bp;
    struct bp_paths *found; /* NULL: only count */
    size_t count;
    size_t group;
    const struct extended_graph *graph;
    const uint32_t *origins; /* or NULL */
    const int64_t *costs;    /* of arcs */
    struct bp_path_bounds bounds;
    size_t *arcs; /* the path, from its end: [layers] */
    size_t path_limit;
    size_t steps_left;
};

struct list_request {
    size_t group;
    const struct bp_prices *prices;
    int64_t cost_limit;
    size_t path_limit;
};

/* The path whose arcs were collected from its end. */
static void take_path(struct walk *w, size_t count)
{
    const struct arena_mark mark = arena_mark(w->bp->scratch);
    size_t *arcs = ARENA_ARRAY(w->bp->scratch, size_t, count);
    for (size_t i = 0; i < count; i++) {
        const size_t a = w->arcs[count - 1 - i];
        arcs[i] = w->origins != NULL ? w->origins[a] : a;
    }
    bp_paths_add(w->found, w->bp->arena, bp_path_of_arcs(w->bp, w->group, arcs, count));
    arena_rewind(w->bp->scratch, mark);
}

/* Walks back from `vertex`; false if there are too many. */
static bool walk_back(struct walk *w, size_t vertex, size_t length, int64_t cost, int64_t latency)
{
    if (vertex == 0) {
        if (w->count++ == w->path_limit) {
            return false;
        }
        if (w->found != NULL) {
            take_path(w, length);
        }
        return true;
    }
    for (size_t a = w->graph->in_begin[vertex]; a < w->graph->in_begin[vertex + 1]; a++) {
        const size_t tail = w->graph->arc_tails[a];
        const int64_t next_cost = cost + w->costs[a];
        const int64_t next_latency = latency + w->graph->arc_latencies_quanta[a];
        if (w->steps_left-- == 0) {
            w->steps_left = 1;
            return false;
        }
        if (bp_path_bounds_keep(&w->bounds, PATH_END, tail, next_cost, next_latency)) {
            w->arcs[length] = a;
            if (!walk_back(w, tail, length + 1, next_cost, next_latency)) {
                return false;
            }
        }
    }
    return true;
}

/* Sets how many paths cost at most `cost_limit`, and adds them to `found` unless that is NULL. */
static bool list_graph(size_t *count, struct bp_paths *found, struct bp *bp, const struct bp_view *view,
                       const struct list_request *request)
{
    const struct arena_mark mark = arena_mark(bp->scratch);
    const size_t g = request->group;
    const struct extended_graph *graph = view->groups[g].graph;
    struct extended_graph priced = *graph;
    int64_t *costs = ARENA_ARRAY(bp->scratch, int64_t, graph->arc_count);
    bp_price_arcs(costs, bp, view, g, request->prices);
    struct walk walk = {
        .bp = bp,
        .found = found,
        .group = g,
        .graph = graph,
        .origins = view->groups[g].origins,
        .costs = costs,
        .arcs = ARENA_ARRAY(bp->scratch, size_t, graph->vertices[graph->vertex_count - 1].layer),
        .path_limit = request->path_limit,
        .steps_left = STEPS_PER_PATH * request->path_limit + graph->arc_count,
    };
    priced.arc_energies_quanta = costs;
    bp_path_bounds_make(&walk.bounds, bp->scratch, &priced, request->cost_limit,
                        bp->problem->applications[bp->groups[g].applications[0]].deadline_quanta);
    const bool fits = walk_back(&walk, extended_graph_sink(graph), 0, 0, 0);
    *count = walk.count;
    arena_rewind(bp->scratch, mark);
    return fits;
}

static void shrink_list(struct bp_paths *found, struct bp *bp, const struct bp_view *view, size_t g,
                        const struct bp_prices *prices, int64_t cost_limit)
{
    const struct bp_paths *list = &view->groups[g].paths;
    const struct arena_mark mark = arena_mark(bp->scratch);
    const int64_t *surcharges = bp_cut_surcharges(bp, g, prices);
    found->items = ARENA_ARRAY(bp->arena, struct bp_path *, list->count);
    found->capacity = list->count;
    for (size_t k = 0; k < list->count; k++) {
        if (bp_path_cost(view, prices, surcharges, list->items[k]) <= cost_limit) {
            bp_paths_add(found, bp->arena, list->items[k]);
        }
    }
    arena_rewind(bp->scratch, mark);
}

/* Two passes, so that a list that is too long leaves nothing behind. */
static bool list_graphs(struct bp_list *list, struct bp *bp, const struct bp_view *view,
                        const struct bp_prices *prices, const int64_t *cost_limits, size_t limit)
{
    size_t total = 0;
    for (int pass = 0; pass < 2; pass++) {
        total = 0;
        for (size_t g = 0; g < bp->group_count; g++) {
            size_t count = 0;
            const struct list_request request = {
                .group = g, .prices = prices, .cost_limit = cost_limits[g], .path_limit = limit - total};
            if (!list_graph(&count, pass == 0 ? NULL : &list->groups[g], bp, view, &request)) {
                return false;
            }
            total += count;
        }
    }
    list->total = total;
    return true;
}

bool bp_list_build(struct bp_list *list, struct bp *bp, const struct bp_view *view,
                   const struct bp_prices *prices, const struct bp_pricing *pricing, size_t limit)
{
    const int128 slack = (int128)prices->denominator * (bp->best_energy_quanta - 1) - pricing->value;
    int64_t *cost_limits = ARENA_ARRAY(bp->scratch, int64_t, bp->group_count);
    *list = (struct bp_list){.groups = ARENA_ARRAY(bp->arena, struct bp_paths, bp->group_count)};
    for (size_t g = 0; g < bp->group_count; g++) {
        const int128 most = pricing->costs[g] + slack;
        cost_limits[g] = most > BP_UNREACHED ? BP_UNREACHED : (int64_t)most;
    }
    if (view->list == NULL) {
        return list_graphs(list, bp, view, prices, cost_limits, limit);
    }
    for (size_t g = 0; g < bp->group_count; g++) {
        shrink_list(&list->groups[g], bp, view, g, prices, cost_limits[g]);
        list->total += list->groups[g].count;
    }
    return true;
}
