/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does FIN keep the promises that are proved about it, here and now? */
#include "compare/fin_theorems.h"

#include <inttypes.h>
#include <math.h>

#include "base/arena.h"
#include "base/checked.h"
#include "model/plan.h"
#include "model/problem.h"
#include "model/solution.h"
#include "solve/each_application.h"
#include "solve/fin.h"
#include "solve/labels.h"
#include "verify/verify_plan.h"

/* Depth times vertices that (F4) may cost: about a millisecond. */
enum { F4_CELL_LIMIT = 1000000 };

struct checker {
    struct theorem_report *report;
    struct arena *arena;
    struct arena *scratch;
    const struct problem *problem;
    const struct solve_options *options;
    struct solution fin;     /* ceil at the gamma of the options, every depth */
    struct solution optimum; /* by label setting */
};

static void note_checked(struct checker *c, unsigned theorem)
{
    c->report->checked |= 1U << (theorem - 1);
}

static void violate(struct checker *c, const char *message)
{
    if (c->report->violation == NULL) {
        c->report->violation = message;
    }
}

static bool solve_fin(struct solution *solution, struct checker *c, int64_t gamma)
{
    struct solve_options options = *c->options;
    struct error error;
    options.gamma = gamma;
    options.rounding = DEPTH_CEIL;
    options.is_cumulative = false;
    options.lambda = -1;
    options.adaptive = false;
    return fin_solve(solution, c->arena, c->scratch, c->problem, &options, &error) == STATUS_OK;
}

/* The optimum of a problem; false if it is not proved within the limits. */
static bool solve_exactly(struct solution *solution, struct checker *c, const struct problem *problem)
{
    struct error error;
    return labels_solve(solution, c->arena, c->scratch, problem, c->options, &error) == STATUS_OK &&
           (solution->outcome == OUTCOME_OPTIMAL || solution->outcome == OUTCOME_INFEASIBLE);
}

static void check_f1(struct checker *c)
{
    if (c->fin.plan == NULL) {
        return;
    }
    const struct arena_mark mark = arena_mark(c->scratch);
    struct evaluation evaluation;
    verify_plan(&evaluation, c->scratch, c->problem, c->fin.plan);
    note_checked(c, 1);
    if (!evaluation.is_feasible) {
        violate(c, arena_printf(c->arena, "(F1) does not hold: %s", evaluation.violations[0].message));
    }
    arena_rewind(c->scratch, mark);
}

/* H: no path has more hops than its configuration has blocks. */
static int64_t most_hops(const struct problem_application *application)
{
    size_t hops = 0;
    for (size_t k = 0; k < application->configuration_count; k++) {
        const struct problem_configuration *configuration = &application->configurations[k];
        if (configuration_is_accurate(application, configuration) && configuration->depth > hops) {
            hops = configuration->depth;
        }
    }
    return (int64_t)hops;
}

static void check_f2(struct checker *c)
{
    const struct problem_application *application = &c->problem->applications[0];
    const int64_t gamma = c->options->gamma;
    const int64_t hops = most_hops(application);
    if (gamma < hops) {
        return;
    }
    const int64_t tighter =
        (int64_t)floor_divide((int128)application->deadline_quanta * (gamma - hops), gamma);
    struct solution exact;
    if (!solve_exactly(&exact, c, problem_with_deadline(c->arena, c->problem, 0, tighter))) {
        return;
    }
    note_checked(c, 2);
    if (exact.outcome == OUTCOME_INFEASIBLE) {
        return;
    }
    if (c->fin.plan == NULL) {
        violate(c, arena_printf(c->arena,
                                "(F2) does not hold: fin has no plan, the optimum at deadline %" PRId64
                                " is %" PRId64,
                                tighter, exact.energy_quanta));
    } else if (c->fin.energy_quanta > exact.energy_quanta) {
        violate(c, arena_printf(c->arena,
                                "(F2) does not hold: fin costs %" PRId64 ", the optimum at deadline %" PRId64
                                " is %" PRId64,
                                c->fin.energy_quanta, tighter, exact.energy_quanta));
    }
}

static void check_f3(struct checker *c)
{
    note_checked(c, 3);
    if (c->optimum.outcome == OUTCOME_OPTIMAL && c->fin.outcome == OUTCOME_INFEASIBLE) {
        violate(c, "(F3) does not hold: the floor graph is empty, and there is a plan");
    } else if (c->optimum.outcome == OUTCOME_OPTIMAL && c->fin.has_bound &&
               c->fin.bound_quanta > c->optimum.energy_quanta) {
        violate(c, arena_printf(c->arena,
                                "(F3) does not hold: the floor graph's least energy %" PRId64
                                " is above the optimum %" PRId64,
                                c->fin.bound_quanta, c->optimum.energy_quanta));
    }
}

static void check_f4(struct checker *c)
{
    const int64_t deadline = c->problem->applications[0].deadline_quanta;
    const int64_t vertices = solution_effort(&c->fin, "vertices");
    if (deadline < 1 || deadline > GAMMA_LIMIT || deadline > F4_CELL_LIMIT / (vertices + 1)) {
        return;
    }
    struct solution finest;
    if (!solve_fin(&finest, c, deadline)) {
        return;
    }
    if (finest.outcome == OUTCOME_UNKNOWN) {
        /* With a bound, and so not stopped by a limit: the ceil graph has no path, although widths are
         * latencies. */
        if (finest.has_bound) {
            violate(c, "(F4) does not hold: fin at gamma = deadline has no plan, and there is one");
        }
        return;
    }
    note_checked(c, 4);
    const bool same =
        finest.outcome == c->optimum.outcome &&
        (finest.outcome == OUTCOME_INFEASIBLE || (finest.energy_quanta == c->optimum.energy_quanta &&
                                                  finest.bound_quanta == c->optimum.energy_quanta));
    if (!same) {
        violate(c, arena_printf(c->arena,
                                "(F4) does not hold: fin at gamma = deadline %" PRId64 " answers %s %" PRId64
                                ", the optimum is %s %" PRId64,
                                deadline, outcome_name(finest.outcome), finest.energy_quanta,
                                outcome_name(c->optimum.outcome), c->optimum.energy_quanta));
    }
}

/* The plan of cumulative rounding, which is no method of its own, is verified here. */
static void check_f5(struct checker *c)
{
    struct solve_options options = *c->options;
    struct solution cumulative;
    struct error error;
    options.rounding = DEPTH_CEIL;
    options.is_cumulative = true;
    options.lambda = -1;
    options.adaptive = false;
    if (fin_solve(&cumulative, c->arena, c->scratch, c->problem, &options, &error) != STATUS_OK ||
        (cumulative.outcome == OUTCOME_UNKNOWN && !cumulative.has_bound)) {
        return;
    }
    note_checked(c, 5);
    if (cumulative.plan != NULL) {
        const struct arena_mark mark = arena_mark(c->scratch);
        struct evaluation evaluation;
        verify_plan(&evaluation, c->scratch, c->problem, cumulative.plan);
        if (!evaluation.is_feasible || evaluation.energy_quanta != cumulative.energy_quanta) {
            violate(c, "(F5) does not hold: the plan of cumulative rounding is not what it claims");
        }
        arena_rewind(c->scratch, mark);
    }
    if (c->fin.plan != NULL && (cumulative.plan == NULL || cumulative.energy_quanta > c->fin.energy_quanta)) {
        violate(c, arena_printf(c->arena,
                                "(F5) does not hold: cumulative rounding finds %s %" PRId64
                                ", ceil a plan of %" PRId64,
                                outcome_name(cumulative.outcome), cumulative.energy_quanta,
                                c->fin.energy_quanta));
    }
}

void check_fin_theorems(struct theorem_report *report, struct arena *arena, struct arena *scratch,
                        const struct problem *problem, const struct solve_options *options)
{
    *report = (struct theorem_report){0};
    if (!problem_is_single(problem, scratch)) {
        return;
    }
    struct checker c = {
        .report = report, .arena = arena, .scratch = scratch, .problem = problem, .options = options};
    if (!solve_fin(&c.fin, &c, options->gamma) || !solve_exactly(&c.optimum, &c, problem)) {
        return;
    }
    /* Without a plan and without a bound FIN was stopped by a limit: nothing can be said about it. */
    if (c.fin.outcome == OUTCOME_UNKNOWN && !c.fin.has_bound) {
        return;
    }
    check_f1(&c);
    check_f2(&c);
    check_f3(&c);
    check_f4(&c);
    check_f5(&c);
}

/* What is wrong with the relaxation where FIN has a path. */
static const char *value_violation(struct arena *arena, const struct solution *fin,
                                   const struct solution *ilp)
{
    const struct linear_relaxation *relaxation = &ilp->relaxation;
    const double fin_energy = (double)fin->energy_quanta;
    /* Energies are integers: half of one is a difference, and so is what doubles of this size can tell apart.
     */
    const double tolerance = fmax(0.25, 1e-8 * fin_energy);
    if (relaxation->is_infeasible || fabs(relaxation->value_quanta - fin_energy) > tolerance) {
        return arena_printf(
            arena,
            "the linear relaxation of feasible_graph is worth %.17g, fin finds %" PRId64 " at the same gamma",
            relaxation->is_infeasible ? INFINITY : relaxation->value_quanta, fin->energy_quanta);
    }
    if (!relaxation->is_integral) {
        return "the linear relaxation of feasible_graph is not integral, although it is that of a network";
    }
    if (ilp->plan != NULL && ilp->energy_quanta != fin->energy_quanta) {
        return arena_printf(arena, "feasible_graph finds %" PRId64 ", fin %" PRId64 " at the same gamma",
                            ilp->energy_quanta, fin->energy_quanta);
    }
    return NULL;
}

const char *fin_graph_violation(struct arena *arena, struct arena *scratch, const struct problem *problem,
                                const struct solve_options *options, const struct solution *ilp)
{
    struct checker c = {.arena = arena, .scratch = scratch, .problem = problem, .options = options};
    if (!ilp->relaxation.is_known || !solve_fin(&c.fin, &c, options->gamma)) {
        return NULL;
    }
    if (c.fin.plan != NULL) {
        return value_violation(arena, &c.fin, ilp);
    }
    /* Without a bound FIN was stopped by a limit. */
    if ((c.fin.has_bound || c.fin.outcome == OUTCOME_INFEASIBLE) && !ilp->relaxation.is_infeasible) {
        return arena_printf(arena, "feasible_graph is worth %.17g, and fin has no path at the same gamma",
                            ilp->relaxation.value_quanta);
    }
    return NULL;
}
