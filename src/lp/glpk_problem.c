/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a program get into GLPK, and how is its relaxation solved? In slices that a signal can interrupt.
 */
#include "lp/glpk_problem.h"

#include <limits.h>
#include <math.h>

#include "lp/linear_program.h"

enum { ROOT_SLICE_ITERATIONS = 500 };

static void set_row_bounds(glp_prob *problem, int row, const struct scaled_row *scaled)
{
    const bool has_lower = !isinf(scaled->lower);
    const bool has_upper = !isinf(scaled->upper);
    int type = GLP_FR;
    if (has_lower && has_upper) {
        type = scaled->lower < scaled->upper ? GLP_DB : GLP_FX;
    } else if (has_lower || has_upper) {
        type = has_lower ? GLP_LO : GLP_UP;
    }
    glp_set_row_bnds(problem, row, type, has_lower ? scaled->lower : 0.0, has_upper ? scaled->upper : 0.0);
}

static void load_column(glp_prob *problem, int index, const struct linear_column *column)
{
    const bool has_lower = column->lower != LINEAR_NO_LOWER;
    const bool has_upper = column->upper != LINEAR_NO_UPPER;
    int type = GLP_FR;
    if (has_lower && has_upper) {
        type = column->lower < column->upper ? GLP_DB : GLP_FX;
    } else if (has_lower || has_upper) {
        type = has_lower ? GLP_LO : GLP_UP;
    }
    glp_set_col_kind(problem, index, column->kind == COLUMN_CONTINUOUS ? GLP_CV : GLP_IV);
    glp_set_col_bnds(problem, index, type, has_lower ? (double)column->lower : 0.0,
                     has_upper ? (double)column->upper : 0.0);
}

void glpk_problem_load(glp_prob *problem, const struct scaled_program *scaled, int *indices,
                       double *coefficients)
{
    const struct linear_program *program = scaled->program;
    glp_set_obj_dir(problem, GLP_MIN);
    if (program->column_count > 0) {
        glp_add_cols(problem, (int)program->column_count);
    }
    for (size_t j = 0; j < program->column_count; j++) {
        load_column(problem, (int)j + 1, &program->columns[j]);
        glp_set_obj_coef(problem, (int)j + 1, (double)scaled_program_objective(scaled, j));
    }
    if (program->row_count > 0) {
        glp_add_rows(problem, (int)program->row_count);
    }
    for (size_t i = 0; i < program->row_count; i++) {
        int length = 0;
        for (size_t e = program->row_begin[i]; e < program->row_begin[i + 1]; e++) {
            length++;
            indices[length] = (int)program->entry_columns[e] + 1;
            coefficients[length] = (double)(program->entry_values[e] / scaled->rows[i].divisor);
        }
        glp_set_mat_row(problem, (int)i + 1, length, indices, coefficients);
        set_row_bounds(problem, (int)i + 1, &scaled->rows[i]);
    }
}

int glpk_milliseconds_left(const struct deadline *deadline)
{
    const double left = 1000.0 * deadline_seconds_left(deadline);
    return left >= (double)INT_MAX ? INT_MAX : (int)ceil(left);
}

/*
 * What to do when the simplex method does not end: GLPK's primal simplex has been seen to cycle for ever on a
 * degenerate program of a few dozen columns (tests/fixtures/simplex-cycles.json). Another method from
 * another basis takes another way; the answer is the same.
 */
static void change_simplex(glp_prob *problem, glp_smcp *parameters, int attempt)
{
    parameters->meth = attempt % 2 == 1 ? GLP_DUALP : GLP_PRIMAL;
    parameters->pricing = attempt % 4 < 2 ? GLP_PT_PSE : GLP_PT_STD;
    glp_std_basis(problem);
}

int glpk_problem_solve_relaxation(glp_prob *problem, const struct deadline *deadline)
{
    int64_t patience = 10 * ((int64_t)glp_get_num_rows(problem) + glp_get_num_cols(problem)) + 5000;
    int64_t iterations = 0; /* since the last change of method */
    int attempt = 0;
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.meth = GLP_PRIMAL;
    parameters.it_lim = ROOT_SLICE_ITERATIONS;
    if (deadline_has_passed(deadline)) {
        return GLP_ETMLIM;
    }
    glp_scale_prob(problem, GLP_SF_GM | GLP_SF_2N);
    if (deadline_has_passed(deadline)) {
        return GLP_ETMLIM;
    }
    glp_adv_basis(problem, 0);
    int code = GLP_EITLIM;
    while (code == GLP_EITLIM) {
        if (deadline_has_passed(deadline)) {
            return GLP_ETMLIM;
        }
        if (iterations >= patience) {
            change_simplex(problem, &parameters, ++attempt);
            patience *= 2;
            iterations = 0;
        }
        parameters.tm_lim = glpk_milliseconds_left(deadline);
        code = glp_simplex(problem, &parameters);
        iterations += ROOT_SLICE_ITERATIONS;
    }
    return code;
}
