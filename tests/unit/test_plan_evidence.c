/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Do the terms of a plan add up to its energy, does the way from a recorded plan lead back, and is a plan
 * that beats a proved optimum laid out beside it?
 */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "compare/compare_methods.h"
#include "compare/plan_evidence.h"
#include "compare/plan_of_record.h"
#include "compare/verdict.h"
#include "model/plan.h"
#include "small_problem.h"
#include "suites.h"
#include "verify/plan_terms.h"
#include "verify/verify_plan.h"

static struct plan *plan_on(struct arena *arena, const struct problem *problem, size_t first, size_t second)
{
    struct plan *plan = plan_new(arena, problem);
    plan->applications[0].configuration = 0;
    plan->applications[0].node_count = 2;
    plan->applications[0].nodes = ARENA_ARRAY(arena, size_t, 2);
    plan->applications[0].nodes[0] = first;
    plan->applications[0].nodes[1] = second;
    return plan;
}

static void terms_add_up_to_the_evaluation(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = small_problem_build(arena, &two_nodes);
    const struct plan *plan = plan_on(arena, problem, 0, 1);
    struct evaluation evaluation;
    struct plan_term *terms = NULL;
    verify_plan(&evaluation, arena, problem, plan);
    CU_ASSERT_EQUAL_FATAL(plan_terms(&terms, arena, problem, plan), 2);
    CU_ASSERT_EQUAL(terms[0].transfer_energy_quanta, 0);
    CU_ASSERT_EQUAL(terms[0].compute_energy_quanta, 5);
    CU_ASSERT_EQUAL(terms[1].transfer_energy_quanta, 1);
    CU_ASSERT_EQUAL(terms[1].transfer_latency_quanta, 2);
    CU_ASSERT_EQUAL(terms[1].compute_energy_quanta, 2);
    CU_ASSERT(terms[1].from == 0 && terms[1].node == 1 && terms[1].block == 1);
    CU_ASSERT_EQUAL(5 + 1 + 2, evaluation.energy_quanta);
    arena_free(arena);
}

static void a_recorded_plan_leads_back(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = small_problem_build(arena, &two_nodes);
    const struct plan_record *record = plan_record_new(arena, problem, plan_on(arena, problem, 1, 0));
    const struct plan *plan = plan_of_record(arena, problem, record);
    CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
    CU_ASSERT_EQUAL(plan->applications[0].node_count, 2);
    CU_ASSERT(plan->applications[0].nodes[0] == 1 && plan->applications[0].nodes[1] == 0);
    record->applications[0].nodes[1] = "nowhere";
    CU_ASSERT_PTR_NULL(plan_of_record(arena, problem, record));
    arena_free(arena);
}

/* A record in which `labels` proves that the plan a, a with 11 quanta is optimal, which is wrong. */
static void record_wrong_optimum(struct instance_record *record, struct arena *arena,
                                 const struct problem *problem)
{
    const struct verdict_options options = {.max_gap = -1.0};
    const struct method_record result = {
        .method = "labels",
        .status = RESULT_OPTIMAL,
        .has_energy = true,
        .energy_quanta = 11,
        .plan = plan_record_new(arena, problem, plan_on(arena, problem, 0, 0)),
        .is_exact = true,
    };
    *record = (struct instance_record){.file = "net.json"};
    record_add_result(record, arena, &result);
    verdict_decide(record, arena, &options);
}

static void a_plan_below_the_optimum_is_laid_out_beside_it(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = small_problem_build(arena, &two_nodes);
    struct instance_record record;
    const char **lines = NULL;
    record_wrong_optimum(&record, arena, problem);
    const struct foreign_plan better = {.plan = plan_on(arena, problem, 0, 1), .energy_quanta = 8};
    CU_ASSERT_EQUAL_FATAL(plan_evidence(&lines, arena, problem, &record, &better), 6);
    CU_ASSERT_STRING_EQUAL(lines[0], "the plan, 8 quanta, term by term:");
    CU_ASSERT_STRING_EQUAL(lines[2],
                           "app by exit1, block 2: input a -> b 1, computing on b 2; latency 2 + 1");
    CU_ASSERT_STRING_EQUAL(lines[3], "the optimum by labels, 11 quanta, term by term:");
    CU_ASSERT_STRING_EQUAL(lines[5],
                           "app by exit1, block 2: input a -> a 0, computing on a 6; latency 0 + 3");
    arena_free(arena);
}

static void a_plan_that_is_no_better_needs_no_evidence(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = small_problem_build(arena, &two_nodes);
    struct instance_record record;
    const char **lines = NULL;
    record_wrong_optimum(&record, arena, problem);
    const struct foreign_plan equal = {.plan = plan_on(arena, problem, 0, 0), .energy_quanta = 11};
    CU_ASSERT_EQUAL(plan_evidence(&lines, arena, problem, &record, &equal), 0);
    CU_ASSERT_PTR_NULL(lines);
    arena_free(arena);
}

static void a_plan_for_what_is_proved_infeasible_stands_alone(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = small_problem_build(arena, &two_nodes);
    const struct instance_record record = {.status = RESULT_INFEASIBLE};
    const char **lines = NULL;
    const struct foreign_plan plan = {.plan = plan_on(arena, problem, 1, 1), .energy_quanta = 4};
    CU_ASSERT_EQUAL_FATAL(plan_evidence(&lines, arena, problem, &record, &plan), 4);
    CU_ASSERT_STRING_EQUAL(lines[3], "there is no other plan to compare it with");
    arena_free(arena);
}

void test_plan_evidence_register(void)
{
    static const struct unit_test tests[] = {
        {"terms add up to the evaluation", terms_add_up_to_the_evaluation},
        {"a recorded plan leads back", a_recorded_plan_leads_back},
        {"a plan below the optimum is laid out beside it", a_plan_below_the_optimum_is_laid_out_beside_it},
        {"a plan that is no better needs no evidence", a_plan_that_is_no_better_needs_no_evidence},
        {"a plan for what is proved infeasible stands alone",
         a_plan_for_what_is_proved_infeasible_stands_alone},
    };
    suite_register("plan_evidence", tests, sizeof tests / sizeof tests[0]);
}
