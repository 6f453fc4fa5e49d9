/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does label setting find what plain enumeration finds, at every deadline, and stay honest when it is
 * stopped? */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "small_problem.h"
#include "solve/exhaustive.h"
#include "solve/labels.h"
#include "solve/solver.h"
#include "suites.h"
#include "verify/verify_plan.h"

/* Three nodes, all joined, four blocks, two exits; no order in the numbers, so that bounds do not close the
 * gap. */
static const struct small_problem knapsack = {
    .nodes = 3,
    .blocks = 4,
    .costs = {{{3, 14}, {9, 5}, {17, 2}},
              {{4, 13}, {8, 6}, {15, 1}},
              {{1, 19}, {11, 4}, {12, 3}},
              {{6, 9}, {7, 8}, {16, 2}}},
    .links = {{0, 1, 2, 1}, {0, 2, 1, 3}, {1, 0, 5, 0}, {1, 2, 0, 1}, {2, 0, 1, 1}, {2, 1, 3, 0}},
    .link_count = 6,
    .configuration_count = 2,
    .depths = {4, 3},
    .accuracies_ppb = {9, 8},
};

/* Both methods on one problem; what labels says is checked against what enumeration knows. */
static struct solution compare_with_enumeration(const struct problem *problem,
                                                const struct solve_options *options)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    const struct solve_options all = solve_options_default();
    struct solution referee;
    struct solution solution;
    struct error error = {.status = STATUS_OK};
    CU_ASSERT_EQUAL(exhaustive_solve(&referee, arena, scratch, problem, &all, &error), STATUS_OK);
    CU_ASSERT_EQUAL(labels_solve(&solution, arena, scratch, problem, options, &error), STATUS_OK);
    CU_ASSERT_EQUAL(solution.outcome == OUTCOME_INFEASIBLE, referee.outcome == OUTCOME_INFEASIBLE);
    CU_ASSERT_EQUAL(solution.proof != NULL,
                    solution.outcome == OUTCOME_OPTIMAL || solution.outcome == OUTCOME_INFEASIBLE);
    if (referee.outcome == OUTCOME_OPTIMAL) {
        CU_ASSERT_PTR_NOT_NULL_FATAL(solution.plan);
        struct evaluation evaluation;
        verify_plan(&evaluation, arena, problem, solution.plan);
        CU_ASSERT_TRUE(evaluation.is_feasible);
        CU_ASSERT_EQUAL(evaluation.energy_quanta, solution.energy_quanta);
        CU_ASSERT(solution.has_bound && solution.bound_quanta <= referee.energy_quanta);
        CU_ASSERT(solution.energy_quanta >= referee.energy_quanta);
        CU_ASSERT(solution.outcome != OUTCOME_OPTIMAL || solution.energy_quanta == referee.energy_quanta);
    }
    arena_free(arena);
    arena_free(scratch);
    solution.plan = NULL;
    return solution;
}

static void it_agrees_with_enumeration_at_every_deadline(void)
{
    static const struct small_problem *const problems[] = {&two_nodes, &subset_sum, &knapsack};
    const struct solve_options options = solve_options_default();
    int64_t labels = 0;
    for (size_t i = 0; i < 3; i++) {
        for (int64_t deadline = 0; deadline <= 60; deadline++) {
            struct arena *arena = arena_new(NULL, NULL);
            const struct solution solution =
                compare_with_enumeration(small_problem_with_deadline(arena, problems[i], deadline), &options);
            CU_ASSERT(solution.outcome == OUTCOME_OPTIMAL || solution.outcome == OUTCOME_INFEASIBLE);
            labels += solution.effort_count > 0 ? solution.efforts[0].count : 0;
            arena_free(arena);
        }
    }
    CU_ASSERT(labels > 50); /* the bounds alone did not do it */
}

static void costs_far_beyond_32_bits_are_exact(void)
{
    enum { SHIFT = 50 };
    const struct solve_options options = solve_options_default();
    for (int64_t deadline = 8; deadline <= 55; deadline++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct small_problem large = knapsack;
        for (size_t i = 0; i < large.blocks; i++) {
            for (size_t n = 0; n < large.nodes; n++) {
                /* Odd numbers, so that nothing is divisible by the scale. */
                large.costs[i][n].energy = (large.costs[i][n].energy << SHIFT) + (int64_t)(3 * i + n);
                large.costs[i][n].latency = (large.costs[i][n].latency << SHIFT) + (int64_t)(i + 2 * n);
            }
        }
        const struct solution solution = compare_with_enumeration(
            small_problem_with_deadline(arena, &large, (deadline << SHIFT) + 5), &options);
        CU_ASSERT(solution.outcome == OUTCOME_OPTIMAL || solution.outcome == OUTCOME_INFEASIBLE);
        arena_free(arena);
    }
}

static void stopped_at_once_it_still_has_a_plan_and_a_bound(void)
{
    int stopped = 0;
    for (int64_t deadline = 0; deadline <= 60; deadline++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct solve_options options = solve_options_default();
        options.deadline = deadline_after(0.0, NULL);
        const struct solution solution =
            compare_with_enumeration(small_problem_with_deadline(arena, &knapsack, deadline), &options);
        CU_ASSERT_NOT_EQUAL(solution.outcome, OUTCOME_UNKNOWN);
        CU_ASSERT(solution.outcome != OUTCOME_FEASIBLE || solution.note != NULL);
        stopped += solution.outcome == OUTCOME_FEASIBLE;
        arena_free(arena);
    }
    CU_ASSERT(stopped > 0);
}

static void a_raised_flag_stops_it_like_the_clock(void)
{
    static const volatile sig_atomic_t raised = 1;
    struct arena *arena = arena_new(NULL, NULL);
    struct solve_options options = solve_options_default();
    options.deadline = deadline_after(1000.0, &raised);
    int stopped = 0;
    for (int64_t deadline = 8; deadline <= 55; deadline++) {
        const struct solution solution =
            compare_with_enumeration(small_problem_with_deadline(arena, &knapsack, deadline), &options);
        stopped += solution.outcome == OUTCOME_FEASIBLE && solution.note != NULL;
    }
    CU_ASSERT(stopped > 0);
    CU_ASSERT_EQUAL(deadline_seconds_left(&options.deadline), 0.0);
    arena_free(arena);
}

/*
 * Both blocks on one node take 1.2 of it, and the optimum is there; placing them apart is not label setting's
 * affair.
 */
static void under_a_capacity_it_gives_a_bound(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    struct problem *problem = small_problem_build(arena, &two_nodes);
    static const int64_t loads[] = {600000, 600000};
    small_problem_stage(problem, 0)->compute_load_ppm = loads;
    small_problem_stage(problem, 1)->compute_load_ppm = loads;
    const struct solve_options options = solve_options_default();
    struct solution solution;
    struct error error = {.status = STATUS_OK};
    CU_ASSERT_EQUAL_FATAL(labels_solve(&solution, arena, scratch, problem, &options, &error), STATUS_OK);
    CU_ASSERT_EQUAL(solution.outcome, OUTCOME_UNKNOWN);
    CU_ASSERT_PTR_NULL(solution.plan);
    CU_ASSERT_TRUE(solution.has_bound);
    CU_ASSERT_EQUAL(solution.bound_quanta, 4);
    CU_ASSERT_PTR_NOT_NULL_FATAL(solution.note);
    CU_ASSERT_PTR_NOT_NULL(strstr(solution.note, "P6[b]"));
    arena_free(arena);
    arena_free(scratch);
}

void test_labels_register(void)
{
    static const struct unit_test tests[] = {
        {"it agrees with enumeration at every deadline", it_agrees_with_enumeration_at_every_deadline},
        {"costs far beyond 32 bits are exact", costs_far_beyond_32_bits_are_exact},
        {"stopped at once it still has a plan and a bound", stopped_at_once_it_still_has_a_plan_and_a_bound},
        {"a raised flag stops it like the clock", a_raised_flag_stops_it_like_the_clock},
        {"under a capacity it gives a bound", under_a_capacity_it_gives_a_bound},
    };
    suite_register("labels", tests, sizeof tests / sizeof tests[0]);
}
