/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_PRICE_SHIFT_H
#define FINOPT_CERTIFICATE_PRICE_SHIFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/checked.h"
#include "certificate/choice_set.h"
#include "certificate/path_choices.h"

struct arena;

/*
 * The price of one column, raised or lowered, not below 0. With the price p of a limit and a shift d >= -p a
 * plan that costs less than the floor also keeps to
 *
 *     costs above the least + sum of d * use  -  d * right side  <=  gap
 *
 * since it does so with d = 0 even when p * slack is added on the left, and d * (right side - use) is at
 * least -p * slack.
 */
struct price_shift {
    size_t column;
    int64_t price; /* d, not 0 */
};

struct price_shifts {
    struct price_shift *items; /* [count] */
    size_t count;
    int128 *rest; /* [count] what the applications still to come have at least, of costs + d * use */
};

/* A few shifts for each column, of which all applications together use at most `most`, in `arena`. */
void price_shifts_make(struct price_shifts *shifts, struct arena *arena, const struct shared_limits *limits,
                       const int64_t *most, int128 gap);

/* The least costs + d * use of a choice from the set, which is not empty. O(count). */
int128 price_shift_least(const struct price_shift *shift, const struct choice_set *set);

/* Is a choice with this cost and these uses in no plan that costs less than the floor? */
bool price_shifts_exclude(const struct price_shifts *shifts, const struct shared_limits *limits, int128 gap,
                          int128 cost, const int64_t *uses);

#endif
