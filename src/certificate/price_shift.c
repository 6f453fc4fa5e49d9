/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which partial choices cost too much at other prices? The prices of the node suit the whole; what has used
 * much of a limit leaves the others to a higher price of it, what has used little to a lower one. Tried are
 * a few prices of one limit at a time.
 */
#include "certificate/price_shift.h"

#include "base/arena.h"
#include "model/certificate.h"

enum { SHIFTS_PER_COLUMN = 5 };

static void add(struct price_shifts *shifts, size_t column, int64_t price)
{
    if (price != 0) {
        shifts->items[shifts->count++] = (struct price_shift){.column = column, .price = price};
    }
}

/* For a limit without a price: one at which the gap is what could be used too much. */
static int64_t price_of_gap(int128 gap, int64_t too_much)
{
    const int128 price = gap / (too_much > 0 ? too_much : 1) + 1;
    return price < CERTIFICATE_PRICE_LIMIT ? (int64_t)price : CERTIFICATE_PRICE_LIMIT;
}

void price_shifts_make(struct price_shifts *shifts, struct arena *arena, const struct shared_limits *limits,
                       const int64_t *most, int128 gap)
{
    const size_t columns = limits->column_count;
    *shifts =
        (struct price_shifts){.items = ARENA_ARRAY(arena, struct price_shift, columns * SHIFTS_PER_COLUMN)};
    for (size_t c = 0; c < columns; c++) {
        const struct shared_limit *limit = &limits->limits[limits->columns[c]];
        if (limit->price > 0) {
            add(shifts, c, -limit->price);
            add(shifts, c, -limit->price / 2);
            add(shifts, c, limit->price / 2);
            add(shifts, c, limit->price);
            add(shifts, c, 3 * limit->price);
        } else {
            const int64_t price = price_of_gap(gap, most[c] - limit->right);
            add(shifts, c, price);
            add(shifts, c, 4 * price);
        }
    }
    shifts->rest = ARENA_ARRAY(arena, int128, shifts->count);
}

int128 price_shift_least(const struct price_shift *shift, const struct choice_set *set)
{
    int128 least = 0;
    for (size_t i = 0; i < set->count; i++) {
        const int128 value = set->costs[i] + (int128)shift->price * choice_uses(set, i)[shift->column];
        least = i == 0 || value < least ? value : least;
    }
    return least;
}

bool price_shifts_exclude(const struct price_shifts *shifts, const struct shared_limits *limits, int128 gap,
                          int128 cost, const int64_t *uses)
{
    bool is_excluded = false;
    for (size_t k = 0; k < shifts->count && !is_excluded; k++) {
        const struct price_shift *shift = &shifts->items[k];
        const int64_t left = limits->limits[limits->columns[shift->column]].right - uses[shift->column];
        is_excluded = cost + shifts->rest[k] - (int128)shift->price * left > gap;
    }
    return is_excluded;
}
