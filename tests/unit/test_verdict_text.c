/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is a plan's verdict told in text and in JSON? Most verdicts are provoked in tests/cli; one that would be a
 * mistake of the tool can only be made by hand, here.
 */
#include <CUnit/CUnit.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "compare/verdict.h"
#include "report/run_record.h"
#include "report/verdict_json.h"
#include "report/verdict_text.h"
#include "sample_run.h"
#include "suites.h"
#include "verify/verify_plan.h"

/*
 * A judgement on a feasible plan of `energy_quanta` for the sample run, whose optimum is 20; the run that it
 * points to may be changed.
 */
static struct judgement *judge(struct run_record **run, struct arena *arena, int64_t energy_quanta)
{
    struct evaluation *evaluation = ARENA_NEW(arena, struct evaluation);
    struct judgement *judgement = ARENA_NEW(arena, struct judgement);
    *run = ARENA_NEW(arena, struct run_record);
    sample_run(*run, arena);
    evaluation->is_feasible = true;
    evaluation->energy_quanta = energy_quanta;
    evaluation->applications = ARENA_NEW(arena, struct application_evaluation);
    evaluation->applications[0] = (struct application_evaluation){energy_quanta, 10, 7, 5};
    (*run)->judged = ARENA_NEW(arena, struct judged_plan);
    (*run)->judged_count = 1;
    (*run)->judged[0] = (struct judged_plan){
        .source = "plan.json", .evaluation = evaluation, .claim_holds = true, .elapsed_s = NAN};
    *judgement = judgement_of(*run, 0, NULL);
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
    struct run_record *run = NULL;
    const char *text = text_of(arena, judge(&run, arena, 25));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text, "camera: 25.000 mJ (10.000 mJ computing), latency 7.0000 ms of 9.0000 ms\n"
                     "plan.json: suboptimal, 25.000 mJ (25 quanta), optimum 20.000 mJ, gap 20.0 %, "
                     "proved by labels\n"));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text, "\"verdict\":\"suboptimal\",\"energy\":25,\"energy_j\":0.025,\"claim\":null,"
                     "\"claim_holds\":null,\"optimum\":20,\"optimum_j\":0.02,\"gap\":0.2,"
                     "\"proved_by\":[\"labels\"]"));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text, "\"applications\":[{\"id\":\"camera\",\"energy\":25,\"energy_j\":0.025,\"latency\":7,"
                     "\"latency_s\":0.007,\"deadline\":9,\"deadline_s\":0.009}]"));
    arena_free(arena);
}

static void a_plan_below_the_optimum_has_a_negative_gap(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record *run = NULL;
    const char *text = text_of(arena, judge(&run, arena, 16));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text, "plan.json: better-than-optimum, 16.000 mJ (16 quanta), optimum 20.000 mJ"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"verdict\":\"better-than-optimum\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"gap\":-0.25"));
    arena_free(arena);
}

/* A wrong claim is the plan's mistake, a plan below the optimum the tool's, which is worse. */
static void a_wrong_claim_does_not_hide_a_plan_below_the_optimum(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record *run = NULL;
    struct judgement *judgement = judge(&run, arena, 20);
    CU_ASSERT_EQUAL(judgement->verdict, PLAN_OPTIMAL);
    run->judged[0].claim = "7 quanta";
    run->judged[0].claim_holds = false;
    judgement->verdict = plan_verdict_decide(run, &run->judged[0]);
    CU_ASSERT_EQUAL(judgement->verdict, PLAN_CLAIM_DIFFERS);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text_of(arena, judgement), "claim-differs, 20.000 mJ (20 quanta), it claims 7 quanta"));
    judgement = judge(&run, arena, 19);
    run->judged[0].claim = "7 quanta";
    run->judged[0].claim_holds = false;
    judgement->verdict = plan_verdict_decide(run, &run->judged[0]);
    CU_ASSERT_EQUAL(judgement->verdict, PLAN_BETTER_THAN_OPTIMUM);
    const char *text = text_of(arena, judgement);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "better-than-optimum, 19.000 mJ (19 quanta), it claims 7 quanta"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"claim\":\"7 quanta\",\"claim_holds\":false"));
    arena_free(arena);
}

static void without_a_proof_there_is_no_gap(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record *run = NULL;
    struct judgement *judgement = judge(&run, arena, 25);
    double gap = 7.0;
    run->record.has_optimum = false;
    run->record.status = RESULT_UNKNOWN;
    run->record.proved_by_count = 0;
    judgement->verdict = plan_verdict_decide(run, &run->judged[0]);
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
    struct run_record *run = NULL;
    struct judgement *judgement = judge(&run, arena, 25);
    run->record.has_optimum = false;
    run->record.status = RESULT_INFEASIBLE;
    judgement->verdict = plan_verdict_decide(run, &run->judged[0]);
    CU_ASSERT_EQUAL(judgement->verdict, PLAN_BETTER_THAN_OPTIMUM);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text_of(arena, judgement), "although the instance was proved to be infeasible\n"));
    arena_free(arena);
}

/* The plan of the judgement breaks one constraint, and nothing was solved. */
static const char *text_with_violation(struct arena *arena, struct violation *violation)
{
    struct run_record *run = NULL;
    struct judgement *judgement = judge(&run, arena, 25);
    struct evaluation *evaluation = ARENA_NEW(arena, struct evaluation);
    *evaluation = *run->judged[0].evaluation;
    evaluation->is_feasible = false;
    evaluation->violations = violation;
    evaluation->violation_count = 1;
    run->judged[0].evaluation = evaluation;
    run->record.has_optimum = false;
    run->record.result_count = 0;
    judgement->verdict = plan_verdict_decide(run, &run->judged[0]);
    return text_of(arena, judgement);
}

static void violations_are_listed(void)
{
    static struct violation violation = {"P4", "camera", 12,
                                         9,    3,        "(P4) latency of camera is 12, deadline 9"};
    struct arena *arena = arena_new(NULL, NULL);
    const char *text = text_with_violation(arena, &violation);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text, "\n(P4) latency of camera is 12, deadline 9\nplan.json: infeasible, 25.000 mJ"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"energy\":25,\"energy_j\":0.025,\"claim\""));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text, "{\"tag\":\"P4\",\"subject\":\"camera\",\"value\":12,\"limit\":9,\"excess\":3,"));
    arena_free(arena);
}

static void a_plan_that_cannot_run_costs_nothing_that_could_be_told(void)
{
    static struct violation violations[] = {
        {"P1", "camera", 1, 2, 1, "(P1) x"},
        {"P2", "camera/2", 1, 0, 1, "(P2) x"},
        {"P3", "camera/1", 1, 0, 1, "(P3) x"},
    };
    struct arena *arena = arena_new(NULL, NULL);
    for (size_t v = 0; v < 3; v++) {
        const char *text = text_with_violation(arena, &violations[v]);
        CU_ASSERT_PTR_NOT_NULL(
            strstr(text, "camera: no energy and no latency, since its placement breaks (P"));
        CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nplan.json: infeasible\n"));
        CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"energy\":null,\"energy_j\":null,\"claim\""));
        CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"energy\":null,\"energy_j\":null,\"latency\":null,"
                                            "\"latency_s\":null,\"deadline\":9"));
    }
    /* The energy of the whole is unknown, that of an application that is placed well is not. */
    violations[0].subject = "cameras";
    const char *text = text_with_violation(arena, &violations[0]);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "camera: 25.000 mJ (10.000 mJ computing)"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nplan.json: infeasible\n"));
    arena_free(arena);
}

static void a_planner_gets_the_verdict_it_deserves(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run;
    sample_run(&run, arena);
    const struct judged_plan timeout = {.end = PLANNER_TIMEOUT, .diagnostics = "half a plan"};
    const struct judged_plan crashed = {.end = PLANNER_CRASHED};
    const struct judged_plan stopped = {.end = PLANNER_STOPPED};
    const struct judged_plan missing = {.is_missing = true};
    CU_ASSERT_EQUAL(plan_verdict_decide(&run, &timeout), PLAN_TIMEOUT);
    CU_ASSERT_EQUAL(plan_verdict_decide(&run, &crashed), PLAN_CRASHED);
    CU_ASSERT_EQUAL(plan_verdict_decide(&run, &stopped), PLAN_UNKNOWN);
    CU_ASSERT_EQUAL(plan_verdict_decide(&run, &missing), PLAN_MISSING);
    run.record.status = RESULT_INFEASIBLE;
    CU_ASSERT_EQUAL(plan_verdict_decide(&run, &missing), PLAN_NONE);
    arena_free(arena);
}

static void the_worst_judgement_is_found(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record *run = NULL;
    struct judgement worst;
    judge(&run, arena, 25);
    struct judged_plan all[] = {run->judged[0], run->judged[0], {.end = PLANNER_TIMEOUT}};
    struct evaluation dearer = *run->judged[0].evaluation;
    dearer.energy_quanta = 30;
    all[1].evaluation = &dearer;
    run->judged = all;
    run->judged_count = 2;
    CU_ASSERT(judgement_worst(&worst, run) && worst.judged == &all[1]);
    CU_ASSERT(judgement_is_bad(&worst, 0.1) && !judgement_is_bad(&worst, -1.0) &&
              judgement_is_fine(&worst, -1.0));
    run->judged_count = 3;
    CU_ASSERT(judgement_worst(&worst, run) && worst.verdict == PLAN_TIMEOUT);
    CU_ASSERT(judgement_is_bad(&worst, -1.0) && !judgement_is_fine(&worst, -1.0));
    run->judged_count = 0;
    CU_ASSERT_FALSE(judgement_worst(&worst, run));
    arena_free(arena);
}

static void evidence_follows_the_verdict(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record *run = NULL;
    const struct judgement *judgement = judge(&run, arena, 16);
    const char *lines[] = {"the plan, 16 quanta", "  the optimum"};
    run->judged[0].evidence = lines;
    run->judged[0].evidence_count = 2;
    const char *text = text_of(arena, judgement);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "plan.json: better-than-optimum"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\n  the plan, 16 quanta\n    the optimum\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"evidence\":[\"the plan, 16 quanta\",\"  the optimum\"]"));
    arena_free(arena);
}

static void what_was_not_judged_is_unknown(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run = {.record = {.file = "net.json"}};
    record_add_finding(&run.record, arena, VERDICT_CRASHED, "reading the file ran out of memory");
    const struct judgement judgement = judgement_of(&run, 0, "pl\nan");
    CU_ASSERT_EQUAL(judgement.verdict, PLAN_UNKNOWN);
    const char *text = text_of(arena, &judgement);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "crashed: reading the file ran out of memory\npl\\x0aan: unknown\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"instance\":null,\"verdict\":null,\"energy\":null"));
    const struct judged_plan refused = {.diagnostics = "plan.json: error\n"};
    CU_ASSERT_EQUAL(plan_verdict_decide(&run, &refused), PLAN_MALFORMED);
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
        {"a wrong claim does not hide a plan below the optimum",
         a_wrong_claim_does_not_hide_a_plan_below_the_optimum},
        {"a plan that cannot run costs nothing that could be told",
         a_plan_that_cannot_run_costs_nothing_that_could_be_told},
        {"a planner gets the verdict it deserves", a_planner_gets_the_verdict_it_deserves},
        {"the worst judgement is found", the_worst_judgement_is_found},
        {"evidence follows the verdict", evidence_follows_the_verdict},
        {"what was not judged is unknown", what_was_not_judged_is_unknown},
    };
    suite_register("verdict_text", tests, sizeof tests / sizeof tests[0]);
}
