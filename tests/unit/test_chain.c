/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a step cost what its transfer and its computation cost, and is the cheapest offer the one that is
 * kept? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "model/plan.h"
#include "model/solution.h"
#include "small_problem.h"
#include "solve/chain.h"
#include "suites.h"

static void a_step_costs_its_transfer_and_its_computation(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = small_problem_build(arena, &two_nodes);
    const struct stage *stage = small_problem_stage(problem, 1);
    struct chain_step step;
    CU_ASSERT_TRUE(chain_step_cost(&step, problem, stage, 0, 0));
    CU_ASSERT(step.energy_quanta == 6 && step.latency_quanta == 3);
    CU_ASSERT_TRUE(chain_step_cost(&step, problem, stage, 0, 1));
    CU_ASSERT(step.energy_quanta == 3 && step.latency_quanta == 3);
    CU_ASSERT_FALSE(chain_step_cost(&step, problem, stage, 1, 0)); /* no link back */
    bool *allowed = ARENA_ARRAY(arena, bool, 2);
    small_problem_stage(problem, 1)->allowed = allowed;
    CU_ASSERT_FALSE(chain_step_cost(&step, problem, stage, 0, 0));
    arena_free(arena);
}

static void targets_are_the_node_itself_and_the_heads_of_its_links(void)
{
    static const struct small_problem star = {
        .nodes = 4,
        .blocks = 1,
        .links = {{1, 0, 1, 1}, {1, 3, 1, 1}, {3, 2, 1, 1}},
        .link_count = 3,
    };
    static const struct {
        size_t from;
        size_t count;
        size_t targets[3];
    } cases[] = {{0, 1, {0}}, {1, 3, {1, 0, 3}}, {2, 1, {2}}, {3, 2, {3, 2}}};
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = small_problem_build(arena, &star);
    for (size_t i = 0; i < 4; i++) {
        struct chain_targets targets = chain_targets_begin(problem, cases[i].from);
        size_t node = 99;
        for (size_t k = 0; k < cases[i].count; k++) {
            CU_ASSERT_TRUE(chain_targets_next(&node, &targets, problem));
            CU_ASSERT_EQUAL(node, cases[i].targets[k]);
        }
        CU_ASSERT_FALSE(chain_targets_next(&node, &targets, problem));
    }
    arena_free(arena);
}

static void the_least_latency_to_go_is_counted_from_every_block_and_node(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct small_problem small = two_nodes;
    int64_t to_go[4];
    const struct problem *problem = small_problem_build(arena, &small);
    chain_least_latency_to_go(to_go, problem, &problem->applications[0].configurations[0]);
    CU_ASSERT(to_go[0] == 3 && to_go[1] == 1 && to_go[2] == 0 && to_go[3] == 0);
    small.costs[1][1].energy = -1; /* block 2 on a only: from b it cannot be reached */
    problem = small_problem_build(arena, &small);
    chain_least_latency_to_go(to_go, problem, &problem->applications[0].configurations[0]);
    CU_ASSERT(to_go[0] == 3 && to_go[1] == CHAIN_UNREACHABLE);
    arena_free(arena);
}

static void a_candidate_is_evaluated_along_its_nodes(void)
{
    static const struct {
        size_t nodes[2];
        bool is_possible;
        int64_t energy;
        int64_t latency;
    } cases[] = {{{0, 0}, true, 11, 6}, {{0, 1}, true, 8, 6}, {{1, 1}, true, 4, 7}, {{1, 0}, false, 0, 0}};
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = small_problem_build(arena, &two_nodes);
    for (size_t i = 0; i < 4; i++) {
        struct candidate candidate;
        CU_ASSERT_EQUAL(candidate_evaluate(&candidate, problem, 0, cases[i].nodes), cases[i].is_possible);
        CU_ASSERT(!cases[i].is_possible || candidate.energy_quanta == cases[i].energy);
        CU_ASSERT(!cases[i].is_possible || candidate.latency_quanta == cases[i].latency);
    }
    arena_free(arena);
}

static void only_a_cheaper_offer_in_time_is_kept(void)
{
    static const size_t nodes[] = {1, 1};
    static const struct {
        int64_t energy;
        int64_t latency;
        bool is_kept;
    } offers[] = {{5, 8, false}, {5, 7, true}, {5, 1, false}, {6, 1, false}, {4, 7, true}, {0, 8, false}};
    struct arena *arena = arena_new(NULL, NULL);
    struct problem *problem = small_problem_build(arena, &two_nodes);
    struct candidate best = {0};
    for (size_t i = 0; i < sizeof offers / sizeof offers[0]; i++) {
        const struct candidate offer = {true, 0, nodes, offers[i].energy, offers[i].latency};
        const struct candidate before = best;
        candidate_offer(&best, arena, problem, &offer);
        if (offers[i].is_kept) {
            CU_ASSERT(best.found && best.energy_quanta == offers[i].energy && best.nodes != nodes);
        } else {
            CU_ASSERT(best.found == before.found && best.energy_quanta == before.energy_quanta);
        }
    }
    problem->applications[0].min_accuracy_ppb = 1;
    const struct candidate inaccurate = {true, 0, nodes, 1, 1};
    candidate_offer(&best, arena, problem, &inaccurate);
    CU_ASSERT_EQUAL(best.energy_quanta, 4);
    arena_free(arena);
}

static void no_candidate_is_no_answer(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = small_problem_build(arena, &two_nodes);
    struct solution solution = {.outcome = OUTCOME_OPTIMAL};
    struct candidate best = {0};
    candidate_answer(&solution, arena, problem, &best, "nothing found");
    CU_ASSERT_EQUAL(solution.outcome, OUTCOME_UNKNOWN);
    CU_ASSERT_STRING_EQUAL(solution.note, "nothing found");
    CU_ASSERT_PTR_NULL(solution.plan);
    static const size_t nodes[] = {0, 1};
    best = (struct candidate){true, 0, nodes, 8, 6};
    candidate_answer(&solution, arena, problem, &best, "nothing found");
    CU_ASSERT_EQUAL(solution.outcome, OUTCOME_FEASIBLE);
    CU_ASSERT_EQUAL(solution.energy_quanta, 8);
    CU_ASSERT_EQUAL(solution.plan->applications[0].nodes[1], 1);
    arena_free(arena);
}

void test_chain_register(void)
{
    static const struct unit_test tests[] = {
        {"a step costs its transfer and its computation", a_step_costs_its_transfer_and_its_computation},
        {"targets are the node itself and the heads of its links",
         targets_are_the_node_itself_and_the_heads_of_its_links},
        {"the least latency to go is counted from every block and node",
         the_least_latency_to_go_is_counted_from_every_block_and_node},
        {"a candidate is evaluated along its nodes", a_candidate_is_evaluated_along_its_nodes},
        {"only a cheaper offer in time is kept", only_a_cheaper_offer_in_time_is_kept},
        {"no candidate is no answer", no_candidate_is_no_answer},
    };
    suite_register("chain", tests, sizeof tests / sizeof tests[0]);
}
