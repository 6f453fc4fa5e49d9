/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SWEEP_JOINT_FRONT_H
#define FINOPT_SWEEP_JOINT_FRONT_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct arena;
struct front_options;
struct plan;
struct problem;

/*
 * The exact front of the energy of all applications together against their deadlines, which move in one
 * proportion: a point says from which share of every deadline on a plan is the optimum. The share is a
 * fraction, the latency over the deadline of the application that sets it:
 *
 *   camera      latency 30 of 40, 0.75            the plan holds from 0.9 of the deadlines on,
 *   microphone  latency 45 of 50, 0.90  sets it   point: application 1, 45 / 50
 */
struct joint_point {
    size_t application;      /* that sets the share */
    int64_t latency_quanta;  /* of it; over deadline_quanta the share */
    int64_t deadline_quanta; /* > 0 */
    int64_t energy_quanta;   /* of all applications */
    const struct plan *plan;
};

struct joint_front {
    struct joint_point *points; /* [count] shares rise, energies fall strictly; none: no plan at all */
    size_t count;
    const char *limit; /* which limit came first, then there are no points; NULL: the front is proved */
};

/*
 * Branch and price at one deadline after the other. Where only one deadline moves the others stay as they
 * are; in proportion all move but those of 0 quanta. Results in `arena`, `scratch` is
 * rewound. STATUS_SOLVER: the verifier rejects a plan. A branch and price per point, and per plan that costs
 * as much as a faster one.
 */
enum status joint_front_find(struct joint_front *front, struct arena *arena, struct arena *scratch,
                             const struct problem *problem, const struct front_options *options,
                             struct error *error);

#endif
