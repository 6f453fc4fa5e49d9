/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which paths of a group are cheap enough and in time? One that is cheap is late, one in time is dear, where
 * deadlines bind: what a path may cost, and how long it may take, says little each by itself. Both in one
 * sum, latency at a price, say much: there are few paths between that bound and the limit.
 *
 * Source: Beasley and Christofides, Networks 19 (1989).
 */
#include "solve/bp_path_bounds.h"

#include "base/checked.h"
#include "graph/extended_graph.h"
#include "solve/near_graph.h"

/* What a path in time may come to. Sums of paths are below 2^61, so a budget beyond is none. */
static int64_t budget_of(const struct lagrangian_bound *bound, int64_t cost_limit, int64_t deadline_quanta)
{
    const int128 budget =
        (int128)bound->energy_scale * cost_limit + (int128)bound->latency_price * deadline_quanta;
    return budget < INT64_MAX ? (int64_t)budget : INT64_MAX;
}

void bp_path_bounds_make(struct bp_path_bounds *bounds, struct arena *arena,
                         const struct extended_graph *graph, int64_t cost_limit, int64_t deadline_quanta)
{
    struct lagrangian_dual dual;
    lagrangian_dual_begin(&dual, arena, graph, deadline_quanta);
    lagrangian_dual_go_on(&dual, arena, graph, deadline_quanta);
    bounds->count = dual.count;
    for (size_t k = 0; k < dual.count; k++) {
        const struct lagrangian_bound *bound = &dual.bounds[k];
        bounds->items[k] = (struct bp_path_bound){
            .cost_scale = bound->energy_scale,
            .latency_price = bound->latency_price,
            .budget = budget_of(bound, cost_limit, deadline_quanta),
            .rests[PATH_BEGIN] = bound->cost_to_go,
            .rests[PATH_END] = near_graph_costs(arena, graph, bound),
        };
    }
}

bool bp_path_bounds_keep_arc(const struct bp_path_bounds *bounds, const struct extended_graph *graph,
                             size_t arc)
{
    bool is_kept = true;
    for (size_t k = 0; k < bounds->count && is_kept; k++) {
        const struct bp_path_bound *bound = &bounds->items[k];
        is_kept = bp_path_bound_keeps(
            bound, graph->arc_energies_quanta[arc], graph->arc_latencies_quanta[arc],
            bound->rests[PATH_END][graph->arc_tails[arc]] + bound->rests[PATH_BEGIN][graph->arc_heads[arc]]);
    }
    return is_kept;
}
