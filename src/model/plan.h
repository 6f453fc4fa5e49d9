/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_MODEL_PLAN_H
#define FINOPT_MODEL_PLAN_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct problem;

/*
 * A plan: for every application of a problem a configuration and a node per block, as indices. It may
 * break any of (P1)-(P8): a plan is a claim, verify/verify_plan.h judges it.
 */
#define PLAN_NO_CONFIGURATION ((size_t)-1)

struct plan_application {
    size_t configuration; /* PLAN_NO_CONFIGURATION: the plan does not place this application, (P1) */
    size_t *nodes;        /* [node_count]: node of block 1, 2, ... */
    size_t node_count;    /* the configuration's depth if (P1) holds */
};

struct plan {
    struct plan_application *applications; /* [application_count of the problem] */
    size_t application_count;
};

/* A plan that places nothing yet. */
struct plan *plan_new(struct arena *arena, const struct problem *problem);

/* A deep copy in `arena`. */
struct plan *plan_copy(struct arena *arena, const struct plan *plan);

/* Energy of one application's choice, which must meet (P1)-(P3). O(blocks). */
int64_t plan_application_energy(const struct problem *problem, size_t h,
                                const struct plan_application *choice);

#endif
