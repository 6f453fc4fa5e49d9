/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which cuts are there, where do they hold, and what do they cost a path? A cut belongs to the node of the
 * search below which it was proved, and is in the master only while it presses.
 *
 * Counts belong to blocks, not to paths: pricing adds them to the costs of arcs and stays what it was.
 */
#include "solve/bp_cuts.h"

#include <string.h>

#include "base/arena.h"
#include "solve/bp_cut_search.h"

bool bp_cut_holds(const struct bp_cut *cut, const struct bp_node *node)
{
    while (node != NULL && node != cut->node) {
        node = node->parent;
    }
    return node != NULL;
}

int64_t bp_cut_counts(const struct bp_cut *cut, const struct bp *bp, const struct bp_path *path)
{
    const int64_t *counts = cut->counts[path->group];
    return counts != NULL ? bp_path_counts(bp, path, cut->row, counts) : 0;
}

const int64_t *bp_cut_surcharges(struct bp *bp, size_t g, const struct bp_prices *prices)
{
    int64_t *surcharges = NULL;
    for (size_t k = 0; k < prices->cut_count; k++) {
        const struct bp_cut *cut = &bp->cuts[prices->cuts[k].cut];
        if (cut->counts[g] == NULL) {
            continue;
        }
        if (surcharges == NULL) {
            surcharges = ARENA_ARRAY(bp->scratch, int64_t, bp->groups[g].depth * bp->rows.count);
        }
        for (size_t i = 0; i < bp->groups[g].depth; i++) {
            surcharges[i * bp->rows.count + cut->row] += prices->cuts[k].price * cut->counts[g][i];
        }
    }
    return surcharges;
}

static struct bp_cut *new_cut(struct bp *bp)
{
    bp->cuts = ARENA_GROW(bp->arena, struct bp_cut, bp->cuts, bp->cut_count, &bp->cut_capacity);
    return &bp->cuts[bp->cut_count++];
}

static void take_cut(const struct cut_search *s, struct bp_node *node, int64_t right)
{
    struct bp *bp = s->bp;
    struct bp_cut *cut = new_cut(bp);
    *cut = (struct bp_cut){
        .node = node,
        .row = s->row,
        .right = right,
        .slot = NO_CUT,
        .counts = ARENA_ARRAY(bp->arena, int64_t *, bp->group_count),
    };
    for (size_t g = 0; g < bp->group_count; g++) {
        int64_t sum = 0;
        for (size_t i = 0; s->counts[g] != NULL && i < bp->groups[g].depth; i++) {
            sum += s->counts[g][i];
        }
        if (sum > 0) {
            cut->counts[g] = ARENA_ARRAY(bp->arena, int64_t, bp->groups[g].depth);
            memcpy(cut->counts[g], s->counts[g], bp->groups[g].depth * sizeof(int64_t));
            cut->most_of_one = max_int64(cut->most_of_one, sum);
        }
    }
    bp_master_load_cut(bp, bp->cut_count - 1);
}

/* Known cuts that hold here and are violated come back. */
static size_t load_known(struct bp *bp, const struct bp_view *view, const struct bp_solution *solution)
{
    size_t count = 0;
    for (size_t k = 0; k < bp->cut_count; k++) {
        struct bp_cut *cut = &bp->cuts[k];
        if (cut->slot != NO_CUT || !bp_cut_holds(cut, view->node)) {
            continue;
        }
        double sum = -(double)cut->right;
        for (size_t i = 0; i < solution->count; i++) {
            sum += solution->fractions[i].value * (double)bp_cut_counts(cut, bp, solution->fractions[i].path);
        }
        if (sum > CUT_LEAST_VIOLATION) {
            cut->idle = 0;
            bp_master_load_cut(bp, k);
            count++;
        }
    }
    return count;
}

static void find_shares(const struct cut_search *s, const struct bp_solution *solution)
{
    struct bp *bp = s->bp;
    for (size_t k = 0; k < solution->count; k++) {
        const struct bp_path *path = solution->fractions[k].path;
        double **shares = &s->shares[path->group];
        for (size_t i = 0; i < path->step_count; i++) {
            if (path->steps[i] % bp->rows.count == s->row) {
                if (*shares == NULL) {
                    *shares = ARENA_ARRAY(bp->scratch, double, bp->groups[path->group].depth);
                }
                (*shares)[path->steps[i] / bp->rows.count] += solution->fractions[k].value;
            }
        }
    }
}

static bool search_row(struct bp *bp, struct bp_view *view, const struct bp_solution *solution, size_t row)
{
    const struct arena_mark mark = arena_mark(bp->scratch);
    const size_t groups = bp->group_count;
    struct cut_search s = {
        .bp = bp,
        .view = view,
        .row = (uint32_t)row,
        .room = bp->rows.rows[row].capacity,
        .base = ARENA_ARRAY(bp->scratch, int64_t, groups),
        .shares = ARENA_ARRAY(bp->scratch, double *, groups),
        .counts = ARENA_ARRAY(bp->scratch, int64_t *, groups),
        .profiles = ARENA_ARRAY(bp->scratch, struct cut_profile, groups),
        .strips = ARENA_ARRAY(bp->scratch, struct cut_strip *, groups),
        .examples = ARENA_ARRAY(bp->scratch, struct bp_paths, groups),
    };
    for (size_t g = 0; g < groups; g++) {
        s.base[g] = view->groups[g].least[row];
        s.room -= s.base[g] * (int64_t)bp->groups[g].size;
    }
    find_shares(&s, solution);
    const int64_t right = cut_search_run(&s);
    if (right >= 0) {
        take_cut(&s, bp_node_for_cuts(view, bp), right);
    }
    arena_rewind(bp->scratch, mark);
    return right >= 0;
}

size_t bp_cuts_separate(struct bp *bp, struct bp_view *view, const struct bp_solution *solution)
{
    static const double nearly_full = 0.9;
    const size_t known = load_known(bp, view, solution);
    if (known > 0) {
        return known;
    }
    const struct arena_mark mark = arena_mark(bp->scratch);
    double *taken = ARENA_ARRAY(bp->scratch, double, bp->rows.count);
    size_t found = 0;
    for (size_t k = 0; k < solution->count; k++) {
        const struct bp_path *path = solution->fractions[k].path;
        for (size_t i = 0; i < path->use_count; i++) {
            taken[path->uses[i].row] += solution->fractions[k].value * (double)path->uses[i].amount;
        }
    }
    for (size_t r = 0; r < bp->rows.count && !deadline_has_passed(&bp->options->deadline); r++) {
        if (taken[r] >= nearly_full * (double)bp->rows.rows[r].capacity) {
            found += search_row(bp, view, solution, r);
        }
    }
    arena_rewind(bp->scratch, mark);
    return found;
}
