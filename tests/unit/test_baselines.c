/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does each baseline do what its name says: right here, wrong there, and nothing found where it must not? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "model/plan.h"
#include "small_problem.h"
#include "solve/cloud.h"
#include "solve/exhaustive.h"
#include "solve/greedy.h"
#include "solve/local.h"
#include "solve/mcp.h"
#include "solve/solver.h"
#include "suites.h"
#include "verify/verify_plan.h"

typedef enum status solve_function(struct solution *solution, struct arena *arena, struct arena *scratch,
                                   const struct problem *problem, const struct solve_options *options,
                                   struct error *error);

static solve_function *const methods[] = {local_solve, cloud_solve, greedy_solve, mcp_solve};
enum { METHODS = 4, NOTHING = -1 };

/* b is faster and dearer, and one quantum away. */
static const struct small_problem dear_and_fast = {.nodes = 2,
                                                   .blocks = 1,
                                                   .costs = {{{1, 5}, {7, 1}}},
                                                   .links = {{0, 1, 1, 1}},
                                                   .link_count = 1,
                                                   .deadline = 9};

/* b is the cheapest place for block 1 and a trap: block 2 is dear there, and nothing leads back. */
static const struct small_problem trap = {
    .nodes = 2,
    .blocks = 2,
    .costs = {{{5, 1}, {4, 1}}, {{1, 1}, {9, 1}}},
    .links = {{0, 1, 0, 1}},
    .link_count = 1,
    .deadline = 10,
};

/* Block 1 must stay on a, where the data is. */
static const struct small_problem first_block_stays = {
    .nodes = 2,
    .blocks = 2,
    .costs = {{{5, 3}, NOWHERE}, {{6, 3}, {2, 1}}},
    .links = {{0, 1, 1, 2}},
    .link_count = 1,
    .deadline = 7,
};

/* Block 1 may not run on a at all. */
static const struct small_problem first_block_leaves = {.nodes = 2,
                                                        .blocks = 1,
                                                        .costs = {{NOWHERE, {7, 1}}},
                                                        .links = {{0, 1, 1, 1}},
                                                        .link_count = 1,
                                                        .deadline = 9};

/* The fastest node, c, is two links away: a plan must stop at b on its way. */
static const struct small_problem two_links_away = {
    .nodes = 3,
    .blocks = 2,
    .costs = {{{5, 4}, {4, 3}, {1, 1}}, {{5, 4}, {4, 3}, {1, 1}}},
    .links = {{0, 1, 1, 1}, {1, 2, 1, 1}},
    .link_count = 2,
    .deadline = 9,
};

static void each_is_right_here_and_wrong_there(void)
{
    static const struct {
        const struct small_problem *small;
        int64_t deadline;
        int64_t optimum;
        int64_t energies[METHODS]; /* local, cloud, greedy, mcp */
    } cases[] = {
        {&two_nodes, 7, 4, {11, 4, 4, 11}},       /* mcp: aa and ab are as fast, the first node wins */
        {&two_nodes, 6, 8, {11, NOTHING, 8, 11}}, /* all on b is one quantum late */
        {&two_nodes, 5, NOTHING, {NOTHING, NOTHING, NOTHING, NOTHING}},
        {&dear_and_fast, 9, 1, {1, 8, 1, 8}},
        {&dear_and_fast, 4, 8, {NOTHING, 8, 8, 8}},
        {&trap, 10, 6, {6, 6, 13, 6}},
        {&trap, 1, NOTHING, {NOTHING, NOTHING, NOTHING, NOTHING}},
        {&first_block_stays, 7, 8, {11, 8, 8, 11}}, /* cloud leaves block 1 where it must be */
        {&first_block_leaves, 9, 8, {NOTHING, 8, 8, 8}},
        {&two_links_away,
         9,
         7,
         {10, 9, 10, 7}}, /* c is out of cloud's sight, b is its best; greedy never moves */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct arena *scratch = arena_new(NULL, NULL);
        const struct problem *problem = small_problem_with_deadline(arena, cases[i].small, cases[i].deadline);
        const struct solve_options options = solve_options_default();
        struct error error = {.status = STATUS_OK};
        struct solution referee;
        CU_ASSERT_EQUAL(exhaustive_solve(&referee, arena, scratch, problem, &options, &error), STATUS_OK);
        CU_ASSERT_EQUAL(referee.outcome == OUTCOME_OPTIMAL ? referee.energy_quanta : NOTHING,
                        cases[i].optimum);
        for (size_t m = 0; m < METHODS; m++) {
            struct solution solution;
            CU_ASSERT_EQUAL(methods[m](&solution, arena, scratch, problem, &options, &error), STATUS_OK);
            if (cases[i].energies[m] == NOTHING) {
                CU_ASSERT_EQUAL(solution.outcome, OUTCOME_UNKNOWN);
                CU_ASSERT_PTR_NULL(solution.plan);
                CU_ASSERT_PTR_NOT_NULL(solution.note);
                continue;
            }
            CU_ASSERT_EQUAL_FATAL(solution.outcome, OUTCOME_FEASIBLE);
            CU_ASSERT_EQUAL(solution.energy_quanta, cases[i].energies[m]);
            struct evaluation evaluation;
            verify_plan(&evaluation, arena, problem, solution.plan);
            CU_ASSERT_TRUE(evaluation.is_feasible);
            CU_ASSERT_EQUAL(evaluation.energy_quanta, solution.energy_quanta);
            CU_ASSERT_PTR_NULL(solution.proof);
            CU_ASSERT_FALSE(solution.has_bound);
        }
        arena_free(arena);
        arena_free(scratch);
    }
}

/* Two exits on one node: exit1 after block 1 (accuracy 600), exit2 after block 2 (900). */
static const struct small_problem two_exits = {
    .nodes = 1,
    .blocks = 2,
    .costs = {{{5, 5}}, {{5, 3}}},
    .configuration_count = 2,
    .depths = {1, 2},
    .accuracies_ppb = {600, 900},
};

static void mcp_weighs_accuracy_against_time(void)
{
    static const struct {
        int64_t target;
        int64_t deadline;
        int64_t configuration; /* NOTHING: none found */
    } cases[] = {
        {600, 10, 1}, /* weights 1 (600/600) and 0.8 (8/10): the deeper one, though dearer */
        {600, 8, 0},  /* 1 and 1: less latency */
        {600, 7, 0},  /* the deeper one is late */
        {300, 10, 0}, /* 0.5 and 0.8 */
        {601, 10, 1}, /* exit1 is not accurate enough */
        {601, 7, NOTHING}, {901, 100, NOTHING}, {0, 4, NOTHING},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct arena *scratch = arena_new(NULL, NULL);
        struct problem *problem = small_problem_with_deadline(arena, &two_exits, cases[i].deadline);
        problem->applications[0].min_accuracy_ppb = cases[i].target;
        const struct solve_options options = solve_options_default();
        struct solution solution;
        struct error error = {.status = STATUS_OK};
        CU_ASSERT_EQUAL(mcp_solve(&solution, arena, scratch, problem, &options, &error), STATUS_OK);
        CU_ASSERT_EQUAL(solution.plan != NULL, cases[i].configuration != NOTHING);
        CU_ASSERT(solution.plan == NULL ||
                  solution.plan->applications[0].configuration == (size_t)cases[i].configuration);
        arena_free(arena);
        arena_free(scratch);
    }
}

static void all_take_the_cheapest_accurate_configuration_but_mcp(void)
{
    for (size_t m = 0; m < METHODS - 1; m++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct arena *scratch = arena_new(NULL, NULL);
        struct problem *problem = small_problem_with_deadline(arena, &two_exits, 100);
        const struct solve_options options = solve_options_default();
        struct solution solution;
        struct error error = {.status = STATUS_OK};
        problem->applications[0].min_accuracy_ppb = 500;
        CU_ASSERT_EQUAL(methods[m](&solution, arena, scratch, problem, &options, &error), STATUS_OK);
        CU_ASSERT_EQUAL(solution.energy_quanta, 5);
        problem->applications[0].min_accuracy_ppb = 700;
        CU_ASSERT_EQUAL(methods[m](&solution, arena, scratch, problem, &options, &error), STATUS_OK);
        CU_ASSERT_EQUAL(solution.energy_quanta, 10);
        arena_free(arena);
        arena_free(scratch);
    }
}

static void every_method_is_found_by_its_name(void)
{
    size_t count = 0;
    for (const struct solver *solver = solver_table; solver->name != NULL; solver++) {
        CU_ASSERT_PTR_EQUAL(solver_find(solver->name), solver);
        CU_ASSERT_PTR_NOT_NULL(solver->solve);
        count++;
    }
    CU_ASSERT_EQUAL(count, 10);
    CU_ASSERT_PTR_NULL(solver_find("FIN"));
    CU_ASSERT_PTR_NULL(solver_find(""));
}

void test_baselines_register(void)
{
    static const struct unit_test tests[] = {
        {"each is right here and wrong there", each_is_right_here_and_wrong_there},
        {"mcp weighs accuracy against time", mcp_weighs_accuracy_against_time},
        {"all take the cheapest accurate configuration, but mcp",
         all_take_the_cheapest_accurate_configuration_but_mcp},
        {"every method is found by its name", every_method_is_found_by_its_name},
    };
    suite_register("baselines", tests, sizeof tests / sizeof tests[0]);
}
