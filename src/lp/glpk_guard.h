/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_LP_GLPK_GUARD_H
#define FINOPT_LP_GLPK_GUARD_H

#include <glpk.h>
#include <setjmp.h>
#include <stddef.h>

#include "base/error.h"

/*
 * What stands between GLPK and us, for the files of lp/ that use it; the only place that includes <glpk.h>.
 *
 * GLPK reports misuse and lack of memory by an error hook that must not return. Ours jumps back to where the
 * guard was entered, and what GLPK printed last becomes the message:
 *
 *     if (setjmp(guard.escape) == 0) {
 *         glpk_guard_enter(&guard);
 *         ... calls of GLPK ...
 *     } else {
 *         return glpk_guard_failure(&guard, error);
 *     }
 *
 * After an escape every GLPK object of the thread must be given up: glp_free_env().
 */
struct glpk_guard {
    jmp_buf escape;
    char message[512]; /* what GLPK has printed */
    size_t message_length;
};

/* Directs GLPK's output and errors to the guard, which must stay where it is. */
void glpk_guard_enter(struct glpk_guard *guard);

/*
 * All of the above for work that keeps nothing: runs `action` under the guard and then releases GLPK's
 * environment, whatever happened. Its status, or STATUS_SOLVER.
 */
typedef enum status glpk_action(void *context);
enum status glpk_guard_run(struct glpk_guard *guard, glpk_action *action, void *context, struct error *error);

/* STATUS_SOLVER, with what GLPK said. */
enum status glpk_guard_failure(const struct glpk_guard *guard, struct error *error);

#endif
