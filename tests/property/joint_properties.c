/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Do all methods tell the same truth when applications share nodes, memory and links? Capacities are drawn
 * around what the single optima would use, so that most of them bind.
 */
#include "joint_trial.h"
#include "model/plan.h"
#include "model/resource_usage.h"
#include "property_run.h"
#include "certificate/check_certificate.h"
#include "solve/branch_and_price.h"
#include "solve/conflict.h"
#include "solve/each_application.h"
#include "solve/fin.h"
#include "solve/ilp.h"
#include "solve/labels.h"
#include "solve/lagrangian.h"
#include "verify/verify_plan.h"

typedef enum status solve_function(struct solution *solution, struct arena *arena, struct arena *scratch,
                                   const struct problem *problem, const struct solve_options *options,
                                   struct error *error);

static bool answer(struct solution *solution, struct trial *t, const struct problem *problem,
                   solve_function *solve, const struct solve_options *options)
{
    struct error error;
    return solve(solution, t->arena, t->scratch, problem, options, &error) == STATUS_OK ||
           broken(t, "failed: %s", error.message);
}

/* ---- properties ---- */

static bool is_honest(struct trial *t, const char *method, const struct solution *solution)
{
    if (is_proved(solution) && answer_of(solution) != answer_of(&t->optimum)) {
        return broken(t, "%s proves %" PRId64 ", enumeration %" PRId64, method, answer_of(solution),
                      answer_of(&t->optimum));
    }
    if (solution->has_bound && t->optimum.outcome == OUTCOME_OPTIMAL &&
        solution->bound_quanta > t->optimum.energy_quanta) {
        return broken(t, "%s has the bound %" PRId64 ", above the optimum %" PRId64, method,
                      solution->bound_quanta, t->optimum.energy_quanta);
    }
    if (solution->plan != NULL) {
        struct evaluation evaluation;
        verify_plan(&evaluation, t->arena, t->problem, solution->plan);
        if (!evaluation.is_feasible || evaluation.energy_quanta != solution->energy_quanta) {
            return broken(t, "%s claims %" PRId64 ", the plan costs %" PRId64 ": %s", method,
                          solution->energy_quanta, evaluation.energy_quanta,
                          evaluation.is_feasible ? "" : evaluation.violations[0].message);
        }
    }
    return true;
}

static bool every_method_is_honest(struct trial *t)
{
    struct solve_options options = solve_options_default();
    for (const struct solver *method = solver_table; method->name != NULL; method++) {
        struct solution solution;
        if (!answer(&solution, t, t->problem, method->solve, &options) ||
            !is_honest(t, method->name, &solution)) {
            return false;
        }
    }
    for (int order = ORDER_GIVEN; order <= ORDER_RANDOM; order++) {
        struct solution solution;
        options.order = (enum placement_order)order;
        options.order_seed = t->seed;
        options.improve = order % 2 == 1;
        if (!answer(&solution, t, t->problem, fin_solve, &options) || !is_honest(t, "fin", &solution)) {
            return false;
        }
    }
    return true;
}

static bool ilp_and_enumeration_agree(struct trial *t)
{
    const struct solve_options options = solve_options_default();
    struct solution ilp;
    return answer(&ilp, t, t->problem, ilp_solve, &options) &&
           ((is_proved(&ilp) && answer_of(&ilp) == answer_of(&t->optimum)) ||
            broken(t, "ilp %s %" PRId64 ", enumeration %" PRId64, outcome_name(ilp.outcome), answer_of(&ilp),
                   answer_of(&t->optimum)));
}

/* Branch and price ends with the same answer, and what it rests on convinces the checker. */
static bool bp_proves_the_optimum(struct trial *t)
{
    struct solve_options options = solve_options_default();
    struct solution bp;
    options.wants_certificate = true;
    if (!answer(&bp, t, t->problem, branch_and_price_solve, &options)) {
        return false;
    }
    if (!is_proved(&bp) || answer_of(&bp) != answer_of(&t->optimum)) {
        return broken(t, "bp %s %" PRId64 ", enumeration %" PRId64, outcome_name(bp.outcome), answer_of(&bp),
                      answer_of(&t->optimum));
    }
    if (bp.certificate == NULL) {
        return bp.outcome == OUTCOME_INFEASIBLE || broken(t, "no certificate");
    }
    const struct certificate_limits limits = {.deadline = deadline_never()};
    const enum certificate_verdict wanted =
        bp.outcome == OUTCOME_OPTIMAL ? CERTIFICATE_PROVES_OPTIMUM : CERTIFICATE_PROVES_INFEASIBILITY;
    struct certificate_check check;
    check_certificate(&check, t->arena, t->scratch, t->problem, bp.certificate, &limits);
    return check.verdict == wanted || broken(t, "certificate, node %zu: %s", check.node, check.reason);
}

/* sum of single optima <= Lagrangian bound <= optimum <= FIN improved <= FIN */
static bool bounds_and_plans_are_in_order(struct trial *t)
{
    struct solve_options options = solve_options_default();
    struct solution labels;
    struct solution lagrangian;
    struct solution fin;
    struct solution improved;
    if (t->optimum.outcome != OUTCOME_OPTIMAL) {
        return true;
    }
    if (!answer(&labels, t, t->problem, labels_solve, &options) ||
        !answer(&lagrangian, t, t->problem, lagrangian_solve, &options) ||
        !answer(&fin, t, t->problem, fin_solve, &options)) {
        return false;
    }
    options.improve = true;
    if (!answer(&improved, t, t->problem, fin_solve, &options)) {
        return false;
    }
    const int64_t optimum = t->optimum.energy_quanta;
    if (!labels.has_bound || !lagrangian.has_bound || labels.bound_quanta > lagrangian.bound_quanta ||
        lagrangian.bound_quanta > optimum) {
        return broken(t, "labels %" PRId64 ", lagrangian %" PRId64 ", optimum %" PRId64, labels.bound_quanta,
                      lagrangian.bound_quanta, optimum);
    }
    if (fin.plan != NULL && (improved.plan == NULL || improved.energy_quanta > fin.energy_quanta)) {
        return broken(t, "fin %" PRId64 ", improved %" PRId64, fin.energy_quanta, improved.energy_quanta);
    }
    return true;
}

/* Lets one random row go; the optimum must not rise. */
static bool relaxing_a_capacity_never_raises_the_optimum(struct trial *t)
{
    struct rng *rng = &t->random.rng;
    struct problem relaxed = *t->problem;
    struct solve_options options = solve_options_default();
    struct solution better;
    options.enumeration_limit = 4000000;
    relaxed.nodes = ARENA_ARRAY(t->arena, struct problem_node, relaxed.node_count);
    for (size_t n = 0; n < relaxed.node_count; n++) {
        relaxed.nodes[n] = t->problem->nodes[n];
    }
    struct problem_node *node = &relaxed.nodes[rng_between(rng, 0, (int64_t)relaxed.node_count - 1)];
    node->capacity_ppm = 1000 * LOAD_SCALE;
    node->memory_bytes = MEMORY_UNLIMITED;
    if (!answer(&better, t, &relaxed, exhaustive_solve, &options)) {
        return false;
    }
    const bool has_risen =
        t->optimum.outcome == OUTCOME_OPTIMAL &&
        (better.outcome != OUTCOME_OPTIMAL || better.energy_quanta > t->optimum.energy_quanta);
    return !has_risen ||
           broken(t, "from %" PRId64 " to %" PRId64, answer_of(&t->optimum), answer_of(&better));
}

/* Members of a conflict have no plan together, and one without any of them. */
static bool a_conflict_is_one_and_minimal(struct trial *t)
{
    struct solve_options options = solve_options_default();
    if (t->optimum.outcome != OUTCOME_INFEASIBLE) {
        return true;
    }
    struct conflict conflict;
    options.enumeration_limit = 4000000;
    conflict_find(&conflict, t->arena, t->scratch, t->problem, &options);
    const size_t count = conflict.application_count;
    struct problem_application *members = ARENA_ARRAY(t->arena, struct problem_application, count);
    /* left == count: nobody is left out. */
    for (size_t left = 0; left <= count; left++) {
        struct problem part = *t->problem;
        struct solution solution;
        part.applications = members;
        part.application_count = 0;
        for (size_t i = 0; i < count; i++) {
            if (i != left) {
                members[part.application_count++] = t->problem->applications[conflict.applications[i]];
            }
        }
        if (!answer(&solution, t, &part, exhaustive_solve, &options)) {
            return false;
        }
        if ((solution.outcome == OUTCOME_INFEASIBLE) != (left == count)) {
            return broken(t, "%zu members, %zu left out: %s", count, left, outcome_name(solution.outcome));
        }
    }
    return conflict.is_minimal || broken(t, "not known to be minimal");
}

/* The sum of the single optima is not the answer; otherwise capacities would not be tested. */
static bool capacities_bind(struct trial *t)
{
    const struct solve_options options = solve_options_default();
    struct solution labels;
    return answer(&labels, t, t->problem, labels_solve, &options) && labels.outcome == OUTCOME_UNKNOWN;
}

int main(int argc, char **argv)
{
    static const struct property properties[] = {
        {"every method is honest", every_method_is_honest},
        {"ilp and enumeration agree", ilp_and_enumeration_agree},
        {"bp proves the optimum, with a certificate", bp_proves_the_optimum},
        {"bounds and plans are in order", bounds_and_plans_are_in_order},
        {"relaxing a capacity never raises the optimum", relaxing_a_capacity_never_raises_the_optimum},
        {"a conflict is one, and minimal", a_conflict_is_one_and_minimal},
    };
    const struct property_program program = {
        .properties = properties,
        .count = sizeof properties / sizeof properties[0],
        .default_seeds = 1500,
        .prepare = joint_prepare,
        .is_wanted_in_half = capacities_bind,
    };
    return run_properties(&program, argc, argv);
}
