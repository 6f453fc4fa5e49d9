/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is a plan's verdict told in text and in JSON? Most verdicts are provoked in tests/cli; one that would be a
 * mistake of the tool can only be made by hand, here.
 */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "model/problem.h"
#include "report/run_record.h"
#include "report/verdict_json.h"
#include "report/verdict_text.h"
#include "sample_run.h"
#include "suites.h"
#include "verify/verify_plan.h"

/* A judgement on a feasible plan of `energy_quanta` for the sample run, whose optimum is 20. */
static struct judgement *judge(struct arena *arena, int64_t energy_quanta, enum plan_verdict verdict)
{
    struct problem_application *application = ARENA_NEW(arena, struct problem_application);
    struct problem *problem = ARENA_NEW(arena, struct problem);
    struct evaluation *evaluation = ARENA_NEW(arena, struct evaluation);
    struct run_record *run = ARENA_NEW(arena, struct run_record);
    struct judgement *judgement = ARENA_NEW(arena, struct judgement);
    sample_run(run, arena);
    application->id = "camera";
    application->deadline_quanta = 9;
    *problem = (struct problem){.name = "net",
                                .energy_quantum_j = 1e-3,
                                .time_quantum_s = 1e-3,
                                .applications = application,
                                .application_count = 1};
    evaluation->is_feasible = true;
    evaluation->energy_quanta = energy_quanta;
    evaluation->applications = ARENA_NEW(arena, struct application_evaluation);
    evaluation->applications[0] = (struct application_evaluation){energy_quanta, 10, 7, 5};
    *judgement = (struct judgement){.file = "net.json",
                                    .plan_file = "plan.json",
                                    .verdict = verdict,
                                    .problem = problem,
                                    .evaluation = evaluation,
                                    .proof = &run->record};
    return judgement;
}

static const char *text_of(struct arena *arena, const struct judgement *judgement)
{
    const struct report_options options = {.is_compact = true};
    struct text text;
    text_init(&text, arena);
    verdict_text_write(&text, arena, judgement, &options);
    verdict_json_write(&text, judgement, &options);
    return text.data;
}

static void a_suboptimal_plan_has_its_gap(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const char *text = text_of(arena, judge(arena, 25, PLAN_SUBOPTIMAL));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text, "camera: 25.000 mJ (10.000 mJ computing), latency 7.0000 ms of 9.0000 ms\n"
                     "plan.json: suboptimal, 25.000 mJ (25 quanta), optimum 20.000 mJ, gap 20.0 %, "
                     "proved by labels\n"));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text, "\"verdict\":\"suboptimal\",\"energy\":25,\"energy_j\":0.025,\"claim\":null,"
                     "\"optimum\":20,\"optimum_j\":0.02,\"gap\":0.2,\"proved_by\":[\"labels\"]"));
    arena_free(arena);
}

static void a_plan_below_the_optimum_has_a_negative_gap(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const char *text = text_of(arena, judge(arena, 16, PLAN_BETTER_THAN_OPTIMUM));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text, "plan.json: better-than-optimum, 16.000 mJ (16 quanta), optimum 20.000 mJ"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"verdict\":\"better-than-optimum\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"gap\":-0.25"));
    arena_free(arena);
}

static void without_a_proof_there_is_no_gap(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct instance_record unproved = {.status = RESULT_UNKNOWN, .verdict = VERDICT_UNPROVED};
    struct judgement *judgement = judge(arena, 25, PLAN_FEASIBLE);
    double gap = 7.0;
    judgement->proof = &unproved;
    const char *text = text_of(arena, judgement);
    CU_ASSERT_FALSE(judgement_gap(&gap, judgement));
    CU_ASSERT(gap == 7.0);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text, "plan.json: feasible, 25.000 mJ (25 quanta), the optimum was not proved"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"optimum\":null,\"optimum_j\":null,\"gap\":null,\"proved_by\":[]"));
    arena_free(arena);
}

static void a_feasible_plan_of_an_infeasible_instance_is_the_tools_mistake(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct instance_record infeasible = {.status = RESULT_INFEASIBLE, .verdict = VERDICT_AGREE};
    struct judgement *judgement = judge(arena, 25, PLAN_BETTER_THAN_OPTIMUM);
    judgement->proof = &infeasible;
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text_of(arena, judgement), "although the instance was proved to be infeasible\n"));
    arena_free(arena);
}

static void violations_are_listed(void)
{
    static struct violation violation = {"P4", "camera", 12,
                                         9,    3,        "(P4) latency of camera is 12, deadline 9"};
    struct arena *arena = arena_new(NULL, NULL);
    struct judgement *judgement = judge(arena, 25, PLAN_INFEASIBLE);
    struct evaluation evaluation = *judgement->evaluation;
    evaluation.is_feasible = false;
    evaluation.violations = &violation;
    evaluation.violation_count = 1;
    judgement->evaluation = &evaluation;
    judgement->proof = NULL;
    const char *text = text_of(arena, judgement);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\n(P4) latency of camera is 12, deadline 9\nplan.json: infeasible"));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text, "{\"tag\":\"P4\",\"subject\":\"camera\",\"value\":12,\"limit\":9,\"excess\":3,"));
    arena_free(arena);
}

void test_verdict_text_register(void)
{
    static const struct unit_test tests[] = {
        {"a suboptimal plan has its gap", a_suboptimal_plan_has_its_gap},
        {"a plan below the optimum has a negative gap", a_plan_below_the_optimum_has_a_negative_gap},
        {"without a proof there is no gap", without_a_proof_there_is_no_gap},
        {"a feasible plan of an infeasible instance is the tool's mistake",
         a_feasible_plan_of_an_infeasible_instance_is_the_tools_mistake},
        {"violations are listed", violations_are_listed},
    };
    suite_register("verdict_text", tests, sizeof tests / sizeof tests[0]);
}
