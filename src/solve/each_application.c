/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What do the answers for single applications say about all of them together? */
#include "solve/each_application.h"

#include "base/arena.h"
#include "model/plan.h"
#include "model/problem.h"
#include "model/resource_usage.h"
#include "model/solution.h"
#include "solve/solver.h"

bool problem_is_single(const struct problem *problem, struct arena *scratch)
{
    if (problem->application_count != 1) {
        return false;
    }
    const struct arena_mark mark = arena_mark(scratch);
    struct resource_usage most;
    resource_usage_bound_all(&most, scratch, problem);
    const bool is_single = resource_usage_violated_row(scratch, problem, &most) == NULL;
    arena_rewind(scratch, mark);
    return is_single;
}

/* What is known after some applications. */
struct combination {
    struct plan *plan;
    bool all_have_plans;
    bool all_are_optimal;
    bool all_have_bounds;
    int64_t energy_quanta;
    int64_t bound_quanta;
    const char *note; /* why the first without a plan has none */
};

static void add_answer(struct combination *all, struct arena *arena, const struct problem *problem, size_t h,
                       const struct solution *one)
{
    all->all_have_bounds = all->all_have_bounds && one->has_bound;
    all->bound_quanta += one->bound_quanta;
    all->all_are_optimal = all->all_are_optimal && one->outcome == OUTCOME_OPTIMAL;
    if (one->plan != NULL) {
        all->plan->applications[h] = one->plan->applications[0];
        all->energy_quanta += one->energy_quanta;
        return;
    }
    if (all->all_have_plans) {
        all->note = problem->application_count == 1
                        ? one->note
                        : arena_printf(arena, "%s: %s", problem->applications[h].id, one->note);
    }
    all->all_have_plans = false;
}

/* A row that the combined plan violates, or NULL. */
static const char *violated_row(struct arena *arena, struct arena *scratch, const struct problem *problem,
                                const struct plan *plan)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct resource_usage usage;
    resource_usage_init(&usage, scratch, problem);
    for (size_t h = 0; h < problem->application_count; h++) {
        resource_usage_add(&usage, problem, h, &plan->applications[h], 1);
    }
    const char *row = resource_usage_violated_row(arena, problem, &usage);
    arena_rewind(scratch, mark);
    return row;
}

static void conclude(struct solution *solution, struct arena *arena, struct arena *scratch,
                     const struct problem *problem, const struct combination *all)
{
    solution->has_bound = all->all_have_bounds;
    solution->bound_quanta = all->all_have_bounds ? all->bound_quanta : 0;
    if (!all->all_have_plans) {
        solution->outcome = OUTCOME_UNKNOWN;
        solution->proof = NULL;
        solution->note = all->note;
        return;
    }
    const char *row = violated_row(arena, scratch, problem, all->plan);
    if (row != NULL) {
        solution->outcome = OUTCOME_UNKNOWN;
        solution->proof = NULL;
        solution->note =
            arena_printf(arena, "placed without regard to capacities: %s would be violated", row);
        return;
    }
    solution->outcome = all->all_are_optimal ? OUTCOME_OPTIMAL : OUTCOME_FEASIBLE;
    solution->plan = all->plan;
    solution->energy_quanta = all->energy_quanta;
    if (!all->all_are_optimal) {
        solution->proof = NULL;
    } else if (problem->application_count > 1) {
        solution->proof = "each application has its own optimum, and together they fit";
    }
}

enum status solve_each_application(struct solution *solution, struct arena *arena, struct arena *scratch,
                                   const struct problem *problem, const struct solve_options *options,
                                   single_solver *solve_one, struct error *error)
{
    struct combination all = {
        .plan = plan_new(arena, problem),
        .all_have_plans = true,
        .all_are_optimal = true,
        .all_have_bounds = true,
    };
    *solution = (struct solution){.outcome = OUTCOME_UNKNOWN};
    for (size_t h = 0; h < problem->application_count; h++) {
        struct problem view = *problem;
        struct solution one;
        view.applications = &problem->applications[h];
        view.application_count = 1;
        const enum status status = solve_one(&one, arena, scratch, &view, options, error);
        if (status != STATUS_OK) {
            return status;
        }
        for (size_t i = 0; i < one.effort_count; i++) {
            solution_add_effort(solution, one.efforts[i].name, one.efforts[i].count);
        }
        solution->proof = one.proof;
        solution->note = one.note;
        if (one.outcome == OUTCOME_INFEASIBLE) {
            solution->outcome = OUTCOME_INFEASIBLE;
            if (problem->application_count > 1) {
                solution->proof =
                    arena_printf(arena, "%s by itself: %s", problem->applications[h].id, one.proof);
            }
            return STATUS_OK;
        }
        add_answer(&all, arena, problem, h, &one);
    }
    conclude(solution, arena, scratch, problem, &all);
    return STATUS_OK;
}
