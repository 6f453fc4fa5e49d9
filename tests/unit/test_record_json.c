/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do the JSON documents hold what they promise, null for what is absent, and no clock when asked? */
#include <CUnit/CUnit.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "compare/verdict.h"
#include "io/json_scan.h"
#include "report/record_json.h"
#include "report/result_json.h"
#include "sample_run.h"
#include "suites.h"

static const char *result_line(struct arena *arena, const struct run_record *run, bool is_reproducible)
{
    const struct report_options options = {.is_compact = true, .is_reproducible = is_reproducible};
    struct text text;
    text_init(&text, arena);
    result_json_write(&text, run, &options);
    return text.data;
}

static void a_result_has_all_fields(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run;
    sample_run(&run, arena);
    run.record.result_count = 1;
    CU_ASSERT_STRING_EQUAL(
        result_line(arena, &run, true),
        "{\"format\":\"finopt-result-1\",\"file\":\"net.json\",\"instance\":\"net\",\"method\":\"fin\","
        "\"status\":\"feasible\",\"energy\":25,\"energy_j\":0.025,\"bound\":19,\"bound_j\":0.019,\"gap\":0."
        "24,"
        "\"proof\":null,\"note\":\"a \\\"note\\\"\\nof two lines\",\"verified\":true,\"plan\":{\"format\":"
        "\"finopt-plan-1\",\"instance\":\"net\",\"applications\":[{\"id\":\"camera\",\"configuration\":"
        "\"late\","
        "\"nodes\":[\"device\",\"edge\"]}]},\"applications\":[{\"id\":\"camera\",\"energy\":25,\"energy_j\":"
        "0.025,"
        "\"latency\":7,\"latency_s\":0.007,\"deadline\":9,\"deadline_s\":0.009}],\"resources\":[],"
        "\"parameters\":{\"gamma\":100,\"rounding\":"
        "\"ceil\"},"
        "\"effort\":{\"relaxations\":4200}}\n");
    arena_free(arena);
}

static void absent_is_null(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct method_record result = {.method = "ilp", .status = RESULT_UNKNOWN};
    struct run_record run = {.record = {.file = "net.json",
                                        .instance = "net",
                                        .results = &result,
                                        .result_count = 1,
                                        .energy_quantum_j = 1e-9,
                                        .time_quantum_s = 1e-9}};
    CU_ASSERT_PTR_NOT_NULL(strstr(
        result_line(arena, &run, true),
        "\"status\":\"unknown\",\"energy\":null,\"energy_j\":null,\"bound\":null,\"bound_j\":null,"
        "\"gap\":null,\"proof\":null,\"note\":null,\"verified\":null,\"plan\":null,\"applications\":null,"
        "\"resources\":null,\"parameters\":{},\"effort\":{}}"));
    arena_free(arena);
}

static void a_rejected_plan_is_marked(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run;
    sample_run(&run, arena);
    run.record.results[0].is_unverified = true;
    CU_ASSERT_PTR_NOT_NULL(strstr(result_line(arena, &run, true), "\"verified\":false"));
    arena_free(arena);
}

static void only_timing_goes_with_reproducible(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run;
    sample_run(&run, arena);
    run.record.result_count = 1;
    const char *with = result_line(arena, &run, false);
    const char *timing = strstr(with, ",\"timing\":{\"solve_s\":");
    CU_ASSERT_PTR_NOT_NULL_FATAL(timing);
    const char *after = strchr(timing, '}');
    CU_ASSERT_PTR_NOT_NULL_FATAL(after);
    const char *without = arena_printf(arena, "%.*s%s", (int)(timing - with), with, after + 1);
    CU_ASSERT_STRING_EQUAL(without, result_line(arena, &run, true));
    arena_free(arena);
}

static void a_time_that_nobody_knows_is_null(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run;
    sample_run(&run, arena);
    run.record.result_count = 1;
    run.record.results[0].solve_s = NAN;
    CU_ASSERT_PTR_NOT_NULL(strstr(result_line(arena, &run, false), ",\"timing\":{\"solve_s\":null}}\n"));
    arena_free(arena);
}

static void without_any_result_there_is_one_that_says_why(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run = {.record = {.file = "net.json"}};
    record_add_finding(&run.record, arena, VERDICT_AGREE, "for information only");
    CU_ASSERT_PTR_NOT_NULL(strstr(result_line(arena, &run, true),
                                  "\"instance\":null,\"method\":null,\"status\":\"unknown\","
                                  "\"energy\":null,\"energy_j\":null"));
    record_add_finding(&run.record, arena, VERDICT_CRASHED, "reading the file ran out of memory");
    record_add_finding(&run.record, arena, VERDICT_UNPROVED, "and more");
    const char *line = result_line(arena, &run, true);
    CU_ASSERT_PTR_NOT_NULL(strstr(line, "\"status\":\"error\",\"energy\":null"));
    CU_ASSERT_PTR_NOT_NULL(strstr(line, "\"note\":\"reading the file ran out of memory\""));
    arena_free(arena);
}

static void a_listing_says_how_many_plans_there_are(void)
{
    const struct report_options options = {.is_compact = true, .is_reproducible = true};
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run;
    struct text text;
    sample_run(&run, arena);
    text_init(&text, arena);
    plans_json_write(&text, arena, &run, &options);
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "\"found\":null,\"complete\":false,\"note\":null,\"plans\":[]"));
    run.listing = (struct listing_record){.has_ended = true, .found_count = 7, .reason = "cut"};
    text_init(&text, arena);
    plans_json_write(&text, arena, &run, &options);
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "\"found\":7,\"complete\":false,\"note\":\"cut\""));
    arena_free(arena);
}

/* Pretty and compact documents of all kinds pass the strict scan. */
static void every_document_is_strict_json(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct check_totals totals = {.exit_status = 143, .signal = 15};
    struct run_record runs[3];
    sample_run(&runs[0], arena);
    runs[0].plans = ARENA_NEW(arena, struct listed_plan);
    runs[0].plans[0] = (struct listed_plan){25, runs[0].record.results[0].plan};
    runs[0].plan_count = 1;
    runs[1] = (struct run_record){.record = {.file = "b\"ad\xff.json", .is_refused = true},
                                  .diagnostics = "b\x01\n"};
    runs[2] = (struct run_record){.record = {.file = "later.json"}, .is_interrupted = true};
    const struct report_options options = {.is_compact = false};
    for (int which = 0; which < 3; which++) {
        struct text text;
        struct json_scan scan;
        struct json_fault fault;
        text_init(&text, arena);
        if (which == 0) {
            result_json_write(&text, &runs[0], &options);
        } else if (which == 1) {
            plans_json_write(&text, arena, &runs[0], &options);
        } else {
            check_json_write(&text, runs, 3, &totals, &options);
            CU_ASSERT_PTR_NULL(strstr(text.data, "later.json"));
            CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "\"not_checked\": 1"));
            CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "\"exit_status\": 143"));
        }
        CU_ASSERT_EQUAL(json_scan_parse(&scan, arena, text.data, text.length, &fault), STATUS_OK);
    }
    arena_free(arena);
}

void test_record_json_register(void)
{
    static const struct unit_test tests[] = {
        {"a result has all fields", a_result_has_all_fields},
        {"absent is null", absent_is_null},
        {"a rejected plan is marked", a_rejected_plan_is_marked},
        {"only timing goes with reproducible", only_timing_goes_with_reproducible},
        {"a time that nobody knows is null", a_time_that_nobody_knows_is_null},
        {"without any result there is one that says why", without_any_result_there_is_one_that_says_why},
        {"a listing says how many plans there are", a_listing_says_how_many_plans_there_are},
        {"every document is strict JSON", every_document_is_strict_json},
    };
    suite_register("record_json", tests, sizeof tests / sizeof tests[0]);
}
