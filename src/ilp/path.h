/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_ILP_PATH_H
#define FINOPT_ILP_PATH_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct arena;
struct formulation_input;
struct formulation_program;
struct plan;
struct plan_application;
struct problem;

/*
 * Path formulation: every application chooses one of its paths through the extended graph that meet the
 * deadline. All of them are written out.
 *
 *     x[h,p] in {0,1}       application h takes path p
 *
 *     (P0)  minimise  sum of energy of p x[h,p]
 *     (P1)  sum over p of x[h,p]                                   = 1            one row per application
 *     (P6)  sum over h, p of  load of p on node n  x[h,p]         <= capacity     where it can bind
 *     (P7)  sum over h, p of  memory of p on node n  x[h,p]       <= memory       where it can bind
 *     (P8)  sum over h, p of  load of p on link l  x[h,p]         <= capacity     where it can bind
 *
 * (P2)-(P5) are in the paths. The master problem of branch and price, and the strongest relaxation of the
 * four: for one application with nothing shared it is the optimum itself. Columns are named by configuration
 * and nodes: `x[camera,exit3,device,device,cloud]`.
 *
 * Signatures as in ilp/formulation.h; STATUS_UNSUPPORTED above the limit of paths, or their arcs above ten
 * times that.
 */
#define PATH_LIMIT ((size_t)100000)

enum status path_formulate(struct formulation_program *built, struct arena *arena, struct arena *scratch,
                           const struct formulation_input *input, struct error *error);

enum status path_read(struct plan **plan, struct arena *arena, struct arena *scratch,
                      const struct formulation_program *built, const int64_t *values, struct error *error);

/* The name of application h's column that makes this choice, in `arena`. */
char *path_column_name(struct arena *arena, const struct problem *problem, size_t h,
                       const struct plan_application *choice);

#endif
