/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What would a part of a plan cost at other prices? The prices suit the whole; a part that takes much of a
 * row leaves the others to a higher price, one that takes little to a lower one. So each row is also tried at
 * some prices of its own, one row at a time.
 */
#include "base/arena.h"
#include "solve/bp_choices.h"

enum { SHIFTS_PER_ROW = 5 };

static void add_shift(struct bp_shifts *shifts, size_t row, int64_t price)
{
    if (price != 0) {
        shifts->items[shifts->count++] = (struct bp_shift){.row = row, .price = price};
    }
}

void bp_shifts_make(struct bp_shifts *shifts, struct arena *arena, const struct bp_choices *choices,
                    const int64_t *too_much)
{
    *shifts =
        (struct bp_shifts){.items = ARENA_ARRAY(arena, struct bp_shift, choices->row_count * SHIFTS_PER_ROW)};
    for (size_t r = 0; r < choices->row_count; r++) {
        const int64_t price = choices->prices[r];
        if (price > 0) {
            add_shift(shifts, r, -price);
            add_shift(shifts, r, -price / 2);
            add_shift(shifts, r, price / 2);
            add_shift(shifts, r, price);
            add_shift(shifts, r, 3 * price);
        } else {
            const int128 guess = choices->slack / max_int64(1, too_much[r]) + 1;
            const int64_t unit = guess < CERTIFICATE_PRICE_LIMIT ? (int64_t)guess : CERTIFICATE_PRICE_LIMIT;
            add_shift(shifts, r, unit);
            add_shift(shifts, r, 4 * unit);
        }
    }
}

int128 bp_shift_value(const struct bp_shift *shift, const struct bp_choice *choice)
{
    return choice->above + (int128)shift->price * choice->uses[shift->row];
}

int128 bp_shift_least(const struct bp_shift *shift, const struct bp_group_choices *choices)
{
    int128 least = 0;
    for (size_t k = 0; k < choices->count; k++) {
        const int128 value = bp_shift_value(shift, &choices->items[k]);
        least = k == 0 || value < least ? value : least;
    }
    return least;
}
