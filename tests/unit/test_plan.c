/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a new plan place nothing, is a copy deep, and are efforts added up by name? */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "model/plan.h"
#include "model/problem.h"
#include "model/solution.h"
#include "suites.h"

static void a_new_plan_places_nothing(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem problem = {.application_count = 2};
    const struct plan *plan = plan_new(arena, &problem);
    CU_ASSERT_EQUAL(plan->application_count, 2);
    for (size_t h = 0; h < 2; h++) {
        CU_ASSERT_EQUAL(plan->applications[h].configuration, PLAN_NO_CONFIGURATION);
        CU_ASSERT_EQUAL(plan->applications[h].node_count, 0);
    }
    arena_free(arena);
}

static void a_copy_shares_nothing(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem problem = {.application_count = 2};
    struct plan *plan = plan_new(arena, &problem);
    size_t nodes[] = {3, 1, 2};
    plan->applications[1] = (struct plan_application){.configuration = 7, .nodes = nodes, .node_count = 3};
    const struct plan *copy = plan_copy(arena, plan);
    nodes[0] = 99;
    plan->applications[1].configuration = 0;
    CU_ASSERT_EQUAL(copy->application_count, 2);
    CU_ASSERT_EQUAL(copy->applications[0].configuration, PLAN_NO_CONFIGURATION);
    CU_ASSERT_EQUAL(copy->applications[1].configuration, 7);
    CU_ASSERT_EQUAL(copy->applications[1].node_count, 3);
    CU_ASSERT_EQUAL(copy->applications[1].nodes[0], 3);
    CU_ASSERT_EQUAL(copy->applications[1].nodes[2], 2);
    arena_free(arena);
}

static void efforts_of_one_name_are_added_up(void)
{
    struct solution solution = {.outcome = OUTCOME_UNKNOWN};
    solution_add_effort(&solution, "labels", 3);
    solution_add_effort(&solution, "sweeps", 1);
    solution_add_effort(&solution, "labels", 4);
    CU_ASSERT_EQUAL(solution.effort_count, 2);
    CU_ASSERT_STRING_EQUAL(solution.efforts[0].name, "labels");
    CU_ASSERT_EQUAL(solution.efforts[0].count, 7);
    CU_ASSERT_EQUAL(solution.efforts[1].count, 1);
}

static void outcomes_have_the_names_of_the_command_line(void)
{
    CU_ASSERT_STRING_EQUAL(outcome_name(OUTCOME_OPTIMAL), "optimal");
    CU_ASSERT_STRING_EQUAL(outcome_name(OUTCOME_FEASIBLE), "feasible");
    CU_ASSERT_STRING_EQUAL(outcome_name(OUTCOME_INFEASIBLE), "infeasible");
    CU_ASSERT_STRING_EQUAL(outcome_name(OUTCOME_UNKNOWN), "unknown");
}

void test_plan_register(void)
{
    static const struct unit_test tests[] = {
        {"a new plan places nothing", a_new_plan_places_nothing},
        {"a copy shares nothing", a_copy_shares_nothing},
        {"efforts of one name are added up", efforts_of_one_name_are_added_up},
        {"outcomes have the names of the command line", outcomes_have_the_names_of_the_command_line},
    };
    suite_register("plan", tests, sizeof tests / sizeof tests[0]);
}
