/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does the program over paths say the same whether all paths are written down or only those that column
 * generation leaves? Half of the trials have one application, half have several that share nodes, memory and
 * links; a third kind has more paths than enumeration can join, and branch and price to compare with.
 */
#include <math.h>
#include <string.h>

#include "generate/multi.h"
#include "generate/family.h"
#include "ilp/formulation.h"
#include "joint_trial.h"
#include "property_run.h"
#include "solve/branch_and_price.h"
#include "solve/ilp.h"
#include "verify/verify_plan.h"

/* Programs over a list that GLPK has solved: without any, nothing was tested. */
static unsigned searched;

/* Odd seeds: one application; even seeds: several. */
static const char *prepare(struct trial *t)
{
    return t->seed % 2 == 0 ? joint_prepare(t) : trial_prepare(t);
}

/* By path; an instance with more than `whole_path_limit` paths by column generation. */
static bool solve(struct solution *solution, struct trial *t, const struct problem *problem,
                  enum relaxation_use relaxation, size_t whole_path_limit)
{
    struct solve_options options = solve_options_default();
    struct error error;
    options.formulation = formulation_find("path");
    options.relaxation = relaxation;
    options.whole_path_limit = whole_path_limit;
    if (ilp_solve(solution, t->arena, t->scratch, problem, &options, &error) != STATUS_OK) {
        return broken(t, "path failed: %s", error.message);
    }
    searched += whole_path_limit == 1 && solution_effort(solution, "branch_nodes") > 0;
    return true;
}

static bool agrees(struct trial *t, const struct problem *problem, const struct solution *path,
                   const struct solution *other)
{
    struct evaluation evaluation;
    if (!is_proved(path) || answer_of(path) != answer_of(other)) {
        return broken(t, "path %s %" PRId64 ", wanted %" PRId64, outcome_name(path->outcome), answer_of(path),
                      answer_of(other));
    }
    if (path->plan == NULL) {
        return true;
    }
    if (!path->has_bound || path->bound_quanta != path->energy_quanta) {
        return broken(t, "the bound of an optimum is %" PRId64, path->bound_quanta);
    }
    verify_plan(&evaluation, t->arena, problem, path->plan);
    return (evaluation.is_feasible && evaluation.energy_quanta == path->energy_quanta) ||
           broken(t, "path claims %" PRId64 ", the plan costs %" PRId64 ": %s", path->energy_quanta,
                  evaluation.energy_quanta, evaluation.is_feasible ? "" : evaluation.violations[0].message);
}

static bool generated_paths_have_the_optimum(struct trial *t)
{
    struct solution path;
    return solve(&path, t, t->problem, RELAXATION_UNUSED, 1) && agrees(t, t->problem, &path, &t->optimum);
}

static bool relaxations_are_the_same(struct trial *t)
{
    struct solution generated;
    struct solution whole;
    if (!solve(&generated, t, t->problem, RELAXATION_FIRST, 1) ||
        !solve(&whole, t, t->problem, RELAXATION_ONLY, 0)) {
        return false;
    }
    const struct linear_relaxation *a = &generated.relaxation;
    const struct linear_relaxation *b = &whole.relaxation;
    if (whole.outcome ==
        OUTCOME_INFEASIBLE) { /* some application has no path, so that there is nothing to relax */
        return generated.outcome == OUTCOME_INFEASIBLE || broken(t, "generated paths have a plan");
    }
    if (!a->is_known || !b->is_known || a->is_infeasible != b->is_infeasible) {
        return broken(t, "one relaxation is infeasible, or not known");
    }
    return a->is_infeasible ||
           fabs(a->value_quanta - b->value_quanta) <= 1e-6 * (1.0 + fabs(b->value_quanta)) ||
           broken(t, "generated paths have the value %.9g, all paths %.9g", a->value_quanta, b->value_quanta);
}

/* Tight instances of family `multi`, every sixth with an application whose deadline nothing meets. */
static bool larger_ones_agree_with_branch_and_price(struct trial *t)
{
    const struct family_parameters parameters = {.applications = 3 + (int64_t)(t->seed % 5),
                                                 .nodes = 4 + (int64_t)(t->seed % 2),
                                                 .blocks = 3 + (int64_t)(t->seed % 3),
                                                 .tightness_permille = 500 + 250 * (int64_t)(t->seed % 6),
                                                 .seed = t->seed};
    const struct solve_options options = solve_options_default();
    const struct instance *instance = NULL;
    const struct problem *problem = NULL;
    struct solution bp;
    struct solution path;
    struct error error;
    if (t->seed % 4 != 0) {
        return true;
    }
    if (multi_generate(&instance, t->arena, &parameters, &error) != STATUS_OK ||
        quantize(&problem, t->arena, instance, &error) != STATUS_OK) {
        return broken(t, "not made: %s", error.message);
    }
    if (t->seed % 24 == 0) {
        problem = problem_with_deadline(t->arena, problem, 1, problem->applications[1].deadline_quanta / 10);
    }
    return branch_and_price_solve(&bp, t->arena, t->scratch, problem, &options, &error) == STATUS_OK &&
           solve(&path, t, problem, t->seed % 8 == 0 ? RELAXATION_FIRST : RELAXATION_UNUSED, 1) &&
           agrees(t, problem, &path, &bp);
}

int main(int argc, char **argv)
{
    static const struct property properties[] = {
        {"generated paths have the optimum", generated_paths_have_the_optimum},
        {"relaxations over generated paths are those over all", relaxations_are_the_same},
        {"larger ones agree with branch and price", larger_ones_agree_with_branch_and_price},
    };
    const struct property_program program = {
        .properties = properties,
        .count = sizeof properties / sizeof properties[0],
        .default_seeds = 300,
        .prepare = prepare,
    };
    const int status = run_properties(&program, argc, argv);
    fprintf(stderr, "%u programs over listed paths\n", searched);
    return status != 0 || searched > 0 ? status : 1;
}
