/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the integer program's plan the best one, also where a deadline is missed by one quantum in 1e8? */
#include <CUnit/CUnit.h>
#include <math.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/rng.h"
#include "model/plan.h"
#include "model/problem.h"
#include "model/solution.h"
#include "small_problem.h"
#include "solve/ilp.h"
#include "solve/solver.h"
#include "suites.h"

/* Energy, latency: at home aa 30, 14; between ab 33, 11; away bb 63, 7; there and back ba 66, 18. */
static const struct small_problem trade_off = {
    .nodes = 2,
    .blocks = 2,
    .costs = {{{10, 5}, {40, 1}}, {{20, 9}, {20, 2}}},
    .links = {{0, 1, 3, 4}, {1, 0, 3, 4}},
    .link_count = 2,
    .source = 0,
    .deadline = 14,
};

struct run {
    struct arena *arena;
    struct arena *scratch;
    struct problem *problem;
    struct solve_options options;
    struct solution solution;
    struct error error;
};

static void begin(struct run *run, const struct small_problem *small)
{
    *run = (struct run){.arena = arena_new(NULL, NULL), .scratch = arena_new(NULL, NULL)};
    run->problem = small_problem_build(run->arena, small);
    run->options.deadline = deadline_never();
}

static enum status solve(struct run *run)
{
    return ilp_solve(&run->solution, run->arena, run->scratch, run->problem, &run->options, &run->error);
}

static void end(struct run *run)
{
    arena_free(run->arena);
    arena_free(run->scratch);
}

static int64_t effort(const struct solution *solution, const char *name)
{
    for (size_t i = 0; i < solution->effort_count; i++) {
        if (strcmp(solution->efforts[i].name, name) == 0) {
            return solution->efforts[i].count;
        }
    }
    return -1;
}

static void the_optimum_follows_the_deadline(void)
{
    static const struct {
        int64_t deadline;
        enum outcome outcome;
        int64_t energy;
    } cases[] = {
        {14, OUTCOME_OPTIMAL, 30},   {13, OUTCOME_OPTIMAL, 33}, {11, OUTCOME_OPTIMAL, 33},
        {10, OUTCOME_OPTIMAL, 63},   {7, OUTCOME_OPTIMAL, 63},  {6, OUTCOME_INFEASIBLE, 0},
        {1000, OUTCOME_OPTIMAL, 30},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct run run;
        begin(&run, &trade_off);
        run.problem->applications[0].deadline_quanta = cases[c].deadline;
        CU_ASSERT_EQUAL_FATAL(solve(&run), STATUS_OK);
        CU_ASSERT_EQUAL(run.solution.outcome, cases[c].outcome);
        CU_ASSERT_PTR_NOT_NULL(run.solution.proof);
        CU_ASSERT_EQUAL(run.solution.plan != NULL, cases[c].outcome == OUTCOME_OPTIMAL);
        if (cases[c].outcome == OUTCOME_OPTIMAL) {
            CU_ASSERT_EQUAL(run.solution.energy_quanta, cases[c].energy);
            CU_ASSERT_TRUE(run.solution.has_bound && run.solution.bound_quanta == cases[c].energy);
        }
        CU_ASSERT_TRUE(effort(&run.solution, "rows") > 0 && effort(&run.solution, "columns") > 0);
        end(&run);
    }
}

static void no_path_is_a_proof_of_its_own(void)
{
    struct small_problem small = trade_off;
    small.min_accuracy_ppb = 1;
    struct run run;
    begin(&run, &small);
    CU_ASSERT_EQUAL(solve(&run), STATUS_OK);
    CU_ASSERT_EQUAL(run.solution.outcome, OUTCOME_INFEASIBLE);
    CU_ASSERT_STRING_EQUAL(run.solution.proof, "no path in the extended graph (P2), (P3), (P5)");
    end(&run);
}

static void a_raised_flag_gives_no_answer(void)
{
    const volatile sig_atomic_t raised = 1;
    struct run run;
    begin(&run, &trade_off);
    run.options.deadline = deadline_after(INFINITY, &raised);
    CU_ASSERT_EQUAL(solve(&run), STATUS_OK);
    CU_ASSERT_EQUAL(run.solution.outcome, OUTCOME_UNKNOWN);
    CU_ASSERT_PTR_NULL(run.solution.proof);
    CU_ASSERT_PTR_NOT_NULL(run.solution.note);
    end(&run);
}

static void unsafe_energies_are_refused_by_the_name_of_the_arc(void)
{
    struct small_problem small = trade_off;
    small.costs[1][1].energy = 12345678901;
    struct run run;
    begin(&run, &small);
    run.solution.energy_quanta = 42;
    CU_ASSERT_EQUAL(solve(&run), STATUS_UNSUPPORTED);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(run.error.message, "numerically unsafe: the objective coefficient of x[app,2,"));
    CU_ASSERT_EQUAL(run.solution.energy_quanta, 42); /* outputs are untouched */
    end(&run);
}

static void applications_share_a_capacity(void)
{
    /* Both would stay at home, where only three of their four blocks fit. */
    struct run run;
    begin(&run, &trade_off);
    struct problem_application *both = ARENA_ARRAY(run.arena, struct problem_application, 2);
    both[0] = run.problem->applications[0];
    both[1] = both[0];
    both[1].id = "twin";
    run.problem->applications = both;
    run.problem->application_count = 2;
    for (size_t block = 0; block < 2; block++) {
        int64_t *loads = ARENA_ARRAY(run.arena, int64_t, 2);
        loads[0] = 300000;
        small_problem_stage(run.problem, block)->compute_load_ppm = loads;
    }
    CU_ASSERT_EQUAL_FATAL(solve(&run), STATUS_OK);
    CU_ASSERT_EQUAL(run.solution.outcome, OUTCOME_OPTIMAL);
    CU_ASSERT_EQUAL(run.solution.energy_quanta, 30 + 33);
    end(&run);
}

enum { NODES = 4, BLOCKS = 4, PLANS = 256 }; /* NODES to the power BLOCKS */

/* All links, random costs up to the given ones. */
static struct small_problem random_problem(struct rng *rng, int64_t most_energy, int64_t most_latency)
{
    struct small_problem small = {.nodes = NODES, .blocks = BLOCKS};
    for (size_t i = 0; i < BLOCKS; i++) {
        for (size_t n = 0; n < NODES; n++) {
            const int64_t energy = rng_between(rng, 1, most_energy);
            small.costs[i][n] = (struct small_cost){energy, rng_between(rng, 1, most_latency)};
        }
    }
    for (size_t from = 0; from < NODES; from++) {
        for (size_t to = 0; to < NODES; to++) {
            if (from != to) {
                const int64_t energy = rng_between(rng, 1, most_energy);
                small.links[small.link_count++] =
                    (struct small_link){from, to, energy, rng_between(rng, 1, most_latency)};
            }
        }
    }
    return small;
}

struct plan_cost {
    int64_t energy;
    int64_t latency;
};

/* Energy and latency of the plan whose node of block i is digit i of `code` in base NODES. */
static struct plan_cost cost_of(const struct small_problem *small, unsigned code)
{
    struct plan_cost cost = {0, 0};
    size_t at = small->source;
    for (size_t i = 0; i < BLOCKS; i++, code /= NODES) {
        const size_t node = code % NODES;
        cost.energy += small->costs[i][node].energy;
        cost.latency += small->costs[i][node].latency;
        for (size_t l = 0; l < small->link_count && at != node; l++) {
            if (small->links[l].from == at && small->links[l].to == node) {
                cost.energy += small->links[l].energy;
                cost.latency += small->links[l].latency;
            }
        }
        at = node;
    }
    return cost;
}

static void deadlines_met_or_missed_by_one_quantum_are_told_apart(void)
{
    static const struct {
        int64_t energy;
        int64_t latency;
    } magnitudes[] = {
        {100, 100}, {100000, 1000000}, {100, 100000000}, {100000000, 100000000}, {400000000, 100000}};
    int64_t covers = 0;
    for (uint64_t seed = 1; seed <= 500; seed++) {
        struct rng rng = rng_from_seed(seed);
        const size_t m = seed % (sizeof magnitudes / sizeof magnitudes[0]);
        struct small_problem small = random_problem(&rng, magnitudes[m].energy, magnitudes[m].latency);
        small.deadline =
            cost_of(&small, (unsigned)rng_between(&rng, 0, PLANS - 1)).latency - rng_between(&rng, 0, 1);
        int64_t best = INT64_MAX;
        for (unsigned code = 0; code < PLANS; code++) {
            const struct plan_cost cost = cost_of(&small, code);
            best = cost.latency <= small.deadline && cost.energy < best ? cost.energy : best;
        }
        struct run run;
        begin(&run, &small);
        CU_ASSERT_EQUAL_FATAL(solve(&run), STATUS_OK);
        CU_ASSERT_EQUAL(run.solution.outcome, best == INT64_MAX ? OUTCOME_INFEASIBLE : OUTCOME_OPTIMAL);
        if (best != INT64_MAX && run.solution.plan != NULL) {
            unsigned code = 0;
            for (size_t i = BLOCKS; i-- > 0;) {
                code = NODES * code + (unsigned)run.solution.plan->applications[0].nodes[i];
            }
            CU_ASSERT_EQUAL(run.solution.energy_quanta, best);
            CU_ASSERT_EQUAL(cost_of(&small, code).energy, best);
            CU_ASSERT_TRUE(cost_of(&small, code).latency <= small.deadline);
        }
        covers += effort(&run.solution, "covers");
        end(&run);
    }
    CU_ASSERT_TRUE(covers > 0); /* else this test does not reach what it is for */
}

void test_ilp_register(void)
{
    static const struct unit_test tests[] = {
        {"the optimum follows the deadline", the_optimum_follows_the_deadline},
        {"no path is a proof of its own", no_path_is_a_proof_of_its_own},
        {"a raised flag gives no answer", a_raised_flag_gives_no_answer},
        {"unsafe energies are refused by the name of the arc",
         unsafe_energies_are_refused_by_the_name_of_the_arc},
        {"applications share a capacity", applications_share_a_capacity},
        {"deadlines met or missed by one quantum are told apart",
         deadlines_met_or_missed_by_one_quantum_are_told_apart},
    };
    suite_register("ilp", tests, sizeof tests / sizeof tests[0]);
}
