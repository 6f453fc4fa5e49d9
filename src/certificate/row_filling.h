/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_ROW_FILLING_H
#define FINOPT_CERTIFICATE_ROW_FILLING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/checked.h"
#include "base/deadline.h"
#include "certificate/choice_set.h"
#include "certificate/path_choices.h"

struct arena;

/* A use of the limit, and costs above the least, less price * use. */
struct row_filling {
    int64_t use;
    int128 value;
};

/* The applications in the order in which they are put together. */
struct choice_turns {
    const struct choice_set **sets; /* [count] what each may choose */
    size_t count;
    struct deadline deadline;
};

/*
 * One limit, looked at by itself: for every way in which the applications from turn t on can choose in a plan
 * that costs less than the floor, fillings[t] has one that uses no more of the limit and has no greater
 * value.
 */
struct row_fillings {
    size_t column;
    struct shared_limit limit;
    int128 gap;                    /* the most of costs above the least + price * slack */
    struct row_filling **fillings; /* [turn_count + 1] use ascending, value falling */
    size_t *counts;                /* [turn_count + 1] */
};

/*
 * Finds them for `row_count` limits, in `arena`. No set of a turn is empty; column, limit and gap are set.
 * False if the deadline came first. O(rows * turns * FILLING_LIMIT * choices).
 */
bool row_fillings_build(struct row_fillings *rows, size_t row_count, struct arena *arena,
                        const struct choice_turns *turns);

/* Is a choice of the applications before turn t, of this cost and this use, in no such plan? */
bool row_fillings_exclude(const struct row_fillings *row, size_t t, int128 cost, int64_t use);

#endif
