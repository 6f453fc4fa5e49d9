/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Do cases say what the records say, and does nothing in a name or message break out of JUnit, TAP or an
 * annotation? Whole files are read by others in tests/formats.
 */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "compare/verdict.h"
#include "report/github.h"
#include "report/junit.h"
#include "report/report_case.h"
#include "report/tap.h"
#include "sample_run.h"
#include "suites.h"

static const struct report_options options = {.is_reproducible = true, .max_gap = -1.0};

static void a_verdict_becomes_an_outcome(void)
{
    static const struct verdict_options gap = {.max_gap = 0.1};
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record runs[4];
    struct report_cases cases;
    for (size_t i = 0; i < 4; i++) {
        sample_run(&runs[i], arena);
    }
    verdict_decide(&runs[1].record, arena, &gap);
    record_add_finding(&runs[2].record, arena, VERDICT_CRASHED, "killed by signal 9");
    verdict_decide(&runs[2].record, arena, &gap);
    runs[3] = (struct run_record){.record = {.file = "folder/net.json", .is_refused = true},
                                  .diagnostics = "folder/net.json:5:17: error: nodes: must not be empty\n"};
    check_cases_build(&cases, arena, runs, 4, &options);
    CU_ASSERT_EQUAL(cases.items[0].outcome, CASE_PASSED);
    CU_ASSERT_STRING_EQUAL(cases.items[0].message, "optimum 20.000 mJ, FIN's gap 20.0 %");
    CU_ASSERT_EQUAL(cases.items[1].outcome, CASE_FAILED);
    CU_ASSERT_STRING_EQUAL(cases.items[1].verdict, "gap");
    CU_ASSERT_EQUAL(cases.items[2].outcome, CASE_ERROR);
    CU_ASSERT_STRING_EQUAL(cases.items[2].message, "killed by signal 9");
    CU_ASSERT_EQUAL(cases.items[3].outcome, CASE_ERROR);
    CU_ASSERT_STRING_EQUAL(cases.items[3].message, "nodes: must not be empty");
    CU_ASSERT_STRING_EQUAL(cases.items[3].group, "folder");
    CU_ASSERT_EQUAL(cases.items[3].line, 5);
    CU_ASSERT_EQUAL(cases.items[3].column, 17);
    CU_ASSERT_EQUAL(report_cases_count(&cases, CASE_ERROR), 2);
    arena_free(arena);
}

static void the_worst_comes_first_and_equals_keep_their_order(void)
{
    struct report_case items[] = {
        {.outcome = CASE_FAILED, .rank = 2},  {.outcome = CASE_PASSED, .rank = 9},
        {.outcome = CASE_ERROR, .rank = 7},   {.outcome = CASE_FAILED, .rank = 2},
        {.outcome = CASE_SKIPPED, .rank = 1},
    };
    const struct report_cases cases = {.items = items, .count = 5};
    size_t order[5] = {0};
    CU_ASSERT_EQUAL(report_cases_rank(order, &cases), 4);
    CU_ASSERT_EQUAL(order[0], 2);
    CU_ASSERT_EQUAL(order[1], 0);
    CU_ASSERT_EQUAL(order[2], 3);
    CU_ASSERT_EQUAL(order[3], 4);
}

/* A case whose every word means something to somebody. */
static struct report_case nasty = {
    .name = "a <b> & \"c\" # TODO \\",
    .group = "x,y:z",
    .file = "x,y:z/100%.json",
    .verdict = "refuted",
    .outcome = CASE_FAILED,
    .rank = 1,
    .message = "50 % of <it>\nnext",
    .details = "first ]]> line\n\nsecond & last\n",
    .line = 3,
    .column = 4,
};

static const struct report_cases nasty_cases = {
    .items = &nasty, .count = 1, .title = "finopt check", .summary = "before\n1 instance: 1 refuted.\n"};

static void xml_is_escaped(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    text_init(&text, arena);
    junit_write(&text, &nasty_cases);
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "name=\"a &lt;b&gt; &amp; &quot;c&quot; # TODO \\\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "message=\"50 % of &lt;it&gt;&#10;next\" type=\"refuted\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "first ]]&gt; line\n\nsecond &amp; last\n</system-out>"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\""));
    arena_free(arena);
}

static void a_line_of_tap_stays_one_line_without_directive(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    text_init(&text, arena);
    tap_write(&text, &nasty_cases);
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "TAP version 13\n1..1\nnot ok 1 - "
                                             "a <b> & \"c\" \\# TODO \\\\: 50 % of <it> next\n  ---\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "  message: \"50 % of <it>\\x0anext\"\n"));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text.data, "  details: |\n    first ]]> line\n    second & last\n  ...\n# before\n"));
    arena_free(arena);
}

static void an_annotation_is_one_line_with_its_properties(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    text_init(&text, arena);
    github_write(&text, arena, &nasty_cases);
    CU_ASSERT_STRING_EQUAL(text.data,
                           "::error file=x%2Cy%3Az/100%25.json,line=3,col=4,title=finopt%3A refuted::"
                           "a <b> & \"c\" # TODO \\: 50 %25 of <it>%0Anext\n"
                           "::error title=finopt check::1 instance: 1 refuted.\n");
    arena_free(arena);
}

void test_report_case_register(void)
{
    static const struct unit_test tests[] = {
        {"a verdict becomes an outcome", a_verdict_becomes_an_outcome},
        {"the worst comes first, and equals keep their order",
         the_worst_comes_first_and_equals_keep_their_order},
        {"XML is escaped", xml_is_escaped},
        {"a line of TAP stays one line without a directive", a_line_of_tap_stays_one_line_without_directive},
        {"an annotation is one line with its properties", an_annotation_is_one_line_with_its_properties},
    };
    suite_register("report_case", tests, sizeof tests / sizeof tests[0]);
}
