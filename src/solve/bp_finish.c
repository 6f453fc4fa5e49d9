/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When is it worth combining what is left to choose at a node? The closer a target is to the node's bound,
 * the fewer choices are left and the less the work; it grows by leaps. So the first node finds out how far
 * above its bound a target may be, each success raising the bound to the target and doubling the distance;
 * the nodes below are tried when their whole gap is about that small.
 */
#include "solve/bp_combine.h"
#include "solve/bp_master.h"

/* Tries the target so far above the node's bound. */
static enum bp_combination try(struct bp *bp, const struct bp_view *view, const struct bp_solution *solution,
                               int64_t distance)
{
    struct bp_node *node = view->node;
    const int64_t work_before = bp->labels + bp->combined_parts;
    const int64_t target = min_int64(bp->best_energy_quanta, node->bound_quanta + distance);
    const enum bp_combination answer = bp_combine(bp, view, solution, target);
    bp->combining_work += bp->labels + bp->combined_parts - work_before;
    if (answer == COMBINATION_UNKNOWN) {
        return answer;
    }
    bp->combinations++;
    /* A better plan is the best below the node: no other costs less. */
    node->bound_quanta = answer == COMBINATION_BETTER ? bp->best_energy_quanta : target;
    node->prices = bp_prices_keep(bp, &solution->prices);
    node->is_combined = true;
    return answer;
}

/* Has combining taken no longer than all simplex iterations so far, about? */
static bool has_budget(const struct bp *bp)
{
    enum { WORK_PER_ITERATION = 20, WORK_ANYWAY = 2000000 };
    return bp->combining_work <= WORK_PER_ITERATION * bp_master_iterations(bp) + WORK_ANYWAY;
}

/* As far as it gets. */
static void explore(struct bp *bp, const struct bp_view *view, const struct bp_solution *solution)
{
    enum { TRY_LIMIT = 12, CLOSER = 4 };
    struct bp_node *node = view->node;
    int64_t distance = bp->best_energy_quanta - node->bound_quanta;
    for (int i = 0; i < TRY_LIMIT && distance > 0 && !bp_bound_closes(bp, node->bound_quanta); i++) {
        if (try(bp, view, solution, distance) != COMBINATION_UNKNOWN) {
            bp->reach_quanta = max_int64(bp->reach_quanta, distance);
            distance *= 2;
        } else if (bp->reach_quanta > 0) {
            return;
        } else {
            distance /= CLOSER;
        }
    }
    bp->reach_quanta = max_int64(bp->reach_quanta, 1);
}

bool bp_finish(struct bp *bp, const struct bp_view *view, const struct bp_solution *solution)
{
    if (bp->best_plan == NULL || solution->prices.shared == NULL || solution->pricing.is_hopeless) {
        return false;
    }
    struct bp_node *node = view->node;
    const int64_t gap = bp->best_energy_quanta - node->bound_quanta;
    if (bp->reach_quanta == 0) {
        explore(bp, view, solution);
    } else if (has_budget(bp) && gap <= bp->reach_quanta + bp->reach_quanta / 2) {
        if (try(bp, view, solution, gap) == COMBINATION_UNKNOWN) {
            bp->reach_quanta = max_int64(1, min_int64(bp->reach_quanta, gap) * 4 / 5);
        } else {
            bp->reach_quanta = max_int64(bp->reach_quanta + bp->reach_quanta / 16, gap);
        }
    }
    return bp_bound_closes(bp, node->bound_quanta);
}
