/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the text of `solve` say what the record says? */
#include <CUnit/CUnit.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "compare/verdict.h"
#include "report/solve_text.h"
#include "sample_run.h"
#include "suites.h"

static const char *solve_words(struct arena *arena, const struct run_record *run)
{
    const struct report_options options = {.is_reproducible = true};
    struct text text;
    text_init(&text, arena);
    solve_text_write(&text, arena, run, &options);
    return text.data;
}

static void a_plan_is_shown_block_by_block(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run;
    sample_run(&run, arena);
    run.record.result_count = 1;
    run.record.results[0].note = NULL;
    CU_ASSERT_STRING_EQUAL(solve_words(arena, &run),
                           "camera: configuration late, 25.000 mJ, latency 7.0000 ms of 9.0000 ms\n"
                           "  block  node\n"
                           "  conv   device\n"
                           "  dense  edge\n"
                           "\n"
                           "net by fin: feasible, 25.000 mJ (25 quanta), gap at most 24.0 %: no plan costs "
                           "less than 19.000 mJ\n");
    arena_free(arena);
}

static void a_rejected_plan_is_not_shown(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run;
    sample_run(&run, arena);
    run.record.result_count = 1;
    run.record.results[0].is_unverified = true;
    CU_ASSERT_PTR_NULL(strstr(solve_words(arena, &run), "dense"));
    arena_free(arena);
}

static void several_methods_stand_side_by_side(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run;
    sample_run(&run, arena);
    run.record.results[0].note = "why";
    CU_ASSERT_STRING_EQUAL(solve_words(arena, &run),
                           "method  status       energy     gap      bound  work\n"
                           "fin     feasible  25.000 mJ  20.0 %  19.000 mJ  4200 relaxations\n"
                           "    fin: why\n"
                           "labels  optimal   20.000 mJ     0 %  20.000 mJ\n"
                           "\n"
                           "net: optimum 20.000 mJ, proved by labels; verdict agree\n");
    arena_free(arena);
}

static void shared_resources_stand_below_the_plan(void)
{
    static struct resource_record resources[] = {{"P6[edge]", 900000, 1000000}, {"P7[edge]", 0, 0}};
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run;
    sample_run(&run, arena);
    struct plan_record plan = *run.record.results[0].plan;
    plan.resources = resources;
    plan.resource_count = 2;
    run.record.results[0].plan = &plan;
    run.record.result_count = 1;
    CU_ASSERT_PTR_NOT_NULL(strstr(solve_words(arena, &run), "\n"
                                                            "shared resource       used    capacity    part\n"
                                                            "P6[edge]         90.0000 %  100.0000 %  90.0 %\n"
                                                            "P7[edge]               0 B         0 B       -\n"
                                                            "\n"));
    arena_free(arena);
}

static void a_time_that_nobody_knows_is_not_shown(void)
{
    const struct report_options options = {.is_reproducible = false};
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run;
    struct text text;
    sample_run(&run, arena);
    run.record.results[0].solve_s = NAN;
    text_init(&text, arena);
    solve_text_write(&text, arena, &run, &options);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text.data, "\nfin     feasible  25.000 mJ  20.0 %  19.000 mJ         -  4200"));
    run.record.result_count = 1;
    text_init(&text, arena);
    solve_text_write(&text, arena, &run, &options);
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "mJ; a \"note\"\nof two lines\n"));
    arena_free(arena);
}

static void a_crash_is_told_once(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run;
    sample_run(&run, arena);
    run.record.result_count = 1;
    run.record.results[0] =
        (struct method_record){.method = "ilp", .status = RESULT_ERROR, .note = "ilp died"};
    record_add_finding(&run.record, arena, VERDICT_CRASHED, "ilp died");
    CU_ASSERT_STRING_EQUAL(solve_words(arena, &run), "net by ilp: error; ilp died\n");
    record_add_finding(&run.record, arena, VERDICT_REFUTED, "and something else");
    CU_ASSERT_STRING_EQUAL(solve_words(arena, &run),
                           "refuted: and something else\nnet by ilp: error; ilp died\n");
    arena_free(arena);
}

static void a_cut_list_says_so(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run;
    sample_run(&run, arena);
    run.listing = (struct listing_record){.has_ended = true, .found_count = 1, .reason = "cut"};
    CU_ASSERT_PTR_NOT_NULL(strstr(solve_words(arena, &run), "1 feasible plan; cut\n"));
    run.listing = (struct listing_record){.has_ended = true, .found_count = 3, .is_complete = true};
    CU_ASSERT_PTR_NOT_NULL(strstr(solve_words(arena, &run), "3 feasible plans\n"));
    arena_free(arena);
}

static void plans_are_listed_by_energy_then_latency_then_as_found(void)
{
    static struct plan_record_application places[] = {
        {.id = "a", .energy_quanta = 5, .latency_quanta = 2},
        {.id = "b", .energy_quanta = 3, .latency_quanta = 9},
        {.id = "c", .energy_quanta = 5, .latency_quanta = 1},
        {.id = "d", .energy_quanta = 5, .latency_quanta = 1},
    };
    struct arena *arena = arena_new(NULL, NULL);
    struct listed_plan plans[4];
    struct plan_record records[4];
    for (size_t i = 0; i < 4; i++) {
        records[i] = (struct plan_record){.applications = &places[i], .application_count = 1};
        plans[i] = (struct listed_plan){places[i].energy_quanta, &records[i]};
    }
    const struct run_record run = {.plans = plans, .plan_count = 4};
    const struct listed_plan *sorted = listed_plans_sorted(arena, &run);
    CU_ASSERT_STRING_EQUAL(sorted[0].plan->applications[0].id, "b");
    CU_ASSERT_STRING_EQUAL(sorted[1].plan->applications[0].id, "c");
    CU_ASSERT_STRING_EQUAL(sorted[2].plan->applications[0].id, "d");
    CU_ASSERT_STRING_EQUAL(sorted[3].plan->applications[0].id, "a");
    arena_free(arena);
}

void test_solve_text_register(void)
{
    static const struct unit_test tests[] = {
        {"a plan is shown block by block", a_plan_is_shown_block_by_block},
        {"a rejected plan is not shown", a_rejected_plan_is_not_shown},
        {"several methods stand side by side", several_methods_stand_side_by_side},
        {"shared resources stand below the plan", shared_resources_stand_below_the_plan},
        {"a time that nobody knows is not shown", a_time_that_nobody_knows_is_not_shown},
        {"a crash is told once", a_crash_is_told_once},
        {"a cut list says so", a_cut_list_says_so},
        {"plans are listed by energy, then latency, then as found",
         plans_are_listed_by_energy_then_latency_then_as_found},
    };
    suite_register("solve_text", tests, sizeof tests / sizeof tests[0]);
}
