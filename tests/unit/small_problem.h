/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_TESTS_UNIT_SMALL_PROBLEM_H
#define FINOPT_TESTS_UNIT_SMALL_PROBLEM_H

#include <stddef.h>
#include <stdint.h>

#include "model/problem.h"

struct arena;

/*
 * Problems small enough to solve on paper, written down directly in integers: no rounding, no file.
 * Node ids are "a", "b", "c", ..., configurations "exit1", "exit2", ..., the application "app".
 */
enum { SMALL_NODES = 4, SMALL_BLOCKS = 7, SMALL_LINKS = 12 };

/* Computing a block on a node. NOWHERE: the node may not run it. */
struct small_cost {
    int64_t energy;
    int64_t latency;
};
#define NOWHERE                                                                                              \
    {                                                                                                        \
        -1, 0                                                                                                \
    }

/* Moving any block's input over a link. Links are ordered by (from, to). */
struct small_link {
    size_t from;
    size_t to;
    int64_t energy;
    int64_t latency;
};

struct small_problem {
    size_t nodes;
    size_t blocks;
    struct small_cost costs[SMALL_BLOCKS][SMALL_NODES];
    struct small_link links[SMALL_LINKS];
    size_t link_count;
    /* Configuration c leaves after block depths[c]; they share all stages. Default: one of full depth. */
    size_t depths[SMALL_BLOCKS];
    int64_t accuracies_ppb[SMALL_BLOCKS];
    size_t configuration_count;
    int64_t min_accuracy_ppb;
    size_t source;
    int64_t deadline;
};

/* The problem in `arena`; capacities are ample and loads 0. It may be changed before it is solved. */
struct problem *small_problem_build(struct arena *arena, const struct small_problem *small);

/* The stage of a block, to change it. Shared by all configurations that reach the block. */
struct stage *small_problem_stage(struct problem *problem, size_t block);

/*
 * Two nodes, two blocks; the link a -> b costs (1, 2), energy first. Its three plans:
 *
 *              block 1   block 2          energy  latency
 *   on a        (5, 3)    (6, 3)     aa       11        6
 *   on b        (1, 4)    (2, 1)     ab        8        6
 *                                    bb        4        7
 */
extern const struct small_problem two_nodes;

/*
 * The subset sum problem in FIN's clothes: free links between a (slow, free) and b (fast, dear). Block i
 * spends 2^i more quanta on a and 2^i energy on b, so with four blocks and a deadline of 4 + x the least
 * energy is 15 - x for every x in 0..15: each deadline has an optimum of its own.
 */
extern const struct small_problem subset_sum;

/* `base` with another deadline, in `arena`. */
struct problem *small_problem_with_deadline(struct arena *arena, const struct small_problem *base,
                                            int64_t deadline);

#endif
