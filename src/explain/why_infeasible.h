/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_EXPLAIN_WHY_INFEASIBLE_H
#define FINOPT_EXPLAIN_WHY_INFEASIBLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "explain/relaxed_instance.h"

struct arena;
struct instance;
struct problem;
struct solve_options;
struct text;

/*
 * Why there is no plan: limits that conflict, and how far each of them alone must give way.
 *
 *   limits        minimal: without any one of them the rest has a plan (Chinneck and Dravnieks, 1991)
 *   relaxations   one per limit of the set, with all others at their values. A limit outside the set cannot
 *                 help alone, since the set would still conflict.
 *
 * Every value is found by quantising the changed instance anew and asking for a plan: at `value` there is
 * one, one quantum (part per billion, per million, byte) less there is none, both by feasibility_ask().
 */
enum { RELAXATION_NODES_LIMIT = 8, MISSING_LINKS_LIMIT = 8 };

struct relaxation {
    struct limit limit;
    bool helps;    /* alone; false: another conflict remains, or no value is enough */
    bool is_exact; /* both sides proved; false: a limit of time came first, the value is enough */
    int64_t value; /* LIMIT_NODES: unused */
    size_t nodes[RELAXATION_NODES_LIMIT]; /* LIMIT_NODES: each alone is enough, beside the list */
    size_t node_count;
};

struct why_infeasible {
    struct relaxation
        *relaxations; /* [relaxation_count] one per limit of the conflict; none: the network itself */
    size_t relaxation_count;
    bool is_minimal;                                 /* proved */
    struct limit missing_links[MISSING_LINKS_LIMIT]; /* each alone is enough, if it is fast enough */
    size_t missing_link_count;
};

/*
 * Explains a problem that has been proved infeasible; `problem` is quantize(instance). Results in `arena`,
 * `scratch` is rewound; all within the deadline of `options`. About (limits + 64 * limits of the conflict)
 * feasibility questions.
 */
void why_infeasible_find(struct why_infeasible *why, struct arena *arena, struct arena *scratch,
                         const struct instance *instance, const struct problem *problem,
                         const struct solve_options *options);

/* `deadline of camera >= 2.7 ms (now 2.5 ms)`: the limit at its least relaxation, in the user's units,
 * exactly. */
const char *relaxation_words(struct arena *arena, const struct relaxation *relaxation,
                             const struct instance *instance, const struct problem *problem);

/* `deadline of camera, 2.5 ms`: the limit as it stands. */
const char *limit_words(struct arena *arena, const struct limit *limit, const struct instance *instance,
                        const struct problem *problem);

/*
 * All that is enough alone, in one sentence: `deadline of camera >= 2.7 ms, or accuracy of camera <= 0.78`.
 * NULL if nothing is.
 */
const char *why_infeasible_hint(struct arena *arena, const struct why_infeasible *why,
                                const struct instance *instance, const struct problem *problem);

#endif
