/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the checker's own evaluation of a plan know every constraint, at its limit and one beyond? */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "certificate/check_plan.h"
#include "model/plan.h"
#include "small_problem.h"
#include "suites.h"

enum { A, B };

/* One application of two_nodes that runs its blocks on a and b: energy 8, latency 6. */
struct stand {
    struct arena *arena;
    struct problem *problem;
    struct plan *plan;
    int64_t energy;
    char reason[128];
};

static void set_up(struct stand *stand)
{
    static const size_t nodes[] = {A, B};
    stand->arena = arena_new(NULL, NULL);
    stand->problem = small_problem_build(stand->arena, &two_nodes);
    stand->plan = plan_new(stand->arena, stand->problem);
    stand->energy = -1;
    struct plan_application *choice = &stand->plan->applications[0];
    *choice = (struct plan_application){.configuration = 0, .node_count = 2};
    choice->nodes = ARENA_ARRAY(stand->arena, size_t, 2);
    memcpy(choice->nodes, nodes, sizeof nodes);
}

static bool is_accepted(struct stand *stand)
{
    struct arena *scratch = arena_new(NULL, NULL);
    const bool answer =
        check_plan(&stand->energy, stand->reason, sizeof stand->reason, scratch, stand->problem, stand->plan);
    arena_free(scratch);
    return answer;
}

/* A table with one entry that is not 0. */
static int64_t *table(struct stand *stand, size_t index, int64_t value)
{
    int64_t *values = ARENA_ARRAY(stand->arena, int64_t, 2);
    values[index] = value;
    return values;
}

/* Something that the plan just fits, and no more after the second change. */
#define CHECK_LIMIT(words, fits, fits_no_more)                                                               \
    do {                                                                                                     \
        set_up(&stand);                                                                                      \
        fits;                                                                                                \
        CU_ASSERT_TRUE(is_accepted(&stand));                                                                 \
        CU_ASSERT_EQUAL(stand.energy, 8);                                                                    \
        fits_no_more;                                                                                        \
        CU_ASSERT_FALSE(is_accepted(&stand));                                                                \
        CU_ASSERT_PTR_NOT_NULL(strstr(stand.reason, (words)));                                               \
        arena_free(stand.arena);                                                                             \
    } while (0)

static void each_constraint_binds_at_its_limit(void)
{
    struct stand stand;
    const bool only_a[] = {true, false};
    CHECK_LIMIT("(P1)", (void)0, stand.plan->applications[0].node_count = 1);
    CHECK_LIMIT("(P1)", (void)0, stand.plan->applications[0].configuration = 1);
    CHECK_LIMIT("(P1)", (void)0, stand.plan->applications[0].configuration = PLAN_NO_CONFIGURATION);
    CHECK_LIMIT("(P1)", (void)0, stand.plan->applications[0].nodes[1] = 2);
    CHECK_LIMIT("applications", (void)0, stand.plan->application_count = 0);
    CHECK_LIMIT("(P2)", (void)0, stand.plan->applications[0].nodes[0] = B;
                stand.plan->applications[0].nodes[1] = A);
    CHECK_LIMIT("(P3)", (void)0, small_problem_stage(stand.problem, 1)->allowed = only_a);
    CHECK_LIMIT("(P4)", stand.problem->applications[0].deadline_quanta = 6,
                stand.problem->applications[0].deadline_quanta = 5);
    CHECK_LIMIT("(P5)", (void)0, stand.problem->applications[0].min_accuracy_ppb = 1);
    CHECK_LIMIT("(P6) of node b",
                small_problem_stage(stand.problem, 1)->compute_load_ppm = table(&stand, B, LOAD_SCALE),
                stand.problem->nodes[B].capacity_ppm--);
    CHECK_LIMIT("(P7) of node a", small_problem_stage(stand.problem, 0)->memory_bytes = 5;
                stand.problem->nodes[A].memory_bytes = 5, stand.problem->nodes[A].memory_bytes = 4);
    CHECK_LIMIT("(P8) of link a to b",
                small_problem_stage(stand.problem, 1)->transfer_load_ppm = table(&stand, 0, 7);
                stand.problem->links[0].capacity_ppm = 7, stand.problem->links[0].capacity_ppm = 6);
}

/* b becomes a second place of a: its row is a's, and entering it is charged once. */
static void shares_are_charged_on_entering_and_to_their_owner(void)
{
    struct stand stand;
    set_up(&stand);
    stand.problem->nodes[B].is_share = true;
    stand.problem->nodes[B].place = 1;
    stand.plan->applications[0].nodes[0] = B;
    for (size_t i = 0; i < 2; i++) {
        small_problem_stage(stand.problem, i)->compute_load_ppm = table(&stand, B, 5);
    }
    stand.problem->nodes[A].capacity_ppm = 5;
    stand.problem->nodes[B].capacity_ppm = 0;
    CU_ASSERT_TRUE(is_accepted(&stand));
    CU_ASSERT_EQUAL(stand.energy, 4);
    stand.problem->nodes[A].capacity_ppm = 4;
    CU_ASSERT_FALSE(is_accepted(&stand));
    stand.problem->nodes[A].capacity_ppm = 5;
    stand.problem->nodes[B].is_share = false;
    CU_ASSERT_FALSE(is_accepted(&stand));
    arena_free(stand.arena);
}

void test_check_plan_register(void)
{
    static const struct unit_test tests[] = {
        {"each constraint binds at its limit", each_constraint_binds_at_its_limit},
        {"shares are charged on entering, and to their owner",
         shares_are_charged_on_entering_and_to_their_owner},
    };
    suite_register("check_plan", tests, sizeof tests / sizeof tests[0]);
}
