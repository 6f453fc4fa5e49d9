/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Between which latencies does a deadline make a difference? Between that of the fastest and that of the
 * cheapest path: a dynamic program over blocks that keeps the better path to each node.
 */
#include "generate/step_chain.h"

#include "base/arena.h"
#include "base/checked.h"
#include "base/rng.h"

struct step_cost step_cost_draw(struct rng *rng, int64_t most, int64_t noise, bool is_anti)
{
    struct step_cost cost = {.energy = rng_between(rng, 1, most)};
    cost.time = is_anti ? max_int64(most + 1 - cost.energy + rng_between(rng, -noise, noise), 1)
                        : rng_between(rng, 1, most);
    return cost;
}

/* Is a better than b, by energy then time, or by time alone? */
static bool is_better(const struct step_cost *a, const struct step_cost *b, bool by_energy)
{
    if (by_energy && a->energy != b->energy) {
        return a->energy < b->energy;
    }
    return a->time < b->time;
}

/* The best of all nodes. */
static size_t best_node(const struct step_cost *costs, size_t node_count, bool by_energy)
{
    size_t best = 0;
    for (size_t n = 1; n < node_count; n++) {
        best = is_better(&costs[n], &costs[best], by_energy) ? n : best;
    }
    return best;
}

int64_t step_chain_extreme(const struct step_chain *chain, struct arena *arena, bool by_energy, size_t *path)
{
    const size_t nodes = chain->node_count;
    struct step_cost *at = ARENA_ARRAY(arena, struct step_cost, nodes);
    struct step_cost *next = ARENA_ARRAY(arena, struct step_cost, nodes);
    size_t *before = ARENA_ARRAY(arena, size_t, chain->block_count * nodes); /* [block][node] */
    for (size_t i = 0; i < chain->block_count; i++) {
        for (size_t to = 0; to < nodes; to++) {
            for (size_t from = 0; from < (i == 0 ? 1 : nodes); from++) {
                const struct step_cost step = chain->step(chain->context, i, from, to);
                const struct step_cost sum = {at[from].time + step.time, at[from].energy + step.energy};
                if (from == 0 || is_better(&sum, &next[to], by_energy)) {
                    next[to] = sum;
                    before[i * nodes + to] = from;
                }
            }
        }
        struct step_cost *swap = at;
        at = next;
        next = swap;
    }
    const size_t last = best_node(at, nodes, by_energy);
    for (size_t i = chain->block_count, n = last; path != NULL && i-- > 0; n = before[i * nodes + n]) {
        path[i] = n;
    }
    return at[last].time;
}
