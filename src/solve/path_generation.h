/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_PATH_GENERATION_H
#define FINOPT_SOLVE_PATH_GENERATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "ilp/formulation.h"
#include "model/solution.h"

struct arena;
struct problem;
struct solve_options;

/*
 * The path program where its columns are too many to write down: made as they are needed, by the parts of
 * branch and price (solve/bp.h).
 *
 *     column generation ── bound, plan ──> equal: proved
 *                                └───────> paths within the gap ──> program over them ──> an integer
 * optimiser
 */
struct path_generation {
    /*
     * What is known, in integers: plan, bound, and what it cost. OPTIMAL and INFEASIBLE are proved. Otherwise
     * `note` says why there is no program, if there is none.
     */
    struct solution known;
    bool has_program;
    struct formulation_program built; /* of the paths that a plan better than the known one can have */
    const int64_t *start;             /* the known plan as a point of the program; NULL: none */
    size_t listed;                    /* paths, of all applications */
};

/*
 * Generates columns, and lists what they leave open. Results live in `arena`; `scratch` is rewound.
 * STATUS_UNSUPPORTED: no plan is known, and there are more than PATH_LIMIT paths.
 */
enum status path_generate(struct path_generation *generation, struct arena *arena, struct arena *scratch,
                          const struct problem *problem, const struct solve_options *options,
                          struct error *error);

/*
 * The value of the linear relaxation over all paths: floating point; and in integers the bound
 * that it comes with. Not known if a limit came first. Strings and efforts as of a solution; `arena` and
 * `scratch` are rewound.
 */
void path_relax(struct solution *solution, struct arena *arena, struct arena *scratch,
                const struct problem *problem, const struct solve_options *options);

#endif
