/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How cheap can a path in time be, at least? Price latency into the cost and take the shortest path.
 *
 * The best price is where the lower envelope of the lines energy + price * (latency - deadline), one per
 * path, is highest. Two paths, one that meets the deadline and one that does not, give a candidate price at
 * their intersection; the shortest path there replaces one of them, until no line lies below.
 */
#include "solve/lagrangian_bound.h"

#include "base/arena.h"
#include "base/checked.h"
#include "graph/extended_graph.h"
#include "model/problem.h"

/* Costs of paths stay below 2^61, so that label + to-go - price * deadline fits an int64_t. */
#define COST_LIMIT (INT64_C(1) << 60)

void lagrangian_bound_compute(struct lagrangian_bound *bound, struct arena *arena,
                              const struct extended_graph *graph, int64_t energy_scale, int64_t latency_price)
{
    const size_t vertices = graph->vertex_count;
    const size_t sink = extended_graph_sink(graph);
    int64_t *const restrict costs = ARENA_ARRAY(arena, int64_t, vertices);
    int64_t *const restrict latency_sums = ARENA_ARRAY(arena, int64_t, vertices);
    int64_t *const restrict energy_sums = ARENA_ARRAY(arena, int64_t, vertices);
    uint32_t *const restrict next_arcs = ARENA_ARRAY(arena, uint32_t, vertices);
    *bound = (struct lagrangian_bound){
        .energy_scale = energy_scale,
        .latency_price = latency_price,
        .cost_to_go = costs,
        .energy_to_go = energy_sums,
        .latency_to_go = latency_sums,
        .next_arcs = next_arcs,
    };
    const uint32_t *const tails = graph->arc_tails;
    const uint32_t *const heads = graph->arc_heads;
    const int64_t *const energies = graph->arc_energies_quanta;
    const int64_t *const latencies = graph->arc_latencies_quanta;
    for (size_t v = 0; v < sink; v++) {
        costs[v] = INT64_MAX;
    }
    for (size_t a = graph->arc_count; a-- > 0;) {
        const size_t tail = tails[a];
        const size_t head = heads[a];
        const int64_t latency_sum = latencies[a] + latency_sums[head];
        const int64_t cost = energy_scale * energies[a] + latency_price * latencies[a] + costs[head];
        if (cost < costs[tail] || (cost == costs[tail] && latency_sum < latency_sums[tail])) {
            costs[tail] = cost;
            latency_sums[tail] = latency_sum;
            next_arcs[tail] = (uint32_t)a;
        }
    }
    for (size_t v = sink; v-- > 0;) {
        const uint32_t a = next_arcs[v];
        energy_sums[v] = energies[a] + energy_sums[heads[a]];
    }
}

int64_t lagrangian_bound_energy(const struct lagrangian_bound *bound, int64_t deadline_quanta)
{
    const int128 cost = (int128)bound->cost_to_go[0] - (int128)bound->latency_price * deadline_quanta;
    return cost <= 0 ? 0 : (int64_t)ceil_divide(cost, bound->energy_scale);
}

/* Largest sum, over the layers, of an arc's cost into each: no path costs more. */
static int64_t largest_path_cost(const struct extended_graph *graph, const int64_t *arc_costs)
{
    int64_t total = 0;
    int64_t most = 0;
    uint32_t layer = 0;
    for (size_t v = 1; v < graph->vertex_count; v++) {
        if (graph->vertices[v].layer != layer) {
            total += most;
            most = 0;
            layer = graph->vertices[v].layer;
        }
        for (size_t a = graph->in_begin[v]; a < graph->in_begin[v + 1]; a++) {
            most = max_int64(most, arc_costs[a]);
        }
    }
    return total + most;
}

/*
 * Scale and price with price / scale about numerator / denominator, as fine as COST_LIMIT allows. False: the
 * price rounds to nothing or does not fit.
 */
static bool choose_multiplier(int64_t *scale, int64_t *price, int64_t numerator, int64_t denominator,
                              int64_t most_energy, int64_t most_latency)
{
    for (int shift = 40; shift >= 0; shift--) {
        const int128 s = (int128)1 << shift;
        const int128 p = s * numerator / denominator;
        if (s * most_energy < COST_LIMIT && p * most_latency < COST_LIMIT) {
            *scale = (int64_t)s;
            *price = (int64_t)p;
            return *price > 0;
        }
    }
    return false;
}

/* A path, by its two sums. */
struct ends {
    int64_t energy_quanta;
    int64_t latency_quanta;
};

static struct ends path_of(const struct lagrangian_bound *bound)
{
    return (struct ends){bound->energy_to_go[0], bound->latency_to_go[0]};
}

static int64_t cost_of(const struct lagrangian_bound *bound, const struct ends *path)
{
    return bound->energy_scale * path->energy_quanta + bound->latency_price * path->latency_quanta;
}

/* Bounds of half and twice the best price: tighter for labels that are early or late. */
static void add_neighbours(struct lagrangian_dual *dual, struct arena *arena,
                           const struct extended_graph *graph, int64_t most_latency)
{
    const struct lagrangian_bound best = dual->bounds[2];
    static const struct {
        int64_t times;
        int64_t over;
    } factors[] = {{1, 2}, {2, 1}};
    for (size_t i = 0; i < sizeof factors / sizeof factors[0] && dual->count < LAGRANGIAN_BOUND_LIMIT; i++) {
        const int64_t price = best.latency_price / factors[i].over * factors[i].times;
        if (price > 0 && (int128)price * most_latency < COST_LIMIT) {
            lagrangian_bound_compute(&dual->bounds[dual->count++], arena, graph, best.energy_scale, price);
            dual->sweeps++;
        }
    }
}

bool lagrangian_dual_begin(struct lagrangian_dual *dual, struct arena *arena,
                           const struct extended_graph *graph, int64_t deadline_quanta)
{
    lagrangian_bound_compute(&dual->bounds[0], arena, graph, 1, 0);
    dual->count = 1;
    dual->sweeps = 1;
    return dual->bounds[0].latency_to_go[0] <= deadline_quanta;
}

void lagrangian_dual_go_on(struct lagrangian_dual *dual, struct arena *arena,
                           const struct extended_graph *graph, int64_t deadline_quanta)
{
    enum { SWEEP_LIMIT = 20 };
    lagrangian_bound_compute(&dual->bounds[1], arena, graph, 0, 1);
    dual->count = 2;
    dual->sweeps = 2;
    struct ends cheap = path_of(&dual->bounds[0]);
    struct ends fast = path_of(&dual->bounds[1]);
    if (cheap.latency_quanta <= deadline_quanta || fast.latency_quanta > deadline_quanta) {
        return;
    }
    const int64_t most_energy = largest_path_cost(graph, graph->arc_energies_quanta);
    const int64_t most_latency = largest_path_cost(graph, graph->arc_latencies_quanta);
    int64_t best_energy = -1;
    while (dual->sweeps < SWEEP_LIMIT && fast.energy_quanta > cheap.energy_quanta) {
        int64_t scale = 0;
        int64_t price = 0;
        if (!choose_multiplier(&scale, &price, fast.energy_quanta - cheap.energy_quanta,
                               cheap.latency_quanta - fast.latency_quanta, most_energy, most_latency)) {
            break;
        }
        const struct arena_mark mark = arena_mark(arena);
        struct lagrangian_bound bound;
        lagrangian_bound_compute(&bound, arena, graph, scale, price);
        dual->sweeps++;
        const struct ends path = path_of(&bound);
        const int64_t energy = lagrangian_bound_energy(&bound, deadline_quanta);
        const bool is_new =
            cost_of(&bound, &path) < min_int64(cost_of(&bound, &cheap), cost_of(&bound, &fast));
        if (energy > best_energy) {
            best_energy = energy;
            dual->bounds[2] = bound;
            dual->count = 3;
        } else {
            arena_rewind(arena, mark);
        }
        if (!is_new) {
            break;
        }
        *(path.latency_quanta <= deadline_quanta ? &fast : &cheap) = path;
    }
    if (dual->count > 2) {
        add_neighbours(dual, arena, graph, most_latency);
    }
}
