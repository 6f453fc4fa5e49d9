/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How much of a row must be taken to count so much? For one group a sweep over what the row sees of its
 * graph, with the count as a second dimension, or a look through its list; group by group they add up.
 */
#include <string.h>

#include "base/arena.h"
#include "solve/bp_cut_search.h"

/*
 * A graph as one row sees it: after each block a path is in state 1 if the block took of the row, in state 0
 * if not. `amounts` has, for each block and state before, the least that an arc into state 1 takes, or
 * CUT_UNUSABLE; into state 0 there is always a way. Every path of the graph is one of the strip, so what the
 * strip takes at least, the graph does.
 */
struct cut_strip {
    int64_t *amounts; /* [depth * 2] by block, state before */
    bool *may_end;    /* [depth] by block */
};

static void add_arc(struct cut_strip *strip, const struct extended_graph *graph, const uint32_t *users,
                    size_t arc, int64_t amount)
{
    const uint32_t tail = graph->arc_tails[arc];
    const size_t in_degree = graph->in_begin[tail + 1] - graph->in_begin[tail];
    int64_t *least = &strip->amounts[2 * (graph->vertices[graph->arc_heads[arc]].layer - 1)];
    if (users[tail] > 0) {
        least[1] = min_int64(least[1], amount);
    }
    if (users[tail] < in_degree || tail == 0) {
        least[0] = min_int64(least[0], amount);
    }
}

static void build_strip(struct cut_strip *strip, const struct cut_search *s, size_t g)
{
    const struct bp_group *group = &s->bp->groups[g];
    const struct extended_graph *graph = &group->graph;
    const bool *is_removed = s->view->groups[g].is_removed;
    const size_t sink = extended_graph_sink(graph);
    strip->amounts = ARENA_ARRAY(s->bp->scratch, int64_t, 2 * group->depth);
    strip->may_end = ARENA_ARRAY(s->bp->scratch, bool, group->depth);
    for (size_t k = 0; k < 2 * group->depth; k++) {
        strip->amounts[k] = CUT_UNUSABLE;
    }
    for (size_t a = graph->in_begin[sink]; a < graph->in_begin[sink + 1]; a++) {
        strip->may_end[graph->vertices[graph->arc_tails[a]].layer - 1] = true;
    }
    const struct arena_mark mark = arena_mark(s->bp->scratch);
    uint32_t *users = ARENA_ARRAY(s->bp->scratch, uint32_t, graph->vertex_count);
    for (uint32_t k = group->row_begin[s->row]; k < group->row_begin[s->row + 1]; k++) {
        users[graph->arc_heads[group->row_arcs[k]]]++;
    }
    for (uint32_t k = group->row_begin[s->row]; k < group->row_begin[s->row + 1]; k++) {
        if (is_removed == NULL || !is_removed[group->row_arcs[k]]) {
            add_arc(strip, graph, users, group->row_arcs[k], group->row_amounts[k]);
        }
    }
    arena_rewind(s->bp->scratch, mark);
}

static const struct cut_strip *strip_of(const struct cut_search *s, size_t g)
{
    if (s->strips[g] == NULL) {
        s->strips[g] = ARENA_NEW(s->bp->scratch, struct cut_strip);
        build_strip(s->strips[g], s, g);
    }
    return s->strips[g];
}

/* to[p + count] = least of from[p] + amount; what counts more counts as size - 1. */
static void move(int64_t *to, const int64_t *from, int64_t amount, size_t count, size_t size)
{
    for (size_t p = 0; p < size && amount < CUT_UNUSABLE; p++) {
        const size_t q = p + count < size ? p + count : size - 1;
        to[q] = min_int64(to[q], from[p] + amount);
    }
}

/* The least to get to an end and count exactly p, or at least size - 1. */
static const int64_t *sweep_strip(const struct cut_search *s, size_t g, size_t size)
{
    const struct cut_strip *strip = strip_of(s, g);
    int64_t *ended = ARENA_ARRAY(s->bp->scratch, int64_t, size);
    int64_t *now = ARENA_ARRAY(s->bp->scratch, int64_t, 2 * size);
    int64_t *next = ARENA_ARRAY(s->bp->scratch, int64_t, 2 * size);
    for (size_t p = 0; p < size; p++) {
        ended[p] = CUT_UNUSABLE;
        now[p] = p == 0 ? 0 : CUT_UNUSABLE;
        now[size + p] = CUT_UNUSABLE;
    }
    for (size_t i = 0; i < s->bp->groups[g].depth; i++) {
        const size_t count = (size_t)s->counts[g][i];
        for (size_t p = 0; p < size; p++) {
            next[p] = min_int64(now[p], now[size + p]);
            next[size + p] = CUT_UNUSABLE;
        }
        move(&next[size], now, strip->amounts[2 * i], count, size);
        move(&next[size], &now[size], strip->amounts[2 * i + 1], count, size);
        for (size_t p = 0; strip->may_end[i] && p < size; p++) {
            ended[p] = min_int64(ended[p], min_int64(next[p], next[size + p]));
        }
        int64_t *swap = now;
        now = next;
        next = swap;
    }
    return ended;
}

static int64_t amount_in_row(const struct bp_path *path, uint32_t row)
{
    return row_uses_of(path->uses, path->use_count, row);
}

/* Do two paths take of the row in the same blocks, and as much? */
static bool is_same_in_row(const struct cut_search *s, const struct bp_path *a, const struct bp_path *b)
{
    const size_t rows = s->bp->rows.count;
    if (amount_in_row(a, s->row) != amount_in_row(b, s->row)) {
        return false;
    }
    size_t i = 0;
    size_t k = 0;
    for (;;) {
        while (i < a->step_count && a->steps[i] % rows != s->row) {
            i++;
        }
        while (k < b->step_count && b->steps[k] % rows != s->row) {
            k++;
        }
        if (i == a->step_count || k == b->step_count) {
            return i == a->step_count && k == b->step_count;
        }
        if (a->steps[i++] != b->steps[k++]) {
            return false;
        }
    }
}

static uint64_t hash_in_row(const struct cut_search *s, const struct bp_path *path)
{
    const size_t rows = s->bp->rows.count;
    uint64_t hash = (uint64_t)amount_in_row(path, s->row);
    for (size_t k = 0; k < path->step_count; k++) {
        if (path->steps[k] % rows == s->row) {
            hash = (hash ^ path->steps[k]) * UINT64_C(0xBF58476D1CE4E5B9);
            hash ^= hash >> 31;
        }
    }
    return hash;
}

/* One path for each way to use the row. */
static const struct bp_paths *examples_of(const struct cut_search *s, size_t g)
{
    const struct bp_paths *all = &s->view->groups[g].paths;
    struct bp_paths *examples = &s->examples[g];
    if (examples->items != NULL) {
        return examples;
    }
    examples->items = ARENA_ARRAY(s->bp->scratch, struct bp_path *, all->count);
    size_t capacity = 16;
    while (capacity < 2 * all->count) {
        capacity *= 2;
    }
    struct bp_path **hashed = ARENA_ARRAY(s->bp->scratch, struct bp_path *, capacity);
    for (size_t k = 0; k < all->count; k++) {
        size_t at = (size_t)hash_in_row(s, all->items[k]) & (capacity - 1);
        while (hashed[at] != NULL && !is_same_in_row(s, all->items[k], hashed[at])) {
            at = (at + 1) & (capacity - 1);
        }
        if (hashed[at] == NULL) {
            hashed[at] = all->items[k];
            examples->items[examples->count++] = all->items[k];
        }
    }
    return examples;
}

static const int64_t *sweep_list(const struct cut_search *s, size_t g, size_t size)
{
    const struct bp_paths *paths = examples_of(s, g);
    int64_t *least = ARENA_ARRAY(s->bp->scratch, int64_t, size);
    for (size_t p = 0; p < size; p++) {
        least[p] = CUT_UNUSABLE;
    }
    for (size_t k = 0; k < paths->count; k++) {
        const struct bp_path *path = paths->items[k];
        const int64_t counted = bp_path_counts(s->bp, path, s->row, s->counts[g]);
        const size_t sum = (size_t)min_int64(counted, (int64_t)size - 1);
        least[sum] = min_int64(least[sum], amount_in_row(path, s->row));
    }
    return least;
}

/* Counting up to `size` - 1; `profile->least` has room for that. */
static void find_profile(struct cut_profile *profile, const struct cut_search *s, size_t g, size_t size)
{
    if (s->view->list != NULL) {
        examples_of(s, g);
    } else {
        strip_of(s, g);
    }
    const struct arena_mark mark = arena_mark(s->bp->scratch);
    const int64_t *last = s->view->list != NULL ? sweep_list(s, g, size) : sweep_strip(s, g, size);
    int64_t beyond = CUT_UNUSABLE;
    profile->count = 0;
    for (size_t p = size; p-- > 0;) {
        beyond = min_int64(beyond, last[p]);
        profile->least[p] = beyond >= CUT_UNUSABLE ? CUT_UNUSABLE : max_int64(beyond - s->base[g], 0);
        if (beyond < CUT_UNUSABLE && profile->count == 0) {
            profile->count = p + 1;
        }
    }
    arena_rewind(s->bp->scratch, mark);
}

void cut_search_set_count(const struct cut_search *s, size_t g, size_t block, int64_t count)
{
    if (s->counts[g] == NULL) {
        s->counts[g] = ARENA_ARRAY(s->bp->scratch, int64_t, s->bp->groups[g].depth);
        s->profiles[g].least = ARENA_ARRAY(s->bp->scratch, int64_t, CUT_RIGHT_LIMIT + 2);
    }
    s->counts[g][block] = count;
    int64_t sum = 0;
    for (size_t i = 0; i < s->bp->groups[g].depth; i++) {
        sum += s->counts[g][i];
    }
    find_profile(&s->profiles[g], s, g, (size_t)min_int64(sum, CUT_RIGHT_LIMIT + 1) + 1);
}

void cut_search_forget_counts(const struct cut_search *s)
{
    for (size_t g = 0; g < s->bp->group_count; g++) {
        s->counts[g] = NULL;
    }
}

void cut_profile_begin(int64_t *all, size_t size)
{
    all[0] = 0;
    for (size_t p = 1; p < size; p++) {
        all[p] = CUT_UNUSABLE;
    }
}

void cut_profile_join(int64_t *all, const struct cut_profile *one, size_t times, size_t size)
{
    /* More than `size` that count are no use; who cannot count adds nothing. */
    for (size_t k = 0; k < times && k < size && one->count > 1; k++) {
        for (size_t p = size; p-- > 1;) {
            for (size_t q = 1; q < one->count; q++) {
                all[p] = min_int64(all[p], all[p > q ? p - q : 0] + one->least[q]);
            }
        }
    }
}

void cut_search_whole_profile(int64_t *all, const struct cut_search *s, size_t size)
{
    cut_profile_begin(all, size);
    for (size_t g = 0; g < s->bp->group_count; g++) {
        if (s->counts[g] != NULL) {
            cut_profile_join(all, &s->profiles[g], s->bp->groups[g].size, size);
        }
    }
}
