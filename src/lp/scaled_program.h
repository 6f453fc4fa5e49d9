/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_LP_SCALED_PROGRAM_H
#define FINOPT_LP_SCALED_PROGRAM_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct arena;
struct linear_program;

/*
 * A linear program as a floating-point solver gets it: objective and rows divided by the gcd of their
 * coefficients. Invariant: every coefficient and finite bound is at most GLPK_SAFE_MAGNITUDE
 * (lp/glpk_backend.h).
 */
enum scaling_kind {
    SCALE_INTEGER,   /* integral rows are rounded inwards and get half a unit of room: the same integer points
                      */
    SCALE_RELAXATION /* bounds as they are: the same linear relaxation */
};

struct scaled_row {
    int64_t divisor;
    double lower; /* divided; -INFINITY for no bound */
    double upper; /* INFINITY for none */
};

struct scaled_program {
    const struct linear_program *program;
    int64_t objective_divisor;
    struct scaled_row *rows; /* [row_count] */
    size_t longest_row;      /* entries */
};

/* In `arena`. STATUS_UNSUPPORTED: a number is too large after dividing, by name; or there are too many. */
enum status scaled_program_build(struct scaled_program *scaled, struct arena *arena,
                                 const struct linear_program *program, enum scaling_kind kind,
                                 struct error *error);

/* The divided coefficient; 0 for a column that is fixed at 0 and so costs nothing, whatever its coefficient.
 */
int64_t scaled_program_objective(const struct scaled_program *scaled, size_t column);

#endif
