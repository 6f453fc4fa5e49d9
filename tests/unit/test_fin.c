/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does FIN keep its four theorems, claim no more than it has proved, and say what its parameters cost? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "small_problem.h"
#include "solve/fin.h"
#include "solve/solver.h"
#include "suites.h"
#include "verify/verify_plan.h"

/* Solves and, if there is a plan, has it verified. The plan is gone with the arenas; the numbers stay. */
static struct solution fin(const struct small_problem *small, int64_t deadline,
                           const struct solve_options *options)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    const struct problem *problem = small_problem_with_deadline(arena, small, deadline);
    struct solution solution;
    struct error error = {.status = STATUS_OK};
    CU_ASSERT_EQUAL(fin_solve(&solution, arena, scratch, problem, options, &error), STATUS_OK);
    const bool has_plan = solution.outcome == OUTCOME_OPTIMAL || solution.outcome == OUTCOME_FEASIBLE;
    CU_ASSERT_EQUAL(solution.plan != NULL, has_plan);
    CU_ASSERT_EQUAL(solution.proof != NULL,
                    solution.outcome == OUTCOME_OPTIMAL || solution.outcome == OUTCOME_INFEASIBLE);
    if (solution.plan != NULL) {
        struct evaluation evaluation;
        verify_plan(&evaluation, arena, problem, solution.plan);
        CU_ASSERT_TRUE(evaluation.is_feasible);
        CU_ASSERT_EQUAL(evaluation.energy_quanta, solution.energy_quanta);
        CU_ASSERT(!solution.has_bound || solution.bound_quanta <= solution.energy_quanta);
    }
    arena_free(arena);
    arena_free(scratch);
    solution.plan = NULL;
    solution.note = solution.note != NULL ? "" : NULL;
    return solution;
}

static struct solve_options at(int64_t gamma, enum depth_rounding rounding)
{
    struct solve_options options = solve_options_default();
    options.gamma = gamma;
    options.rounding = rounding;
    return options;
}

static void it_claims_what_the_two_graphs_prove(void)
{
    static const struct {
        int64_t deadline;
        int64_t gamma;
        enum outcome outcome;
        int64_t energy;
        int64_t bound;
    } cases[] = {
        {7, 7, OUTCOME_OPTIMAL, 4, 4},   {7, 2, OUTCOME_FEASIBLE, 8, 4},   {7, 1, OUTCOME_UNKNOWN, 0, 4},
        {6, 6, OUTCOME_OPTIMAL, 8, 8},   {5, 7, OUTCOME_INFEASIBLE, 0, 0}, {0, 100, OUTCOME_INFEASIBLE, 0, 0},
        {100, 1, OUTCOME_UNKNOWN, 0, 4}, {100, 2, OUTCOME_OPTIMAL, 4, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct solve_options options = at(cases[i].gamma, DEPTH_CEIL);
        const struct solution solution = fin(&two_nodes, cases[i].deadline, &options);
        CU_ASSERT_EQUAL(solution.outcome, cases[i].outcome);
        if (cases[i].energy > 0) {
            CU_ASSERT_EQUAL(solution.energy_quanta, cases[i].energy);
        }
        CU_ASSERT_EQUAL(solution.has_bound, cases[i].outcome != OUTCOME_INFEASIBLE);
        CU_ASSERT(!solution.has_bound || solution.bound_quanta == cases[i].bound);
    }
}

/* OPT(deadline) of subset_sum; -1 if there is no plan. */
static int64_t subset_sum_optimum(int64_t deadline)
{
    return deadline < 4 ? -1 : deadline >= 19 ? 0 : 19 - deadline;
}

static void the_theorems_hold_at_every_resolution_and_deadline(void)
{
    enum { HOPS = 4 };
    for (int64_t deadline = 0; deadline <= 21; deadline++) {
        const int64_t optimum = subset_sum_optimum(deadline);
        for (int64_t gamma = 1; gamma <= 45; gamma++) {
            const struct solve_options options = at(gamma, DEPTH_CEIL);
            const struct solution solution = fin(&subset_sum, deadline, &options);
            const bool found = solution.outcome == OUTCOME_OPTIMAL || solution.outcome == OUTCOME_FEASIBLE;
            CU_ASSERT_EQUAL(solution.outcome == OUTCOME_INFEASIBLE, optimum < 0);
            /* (F1) is the verifier's word in fin(); a plan is never below the optimum. */
            CU_ASSERT(!found || (optimum >= 0 && solution.energy_quanta >= optimum));
            CU_ASSERT(solution.outcome != OUTCOME_OPTIMAL || solution.energy_quanta == optimum);
            /* (F3) */
            CU_ASSERT(optimum < 0 || (solution.has_bound && solution.bound_quanta <= optimum));
            /* (F2) with all four hops of positive latency */
            if (gamma >= HOPS) {
                const int64_t reached = subset_sum_optimum(deadline * (gamma - HOPS) / gamma);
                CU_ASSERT(reached < 0 || (found && solution.energy_quanta <= reached));
            }
            /* (F4) */
            CU_ASSERT(gamma != deadline || optimum < 0 ||
                      (solution.outcome == OUTCOME_OPTIMAL && solution.energy_quanta == optimum));
        }
    }
}

static void the_floor_path_is_a_plan_only_when_it_is_in_time(void)
{
    int missed = 0;
    for (int64_t deadline = 4; deadline <= 21; deadline++) {
        const int64_t optimum = subset_sum_optimum(deadline);
        int found = 0;
        for (int64_t gamma = 1; gamma <= 45; gamma++) {
            const struct solve_options options = at(gamma, DEPTH_FLOOR);
            const struct solution solution = fin(&subset_sum, deadline, &options);
            CU_ASSERT(solution.has_bound && solution.bound_quanta <= optimum);
            CU_ASSERT(solution.outcome == OUTCOME_OPTIMAL || solution.outcome == OUTCOME_UNKNOWN);
            CU_ASSERT(solution.outcome != OUTCOME_OPTIMAL || solution.energy_quanta == optimum);
            CU_ASSERT(solution.outcome != OUTCOME_UNKNOWN || solution.note != NULL);
            found += solution.outcome == OUTCOME_OPTIMAL;
            missed += solution.outcome == OUTCOME_UNKNOWN;
        }
        CU_ASSERT(found > 0);
    }
    CU_ASSERT(missed > 0);
}

static void lambda_says_what_it_costs(void)
{
    static const struct small_problem early_and_late = {
        .nodes = 2,
        .blocks = 1,
        .costs = {{{1, 2}, {8, 5}}},
        .links = {{0, 1, 2, 3}},
        .link_count = 1,
    };
    static const struct {
        enum depth_rounding rounding;
        int64_t lambda;
        enum outcome outcome;
        int64_t energy;
        bool has_note;
    } cases[] = {
        {DEPTH_CEIL, -1, OUTCOME_OPTIMAL, 1, false},  {DEPTH_CEIL, 10, OUTCOME_OPTIMAL, 1, false},
        {DEPTH_CEIL, 7, OUTCOME_FEASIBLE, 10, true},  {DEPTH_CEIL, 0, OUTCOME_UNKNOWN, 0, true},
        {DEPTH_FLOOR, 7, OUTCOME_FEASIBLE, 10, true}, {DEPTH_FLOOR, 0, OUTCOME_UNKNOWN, 0, true},
        {DEPTH_FLOOR, 8, OUTCOME_OPTIMAL, 1, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct solve_options options = at(10, cases[i].rounding);
        options.lambda = cases[i].lambda;
        const struct solution solution = fin(&early_and_late, 10, &options);
        CU_ASSERT_EQUAL(solution.outcome, cases[i].outcome);
        CU_ASSERT(cases[i].energy == 0 || solution.energy_quanta == cases[i].energy);
        CU_ASSERT(solution.has_bound && solution.bound_quanta == 1);
        CU_ASSERT_EQUAL(solution.note != NULL, cases[i].has_note);
    }
}

static void a_limit_is_no_answer(void)
{
    /* Paths of many depths: rows do not fit, and labels fill more than an arena's first block. */
    struct small_problem small = subset_sum;
    small.blocks = SMALL_BLOCKS;
    small.nodes = 3;
    for (size_t i = 0; i < SMALL_BLOCKS; i++) {
        const int64_t step = INT64_C(1) << 2 * i;
        for (size_t n = 0; n < 3; n++) {
            small.costs[i][n] = (struct small_cost){(int64_t)(2 - n) * step, (int64_t)n * step};
        }
    }
    small.link_count = 0;
    for (size_t from = 0; from < 3; from++) {
        for (size_t to = 0; to < 3; to++) {
            if (from != to) {
                small.links[small.link_count++] = (struct small_link){from, to, 0, 0};
            }
        }
    }
    struct solve_options options = at(GAMMA_LIMIT, DEPTH_CEIL);
    options.memory_limit_bytes = 1000;
    const struct solution solution = fin(&small, 9000, &options);
    CU_ASSERT_EQUAL(solution.outcome, OUTCOME_UNKNOWN);
    CU_ASSERT_FALSE(solution.has_bound);
    CU_ASSERT_PTR_NOT_NULL(solution.note);
}

static void adaptive_it_proves_every_deadline_from_one_depth(void)
{
    for (int64_t deadline = 3; deadline <= 20; deadline++) {
        for (int64_t gamma = 1; gamma <= 4; gamma++) {
            struct solve_options options = at(gamma, DEPTH_CEIL);
            options.adaptive = true;
            const struct solution solution = fin(&subset_sum, deadline, &options);
            if (deadline < 4) {
                CU_ASSERT_EQUAL(solution.outcome, OUTCOME_INFEASIBLE);
                continue;
            }
            CU_ASSERT_EQUAL(solution.outcome, OUTCOME_OPTIMAL);
            CU_ASSERT_EQUAL(solution.energy_quanta, deadline <= 19 ? 19 - deadline : 0);
            CU_ASSERT_EQUAL(solution.bound_quanta, solution.energy_quanta);
            CU_ASSERT_PTR_NULL(solution.note);
        }
    }
}

static void stopped_adaptive_it_has_a_plan_and_a_bound(void)
{
    static volatile sig_atomic_t stop = 1;
    struct solve_options options = at(1, DEPTH_CEIL);
    options.adaptive = true;
    options.deadline = deadline_after(0.0, &stop);
    const struct solution solution = fin(&subset_sum, 12, &options);
    CU_ASSERT(solution.outcome == OUTCOME_FEASIBLE || solution.outcome == OUTCOME_OPTIMAL);
    CU_ASSERT(solution.has_bound && solution.bound_quanta <= 7 && solution.energy_quanta >= 7);
    CU_ASSERT((solution.outcome == OUTCOME_OPTIMAL) == (solution.note == NULL));
}

void test_fin_register(void)
{
    static const struct unit_test tests[] = {
        {"it claims what the two graphs prove", it_claims_what_the_two_graphs_prove},
        {"the theorems hold at every resolution and deadline",
         the_theorems_hold_at_every_resolution_and_deadline},
        {"the floor path is a plan only when it is in time",
         the_floor_path_is_a_plan_only_when_it_is_in_time},
        {"lambda says what it costs", lambda_says_what_it_costs},
        {"adaptive it proves every deadline from one depth",
         adaptive_it_proves_every_deadline_from_one_depth},
        {"stopped adaptive it has a plan and a bound", stopped_adaptive_it_has_a_plan_and_a_bound},
        {"a limit is no answer", a_limit_is_no_answer},
    };
    suite_register("fin", tests, sizeof tests / sizeof tests[0]);
}
