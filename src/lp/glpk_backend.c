/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which integer point does GLPK find best?
 *
 * The program is scaled by its divisors and checked (lp/scaled_program.h), loaded, its relaxation solved by
 * the primal simplex method in slices (lp/glpk_problem.h), and then searched by branch and bound without
 * cuts, presolver and preprocessing of nodes (search_tree). On layered networks of 20 x 20 that was the
 * fastest or within noise of it among 17 settings tried (dual simplex at the root: 3 times slower;
 * pseudo-costs: 5 times; without simple rounding: 20 times), and has the fewest places a wrong answer can
 * come from.
 *
 * When GLPK gives up (lp/glpk_guard.h), glp_free_env() releases whatever it held. Nothing is taken from an
 * arena while GLPK objects live, since an arena that has no memory left may jump too.
 *
 * Reference: GLPK reference manual 5.0; tolerances as in its sources glpios01.c, glpios03.c, spydual.c.
 */
#include "lp/glpk_backend.h"

#include <float.h>
#include <limits.h>
#include <math.h>

#include "base/arena.h"
#include "lp/glpk_problem.h"
#include "lp/linear_program.h"

/* Programs whose relaxation is larger than this, after scaling, are refused: see objective_tolerance(). */
#define OBJECTIVE_LIMIT 1e11

struct session {
    const struct linear_program *program;
    const struct integer_options *options;
    struct integer_result *result;
    struct error *error;

    struct scaled_program scaled;
    double objective_tolerance;
    int *indices;         /* [1 + longest row], as GLPK counts from 1 */
    double *coefficients; /* [1 + longest row] */
    int64_t *values;      /* [column_count] */
    double *start;        /* [1 + column_count] what the search is still to be told; NULL: nothing */

    glp_prob *problem;
    struct glpk_guard guard;
    bool was_stopped;
};

const char *glpk_version(void)
{
    return glp_version();
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
        largest += fabs((double)(column->objective / s->scaled.objective_divisor)) * end;
    }
    return fmin(1e-9, fmax(1e-12, 0.25 / largest));
}

/* Called by GLPK several times per node. */
static void watch_tree(glp_tree *tree, void *info)
{
    struct session *s = info;
    int nodes = 0;
    glp_ios_tree_size(tree, NULL, NULL, &nodes);
    s->result->branch_nodes = nodes;
    if (s->start != NULL && glp_ios_reason(tree) == GLP_IHEUR) {
        glp_ios_heur_sol(tree, s->start);
        s->start = NULL;
    }
    if (s->was_stopped || !deadline_has_passed(&s->options->deadline)) {
        return;
    }
    s->was_stopped = true;
    const int best = glp_ios_best_node(tree);
    if (best != 0) {
        const double bound = glp_ios_node_bound(tree, best);
        if (bound > -DBL_MAX && bound < DBL_MAX) {
            s->result->bound = fmax(s->result->bound, bound * (double)s->scaled.objective_divisor);
        }
    }
    glp_ios_terminate(tree);
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
    const int left = glpk_milliseconds_left(&s->options->deadline);
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
    result->claimed_objective = glp_mip_obj_val(s->problem) * (double)s->scaled.objective_divisor;
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
        glpk_problem_load(s->problem, &s->scaled, s->indices, s->coefficients);
        code = glpk_problem_solve_relaxation(s->problem, &s->options->deadline);
    }
    if (code == 0 && glp_get_status(s->problem) == GLP_OPT) {
        if (fabs(glp_get_obj_val(s->problem)) > OBJECTIVE_LIMIT) {
            return error_set(s->error, STATUS_UNSUPPORTED,
                             "numerically unsafe: the relaxation's objective is %.0f after dividing by %lld; "
                             "no proof is claimed above 1e11",
                             glp_get_obj_val(s->problem), (long long)s->scaled.objective_divisor);
        }
        result->has_root_bound = true;
        result->root_bound = glp_get_obj_val(s->problem) * (double)s->scaled.objective_divisor;
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

/* Under the guard. */
static enum status run_and_delete(void *context)
{
    struct session *s = context;
    const enum status status = run(s);
    glp_delete_prob(s->problem);
    return status;
}

enum status glpk_solve_integer(struct integer_result *result, struct arena *arena,
                               const struct linear_program *program, const struct integer_options *options,
                               struct error *error)
{
    struct integer_result answer = {.outcome = INTEGER_UNKNOWN};
    struct session session = {.program = program, .options = options, .result = &answer, .error = error};
    session.values = ARENA_ARRAY(arena, int64_t, program->column_count);
    const struct arena_mark mark = arena_mark(arena);
    enum status status = scaled_program_build(&session.scaled, arena, program, SCALE_INTEGER, error);
    if (status == STATUS_OK) {
        session.indices = ARENA_ARRAY(arena, int, session.scaled.longest_row + 1);
        session.coefficients = ARENA_ARRAY(arena, double, session.scaled.longest_row + 1);
        session.start = options->start != NULL ? ARENA_ARRAY(arena, double, program->column_count + 1) : NULL;
        for (size_t j = 0; options->start != NULL && j < program->column_count; j++) {
            session.start[j + 1] = (double)options->start[j];
        }
        session.objective_tolerance = objective_tolerance(&session);
        status = glpk_guard_run(&session.guard, run_and_delete, &session, error);
    }
    arena_rewind(arena, mark);
    if (status == STATUS_OK) {
        *result = answer;
    }
    return status;
}
