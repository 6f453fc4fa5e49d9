/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_BP_FILL_H
#define FINOPT_SOLVE_BP_FILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/checked.h"
#include "base/deadline.h"

struct arena;
struct bp_group_choices;

/* What some applications together take of the row, and what they cost above the least, less price * use. */
struct bp_filling {
    int64_t use;
    int128 value;
};

/* Applications that choose one after the other, as one row sees them. */
struct bp_fill {
    size_t row;
    int64_t price;
    int64_t room; /* of the row, for all of them */
    int128 slack; /* that they may cost above the least, together with price * what stays of the row */
    struct bp_filling **fillings; /* [turn_count + 1] of the turns from t on: use ascending, value falling */
    size_t *counts;               /* [turn_count + 1] */
};

/* The choices of each turn, none empty, and when to give up. */
struct bp_turns {
    const struct bp_group_choices **choices; /* [count] */
    size_t count;
    struct deadline deadline;
};

/*
 * Finds the fillings of `fill_count` rows, whose other fields are set; false if the deadline came first.
 * Where there are too many, two become one that takes the less and has the lesser value. In `arena`, and
 * `scratch`, which is rewound. O(rows * turns * fillings * choices).
 */
bool bp_fills_build(struct bp_fill *fills, size_t fill_count, struct arena *arena, struct arena *scratch,
                    const struct bp_turns *turns);

/* Can the turns from t on still be part of a plan within the slack, if those before cost so much above the
 * least and leave so much of the row? */
static inline bool bp_fill_is_possible(const struct bp_fill *fill, size_t t, int128 above, int64_t left)
{
    const struct bp_filling *fillings = fill->fillings[t];
    size_t low = 0;
    size_t high = fill->counts[t];
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (fillings[middle].use <= left) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 0 && above + fillings[low - 1].value + (int128)fill->price * left <= fill->slack;
}

#endif
