/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How do the master's prices become integers? Each is multiplied by a denominator and rounded: what it means
 * stays the same but for the last digit, and from there on nothing is floating point any more.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "solve/bp_cuts.h"
#include "solve/bp_master.h"

/* All prices that a path pays together stay below this. */
#define SCALED_LIMIT (INT64_C(1) << 58)

enum { PHASE_ONE_BITS = 50 };

struct bp_duals bp_duals_new(struct bp *bp, const struct bp_view *view)
{
    return (struct bp_duals){
        .shared = ARENA_ARRAY(bp->scratch, double, bp->rows.count),
        .cuts = ARENA_ARRAY(bp->scratch, double, bp->cut_count),
        .cut_count = bp->cut_count,
        .branch = ARENA_ARRAY(bp->scratch, double, view->row_count),
    };
}

void bp_duals_read(struct bp_duals *duals, const struct bp *bp, const struct bp_view *view)
{
    const struct bp_master *m = bp->master;
    for (size_t r = 0; r < bp->rows.count; r++) {
        duals->shared[r] = fmax(0.0, -lp_session_price(m->session, r));
    }
    for (size_t k = 0; k < duals->cut_count; k++) {
        const size_t slot = bp->cuts[k].slot;
        duals->cuts[k] =
            slot == NO_CUT ? 0.0 : fmax(0.0, -lp_session_price(m->session, m->cut_slots[slot].row));
    }
    for (size_t r = 0; r < view->row_count; r++) {
        const size_t slot = m->slot_of_row[r];
        duals->branch[r] =
            slot == SIZE_MAX ? 0.0 : fmax(0.0, -lp_session_price(m->session, m->slots[slot].row));
    }
}

void bp_duals_blend(struct bp_duals *to, const struct bp_duals *center, double weight, const struct bp *bp,
                    const struct bp_view *view)
{
    for (size_t r = 0; r < bp->rows.count; r++) {
        to->shared[r] += weight * (center->shared[r] - to->shared[r]);
    }
    for (size_t k = 0; k < to->cut_count; k++) {
        const double price = k < center->cut_count ? center->cuts[k] : 0.0;
        to->cuts[k] += weight * (price - to->cuts[k]);
    }
    for (size_t r = 0; r < view->row_count; r++) {
        to->branch[r] += weight * (center->branch[r] - to->branch[r]);
    }
}

/*
 * Rounds to the nearest integer. Where a unit is dear enough that half of one would count, many rows rounded
 * up could exceed the limit together: then down.
 */
static int64_t to_price(double wanted, int64_t most_of_one, size_t row_count)
{
    const int64_t rounded =
        wanted >= (double)CERTIFICATE_PRICE_LIMIT ? CERTIFICATE_PRICE_LIMIT : (int64_t)(wanted + 0.5);
    const bool is_coarse = most_of_one > SCALED_LIMIT / 2 / (int64_t)(row_count + 1);
    return is_coarse ? min_int64(rounded, (int64_t)wanted) : rounded;
}

/* What limits the denominator, in units of the objective (in phase one, of its own). */
struct magnitude {
    double paid;  /* the most that one path could pay */
    double price; /* the largest price of one unit of a row */
};

static struct magnitude magnitude_of(const struct bp_duals *duals, const struct bp *bp,
                                     const struct bp_view *view)
{
    struct magnitude most = {0.0, 0.0};
    for (size_t r = 0; r < bp->rows.count; r++) {
        const double price = duals->shared[r] / bp->master->scales[r];
        most.paid += price * (double)bp->rows.rows[r].most_of_one;
        most.price = fmax(most.price, price);
    }
    for (size_t k = 0; k < duals->cut_count; k++) {
        most.paid += duals->cuts[k] * (double)bp->cuts[k].most_of_one;
        most.price = fmax(most.price, duals->cuts[k]);
    }
    for (size_t r = 0; r < view->row_count; r++) {
        most.paid += duals->branch[r];
        most.price = fmax(most.price, duals->branch[r]);
    }
    return most;
}

static bool fits(const struct magnitude *most, double factor)
{
    return most->paid * factor <= (double)SCALED_LIMIT / 2.0 &&
           most->price * factor <= (double)CERTIFICATE_PRICE_LIMIT / 2.0;
}

void bp_duals_round(struct bp_prices *prices, const struct bp_duals *duals, struct bp *bp,
                    const struct bp_view *view)
{
    const struct bp_master *m = bp->master;
    const struct magnitude most = magnitude_of(duals, bp, view);
    double factor = (double)(INT64_C(1) << PHASE_ONE_BITS);
    prices->denominator = 0;
    if (m->is_phase_one) {
        while (factor > 1.0 && !fits(&most, factor)) {
            factor /= 2.0;
        }
    } else {
        prices->denominator = bp->denominator;
        while (prices->denominator > 1 && !fits(&most, (double)prices->denominator * m->unit_quanta)) {
            prices->denominator /= 2;
        }
        factor = (double)prices->denominator * m->unit_quanta;
    }
    prices->shared = ARENA_ARRAY(bp->scratch, int64_t, bp->rows.count);
    prices->cuts = ARENA_ARRAY(bp->scratch, struct bp_cut_price, duals->cut_count);
    prices->cut_count = 0;
    prices->branch = ARENA_ARRAY(bp->scratch, int64_t, view->row_count);
    prices->branch_count = view->row_count;
    for (size_t r = 0; r < bp->rows.count; r++) {
        prices->shared[r] =
            to_price(duals->shared[r] / m->scales[r] * factor, bp->rows.rows[r].most_of_one, bp->rows.count);
    }
    for (size_t k = 0; k < duals->cut_count; k++) {
        const int64_t price = to_price(duals->cuts[k] * factor, bp->cuts[k].most_of_one, duals->cut_count);
        if (price > 0) {
            prices->cuts[prices->cut_count++] = (struct bp_cut_price){k, price};
        }
    }
    for (size_t r = 0; r < view->row_count; r++) {
        prices->branch[r] = to_price(duals->branch[r] * factor, 1, view->row_count);
    }
}

/* What a node inherits from its parent, as the centre of its first steps. */
bool bp_duals_of_node(struct bp_duals *center, const struct bp *bp, const struct bp_view *view)
{
    const struct bp_prices *prices = &view->node->prices;
    if (prices->shared == NULL || prices->denominator == 0) {
        return false;
    }
    const double factor = (double)prices->denominator * bp->master->unit_quanta;
    for (size_t r = 0; r < bp->rows.count; r++) {
        center->shared[r] = (double)prices->shared[r] * bp->master->scales[r] / factor;
    }
    for (size_t k = 0; k < prices->cut_count; k++) {
        center->cuts[prices->cuts[k].cut] = (double)prices->cuts[k].price / factor;
    }
    for (size_t r = 0; r < prices->branch_count; r++) {
        center->branch[r] = (double)prices->branch[r] / factor;
    }
    return true;
}

struct bp_prices bp_prices_keep(struct bp *bp, const struct bp_prices *prices)
{
    struct bp_prices kept = *prices;
    kept.shared = ARENA_ARRAY(bp->arena, int64_t, bp->rows.count);
    kept.cuts = ARENA_ARRAY(bp->arena, struct bp_cut_price, prices->cut_count);
    kept.branch = ARENA_ARRAY(bp->arena, int64_t, prices->branch_count);
    if (prices->cut_count > 0) {
        memcpy(kept.cuts, prices->cuts, prices->cut_count * sizeof *kept.cuts);
    }
    memcpy(kept.shared, prices->shared, bp->rows.count * sizeof *kept.shared);
    if (prices->branch_count > 0) {
        memcpy(kept.branch, prices->branch, prices->branch_count * sizeof *kept.branch);
    }
    return kept;
}
