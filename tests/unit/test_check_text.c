/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the table of `check` say what the records say? Words are judged here, whole runs in tests/cli. */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "compare/verdict.h"
#include "report/check_text.h"
#include "sample_run.h"
#include "suites.h"

static const char *table(struct arena *arena, const struct run_record *runs, size_t count)
{
    const struct report_options options = {.is_reproducible = true};
    struct text text;
    text_init(&text, arena);
    check_text_write(&text, arena, runs, count, &options);
    return text.data;
}

static void a_gap_is_shown_in_row_and_summary(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run;
    sample_run(&run, arena);
    CU_ASSERT_STRING_EQUAL(
        table(arena, &run, 1),
        "instance    optimum  FIN's gap  proved by  verdict\n"
        "net       20.000 mJ     20.0 %  labels     agree\n"
        "\n"
        "FIN's worst gap: 20.0 % on net.\n"
        "1 instance: 1 agree. FIN reached the optimum on 0 of 1 feasible ones at gamma 100.\n");
    arena_free(arena);
}

static void findings_stand_below_their_row(void)
{
    static const struct verdict_options options = {.max_gap = -1.0};
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record runs[2];
    sample_run(&runs[0], arena);
    sample_run(&runs[1], arena);
    record_add_finding(&runs[0].record, arena, VERDICT_REFUTED, "plan of fin rejected: %s", "(P4)");
    record_add_finding(&runs[0].record, arena, VERDICT_AGREE, "for information only");
    verdict_decide(&runs[0].record, arena, &options);
    const char *text = table(arena, runs, 2);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "refuted\n    refuted: plan of fin rejected: (P4)\n"
                                        "    note: for information only\nnet (net.json)  "));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "2 instances: 1 agree, 1 refuted."));
    arena_free(arena);
}

static void an_unproved_row_shows_best_plan_best_bound_and_why(void)
{
    static const struct verdict_options options = {.max_gap = -1.0};
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run;
    sample_run(&run, arena);
    run.record.results[1].status = RESULT_FEASIBLE;
    run.record.results[1].proof = NULL;
    run.record.results[1].note = "stopped by the time limit";
    run.record.results[1].has_bound = false;
    verdict_decide(&run.record, arena, &options);
    const char *text = table(arena, &run, 1);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text, "\nnet       19.000 mJ .. 20.000 mJ          ?  nobody     unproved\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\n    labels: stopped by the time limit\n"));
    run.record.results[0].is_unverified = true; /* neither its plan nor its bound is worth anything */
    CU_ASSERT_PTR_NOT_NULL(strstr(table(arena, &run, 1), "net       <= 20.000 mJ"));
    run.record.results[0].is_unverified = false;
    run.record.results[0].plan = NULL;
    run.record.results[1].plan = NULL;
    CU_ASSERT_PTR_NOT_NULL(strstr(table(arena, &run, 1), "net       >= 19.000 mJ"));
    arena_free(arena);
}

/* FIN without a plan, for that reason. */
static const char *table_without_plan_of_fin(struct arena *arena, const char *note)
{
    struct run_record run;
    sample_run(&run, arena);
    struct method_record *fin = &run.record.results[0];
    *fin = (struct method_record){.method = "fin", .status = RESULT_UNKNOWN, .note = note};
    return table(arena, &run, 1);
}

static void a_limit_is_not_held_against_fin(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const char *stopped = table_without_plan_of_fin(arena, "stopped by the time limit");
    CU_ASSERT_PTR_NOT_NULL(strstr(stopped, "net       20.000 mJ    stopped  labels     agree\n"
                                           "    fin: stopped by the time limit\n"));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(stopped, "\nFIN was stopped by a limit, without a plan, on 1 feasible one.\n"));
    CU_ASSERT_PTR_NULL(strstr(stopped, "FIN found no plan"));
    const char *planless = table_without_plan_of_fin(arena, "no path at gamma 1; a larger gamma finds one");
    CU_ASSERT_PTR_NOT_NULL(strstr(planless, "net       20.000 mJ       none  labels     agree\n\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(planless, "\nFIN found no plan for 1 feasible one.\n"));
    CU_ASSERT_PTR_NULL(strstr(planless, "stopped"));
    arena_free(arena);
}

static void equal_names_are_told_apart_by_their_files(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record runs[3];
    for (size_t i = 0; i < 3; i++) {
        sample_run(&runs[i], arena);
    }
    runs[1].record.instance = "web";
    runs[2].record.file = "copy\t.json";
    const char *text = table(arena, runs, 3);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nnet (net.json)      "));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nweb   "));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\nnet (copy\\x09.json)  "));
    arena_free(arena);
}

static void names_of_refused_files_are_escaped(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run = {.record = {.file = "a\x1b[31m\nb.json", .is_refused = true}, .diagnostics = "x"};
    CU_ASSERT_PTR_NOT_NULL(strstr(table(arena, &run, 1), "\na\\x1b[31m\\x0ab.json  "));
    arena_free(arena);
}

static void runs_that_never_began_are_counted_not_shown(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record runs[2];
    sample_run(&runs[0], arena);
    runs[1] = (struct run_record){.record = {.file = "later.json"}, .is_interrupted = true};
    const char *text = table(arena, runs, 2);
    CU_ASSERT_PTR_NULL(strstr(text, "later.json"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "Stopped by a signal: 1 of 2 instances were looked at.\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "1 instance: 1 agree."));
    arena_free(arena);
}

static void a_run_without_any_instance_has_a_whole_last_line(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run = {.record = {.file = "later.json"}, .is_interrupted = true};
    const char *text = table(arena, &run, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "0 instances: none.\n"));
    arena_free(arena);
}

void test_check_text_register(void)
{
    static const struct unit_test tests[] = {
        {"a gap is shown in row and summary", a_gap_is_shown_in_row_and_summary},
        {"findings stand below their row", findings_stand_below_their_row},
        {"an unproved row shows best plan, best bound and why",
         an_unproved_row_shows_best_plan_best_bound_and_why},
        {"a limit is not held against FIN", a_limit_is_not_held_against_fin},
        {"equal names are told apart by their files", equal_names_are_told_apart_by_their_files},
        {"names of refused files are escaped", names_of_refused_files_are_escaped},
        {"runs that never began are counted, not shown", runs_that_never_began_are_counted_not_shown},
        {"a run without any instance has a whole last line",
         a_run_without_any_instance_has_a_whole_last_line},
    };
    suite_register("check_text", tests, sizeof tests / sizeof tests[0]);
}
