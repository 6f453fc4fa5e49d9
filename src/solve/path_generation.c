/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is there to decide when an application has more paths than can be written down? Columns are generated
 * at the root, as in branch and price: that gives a bound in integers, and a plan. A path that is in a plan
 * better than this one costs, at the prices of the bound, no more than the gap above the least of its
 * application. Those are listed, and the path program over them has every better plan.
 */
#include "solve/path_generation.h"

#include <math.h>

#include "base/arena.h"
#include "ilp/path.h"
#include "lp/linear_program.h"
#include "model/plan.h"
#include "model/problem.h"
#include "solve/bp_master.h"
#include "solve/path_list_program.h"
#include "solve/solver.h"

static void fill_efforts(struct solution *solution, const struct bp *bp)
{
    solution_add_effort(solution, "pricings", bp->pricing_rounds);
    if (bp->master != NULL) {
        solution_add_effort(solution, "generated", bp->column_count);
        solution_add_effort(solution, "simplex_iterations", bp_master_iterations(bp));
    }
}

/* ---- the program over a list ---- */

static void fill_known(struct solution *known, const struct bp *bp, const struct bp_node *node)
{
    known->outcome = bp->best_plan != NULL ? OUTCOME_FEASIBLE : OUTCOME_UNKNOWN;
    known->plan = bp->best_plan;
    known->energy_quanta = bp->best_plan != NULL ? bp->best_energy_quanta : 0;
    known->has_bound = true;
    known->bound_quanta = min_int64(node->bound_quanta, bp->best_energy_quanta);
}

static void fill_closed(struct solution *known, const struct bp *bp)
{
    if (bp->best_plan == NULL) {
        *known = (struct solution){
            .outcome = OUTCOME_INFEASIBLE,
            .proof = "column generation over paths, in integers: at prices on the shared rows nothing fits"};
        return;
    }
    known->outcome = OUTCOME_OPTIMAL;
    known->bound_quanta = bp->best_energy_quanta;
    known->proof = "column generation over paths: the Lagrangian bound, in integers, is not below the plan";
}

static enum status list_paths(struct path_generation *generation, struct bp *bp, const struct bp_view *view,
                              const struct bp_solution *solution, struct error *error)
{
    struct bp_list list;
    if (!bp_list_build(&list, bp, view, &solution->prices, &solution->pricing, PATH_LIMIT)) {
        if (bp->best_plan == NULL) {
            return error_set(
                error, STATUS_UNSUPPORTED,
                "too large for path: no plan is known, and all applications together have more than %zu "
                "paths within their deadlines, which is the limit",
                PATH_LIMIT);
        }
        generation->known.note = arena_printf(
            bp->arena,
            "more than %zu paths, the limit of path, can be in a better plan; the bound holds, in integers",
            PATH_LIMIT);
        return STATUS_OK;
    }
    generation->start = path_list_program_build(&generation->built, bp, &list, &solution->prices);
    generation->has_program = true;
    generation->listed = generation->built.program->column_count;
    return STATUS_OK;
}

static enum status generate(struct path_generation *generation, struct bp *bp, struct error *error)
{
    struct bp_view view = {.node = bp->root};
    struct bp_solution solution;
    enum bp_relaxation relaxation = RELAXATION_STOPPED;
    do {
        relaxation = bp_bound_node(&solution, &view, bp, view.node);
    } while (relaxation == RELAXATION_STOPPED && !bp->is_stopped);
    fill_known(&generation->known, bp, view.node);
    if (relaxation == RELAXATION_CLOSED) {
        fill_closed(&generation->known, bp);
    } else if (relaxation == RELAXATION_STOPPED || solution.prices.shared == NULL) {
        generation->known.note =
            "a limit came before the end of column generation; the bound holds, in integers";
    } else {
        return list_paths(generation, bp, &view, &solution, error);
    }
    return STATUS_OK;
}

enum status path_generate(struct path_generation *generation, struct arena *arena, struct arena *scratch,
                          const struct problem *problem, const struct solve_options *options,
                          struct error *error)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct error glpk_error;
    struct bp bp = {
        .arena = arena, .scratch = scratch, .problem = problem, .options = options, .error = &glpk_error};
    struct path_generation result = {.known = {.outcome = OUTCOME_UNKNOWN}};
    enum status status = STATUS_OK;
    size_t hopeless = 0;
    if (bp_begin(&bp, &hopeless)) {
        status = generate(&result, &bp, error);
        fill_efforts(&result.known, &bp);
        bp_master_free(&bp);
    } else {
        result.known.outcome = OUTCOME_INFEASIBLE;
        result.known.proof = bp_hopeless_text(&bp, hopeless);
    }
    arena_rewind(scratch, mark);
    if (status == STATUS_OK) {
        *generation = result;
    }
    return status;
}

/* ---- the relaxation ---- */

static bool is_integral(const struct bp_solution *solution)
{
    bool is_whole = true;
    for (size_t k = 0; k < solution->count; k++) {
        const double value = solution->fractions[k].value;
        is_whole = is_whole && fabs(value - round(value)) <= 1e-9;
    }
    return is_whole;
}

/* False if a limit comes first. bp_relax() stops when less than a quantum is left to gain: this goes on. */
static bool gain_the_rest(struct bp_solution *solution, struct bp *bp, const struct bp_view *view)
{
    bool is_solved = bp_master_solve(bp, LP_PRIMAL);
    while (is_solved && bp_price_columns(bp, view, SIZE_MAX) > 0) {
        is_solved = bp_master_solve(bp, LP_PRIMAL);
    }
    bp_master_read(solution, bp);
    return is_solved && !bp->is_stopped && bp_master_help(bp) <= BP_TINY;
}

/* Without a plan to reach, so that no bound ends it before its value is known. */
static void relax(struct solution *answer, struct bp *bp)
{
    enum { FAILURES = 3 };
    struct bp_view view;
    struct bp_solution solution;
    bp->best_plan = NULL;
    bp->best_energy_quanta = INT64_MAX;
    bp_view_build(&view, bp, bp->root);
    enum bp_relaxation relaxation = bp_relax(&solution, bp, &view);
    while (relaxation == RELAXATION_STOPPED && bp->master->is_broken && bp->master_failures <= FAILURES) {
        relaxation = bp_relax(&solution, bp, &view);
    }
    const bool is_solved = relaxation == RELAXATION_SOLVED && gain_the_rest(&solution, bp, &view);
    answer->has_bound = relaxation != RELAXATION_CLOSED;
    answer->bound_quanta = answer->has_bound ? bp->root->bound_quanta : 0;
    answer->relaxation = (struct linear_relaxation){
        .is_known = relaxation == RELAXATION_CLOSED || is_solved,
        .is_infeasible = relaxation == RELAXATION_CLOSED,
        .value_quanta = is_solved ? solution.objective_quanta : 0.0,
        .is_integral = is_solved && is_integral(&solution),
    };
}

void path_relax(struct solution *answer, struct arena *arena, struct arena *scratch,
                const struct problem *problem, const struct solve_options *options)
{
    const struct arena_mark arena_before = arena_mark(arena);
    const struct arena_mark scratch_before = arena_mark(scratch);
    struct error glpk_error;
    struct bp bp = {.arena = arena,
                    .scratch = scratch,
                    .problem = problem,
                    .options = options,
                    .error = &glpk_error,
                    .keeps_crowded = true};
    struct solution result = {.outcome = OUTCOME_UNKNOWN};
    size_t hopeless = 0;
    if (bp_begin(&bp, &hopeless)) {
        relax(&result, &bp);
        fill_efforts(&result, &bp);
        bp_master_free(&bp);
    } else {
        result.relaxation = (struct linear_relaxation){.is_known = true, .is_infeasible = true};
    }
    arena_rewind(scratch, scratch_before);
    arena_rewind(arena, arena_before);
    *answer = result;
}
