/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_LEAST_PATH_H
#define FINOPT_CERTIFICATE_LEAST_PATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/checked.h"
#include "base/deadline.h"
#include "certificate/path_cost.h"

struct arena;

/*
 * What every completion of a path costs at least, backwards from the ends. The three bounds say: without its
 * deadline; in latency alone; and in cost plus a price on latency, at the price that says most at the source.
 */
struct path_bounds {
    int128 *cost_to_go; /* [(step_count + 1) * node_count]; the row of step_count is the start; as the next */
    int64_t *latency_to_go; /* LATENCY_INFINITE: nothing leads to an end */
    int128 *joint_to_go;    /* least COST_SCALE * cost + latency_price * latency */
    int64_t latency_price;
    int128 lower; /* no path that meets the deadline costs less; COST_INFINITE: there is none */
    int128 upper; /* a path that does costs this; COST_INFINITE: none met */
};

/* Costs are scaled up so that an integer price on latency is fine enough. */
#define COST_SCALE       1024
#define LATENCY_INFINITE (INT64_MAX / 2)

/* Work done, and when to stop. */
struct path_effort {
    size_t memory_limit_bytes; /* of each arena; 0: none */
    struct deadline deadline;
    int64_t labels;
    bool is_stopped; /* a limit came first: what was returned means nothing */
};

/* Has a limit come? Then the effort is stopped. */
bool path_effort_must_stop(struct path_effort *effort, const struct arena *arena);

/*
 * Can no completion of a path that has come to cell `at`, at that cost and latency, both keep the deadline
 * and cost at most `most`?
 */
bool path_bounds_is_hopeless(const struct path_bounds *bounds, const struct path_space *space, size_t at,
                             int128 cost, int64_t latency, int128 most);

/* In `arena`. O(arcs) a sweep, at most about 25 sweeps. */
void path_bounds_compute(struct path_bounds *bounds, struct arena *arena, const struct path_space *space,
                         const struct path_cost *cost);

/*
 * The least cost of a path that meets its deadline, COST_INFINITE if there is none; or `enough`, if it is at
 * least that much. By plain label setting, `bounds` drop what cannot matter. `scratch` is rewound.
 */
int128 least_path_cost(struct path_effort *effort, struct arena *scratch, const struct path_space *space,
                       const struct path_cost *cost, const struct path_bounds *bounds, int128 enough);

/*
 * The same over the paths of FIN's floor graph, which are those that meet the deadline and perhaps others,
 * (F3): the sum of floor(gamma * latency / deadline) over the arcs is at most gamma. `scratch` is rewound.
 * O(gamma * arcs). Stopped at once if it needs more than FLOOR_CELL_LIMIT cells of 16 bytes.
 */
#define FLOOR_CELL_LIMIT ((size_t)1 << 24)

int128 floor_path_cost(struct path_effort *effort, struct arena *scratch, const struct path_space *space,
                       const struct path_cost *cost, int64_t gamma);

#endif
