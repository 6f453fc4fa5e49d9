/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_MODEL_CAPACITY_BOUND_H
#define FINOPT_MODEL_CAPACITY_BOUND_H

#include <stdint.h>

struct arena;
struct problem;

/*
 * How much of each shared resource could the worst choice use? Presolve for (P6)-(P8): a row whose bound is
 * within the capacity can be dropped, no choice can violate it. The bound ignores links and deadlines, so it may be
 * too high but never too low: per application the largest sum, over accurate configurations, of what
 * its blocks would use if all of them ran on the node, or all transfers took the link.
 */
struct capacity_bound {
    int64_t *node_loads_ppm;    /* [node_count] (P6) */
    int64_t *node_memory_bytes; /* [node_count] (P7) */
    int64_t *link_loads_ppm;    /* [link_count] (P8) */
};

/* Computes the bounds in `arena`. O(configurations * blocks * (nodes + links)). */
void capacity_bound_compute(struct capacity_bound *bound, struct arena *arena, const struct problem *problem);

/*
 * The first row that some choice might violate, as its name "P6[edge]", "P7[edge]", "P8[device,edge]" in `arena`; NULL if every
 * row can be dropped. `scratch` is rewound, and may be `arena`.
 */
const char *capacity_row_that_may_bind(struct arena *arena, struct arena *scratch, const struct problem *problem);

#endif
