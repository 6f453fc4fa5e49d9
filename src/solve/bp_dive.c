/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which plan is near the relaxation? Fix the likeliest path, let the others adapt with new columns at new
 * prices, and go on until all are fixed (diving; Joncour, Michel, Sadykov, Sverdlov, Vanderbeck, 2010). With
 * most of the best plan fixed from the start the same dive looks for a better place for the rest (large
 * neighbourhood search; Shaw, 1998).
 *
 * A heuristic throughout: what comes out goes through the rounding, which counts in integers.
 */
#include <math.h>

#include "base/arena.h"
#include "base/rng.h"
#include "model/problem.h"
#include "solve/bp_master.h"

struct dive {
    struct bp *bp;
    struct bp_view *view;
    int64_t *counts; /* [column capacity] fixed so far */
    size_t capacity; /* columns beyond this one are not fixed; the dive may add some */
    int64_t *left;   /* [group_count] applications not fixed yet */
    size_t left_count;
    bool *is_fixed; /* [group_count] nothing is left of the group */
};

static void fix(struct dive *d, const struct bp_path *path, int64_t count)
{
    d->counts[path->column] += count;
    d->left[path->group] -= count;
    d->left_count -= (size_t)count;
    d->is_fixed[path->group] = d->left[path->group] == 0;
    lp_session_set_column_bounds(d->bp->master->session, path->column, (double)d->counts[path->column],
                                 INFINITY);
}

/* New columns for the groups that are not fixed, a few times. */
static bool price(struct dive *d)
{
    enum { PRICINGS = 3 };
    struct bp *bp = d->bp;
    for (int k = 0; k < PRICINGS; k++) {
        if (bp_price_columns(bp, d->view, d->capacity) == 0) {
            return true;
        }
        if (!bp_master_solve(bp, LP_PRIMAL)) {
            return false;
        }
    }
    return true;
}

/* Fixes what is whole, and the largest fraction; false if there is nothing to fix. */
static bool fix_likeliest(struct dive *d, const struct bp_solution *solution)
{
    const struct bp_path *best = NULL;
    double best_part = 0.0;
    bool any = false;
    for (size_t k = 0; k < solution->count; k++) {
        const struct bp_path *path = solution->fractions[k].path;
        if (d->left[path->group] == 0 || path->column >= d->capacity) {
            continue;
        }
        const double rest = solution->fractions[k].value - (double)d->counts[path->column];
        const int64_t whole = min_int64((int64_t)floor(rest + 1e-6), d->left[path->group]);
        if (whole > 0) {
            fix(d, path, whole);
            any = true;
        } else if (rest > best_part) {
            best = path;
            best_part = rest;
        }
    }
    if (best != NULL && d->left[best->group] > 0) {
        fix(d, best, 1);
        any = true;
    }
    return any;
}

/* What is fixed as a solution of its own, for the rounding to complete. */
static void offer(struct dive *d, const struct bp_solution *last)
{
    enum { PAIR_TRIALS = 300 };
    struct bp *bp = d->bp;
    struct bp_solution solution = {
        .fractions = ARENA_ARRAY(bp->scratch, struct bp_fraction, d->capacity + last->count)};
    for (size_t k = 0; k < last->count; k++) {
        solution.fractions[solution.count] = last->fractions[k];
        solution.fractions[solution.count++].value *= 0.5;
    }
    for (size_t j = 0; j < d->capacity && j < bp_master_column_count(bp); j++) {
        if (d->counts[j] > 0) {
            solution.fractions[solution.count++] =
                (struct bp_fraction){bp->master->paths[j], (double)d->counts[j] + 1.0};
        }
    }
    bp_round(bp, &solution, 1, PAIR_TRIALS);
}

static void run(struct dive *d)
{
    struct bp *bp = d->bp;
    struct bp_solution solution = {.count = 0};
    bool goes_on = bp_master_solve(bp, LP_DUAL);
    while (goes_on && d->left_count > 0) {
        goes_on = price(d) && bp_master_help(bp) <= BP_TINY;
        if (goes_on) {
            bp_master_read(&solution, bp);
            goes_on = fix_likeliest(d, &solution) && bp_master_solve(bp, LP_DUAL);
        }
    }
    offer(d, &solution);
    for (size_t j = 0; j < d->capacity && j < bp_master_column_count(bp); j++) {
        if (d->counts[j] > 0) {
            lp_session_set_column_bounds(bp->master->session, j, 0.0, INFINITY);
        }
    }
}

void bp_dive(struct bp *bp, struct bp_view *view, const int64_t *fixed)
{
    enum { NEW_COLUMNS_PER_GROUP = 40 };
    const struct arena_mark mark = arena_mark(bp->scratch);
    const size_t columns = bp_master_column_count(bp);
    struct dive d = {
        .bp = bp,
        .view = view,
        .capacity = columns + NEW_COLUMNS_PER_GROUP * bp->group_count,
        .left = ARENA_ARRAY(bp->scratch, int64_t, bp->group_count),
        .left_count = bp->problem->application_count,
        .is_fixed = ARENA_ARRAY(bp->scratch, bool, bp->group_count),
    };
    d.counts = ARENA_ARRAY(bp->scratch, int64_t, d.capacity);
    for (size_t g = 0; g < bp->group_count; g++) {
        d.left[g] = (int64_t)bp->groups[g].size;
    }
    view->is_fixed = d.is_fixed;
    for (size_t j = 0; fixed != NULL && j < columns; j++) {
        if (fixed[j] > 0) {
            fix(&d, bp->master->paths[j], fixed[j]);
        }
    }
    run(&d);
    view->is_fixed = NULL;
    arena_rewind(bp->scratch, mark);
}

static size_t shared_uses(const struct bp_path *a, const struct bp_path *b)
{
    size_t count = 0;
    for (size_t i = 0, k = 0; i < a->use_count && k < b->use_count;) {
        const uint32_t left = a->uses[i].row;
        const uint32_t right = b->uses[k].row;
        count += left == right;
        i += left <= right;
        k += right <= left;
    }
    return count;
}

/* Frees a random application and those that meet it on most rows, and some more by chance. */
static void choose_free(bool *is_free, struct bp *bp, uint64_t seed)
{
    enum { MOST_FREE = 12 };
    struct rng rng = rng_from_seed(seed);
    const size_t count = bp->problem->application_count;
    const size_t free_count = count < 2 * MOST_FREE ? (count + 1) / 2 : MOST_FREE;
    const struct bp_path *first = bp->best_paths[rng_between(&rng, 0, (int64_t)count - 1)];
    int64_t *scores = ARENA_ARRAY(bp->scratch, int64_t, count);
    for (size_t h = 0; h < count; h++) {
        const struct bp_path *path = bp->best_paths[h];
        scores[h] =
            path == first ? INT64_MAX : 100 * (int64_t)shared_uses(first, path) + rng_between(&rng, 0, 400);
    }
    for (size_t k = 0; k < free_count; k++) {
        size_t best = 0;
        for (size_t h = 1; h < count; h++) {
            best = scores[h] > scores[best] ? h : best;
        }
        is_free[best] = true;
        scores[best] = -1;
    }
}

void bp_repair(struct bp *bp, struct bp_view *view, uint64_t seed)
{
    const struct arena_mark mark = arena_mark(bp->scratch);
    bool *is_free = ARENA_ARRAY(bp->scratch, bool, bp->problem->application_count);
    choose_free(is_free, bp, seed);
    for (size_t h = 0; h < bp->problem->application_count; h++) {
        bp_master_add(bp, bp->best_paths[h]);
    }
    int64_t *fixed = ARENA_ARRAY(bp->scratch, int64_t, bp_master_column_count(bp));
    for (size_t h = 0; h < bp->problem->application_count; h++) {
        if (!is_free[h]) {
            fixed[bp->best_paths[h]->column]++;
        }
    }
    bp_dive(bp, view, fixed);
    arena_rewind(bp->scratch, mark);
}
