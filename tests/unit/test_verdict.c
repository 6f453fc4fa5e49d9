/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is every contradiction between results found, and does the most severe thing decide? Each verdict once, by
 * hand. */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "compare/verdict.h"
#include "suites.h"

enum { NO_BOUND = -1, NO_ENERGY = -1, RESULTS = 3 };

struct row {
    const char *method; /* NULL: no more results */
    enum result_status status;
    int64_t energy;
    int64_t bound;
    bool is_unverified;
};

struct verdict_case {
    struct row results[RESULTS];
    enum verdict finding; /* VERDICT_NONE: no finding of a method's own */
    double max_gap;
    enum verdict verdict;
    enum result_status status;
    int64_t optimum; /* NO_ENERGY: none */
    size_t proved_by_count;
    const char *message; /* part of some finding; NULL: nothing is found */
};

/* clang-format off */
#define OPTIMAL(method, energy) {method, RESULT_OPTIMAL, energy, energy, false}
#define FEASIBLE(method, energy, bound) {method, RESULT_FEASIBLE, energy, bound, false}
#define INFEASIBLE(method) {method, RESULT_INFEASIBLE, NO_ENERGY, NO_BOUND, false}
#define UNKNOWN(method, bound) {method, RESULT_UNKNOWN, NO_ENERGY, bound, false}

static const struct verdict_case cases[] = {
    /* nothing contradicts */
    {{{0}},
     VERDICT_NONE, -1.0, VERDICT_UNPROVED, RESULT_UNKNOWN, NO_ENERGY, 0, NULL},
    {{OPTIMAL("labels", 20), FEASIBLE("fin", 25, 15), OPTIMAL("ilp", 20)},
     VERDICT_NONE, -1.0, VERDICT_AGREE, RESULT_OPTIMAL, 20, 2, NULL},
    {{INFEASIBLE("labels"), UNKNOWN("fin", NO_BOUND), INFEASIBLE("ilp")},
     VERDICT_NONE, -1.0, VERDICT_AGREE, RESULT_INFEASIBLE, NO_ENERGY, 2, NULL},
    {{FEASIBLE("fin", 25, 15), UNKNOWN("mcp", NO_BOUND)},
     VERDICT_NONE, -1.0, VERDICT_UNPROVED, RESULT_FEASIBLE, NO_ENERGY, 0, NULL},
    {{UNKNOWN("fin", 15)},
     VERDICT_NONE, -1.0, VERDICT_UNPROVED, RESULT_UNKNOWN, NO_ENERGY, 0, NULL},
    {{OPTIMAL("labels", 0), FEASIBLE("fin", 0, 0)},
     VERDICT_NONE, 0.0, VERDICT_AGREE, RESULT_OPTIMAL, 0, 1, NULL},
    /* proofs and plans that contradict each other */
    {{OPTIMAL("labels", 20), OPTIMAL("ilp", 21)},
     VERDICT_NONE, -1.0, VERDICT_DISAGREE, RESULT_OPTIMAL, 20, 1, "labels proves the optimum 20, ilp proves 21"},
    {{OPTIMAL("labels", 20), INFEASIBLE("ilp")},
     VERDICT_NONE, -1.0, VERDICT_DISAGREE, RESULT_OPTIMAL, 20, 1, "ilp proves that there is none"},
    {{INFEASIBLE("ilp"), OPTIMAL("labels", 20)},
     VERDICT_NONE, -1.0, VERDICT_DISAGREE, RESULT_INFEASIBLE, NO_ENERGY, 1, "ilp proves that there is none"},
    {{FEASIBLE("greedy", 19, NO_BOUND), OPTIMAL("labels", 20)},
     VERDICT_NONE, -1.0, VERDICT_DISAGREE, RESULT_OPTIMAL, 20, 1, "the plan of greedy costs 19"},
    {{FEASIBLE("greedy", 19, NO_BOUND), INFEASIBLE("labels")},
     VERDICT_NONE, -1.0, VERDICT_DISAGREE, RESULT_INFEASIBLE, NO_ENERGY, 1, "greedy has a plan"},
    /* bounds above plans */
    {{FEASIBLE("fin", 25, 26)},
     VERDICT_NONE, -1.0, VERDICT_DISAGREE, RESULT_FEASIBLE, NO_ENERGY, 0, "bound 26 of fin is above the energy 25"},
    {{UNKNOWN("fin", 21), OPTIMAL("labels", 20)},
     VERDICT_NONE, -1.0, VERDICT_DISAGREE, RESULT_OPTIMAL, 20, 1, "bound 21 of fin is above the energy 20"},
    {{FEASIBLE("labels", 30, 24), FEASIBLE("greedy", 23, NO_BOUND)},
     VERDICT_NONE, -1.0, VERDICT_DISAGREE, RESULT_FEASIBLE, NO_ENERGY, 0, "bound 24 of labels"},
    {{{"labels", RESULT_OPTIMAL, 20, 21, false}, OPTIMAL("ilp", 20)},
     VERDICT_NONE, -1.0, VERDICT_DISAGREE, RESULT_OPTIMAL, 20, 2, "bound 21 of labels"},
    /* a plan that the verifier rejected proves nothing and contradicts nothing */
    {{{"labels", RESULT_OPTIMAL, 19, 19, true}, OPTIMAL("ilp", 20)},
     VERDICT_REFUTED, -1.0, VERDICT_REFUTED, RESULT_OPTIMAL, 20, 1, "made by hand"},
    {{{"labels", RESULT_OPTIMAL, 19, 19, true}},
     VERDICT_REFUTED, -1.0, VERDICT_REFUTED, RESULT_UNKNOWN, NO_ENERGY, 0, "made by hand"},
    /* the gap of fin, and of nobody else */
    {{OPTIMAL("labels", 20), FEASIBLE("fin", 25, 15)},
     VERDICT_NONE, 0.1, VERDICT_GAP, RESULT_OPTIMAL, 20, 1, "the gap of fin is 20 %"},
    {{OPTIMAL("labels", 20), FEASIBLE("fin", 25, 15)},
     VERDICT_NONE, 0.2, VERDICT_AGREE, RESULT_OPTIMAL, 20, 1, NULL},
    {{OPTIMAL("labels", 20), FEASIBLE("mcp", 99, NO_BOUND)},
     VERDICT_NONE, 0.1, VERDICT_AGREE, RESULT_OPTIMAL, 20, 1, NULL},
    {{OPTIMAL("labels", 20), UNKNOWN("fin", 15)},
     VERDICT_NONE, 0.1, VERDICT_GAP, RESULT_OPTIMAL, 20, 1, "fin has no plan"},
    {{OPTIMAL("labels", 20), UNKNOWN("fin", 15)},
     VERDICT_NONE, -1.0, VERDICT_AGREE, RESULT_OPTIMAL, 20, 1, NULL},
    /* the most severe decides */
    {{OPTIMAL("labels", 20)},
     VERDICT_AGREE, -1.0, VERDICT_AGREE, RESULT_OPTIMAL, 20, 1, "made by hand"},
    {{OPTIMAL("labels", 20), FEASIBLE("fin", 25, 15)},
     VERDICT_CHANGED, 0.1, VERDICT_CHANGED, RESULT_OPTIMAL, 20, 1, "the gap of fin"},
    {{OPTIMAL("labels", 20), FEASIBLE("fin", 25, 15)},
     VERDICT_REGRESSED, 0.1, VERDICT_REGRESSED, RESULT_OPTIMAL, 20, 1, "the gap of fin"},
    {{OPTIMAL("labels", 20), OPTIMAL("ilp", 21)},
     VERDICT_REGRESSED, -1.0, VERDICT_DISAGREE, RESULT_OPTIMAL, 20, 1, "made by hand"},
    {{OPTIMAL("labels", 20), OPTIMAL("ilp", 21)},
     VERDICT_CRASHED, -1.0, VERDICT_CRASHED, RESULT_OPTIMAL, 20, 1, "proves 21"},
    {{FEASIBLE("fin", 25, 15)},
     VERDICT_CRASHED, -1.0, VERDICT_CRASHED, RESULT_FEASIBLE, NO_ENERGY, 0, "made by hand"},
};
/* clang-format on */

static void fill_record(struct instance_record *record, struct arena *arena, const struct verdict_case *from)
{
    for (size_t i = 0; i < RESULTS && from->results[i].method != NULL; i++) {
        const struct row *row = &from->results[i];
        const struct method_record result = {
            .method = row->method,
            .status = row->status,
            .has_energy = row->energy != NO_ENERGY,
            .energy_quanta = row->energy,
            .has_bound = row->bound != NO_BOUND,
            .bound_quanta = row->bound,
            .is_unverified = row->is_unverified,
        };
        record_add_result(record, arena, &result);
    }
    if (from->finding != VERDICT_NONE) {
        record_add_finding(record, arena, from->finding, "made %s", "by hand");
    }
}

static bool some_message_has(const struct instance_record *record, const char *part)
{
    for (size_t i = 0; i < record->finding_count; i++) {
        if (strstr(record->findings[i].message, part) != NULL) {
            return true;
        }
    }
    return false;
}

static void each_verdict_is_provoked(void)
{
    bool provoked[VERDICT_COUNT] = {false};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct instance_record record = {.file = "a.json"};
        const struct verdict_options options = {.max_gap = cases[i].max_gap};
        fill_record(&record, arena, &cases[i]);
        verdict_decide(&record, arena, &options);
        const size_t findings = record.finding_count;
        /* Deciding again finds the same, not the same twice. */
        verdict_decide(&record, arena, &options);
        CU_ASSERT_EQUAL(record.finding_count, findings);
        CU_ASSERT_EQUAL(record.verdict, cases[i].verdict);
        CU_ASSERT_EQUAL(record.status, cases[i].status);
        CU_ASSERT_EQUAL(record.has_optimum, cases[i].optimum != NO_ENERGY);
        CU_ASSERT(!record.has_optimum || record.optimum_quanta == cases[i].optimum);
        CU_ASSERT_EQUAL(record.proved_by_count, cases[i].proved_by_count);
        if (cases[i].message == NULL) {
            CU_ASSERT_EQUAL(record.finding_count, 0);
        } else {
            CU_ASSERT_TRUE(some_message_has(&record, cases[i].message));
        }
        provoked[record.verdict] = true;
        arena_free(arena);
    }
    for (int verdict = VERDICT_AGREE; verdict < VERDICT_COUNT; verdict++) {
        CU_ASSERT_TRUE(provoked[verdict]);
    }
}

static void a_refused_file_has_no_verdict(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct verdict_options options = {.max_gap = -1.0};
    struct instance_record record = {.is_refused = true};
    verdict_decide(&record, arena, &options);
    CU_ASSERT_EQUAL(record.verdict, VERDICT_NONE);
    CU_ASSERT_EQUAL(record.status, RESULT_ERROR);
    CU_ASSERT_STRING_EQUAL(verdict_name(record.verdict), "refused");
    arena_free(arena);
}

static void a_result_added_later_decides_anew(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct verdict_options options = {.max_gap = -1.0};
    struct instance_record record = {.file = "a.json"};
    const struct method_record fin = {
        .method = "fin", .status = RESULT_FEASIBLE, .has_energy = true, .energy_quanta = 9};
    const struct method_record labels = {
        .method = "labels", .status = RESULT_OPTIMAL, .has_energy = true, .energy_quanta = 9};
    const struct method_record ilp = {.method = "ilp", .status = RESULT_INFEASIBLE};
    record_add_result(&record, arena, &fin);
    verdict_decide(&record, arena, &options);
    CU_ASSERT_EQUAL(record.verdict, VERDICT_UNPROVED);
    record_add_result(&record, arena, &labels);
    verdict_decide(&record, arena, &options);
    CU_ASSERT_EQUAL(record.verdict, VERDICT_AGREE);
    record_add_result(&record, arena, &ilp);
    verdict_decide(&record, arena, &options);
    CU_ASSERT_EQUAL(record.verdict, VERDICT_DISAGREE);
    record.result_count = 2;
    verdict_decide(&record, arena, &options);
    CU_ASSERT_EQUAL(record.verdict, VERDICT_AGREE);
    CU_ASSERT_EQUAL(record.finding_count, 0);
    arena_free(arena);
}

static void many_results_and_findings_are_kept_in_order(void)
{
    enum { MANY = 37 };
    struct arena *arena = arena_new(NULL, NULL);
    struct instance_record record = {.file = "a.json"};
    for (int i = 0; i < MANY; i++) {
        const struct method_record result = {.method = "fin", .energy_quanta = i};
        record_add_result(&record, arena, &result);
        record_add_finding(&record, arena, VERDICT_AGREE, "%d", i);
    }
    CU_ASSERT_EQUAL(record.result_count, MANY);
    for (int i = 0; i < MANY; i++) {
        CU_ASSERT_EQUAL(record.results[i].energy_quanta, i);
        CU_ASSERT_STRING_EQUAL(record.findings[i].message, arena_printf(arena, "%d", i));
    }
    arena_free(arena);
}

static void the_gap_is_relative_to_the_energy(void)
{
    static const struct {
        int64_t energy;
        int64_t bound;
        double gap;
    } gaps[] = {{25, 20, 0.2}, {20, 20, 0.0}, {0, 0, 0.0}, {10, 0, 1.0}, {20, 25, -0.25}};
    for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
        CU_ASSERT_DOUBLE_EQUAL(relative_gap(gaps[i].energy, gaps[i].bound), gaps[i].gap, 1e-15);
    }
}

void test_verdict_register(void)
{
    static const struct unit_test tests[] = {
        {"each verdict is provoked", each_verdict_is_provoked},
        {"a refused file has no verdict", a_refused_file_has_no_verdict},
        {"a result added later decides anew", a_result_added_later_decides_anew},
        {"many results and findings are kept in order", many_results_and_findings_are_kept_in_order},
        {"the gap is relative to the energy", the_gap_is_relative_to_the_energy},
    };
    suite_register("verdict", tests, sizeof tests / sizeof tests[0]);
}
