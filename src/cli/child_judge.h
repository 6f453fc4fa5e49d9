/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_CHILD_JUDGE_H
#define FINOPT_CLI_CHILD_JUDGE_H

#include <stdbool.h>
#include <stddef.h>

#include "compare/plan_evidence.h"

struct arena;
struct event_sender;
struct instance;
struct judged_plan;
struct problem;
struct problem;

/* An instance and its problem. */
struct child_problem {
    const struct instance *instance;
    const struct problem *problem;
    const char *bytes; /* [length] of the file */
    size_t length;
};

/* The judging of all plans for one instance. */
struct child_judging {
    struct event_sender *sender;
    struct arena *arena;   /* keeps the cheapest plan */
    struct arena *scratch; /* rewound after each plan */
    const struct child_problem *given;
    size_t judged_count;
    bool has_missing;             /* somebody says that there is no plan */
    struct foreign_plan cheapest; /* of the feasible ones; its plan is NULL if there is none */
    size_t cheapest_index;
};

/*
 * Reads the plan in `plan_file`, has the verifier judge it, and sends what it says, or why the file was
 * refused. A whole "finopt-result-1" is taken for the plan inside it, its energy for the claim. A result
 * without a plan, and a plan that places nothing, say that there is no plan.
 */
void child_judge_file(struct child_judging *judging, const char *plan_file);

/* The same for the bytes of a plan; `judged` comes with its source and how it was made. */
void child_judge_bytes(struct child_judging *judging, struct judged_plan *judged, const char *bytes,
                       size_t length);

/* Sends what there is to say about a plan that cannot even be read. */
void child_judge_nothing(struct child_judging *judging, const struct judged_plan *judged);

#endif
