/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a few lines' table become a problem? Column by column, with no arithmetic in between. */
#include "small_problem.h"

#include "base/arena.h"

static const char *const node_ids[SMALL_NODES] = {"a", "b", "c", "d"};
static const char *const configuration_ids[SMALL_BLOCKS] = {"exit1", "exit2", "exit3", "exit4",
                                                            "exit5", "exit6", "exit7"};

static struct stage *build_stage(struct arena *arena, const struct small_problem *small, size_t block)
{
    bool *allowed = ARENA_ARRAY(arena, bool, small->nodes);
    int64_t *energies = ARENA_ARRAY(arena, int64_t, small->nodes);
    int64_t *latencies = ARENA_ARRAY(arena, int64_t, small->nodes);
    for (size_t n = 0; n < small->nodes; n++) {
        allowed[n] = small->costs[block][n].energy >= 0;
        energies[n] = allowed[n] ? small->costs[block][n].energy : 0;
        latencies[n] = small->costs[block][n].latency;
    }
    int64_t *transfer_energies = ARENA_ARRAY(arena, int64_t, small->link_count);
    int64_t *transfer_latencies = ARENA_ARRAY(arena, int64_t, small->link_count);
    for (size_t l = 0; l < small->link_count; l++) {
        transfer_energies[l] = small->links[l].energy;
        transfer_latencies[l] = small->links[l].latency;
    }
    struct stage *stage = ARENA_NEW(arena, struct stage);
    *stage = (struct stage){
        .block = block,
        .allowed = allowed,
        .compute_energy_quanta = energies,
        .compute_latency_quanta = latencies,
        .compute_load_ppm = ARENA_ARRAY(arena, int64_t, small->nodes),
        .transfer_energy_quanta = transfer_energies,
        .transfer_latency_quanta = transfer_latencies,
        .transfer_load_ppm = ARENA_ARRAY(arena, int64_t, small->link_count),
    };
    return stage;
}

static void build_network(struct problem *problem, struct arena *arena, const struct small_problem *small)
{
    problem->node_count = small->nodes;
    problem->nodes = ARENA_ARRAY(arena, struct problem_node, small->nodes);
    for (size_t n = 0; n < small->nodes; n++) {
        problem->nodes[n] = (struct problem_node){
            .id = node_ids[n], .tier = "edge", .capacity_ppm = LOAD_SCALE, .memory_bytes = MEMORY_UNLIMITED};
    }
    problem->link_count = small->link_count;
    problem->links = ARENA_ARRAY(arena, struct problem_link, small->link_count);
    size_t *link_begin = ARENA_ARRAY(arena, size_t, small->nodes + 1);
    for (size_t l = 0; l < small->link_count; l++) {
        problem->links[l] = (struct problem_link){
            .from = small->links[l].from, .to = small->links[l].to, .capacity_ppm = LOAD_SCALE};
        link_begin[small->links[l].from + 1]++;
    }
    for (size_t n = 0; n < small->nodes; n++) {
        link_begin[n + 1] += link_begin[n];
    }
    problem->link_begin = link_begin;
}

struct problem *small_problem_build(struct arena *arena, const struct small_problem *small)
{
    struct problem *problem = ARENA_NEW(arena, struct problem);
    *problem = (struct problem){
        .name = "small", .energy_quantum_j = 1.0, .time_quantum_s = 1.0, .application_count = 1};
    build_network(problem, arena, small);
    const struct stage **stages = ARENA_ARRAY(arena, const struct stage *, small->blocks);
    for (size_t i = 0; i < small->blocks; i++) {
        stages[i] = build_stage(arena, small, i);
    }
    const size_t count = small->configuration_count > 0 ? small->configuration_count : 1;
    struct problem_configuration *configurations = ARENA_ARRAY(arena, struct problem_configuration, count);
    for (size_t c = 0; c < count; c++) {
        configurations[c] = (struct problem_configuration){
            .id = configuration_ids[c],
            .accuracy_ppb = small->accuracies_ppb[c],
            .depth = small->configuration_count > 0 ? small->depths[c] : small->blocks,
            .stages = stages,
        };
    }
    problem->applications = ARENA_NEW(arena, struct problem_application);
    problem->applications[0] = (struct problem_application){
        .id = "app",
        .source = small->source,
        .deadline_quanta = small->deadline,
        .min_accuracy_ppb = small->min_accuracy_ppb,
        .configurations = configurations,
        .configuration_count = count,
    };
    return problem;
}

struct stage *small_problem_stage(struct problem *problem, size_t block)
{
    for (size_t c = 0; c < problem->applications[0].configuration_count; c++) {
        if (block < problem->applications[0].configurations[c].depth) {
            /* Built above, and still ours to change. */
            return (struct stage *)(uintptr_t)problem->applications[0].configurations[c].stages[block];
        }
    }
    return NULL;
}

const struct small_problem two_nodes = {
    .nodes = 2,
    .blocks = 2,
    .costs = {{{5, 3}, {1, 4}}, {{6, 3}, {2, 1}}},
    .links = {{0, 1, 1, 2}},
    .link_count = 1,
    .deadline = 7,
};

const struct small_problem subset_sum = {
    .nodes = 2,
    .blocks = 4,
    .costs = {{{0, 2}, {1, 1}}, {{0, 3}, {2, 1}}, {{0, 5}, {4, 1}}, {{0, 9}, {8, 1}}},
    .links = {{0, 1, 0, 0}, {1, 0, 0, 0}},
    .link_count = 2,
    .deadline = 9,
};

struct problem *small_problem_with_deadline(struct arena *arena, const struct small_problem *base,
                                            int64_t deadline)
{
    struct problem *problem = small_problem_build(arena, base);
    problem->applications[0].deadline_quanta = deadline;
    return problem;
}
