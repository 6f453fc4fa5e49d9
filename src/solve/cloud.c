/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What if everything goes to the fastest node? */
#include "solve/cloud.h"

#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "model/problem.h"
#include "model/solution.h"
#include "solve/chain.h"
#include "solve/each_application.h"
#include "solve/solver.h"

/*
 * Places each block on `target` where it may run and a link leads, else where its input is. Returns the time
 * spent computing, CHAIN_UNREACHABLE if a block fits in neither place.
 */
static int64_t send_to(size_t *nodes, const struct problem *problem,
                       const struct problem_configuration *configuration, size_t target)
{
    int64_t computing = 0;
    size_t from = problem->applications[0].source;
    for (size_t i = 0; i < configuration->depth; i++) {
        const struct stage *stage = configuration->stages[i];
        struct chain_step step;
        if (chain_step_cost(&step, problem, stage, from, target)) {
            nodes[i] = target;
        } else if (stage->allowed[from]) {
            nodes[i] = from;
        } else {
            return CHAIN_UNREACHABLE;
        }
        computing += stage->compute_latency_quanta[nodes[i]];
        from = nodes[i];
    }
    return computing;
}

static bool place_at_fastest(size_t *nodes, struct arena *scratch, const struct problem *problem,
                             const struct problem_configuration *configuration)
{
    size_t *sent = ARENA_ARRAY(scratch, size_t, configuration->depth);
    int64_t fastest = CHAIN_UNREACHABLE;
    for (size_t target = 0; target < problem->node_count; target++) {
        const int64_t computing = send_to(sent, problem, configuration, target);
        if (computing < fastest) {
            fastest = computing;
            memcpy(nodes, sent, configuration->depth * sizeof *nodes);
        }
    }
    return fastest < CHAIN_UNREACHABLE;
}

static enum status cloud_solve_one(struct solution *solution, struct arena *arena, struct arena *scratch,
                                   const struct problem *problem, const struct solve_options *options,
                                   struct error *error)
{
    (void)options;
    (void)error;
    candidate_solve(solution, arena, scratch, problem, place_at_fastest, "all blocks at the fastest node is not feasible");
    return STATUS_OK;
}

enum status cloud_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                        const struct problem *problem, const struct solve_options *options,
                        struct error *error)
{
    return solve_each_application(solution, arena, scratch, problem, options, cloud_solve_one, error);
}
