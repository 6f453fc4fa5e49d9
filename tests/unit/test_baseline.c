/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is a difference, and is a baseline read back as it was written? */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "baseline/baseline.h"
#include "baseline/baseline_file.h"
#include "io/diagnostic.h"
#include "report/run_record.h"
#include "sample_run.h"
#include "suites.h"

#define HASH       "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define OTHER_HASH "ff23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct baseline_energy plain[] = {{"fin(gamma=10)", true, 9}, {"greedy", false, 0}};
static struct baseline_energy worse[] = {{"fin(gamma=10)", true, 10}, {"greedy", false, 0}};
static struct baseline_energy better[] = {{"fin(gamma=10)", true, 8}, {"greedy", true, 20}};
static struct baseline_energy lost[] = {{"fin(gamma=10)", false, 0}, {"greedy", false, 0}};
static struct baseline_energy other[] = {{"fin(gamma=20)", true, 99}};

static struct baseline_entry entry(enum result_status status, int64_t energy_quanta,
                                   struct baseline_energy *energies, size_t count)
{
    return (struct baseline_entry){.instance = "net",
                                   .sha256 = HASH,
                                   .status = status,
                                   .energy_quanta = energy_quanta,
                                   .energies = energies,
                                   .energy_count = count};
}

static void every_kind_of_difference_is_told(void)
{
    static const struct {
        enum result_status before;
        int64_t before_quanta;
        enum result_status after;
        int64_t after_quanta;
        enum baseline_change change;
    } cases[] = {
        {RESULT_OPTIMAL, 7, RESULT_OPTIMAL, 7, BASELINE_SAME},
        {RESULT_OPTIMAL, 7, RESULT_OPTIMAL, 8, BASELINE_REGRESSED},
        {RESULT_OPTIMAL, 7, RESULT_OPTIMAL, 6, BASELINE_REGRESSED}, /* better than a proved optimum */
        {RESULT_OPTIMAL, 7, RESULT_INFEASIBLE, 0, BASELINE_REGRESSED},
        {RESULT_OPTIMAL, 7, RESULT_FEASIBLE, 9, BASELINE_SAME}, /* it was not proved this time */
        {RESULT_OPTIMAL, 7, RESULT_FEASIBLE, 6, BASELINE_REGRESSED},
        {RESULT_OPTIMAL, 7, RESULT_UNKNOWN, 0, BASELINE_SAME},
        {RESULT_INFEASIBLE, 0, RESULT_INFEASIBLE, 0, BASELINE_SAME},
        {RESULT_INFEASIBLE, 0, RESULT_OPTIMAL, 7, BASELINE_REGRESSED},
        {RESULT_INFEASIBLE, 0, RESULT_FEASIBLE, 7, BASELINE_REGRESSED},
        {RESULT_FEASIBLE, 7, RESULT_FEASIBLE, 7, BASELINE_SAME},
        {RESULT_FEASIBLE, 7, RESULT_FEASIBLE, 6, BASELINE_IMPROVED},
        {RESULT_FEASIBLE, 7, RESULT_FEASIBLE, 8, BASELINE_SAME}, /* it depends on the clock */
        {RESULT_FEASIBLE, 7, RESULT_OPTIMAL, 7, BASELINE_IMPROVED},
        {RESULT_FEASIBLE, 7, RESULT_OPTIMAL, 8, BASELINE_REGRESSED},
        {RESULT_FEASIBLE, 7, RESULT_INFEASIBLE, 0, BASELINE_REGRESSED},
        {RESULT_UNKNOWN, 0, RESULT_INFEASIBLE, 0, BASELINE_IMPROVED},
        {RESULT_UNKNOWN, 0, RESULT_FEASIBLE, 7, BASELINE_IMPROVED},
    };
    struct arena *arena = arena_new(NULL, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct baseline_entry before = entry(cases[i].before, cases[i].before_quanta, plain, 2);
        const struct baseline_entry after = entry(cases[i].after, cases[i].after_quanta, plain, 2);
        struct baseline_difference difference;
        baseline_compare(&difference, arena, &before, &after);
        CU_ASSERT_EQUAL(difference.change, cases[i].change);
        CU_ASSERT_EQUAL(difference.message_count, cases[i].change != BASELINE_SAME);
    }
    arena_free(arena);
}

static void plans_of_methods_are_compared(void)
{
    static const struct {
        struct baseline_energy *after;
        size_t count;
        enum baseline_change change;
        size_t messages;
    } cases[] = {{plain, 2, BASELINE_SAME, 0},
                 {worse, 2, BASELINE_REGRESSED, 1},
                 {better, 2, BASELINE_IMPROVED, 2},
                 {lost, 2, BASELINE_REGRESSED, 1},
                 {other, 1, BASELINE_SAME, 0}}; /* other parameters: another plan */
    struct arena *arena = arena_new(NULL, NULL);
    const struct baseline_entry before = entry(RESULT_OPTIMAL, 7, plain, 2);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct baseline_entry after = entry(RESULT_OPTIMAL, 7, cases[i].after, cases[i].count);
        struct baseline_difference difference;
        baseline_compare(&difference, arena, &before, &after);
        CU_ASSERT_EQUAL(difference.change, cases[i].change);
        CU_ASSERT_EQUAL(difference.message_count, cases[i].messages);
    }
    arena_free(arena);
}

static void a_changed_instance_is_no_regression(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct baseline_entry before = entry(RESULT_OPTIMAL, 7, plain, 2);
    struct baseline_entry after = entry(RESULT_INFEASIBLE, 0, lost, 2);
    struct baseline_difference difference;
    after.sha256 = OTHER_HASH;
    baseline_compare(&difference, arena, &before, &after);
    CU_ASSERT(difference.change == BASELINE_CHANGED && difference.message_count == 1);
    after.sha256 = NULL; /* as from .solu: nobody knows */
    baseline_compare(&difference, arena, &before, &after);
    CU_ASSERT_EQUAL(difference.change, BASELINE_REGRESSED);
    baseline_compare(&difference, arena, NULL, &after);
    CU_ASSERT_EQUAL(difference.change, BASELINE_NEW);
    arena_free(arena);
}

static void an_entry_says_what_the_record_says(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct run_record run;
    sample_run(&run, arena);
    struct baseline_entry made = baseline_entry_of(arena, &run.record, HASH);
    CU_ASSERT_STRING_EQUAL(made.instance, "net");
    CU_ASSERT(made.status == RESULT_OPTIMAL && made.energy_quanta == 20);
    CU_ASSERT_EQUAL_FATAL(made.energy_count, 2);
    CU_ASSERT_STRING_EQUAL(made.energies[0].method, "fin(gamma=100,rounding=ceil)");
    CU_ASSERT(made.energies[0].has_plan && made.energies[0].energy_quanta == 25);
    CU_ASSERT_STRING_EQUAL(made.energies[1].method, "labels");
    /* An exact method that was stopped is not recorded, its plan may be the best there is. */
    run.record.results[1].status = RESULT_FEASIBLE;
    run.record.status = RESULT_FEASIBLE;
    made = baseline_entry_of(arena, &run.record, HASH);
    CU_ASSERT(made.status == RESULT_FEASIBLE && made.energy_quanta == 20);
    CU_ASSERT_EQUAL(made.energy_count, 1);
    arena_free(arena);
}

static struct baseline *sample_baseline(struct arena *arena)
{
    static const char *const names[] = {"b", "c d", "a", "e", "b"};
    static const enum result_status statuses[] = {RESULT_OPTIMAL, RESULT_FEASIBLE, RESULT_INFEASIBLE,
                                                  RESULT_UNKNOWN, RESULT_OPTIMAL};
    struct baseline *baseline = ARENA_NEW(arena, struct baseline);
    baseline->tool = "a \"tool\"";
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const bool has_energy = statuses[i] == RESULT_OPTIMAL || statuses[i] == RESULT_FEASIBLE;
        struct baseline_entry one = entry(statuses[i], has_energy ? INT64_MAX - (int64_t)i : 0, plain, 2);
        one.instance = names[i];
        baseline_put(baseline, arena, &one);
    }
    return baseline;
}

static const char *json_of(struct arena *arena, const struct baseline *baseline)
{
    struct text text;
    text_init(&text, arena);
    baseline_json_write(&text, baseline);
    return text.data;
}

static void entries_are_sorted_and_the_last_word_counts(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct baseline *baseline = sample_baseline(arena);
    CU_ASSERT_EQUAL_FATAL(baseline->entry_count, 4);
    CU_ASSERT_STRING_EQUAL(baseline->entries[0].instance, "a");
    CU_ASSERT_STRING_EQUAL(baseline->entries[3].instance, "e");
    CU_ASSERT_EQUAL(baseline_find(baseline, "b")->energy_quanta, INT64_MAX - 4);
    CU_ASSERT_PTR_NULL(baseline_find(baseline, "bb"));
    arena_free(arena);
}

static enum status parse(struct baseline *baseline, struct arena *arena, const char *text)
{
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics, arena, "known.baseline");
    return baseline_parse(baseline, arena, &diagnostics, text, strlen(text));
}

static void json_is_read_back(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const char *text = json_of(arena, sample_baseline(arena));
    struct baseline read;
    CU_ASSERT_EQUAL_FATAL(parse(&read, arena, text), STATUS_OK);
    CU_ASSERT_STRING_EQUAL(json_of(arena, &read), text);
    CU_ASSERT_EQUAL(baseline_find(&read, "c d")->energy_quanta, INT64_MAX - 1);
    CU_ASSERT_FALSE(baseline_find(&read, "a")->energies[1].has_plan);
    arena_free(arena);
}

static void solu_is_read_back_without_hashes(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct baseline read;
    struct text text;
    text_init(&text, arena);
    baseline_write(&text, sample_baseline(arena), "known.solu");
    CU_ASSERT_STRING_EQUAL(text.data, "=inf= a\n=opt= b 9223372036854775803\n=best= c d 9223372036854775806\n"
                                      "=unkn= e\n");
    CU_ASSERT_EQUAL_FATAL(parse(&read, arena, "\n=opt=  b\t20.00 \r\n=inf= a\n=best= c d 7\n=unkn= e"),
                          STATUS_OK);
    CU_ASSERT_EQUAL_FATAL(read.entry_count, 4);
    CU_ASSERT(read.entries[1].status == RESULT_OPTIMAL && read.entries[1].energy_quanta == 20);
    CU_ASSERT_STRING_EQUAL(read.entries[2].instance, "c d");
    CU_ASSERT_PTR_NULL(read.entries[2].sha256);
    arena_free(arena);
}

static void mistakes_are_refused(void)
{
    static const char *const texts[] = {
        "",
        "[]",
        "{\"format\":\"finopt-plan-1\"}",
        "{\"format\":\"finopt-baseline-1\"}",
        "{\"format\":\"finopt-baseline-1\",\"instances\":[{\"instance\":\"a\",\"status\":\"good\"}]}",
        "{\"format\":\"finopt-baseline-1\",\"instances\":[{\"instance\":\"a\",\"status\":\"optimal\"}]}",
        "{\"format\":\"finopt-baseline-1\",\"instances\":[{\"instance\":\"a\",\"status\":\"optimal\","
        "\"energy\":7}]}",
        "{\"format\":\"finopt-baseline-1\",\"instances\":[{\"instance\":\"a\",\"status\":\"optimal\","
        "\"energy\":"
        "\"99999999999999999999\"}]}",
        "{\"format\":\"finopt-baseline-1\",\"instances\":[{\"instance\":\"a\",\"status\":\"infeasible\","
        "\"energy\":"
        "\"7\"}]}",
        "{\"format\":\"finopt-baseline-1\",\"instances\":[{\"instance\":\"a\",\"status\":\"infeasible\","
        "\"sha256\":"
        "\"xyz\"}]}",
        "{\"format\":\"finopt-baseline-1\",\"instances\":[{\"instance\":\"a\",\"status\":\"infeasible\"},"
        "{\"instance\":\"a\",\"status\":\"infeasible\"}]}",
        "{\"format\":\"finopt-baseline-1\",\"instances\":[{\"instance\":\"a\",\"status\":\"infeasible\","
        "\"energies\":{\"fin\":\"-1\"}}]}",
        "=opt= a",
        "=opt= a 1.5",
        "=opt= a -1",
        "=opt= a 99999999999999999999",
        "=inf=",
        "=feasible= a",
        "=inf= a\n=inf= a",
        "=opt= a 1\nb 2",
    };
    struct arena *arena = arena_new(NULL, NULL);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct baseline baseline = {.tool = "untouched"};
        CU_ASSERT_EQUAL(parse(&baseline, arena, texts[i]), STATUS_INPUT);
        CU_ASSERT_STRING_EQUAL(baseline.tool, "untouched");
    }
    arena_free(arena);
}

void test_baseline_register(void)
{
    static const struct unit_test tests[] = {
        {"every kind of difference is told", every_kind_of_difference_is_told},
        {"plans of methods are compared", plans_of_methods_are_compared},
        {"a changed instance is no regression", a_changed_instance_is_no_regression},
        {"an entry says what the record says", an_entry_says_what_the_record_says},
        {"entries are sorted and the last word counts", entries_are_sorted_and_the_last_word_counts},
        {"JSON is read back", json_is_read_back},
        {".solu is read back without hashes", solu_is_read_back_without_hashes},
        {"mistakes are refused", mistakes_are_refused},
    };
    suite_register("baseline", tests, sizeof tests / sizeof tests[0]);
}
