/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What if every block takes the cheapest next node? Each step looks only at its own energy, among the nodes
 * from which the remaining blocks can still be placed in time; so it finds a plan whenever there is one.
 */
#include "solve/greedy.h"

#include "base/arena.h"
#include "base/checked.h"
#include "model/problem.h"
#include "model/solution.h"
#include "solve/chain.h"
#include "solve/each_application.h"
#include "solve/solver.h"

/* Fills nodes[depth]; false if the deadline cannot be met. */
static bool place_greedily(size_t *nodes, struct arena *scratch, const struct problem *problem,
                           const struct problem_configuration *configuration)
{
    const struct problem_application *application = &problem->applications[0];
    int64_t *to_go = ARENA_ARRAY(scratch, int64_t, configuration->depth * problem->node_count);
    chain_least_latency_to_go(to_go, problem, configuration);
    size_t from = application->source;
    int64_t spent = 0;
    for (size_t i = 0; i < configuration->depth; i++) {
        struct chain_step cheapest = {.energy_quanta = CHAIN_UNREACHABLE};
        struct chain_targets targets = chain_targets_begin(problem, from);
        size_t node = 0;
        while (chain_targets_next(&node, &targets, problem)) {
            struct chain_step step;
            const int64_t rest = to_go[i * problem->node_count + node];
            if (rest < CHAIN_UNREACHABLE &&
                chain_step_cost(&step, problem, configuration->stages[i], from, node) &&
                spent + step.latency_quanta + rest <= application->deadline_quanta &&
                (step.energy_quanta < cheapest.energy_quanta ||
                 (step.energy_quanta == cheapest.energy_quanta && node < nodes[i]))) {
                cheapest = step;
                nodes[i] = node;
            }
        }
        if (cheapest.energy_quanta == CHAIN_UNREACHABLE) {
            return false;
        }
        spent += cheapest.latency_quanta;
        from = nodes[i];
    }
    return true;
}

static enum status greedy_solve_one(struct solution *solution, struct arena *arena, struct arena *scratch,
                                    const struct problem *problem, const struct solve_options *options,
                                    struct error *error)
{
    (void)options;
    (void)error;
    candidate_solve(solution, arena, scratch, problem, place_greedily, "no configuration can be placed in time");
    return STATUS_OK;
}

enum status greedy_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                         const struct problem *problem, const struct solve_options *options,
                         struct error *error)
{
    return solve_each_application(solution, arena, scratch, problem, options, greedy_solve_one, error);
}
