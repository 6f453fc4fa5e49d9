/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What if nothing is offloaded? */
#include "solve/local.h"

#include "base/arena.h"
#include "model/problem.h"
#include "model/solution.h"
#include "solve/chain.h"
#include "solve/each_application.h"
#include "solve/solver.h"

static enum status local_solve_one(struct solution *solution, struct arena *arena, struct arena *scratch,
                                   const struct problem *problem, const struct solve_options *options,
                                   struct error *error)
{
    (void)options;
    (void)error;
    const struct arena_mark mark = arena_mark(scratch);
    *solution = (struct solution){.outcome = OUTCOME_UNKNOWN};
    const struct problem_application *application = &problem->applications[0];
    struct candidate best = {0};
    for (size_t c = 0; c < application->configuration_count; c++) {
        const size_t depth = application->configurations[c].depth;
        size_t *nodes = ARENA_ARRAY(scratch, size_t, depth);
        for (size_t i = 0; i < depth; i++) {
            nodes[i] = application->source;
        }
        struct candidate offer;
        if (candidate_evaluate(&offer, problem, c, nodes)) {
            candidate_offer(&best, scratch, problem, &offer);
        }
    }
    candidate_answer(solution, arena, problem, &best, "all blocks at the source is not feasible");
    arena_rewind(scratch, mark);
    return STATUS_OK;
}

enum status local_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                        const struct problem *problem, const struct solve_options *options,
                        struct error *error)
{
    return solve_each_application(solution, arena, scratch, problem, options, local_solve_one, error);
}
