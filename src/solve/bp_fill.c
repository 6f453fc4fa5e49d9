/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How well can the applications that have not chosen yet fill one row? Prices think that what is left of a
 * row can be used up by parts of paths; a knapsack over the choices of those to come knows better. From the
 * last turn to the first: what they take together, and what that costs above the least less what it is worth
 * at the row's price. Of two, the one that takes no more and has no greater value is enough.
 *
 * Invariant: for every way in which the turns from t on can be part of a plan within the slack there is a
 * filling that takes no more of the row and has no greater value.
 *
 * Source: Lagrangian relaxation that keeps one row, Geoffrion, Mathematical Programming Study 2 (1974); lists
 * of undominated states, Weingartner and Ness, Operations Research 15 (1967).
 */
#include "solve/bp_fill.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "solve/bp_choices.h"

enum { FILLING_LIMIT = 256, ALL_LIMIT = 1 << 16 };

/* What a turn, or all before one, take of the row. */
struct taken {
    int64_t least;
    int64_t most;
};

/* The fillings of one turn alone. */
struct own {
    struct bp_filling *fillings; /* [count] */
    size_t count;
};

static int compare_fillings(const void *a, const void *b)
{
    const struct bp_filling *x = a;
    const struct bp_filling *y = b;
    if (x->use != y->use) {
        return x->use < y->use ? -1 : 1;
    }
    return x->value < y->value ? -1 : x->value > y->value;
}

/* Sorts, and takes out what another makes needless; how many stay. */
static size_t keep_best(struct bp_filling *fillings, size_t count)
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

/* Makes one of each two neighbours: the use of the first, the value of the second. */
static size_t thin(struct bp_filling *fillings, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i += 2) {
        fillings[kept].use = fillings[i].use;
        fillings[kept++].value = fillings[i + 1 < count ? i + 1 : i].value;
    }
    return kept;
}

/* keep_best(), then thins until no more than `limit` are left. */
static size_t keep_at_most(struct bp_filling *fillings, size_t count, size_t limit)
{
    count = keep_best(fillings, count);
    while (count > limit) {
        count = thin(fillings, count);
    }
    return count;
}

/* The fillings of one turn alone. */
static size_t fill_alone(struct bp_filling *own, const struct bp_fill *fill,
                         const struct bp_group_choices *choices)
{
    for (size_t k = 0; k < choices->count; k++) {
        const int64_t use = choices->items[k].uses[fill->row];
        own[k] = (struct bp_filling){use, choices->items[k].above - (int128)fill->price * use};
    }
    return keep_best(own, choices->count);
}

/* Is there room for those before, and can they use up enough of it? */
static bool is_within(const struct bp_fill *fill, const struct bp_filling *filling,
                      const struct taken *before)
{
    const int64_t left = fill->room - filling->use;
    const int64_t stays = max_int64(0, left - before->most);
    return left >= before->least &&
           filling->value + (int128)fill->price * (filling->use + stays) <= fill->slack;
}

/* What a turn takes of the row at least and at most. */
static struct taken extremes(const struct bp_fill *fill, const struct bp_group_choices *choices)
{
    struct taken one = {choices->items[0].uses[fill->row], choices->items[0].uses[fill->row]};
    for (size_t k = 1; k < choices->count; k++) {
        one.least = min_int64(one.least, choices->items[k].uses[fill->row]);
        one.most = max_int64(one.most, choices->items[k].uses[fill->row]);
    }
    return one;
}

/* Adds to each filling of the turns after it each of the turn's own, into `all` [ALL_LIMIT + own->count]; how
 * many are worth it. */
static size_t add_turn(struct bp_filling *all, const struct bp_fill *fill, size_t t, const struct own *own,
                       const struct taken *before)
{
    const struct bp_filling *after = fill->fillings[t + 1];
    size_t count = 0;
    for (size_t i = 0; i < fill->counts[t + 1]; i++) {
        count = count > ALL_LIMIT ? keep_at_most(all, count, ALL_LIMIT / 2) : count;
        for (size_t k = 0; k < own->count; k++) {
            const struct bp_filling *one = &own->fillings[k];
            all[count] = (struct bp_filling){after[i].use + one->use, after[i].value + one->value};
            count += is_within(fill, &all[count], before);
        }
    }
    return keep_at_most(all, count, FILLING_LIMIT);
}

/* False if the deadline came first. */
static bool build(struct bp_fill *fill, struct arena *arena, struct own *own, struct bp_filling *all,
                  const struct bp_turns *turns)
{
    struct taken before = {0, 0};
    for (size_t t = 0; t < turns->count; t++) {
        const struct taken one = extremes(fill, turns->choices[t]);
        before.least += one.least;
        before.most += one.most;
    }
    fill->counts = ARENA_ARRAY(arena, size_t, turns->count + 1);
    fill->fillings = ARENA_ARRAY(arena, struct bp_filling *, turns->count + 1);
    fill->fillings[turns->count] = ARENA_NEW(arena, struct bp_filling);
    fill->counts[turns->count] = 1;
    for (size_t t = turns->count; t-- > 0;) {
        if (deadline_has_passed(&turns->deadline)) {
            return false;
        }
        const struct taken one = extremes(fill, turns->choices[t]);
        before.least -= one.least;
        before.most -= one.most;
        own->count = fill_alone(own->fillings, fill, turns->choices[t]);
        const size_t count = add_turn(all, fill, t, own, &before);
        fill->fillings[t] = ARENA_ARRAY(arena, struct bp_filling, count);
        memcpy(fill->fillings[t], all, count * sizeof *all);
        fill->counts[t] = count;
    }
    return true;
}

bool bp_fills_build(struct bp_fill *fills, size_t fill_count, struct arena *arena, struct arena *scratch,
                    const struct bp_turns *turns)
{
    const struct arena_mark mark = arena_mark(scratch);
    size_t most_choices = 0;
    for (size_t t = 0; t < turns->count; t++) {
        most_choices = turns->choices[t]->count > most_choices ? turns->choices[t]->count : most_choices;
    }
    struct own own = {.fillings = ARENA_ARRAY(scratch, struct bp_filling, most_choices)};
    struct bp_filling *all = arena_alloc_unset(scratch, ALL_LIMIT + most_choices, sizeof *all);
    bool is_done = true;
    for (size_t i = 0; i < fill_count && is_done; i++) {
        is_done = build(&fills[i], arena, &own, all, turns);
    }
    arena_rewind(scratch, mark);
    return is_done;
}
