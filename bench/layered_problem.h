/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_BENCH_LAYERED_PROBLEM_H
#define FINOPT_BENCH_LAYERED_PROBLEM_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/rng.h"
#include "model/problem.h"

/*
 * The layered family: L blocks, N nodes a layer, every arc between consecutive layers, an energy and a
 * latency of 1..100 on each arc, one deadline. Odd and even blocks run on two sets of N nodes each that all
 * links join, so that every arc has costs of its own. Known to be hard for general solvers when energy and
 * latency are anti-correlated.
 */
struct layered_family {
    size_t blocks;
    size_t nodes;
    bool anti_correlated; /* latency about 101 - energy; otherwise independent */
    bool is_loose;     /* deadline at 3/4, otherwise 1/4, of the way from the fastest to the cheapest path */
    int64_t most_cost; /* energies are 1 .. most_cost; 0: 100 */
    int64_t latency_unit; /* all latencies are multiples of it; 0: 1 */
    uint64_t seed;
};

struct layered_cost {
    int64_t energy;
    int64_t latency;
};

static inline struct layered_cost layered_draw(struct rng *rng, const struct layered_family *family)
{
    const int64_t most = family->most_cost > 0 ? family->most_cost : 100;
    struct layered_cost cost;
    cost.energy = rng_between(rng, 1, most);
    cost.latency = family->anti_correlated ? most + 1 - cost.energy + rng_between(rng, -most / 20, most / 20)
                                           : rng_between(rng, 1, most);
    cost.latency = cost.latency < 1 ? 1 : cost.latency;
    cost.latency *= family->latency_unit > 0 ? family->latency_unit : 1;
    return cost;
}

static inline struct stage *layered_stage(struct arena *arena, struct rng *rng, const struct problem *problem,
                                          const struct layered_family *family, size_t block)
{
    const size_t nodes = problem->node_count;
    const size_t links = problem->link_count;
    int64_t *zeros = ARENA_ARRAY(arena, int64_t, nodes + links);
    int64_t *energies = ARENA_ARRAY(arena, int64_t, links);
    int64_t *latencies = ARENA_ARRAY(arena, int64_t, links);
    bool *allowed = ARENA_ARRAY(arena, bool, nodes);
    for (size_t n = 0; n < nodes; n++) {
        allowed[n] = (n / family->nodes == 0) == (block % 2 == 1);
    }
    for (size_t l = 0; l < links; l++) {
        if (allowed[problem->links[l].to]) {
            const struct layered_cost cost = layered_draw(rng, family);
            energies[l] = cost.energy;
            latencies[l] = cost.latency;
        }
    }
    struct stage *stage = ARENA_NEW(arena, struct stage);
    *stage = (struct stage){
        .block = block,
        .allowed = allowed,
        .compute_energy_quanta = zeros,
        .compute_latency_quanta = zeros,
        .compute_load_ppm = zeros,
        .transfer_energy_quanta = energies,
        .transfer_latency_quanta = latencies,
        .transfer_load_ppm = zeros,
    };
    return stage;
}

/* Complete links between the two halves of the nodes, ordered by (from, to). */
static inline void layered_network(struct problem *problem, struct arena *arena, size_t n)
{
    problem->node_count = 2 * n;
    problem->link_count = 2 * n * n;
    problem->nodes = ARENA_ARRAY(arena, struct problem_node, problem->node_count);
    problem->links = ARENA_ARRAY(arena, struct problem_link, problem->link_count);
    size_t *begin = ARENA_ARRAY(arena, size_t, problem->node_count + 1);
    for (size_t from = 0; from < 2 * n; from++) {
        problem->nodes[from] = (struct problem_node){
            .id = arena_printf(arena, "n%zu", from),
            .tier = "edge",
            .capacity_ppm = LOAD_SCALE,
            .memory_bytes = MEMORY_UNLIMITED,
        };
        begin[from + 1] = begin[from] + n;
        for (size_t k = 0; k < n; k++) {
            problem->links[begin[from] + k] =
                (struct problem_link){.from = from, .to = from < n ? n + k : k, .capacity_ppm = LOAD_SCALE};
        }
    }
    problem->link_begin = begin;
}

/* Latency of the path that is best by (first, then second) cost: energy first or latency first. */
static inline int64_t layered_extreme_latency(struct arena *arena, const struct problem *problem,
                                              bool by_energy)
{
    const struct problem_configuration *configuration = &problem->applications[0].configurations[0];
    const size_t nodes = problem->node_count;
    const int64_t far = INT64_C(1) << 40;
    struct layered_cost *at = ARENA_ARRAY(arena, struct layered_cost, nodes);
    struct layered_cost *next = ARENA_ARRAY(arena, struct layered_cost, nodes);
    for (size_t n = 0; n < nodes; n++) {
        at[n] = (struct layered_cost){n == 0 ? 0 : far, n == 0 ? 0 : far};
    }
    for (size_t i = 0; i < configuration->depth; i++) {
        const struct stage *stage = configuration->stages[i];
        for (size_t n = 0; n < nodes; n++) {
            next[n] = (struct layered_cost){far, far};
        }
        for (size_t l = 0; l < problem->link_count; l++) {
            const struct problem_link *link = &problem->links[l];
            const struct layered_cost sum = {at[link->from].energy + stage->transfer_energy_quanta[l],
                                             at[link->from].latency + stage->transfer_latency_quanta[l]};
            const int64_t key = by_energy ? sum.energy : sum.latency;
            const int64_t best = by_energy ? next[link->to].energy : next[link->to].latency;
            if (stage->allowed[link->to] && key < best) {
                next[link->to] = sum;
            }
        }
        struct layered_cost *swap = at;
        at = next;
        next = swap;
    }
    struct layered_cost least = {far, far};
    for (size_t n = 0; n < nodes; n++) {
        if ((by_energy ? at[n].energy : at[n].latency) < (by_energy ? least.energy : least.latency)) {
            least = at[n];
        }
    }
    return least.latency;
}

/* The problem of a family, in `arena`. */
static inline const struct problem *layered_problem(struct arena *arena, const struct layered_family *family)
{
    struct rng rng = rng_from_seed(family->seed);
    struct problem *problem = ARENA_NEW(arena, struct problem);
    problem->name = arena_printf(arena, "layered-%zux%zu-%s-%s-%llu", family->blocks, family->nodes,
                                 family->anti_correlated ? "anti" : "ind",
                                 family->is_loose ? "loose" : "tight", (unsigned long long)family->seed);
    problem->energy_quantum_j = 1e-9;
    problem->time_quantum_s = 1e-9;
    layered_network(problem, arena, family->nodes);
    struct problem_application *application = ARENA_NEW(arena, struct problem_application);
    struct problem_configuration *configuration = ARENA_NEW(arena, struct problem_configuration);
    *configuration = (struct problem_configuration){
        .id = "all",
        .accuracy_ppb = ACCURACY_SCALE,
        .depth = family->blocks,
        .stages = ARENA_ARRAY(arena, const struct stage *, family->blocks),
    };
    for (size_t i = 0; i < family->blocks; i++) {
        configuration->stages[i] = layered_stage(arena, &rng, problem, family, i);
    }
    *application = (struct problem_application){
        .id = "app", .source = 0, .configurations = configuration, .configuration_count = 1};
    problem->applications = application;
    problem->application_count = 1;
    const int64_t fastest = layered_extreme_latency(arena, problem, false);
    const int64_t cheapest = layered_extreme_latency(arena, problem, true);
    application->deadline_quanta = fastest + (cheapest - fastest) * (family->is_loose ? 3 : 1) / 4;
    return problem;
}

#endif
