/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which plan does integer programming find best? A program by one of the formulations, branch and bound, and
 * then no trust: every point is tested against every row in integers.
 *
 * GLPK may accept a point that breaks an inequality by a little: its tolerances are relative, and
 * deadlines are met, or missed, by one quantum of many millions. Such a point is cut off by a cover row:
 * the chosen columns of the broken row cannot all be chosen, sum of x over them <= count - 1. All
 * coefficients of (P4), (P6)-(P8) are >= 0, so every point that chooses them all breaks the row, and no
 * plan is lost.
 *
 * It may also call a plan optimal at a claimed energy a few quanta below its true one, having paid a value
 * of -1e-8 somewhere. What was pruned then may lie between the two. So the plan is kept, cut off by a
 * cover of all it chooses, and the search goes on, until what is left is claimed to cost no less than the
 * best plan. Every cover excludes a point that was found, so this ends.
 *
 * Formulations use whole graphs, not pruned ones, so that this method shares no pruning with the others; but
 * for `path` where its columns are too many to write down: see solve/path_generation.h.
 * Reference of cover inequalities: Balas, Mathematical Programming 8 (1975).
 */
#include "solve/ilp.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "ilp/formulation.h"
#include "ilp/path.h"
#include "lp/glpk_backend.h"
#include "lp/glpk_relaxation.h"
#include "lp/linear_program.h"
#include "model/plan.h"
#include "model/problem.h"
#include "model/solution.h"
#include "solve/path_generation.h"
#include "solve/solver.h"

/* GLPK's claim and the true energy of a point may differ by rounding noise, not by more than this of it. */
#define CLAIM_TOLERANCE 1e-6

struct search {
    struct arena *arena;
    struct arena *scratch;
    const struct problem *problem;
    struct integer_options options;
    struct error *error;
    struct formulation_program built;
    const struct path_generation *generation; /* that the program comes from; NULL: it is whole */

    struct integer_result result; /* of the last call of the backend */
    const struct plan *best_plan; /* so far, exactly tested; NULL: none */
    int64_t best_energy_quanta;
    bool has_bound; /* on the plans that no cover excludes */
    double bound;
    enum outcome outcome;

    int64_t simplex_iterations;
    int64_t branch_nodes;
    int64_t cover_count;
};

/* Excludes every point that chooses what this one chooses in a row it breaks. */
static void add_row_cover(struct search *s, size_t row)
{
    struct linear_program *program = s->built.program;
    const int64_t *values = s->result.values;
    const size_t begin = program->row_begin[row];
    const size_t end = program->row_begin[row + 1];
    int64_t count = 0;
    for (size_t e = begin; e < end; e++) {
        count += values[program->entry_columns[e]];
    }
    linear_program_add_row(program, LINEAR_NO_LOWER, count - 1);
    for (size_t e = begin; e < end; e++) {
        const size_t column = program->entry_columns[e];
        linear_program_add_entry(program, column, values[column]);
    }
    s->cover_count++;
}

/*
 * Excludes this plan and no other: none chooses all that another one does, and more. Columns that follow from
 * the others are left out, else the same plan could come again.
 */
static void add_plan_cover(struct search *s)
{
    struct linear_program *program = s->built.program;
    const bool *follows = s->built.follows;
    const int64_t *values = s->result.values;
    int64_t count = 0;
    for (size_t j = 0; j < program->column_count; j++) {
        count += follows == NULL || !follows[j] ? values[j] : 0;
    }
    linear_program_add_row(program, LINEAR_NO_LOWER, count - 1);
    for (size_t j = 0; j < program->column_count; j++) {
        linear_program_add_entry(program, j, follows == NULL || !follows[j] ? values[j] : 0);
    }
    s->cover_count++;
}

/* Adds a cover for every inequality the point breaks; STATUS_SOLVER if it breaks anything else. */
static enum status add_row_covers(struct search *s)
{
    struct linear_program *program = s->built.program;
    const int64_t *values = s->result.values;
    const size_t row_count = program->row_count;
    if (!linear_program_bounds_hold(program, values)) {
        return error_set(s->error, STATUS_SOLVER, "GLPK returned a point outside the bounds of its columns");
    }
    for (size_t i = 0; i < row_count; i++) {
        if (linear_program_row_holds(program, i, values)) {
            continue;
        }
        if (!tagged_row_is_limit(s->built.rows, i)) {
            return error_set(s->error, STATUS_SOLVER, "GLPK returned a point that breaks %s",
                             linear_program_row_name(s->scratch, program, i));
        }
        add_row_cover(s, i);
    }
    return STATUS_OK;
}

static int64_t energy_of(const struct problem *problem, const struct plan *plan)
{
    int64_t energy_quanta = 0;
    for (size_t h = 0; h < problem->application_count; h++) {
        energy_quanta += plan_application_energy(problem, h, &plan->applications[h]);
    }
    return energy_quanta;
}

/* Keeps the plan of the point, which meets every row, if it is the best so far. */
static enum status keep_best(struct search *s)
{
    const int128 objective =
        linear_program_objective_at(s->built.program, s->result.values) + s->built.offset_quanta;
    const double claimed = s->result.claimed_objective;
    struct plan *plan = NULL;
    const enum status status =
        s->built.formulation->decode(&plan, s->arena, s->scratch, &s->built, s->result.values, s->error);
    if (status != STATUS_OK) {
        return status;
    }
    const int64_t energy_quanta = energy_of(s->problem, plan);
    /* What follows may have been chosen without need; what decides costs what it costs. */
    const bool is_dearer = objective > energy_quanta && s->built.follows != NULL;
    if ((objective != energy_quanta && !is_dearer) ||
        fabs(claimed - (double)objective) > CLAIM_TOLERANCE * (1.0 + (double)objective)) {
        return error_set(s->error, STATUS_SOLVER,
                         "GLPK claims %.17g quanta, what it chose sums to %.17g, its plan costs %lld",
                         claimed, (double)objective, (long long)energy_quanta);
    }
    if (s->best_plan == NULL || energy_quanta < s->best_energy_quanta) {
        s->best_plan = plan;
        s->best_energy_quanta = energy_quanta;
    }
    return STATUS_OK;
}

static enum status call_backend(struct search *s)
{
    const enum status status =
        glpk_solve_integer(&s->result, s->scratch, s->built.program, &s->options, s->error);
    if (status != STATUS_OK) {
        return status;
    }
    if (s->result.outcome == INTEGER_UNBOUNDED) {
        return error_set(s->error, STATUS_SOLVER, "GLPK calls a program of binaries unbounded");
    }
    s->result.claimed_objective += (double)s->built.offset_quanta;
    s->result.bound += (double)s->built.offset_quanta;
    s->simplex_iterations += s->result.simplex_iterations;
    s->branch_nodes += s->result.branch_nodes;
    if (s->result.has_bound) {
        s->bound = s->has_bound ? fmax(s->bound, s->result.bound) : s->result.bound;
        s->has_bound = true;
    }
    return STATUS_OK;
}

/* One call of the backend and what follows from its answer; `*is_done` when `outcome` has been found. */
static enum status step(struct search *s, bool *is_done)
{
    enum status status = call_backend(s);
    if (status != STATUS_OK) {
        return status;
    }
    const bool is_limited = s->result.outcome == INTEGER_FEASIBLE || s->result.outcome == INTEGER_UNKNOWN;
    if (s->result.values != NULL) {
        const int64_t covers_before = s->cover_count;
        status = add_row_covers(s);
        if (status == STATUS_OK && s->cover_count == covers_before) {
            status = keep_best(s);
        }
        if (status != STATUS_OK) {
            return status;
        }
        *is_done = is_limited;
        if (!is_limited && s->cover_count == covers_before) {
            /* Energies are integers: below the best plan by less than half a quantum is not below it. */
            *is_done = (double)s->best_energy_quanta - s->result.claimed_objective < 0.5;
            if (!*is_done) {
                add_plan_cover(s);
                s->options.start = NULL; /* may be the plan that is excluded */
            }
        }
    } else {
        *is_done = true;
    }
    if (is_limited) {
        s->outcome = s->best_plan != NULL ? OUTCOME_FEASIBLE : OUTCOME_UNKNOWN;
    } else {
        s->outcome = s->best_plan != NULL ? OUTCOME_OPTIMAL : OUTCOME_INFEASIBLE;
    }
    return STATUS_OK;
}

/* A floating-point lower bound on integers, with room for its error: 1e-6 and 1e-8 of it. */
static int64_t integral_bound(double bound)
{
    const double careful = ceil(bound - (1e-6 + 1e-8 * fabs(bound)));
    if (careful <= 0.0) {
        return 0;
    }
    return careful >= (double)QUANTA_LIMIT ? QUANTA_LIMIT : (int64_t)careful;
}

static void fill_limited(struct solution *solution, const struct search *s)
{
    if (s->generation != NULL) {
        solution->has_bound = s->generation->known.has_bound;
        solution->bound_quanta = s->generation->known.bound_quanta;
        solution->note = "a limit came before the proof; the bound holds, in integers";
    }
    if (s->generation != NULL && (!s->has_bound || integral_bound(s->bound) <= solution->bound_quanta)) {
        return;
    }
    if (!s->has_bound) {
        solution->note = "a limit came before the root relaxation was solved";
        return;
    }
    solution->has_bound = s->built.is_exact;
    solution->bound_quanta = integral_bound(s->bound);
    if (s->best_plan != NULL) {
        solution->bound_quanta = min_int64(solution->bound_quanta, s->best_energy_quanta);
    }
    solution->note = "a limit came before the proof; the bound is GLPK's, in floating point";
}

static const char *proof_text(const struct search *s)
{
    return arena_printf(s->arena, "%sbranch and bound (GLPK %s, floating point, coefficients up to 1e9)",
                        s->generation == NULL
                            ? ""
                            : arena_printf(s->arena, "column generation leaves %zu paths, in integers; ",
                                           s->generation->listed),
                        glpk_version());
}

/* The best point of a program that does not have every plan proves nothing about the instance. */
static void fill_inexact(struct solution *solution, const struct search *s)
{
    if (s->outcome == OUTCOME_OPTIMAL) {
        solution->outcome = OUTCOME_FEASIBLE;
        solution->note = arena_printf(s->arena, "the best that %s has, not a proved optimum of the instance",
                                      s->built.formulation->name);
    } else if (s->outcome == OUTCOME_INFEASIBLE) {
        solution->outcome = OUTCOME_UNKNOWN;
        solution->note = arena_printf(s->arena, "%s has no plan, which proves nothing about the instance",
                                      s->built.formulation->name);
    } else {
        solution->note = "a limit came first";
    }
}

static void fill_solution(struct solution *solution, struct search *s)
{
    solution->outcome = s->outcome;
    solution->plan = s->best_plan;
    solution->energy_quanta = s->best_energy_quanta;
    if (!s->built.is_exact) {
        fill_inexact(solution, s);
        return;
    }
    if (s->outcome == OUTCOME_OPTIMAL) {
        solution->has_bound = true;
        solution->bound_quanta = s->best_energy_quanta;
    }
    if (s->outcome == OUTCOME_OPTIMAL || s->outcome == OUTCOME_INFEASIBLE) {
        solution->proof = proof_text(s);
    } else {
        fill_limited(solution, s);
    }
}

static void fill_effort(struct solution *solution, const struct search *s)
{
    const struct linear_program *program = s->built.program;
    solution_add_effort(solution, "rows", (int64_t)program->row_count);
    solution_add_effort(solution, "columns", (int64_t)program->column_count);
    solution_add_effort(solution, "nonzeros", (int64_t)program->entry_count);
    solution_add_effort(solution, "simplex_iterations", s->simplex_iterations);
    solution_add_effort(solution, "branch_nodes", s->branch_nodes);
    solution_add_effort(solution, "covers", s->cover_count);
}

/* ---- the relaxation by itself ---- */

static enum status solve_relaxation(struct solution *solution, struct search *s)
{
    const struct relaxation_options options = {.deadline = s->options.deadline, .exact = true};
    struct relaxation_result result;
    const enum status status =
        glpk_solve_relaxation(&result, s->scratch, s->built.program, &options, s->error);
    if (status != STATUS_OK) {
        return status;
    }
    solution->relaxation = (struct linear_relaxation){
        .is_known = result.outcome == INTEGER_OPTIMAL || result.outcome == INTEGER_INFEASIBLE,
        .is_infeasible = result.outcome == INTEGER_INFEASIBLE,
        .value_quanta = result.objective,
        .is_integral = result.is_integral,
        .exact = result.exact != NULL ? arena_strdup(s->arena, result.exact) : NULL,
    };
    s->simplex_iterations += result.simplex_iterations;
    if (result.outcome == INTEGER_OPTIMAL) {
        s->has_bound = true;
        s->bound = result.objective;
    }
    return STATUS_OK;
}

/* The answer when only the relaxation was asked for: no plan, at best a bound. */
static void fill_relaxed(struct solution *solution, const struct search *s)
{
    const struct linear_relaxation *relaxation = &solution->relaxation;
    solution->note = "a limit came before the relaxation was solved";
    if (relaxation->is_known) {
        solution->note = relaxation->exact != NULL
                             ? "only the linear relaxation was solved, exactly"
                             : "only the linear relaxation was solved, in floating point";
    }
    if (relaxation->is_known && !relaxation->is_infeasible && s->built.is_exact) {
        solution->has_bound = true;
        solution->bound_quanta = integral_bound(relaxation->value_quanta);
    }
}

static enum status search_program(struct solution *solution, struct search *s, enum relaxation_use relaxation)
{
    enum status status = STATUS_OK;
    bool is_done = relaxation == RELAXATION_ONLY;
    if (relaxation != RELAXATION_UNUSED) {
        status = solve_relaxation(solution, s);
    }
    while (status == STATUS_OK && !is_done) {
        status = step(s, &is_done);
    }
    if (status != STATUS_OK) {
        return status;
    }
    if (relaxation == RELAXATION_ONLY) {
        fill_relaxed(solution, s);
    } else {
        fill_solution(solution, s);
    }
    fill_effort(solution, s);
    return STATUS_OK;
}

const struct formulation *ilp_formulation(const struct solve_options *options)
{
    return options->formulation != NULL ? options->formulation : &formulation_table[0];
}

bool ilp_is_exact(const struct solve_options *options)
{
    return options->relaxation != RELAXATION_ONLY &&
           (strcmp(ilp_formulation_name(options), "feasible_graph") != 0 || options->rounding == DEPTH_FLOOR);
}

const char *ilp_formulation_name(const struct solve_options *options)
{
    return ilp_formulation(options)->name;
}

/* ---- paths that are too many to write down ---- */

/* The search of the program over the paths that column generation leaves. */
static enum status search_list(struct solution *answer, struct search *s)
{
    bool is_done = false;
    enum status status = STATUS_OK;
    s->built = s->generation->built;
    s->options.start = s->generation->start;
    if (s->generation->known.plan != NULL) {
        s->best_plan = plan_copy(s->arena, s->generation->known.plan);
        s->best_energy_quanta = s->generation->known.energy_quanta;
    }
    while (status == STATUS_OK && !is_done) {
        status = step(s, &is_done);
    }
    if (status == STATUS_UNSUPPORTED && s->best_plan != NULL) {
        s->outcome = OUTCOME_FEASIBLE;
        fill_solution(answer, s);
        answer->note = arena_printf(s->arena, "%s; the bound holds, in integers", s->error->message);
        status = STATUS_OK;
    } else if (status == STATUS_OK) {
        fill_solution(answer, s);
    }
    return status;
}

static void add_efforts(struct solution *to, const struct solution *from)
{
    for (size_t e = 0; e < from->effort_count; e++) {
        solution_add_effort(to, from->efforts[e].name, from->efforts[e].count);
    }
}

static enum status solve_by_generation(struct solution *answer, struct search *s,
                                       const struct solve_options *options)
{
    struct solution relaxed = {.outcome = OUTCOME_UNKNOWN};
    struct path_generation generation;
    if (options->relaxation != RELAXATION_UNUSED) {
        path_relax(&relaxed, s->scratch, s->arena, s->problem, options);
    }
    if (options->relaxation == RELAXATION_ONLY) {
        *answer = relaxed;
        answer->note =
            relaxed.relaxation.is_known
                ? "only the linear relaxation was solved, in floating point; the bound holds, in integers"
                : "a limit came before the relaxation was solved; the bound holds, in integers";
        return STATUS_OK;
    }
    enum status status = path_generate(&generation, s->scratch, s->arena, s->problem, options, s->error);
    if (status != STATUS_OK) {
        return status;
    }
    if (generation.has_program) {
        s->generation = &generation;
        status = search_list(answer, s);
        fill_effort(answer, s);
    } else {
        *answer = generation.known;
        answer->effort_count = 0;
        answer->plan = answer->plan != NULL ? plan_copy(s->arena, answer->plan) : NULL;
        answer->proof = answer->proof != NULL ? arena_strdup(s->arena, answer->proof) : NULL;
        answer->note = answer->note != NULL ? arena_strdup(s->arena, answer->note) : NULL;
    }
    add_efforts(answer, &generation.known);
    answer->relaxation = relaxed.relaxation;
    return status;
}

enum status ilp_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                      const struct problem *problem, const struct solve_options *options, struct error *error)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct solution answer = {.outcome = OUTCOME_UNKNOWN};
    struct search s = {.arena = arena,
                       .scratch = scratch,
                       .problem = problem,
                       .options = {.deadline = options->deadline},
                       .error = error};
    const struct formulation_input input = {
        .formulation = ilp_formulation(options),
        .problem = problem,
        .gamma = options->gamma,
        .rounding = options->rounding,
        .path_limit = options->relaxation == RELAXATION_ONLY ? PATH_LIMIT : options->whole_path_limit};
    enum status status = STATUS_OK;
    if (deadline_has_passed(&options->deadline)) {
        answer.note = "a limit came before the program was built";
    } else {
        /* The program is scratch too; what its builder needs meanwhile comes from the other arena and is
         * rewound. */
        status = formulation_build(&s.built, scratch, arena, &input, error);
    }
    if (status == STATUS_UNSUPPORTED && strcmp(input.formulation->name, "path") == 0) {
        status = solve_by_generation(&answer, &s, options);
    } else if (status == STATUS_OK && s.built.no_plan != NULL) {
        answer.outcome = OUTCOME_INFEASIBLE;
        answer.proof = arena_strdup(arena, s.built.no_plan);
        fill_effort(&answer, &s);
    } else if (status == STATUS_OK && s.built.program != NULL) {
        status = search_program(&answer, &s, options->relaxation);
    }
    arena_rewind(scratch, mark);
    if (status == STATUS_OK) {
        *solution = answer;
    }
    return status;
}
