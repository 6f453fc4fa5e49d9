/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is the bound at a node? Column generation: master and pricing by turns, until neither has anything
 * new.
 *
 * Every evaluation of prices is a bound by itself, so the node may be closed long before the end. Prices are
 * smoothed towards the best so far (Wentges, 1997). Where helpers stay in use, phase one asks whether any mix
 * fits; its prices, as integers over the denominator 0, prove that none does (Farkas).
 */
#include <math.h>

#include "base/arena.h"
#include "solve/bp_master.h"

#define PENALTY_GROWTH 32.0

struct relaxing {
    struct bp *bp;
    const struct bp_view *view;
    struct bp_solution *solution;
    struct bp_duals duals;
    struct bp_duals center;
    bool has_center;
    double weight; /* of the centre in the next prices */
    bool has_pricing;
    struct bp_prices best;
};

/* What an evaluation proves; true if the node is closed by it. */
static bool learn(struct relaxing *r, const struct bp_prices *prices, const struct bp_pricing *pricing)
{
    struct bp *bp = r->bp;
    struct bp_node *node = r->view->node;
    if (pricing->is_hopeless || (prices->denominator == 0 && pricing->value > 0)) {
        node->prices = bp_prices_keep(bp, prices);
        node->is_combined = false;
        return true;
    }
    if (prices->denominator == 0) {
        return false;
    }
    const int128 bound = ceil_divide(pricing->value, prices->denominator);
    if (!r->has_pricing || bound > ceil_divide(r->solution->pricing.value, r->best.denominator)) {
        r->has_pricing = true;
        r->solution->pricing = *pricing;
        r->best = *prices;
        r->center.shared = r->duals.shared;
        r->center.cuts = r->duals.cuts;
        r->center.cut_count = r->duals.cut_count;
        r->center.branch = r->duals.branch;
        r->has_center = true;
    }
    if (bound > node->bound_quanta) {
        node->bound_quanta = (int64_t)bound;
        node->prices = bp_prices_keep(bp, prices);
        node->is_combined = false;
    }
    return bp_bound_closes(bp, node->bound_quanta);
}

static size_t add_columns(struct bp *bp, const struct bp_pricing *pricing)
{
    size_t added = 0;
    for (size_t g = 0; g < bp->group_count; g++) {
        if (pricing->paths[g]->column == NO_COLUMN) {
            bp_master_add(bp, pricing->paths[g]);
            added++;
        }
    }
    return added;
}

/* One evaluation at the master's prices, blended; sets whether anything new came. True: the node is closed.
 */
static bool price_once(struct relaxing *r, size_t *added)
{
    struct bp *bp = r->bp;
    struct bp_prices prices;
    struct bp_pricing pricing;
    r->duals = bp_duals_new(bp, r->view);
    bp_duals_read(&r->duals, bp, r->view);
    if (r->has_center && r->weight > 0.0 && !bp->master->is_phase_one) {
        bp_duals_blend(&r->duals, &r->center, r->weight, bp, r->view);
    }
    bp_duals_round(&prices, &r->duals, bp, r->view);
    bp_price(&pricing, bp, r->view, &prices);
    if (learn(r, &prices, &pricing)) {
        return true;
    }
    *added = add_columns(bp, &pricing);
    return false;
}

/*
 * Neither master nor pricing has anything new. True: the node is solved. Otherwise helpers are still in use,
 * and what comes next is phase one, or phase two with a higher penalty.
 */
static bool has_converged(struct relaxing *r)
{
    struct bp *bp = r->bp;
    struct bp_master *m = bp->master;
    const bool needs_help = bp_master_help(bp) > BP_TINY;
    if (m->is_phase_one) {
        if (needs_help) {
            return true; /* too close to call: branch */
        }
        m->penalty *= PENALTY_GROWTH;
        bp_master_set_phase(bp, false);
        r->has_center = false;
        return false;
    }
    if (needs_help) {
        bp_master_set_phase(bp, true);
        return false;
    }
    return true;
}

/* Is what the master might still gain below half a quantum? */
static bool is_tight(const struct relaxing *r)
{
    const struct bp_master *m = r->bp->master;
    const double objective = lp_session_objective(m->session) * m->unit_quanta;
    return !m->is_phase_one && r->has_pricing && bp_master_help(r->bp) <= BP_TINY &&
           objective - (double)r->view->node->bound_quanta < 0.5;
}

static enum bp_relaxation generate_columns(struct relaxing *r)
{
    enum { ROUND_LIMIT = 2000 };
    static const double weight = 0.6;
    struct bp *bp = r->bp;
    enum lp_method method = LP_DUAL;
    r->weight = weight;
    for (int round = 0; round < ROUND_LIMIT; round++) {
        size_t added = 0;
        if (deadline_has_passed(&bp->options->deadline) || bp->is_stopped || !bp_master_solve(bp, method)) {
            return RELAXATION_STOPPED;
        }
        if (price_once(r, &added)) {
            return RELAXATION_CLOSED;
        }
        method = LP_PRIMAL;
        if (is_tight(r)) {
            return RELAXATION_SOLVED;
        }
        if (added > 0) {
            r->weight = weight;
        } else if (r->weight > 0.0 && r->has_center && !bp->master->is_phase_one) {
            r->weight = 0.0;
        } else if (has_converged(r)) {
            return RELAXATION_SOLVED;
        } else {
            r->weight = weight;
        }
    }
    return RELAXATION_SOLVED;
}

enum bp_relaxation bp_relax(struct bp_solution *solution, struct bp *bp, const struct bp_view *view)
{
    struct relaxing r = {.bp = bp, .view = view, .solution = solution};
    *solution = (struct bp_solution){.count = 0};
    r.center = bp_duals_new(bp, view);
    bp_master_enter(bp, view);
    r.has_center = bp_duals_of_node(&r.center, bp, view);
    const enum bp_relaxation relaxation = generate_columns(&r);
    solution->prices = r.best;
    if (relaxation == RELAXATION_SOLVED) {
        bp_master_read(solution, bp);
        bp_master_unload_idle_cuts(bp);
    }
    if (bp->master->is_phase_one) {
        bp_master_set_phase(bp, false);
    }
    return relaxation;
}
