/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_LP_GLPK_RELAXATION_H
#define FINOPT_LP_GLPK_RELAXATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/deadline.h"
#include "base/error.h"
#include "lp/glpk_backend.h"

struct arena;
struct linear_program;

struct relaxation_options {
    struct deadline deadline;
    bool exact; /* prove the value in integers where the program is small enough: lp/exact_basis.h */
};

struct relaxation_result {
    enum integer_outcome outcome; /* INTEGER_OPTIMAL, _INFEASIBLE, _UNBOUNDED, or _UNKNOWN at the deadline */
    double objective;             /* GLPK's, in floating point */
    bool is_integral;             /* every integer column has an integral value, to 1e-9 */
    const char *exact;            /* the optimum as "35" or "71/2", proved in integers; NULL: not known */
    int64_t simplex_iterations;
};

/*
 * Solves the linear relaxation of `program`, by the simplex method. Strings live in `arena`, which also gives
 * the scratch. If the last basis turns out not to be optimal exactly, GLPK's rational simplex method goes on
 * from it. Failures as of glpk_solve_integer().
 */
enum status glpk_solve_relaxation(struct relaxation_result *result, struct arena *arena,
                                  const struct linear_program *program,
                                  const struct relaxation_options *options, struct error *error);

#endif
