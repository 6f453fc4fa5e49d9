/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does a deadline decide anything? Each application alone, by label setting: with the deadline, and with one
 * that every plan keeps. The same optimum twice: it never binds. No plan, and one without it: nothing can
 * keep it.
 */
#include "base/arena.h"
#include "base/deadline.h"
#include "lint/lint.h"
#include "model/problem.h"
#include "solve/solver.h"

static enum outcome solve_alone(int64_t *energy_quanta, struct arena *arena, const struct problem *problem,
                                double seconds)
{
    struct arena *scratch = arena_new(NULL, NULL);
    struct solve_options options = solve_options_default();
    struct solution solution = {.outcome = OUTCOME_UNKNOWN};
    struct error error;
    options.deadline = deadline_after(seconds, NULL);
    const enum status status =
        solver_find("labels")->solve(&solution, arena, scratch, problem, &options, &error);
    arena_free(scratch);
    *energy_quanta = solution.energy_quanta;
    return status == STATUS_OK ? solution.outcome : OUTCOME_UNKNOWN;
}

static void judge(struct lint_report *report, const struct problem *problem, size_t h, double seconds)
{
    const struct problem_application *application = &problem->applications[h];
    struct problem alone = *problem;
    alone.applications = &problem->applications[h];
    alone.application_count = 1;
    const bool is_expected = problem->expected.status == EXPECTED_INFEASIBLE;
    int64_t energy_quanta = 0;
    int64_t free_energy_quanta = 0;
    const char *path = arena_printf(report->arena, "applications[%zu].max_latency_s", h);
    const struct problem *unbound = problem_with_deadline(report->arena, &alone, 0, QUANTA_LIMIT);
    const enum outcome without = solve_alone(&free_energy_quanta, report->arena, unbound, seconds);
    if (without != OUTCOME_OPTIMAL) {
        return; /* there is no plan anyway, or nobody knows */
    }
    const enum outcome with = solve_alone(&energy_quanta, report->arena, &alone, seconds);
    if (with == OUTCOME_INFEASIBLE) {
        lint_add(report, LINT_IMPOSSIBLE_DEADLINE, is_expected ? LINT_NOTE : LINT_WARNING, path,
                 "no plan of \"%s\" is that fast%s", application->id,
                 is_expected ? ", as the file expects" : "");
    } else if (with == OUTCOME_OPTIMAL && energy_quanta == free_energy_quanta) {
        lint_add(report, LINT_LOOSE_DEADLINE, LINT_NOTE, path,
                 "the cheapest plan of \"%s\" by itself keeps it: it decides nothing", application->id);
    }
}

void lint_deadlines(struct lint_report *report, const struct problem *problem, double seconds)
{
    for (size_t h = 0; h < problem->application_count; h++) {
        judge(report, problem, h, seconds);
    }
}
