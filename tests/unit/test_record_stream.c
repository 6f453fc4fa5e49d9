/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does everything a child says arrive, and nothing that it did not say? */
#include <CUnit/CUnit.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/rng.h"
#include "base/text.h"
#include "report/record_stream.h"
#include "sample_run.h"
#include "suites.h"
#include "verify/verify_plan.h"

/* A plan that breaks two constraints and claims too little. */
static void add_judged(struct text *text)
{
    static struct application_evaluation costs = {25, 10, 7, 5};
    static struct violation violations[] = {{"P4", "camera", 12, 9, 3, "(P4) late"},
                                            {"P6", "edge", 2, 1, 1, "(P6) \"full\""}};
    const struct evaluation evaluation = {
        .energy_quanta = 25, .applications = &costs, .violations = violations, .violation_count = 2};
    const struct judged_plan judged = {.source = "plan.json",
                                       .evaluation = &evaluation,
                                       .claim = "24 quanta",
                                       .end = PLANNER_CRASHED,
                                       .ending = "ended",
                                       .said = "oh\n\"no\"",
                                       .elapsed_s = 0.5};
    record_stream_write_judged(text, &judged, 1);
}

/* The events of the sample run, as its child would have written them. */
static struct text sample_events(struct arena *arena)
{
    struct run_record run;
    struct text text;
    const struct finding finding = {.severity = VERDICT_DISAGREE, .message = "two \"proofs\""};
    text_init(&text, arena);
    sample_run(&run, arena);
    record_stream_write_waiting(&text);
    record_stream_write_working(&text);
    record_stream_write_instance(&text, "net", 1e-3, 1e-3, "abc");
    record_stream_write_application(&text, &run.applications[0]);
    add_judged(&text);
    const struct listed_plan listed = {.energy_quanta = 25, .plan = run.record.results[0].plan};
    record_stream_write_listed(&text, &listed);
    const struct listing_record listing = {.found_count = 1000000000000, .reason = "cut"};
    record_stream_write_listing(&text, &listing);
    for (size_t r = 0; r < run.record.result_count; r++) {
        record_stream_write_start(&text, run.record.results[r].method);
        record_stream_write_result(&text, &run.record.results[r]);
    }
    record_stream_write_finding(&text, &finding);
    record_stream_write_start(&text, "ilp");
    const struct child_ending ending = {.peak_memory_bytes = 4096, .is_last = true};
    record_stream_write_done(&text, &ending);
    return text;
}

static void check_plan(const struct plan_record *plan, const char *second)
{
    CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
    CU_ASSERT_EQUAL_FATAL(plan->application_count, 1);
    CU_ASSERT_STRING_EQUAL(plan->applications[0].id, "camera");
    CU_ASSERT_STRING_EQUAL(plan->applications[0].configuration, "late");
    CU_ASSERT_EQUAL_FATAL(plan->applications[0].node_count, 2);
    CU_ASSERT_STRING_EQUAL(plan->applications[0].nodes[1], second);
    CU_ASSERT_EQUAL(plan->applications[0].latency_quanta, 7);
}

static void check_judged(const struct judged_plan *judged)
{
    const struct evaluation *evaluation = judged->evaluation;
    CU_ASSERT_PTR_NOT_NULL_FATAL(evaluation);
    CU_ASSERT_FALSE(evaluation->is_feasible);
    CU_ASSERT_EQUAL(evaluation->energy_quanta, 25);
    CU_ASSERT_EQUAL(evaluation->applications[0].compute_energy_quanta, 10);
    CU_ASSERT_EQUAL(evaluation->applications[0].latency_quanta, 7);
    CU_ASSERT_EQUAL(evaluation->applications[0].compute_latency_quanta, 5);
    CU_ASSERT_EQUAL_FATAL(evaluation->violation_count, 2);
    CU_ASSERT_EQUAL(evaluation->violations[0].excess, 3);
    CU_ASSERT_STRING_EQUAL(evaluation->violations[1].message, "(P6) \"full\"");
    CU_ASSERT_STRING_EQUAL(judged->claim, "24 quanta");
    CU_ASSERT_FALSE(judged->claim_holds);
}

static void what_is_written_is_read_back(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct text events = sample_events(arena);
    struct run_record run = {.diagnostics = NULL};
    struct record_stream stream;
    record_stream_init(&stream, arena, &run);
    for (size_t i = 0; i < events.length; i++) {
        record_stream_feed(&stream, events.data + i, 1); /* in the smallest pieces there are */
    }
    CU_ASSERT_FALSE(stream.is_garbled);
    CU_ASSERT(run.is_done && run.is_last);
    CU_ASSERT_EQUAL(run.record.peak_memory_bytes, 4096);
    CU_ASSERT_STRING_EQUAL(run.record.instance, "net");
    CU_ASSERT(run.record.energy_quantum_j == 1e-3);
    CU_ASSERT_STRING_EQUAL(run.running, "ilp");
    CU_ASSERT_EQUAL_FATAL(run.record.result_count, 2);
    const struct method_record *fin = &run.record.results[0];
    CU_ASSERT_STRING_EQUAL(fin->method, "fin");
    CU_ASSERT_EQUAL(fin->status, RESULT_FEASIBLE);
    CU_ASSERT(fin->has_energy && fin->energy_quanta == 25 && fin->has_bound && fin->bound_quanta == 19);
    CU_ASSERT_STRING_EQUAL(fin->note, "a \"note\"\nof two lines");
    CU_ASSERT_PTR_NULL(fin->proof);
    CU_ASSERT(fin->solve_s == 0.1 + 0.2);
    CU_ASSERT_EQUAL_FATAL(fin->parameter_count, 2);
    CU_ASSERT_STRING_EQUAL(fin->parameters[1].value, "\"ceil\"");
    CU_ASSERT_EQUAL_FATAL(fin->effort_count, 1);
    CU_ASSERT_EQUAL(fin->efforts[0].count, 4200);
    check_plan(fin->plan, "edge");
    CU_ASSERT(run.record.results[1].is_exact);
    check_plan(run.record.results[1].plan, "cloud");
    CU_ASSERT_EQUAL_FATAL(run.record.finding_count, 1);
    CU_ASSERT_EQUAL(run.record.findings[0].severity, VERDICT_DISAGREE);
    CU_ASSERT_EQUAL_FATAL(run.application_count, 1);
    CU_ASSERT_EQUAL(run.applications[0].deadline_quanta, 9);
    CU_ASSERT_STRING_EQUAL(run.applications[0].blocks[1], "dense");
    CU_ASSERT_EQUAL_FATAL(run.plan_count, 1);
    check_plan(run.plans[0].plan, "edge");
    CU_ASSERT(run.listing.has_ended && !run.listing.is_complete);
    CU_ASSERT_EQUAL(run.listing.found_count, 1000000000000);
    CU_ASSERT_STRING_EQUAL(run.listing.reason, "cut");
    CU_ASSERT_FALSE(run.is_waiting);
    CU_ASSERT_STRING_EQUAL(run.sha256, "abc");
    CU_ASSERT_EQUAL_FATAL(run.judged_count, 1);
    check_judged(&run.judged[0]);
    arena_free(arena);
}

static void a_stream_cut_anywhere_says_only_whole_lines(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct text events = sample_events(arena);
    size_t results_before = 0;
    for (size_t length = 0; length < events.length; length++) {
        struct run_record run = {.diagnostics = NULL};
        struct record_stream stream;
        record_stream_init(&stream, arena, &run);
        record_stream_feed(&stream, events.data, length);
        CU_ASSERT_FALSE(stream.is_garbled);
        CU_ASSERT_FALSE(run.is_done);
        CU_ASSERT(run.record.result_count >= results_before);
        results_before = run.record.result_count;
        for (size_t r = 0; r < run.record.result_count; r++) {
            CU_ASSERT_PTR_NOT_NULL(run.record.results[r].plan);
        }
    }
    CU_ASSERT_EQUAL(results_before, 2);
    arena_free(arena);
}

static void garbage_ends_the_stream_and_keeps_what_came_before(void)
{
    static const char garbage[] = "\x7f"
                                  "ELF not an event\n";
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    text_init(&text, arena);
    record_stream_write_instance(&text, "net", 1e-9, 1e-9, NULL);
    text_add(&text, garbage);
    const struct child_ending ending = {.peak_memory_bytes = 4096, .is_last = true};
    record_stream_write_done(&text, &ending);
    struct run_record run = {.diagnostics = NULL};
    struct record_stream stream;
    record_stream_init(&stream, arena, &run);
    record_stream_feed(&stream, text.data, text.length);
    CU_ASSERT(stream.is_garbled);
    CU_ASSERT_FALSE(run.is_done);
    CU_ASSERT_STRING_EQUAL(run.record.instance, "net");
    arena_free(arena);
}

/* Every byte of a stream changed to another: refused or read, but never a wild read (the sanitizers look). */
static void no_flipped_byte_does_harm(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct text events = sample_events(arena);
    struct rng rng = rng_from_seed(7);
    for (size_t i = 0; i < events.length; i++) {
        const struct arena_mark mark = arena_mark(arena);
        char *bytes = arena_strndup(arena, events.data, events.length);
        bytes[i] = (char)rng_between(&rng, 0, 255);
        struct run_record run = {.diagnostics = NULL};
        struct record_stream stream;
        record_stream_init(&stream, arena, &run);
        record_stream_feed(&stream, bytes, events.length);
        CU_ASSERT(run.record.result_count <= 2);
        for (size_t r = 0; r < run.record.result_count; r++) {
            CU_ASSERT(run.record.results[r].status <= RESULT_ERROR);
        }
        arena_rewind(arena, mark);
    }
    arena_free(arena);
}

static void values_out_of_range_are_garbage(void)
{
    static const char *const lines[] = {
        "{\"event\":\"finding\",\"severity\":99,\"message\":\"x\"}\n",
        "{\"event\":\"finding\",\"severity\":1}\n",
        "{\"event\":\"result\",\"method\":\"fin\",\"status\":17}\n",
        "{\"event\":\"place\",\"id\":\"x\"}\n",
        "{\"event\":\"listing\",\"is_complete\":true}\n",
        "{\"event\":\"cost\",\"energy_quanta\":1}\n",
        "{\"event\":\"violation\",\"tag\":\"P4\"}\n",
        "{\"event\":\"plan_refused\",\"is_unreadable\":false}\n",
        "{\"event\":\"dance\"}\n",
        "{\"method\":\"fin\"}\n",
        "\n",
    };
    struct arena *arena = arena_new(NULL, NULL);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct run_record run = {.diagnostics = NULL};
        struct record_stream stream;
        record_stream_init(&stream, arena, &run);
        record_stream_feed(&stream, lines[i], strlen(lines[i]));
        CU_ASSERT(stream.is_garbled);
        CU_ASSERT_EQUAL(run.record.result_count + run.record.finding_count, 0);
    }
    arena_free(arena);
}

static void a_line_without_end_does_not_fill_the_memory(void)
{
    enum { PIECE = 1 << 16 };
    static char piece[PIECE];
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run = {.diagnostics = NULL};
    struct record_stream stream;
    memset(piece, 'x', sizeof piece);
    record_stream_init(&stream, arena, &run);
    for (size_t fed = 0; fed <= 2 * RECORD_STREAM_LINE_LIMIT; fed += PIECE) {
        record_stream_feed(&stream, piece, PIECE);
    }
    CU_ASSERT(stream.is_garbled);
    CU_ASSERT(arena_peak_bytes(arena) < 8 * RECORD_STREAM_LINE_LIMIT);
    arena_free(arena);
}

static void a_judged_plan_has_a_cost_for_every_application(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record sample;
    struct text text;
    sample_run(&sample, arena);
    text_init(&text, arena);
    record_stream_write_application(&text, &sample.applications[0]);
    record_stream_write_application(&text, &sample.applications[0]);
    add_judged(&text);
    struct run_record run = {.diagnostics = NULL};
    struct record_stream stream;
    record_stream_init(&stream, arena, &run);
    record_stream_feed(&stream, text.data, text.length);
    CU_ASSERT(stream.is_garbled);
    CU_ASSERT_EQUAL(run.judged_count, 0);
    arena_free(arena);
}

static void a_refused_plan_carries_its_diagnostics(void)
{
    const struct judged_plan judged = {
        .source = "plan.json", .diagnostics = "plan.json: error: x\n", .is_unreadable = true};
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    text_init(&text, arena);
    record_stream_write_judged(&text, &judged, 1);
    record_stream_write_waiting(&text);
    struct run_record run = {.diagnostics = NULL};
    struct record_stream stream;
    record_stream_init(&stream, arena, &run);
    record_stream_feed(&stream, text.data, text.length);
    CU_ASSERT_STRING_EQUAL(run.judged[0].diagnostics, "plan.json: error: x\n");
    CU_ASSERT(run.judged[0].is_unreadable && run.is_waiting);
    CU_ASSERT_FALSE(run.record.is_refused); /* the instance is not to blame */
    arena_free(arena);
}

static void several_plans_are_judged_and_one_has_evidence(void)
{
    static const char *const lines[] = {"one \"term\"", "two"};
    const struct judged_plan missing = {.source = "a.json", .is_missing = true, .claim_holds = true};
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record sample;
    struct text text;
    sample_run(&sample, arena);
    text_init(&text, arena);
    record_stream_write_application(&text, &sample.applications[0]);
    add_judged(&text);
    record_stream_write_judged(&text, &missing, 1);
    add_judged(&text);
    record_stream_write_evidence(&text, 2, lines, 2);
    struct run_record run = {.diagnostics = NULL};
    struct record_stream stream;
    record_stream_init(&stream, arena, &run);
    record_stream_feed(&stream, text.data, text.length);
    CU_ASSERT_FALSE(stream.is_garbled);
    CU_ASSERT_EQUAL_FATAL(run.judged_count, 3);
    CU_ASSERT(run.judged[1].is_missing && run.judged[1].evaluation == NULL);
    CU_ASSERT_EQUAL(run.judged[2].evaluation->violation_count, 2);
    CU_ASSERT_EQUAL(run.judged[2].end, PLANNER_CRASHED);
    CU_ASSERT_STRING_EQUAL(run.judged[2].said, "oh\n\"no\"");
    CU_ASSERT_EQUAL_FATAL(run.judged[2].evidence_count, 2);
    CU_ASSERT_STRING_EQUAL(run.judged[2].evidence[0], "one \"term\"");
    text_init(&text, arena);
    record_stream_write_evidence(&text, 3, lines, 2);
    record_stream_feed(&stream, text.data, text.length);
    CU_ASSERT(stream.is_garbled); /* there is no such plan */
    arena_free(arena);
}

static void a_time_that_nobody_knows_stays_unknown(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct method_record result = {.method = "ilp", .status = RESULT_UNKNOWN, .solve_s = NAN};
    struct text text;
    text_init(&text, arena);
    record_stream_write_result(&text, &result);
    struct run_record run = {.diagnostics = NULL};
    struct record_stream stream;
    record_stream_init(&stream, arena, &run);
    record_stream_feed(&stream, text.data, text.length);
    CU_ASSERT_EQUAL_FATAL(run.record.result_count, 1);
    CU_ASSERT(isnan(run.record.results[0].solve_s));
    arena_free(arena);
}

static void a_refusal_carries_its_diagnostics(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    text_init(&text, arena);
    record_stream_write_refused(&text, "a.json:1:2: error: x\n\t^~\n");
    struct run_record run = {.diagnostics = NULL};
    struct record_stream stream;
    record_stream_init(&stream, arena, &run);
    record_stream_feed(&stream, text.data, text.length);
    CU_ASSERT(run.record.is_refused);
    CU_ASSERT_STRING_EQUAL(run.diagnostics, "a.json:1:2: error: x\n\t^~\n");
    arena_free(arena);
}

void test_record_stream_register(void)
{
    static const struct unit_test tests[] = {
        {"what is written is read back", what_is_written_is_read_back},
        {"a stream cut anywhere says only whole lines", a_stream_cut_anywhere_says_only_whole_lines},
        {"garbage ends the stream and keeps what came before",
         garbage_ends_the_stream_and_keeps_what_came_before},
        {"no flipped byte does harm", no_flipped_byte_does_harm},
        {"values out of range are garbage", values_out_of_range_are_garbage},
        {"a line without end does not fill the memory", a_line_without_end_does_not_fill_the_memory},
        {"a refusal carries its diagnostics", a_refusal_carries_its_diagnostics},
        {"several plans are judged and one has evidence", several_plans_are_judged_and_one_has_evidence},
        {"a judged plan has a cost for every application", a_judged_plan_has_a_cost_for_every_application},
        {"a refused plan carries its diagnostics", a_refused_plan_carries_its_diagnostics},
        {"a time that nobody knows stays unknown", a_time_that_nobody_knows_stays_unknown},
    };
    suite_register("record_stream", tests, sizeof tests / sizeof tests[0]);
}
