/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which inequality do all plans meet, though the mix of paths at hand does not? Full rows take few large
 * things, so what fits is a knapsack: of blocks that exceed a row together one has to stay out (cover
 * inequalities; Balas, Mathematical Programming 8, 1975; Wolsey, the same volume).
 *
 * Any counts make a cut, and the best right side for them is known: the most that anybody can count within
 * the room there is. Which counts? First a cover: the blocks that the mix runs most, until they do not fit.
 * Where that fails, how many units each takes, rounded down. Then every block of the mix counts as much as
 * the right side bears (lifting).
 */
#include <string.h>

#include "base/arena.h"
#include "solve/bp_cut_search.h"

/* ---- the cover ---- */

struct cut_item {
    size_t group;
    size_t block;
    double share; /* of the whole group */
};

static bool is_before(const struct cut_item *a, const struct cut_item *b)
{
    return a->share > b->share;
}

/* The blocks that the mix uses in the row, by falling share. */
static size_t collect_items(struct cut_item **items, const struct cut_search *s)
{
    struct bp *bp = s->bp;
    size_t count = 0;
    size_t most = 0;
    for (size_t g = 0; g < bp->group_count; g++) {
        most += bp->groups[g].depth;
    }
    *items = ARENA_ARRAY(bp->scratch, struct cut_item, most);
    for (size_t g = 0; g < bp->group_count; g++) {
        for (size_t i = 0; s->shares[g] != NULL && i < bp->groups[g].depth; i++) {
            if (s->shares[g][i] < 1e-6) {
                continue;
            }
            const struct cut_item item = {g, i, s->shares[g][i] / (double)bp->groups[g].size};
            size_t at = count++;
            while (at > 0 && is_before(&item, &(*items)[at - 1])) {
                (*items)[at] = (*items)[at - 1];
                at--;
            }
            (*items)[at] = item;
        }
    }
    return count;
}

/* The most that fits, by the profile; `size` - 1 at most. */
static int64_t most_that_fits(const int64_t *profile, const struct cut_search *s, size_t size)
{
    int64_t most = 0;
    for (size_t p = 1; p < size; p++) {
        if (profile[p] <= s->room) {
            most = (int64_t)p;
        }
    }
    return most;
}

static double left_side(const struct cut_search *s)
{
    double sum = 0.0;
    for (size_t g = 0; g < s->bp->group_count; g++) {
        for (size_t i = 0; s->counts[g] != NULL && s->shares[g] != NULL && i < s->bp->groups[g].depth; i++) {
            sum += s->shares[g][i] * (double)s->counts[g][i];
        }
    }
    return sum;
}

/* Items in order until they do not fit; then those out again without which they still do not. The right side,
 * or -1. */
static int64_t build_cover(const struct cut_search *s, const struct cut_item *items, size_t count)
{
    struct bp *bp = s->bp;
    int64_t *profile = ARENA_ARRAY(bp->scratch, int64_t, CUT_RIGHT_LIMIT + 2);
    int64_t total = 0;
    size_t taken = 0;
    bool is_over = false;
    while (taken < count && !is_over) {
        total += (int64_t)bp->groups[items[taken].group].size;
        if (total > CUT_RIGHT_LIMIT) {
            return -1;
        }
        cut_search_set_count(s, items[taken].group, items[taken].block, 1);
        taken++;
        cut_search_whole_profile(profile, s, (size_t)total + 1);
        is_over = profile[total] > s->room;
    }
    if (!is_over) {
        return -1;
    }
    for (size_t k = taken; k-- > 0;) {
        const int64_t size = (int64_t)bp->groups[items[k].group].size;
        if (total - size <= 0) {
            continue;
        }
        cut_search_set_count(s, items[k].group, items[k].block, 0);
        cut_search_whole_profile(profile, s, (size_t)(total - size) + 1);
        if (profile[total - size] > s->room) {
            total -= size;
        } else {
            cut_search_set_count(s, items[k].group, items[k].block, 1);
        }
    }
    cut_search_whole_profile(profile, s, (size_t)total + 1);
    return most_that_fits(profile, s, (size_t)total + 1);
}

/* ---- lifting ---- */

/* Raises the counts of one group as far as `right` bears it, given what the others need. */
static void lift_group(const struct cut_search *s, size_t g, const int64_t *others, int64_t right)
{
    struct bp *bp = s->bp;
    const size_t size = (size_t)right + 2;
    int64_t *all = ARENA_ARRAY(bp->scratch, int64_t, size);
    for (size_t i = 0; i < bp->groups[g].depth; i++) {
        bool fits = true;
        while (fits && s->counts[g][i] <= right) {
            cut_search_set_count(s, g, i, s->counts[g][i] + 1);
            memcpy(all, others, size * sizeof *all);
            cut_profile_join(all, &s->profiles[g], bp->groups[g].size, size);
            fits = all[right + 1] > s->room;
        }
        if (!fits) {
            cut_search_set_count(s, g, i, s->counts[g][i] - 1);
        }
    }
}

/* to[p] = least of a[q] + b[p - q]. */
static void join_halves(int64_t *to, const int64_t *a, const int64_t *b, size_t size)
{
    for (size_t p = 0; p < size; p++) {
        to[p] = CUT_UNUSABLE;
        for (size_t q = 0; q <= p; q++) {
            to[p] = min_int64(to[p], a[q] + b[p - q]);
        }
    }
}

/* Group by group: before it what is lifted, after it what is not yet. */
static void lift(const struct cut_search *s, int64_t right)
{
    struct bp *bp = s->bp;
    const size_t size = (size_t)right + 2;
    int64_t *after = ARENA_ARRAY(bp->scratch, int64_t, (bp->group_count + 1) * size);
    int64_t *before = ARENA_ARRAY(bp->scratch, int64_t, size);
    int64_t *others = ARENA_ARRAY(bp->scratch, int64_t, size);
    cut_profile_begin(before, size);
    cut_profile_begin(&after[bp->group_count * size], size);
    for (size_t g = bp->group_count; g-- > 0;) {
        memcpy(&after[g * size], &after[(g + 1) * size], size * sizeof *after);
        if (s->counts[g] != NULL) {
            cut_profile_join(&after[g * size], &s->profiles[g], bp->groups[g].size, size);
        }
    }
    for (size_t g = 0; g < bp->group_count; g++) {
        if (s->shares[g] != NULL) {
            cut_search_set_count(s, g, 0, s->counts[g] != NULL ? s->counts[g][0] : 0);
            join_halves(others, before, &after[(g + 1) * size], size);
            lift_group(s, g, others, right);
        }
        if (s->counts[g] != NULL) {
            cut_profile_join(before, &s->profiles[g], bp->groups[g].size, size);
        }
    }
}

/* ---- the best of several ---- */

/* The least that block `block` of the group takes where it takes anything. */
static int64_t weight_of(const struct cut_search *s, const struct cut_item *item)
{
    const struct bp_group *group = &s->bp->groups[item->group];
    const struct extended_graph *graph = &group->graph;
    int64_t least = CUT_UNUSABLE;
    for (uint32_t k = group->row_begin[s->row]; k < group->row_begin[s->row + 1]; k++) {
        if (graph->vertices[graph->arc_heads[group->row_arcs[k]]].layer == item->block + 1) {
            least = min_int64(least, group->row_amounts[k]);
        }
    }
    return least;
}

/* Everybody counts how many units it takes, rounded down (Chvatal-Gomory). The right side, or -1. */
static int64_t count_units(const struct cut_search *s, const struct cut_item *items, const int64_t *weights,
                           size_t count, int64_t unit)
{
    int64_t *all = ARENA_ARRAY(s->bp->scratch, int64_t, CUT_RIGHT_LIMIT + 2);
    cut_search_forget_counts(s);
    for (size_t k = 0; k < count; k++) {
        if (weights[k] >= unit) {
            cut_search_set_count(s, items[k].group, items[k].block,
                                 min_int64(weights[k] / unit, CUT_RIGHT_LIMIT));
        }
    }
    cut_search_whole_profile(all, s, CUT_RIGHT_LIMIT + 2);
    const int64_t right = most_that_fits(all, s, CUT_RIGHT_LIMIT + 2);
    return right > CUT_RIGHT_LIMIT ? -1 : right;
}

/* The unit, of some of the weights, that cuts deepest. */
static int64_t round_weights(const struct cut_search *s, const struct cut_item *items, size_t count)
{
    enum { TRIES = 12 };
    int64_t *weights = ARENA_ARRAY(s->bp->scratch, int64_t, count);
    for (size_t k = 0; k < count; k++) {
        weights[k] = weight_of(s, &items[k]);
    }
    const size_t tries = count < TRIES ? count : TRIES;
    double most = CUT_LEAST_VIOLATION;
    int64_t best = 0;
    for (size_t k = 0; k < tries; k++) {
        const int64_t unit = weights[k * count / tries];
        const int64_t right = count_units(s, items, weights, count, unit);
        if (right >= 0 && left_side(s) - (double)right > most) {
            most = left_side(s) - (double)right;
            best = unit;
        }
    }
    return best == 0 ? -1 : count_units(s, items, weights, count, best);
}

static bool lift_and_look(const struct cut_search *s, int64_t right)
{
    if (right < 0) {
        return false;
    }
    lift(s, right);
    return left_side(s) - (double)right >= CUT_LEAST_VIOLATION;
}

int64_t cut_search_run(const struct cut_search *s)
{
    struct cut_item *items = NULL;
    const size_t count = collect_items(&items, s);
    int64_t right = build_cover(s, items, count);
    if (lift_and_look(s, right)) {
        return right;
    }
    if (s->view->node->depth > 0) {
        return -1; /* not worth its time further down */
    }
    right = round_weights(s, items, count);
    return lift_and_look(s, right) ? right : -1;
}
