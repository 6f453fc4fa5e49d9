/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_COMPARE_COMPARE_METHODS_H
#define FINOPT_COMPARE_COMPARE_METHODS_H

#include <stdbool.h>
#include <stddef.h>

#include "compare/record.h"
#include "solve/solver.h"

struct arena;
struct problem;

/* Follows a comparison while it runs, so that what is known survives a crash. Any pointer may be NULL. */
struct compare_listener {
    void *context;
    void (*on_start)(void *context, const char *method);
    void (*on_result)(void *context, const struct method_record *result);
    void (*on_finding)(void *context, const struct finding *finding);
};

struct compare_options {
    const struct solver *const *methods; /* [method_count], run in this order */
    size_t method_count;
    /* `ilp` runs once with each; none: once, as the options say, without its relaxation by itself */
    const struct formulation *const *formulations; /* [formulation_count] */
    size_t formulation_count;
    struct solve_options solve;            /* its deadline is set anew for each method */
    double time_limit_s;                   /* per method; INFINITY for none */
    const volatile sig_atomic_t *stop_now; /* raised by a signal: finish with what is known; may be NULL */
    bool check_theorems; /* check (F1)-(F4) around FIN; what `check` does and `solve` does not */
};

/*
 * Runs the methods on `problem` one after the other, has every plan judged by the verifier, and fills
 * results and findings of `record` (not its derived fields: see compare/verdict.h). A method that fails
 * gets a RESULT_ERROR; the others run on. `record->file` is the caller's.
 */
void compare_methods(struct instance_record *record, struct arena *arena, struct arena *scratch,
                     const struct problem *problem, const struct compare_options *options,
                     const struct compare_listener *listener);

/* A plan by ids, with each application's energy and latency recomputed by the verifier. In `arena`. */
const struct plan_record *plan_record_new(struct arena *arena, const struct problem *problem,
                                          const struct plan *plan);

#endif
