/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a method answer, and does it hold? No plan is shown before the verifier has recomputed it. */
#include "explain/verified_answer.h"

#include "base/arena.h"
#include "solve/each_application.h"
#include "solve/solver.h"

enum status verified_answer_find(struct verified_answer *answer, struct arena *arena, struct arena *scratch,
                                 const struct problem *problem, const struct solver *solver,
                                 const struct solve_options *options, struct error *error)
{
    struct verified_answer found = {.solver = solver};
    const enum status status = solver->solve(&found.solution, arena, scratch, problem, options, error);
    if (status != STATUS_OK) {
        return status;
    }
    if (found.solution.plan != NULL) {
        verify_plan(&found.evaluation, arena, problem, found.solution.plan);
        if (!found.evaluation.is_feasible) {
            return error_set(error, STATUS_SOLVER, "plan of %s rejected: %s", solver->name,
                             found.evaluation.violations[0].message);
        }
        if (found.evaluation.energy_quanta != found.solution.energy_quanta) {
            return error_set(error, STATUS_SOLVER, "%s claims another energy for its plan than it has",
                             solver->name);
        }
    }
    *answer = found;
    return STATUS_OK;
}

const struct solver *verified_answer_exact_solver(const struct problem *problem, struct arena *scratch)
{
    return solver_find(problem_is_single(problem, scratch) ? "labels" : "bp");
}

const char *verified_answer_words(struct arena *arena, const struct verified_answer *answer)
{
    const char *what = answer->solution.outcome == OUTCOME_OPTIMAL      ? "the optimum"
                       : answer->solution.plan != NULL                  ? "a plan without proof"
                       : answer->solution.outcome == OUTCOME_INFEASIBLE ? "there is no plan"
                                                                        : "no plan found";
    return arena_printf(arena, "%s, by %s", what, answer->solver->name);
}
