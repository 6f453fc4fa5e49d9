/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_LP_GLPK_PROBLEM_H
#define FINOPT_LP_GLPK_PROBLEM_H

#include "base/deadline.h"
#include "lp/glpk_guard.h"
#include "lp/scaled_program.h"

/*
 * A scaled program as a GLPK object, for the files of lp/ that use GLPK. Called inside a guard; nothing is
 * taken from an arena.
 */

/* Loads the program into an empty object; indices, coefficients: [1 + longest_row] scratch. */
void glpk_problem_load(glp_prob *problem, const struct scaled_program *scaled, int *indices,
                       double *coefficients);

/*
 * The simplex method, in slices, so that a signal or the deadline is noticed between them; another method
 * when it does not end. Returns the code of glp_simplex(), GLP_ETMLIM at the deadline.
 */
int glpk_problem_solve_relaxation(glp_prob *problem, const struct deadline *deadline);

/* Rounded up, at most INT_MAX. */
int glpk_milliseconds_left(const struct deadline *deadline);

#endif
