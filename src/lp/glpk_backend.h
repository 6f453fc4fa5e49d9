/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_LP_GLPK_BACKEND_H
#define FINOPT_LP_GLPK_BACKEND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/deadline.h"
#include "base/error.h"

struct arena;
struct linear_program;

/*
 * Integer programs by GLPK's branch and bound. GLPK computes in floating point; what may be trusted is
 * said field by field below.
 *
 * What is done for exactness: objective and rows are divided by the gcd of their coefficients; a program
 * with a coefficient or right-hand side above GLPK_SAFE_MAGNITUDE after that is refused by name; rows and
 * columns are then scaled by powers of two (without that, GLPK 5.0 called a worse plan optimal in 5 % of
 * small layered instances with latencies of 1e8); an inequality over integer columns gets room below a unit
 * (lp/scaled_program.h), which keeps its integer points and moves them off the boundary; no gap is accepted;
 * only values within 1e-9 of an integer count as integral.
 *
 * What remains: GLPK takes a value of -1e-7, and a reduced cost of -1e-7 of the largest objective
 * coefficient, as zero. So a point may break a row by some 1e-7 of its largest coefficient: check it with
 * linear_program_row_holds(). "Optimal" and "infeasible" are GLPK's word, not a theorem.
 */
#define GLPK_SAFE_MAGNITUDE INT64_C(1000000000)

enum integer_outcome {
    INTEGER_OPTIMAL,
    INTEGER_FEASIBLE, /* a point, but a limit came before the proof */
    INTEGER_INFEASIBLE,
    INTEGER_UNBOUNDED, /* the relaxation is unbounded */
    INTEGER_UNKNOWN    /* a limit came before any point */
};

struct integer_options {
    struct deadline deadline;
    const int64_t *start; /* [column_count] a point of the program to do better than; NULL: none */
};

struct integer_result {
    enum integer_outcome outcome;
    int64_t *values;          /* [column_count] rounded to integers; NULL without a point */
    double claimed_objective; /* GLPK's value of the point; floating point */
    bool has_bound;
    double bound;      /* GLPK's lower bound; floating point, may be a little too high */
    double root_bound; /* of the relaxation at the root, if has_root_bound; floating point */
    bool has_root_bound;
    int64_t simplex_iterations;
    int64_t branch_nodes;
};

/*
 * Solves `program`, a minimisation. Values live in `arena`. Honours the deadline between branch nodes and
 * every few hundred simplex iterations of the root; it does not interrupt one relaxation inside the tree.
 *
 * STATUS_UNSUPPORTED: numerically unsafe, or larger than GLPK's limits. STATUS_SOLVER: GLPK failed or
 * called its error handler; its message is in `error`, and later calls work. GLPK's environment of this
 * thread is released on return: a caller must not hold GLPK objects of its own.
 */
enum status glpk_solve_integer(struct integer_result *result, struct arena *arena,
                               const struct linear_program *program, const struct integer_options *options,
                               struct error *error);

/* "5.0" */
const char *glpk_version(void);

#endif
