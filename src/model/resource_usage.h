/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_MODEL_RESOURCE_USAGE_H
#define FINOPT_MODEL_RESOURCE_USAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct plan_application;
struct problem;
struct stage;

/*
 * What is taken of the shared resources, row by row of (P6)-(P8). One type for what a plan uses, for what a
 * search has placed so far, and for the most that any choice could use. A row is indexed by the node or link
 * that owns it (problem_node_owner, problem_link_owner); entries of others stay 0.
 */
struct resource_usage {
    int64_t *node_loads_ppm;    /* [node_count] (P6) */
    int64_t *node_memory_bytes; /* [node_count] (P7) */
    int64_t *link_loads_ppm;    /* [link_count] (P8) */
};

/* A block comes to `node`, its input from `from`. */
struct resource_step {
    size_t from;
    size_t node;
    size_t link;   /* from `from` to `node`; NO_LINK if they are the same */
    bool is_first; /* the first block of its application, `from` being the source */
};

/* Nothing is used. In `arena`. */
void resource_usage_init(struct resource_usage *usage, struct arena *arena, const struct problem *problem);

/* Adds (sign 1) or takes away (sign -1) what one block uses. */
void resource_usage_add_block(struct resource_usage *usage, const struct problem *problem,
                              const struct stage *stage, const struct resource_step *step, int sign);

/* Adds (sign 1) or takes away (sign -1) what application h uses under `choice`, which must meet (P1)-(P3). */
void resource_usage_add(struct resource_usage *usage, const struct problem *problem, size_t h,
                        const struct plan_application *choice, int sign);

/*
 * The first row that `usage` violates, as "P6[edge]", "P7[edge]", "P8[device,edge]" in `arena`; NULL if it
 * violates none.
 */
const char *resource_usage_violated_row(struct arena *arena, const struct problem *problem,
                                        const struct resource_usage *usage);

/*
 * The most that application h could use, over its accurate configurations, if all blocks ran on the node or
 * all transfers took the link: never too low, whatever the choice. O(configurations * blocks * (nodes +
 * links)).
 */
void resource_usage_bound(struct resource_usage *most, struct arena *arena, const struct problem *problem,
                          size_t h);

/*
 * The bound summed over all applications: presolve for (P6)-(P8). A row whose bound is within the capacity
 * can be dropped.
 */
void resource_usage_bound_all(struct resource_usage *most, struct arena *arena,
                              const struct problem *problem);

#endif
