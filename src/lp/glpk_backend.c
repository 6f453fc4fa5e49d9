/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which integer point does GLPK find best? The only file that knows GLPK.
 *
 * The program is scaled by its divisors and checked (scale_program), loaded (load_program), its relaxation
 * solved by the primal simplex method in slices (solve_root), and then searched by branch and bound
 * without cuts, presolver and preprocessing of nodes (search_tree). On layered networks of 20 x 20 that
 * was the fastest or within noise of it among 17 settings tried (dual simplex at the root: 3 times slower;
 * pseudo-costs: 5 times; without simple rounding: 20 times), and has the fewest places a wrong answer can
 * come from.
 *
 * GLPK reports misuse and lack of memory by an error hook that must not return. Ours jumps to
 * run_guarded(), and glp_free_env() releases whatever GLPK held. Nothing is taken from an arena while GLPK
 * objects live, since an arena that has no memory left may jump too.
 *
 * Reference: GLPK reference manual 5.0; tolerances as in its sources glpios01.c, glpios03.c, spydual.c.
 */
#include "lp/glpk_backend.h"

#include <float.h>
#include <glpk.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "lp/linear_program.h"

enum { ROOT_SLICE_ITERATIONS = 500 };

/* Of GLPK: the most rows or columns, and the most entries, that a problem object takes. */
#define GLPK_MOST_LINES   100000000
#define GLPK_MOST_ENTRIES 500000000

/* Programs whose relaxation is larger than this, after scaling, are refused: see objective_tolerance(). */
#define OBJECTIVE_LIMIT 1e11

/* A row as GLPK gets it: divided, with room on both sides. -INFINITY and INFINITY for no bound. */
struct scaled_row {
    int64_t divisor;
    double lower;
    double upper;
};

struct session {
    const struct linear_program *program;
    const struct integer_options *options;
    struct integer_result *result;
    struct error *error;

    int64_t objective_divisor;
    double objective_tolerance;
    struct scaled_row *rows; /* [row_count] */
    int *indices;            /* [1 + longest row], as GLPK counts from 1 */
    double *coefficients;    /* [1 + longest row] */
    int64_t *values;         /* [column_count] */

    glp_prob *problem;
    jmp_buf escape;
    char message[512]; /* what GLPK has printed */
    size_t message_length;
    bool was_stopped;
};

const char *glpk_version(void)
{
    return glp_version();
}

/* ---- scaling and safety, in integers ---- */

static int128 magnitude(int128 value)
{
    return value < 0 ? -value : value;
}

/* The largest (sign 1) or negated smallest (sign -1) sum the row can take; false if there is none. */
static bool largest_activity(int128 *activity, const struct linear_program *program, size_t row, int sign)
{
    int128 sum = 0;
    for (size_t e = program->row_begin[row]; e < program->row_begin[row + 1]; e++) {
        const struct linear_column *column = &program->columns[program->entry_columns[e]];
        const int128 value = (int128)program->entry_values[e] * sign;
        const int64_t end = value > 0 ? column->upper : column->lower;
        if (end == LINEAR_NO_LOWER || end == LINEAR_NO_UPPER || magnitude(end) > INT32_MAX) {
            return false;
        }
        sum += value * end;
    }
    *activity = sum;
    return true;
}

static enum status unsafe(struct session *s, const char *what, int128 value, int64_t divisor)
{
    return error_set(s->error, STATUS_UNSUPPORTED,
                     "numerically unsafe: %s is %.0f after dividing by %lld; no proof is claimed above 1e9",
                     what, (double)value, (long long)divisor);
}

static enum status unsafe_at(struct session *s, struct arena *arena, size_t row, size_t column, int128 value)
{
    const char *what = NULL;
    if (row == SIZE_MAX) {
        what = arena_printf(arena, "the objective coefficient of %s",
                            linear_program_column_name(arena, s->program, column));
        return unsafe(s, what, value, s->objective_divisor);
    }
    const char *row_name = linear_program_row_name(arena, s->program, row);
    what = column == SIZE_MAX ? arena_printf(arena, "the right-hand side of %s", row_name)
                              : arena_printf(arena, "the coefficient of %s in %s",
                                             linear_program_column_name(arena, s->program, column), row_name);
    return unsafe(s, what, value, s->rows[row].divisor);
}

/* Divides the bounds; where only integer sums are possible, rounds inwards and gives half a unit of room. */
static enum status scale_bounds(struct session *s, struct arena *arena, size_t row)
{
    const struct linear_row *bounds = &s->program->rows[row];
    struct scaled_row *scaled = &s->rows[row];
    const bool is_equation = bounds->lower == bounds->upper;
    const bool is_integral = !is_equation && linear_program_row_is_integral(s->program, row);
    scaled->lower = -INFINITY;
    scaled->upper = INFINITY;
    /* A bound that no point can reach is left out. */
    int128 most = 0;
    int128 least = 0;
    const bool may_exceed = !largest_activity(&most, s->program, row, 1) || most > bounds->upper;
    const bool may_fall_short = !largest_activity(&least, s->program, row, -1) || -least < bounds->lower;
    if (bounds->upper != LINEAR_NO_UPPER && (is_equation || may_exceed)) {
        const int128 upper = floor_divide(bounds->upper, scaled->divisor);
        if (magnitude(upper) > GLPK_SAFE_MAGNITUDE) {
            return unsafe_at(s, arena, row, SIZE_MAX, upper);
        }
        scaled->upper = (double)upper + (is_integral ? 0.5 : 0.0);
    }
    if (bounds->lower != LINEAR_NO_LOWER && (is_equation || may_fall_short)) {
        const int128 lower = ceil_divide(bounds->lower, scaled->divisor);
        if (magnitude(lower) > GLPK_SAFE_MAGNITUDE) {
            return unsafe_at(s, arena, row, SIZE_MAX, lower);
        }
        scaled->lower = (double)lower - (is_integral ? 0.5 : 0.0);
    }
    return STATUS_OK;
}

static enum status scale_row(struct session *s, struct arena *arena, size_t row)
{
    const struct linear_program *program = s->program;
    const struct linear_row *bounds = &program->rows[row];
    int64_t divisor = linear_program_row_divisor(program, row);
    /* Where a quotient of the bounds could not be rounded, they must be divisible too. */
    if (bounds->lower == bounds->upper || !linear_program_row_is_integral(program, row)) {
        if (bounds->lower != LINEAR_NO_LOWER) {
            divisor = greatest_common_divisor(divisor, bounds->lower < 0 ? -bounds->lower : bounds->lower);
        }
        if (bounds->upper != LINEAR_NO_UPPER && bounds->upper != LINEAR_NO_LOWER) {
            divisor = greatest_common_divisor(divisor, bounds->upper < 0 ? -bounds->upper : bounds->upper);
        }
    }
    s->rows[row].divisor = divisor;
    for (size_t e = program->row_begin[row]; e < program->row_begin[row + 1]; e++) {
        const int128 value = (int128)program->entry_values[e] / divisor;
        if (magnitude(value) > GLPK_SAFE_MAGNITUDE) {
            return unsafe_at(s, arena, row, program->entry_columns[e], value);
        }
    }
    return scale_bounds(s, arena, row);
}

/* Such a column costs nothing, whatever its objective coefficient; it is not shown to GLPK. */
static bool is_fixed_at_zero(const struct linear_column *column)
{
    return column->lower == 0 && column->upper == 0;
}

static enum status scale_column(struct session *s, struct arena *arena, size_t column)
{
    const struct linear_column *c = &s->program->columns[column];
    const int128 value = (int128)c->objective / s->objective_divisor;
    if (!is_fixed_at_zero(c) && magnitude(value) > GLPK_SAFE_MAGNITUDE) {
        return unsafe_at(s, arena, SIZE_MAX, column, value);
    }
    const bool is_low = c->lower != LINEAR_NO_LOWER && magnitude(c->lower) > GLPK_SAFE_MAGNITUDE;
    const bool is_high = c->upper != LINEAR_NO_UPPER && magnitude(c->upper) > GLPK_SAFE_MAGNITUDE;
    if (is_low || is_high) {
        const char *what =
            arena_printf(arena, "a bound of %s", linear_program_column_name(arena, s->program, column));
        return unsafe(s, what, is_low ? c->lower : c->upper, 1);
    }
    return STATUS_OK;
}

static enum status scale_program(struct session *s, struct arena *arena)
{
    s->objective_divisor = linear_program_objective_divisor(s->program);
    for (size_t j = 0; j < s->program->column_count; j++) {
        const enum status status = scale_column(s, arena, j);
        if (status != STATUS_OK) {
            return status;
        }
    }
    for (size_t i = 0; i < s->program->row_count; i++) {
        const enum status status = scale_row(s, arena, i);
        if (status != STATUS_OK) {
            return status;
        }
    }
    return STATUS_OK;
}

/*
 * GLPK drops a node when bound >= incumbent - tolerance * (1 + |incumbent|); its default of 1e-7 would be
 * ten units at 1e8. Objectives are integral after scaling, so the product must stay below one: it is at
 * most 1/4 here, or, where the clamp holds, 0.1 up to OBJECTIVE_LIMIT.
 */
static double objective_tolerance(const struct session *s)
{
    double largest = 1.0;
    for (size_t j = 0; j < s->program->column_count; j++) {
        const struct linear_column *column = &s->program->columns[j];
        const double end = fmax(fabs((double)column->lower), fabs((double)column->upper));
        largest += fabs((double)(column->objective / s->objective_divisor)) * end;
    }
    return fmin(1e-9, fmax(1e-12, 0.25 / largest));
}

/* ---- hooks ---- */

/* Keeps the last words of GLPK instead of printing them. */
static int keep_message(void *info, const char *text)
{
    struct session *s = info;
    for (const char *c = text; *c != '\0' && s->message_length + 1 < sizeof s->message; c++) {
        s->message[s->message_length++] = *c == '\n' ? ' ' : *c;
    }
    s->message[s->message_length] = '\0';
    return 1;
}

static void escape_from_glpk(void *info)
{
    struct session *s = info;
    longjmp(s->escape, 1);
}

/* Called by GLPK several times per node. */
static void watch_tree(glp_tree *tree, void *info)
{
    struct session *s = info;
    int nodes = 0;
    glp_ios_tree_size(tree, NULL, NULL, &nodes);
    s->result->branch_nodes = nodes;
    if (s->was_stopped || !deadline_has_passed(&s->options->deadline)) {
        return;
    }
    s->was_stopped = true;
    const int best = glp_ios_best_node(tree);
    if (best != 0) {
        const double bound = glp_ios_node_bound(tree, best);
        if (bound > -DBL_MAX && bound < DBL_MAX) {
            s->result->bound = fmax(s->result->bound, bound * (double)s->objective_divisor);
        }
    }
    glp_ios_terminate(tree);
}

/* ---- GLPK ---- */

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

static void load_column(struct session *s, int index, const struct linear_column *column)
{
    const bool has_lower = column->lower != LINEAR_NO_LOWER;
    const bool has_upper = column->upper != LINEAR_NO_UPPER;
    int type = GLP_FR;
    if (has_lower && has_upper) {
        type = column->lower < column->upper ? GLP_DB : GLP_FX;
    } else if (has_lower || has_upper) {
        type = has_lower ? GLP_LO : GLP_UP;
    }
    glp_set_col_kind(s->problem, index, column->kind == COLUMN_CONTINUOUS ? GLP_CV : GLP_IV);
    glp_set_col_bnds(s->problem, index, type, has_lower ? (double)column->lower : 0.0,
                     has_upper ? (double)column->upper : 0.0);
    const int64_t objective = is_fixed_at_zero(column) ? 0 : column->objective / s->objective_divisor;
    glp_set_obj_coef(s->problem, index, (double)objective);
}

static void load_program(struct session *s)
{
    const struct linear_program *program = s->program;
    glp_set_obj_dir(s->problem, GLP_MIN);
    if (program->column_count > 0) {
        glp_add_cols(s->problem, (int)program->column_count);
    }
    for (size_t j = 0; j < program->column_count; j++) {
        load_column(s, (int)j + 1, &program->columns[j]);
    }
    if (program->row_count > 0) {
        glp_add_rows(s->problem, (int)program->row_count);
    }
    for (size_t i = 0; i < program->row_count; i++) {
        int length = 0;
        for (size_t e = program->row_begin[i]; e < program->row_begin[i + 1]; e++) {
            length++;
            s->indices[length] = (int)program->entry_columns[e] + 1;
            s->coefficients[length] = (double)(program->entry_values[e] / s->rows[i].divisor);
        }
        glp_set_mat_row(s->problem, (int)i + 1, length, s->indices, s->coefficients);
        set_row_bounds(s->problem, (int)i + 1, &s->rows[i]);
    }
}

static int milliseconds_left(const struct session *s)
{
    const double left = 1000.0 * deadline_seconds_left(&s->options->deadline);
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

/* In slices, so that a signal or the deadline is noticed between them. Returns GLPK's code. */
static int solve_root(struct session *s)
{
    int64_t patience = 10 * ((int64_t)s->program->row_count + (int64_t)s->program->column_count) + 5000;
    int64_t iterations = 0; /* since the last change of method */
    int attempt = 0;
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.meth = GLP_PRIMAL;
    parameters.it_lim = ROOT_SLICE_ITERATIONS;
    if (deadline_has_passed(&s->options->deadline)) {
        return GLP_ETMLIM;
    }
    glp_scale_prob(s->problem, GLP_SF_GM | GLP_SF_2N);
    if (deadline_has_passed(&s->options->deadline)) {
        return GLP_ETMLIM;
    }
    glp_adv_basis(s->problem, 0);
    int code = GLP_EITLIM;
    while (code == GLP_EITLIM) {
        if (deadline_has_passed(&s->options->deadline)) {
            return GLP_ETMLIM;
        }
        if (iterations >= patience) {
            change_simplex(s->problem, &parameters, ++attempt);
            patience *= 2;
            iterations = 0;
        }
        parameters.tm_lim = milliseconds_left(s);
        code = glp_simplex(s->problem, &parameters);
        iterations += ROOT_SLICE_ITERATIONS;
    }
    return code;
}

static int search_tree(struct session *s)
{
    glp_iocp parameters;
    glp_init_iocp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.mip_gap = 0.0;
    parameters.tol_obj = s->objective_tolerance;
    parameters.tol_int = 1e-9;
    parameters.pp_tech = GLP_PP_NONE;
    parameters.cb_func = watch_tree;
    parameters.cb_info = s;
    /* The callback stops in time and notes the bound; this is for a clock that stands still in it. */
    const int left = milliseconds_left(s);
    parameters.tm_lim = left > INT_MAX - 1000 ? INT_MAX : left + 1000;
    return glp_intopt(s->problem, &parameters);
}

/*
 * What GLPK's codes and states mean; false if GLPK failed. Infeasible comes as GLP_ENOPFS, as GLP_EROOT
 * with an infeasible root, as GLP_NOFEAS of the relaxation, and as GLP_NOFEAS of the integer program.
 */
static bool map_outcome(enum integer_outcome *outcome, glp_prob *problem, int code)
{
    const int root = glp_get_status(problem);
    const int tree = glp_mip_status(problem);
    switch (code) {
    case 0:
    case GLP_EROOT:
        if (root == GLP_NOFEAS || (root == GLP_OPT && tree == GLP_NOFEAS)) {
            *outcome = INTEGER_INFEASIBLE;
            return true;
        }
        if (root == GLP_UNBND) {
            *outcome = INTEGER_UNBOUNDED;
            return true;
        }
        *outcome = INTEGER_OPTIMAL;
        return code == 0 && tree == GLP_OPT;
    case GLP_ENOPFS:
    case GLP_ENOFEAS:
        *outcome = INTEGER_INFEASIBLE;
        return true;
    case GLP_ENODFS:
        *outcome = INTEGER_UNBOUNDED;
        return true;
    case GLP_ETMLIM:
    case GLP_ESTOP:
        *outcome = tree == GLP_FEAS || tree == GLP_OPT ? INTEGER_FEASIBLE : INTEGER_UNKNOWN;
        return true;
    default:
        return false;
    }
}

static void read_point(struct session *s)
{
    struct integer_result *result = s->result;
    for (size_t j = 0; j < s->program->column_count; j++) {
        s->values[j] = (int64_t)llround(glp_mip_col_val(s->problem, (int)j + 1));
    }
    result->values = s->values;
    result->claimed_objective = glp_mip_obj_val(s->problem) * (double)s->objective_divisor;
    if (result->outcome == INTEGER_OPTIMAL) {
        result->bound = result->claimed_objective;
    } else if (result->bound > result->claimed_objective) {
        result->bound = result->claimed_objective;
    }
}

/* Everything between creating and deleting GLPK's objects. */
static enum status run(struct session *s)
{
    struct integer_result *result = s->result;
    int code = GLP_ETMLIM;
    s->problem = glp_create_prob();
    if (!deadline_has_passed(&s->options->deadline)) {
        load_program(s);
        code = solve_root(s);
    }
    if (code == 0 && glp_get_status(s->problem) == GLP_OPT) {
        if (fabs(glp_get_obj_val(s->problem)) > OBJECTIVE_LIMIT) {
            return error_set(s->error, STATUS_UNSUPPORTED,
                             "numerically unsafe: the relaxation's objective is %.0f after dividing by %lld; "
                             "no proof is claimed above 1e11",
                             glp_get_obj_val(s->problem), (long long)s->objective_divisor);
        }
        result->has_root_bound = true;
        result->root_bound = glp_get_obj_val(s->problem) * (double)s->objective_divisor;
        result->has_bound = true;
        result->bound = result->root_bound;
        code = search_tree(s);
    }
    result->simplex_iterations = glp_get_it_cnt(s->problem);
    if (!map_outcome(&result->outcome, s->problem, code)) {
        return error_set(s->error, STATUS_SOLVER,
                         "GLPK %s failed: code %d, root status %d, integer status %d", glp_version(), code,
                         glp_get_status(s->problem), glp_mip_status(s->problem));
    }
    if (result->outcome == INTEGER_OPTIMAL || result->outcome == INTEGER_FEASIBLE) {
        read_point(s);
    }
    return STATUS_OK;
}

/* The session is not a local of this function, so that its fields have their values after the jump. */
static enum status run_guarded(struct session *s)
{
    enum status status = STATUS_OK;
    if (setjmp(s->escape) == 0) {
        glp_term_hook(keep_message, s);
        glp_error_hook(escape_from_glpk, s);
        glp_term_out(GLP_OFF);
        status = run(s);
        glp_delete_prob(s->problem);
    } else {
        status = error_set(s->error, STATUS_SOLVER, "GLPK %s stopped: %s", glp_version(), s->message);
    }
    glp_free_env();
    return status;
}

static enum status check_size(const struct linear_program *program, struct error *error)
{
    if (program->column_count > GLPK_MOST_LINES || program->row_count > GLPK_MOST_LINES ||
        program->entry_count > GLPK_MOST_ENTRIES) {
        return error_set(error, STATUS_UNSUPPORTED,
                         "too large for GLPK: %zu columns, %zu rows, %zu entries; the limits are %d, %d, %d",
                         program->column_count, program->row_count, program->entry_count, GLPK_MOST_LINES,
                         GLPK_MOST_LINES, GLPK_MOST_ENTRIES);
    }
    return STATUS_OK;
}

static size_t longest_row(const struct linear_program *program)
{
    size_t longest = 0;
    for (size_t i = 0; i < program->row_count; i++) {
        const size_t length = program->row_begin[i + 1] - program->row_begin[i];
        longest = length > longest ? length : longest;
    }
    return longest;
}

enum status glpk_solve_integer(struct integer_result *result, struct arena *arena,
                               const struct linear_program *program, const struct integer_options *options,
                               struct error *error)
{
    const size_t longest = longest_row(program);
    enum status status = check_size(program, error);
    if (status != STATUS_OK) {
        return status;
    }
    struct integer_result answer = {.outcome = INTEGER_UNKNOWN};
    struct session session = {.program = program, .options = options, .result = &answer, .error = error};
    session.values = ARENA_ARRAY(arena, int64_t, program->column_count);
    const struct arena_mark mark = arena_mark(arena);
    session.rows = ARENA_ARRAY(arena, struct scaled_row, program->row_count);
    session.indices = ARENA_ARRAY(arena, int, longest + 1);
    session.coefficients = ARENA_ARRAY(arena, double, longest + 1);
    status = scale_program(&session, arena);
    if (status == STATUS_OK) {
        session.objective_tolerance = objective_tolerance(&session);
        status = run_guarded(&session);
    }
    arena_rewind(arena, mark);
    if (status == STATUS_OK) {
        *result = answer;
    }
    return status;
}
