/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How does a master program keep its basis while columns come and bounds change? It stays one GLPK object.
 *
 * Every call into GLPK is guarded; after a failure the object is gone and the session says so at the next
 * solve. When a basis has become singular, or the simplex method does not end, the solve starts again from
 * the slack basis with another method.
 */
#include "lp/lp_session.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "lp/glpk_guard.h"

struct lp_session {
    struct glpk_guard guard;
    glp_prob *problem; /* NULL: broken */
    int *indices;      /* [capacity] as GLPK counts from 1 */
    double *values;    /* [capacity] */
    size_t capacity;
    int64_t iterations;
};

/* What to do with GLPK under the guard. */
typedef void session_action(struct lp_session *session, void *context);

static bool run_guarded(struct lp_session *session, session_action *action, void *context)
{
    if (session->problem == NULL) {
        return false;
    }
    if (setjmp(session->guard.escape) == 0) {
        glpk_guard_enter(&session->guard);
        action(session, context);
        return true;
    }
    glp_free_env();
    session->problem = NULL;
    return false;
}

static bool grow(struct lp_session *session, size_t count)
{
    if (count + 1 <= session->capacity) {
        return true;
    }
    const size_t capacity = 2 * count + 64;
    int *indices = realloc(session->indices, capacity * sizeof *indices);
    if (indices != NULL) {
        session->indices = indices;
    }
    double *values = realloc(session->values, capacity * sizeof *values);
    if (values != NULL) {
        session->values = values;
    }
    if (indices == NULL || values == NULL) {
        return false;
    }
    session->capacity = capacity;
    return true;
}

struct lp_session *lp_session_new(struct arena *arena)
{
    struct lp_session *session = ARENA_NEW(arena, struct lp_session);
    if (setjmp(session->guard.escape) == 0) {
        glpk_guard_enter(&session->guard);
        session->problem = glp_create_prob();
        glp_set_obj_dir(session->problem, GLP_MIN);
    } else {
        glp_free_env();
        session->problem = NULL;
    }
    return session;
}

void lp_session_free(struct lp_session *session)
{
    if (session->problem != NULL) {
        glp_delete_prob(session->problem);
        glp_free_env();
    }
    free(session->indices);
    free(session->values);
}

struct line_request {
    size_t index;
    double lower;
    double upper;
    double cost;
    const struct lp_entry *entries;
    size_t count;
};

static int bound_type(double lower, double upper)
{
    const bool has_lower = !isinf(lower);
    const bool has_upper = !isinf(upper);
    if (has_lower && has_upper) {
        return lower < upper ? GLP_DB : GLP_FX;
    }
    return has_lower ? GLP_LO : has_upper ? GLP_UP : GLP_FR;
}

static void bound_row(struct lp_session *session, void *context)
{
    const struct line_request *r = context;
    glp_set_row_bnds(session->problem, (int)r->index + 1, bound_type(r->lower, r->upper),
                     isinf(r->lower) ? 0.0 : r->lower, isinf(r->upper) ? 0.0 : r->upper);
}

static void append_row(struct lp_session *session, void *context)
{
    struct line_request *r = context;
    r->index = (size_t)glp_add_rows(session->problem, 1) - 1;
    bound_row(session, context);
}

size_t lp_session_add_row(struct lp_session *session, double lower, double upper)
{
    struct line_request request = {.lower = lower, .upper = upper};
    run_guarded(session, append_row, &request);
    return request.index;
}

void lp_session_set_row_bounds(struct lp_session *session, size_t row, double lower, double upper)
{
    struct line_request request = {.index = row, .lower = lower, .upper = upper};
    run_guarded(session, bound_row, &request);
}

static int copy_entries(struct lp_session *session, const struct line_request *r)
{
    if (!grow(session, r->count)) {
        glp_error("out of memory");
    }
    for (size_t k = 0; k < r->count; k++) {
        session->indices[k + 1] = (int)r->entries[k].line + 1;
        session->values[k + 1] = r->entries[k].value;
    }
    return (int)r->count;
}

static void fill_row(struct lp_session *session, void *context)
{
    const struct line_request *r = context;
    const int count = copy_entries(session, r);
    glp_set_mat_row(session->problem, (int)r->index + 1, count, session->indices, session->values);
}

void lp_session_set_row_entries(struct lp_session *session, size_t row, const struct lp_entry *entries,
                                size_t count)
{
    struct line_request request = {.index = row, .entries = entries, .count = count};
    run_guarded(session, fill_row, &request);
}

static void bound_column(struct lp_session *session, void *context)
{
    const struct line_request *r = context;
    glp_set_col_bnds(session->problem, (int)r->index + 1, bound_type(r->lower, r->upper), r->lower,
                     isinf(r->upper) ? 0.0 : r->upper);
}

static void append_column(struct lp_session *session, void *context)
{
    struct line_request *r = context;
    const int column = glp_add_cols(session->problem, 1);
    r->index = (size_t)column - 1;
    bound_column(session, context);
    glp_set_obj_coef(session->problem, column, r->cost);
    const int count = copy_entries(session, r);
    glp_set_mat_col(session->problem, column, count, session->indices, session->values);
}

size_t lp_session_add_column(struct lp_session *session, double cost, double upper,
                             const struct lp_entry *entries, size_t count)
{
    struct line_request request = {.upper = upper, .cost = cost, .entries = entries, .count = count};
    run_guarded(session, append_column, &request);
    return request.index;
}

void lp_session_set_column_bounds(struct lp_session *session, size_t column, double lower, double upper)
{
    struct line_request request = {.index = column, .lower = lower, .upper = upper};
    run_guarded(session, bound_column, &request);
}

static void price_column(struct lp_session *session, void *context)
{
    const struct line_request *r = context;
    glp_set_obj_coef(session->problem, (int)r->index + 1, r->cost);
}

void lp_session_set_column_cost(struct lp_session *session, size_t column, double cost)
{
    struct line_request request = {.index = column, .cost = cost};
    run_guarded(session, price_column, &request);
}

struct solve_request {
    enum lp_method method;
    int64_t iteration_limit;
    const struct deadline *deadline;
    int code;
    enum lp_outcome outcome;
    bool has_failed;
};

/* Sets the outcome if this code is an answer; false if the method should be changed. */
static bool map_code(struct solve_request *r, glp_prob *problem)
{
    const int status = glp_get_status(problem);
    if (r->code == 0 && status == GLP_OPT) {
        r->outcome = LP_OPTIMAL;
        return true;
    }
    if ((r->code == 0 && status == GLP_NOFEAS) || r->code == GLP_ENOPFS) {
        r->outcome = LP_INFEASIBLE;
        return true;
    }
    if (r->code == GLP_ETMLIM || r->code == GLP_EITLIM) {
        r->outcome = LP_LIMIT;
        return true;
    }
    return false;
}

static int milliseconds_left(const struct deadline *deadline)
{
    const double left = 1000.0 * deadline_seconds_left(deadline);
    return left >= (double)INT_MAX ? INT_MAX : (int)ceil(left);
}

static void run_simplex(struct lp_session *session, void *context)
{
    enum { ATTEMPTS = 4 };
    struct solve_request *r = context;
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        const bool is_dual = (r->method == LP_DUAL) != (attempt % 2 == 1);
        parameters.meth = is_dual ? GLP_DUALP : GLP_PRIMAL;
        parameters.pricing = attempt < 2 ? GLP_PT_PSE : GLP_PT_STD;
        parameters.it_lim = r->iteration_limit < INT_MAX ? (int)r->iteration_limit : INT_MAX;
        parameters.tm_lim = milliseconds_left(r->deadline);
        const int before = glp_get_it_cnt(session->problem);
        r->code = glp_simplex(session->problem, &parameters);
        session->iterations += glp_get_it_cnt(session->problem) - before;
        if (map_code(r, session->problem)) {
            return;
        }
        glp_std_basis(session->problem);
    }
    r->has_failed = true;
}

enum status lp_session_solve(enum lp_outcome *outcome, struct lp_session *session, enum lp_method method,
                             int64_t iteration_limit, const struct deadline *deadline, struct error *error)
{
    struct solve_request request = {
        .method = method, .iteration_limit = iteration_limit, .deadline = deadline};
    if (!run_guarded(session, run_simplex, &request)) {
        return glpk_guard_failure(&session->guard, error);
    }
    if (request.has_failed) {
        return error_set(error, STATUS_SOLVER, "GLPK %s failed: code %d, status %d", glp_version(),
                         request.code, glp_get_status(session->problem));
    }
    *outcome = request.outcome;
    return STATUS_OK;
}

double lp_session_objective(const struct lp_session *session)
{
    return session->problem == NULL ? 0.0 : glp_get_obj_val(session->problem);
}

double lp_session_value(const struct lp_session *session, size_t column)
{
    return session->problem == NULL ? 0.0 : glp_get_col_prim(session->problem, (int)column + 1);
}

double lp_session_reduced_cost(const struct lp_session *session, size_t column)
{
    return session->problem == NULL ? 0.0 : glp_get_col_dual(session->problem, (int)column + 1);
}

double lp_session_price(const struct lp_session *session, size_t row)
{
    return session->problem == NULL ? 0.0 : glp_get_row_dual(session->problem, (int)row + 1);
}

int64_t lp_session_iterations(const struct lp_session *session)
{
    return session->iterations;
}
