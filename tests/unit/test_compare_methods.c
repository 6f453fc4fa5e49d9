/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is no method believed? Methods made for the purpose lie, cheat, fail and contradict, and are found out. */
#include <CUnit/CUnit.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "compare/compare_methods.h"
#include "compare/fin_theorems.h"
#include "compare/verdict.h"
#include "model/plan.h"
#include "small_problem.h"
#include "suites.h"

/* two_nodes at deadline 7: the optimum is bb, 4 quanta. */
struct made_plan {
    size_t nodes[2];
    int64_t claimed_energy;
    bool is_claimed_optimal;
};

static enum status answer(struct solution *solution, struct arena *arena, const struct problem *problem,
                          const struct made_plan *made)
{
    struct plan *plan = plan_new(arena, problem);
    plan->applications[0].configuration = 0;
    plan->applications[0].node_count = 2;
    plan->applications[0].nodes = ARENA_ARRAY(arena, size_t, 2);
    memcpy(plan->applications[0].nodes, made->nodes, sizeof made->nodes);
    *solution = (struct solution){.outcome = made->is_claimed_optimal ? OUTCOME_OPTIMAL : OUTCOME_FEASIBLE,
                                  .plan = plan,
                                  .energy_quanta = made->claimed_energy,
                                  .has_bound = made->is_claimed_optimal,
                                  .bound_quanta = made->claimed_energy,
                                  .proof = made->is_claimed_optimal ? "its word" : NULL};
    return STATUS_OK;
}

#define SOLVER_PARAMETERS                                                                                    \
    struct solution *solution, struct arena *arena, struct arena *scratch, const struct problem *problem,    \
        const struct solve_options *options, struct error *error
#define UNUSED_PARAMETERS ((void)scratch, (void)options, (void)error)

static enum status honest(SOLVER_PARAMETERS)
{
    static const struct made_plan made = {{1, 1}, 4, true};
    UNUSED_PARAMETERS;
    return answer(solution, arena, problem, &made);
}

/* A true plan, and a proof that nothing is cheaper: a lie. */
static enum status wrong_proof(SOLVER_PARAMETERS)
{
    static const struct made_plan made = {{0, 1}, 8, true};
    UNUSED_PARAMETERS;
    return answer(solution, arena, problem, &made);
}

static enum status wrong_energy(SOLVER_PARAMETERS)
{
    static const struct made_plan made = {{0, 1}, 4, true};
    UNUSED_PARAMETERS;
    return answer(solution, arena, problem, &made);
}

static enum status no_link(SOLVER_PARAMETERS)
{
    static const struct made_plan made = {{1, 0}, 4, false};
    UNUSED_PARAMETERS;
    return answer(solution, arena, problem, &made);
}

static enum status a_dear_plan(SOLVER_PARAMETERS)
{
    static const struct made_plan made = {{0, 0}, 11, false};
    UNUSED_PARAMETERS;
    return answer(solution, arena, problem, &made);
}

static enum status no_plan(SOLVER_PARAMETERS)
{
    UNUSED_PARAMETERS;
    (void)arena;
    (void)problem;
    *solution = (struct solution){.outcome = OUTCOME_INFEASIBLE, .proof = "its word"};
    return STATUS_OK;
}

static enum status breaks(SOLVER_PARAMETERS)
{
    UNUSED_PARAMETERS;
    (void)arena;
    (void)problem;
    (void)solution;
    return error_set(error, STATUS_SOLVER, "the library broke");
}

static enum status declines(SOLVER_PARAMETERS)
{
    UNUSED_PARAMETERS;
    (void)arena;
    (void)problem;
    (void)solution;
    return error_set(error, STATUS_UNSUPPORTED, "not this one");
}

static const struct solver made_solvers[] = {
    {"honest", "", SOLVER_EXACT, honest},
    {"wrong_proof", "", SOLVER_EXACT, wrong_proof},
    {"wrong_energy", "", SOLVER_EXACT, wrong_energy},
    {"no_link", "", SOLVER_HEURISTIC, no_link},
    {"dear", "", SOLVER_HEURISTIC, a_dear_plan},
    {"no_plan", "", SOLVER_EXACT, no_plan},
    {"breaks", "", SOLVER_EXACT, breaks},
    {"declines", "", SOLVER_EXACT, declines},
};
enum { HONEST, WRONG_PROOF, WRONG_ENERGY, NO_LINK_THERE, DEAR, NO_PLAN, BREAKS, DECLINES };

static void compare(struct instance_record *record, struct arena *arena, const struct problem *problem,
                    const struct solver *const *methods, size_t count)
{
    struct compare_options options = {.methods = methods,
                                      .method_count = count,
                                      .solve = solve_options_default(),
                                      .time_limit_s = INFINITY};
    const struct verdict_options verdict_options = {.max_gap = -1.0};
    struct arena *scratch = arena_new(NULL, NULL);
    compare_methods(record, arena, scratch, problem, &options, NULL);
    verdict_decide(record, arena, &verdict_options);
    arena_free(scratch);
}

static void no_method_is_believed(void)
{
    static const struct {
        size_t methods[2];
        struct expected expected;
        enum verdict verdict;
        const char *message; /* part of the first finding; NULL: none */
    } cases[] = {
        {{HONEST, DEAR}, {EXPECTED_NOTHING, 0}, VERDICT_AGREE, NULL},
        {{HONEST, DEAR}, {EXPECTED_OPTIMAL, 4}, VERDICT_AGREE, NULL},
        {{DEAR, DEAR}, {EXPECTED_OPTIMAL, 4}, VERDICT_UNPROVED, NULL},
        {{HONEST, WRONG_PROOF},
         {EXPECTED_NOTHING, 0},
         VERDICT_DISAGREE,
         "honest proves the optimum 4, wrong_proof proves 8"},
        {{HONEST, NO_PLAN}, {EXPECTED_NOTHING, 0}, VERDICT_DISAGREE, "no_plan proves that there is none"},
        {{HONEST, WRONG_ENERGY},
         {EXPECTED_NOTHING, 0},
         VERDICT_REFUTED,
         "claims energy 4 for its plan, it is 8"},
        {{NO_LINK_THERE, HONEST}, {EXPECTED_NOTHING, 0}, VERDICT_REFUTED, "plan of no_link rejected: (P2)"},
        {{HONEST, BREAKS}, {EXPECTED_NOTHING, 0}, VERDICT_CRASHED, "breaks: the library broke"},
        {{HONEST, DECLINES}, {EXPECTED_NOTHING, 0}, VERDICT_AGREE, "declines: not this one"},
        {{HONEST, DEAR}, {EXPECTED_OPTIMAL, 5}, VERDICT_REGRESSED, "proves the optimum 4, expected is 5"},
        {{HONEST, DEAR}, {EXPECTED_INFEASIBLE, 0}, VERDICT_REGRESSED, "expected is that there is none"},
        {{DEAR, DEAR}, {EXPECTED_INFEASIBLE, 0}, VERDICT_REGRESSED, "expected is that there is none"},
        {{DEAR, DEAR}, {EXPECTED_OPTIMAL, 12}, VERDICT_REGRESSED, "less than the expected optimum 12"},
        {{NO_PLAN, NO_PLAN}, {EXPECTED_OPTIMAL, 4}, VERDICT_REGRESSED, "proves that there is no plan"},
        {{NO_PLAN, NO_PLAN}, {EXPECTED_INFEASIBLE, 0}, VERDICT_AGREE, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct problem *problem = small_problem_build(arena, &two_nodes);
        problem->expected = cases[i].expected;
        const struct solver *const methods[] = {&made_solvers[cases[i].methods[0]],
                                                &made_solvers[cases[i].methods[1]]};
        struct instance_record record = {.file = "a.json"};
        compare(&record, arena, problem, methods, 2);
        CU_ASSERT_EQUAL(record.result_count, 2);
        CU_ASSERT_EQUAL(record.verdict, cases[i].verdict);
        CU_ASSERT_EQUAL(record.finding_count > 0, cases[i].message != NULL);
        if (cases[i].message != NULL && record.finding_count > 0) {
            CU_ASSERT_PTR_NOT_NULL(strstr(record.findings[0].message, cases[i].message));
        }
        arena_free(arena);
    }
}

static void a_record_has_the_recomputed_numbers_and_the_plan_by_ids(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct solver *const methods[] = {&made_solvers[WRONG_ENERGY], &made_solvers[BREAKS]};
    struct instance_record record = {.file = "a.json"};
    compare(&record, arena, small_problem_build(arena, &two_nodes), methods, 2);
    const struct method_record *result = &record.results[0];
    CU_ASSERT_STRING_EQUAL(result->method, "wrong_energy");
    CU_ASSERT_TRUE(result->is_exact && result->is_unverified && result->has_energy);
    CU_ASSERT_EQUAL(result->energy_quanta, 8);
    const struct plan_record_application *application = &result->plan->applications[0];
    CU_ASSERT_STRING_EQUAL(application->id, "app");
    CU_ASSERT_STRING_EQUAL(application->configuration, "exit1");
    CU_ASSERT_STRING_EQUAL(application->nodes[0], "a");
    CU_ASSERT_STRING_EQUAL(application->nodes[1], "b");
    CU_ASSERT_EQUAL(application->energy_quanta, 8);
    CU_ASSERT_EQUAL(application->latency_quanta, 6);
    CU_ASSERT_EQUAL(record.results[1].status, RESULT_ERROR);
    CU_ASSERT_STRING_EQUAL(record.results[1].note, "the library broke");
    CU_ASSERT_FALSE(record.results[1].has_energy);
    arena_free(arena);
}

static void the_real_methods_agree(void)
{
    for (int64_t deadline = 0; deadline <= 21; deadline++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct arena *scratch = arena_new(NULL, NULL);
        const struct solver *methods[16];
        size_t count = 0;
        while (solver_table[count].name != NULL) {
            methods[count] = &solver_table[count];
            count++;
        }
        struct instance_record record = {.file = "a.json"};
        compare(&record, arena, small_problem_with_deadline(arena, &subset_sum, deadline), methods, count);
        CU_ASSERT_EQUAL(record.verdict, VERDICT_AGREE);
        CU_ASSERT_EQUAL(record.result_count, count);
        CU_ASSERT_EQUAL(record.status, deadline < 4 ? RESULT_INFEASIBLE : RESULT_OPTIMAL);
        CU_ASSERT(!record.has_optimum || record.optimum_quanta == (deadline >= 19 ? 0 : 19 - deadline));
        CU_ASSERT(record.proved_by_count >= 3);
        struct theorem_report report;
        const struct solve_options options = solve_options_default();
        check_fin_theorems(&report, arena, scratch, small_problem_with_deadline(arena, &subset_sum, deadline),
                           &options);
        CU_ASSERT_PTR_NULL(report.violation);
        CU_ASSERT(deadline < 5 || report.checked == 31); /* all five were looked at */
        arena_free(arena);
        arena_free(scratch);
    }
}

/* A FIN that a limit stopped has no plan either, and has broken no theorem. */
static void a_fin_that_was_stopped_violates_no_theorem(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    struct theorem_report report;
    struct solve_options options = solve_options_default();
    /* Too little for FIN's rows; label setting has its answer from the first bound and needs none. */
    options.memory_limit_bytes = 1;
    check_fin_theorems(&report, arena, scratch, small_problem_with_deadline(arena, &subset_sum, 19), &options);
    CU_ASSERT_PTR_NULL(report.violation);
    CU_ASSERT_EQUAL(report.checked, 0);
    arena_free(arena);
    arena_free(scratch);
}

struct heard {
    size_t starts;
    size_t results;
    size_t findings;
    bool in_order;
};

static void hear_start(void *context, const char *method)
{
    struct heard *heard = context;
    (void)method;
    heard->in_order &= heard->starts == heard->results;
    heard->starts++;
}

static void hear_result(void *context, const struct method_record *result)
{
    struct heard *heard = context;
    (void)result;
    heard->results++;
    heard->in_order &= heard->starts == heard->results;
}

static void hear_finding(void *context, const struct finding *finding)
{
    struct heard *heard = context;
    heard->findings += finding->severity == VERDICT_REFUTED;
}

static void a_listener_hears_everything_and_a_flag_stops_it(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    struct heard heard = {.in_order = true};
    const struct compare_listener listener = {&heard, hear_start, hear_result, hear_finding};
    const struct solver *const methods[] = {&made_solvers[HONEST], &made_solvers[WRONG_ENERGY],
                                            &made_solvers[DEAR]};
    struct compare_options options = {
        .methods = methods, .method_count = 3, .solve = solve_options_default(), .time_limit_s = 1.0};
    struct instance_record record = {.file = "a.json"};
    const struct problem *problem = small_problem_build(arena, &two_nodes);
    compare_methods(&record, arena, scratch, problem, &options, &listener);
    CU_ASSERT(heard.in_order && heard.starts == 3 && heard.results == 3 && heard.findings == 1);
    static const volatile sig_atomic_t raised = 1;
    options.stop_now = &raised;
    record = (struct instance_record){.file = "a.json"};
    compare_methods(&record, arena, scratch, problem, &options, NULL);
    CU_ASSERT_EQUAL(record.result_count, 0);
    arena_free(arena);
    arena_free(scratch);
}

void test_compare_methods_register(void)
{
    static const struct unit_test tests[] = {
        {"no method is believed", no_method_is_believed},
        {"a record has the recomputed numbers and the plan by ids",
         a_record_has_the_recomputed_numbers_and_the_plan_by_ids},
        {"a fin that was stopped violates no theorem", a_fin_that_was_stopped_violates_no_theorem},
        {"the real methods agree", the_real_methods_agree},
        {"a listener hears everything and a flag stops it", a_listener_hears_everything_and_a_flag_stops_it},
    };
    suite_register("compare methods", tests, sizeof tests / sizeof tests[0]);
}
