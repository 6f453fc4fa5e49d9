/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which plan does integer programming find best? Extended graph per application, arc-flow program, branch
 * and bound, and then no trust: every point is tested against every row in integers.
 *
 * GLPK may accept a point that breaks an inequality by a little: its tolerances are relative, and
 * deadlines are met, or missed, by one quantum of many millions. Such a point is cut off by a cover row:
 * the chosen columns of the broken row cannot all be chosen, sum of x over them <= count - 1. All
 * coefficients of (P4), (P6)-(P8) are >= 0, so every point that chooses them all breaks the row, and no
 * plan is lost.
 *
 * It may also call a plan optimal at a claimed energy a few quanta below its true one, having paid a value
 * of -1e-8 somewhere. What was pruned then may lie between the two. So the plan is kept, cut off by a
 * cover of all its arcs, and the search goes on, until what is left is claimed to cost no less than the
 * best plan. Every cover excludes a point that was found, so this ends.
 *
 * The whole graph is used, not the pruned one, so that this method shares no pruning with the others.
 * Reference of cover inequalities: Balas, Mathematical Programming 8 (1975).
 */
#include "solve/ilp.h"

#include <math.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/checked.h"
#include "graph/extended_graph.h"
#include "ilp/arc_flow.h"
#include "lp/glpk_backend.h"
#include "lp/linear_program.h"
#include "model/problem.h"
#include "model/solution.h"
#include "solve/solver.h"

/* GLPK's claim and the true energy of a point may differ by rounding noise, not by more than this of it. */
#define CLAIM_TOLERANCE 1e-6

struct search {
    struct arena *arena;
    struct arena *scratch;
    const struct problem *problem;
    struct integer_options options;
    struct error *error;
    struct arc_flow flow;

    struct integer_result result; /* of the last call of the backend */
    const int64_t *best_values;   /* the best plan so far, exactly tested; NULL: none */
    int64_t best_energy_quanta;
    bool has_bound; /* on the plans that no cover excludes */
    double bound;
    enum outcome outcome;

    int64_t simplex_iterations;
    int64_t branch_nodes;
    int64_t cover_count;
};

/* One whole graph per application; NULL if one of them has no path. */
static struct extended_graph *build_graphs(struct search *s)
{
    const size_t count = s->problem->application_count;
    struct extended_graph *graphs = ARENA_ARRAY(s->scratch, struct extended_graph, count);
    for (size_t h = 0; h < count; h++) {
        extended_graph_build(&graphs[h], s->scratch, s->arena, s->problem, h, EXTENDED_GRAPH_WHOLE);
        if (graphs[h].vertex_count == 0) {
            return NULL;
        }
    }
    return graphs;
}

/* Excludes every point that chooses what this one chooses in a row it breaks. */
static void add_row_cover(struct search *s, size_t row)
{
    struct linear_program *program = s->flow.program;
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

/* Excludes this point, a plan, and nothing else: no plan has all arcs of another one and more. */
static void add_plan_cover(struct search *s)
{
    struct linear_program *program = s->flow.program;
    const int64_t *values = s->result.values;
    int64_t count = 0;
    for (size_t j = 0; j < program->column_count; j++) {
        count += values[j];
    }
    linear_program_add_row(program, LINEAR_NO_LOWER, count - 1);
    for (size_t j = 0; j < program->column_count; j++) {
        linear_program_add_entry(program, j, values[j]);
    }
    s->cover_count++;
}

/* Adds a cover for every inequality the point breaks; STATUS_SOLVER if it breaks anything else. */
static enum status add_row_covers(struct search *s)
{
    struct linear_program *program = s->flow.program;
    const int64_t *values = s->result.values;
    const size_t row_count = program->row_count;
    if (!linear_program_bounds_hold(program, values)) {
        return error_set(s->error, STATUS_SOLVER, "GLPK returned a point outside the bounds of its columns");
    }
    for (size_t i = 0; i < row_count; i++) {
        if (linear_program_row_holds(program, i, values)) {
            continue;
        }
        if (!tagged_row_is_limit(&s->flow.rows, i)) {
            return error_set(s->error, STATUS_SOLVER, "GLPK returned a point that breaks %s",
                             linear_program_row_name(s->scratch, program, i));
        }
        add_row_cover(s, i);
    }
    return STATUS_OK;
}

/* Keeps the point, which meets every row, if it is the best so far. */
static enum status keep_best(struct search *s)
{
    /* Below QUANTA_LIMIT: at most one arc per layer and application. */
    const int64_t energy_quanta = (int64_t)linear_program_objective_at(s->flow.program, s->result.values);
    const double claimed = s->result.claimed_objective;
    if (fabs(claimed - (double)energy_quanta) > CLAIM_TOLERANCE * (1.0 + (double)energy_quanta)) {
        return error_set(s->error, STATUS_SOLVER, "GLPK claims %.17g quanta, the arcs it chose sum to %lld",
                         claimed, (long long)energy_quanta);
    }
    if (s->best_values == NULL || energy_quanta < s->best_energy_quanta) {
        s->best_values = s->result.values;
        s->best_energy_quanta = energy_quanta;
    }
    return STATUS_OK;
}

static enum status call_backend(struct search *s)
{
    const enum status status =
        glpk_solve_integer(&s->result, s->scratch, s->flow.program, &s->options, s->error);
    if (status != STATUS_OK) {
        return status;
    }
    if (s->result.outcome == INTEGER_UNBOUNDED) {
        return error_set(s->error, STATUS_SOLVER, "GLPK calls a program of binaries unbounded");
    }
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
            }
        }
    } else {
        *is_done = true;
    }
    if (is_limited) {
        s->outcome = s->best_values != NULL ? OUTCOME_FEASIBLE : OUTCOME_UNKNOWN;
    } else {
        s->outcome = s->best_values != NULL ? OUTCOME_OPTIMAL : OUTCOME_INFEASIBLE;
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
    if (!s->has_bound) {
        solution->note = "a limit came before the root relaxation was solved";
        return;
    }
    solution->has_bound = true;
    solution->bound_quanta = integral_bound(s->bound);
    if (s->best_values != NULL) {
        solution->bound_quanta = min_int64(solution->bound_quanta, s->best_energy_quanta);
    }
    solution->note = "a limit came before the proof; the bound is GLPK's, in floating point";
}

static const char *proof_text(const struct search *s)
{
    return arena_printf(s->arena, "branch and bound (GLPK %s, floating point, coefficients up to 1e9)",
                        glpk_version());
}

static enum status fill_solution(struct solution *solution, struct search *s)
{
    const struct linear_program *program = s->flow.program;
    solution->outcome = s->outcome;
    if (s->best_values != NULL) {
        struct plan *plan = NULL;
        const enum status status =
            arc_flow_decode(&plan, s->arena, s->scratch, &s->flow, s->best_values, s->error);
        if (status != STATUS_OK) {
            return status;
        }
        solution->plan = plan;
        solution->energy_quanta = s->best_energy_quanta;
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
    solution_add_effort(solution, "rows", (int64_t)program->row_count);
    solution_add_effort(solution, "columns", (int64_t)program->column_count);
    solution_add_effort(solution, "nonzeros", (int64_t)program->entry_count);
    solution_add_effort(solution, "simplex_iterations", s->simplex_iterations);
    solution_add_effort(solution, "branch_nodes", s->branch_nodes);
    solution_add_effort(solution, "covers", s->cover_count);
    return STATUS_OK;
}

static enum status search_program(struct solution *solution, struct search *s,
                                  const struct extended_graph *graphs)
{
    enum status status = STATUS_OK;
    bool is_done = false;
    arc_flow_build(&s->flow, s->scratch, s->arena, s->problem, graphs);
    while (status == STATUS_OK && !is_done) {
        status = step(s, &is_done);
    }
    return status == STATUS_OK ? fill_solution(solution, s) : status;
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
    enum status status = STATUS_OK;
    const struct extended_graph *graphs = build_graphs(&s);
    if (graphs == NULL) {
        answer.outcome = OUTCOME_INFEASIBLE;
        answer.proof = "no path in the extended graph (P2), (P3), (P5)";
    } else {
        if (deadline_has_passed(&options->deadline)) {
            answer.note = "a limit came before the program was built";
        } else {
            status = search_program(&answer, &s, graphs);
        }
    }
    arena_rewind(scratch, mark);
    if (status == STATUS_OK) {
        *solution = answer;
    }
    return status;
}
