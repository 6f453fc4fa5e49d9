/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_SINGLE_APPLICATION_H
#define FINOPT_SOLVE_SINGLE_APPLICATION_H

#include "base/error.h"

struct arena;
struct problem;

/*
 * A *single* problem: one application, and every row (P6)-(P8) dropped by presolve. Then the problem is a
 * restricted shortest path in the extended graph. STATUS_UNSUPPORTED, with what stands in the way,
 * if it is not. `scratch` is rewound.
 */
enum status require_single_application(const struct problem *problem, struct arena *scratch, struct error *error);

#endif
