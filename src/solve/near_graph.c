/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which arcs can matter at all? The least cost from the source to an arc's tail, its own cost and the least
 * cost to go from its head add up to a bound on every path through it; above the budget no such path is
 * looked for.
 */
#include "solve/near_graph.h"

#include "base/arena.h"
#include "base/checked.h"
#include "solve/lagrangian_bound.h"

static int64_t arc_cost(const struct extended_graph *graph, const struct lagrangian_bound *bound, size_t a)
{
    return bound->energy_scale * graph->arc_energies_quanta[a] +
           bound->latency_price * graph->arc_latencies_quanta[a];
}

int64_t *near_graph_costs(struct arena *arena, const struct extended_graph *whole,
                          const struct lagrangian_bound *bound)
{
    int64_t *costs = ARENA_ARRAY(arena, int64_t, whole->vertex_count);
    for (size_t v = 1; v < whole->vertex_count; v++) {
        int64_t least = INT64_MAX;
        for (size_t a = whole->in_begin[v]; a < whole->in_begin[v + 1]; a++) {
            least = min_int64(least, costs[whole->arc_tails[a]] + arc_cost(whole, bound, a));
        }
        costs[v] = least;
    }
    return costs;
}

/* Counts the arcs within the budget, or writes them if `near->whole_arcs` is there. */
static void visit_near_arcs(struct near_graph *near, const struct extended_graph *whole,
                            const struct lagrangian_bound *bound, const int64_t *costs, int64_t budget)
{
    struct extended_graph *graph = &near->graph;
    size_t count = 0;
    for (size_t v = 1; v < whole->vertex_count; v++) {
        const int64_t left = budget - bound->cost_to_go[v];
        graph->in_begin[v] = count;
        if (costs[v] > left) {
            continue;
        }
        for (size_t a = whole->in_begin[v]; a < whole->in_begin[v + 1]; a++) {
            if (costs[whole->arc_tails[a]] + arc_cost(whole, bound, a) > left) {
                continue;
            }
            if (near->whole_arcs != NULL) {
                near->whole_arcs[count] = (uint32_t)a;
                graph->arc_tails[count] = whole->arc_tails[a];
                graph->arc_heads[count] = whole->arc_heads[a];
                graph->arc_energies_quanta[count] = whole->arc_energies_quanta[a];
                graph->arc_latencies_quanta[count] = whole->arc_latencies_quanta[a];
                graph->arc_links[count] = whole->arc_links[a];
            }
            count++;
        }
    }
    graph->in_begin[whole->vertex_count] = count;
    graph->arc_count = count;
}

void near_graph_build(struct near_graph *near, struct arena *arena, const struct extended_graph *whole,
                      const struct lagrangian_bound *bound, const int64_t *costs, int64_t budget)
{
    *near = (struct near_graph){.graph = *whole};
    struct extended_graph *graph = &near->graph;
    graph->in_begin = ARENA_ARRAY(arena, size_t, whole->vertex_count + 1);
    visit_near_arcs(near, whole, bound, costs, budget);
    graph->arc_tails = ARENA_ARRAY(arena, uint32_t, graph->arc_count);
    graph->arc_heads = ARENA_ARRAY(arena, uint32_t, graph->arc_count);
    graph->arc_energies_quanta = ARENA_ARRAY(arena, int64_t, graph->arc_count);
    graph->arc_latencies_quanta = ARENA_ARRAY(arena, int64_t, graph->arc_count);
    graph->arc_links = ARENA_ARRAY(arena, uint32_t, graph->arc_count);
    near->whole_arcs = ARENA_ARRAY(arena, uint32_t, graph->arc_count);
    visit_near_arcs(near, whole, bound, costs, budget);
}
