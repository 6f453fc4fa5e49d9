/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_CONFLICT_H
#define FINOPT_SOLVE_CONFLICT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct problem;
struct solve_options;

/*
 * Applications that cannot coexist: a subset for which there is no plan. Minimal when leaving out any
 * one of them is proved to make the rest feasible.
 */
struct conflict {
    size_t *applications; /* [application_count] ascending */
    size_t application_count;
    bool is_minimal; /* proved; a limit may have kept members that are not needed */
};

/*
 * Finds a minimal conflict of a problem that has been proved infeasible: each application in turn is left
 * out, for good if the rest is still infeasible. Feasible by FIN improved or any exact method, infeasible by
 * an exact one. In `arena`; at most one exact solution per application, all within the deadline of `options`.
 */
void conflict_find(struct conflict *conflict, struct arena *arena, struct arena *scratch,
                   const struct problem *problem, const struct solve_options *options);

#endif
