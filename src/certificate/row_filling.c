/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How well can the applications still to come fill one limit? The price of a limit pays for what stays of it,
 * and whole paths may not fill it to the brim, even if nothing else mattered. From the last application to
 * the first: uses and values of what can be put together. Of two ways the one that uses no more and has no
 * greater value stays; where there are still too many, two neighbours become one that uses the less and has
 * the lesser value, which no plan need have, but which excludes nothing that one of the two would not.
 *
 * What is left out on the way is in no plan that costs less than the floor: those before use at least their
 * least and at most their most, and cost nothing below their least.
 */
#include "certificate/row_filling.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { FILLING_LIMIT = 256, MADE_LIMIT = 1 << 16 };

/* What one application, or all before one, use of the limit. */
struct range {
    int64_t least;
    int64_t most;
};

static int compare_fillings(const void *a, const void *b)
{
    const struct row_filling *x = a;
    const struct row_filling *y = b;
    if (x->use != y->use) {
        return x->use < y->use ? -1 : 1;
    }
    return x->value < y->value ? -1 : x->value > y->value;
}

/* Sorts; keeps those whose value is below that of all that use no more. */
static size_t keep_lower(struct row_filling *fillings, size_t count)
{
    size_t kept = 0;
    qsort(fillings, count, sizeof *fillings, compare_fillings);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || fillings[i].value < fillings[kept - 1].value) {
            fillings[kept++] = fillings[i];
        }
    }
    return kept;
}

static size_t merge_neighbours(struct row_filling *fillings, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i += 2) {
        const size_t next = i + 1 < count ? i + 1 : i;
        fillings[kept++] = (struct row_filling){fillings[i].use, fillings[next].value};
    }
    return kept;
}

static struct range range_of(const struct choice_set *set, size_t column)
{
    struct range range = {choice_uses(set, 0)[column], choice_uses(set, 0)[column]};
    for (size_t i = 1; i < set->count; i++) {
        range.least = min_int64(range.least, choice_uses(set, i)[column]);
        range.most = max_int64(range.most, choice_uses(set, i)[column]);
    }
    return range;
}

/* Can those before make a plan below the floor of it? */
static bool may_be(const struct row_fillings *row, const struct row_filling *filling,
                   const struct range *before)
{
    const int64_t left = row->limit.right - filling->use;
    const int64_t slack = max_int64(0, left - before->most);
    const int128 cost = filling->value + (int128)row->limit.price * filling->use;
    return left >= before->least && cost + (int128)row->limit.price * slack <= row->gap;
}

/* Sorts, and merges until no more than `limit` are left. */
static size_t keep_at_most(struct row_filling *fillings, size_t count, size_t limit)
{
    count = keep_lower(fillings, count);
    while (count > limit) {
        count = merge_neighbours(fillings, count);
    }
    return count;
}

/* What is worked on: a turn's own fillings, and what is made of them and those of the turns after it. */
struct work {
    struct row_filling *own; /* [own_count] */
    size_t own_count;
    struct row_filling *made; /* [MADE_LIMIT + the most of own_count] */
};

/* One application more, which chooses of `set`: of it and fillings[t + 1], in work->made; how many. */
static size_t put_before(struct work *work, const struct row_fillings *row, size_t t,
                         const struct choice_set *set, const struct range *before)
{
    size_t count = 0;
    for (size_t k = 0; k < set->count; k++) {
        const int64_t use = choice_uses(set, k)[row->column];
        work->own[k] = (struct row_filling){use, set->costs[k] - (int128)row->limit.price * use};
    }
    work->own_count = keep_lower(work->own, set->count);
    for (size_t i = 0; i < row->counts[t + 1]; i++) {
        count = count > MADE_LIMIT ? keep_at_most(work->made, count, MADE_LIMIT / 2) : count;
        for (size_t k = 0; k < work->own_count; k++) {
            work->made[count] = row->fillings[t + 1][i];
            work->made[count].use += work->own[k].use;
            work->made[count].value += work->own[k].value;
            count += may_be(row, &work->made[count], before);
        }
    }
    return keep_at_most(work->made, count, FILLING_LIMIT);
}

/* False if the deadline came first. */
static bool build_row(struct row_fillings *row, struct arena *arena, struct work *work,
                      const struct choice_turns *turns)
{
    struct range before = {0, 0};
    for (size_t t = 0; t < turns->count; t++) {
        const struct range range = range_of(turns->sets[t], row->column);
        before.least += range.least;
        before.most += range.most;
    }
    row->counts = ARENA_ARRAY(arena, size_t, turns->count + 1);
    row->fillings = ARENA_ARRAY(arena, struct row_filling *, turns->count + 1);
    row->fillings[turns->count] = ARENA_NEW(arena, struct row_filling);
    row->counts[turns->count] = 1;
    for (size_t t = turns->count; t-- > 0;) {
        if (deadline_has_passed(&turns->deadline)) {
            return false;
        }
        const struct range range = range_of(turns->sets[t], row->column);
        before.least -= range.least;
        before.most -= range.most;
        row->counts[t] = put_before(work, row, t, turns->sets[t], &before);
        row->fillings[t] = ARENA_ARRAY(arena, struct row_filling, row->counts[t]);
        memcpy(row->fillings[t], work->made, row->counts[t] * sizeof *work->made);
    }
    return true;
}

bool row_fillings_build(struct row_fillings *rows, size_t row_count, struct arena *arena,
                        const struct choice_turns *turns)
{
    size_t largest = 0;
    for (size_t t = 0; t < turns->count; t++) {
        largest = turns->sets[t]->count > largest ? turns->sets[t]->count : largest;
    }
    struct work work = {
        .own = ARENA_ARRAY(arena, struct row_filling, largest),
        .made = arena_alloc_unset(arena, MADE_LIMIT + largest, sizeof(struct row_filling)),
    };
    bool is_built = true;
    for (size_t r = 0; r < row_count && is_built; r++) {
        is_built = build_row(&rows[r], arena, &work, turns);
    }
    return is_built;
}

bool row_fillings_exclude(const struct row_fillings *row, size_t t, int128 cost, int64_t use)
{
    const int64_t left = row->limit.right - use;
    size_t low = 0;
    size_t high = row->counts[t];
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (row->fillings[t][middle].use <= left) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low == 0 || cost + row->fillings[t][low - 1].value + (int128)row->limit.price * left > row->gap;
}
