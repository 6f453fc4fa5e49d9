/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is the linear relaxation of a program worth? By GLPK, and, where that is possible, proved in integers.
 */
#include "lp/glpk_relaxation.h"

#include <math.h>

#include "base/arena.h"
#include "lp/exact_basis.h"
#include "lp/glpk_problem.h"
#include "lp/linear_program.h"

/* A value this close to an integer counts as one. */
#define INTEGRAL_TOLERANCE 1e-9

/* Lines of a program that the rational simplex method is asked for; beyond that it takes minutes. */
enum { RATIONAL_LIMIT = 1000 };

struct relaxation_session {
    const struct linear_program *program;
    const struct relaxation_options *options;
    struct relaxation_result *result;
    struct error *error;
    struct scaled_program scaled;
    int *indices;
    double *coefficients;
    struct basis basis;
    bool is_rational; /* go on with the rational simplex method */
    glp_prob *problem;
    struct glpk_guard guard;
};

static enum basis_status basis_status_of(int status)
{
    switch (status) {
    case GLP_BS:
        return BASIS_BASIC;
    case GLP_NU:
        return BASIS_AT_UPPER;
    case GLP_NF:
        return BASIS_FREE;
    default:
        return BASIS_AT_LOWER; /* GLP_NL, and GLP_NS of an equation */
    }
}

static void read_result(struct relaxation_session *s)
{
    struct relaxation_result *result = s->result;
    result->outcome = INTEGER_OPTIMAL;
    result->objective = glp_get_obj_val(s->problem) * (double)s->scaled.objective_divisor;
    result->is_integral = true;
    for (size_t j = 0; j < s->program->column_count; j++) {
        const double value = glp_get_col_prim(s->problem, (int)j + 1);
        if (s->program->columns[j].kind != COLUMN_CONTINUOUS &&
            fabs(value - nearbyint(value)) > INTEGRAL_TOLERANCE) {
            result->is_integral = false;
        }
        s->basis.columns[j] = basis_status_of(glp_get_col_stat(s->problem, (int)j + 1));
    }
    for (size_t i = 0; i < s->program->row_count; i++) {
        s->basis.rows[i] = basis_status_of(glp_get_row_stat(s->problem, (int)i + 1));
    }
}

static int solve_rationally(struct relaxation_session *s)
{
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.tm_lim = glpk_milliseconds_left(&s->options->deadline);
    return glp_exact(s->problem, &parameters);
}

/* Everything between creating and deleting GLPK's objects. */
static enum status run(struct relaxation_session *s)
{
    s->problem = glp_create_prob();
    glpk_problem_load(s->problem, &s->scaled, s->indices, s->coefficients);
    int code = glpk_problem_solve_relaxation(s->problem, &s->options->deadline);
    if (code == 0 && s->is_rational) {
        code = solve_rationally(s);
    }
    s->result->simplex_iterations = glp_get_it_cnt(s->problem);
    if (code == GLP_ETMLIM || code == GLP_EITLIM) {
        s->result->outcome = INTEGER_UNKNOWN;
        return STATUS_OK;
    }
    switch (code == 0 ? glp_get_status(s->problem) : GLP_UNDEF) {
    case GLP_OPT:
        read_result(s);
        return STATUS_OK;
    case GLP_NOFEAS:
        s->result->outcome = INTEGER_INFEASIBLE;
        return STATUS_OK;
    case GLP_UNBND:
        s->result->outcome = INTEGER_UNBOUNDED;
        return STATUS_OK;
    default:
        return error_set(s->error, STATUS_SOLVER, "GLPK %s failed: code %d, status %d", glp_version(), code,
                         glp_get_status(s->problem));
    }
}

/* Under the guard. */
static enum status run_and_delete(void *context)
{
    struct relaxation_session *s = context;
    const enum status status = run(s);
    glp_delete_prob(s->problem);
    return status;
}

/* Proves the value; if the basis is not optimal by a rounding error, once more with a better one. */
static enum status prove(struct relaxation_session *s, struct arena *arena)
{
    struct fraction value = {0, 1};
    enum exact_outcome outcome = exact_basis_value(&value, arena, s->program, &s->basis);
    if (outcome == EXACT_NOT_OPTIMAL && s->program->row_count + s->program->column_count <= RATIONAL_LIMIT) {
        s->is_rational = true;
        const enum status status = glpk_guard_run(&s->guard, run_and_delete, s, s->error);
        if (status != STATUS_OK || s->result->outcome != INTEGER_OPTIMAL) {
            return status;
        }
        outcome = exact_basis_value(&value, arena, s->program, &s->basis);
    }
    if (outcome == EXACT_OPTIMAL) {
        s->result->exact = fraction_text(arena, &value);
    }
    return STATUS_OK;
}

enum status glpk_solve_relaxation(struct relaxation_result *result, struct arena *arena,
                                  const struct linear_program *program,
                                  const struct relaxation_options *options, struct error *error)
{
    struct relaxation_result answer = {.outcome = INTEGER_UNKNOWN};
    struct relaxation_session session = {
        .program = program, .options = options, .result = &answer, .error = error};
    enum status status = scaled_program_build(&session.scaled, arena, program, SCALE_RELAXATION, error);
    if (status != STATUS_OK) {
        return status;
    }
    session.indices = ARENA_ARRAY(arena, int, session.scaled.longest_row + 1);
    session.coefficients = ARENA_ARRAY(arena, double, session.scaled.longest_row + 1);
    session.basis.columns = ARENA_ARRAY(arena, enum basis_status, program->column_count);
    session.basis.rows = ARENA_ARRAY(arena, enum basis_status, program->row_count);
    status = glpk_guard_run(&session.guard, run_and_delete, &session, error);
    if (status == STATUS_OK && options->exact && answer.outcome == INTEGER_OPTIMAL) {
        status = prove(&session, arena);
    }
    if (status == STATUS_OK) {
        *result = answer;
    }
    return status;
}
