/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which applications are too many? A deletion filter (Chinneck & Dravnieks, ORSA J. on Computing 3, 1991):
 * what can go without making the rest feasible goes; what is left is minimal.
 */
#include "solve/conflict.h"

#include "base/arena.h"
#include "base/deadline.h"
#include "base/error.h"
#include "model/problem.h"
#include "model/solution.h"
#include "solve/exhaustive.h"
#include "solve/fin_joint.h"
#include "solve/ilp.h"
#include "solve/lagrangian.h"
#include "solve/solver.h"

enum answer { ANSWER_FEASIBLE, ANSWER_INFEASIBLE, ANSWER_UNKNOWN };

typedef enum status oracle(struct solution *, struct arena *, struct arena *, const struct problem *,
                           const struct solve_options *, struct error *);

/* The first method that knows, quickest first. */
static enum answer ask(struct arena *arena, struct arena *scratch, const struct problem *problem,
                       const struct solve_options *options)
{
    static oracle *const oracles[] = {fin_joint_solve, exhaustive_solve, lagrangian_solve, ilp_solve};
    struct solve_options improving = *options;
    improving.improve = true;
    for (size_t i = 0; i < sizeof oracles / sizeof oracles[0] && !deadline_has_passed(&options->deadline);
         i++) {
        struct solution solution;
        struct error error;
        if (oracles[i](&solution, arena, scratch, problem, &improving, &error) != STATUS_OK) {
            continue;
        }
        if (solution.plan != NULL) {
            return ANSWER_FEASIBLE;
        }
        if (solution.outcome == OUTCOME_INFEASIBLE) {
            return ANSWER_INFEASIBLE;
        }
    }
    return ANSWER_UNKNOWN;
}

void conflict_find(struct conflict *conflict, struct arena *arena, struct arena *scratch,
                   const struct problem *problem, const struct solve_options *options)
{
    const size_t count = problem->application_count;
    struct problem_application *kept = ARENA_ARRAY(arena, struct problem_application, count);
    conflict->applications = ARENA_ARRAY(arena, size_t, count);
    conflict->application_count = count;
    conflict->is_minimal = true;
    for (size_t h = 0; h < count; h++) {
        conflict->applications[h] = h;
    }
    for (size_t at = 0; at < conflict->application_count && conflict->application_count > 1;) {
        struct problem rest = *problem;
        rest.applications = kept;
        rest.application_count = 0;
        for (size_t i = 0; i < conflict->application_count; i++) {
            if (i != at) {
                kept[rest.application_count++] = problem->applications[conflict->applications[i]];
            }
        }
        const enum answer answer = ask(arena, scratch, &rest, options);
        if (answer != ANSWER_INFEASIBLE) {
            conflict->is_minimal = conflict->is_minimal && answer == ANSWER_FEASIBLE;
            at++;
            continue;
        }
        for (size_t i = at; i + 1 < conflict->application_count; i++) {
            conflict->applications[i] = conflict->applications[i + 1];
        }
        conflict->application_count--;
    }
}
