/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a plan found exactly where there is one, and is it the fastest? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "model/plan.h"
#include "small_problem.h"
#include "solve/feasibility.h"
#include "solve/solver.h"
#include "suites.h"
#include "verify/verify_plan.h"

static void the_least_deadline_is_the_fastest_plan(void)
{
    const struct solve_options options = solve_options_default();
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    for (int64_t deadline = 4; deadline <= 8; deadline++) {
        const struct problem *problem = small_problem_with_deadline(arena, &two_nodes, deadline);
        const struct plan *plan = NULL;
        struct evaluation evaluation;
        const enum feasibility answer = feasibility_ask(&plan, arena, scratch, problem, &options);
        CU_ASSERT_EQUAL(answer, deadline < 6 ? FEASIBILITY_NO : FEASIBILITY_YES);
        if (answer == FEASIBILITY_YES) {
            verify_plan(&evaluation, arena, problem, plan);
            CU_ASSERT_TRUE(evaluation.is_feasible);
            CU_ASSERT_EQUAL(evaluation.applications[0].latency_quanta, 6);
        }
    }
    arena_free(scratch);
    arena_free(arena);
}

void test_feasibility_register(void)
{
    static const struct unit_test tests[] = {
        {"the least deadline is the fastest plan", the_least_deadline_is_the_fastest_plan},
    };
    suite_register("feasibility", tests, sizeof tests / sizeof tests[0]);
}
