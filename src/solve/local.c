/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What if nothing is offloaded? */
#include "solve/local.h"

#include "base/arena.h"
#include "model/problem.h"
#include "model/solution.h"
#include "solve/chain.h"
#include "solve/each_application.h"
#include "solve/solver.h"

static bool place_at_source(size_t *nodes, struct arena *scratch, const struct problem *problem,
                            const struct problem_configuration *configuration)
{
    (void)scratch;
    for (size_t i = 0; i < configuration->depth; i++) {
        nodes[i] = problem->applications[0].source;
    }
    return true;
}

static enum status local_solve_one(struct solution *solution, struct arena *arena, struct arena *scratch,
                                   const struct problem *problem, const struct solve_options *options,
                                   struct error *error)
{
    (void)options;
    (void)error;
    candidate_solve(solution, arena, scratch, problem, place_at_source, "all blocks at the source is not feasible");
    return STATUS_OK;
}

enum status local_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                        const struct problem *problem, const struct solve_options *options,
                        struct error *error)
{
    return solve_each_application(solution, arena, scratch, problem, options, local_solve_one, error);
}
