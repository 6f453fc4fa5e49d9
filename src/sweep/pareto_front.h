/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SWEEP_PARETO_FRONT_H
#define FINOPT_SWEEP_PARETO_FRONT_H

#include <stddef.h>
#include <stdint.h>

#include "base/deadline.h"
#include "base/error.h"

struct arena;
struct plan;
struct problem;

/*
 * The exact energy-latency front of one application at its accuracy target, whatever its deadline:
 *
 *   energy
 *     │──┐ the fastest plan
 *     │  └───┐                 the optimum at a deadline is the last point that is not later
 *     │      └──────┐
 *     │             └────────  the cheapest plan
 *     └──────────────────────  deadline
 *
 * Every point is a breakpoint: the least latency at which a plan of that energy exists.
 */
struct front_point {
    int64_t latency_quanta;
    int64_t energy_quanta;
    const struct plan *plan;
};

struct pareto_front {
    struct front_point *points; /* [count] latencies rise, energies fall strictly; none: no plan at all */
    size_t count;
    const char *proof; /* what the front rests on */
    const char *limit; /* which limit came first, then there are no points; NULL: the front is proved */
};

struct front_options {
    struct deadline deadline;
    size_t memory_limit_bytes; /* for the scratch arena, beyond what it holds; 0: no limit */
    size_t moving; /* of several applications, whose deadline moves; ALL_APPLICATIONS: in proportion */
};

/*
 * Label setting without deadline, dominance in integers only; the verifier has recomputed every point.
 * Results in `arena`, `scratch` is rewound. Where a row (P6)-(P8) could bind, branch and price deadline
 * by deadline instead, see joint_front_find(); of several applications the energy of all against the deadline
 * of `moving`. STATUS_UNSUPPORTED: that is none of them; STATUS_SOLVER: the verifier rejects a plan. The
 * labels may be exponential in the number of blocks. Source: Martins, EJOR 1984.
 */
enum status pareto_front_find(struct pareto_front *front, struct arena *arena, struct arena *scratch,
                              const struct problem *problem, const struct front_options *options,
                              struct error *error);

/* The point that is the optimum at that deadline, or NULL if no plan is in time. O(log points). */
const struct front_point *pareto_front_at(const struct pareto_front *front, int64_t deadline_quanta);

#endif
