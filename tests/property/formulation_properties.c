/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Do the four formulations describe the same problem? Half of the trials have one application, with mean or
 * worst latencies and configurations of different depth, half have several that share nodes, memory and
 * links, some by shares of a node. tests/property/mathprog.sh does the same for the models in formulations/.
 */
#include <math.h>
#include <string.h>

#include "ilp/formulation.h"
#include "joint_trial.h"
#include "property_run.h"
#include "solve/each_application.h"
#include "solve/fin.h"
#include "solve/ilp.h"
#include "verify/verify_plan.h"

/* Odd seeds: one application; even seeds: several. */
static const char *prepare(struct trial *t)
{
    return t->seed % 2 == 0 ? joint_prepare(t) : trial_prepare(t);
}

static struct solve_options options_for(struct trial *t, const char *formulation)
{
    struct solve_options options = solve_options_default();
    options.formulation = formulation_find(formulation);
    options.rounding = DEPTH_FLOOR; /* what makes the feasible graph exact */
    options.gamma = 1 + (int64_t)(t->seed % 23);
    options.relaxation = RELAXATION_FIRST;
    return options;
}

/* False if it failed; `*is_safe` is false where coefficients are too large for a proof. */
static bool solve(struct solution *solution, bool *is_safe, struct trial *t,
                  const struct solve_options *options)
{
    struct error error;
    const enum status status = ilp_solve(solution, t->arena, t->scratch, t->problem, options, &error);
    *is_safe = status != STATUS_UNSUPPORTED;
    return status == STATUS_OK || !*is_safe ||
           broken(t, "%s failed: %s", ilp_formulation_name(options), error.message);
}

static bool plan_is_what_it_claims(struct trial *t, const char *name, const struct solution *solution)
{
    struct evaluation evaluation;
    if (solution->plan == NULL) {
        return true;
    }
    verify_plan(&evaluation, t->arena, t->problem, solution->plan);
    return (evaluation.is_feasible && evaluation.energy_quanta == solution->energy_quanta) ||
           broken(t, "%s claims %" PRId64 ", the plan costs %" PRId64 ": %s", name, solution->energy_quanta,
                  evaluation.energy_quanta, evaluation.is_feasible ? "" : evaluation.violations[0].message);
}

static bool all_have_the_optimum(struct trial *t)
{
    for (const struct formulation *each = formulation_table; each->name != NULL; each++) {
        const struct solve_options options = options_for(t, each->name);
        struct solution solution;
        bool is_safe = true;
        if (!solve(&solution, &is_safe, t, &options) ||
            (is_safe && !plan_is_what_it_claims(t, each->name, &solution))) {
            return false;
        }
        if (is_safe && (!is_proved(&solution) || answer_of(&solution) != answer_of(&t->optimum))) {
            return broken(t, "%s %s %" PRId64 ", enumeration %" PRId64, each->name,
                          outcome_name(solution.outcome), answer_of(&solution), answer_of(&t->optimum));
        }
    }
    return true;
}

/* The value of the relaxation; INFINITY if it is infeasible, NAN if it is not known. */
static double relaxed_value(struct trial *t, const char *formulation)
{
    struct solve_options options = options_for(t, formulation);
    struct solution solution;
    bool is_safe = true;
    options.relaxation = RELAXATION_ONLY;
    if (!solve(&solution, &is_safe, t, &options) || !is_safe) {
        return NAN;
    }
    const struct linear_relaxation *relaxation = &solution.relaxation;
    if (solution.outcome == OUTCOME_INFEASIBLE || relaxation->is_infeasible) {
        return INFINITY;
    }
    return relaxation->is_known ? relaxation->value_quanta : NAN;
}

/* assignment <= arc_flow <= feasible_graph <= path <= optimum; equal at the end for one application. */
static bool relaxations_are_in_order(struct trial *t)
{
    static const char *const names[] = {"assignment", "arc_flow", "feasible_graph", "path"};
    double values[5];
    for (size_t i = 0; i < 4; i++) {
        values[i] = relaxed_value(t, names[i]);
        if (isnan(values[i])) {
            return t->why[0] == '\0'; /* unsafe is no failure */
        }
    }
    values[4] = t->optimum.outcome == OUTCOME_OPTIMAL ? (double)t->optimum.energy_quanta : INFINITY;
    for (size_t i = 0; i < 4; i++) {
        if (values[i] > values[i + 1] + 1e-6 * (1.0 + fabs(values[i + 1]))) {
            return broken(t, "%s has the value %.9g, what is stronger %.9g", names[i], values[i],
                          values[i + 1]);
        }
    }
    const bool is_tight = values[3] >= values[4] - 1e-6 * (1.0 + fabs(values[4])) || values[3] == values[4];
    return is_tight || !problem_is_single(t->problem, t->scratch) ||
           broken(t, "path has the value %.9g, the optimum is %.9g", values[3], values[4]);
}

/* For one application with nothing shared, ceil makes a network of it: integral, with FIN's value. */
static bool the_feasible_graph_is_fin(struct trial *t)
{
    struct solve_options options = options_for(t, "feasible_graph");
    struct solution fin;
    struct solution ilp;
    struct error error;
    bool is_safe = true;
    options.rounding = DEPTH_CEIL;
    if (!problem_is_single(t->problem, t->scratch)) {
        return true;
    }
    if (fin_solve(&fin, t->arena, t->scratch, t->problem, &options, &error) != STATUS_OK) {
        return broken(t, "fin failed: %s", error.message);
    }
    if (!solve(&ilp, &is_safe, t, &options) || !is_safe) {
        return !is_safe;
    }
    if ((fin.plan != NULL) != (ilp.plan != NULL) ||
        (fin.plan != NULL && fin.energy_quanta != ilp.energy_quanta)) {
        return broken(t, "fin %s %" PRId64 ", ilp %s %" PRId64, outcome_name(fin.outcome), fin.energy_quanta,
                      outcome_name(ilp.outcome), ilp.energy_quanta);
    }
    if (ilp.plan != NULL && (!ilp.relaxation.is_known || !ilp.relaxation.is_integral ||
                             fabs(ilp.relaxation.value_quanta - (double)fin.energy_quanta) > 0.5)) {
        return broken(t, "the relaxation is worth %.9g, fin %" PRId64, ilp.relaxation.value_quanta,
                      fin.energy_quanta);
    }
    return true;
}

/* Where the value of a relaxation is proved in integers, GLPK's is that value. */
static bool exact_values_are_glpks(struct trial *t)
{
    for (const struct formulation *each = formulation_table; each->name != NULL; each++) {
        struct solve_options options = options_for(t, each->name);
        struct solution solution;
        bool is_safe = true;
        options.relaxation = RELAXATION_ONLY;
        if (!solve(&solution, &is_safe, t, &options)) {
            return false;
        }
        if (!is_safe || solution.relaxation.exact == NULL) {
            continue;
        }
        double denominator = 1.0;
        const char *slash = strchr(solution.relaxation.exact, '/');
        if (slash != NULL) {
            denominator = strtod(slash + 1, NULL);
        }
        const double exact = strtod(solution.relaxation.exact, NULL) / denominator;
        if (fabs(exact - solution.relaxation.value_quanta) > 1e-6 * (1.0 + fabs(exact))) {
            return broken(t, "%s: exactly %s, by GLPK %.15g", each->name, solution.relaxation.exact,
                          solution.relaxation.value_quanta);
        }
    }
    return true;
}

int main(int argc, char **argv)
{
    static const struct property properties[] = {
        {"all formulations have the optimum", all_have_the_optimum},
        {"relaxations are in order", relaxations_are_in_order},
        {"the feasible graph is FIN", the_feasible_graph_is_fin},
        {"exact values are GLPK's", exact_values_are_glpks},
    };
    const struct property_program program = {
        .properties = properties,
        .count = sizeof properties / sizeof properties[0],
        .default_seeds = 400,
        .prepare = prepare,
    };
    return run_properties(&program, argc, argv);
}
