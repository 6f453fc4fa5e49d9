/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What do the methods say about one problem, and is it true? Each method runs under its own deadline, its
 * plan goes to the verifier, and only then into the record. Nothing here knows how a method works.
 */
#include "compare/compare_methods.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "compare/fin_theorems.h"
#include "compare/verdict.h"
#include "model/plan.h"
#include "model/problem.h"
#include "model/resource_usage.h"
#include "solve/conflict.h"
#include "solve/each_application.h"
#include "solve/ilp.h"
#include "verify/verify_plan.h"

/* Seconds that a comparison spends on saying which applications cannot coexist. */
#define EXPLANATION_LIMIT_S 5.0

struct comparison {
    struct instance_record *record;
    struct arena *arena;
    struct arena *scratch;
    const struct problem *problem;
    const struct compare_options *options;
    const struct compare_listener *listener;
    bool is_single;
    bool expected_is_compared;
};

static void find(struct comparison *c, enum verdict severity, const char *message)
{
    record_add_finding(c->record, c->arena, severity, "%s", message);
    if (c->listener != NULL && c->listener->on_finding != NULL) {
        c->listener->on_finding(c->listener->context, &c->record->findings[c->record->finding_count - 1]);
    }
}

static void add_resource(struct plan_record *record, const char *row, int64_t used, int64_t capacity)
{
    record->resources[record->resource_count++] =
        (struct resource_record){.row = row, .used = used, .capacity = capacity};
}

/* The rows that presolve could not drop, and what the plan uses of them. */
static void add_resources(struct plan_record *record, struct arena *arena, const struct problem *problem,
                          const struct evaluation *evaluation)
{
    struct resource_usage most;
    resource_usage_bound_all(&most, arena, problem);
    record->resources =
        ARENA_ARRAY(arena, struct resource_record, 2 * problem->node_count + problem->link_count);
    for (size_t n = 0; n < problem->node_count; n++) {
        const struct problem_node *node = &problem->nodes[n];
        const char *id = problem_row_id(arena, problem, n);
        if (most.node_loads_ppm[n] > node->capacity_ppm) {
            add_resource(record, arena_printf(arena, "P6[%s]", id), evaluation->node_loads_ppm[n],
                         node->capacity_ppm);
        }
        if (most.node_memory_bytes[n] > node->memory_bytes) {
            add_resource(record, arena_printf(arena, "P7[%s]", id), evaluation->node_memory_bytes[n],
                         node->memory_bytes);
        }
    }
    for (size_t l = 0; l < problem->link_count; l++) {
        const struct problem_link *link = &problem->links[l];
        if (most.link_loads_ppm[l] > link->capacity_ppm) {
            add_resource(record,
                         arena_printf(arena, "P8[%s,%s]", problem_row_id(arena, problem, link->from),
                                      problem_row_id(arena, problem, link->to)),
                         evaluation->link_loads_ppm[l], link->capacity_ppm);
        }
    }
}

static void evaluate_into_record(struct plan_record *record, struct arena *arena,
                                 const struct problem *problem, const struct evaluation *evaluation)
{
    for (size_t h = 0; h < record->application_count; h++) {
        record->applications[h].energy_quanta = evaluation->applications[h].energy_quanta;
        record->applications[h].latency_quanta = evaluation->applications[h].latency_quanta;
    }
    add_resources(record, arena, problem, evaluation);
}

static struct plan_record *plan_record_by_ids(struct arena *arena, const struct problem *problem,
                                              const struct plan *plan)
{
    struct plan_record *record = ARENA_NEW(arena, struct plan_record);
    record->applications = ARENA_ARRAY(arena, struct plan_record_application, plan->application_count);
    for (size_t h = 0; h < plan->application_count; h++) {
        const struct problem_application *application = &problem->applications[h];
        const struct plan_application *choice = &plan->applications[h];
        if (choice->configuration >= application->configuration_count) {
            continue;
        }
        struct plan_record_application *to = &record->applications[record->application_count++];
        to->id = application->id;
        to->configuration = application->configurations[choice->configuration].id;
        to->node_count = choice->node_count;
        to->nodes = ARENA_ARRAY(arena, const char *, choice->node_count);
        for (size_t i = 0; i < choice->node_count; i++) {
            to->nodes[i] = problem->nodes[choice->nodes[i]].id;
        }
    }
    return record;
}

const struct plan_record *plan_record_new(struct arena *arena, const struct problem *problem,
                                          const struct plan *plan)
{
    struct evaluation evaluation;
    verify_plan(&evaluation, arena, problem, plan);
    struct plan_record *record = plan_record_by_ids(arena, problem, plan);
    evaluate_into_record(record, arena, problem, &evaluation);
    return record;
}

/* The verifier's word on a method's plan; a plan that is not what it claims refutes the method. */
static void judge_plan(struct comparison *c, struct method_record *result, const struct solution *solution)
{
    struct evaluation evaluation;
    verify_plan(&evaluation, c->arena, c->problem, solution->plan);
    struct plan_record *plan = plan_record_by_ids(c->arena, c->problem, solution->plan);
    evaluate_into_record(plan, c->arena, c->problem, &evaluation);
    result->plan = plan;
    result->has_energy = true;
    result->energy_quanta = evaluation.energy_quanta;
    for (size_t i = 0; i < evaluation.violation_count; i++) {
        result->is_unverified = true;
        find(c, VERDICT_REFUTED,
             arena_printf(c->arena, "plan of %s rejected: %s", method_record_label(result),
                          evaluation.violations[i].message));
    }
    if (evaluation.energy_quanta != solution->energy_quanta) {
        result->is_unverified = true;
        find(c, VERDICT_REFUTED,
             arena_printf(c->arena, "%s claims energy %" PRId64 " for its plan, it is %" PRId64,
                          method_record_label(result), solution->energy_quanta, evaluation.energy_quanta));
    }
}

static void add_parameter(struct comparison *c, struct method_record *result, const char *name,
                          const char *value)
{
    enum { PARAMETER_LIMIT = 6 };
    if (result->parameters == NULL) {
        result->parameters = ARENA_ARRAY(c->arena, struct named_text, PARAMETER_LIMIT);
    }
    result->parameters[result->parameter_count++] = (struct named_text){name, value};
}

/* The options a method's answer depends on. */
static void add_parameters(struct comparison *c, struct method_record *result,
                           const struct solve_options *options)
{
    if (strcmp(result->method, "fin") == 0) {
        const int64_t lambda = options->lambda < 0 ? options->gamma : options->lambda;
        add_parameter(c, result, "gamma", arena_printf(c->arena, "%" PRId64, options->gamma));
        add_parameter(c, result, "rounding",
                      options->is_cumulative            ? "\"cumulative\""
                      : options->rounding == DEPTH_CEIL ? "\"ceil\""
                                                        : "\"floor\"");
        add_parameter(c, result, "lambda", arena_printf(c->arena, "%" PRId64, lambda));
        if (c->is_single && options->adaptive) {
            add_parameter(c, result, "adaptive", "true");
        }
        if (!c->is_single) {
            static const char *const orders[] = {"\"given\"", "\"tightest-deadline\"", "\"largest-load\"",
                                                 "\"random\""};
            add_parameter(c, result, "order", orders[options->order]);
            add_parameter(c, result, "improve", options->improve ? "true" : "false");
        }
    } else if (strcmp(result->method, "ilp") == 0) {
        const char *formulation = ilp_formulation_name(options);
        add_parameter(c, result, "formulation", arena_printf(c->arena, "\"%s\"", formulation));
        if (strcmp(formulation, "feasible_graph") == 0) {
            add_parameter(c, result, "gamma", arena_printf(c->arena, "%" PRId64, options->gamma));
            add_parameter(c, result, "rounding", options->rounding == DEPTH_CEIL ? "\"ceil\"" : "\"floor\"");
        }
    } else if (strcmp(result->method, "exhaustive") == 0) {
        add_parameter(c, result, "enumeration_limit",
                      arena_printf(c->arena, "%" PRId64, options->enumeration_limit));
    }
}

static void fill_from_solution(struct comparison *c, struct method_record *result,
                               const struct solution *solution)
{
    static const enum result_status statuses[] = {
        [OUTCOME_OPTIMAL] = RESULT_OPTIMAL,
        [OUTCOME_FEASIBLE] = RESULT_FEASIBLE,
        [OUTCOME_INFEASIBLE] = RESULT_INFEASIBLE,
        [OUTCOME_UNKNOWN] = RESULT_UNKNOWN,
    };
    result->status = statuses[solution->outcome];
    result->has_bound = solution->has_bound;
    result->bound_quanta = solution->bound_quanta;
    result->proof = solution->proof;
    result->note = solution->note;
    result->relaxation = solution->relaxation;
    result->effort_count = solution->effort_count;
    result->efforts = ARENA_ARRAY(c->arena, struct named_count, solution->effort_count);
    for (size_t i = 0; i < solution->effort_count; i++) {
        result->efforts[i] = (struct named_count){solution->efforts[i].name, solution->efforts[i].count};
    }
    const bool has_plan = solution->outcome == OUTCOME_OPTIMAL || solution->outcome == OUTCOME_FEASIBLE;
    BUG_IF(has_plan != (solution->plan != NULL));
    BUG_IF((solution->proof != NULL) !=
           (solution->outcome == OUTCOME_OPTIMAL || solution->outcome == OUTCOME_INFEASIBLE));
    if (has_plan) {
        judge_plan(c, result, solution);
    }
}

static void fill_from_failure(struct comparison *c, struct method_record *result, const struct error *error)
{
    result->status = RESULT_ERROR;
    result->note = arena_strdup(c->arena, error->message);
    /* That a method does not do such a problem is no fault; that it broke is. */
    find(c, error->status == STATUS_UNSUPPORTED ? VERDICT_AGREE : VERDICT_CRASHED,
         arena_printf(c->arena, "%s: %s", method_record_label(result), error->message));
}

/* The first proof is held against what the instance expects, and so is every plan. */
static void compare_with_expected(struct comparison *c, const struct method_record *result)
{
    const struct expected *expected = &c->problem->expected;
    const bool is_proof = result->status == RESULT_OPTIMAL || result->status == RESULT_INFEASIBLE;
    if (expected->status == EXPECTED_NOTHING || result->is_unverified || c->expected_is_compared) {
        return;
    }
    c->expected_is_compared = is_proof;
    if (result->status == RESULT_INFEASIBLE && expected->status == EXPECTED_OPTIMAL) {
        find(c, VERDICT_REGRESSED,
             arena_printf(c->arena, "%s proves that there is no plan, expected is the optimum %" PRId64,
                          result->method, expected->energy_quanta));
    } else if (result->status == RESULT_OPTIMAL && expected->status == EXPECTED_OPTIMAL &&
               result->energy_quanta != expected->energy_quanta) {
        find(c, VERDICT_REGRESSED,
             arena_printf(c->arena, "%s proves the optimum %" PRId64 ", expected is %" PRId64,
                          method_record_label(result), result->energy_quanta, expected->energy_quanta));
    } else if (result->has_energy && expected->status == EXPECTED_INFEASIBLE) {
        c->expected_is_compared = true;
        find(c, VERDICT_REGRESSED,
             arena_printf(c->arena, "%s has a plan of energy %" PRId64 ", expected is that there is none",
                          method_record_label(result), result->energy_quanta));
    } else if (result->status == RESULT_FEASIBLE && expected->status == EXPECTED_OPTIMAL &&
               result->energy_quanta < expected->energy_quanta) {
        c->expected_is_compared = true;
        find(c, VERDICT_REGRESSED,
             arena_printf(c->arena,
                          "%s has a plan of energy %" PRId64 ", less than the expected optimum %" PRId64,
                          method_record_label(result), result->energy_quanta, expected->energy_quanta));
    }
}

/* FIN as a linear program must be worth what FIN finds. */
static void check_graph_of_fin(struct comparison *c, const struct solve_options *chosen,
                               const struct solution *solution)
{
    if (!c->options->check_theorems || !c->is_single || chosen->formulation == NULL || ilp_is_exact(chosen)) {
        return;
    }
    struct solve_options options = *chosen;
    options.deadline = deadline_after(c->options->time_limit_s, c->options->stop_now);
    const char *violation = fin_graph_violation(c->arena, c->scratch, c->problem, &options, solution);
    if (violation != NULL) {
        find(c, VERDICT_DISAGREE, violation);
    }
}

static void run_method(struct comparison *c, const struct solver *method, const struct solve_options *chosen)
{
    if (c->listener != NULL && c->listener->on_start != NULL) {
        c->listener->on_start(c->listener->context, method->name);
    }
    struct solve_options options = *chosen;
    options.deadline = deadline_after(c->options->time_limit_s, c->options->stop_now);
    struct method_record result = {.method = method->name, .is_exact = method->kind == SOLVER_EXACT};
    if (chosen->formulation != NULL) {
        result.label = arena_printf(c->arena, "%s:%s", method->name, ilp_formulation_name(chosen));
        result.is_exact = ilp_is_exact(chosen);
    }
    add_parameters(c, &result, chosen);
    struct solution solution = {.outcome = OUTCOME_UNKNOWN};
    struct error error;
    const double begin_s = monotonic_seconds();
    const enum status status = method->solve(&solution, c->arena, c->scratch, c->problem, &options, &error);
    result.solve_s = monotonic_seconds() - begin_s;
    if (status == STATUS_OK) {
        fill_from_solution(c, &result, &solution);
        check_graph_of_fin(c, chosen, &solution);
    } else {
        fill_from_failure(c, &result, &error);
    }
    record_add_result(c->record, c->arena, &result);
    if (c->listener != NULL && c->listener->on_result != NULL) {
        c->listener->on_result(c->listener->context, &c->record->results[c->record->result_count - 1]);
    }
    compare_with_expected(c, &result);
}

/* FIN in every order, and improved: what `check` compares when resources are shared. */
static void run_fin_in_every_order(struct comparison *c, const struct solver *fin)
{
    static const enum placement_order orders[] = {ORDER_GIVEN, ORDER_TIGHTEST_DEADLINE, ORDER_LARGEST_LOAD};
    struct solve_options options = c->options->solve;
    options.improve = false;
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        options.order = orders[i];
        run_method(c, fin, &options);
    }
    options.order = c->options->solve.order;
    options.improve = true;
    run_method(c, fin, &options);
}

static bool is_stopped(const struct compare_options *options)
{
    return options->stop_now != NULL && *options->stop_now != 0;
}

static void run_formulations(struct comparison *c, const struct solver *ilp)
{
    struct solve_options options = c->options->solve;
    for (size_t f = 0; f < c->options->formulation_count && !is_stopped(c->options); f++) {
        options.formulation = c->options->formulations[f];
        run_method(c, ilp, &options);
    }
}

static bool runs_fin(const struct compare_options *options)
{
    for (size_t i = 0; i < options->method_count; i++) {
        if (strcmp(options->methods[i]->name, "fin") == 0) {
            return true;
        }
    }
    return false;
}

static void check_theorems(struct comparison *c)
{
    struct solve_options options = c->options->solve;
    options.deadline = deadline_after(c->options->time_limit_s, c->options->stop_now);
    struct theorem_report report;
    check_fin_theorems(&report, c->arena, c->scratch, c->problem, &options);
    if (report.violation != NULL) {
        find(c, VERDICT_DISAGREE, report.violation);
    }
}

/* Says which applications are too many, once it is proved that all together are. */
static void explain_infeasibility(struct comparison *c)
{
    bool is_proved = false;
    for (size_t i = 0; i < c->record->result_count; i++) {
        is_proved = is_proved || c->record->results[i].status == RESULT_INFEASIBLE;
    }
    if (!is_proved || c->problem->application_count < 2) {
        return;
    }
    /* A comparison has its verdict already and does not wait long for an explanation. */
    const double limit_s = c->options->check_theorems ? EXPLANATION_LIMIT_S : INFINITY;
    struct solve_options options = c->options->solve;
    options.deadline = deadline_after(fmin(c->options->time_limit_s, limit_s), c->options->stop_now);
    struct conflict conflict;
    conflict_find(&conflict, c->arena, c->scratch, c->problem, &options);
    struct text text;
    text_init(&text, c->arena);
    text_add(&text, conflict.application_count > 1 ? "cannot coexist: " : "");
    for (size_t i = 0; i < conflict.application_count; i++) {
        text_addf(&text, "%s%s", i == 0 ? "" : ", ", c->problem->applications[conflict.applications[i]].id);
    }
    if (conflict.application_count == 1) {
        text_add(&text, " has no plan even alone");
    } else {
        text_add(&text, conflict.is_minimal ? "; without any one of them the others have a plan"
                                            : "; a limit came before this was proved to be minimal");
    }
    find(c, VERDICT_AGREE, text.data);
}

void compare_methods(struct instance_record *record, struct arena *arena, struct arena *scratch,
                     const struct problem *problem, const struct compare_options *options,
                     const struct compare_listener *listener)
{
    struct comparison c = {
        .record = record,
        .arena = arena,
        .scratch = scratch,
        .problem = problem,
        .options = options,
        .listener = listener,
        .is_single = problem_is_single(problem, scratch),
    };
    record->instance = problem->name;
    record->energy_quantum_j = problem->energy_quantum_j;
    record->time_quantum_s = problem->time_quantum_s;
    bool theorems_are_due = options->check_theorems && runs_fin(options);
    for (size_t i = 0; i < options->method_count && !is_stopped(options); i++) {
        /* Before the ILP, which may be killed: what is cheap to know is known first. */
        if (theorems_are_due && strcmp(options->methods[i]->name, "ilp") == 0) {
            theorems_are_due = false;
            check_theorems(&c);
        }
        if (options->check_theorems && !c.is_single && strcmp(options->methods[i]->name, "fin") == 0) {
            run_fin_in_every_order(&c, options->methods[i]);
        } else if (options->formulation_count > 0 && strcmp(options->methods[i]->name, "ilp") == 0) {
            run_formulations(&c, options->methods[i]);
        } else {
            run_method(&c, options->methods[i], &options->solve);
        }
    }
    if (theorems_are_due && !is_stopped(options)) {
        check_theorems(&c);
    }
    if (!is_stopped(options)) {
        explain_infeasibility(&c);
    }
}
