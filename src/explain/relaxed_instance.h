/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_EXPLAIN_RELAXED_INSTANCE_H
#define FINOPT_EXPLAIN_RELAXED_INSTANCE_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct instance;
struct plan;
struct problem;

/*
 * A limit of an instance that somebody set and could move, in the integers of the problem:
 *
 *   kind                    application   subject            value
 *   LIMIT_DEADLINE   (P4)   h                                quanta; more is easier
 *   LIMIT_ACCURACY   (P5)   h                                parts per billion; less is easier
 *   LIMIT_NODES      (P3)   h             block              the node allowed beside the list
 *   LIMIT_CAPACITY   (P6)                 node               parts per million
 *   LIMIT_MEMORY     (P7)                 node               bytes
 *   LIMIT_LINK       (P8)                 link, both ways    parts per million
 *   LIMIT_NO_LINK    (P2)   from: node    to: node           -; there is none: a perfect one takes no time
 *
 * Nodes, blocks and links are those of the instance. What a node cannot do (no profile, no speed) is no
 * limit.
 */
enum limit_kind {
    LIMIT_DEADLINE,
    LIMIT_ACCURACY,
    LIMIT_NODES,
    LIMIT_CAPACITY,
    LIMIT_MEMORY,
    LIMIT_LINK,
    LIMIT_NO_LINK
};

struct limit {
    enum limit_kind kind;
    size_t application;
    size_t subject;
};

/* A limit moved to a value, or out of the way. */
#define LIMIT_GONE INT64_MAX
struct moved_limit {
    struct limit limit;
    int64_t value; /* or LIMIT_GONE */
};

/* All limits that are set, those of applications first; [return value] of them in `*limits`, in `arena`. */
size_t limits_list(struct limit **limits, struct arena *arena, const struct instance *instance,
                   const struct problem *problem);

/* A copy of the instance, in `arena`, with these limits moved; all that is not moved is shared. */
const struct instance *relaxed_instance_new(struct arena *arena, const struct instance *instance,
                                            const struct moved_limit *moves, size_t move_count);

/* Where the limit stands in the problem of that instance: its value. */
int64_t limit_value(const struct limit *limit, const struct instance *instance,
                    const struct problem *problem);

/* What value of the limit a plan, which must meet (P1)-(P3), needs; of no LIMIT_NODES, LIMIT_NO_LINK. */
int64_t limit_need(struct arena *scratch, const struct limit *limit, const struct instance *instance,
                   const struct problem *problem, const struct plan *plan);

#endif
