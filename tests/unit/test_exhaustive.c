/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the referee look at every plan, once, and know when there are too many? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "model/plan.h"
#include "small_problem.h"
#include "solve/exhaustive.h"
#include "solve/solver.h"
#include "suites.h"

/* All links between `nodes` nodes, in order. */
static void join_all(struct small_problem *small)
{
    for (size_t from = 0; from < small->nodes; from++) {
        for (size_t to = 0; to < small->nodes; to++) {
            if (from != to) {
                small->links[small->link_count++] = (struct small_link){from, to, 1, 1};
            }
        }
    }
}

static void sequences_are_counted(void)
{
    static const struct {
        size_t nodes;
        size_t blocks;
        bool joined;
        int64_t count;
    } cases[] = {
        {1, 1, false, 1}, {1, 4, false, 1}, {3, 4, false, 1},
        {2, 4, true, 16}, {3, 3, true, 27}, {4, 4, true, 256},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct small_problem small = {.nodes = cases[i].nodes, .blocks = cases[i].blocks};
        if (cases[i].joined) {
            join_all(&small);
        }
        CU_ASSERT_EQUAL(exhaustive_count(small_problem_build(arena, &small), arena), cases[i].count);
        arena_free(arena);
    }
}

static void only_accurate_configurations_and_allowed_nodes_count(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct small_problem small = {
        .nodes = 2,
        .blocks = 3,
        .configuration_count = 3,
        .depths = {1, 2, 3},
        .accuracies_ppb = {5, 7, 9},
    };
    join_all(&small);
    CU_ASSERT_EQUAL(exhaustive_count(small_problem_build(arena, &small), arena), 2 + 4 + 8);
    small.min_accuracy_ppb = 7;
    CU_ASSERT_EQUAL(exhaustive_count(small_problem_build(arena, &small), arena), 4 + 8);
    small.costs[1][0].energy = -1;
    CU_ASSERT_EQUAL(exhaustive_count(small_problem_build(arena, &small), arena), 2 + 4);
    arena_free(arena);
}

static void a_count_beyond_int64_is_the_largest_int64(void)
{
    enum { DEPTH = 70 };
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = small_problem_build(arena, &subset_sum);
    struct problem_configuration *configuration = &problem->applications[0].configurations[0];
    const struct stage **stages = ARENA_ARRAY(arena, const struct stage *, DEPTH);
    for (size_t i = 0; i < DEPTH; i++) {
        stages[i] = configuration->stages[0];
    }
    configuration->stages = stages;
    configuration->depth = 62;
    CU_ASSERT_EQUAL(exhaustive_count(problem, arena), INT64_C(1) << 62);
    configuration->depth = DEPTH;
    CU_ASSERT_EQUAL(exhaustive_count(problem, arena), INT64_MAX);
    arena_free(arena);
}

struct listing {
    size_t count;
    size_t stop_after;
    size_t nodes[8][2];
    int64_t energies[8];
    int64_t latencies[8];
};

static bool note_plan(void *context, const struct plan *plan, int64_t energy_quanta, int64_t latency_quanta)
{
    struct listing *listing = context;
    const size_t i = listing->count++;
    if (i < 8) {
        listing->nodes[i][0] = plan->applications[0].nodes[0];
        listing->nodes[i][1] = plan->applications[0].nodes[1];
        listing->energies[i] = energy_quanta;
        listing->latencies[i] = latency_quanta;
    }
    return listing->count != listing->stop_after;
}

static void every_plan_in_time_is_listed_in_order(void)
{
    static const struct {
        int64_t deadline;
        size_t count;
    } cases[] = {{5, 0}, {6, 2}, {7, 3}};
    static const struct listing expected = {
        .nodes = {{0, 0}, {0, 1}, {1, 1}}, .energies = {11, 8, 4}, .latencies = {6, 6, 7}};
    for (size_t i = 0; i < 3; i++) {
        struct arena *arena = arena_new(NULL, NULL);
        const struct problem *problem = small_problem_with_deadline(arena, &two_nodes, cases[i].deadline);
        const struct solve_options options = solve_options_default();
        struct error error = {.status = STATUS_OK};
        struct listing listing = {.count = 0};
        CU_ASSERT_EQUAL(exhaustive_list(problem, arena, &options, note_plan, &listing, &error), STATUS_OK);
        CU_ASSERT_EQUAL(listing.count, cases[i].count);
        for (size_t k = 0; k < listing.count; k++) {
            CU_ASSERT_EQUAL(listing.nodes[k][0], expected.nodes[k][0]);
            CU_ASSERT_EQUAL(listing.nodes[k][1], expected.nodes[k][1]);
            CU_ASSERT_EQUAL(listing.energies[k], expected.energies[k]);
            CU_ASSERT_EQUAL(listing.latencies[k], expected.latencies[k]);
        }
        arena_free(arena);
    }
}

static void a_visitor_may_stop_the_list(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct solve_options options = solve_options_default();
    struct error error = {.status = STATUS_OK};
    struct listing listing = {.stop_after = 2};
    CU_ASSERT_EQUAL(
        exhaustive_list(small_problem_build(arena, &two_nodes), arena, &options, note_plan, &listing, &error),
        STATUS_OK);
    CU_ASSERT_EQUAL(listing.count, 2);
    arena_free(arena);
}

static void the_cheapest_plan_in_time_wins(void)
{
    for (int64_t deadline = 0; deadline <= 20; deadline++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct arena *scratch = arena_new(NULL, NULL);
        const struct problem *problem = small_problem_with_deadline(arena, &subset_sum, deadline);
        const struct solve_options options = solve_options_default();
        struct solution solution;
        struct error error = {.status = STATUS_OK};
        CU_ASSERT_EQUAL(exhaustive_solve(&solution, arena, scratch, problem, &options, &error), STATUS_OK);
        CU_ASSERT_EQUAL(solution.outcome, deadline < 4 ? OUTCOME_INFEASIBLE : OUTCOME_OPTIMAL);
        CU_ASSERT_PTR_NOT_NULL(solution.proof);
        if (deadline >= 4) {
            CU_ASSERT_EQUAL(solution.energy_quanta, deadline >= 19 ? 0 : 19 - deadline);
            CU_ASSERT_EQUAL(solution.bound_quanta, solution.energy_quanta);
        }
        arena_free(arena);
        arena_free(scratch);
    }
}

static void too_many_plans_are_not_looked_at(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    struct solve_options options = solve_options_default();
    struct solution solution;
    struct error error = {.status = STATUS_OK};
    const struct problem *problem = small_problem_build(arena, &subset_sum);
    options.enumeration_limit = 16;
    CU_ASSERT_EQUAL(exhaustive_solve(&solution, arena, scratch, problem, &options, &error), STATUS_OK);
    CU_ASSERT_EQUAL(solution.outcome, OUTCOME_OPTIMAL);
    options.enumeration_limit = 15;
    CU_ASSERT_EQUAL(exhaustive_solve(&solution, arena, scratch, problem, &options, &error), STATUS_OK);
    CU_ASSERT_EQUAL(solution.outcome, OUTCOME_UNKNOWN);
    CU_ASSERT_PTR_NULL(solution.plan);
    struct listing listing = {.count = 0};
    CU_ASSERT_EQUAL(exhaustive_list(problem, arena, &options, note_plan, &listing, &error),
                    STATUS_UNSUPPORTED);
    CU_ASSERT_EQUAL(listing.count, 0);
    arena_free(arena);
    arena_free(scratch);
}

/* The last block may run nowhere: no plan to look at, but 4 + 16 + ... + 1024 beginnings of one. */
static void dead_ends_count_against_the_limit(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    struct small_problem small = {
        .nodes = 4, .blocks = 6, .costs = {[5] = {NOWHERE, NOWHERE, NOWHERE, NOWHERE}}};
    join_all(&small);
    const struct problem *problem = small_problem_build(arena, &small);
    struct solve_options options = solve_options_default();
    struct solution solution;
    struct error error = {.status = STATUS_OK};
    CU_ASSERT_EQUAL(exhaustive_count(problem, arena), 0);
    options.enumeration_limit = 10;
    CU_ASSERT_EQUAL(exhaustive_solve(&solution, arena, scratch, problem, &options, &error), STATUS_OK);
    CU_ASSERT_EQUAL(solution.outcome, OUTCOME_UNKNOWN);
    options.enumeration_limit = 1024;
    CU_ASSERT_EQUAL(exhaustive_solve(&solution, arena, scratch, problem, &options, &error), STATUS_OK);
    CU_ASSERT_EQUAL(solution.outcome, OUTCOME_INFEASIBLE);
    arena_free(arena);
    arena_free(scratch);
}

/* The same with 4^15 beginnings: if only complete plans looked at the clock, this would take minutes. */
static void the_time_limit_holds_among_dead_ends(void)
{
    enum { DEPTH = 16 };
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    struct small_problem small = {
        .nodes = 4, .blocks = 2, .costs = {[1] = {NOWHERE, NOWHERE, NOWHERE, NOWHERE}}};
    join_all(&small);
    struct problem *problem = small_problem_build(arena, &small);
    struct problem_configuration *configuration = &problem->applications[0].configurations[0];
    const struct stage **stages = ARENA_ARRAY(arena, const struct stage *, DEPTH);
    for (size_t i = 0; i + 1 < DEPTH; i++) {
        stages[i] = configuration->stages[0];
    }
    stages[DEPTH - 1] = configuration->stages[1];
    configuration->stages = stages;
    configuration->depth = DEPTH;
    struct solve_options options = solve_options_default();
    options.enumeration_limit = INT64_MAX;
    options.deadline = deadline_after(0.0, NULL);
    struct solution solution;
    struct error error = {.status = STATUS_OK};
    const double begin = monotonic_seconds();
    CU_ASSERT_EQUAL(exhaustive_solve(&solution, arena, scratch, problem, &options, &error), STATUS_OK);
    CU_ASSERT_EQUAL(solution.outcome, OUTCOME_UNKNOWN);
    CU_ASSERT(monotonic_seconds() - begin < 1.0);
    arena_free(arena);
    arena_free(scratch);
}

void test_exhaustive_register(void)
{
    static const struct unit_test tests[] = {
        {"sequences are counted", sequences_are_counted},
        {"only accurate configurations and allowed nodes count",
         only_accurate_configurations_and_allowed_nodes_count},
        {"a count beyond int64 is the largest int64", a_count_beyond_int64_is_the_largest_int64},
        {"every plan in time is listed in order", every_plan_in_time_is_listed_in_order},
        {"a visitor may stop the list", a_visitor_may_stop_the_list},
        {"the cheapest plan in time wins", the_cheapest_plan_in_time_wins},
        {"too many plans are not looked at", too_many_plans_are_not_looked_at},
        {"dead ends count against the limit", dead_ends_count_against_the_limit},
        {"the time limit holds among dead ends", the_time_limit_holds_among_dead_ends},
    };
    suite_register("exhaustive", tests, sizeof tests / sizeof tests[0]);
}
