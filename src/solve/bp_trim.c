/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which choices fit into no better plan, whatever the others choose? One that, with the least that the others
 * take, breaks a row; one that costs too much above the least, with prices * what stays of the rows even if
 * the others take the most; one that costs too much at another price of some row, with the least that the
 * others cost there. What goes tightens this for the rest, so it goes round until nothing changes. Then rows
 * that cannot break any more are forgotten, which may make choices dominated, and it goes round again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/problem.h"
#include "solve/bp_choices.h"

enum { ROUND_LIMIT = 30, WINDOW = 256 };

/* What one application of each group, or all together, take and cost. */
struct totals {
    int64_t *least;  /* [rows] */
    int64_t *most;   /* [rows] */
    int128 *shifted; /* [shifts] least at another price */
};

struct trimmer {
    struct bp *bp;
    struct bp_choices *choices;
    struct bp_shifts shifts;
    struct totals all;
    struct totals *ones; /* [group_count] */
};

static void totals_init(struct totals *totals, struct arena *arena, size_t rows, size_t shifts)
{
    totals->least = ARENA_ARRAY(arena, int64_t, rows);
    totals->most = ARENA_ARRAY(arena, int64_t, rows);
    totals->shifted = ARENA_ARRAY(arena, int128, shifts);
}

/* Adds `times` what one application takes and costs, extremes and shifted, to all. */
static void add(struct trimmer *t, const struct totals *one, int64_t times)
{
    for (size_t r = 0; r < t->choices->row_count; r++) {
        t->all.least[r] += times * one->least[r];
        t->all.most[r] += times * one->most[r];
    }
    for (size_t k = 0; k < t->shifts.count; k++) {
        t->all.shifted[k] += times * one->shifted[k];
    }
}

static void measure(struct trimmer *t, size_t g)
{
    const struct bp_group_choices *choices = &t->choices->groups[g];
    bp_choices_extremes(t->ones[g].least, t->ones[g].most, choices, t->choices->row_count);
    for (size_t k = 0; k < t->shifts.count; k++) {
        t->ones[g].shifted[k] = bp_shift_least(&t->shifts.items[k], choices);
    }
}

/* May a better plan take the choice, `all` being what the others take and cost? */
static bool may_be(const struct trimmer *t, const struct bp_choice *choice)
{
    const struct bp_choices *choices = t->choices;
    int128 slack = choices->slack - choice->above;
    for (size_t r = 0; r < choices->row_count; r++) {
        const int64_t left = choices->capacities[r] - choice->uses[r];
        if (left < t->all.least[r]) {
            return false;
        }
        if (left > t->all.most[r]) {
            slack -= (int128)choices->prices[r] * (left - t->all.most[r]);
        }
    }
    bool may_be = slack >= 0;
    for (size_t k = 0; k < t->shifts.count && may_be; k++) {
        const struct bp_shift *shift = &t->shifts.items[k];
        const int128 paid = (int128)shift->price * choices->capacities[shift->row];
        may_be = bp_shift_value(shift, choice) + t->all.shifted[k] - paid <= choices->slack;
    }
    return may_be;
}

/* Drops the choices of a group that may not be; true if one went. */
static bool trim_group(struct trimmer *t, size_t g)
{
    struct bp_group_choices *choices = &t->choices->groups[g];
    const size_t before = choices->count;
    choices->count = 0;
    for (size_t k = 0; k < before; k++) {
        if (may_be(t, &choices->items[k])) {
            choices->items[choices->count++] = choices->items[k];
        }
    }
    return choices->count < before;
}

/* Goes round until nothing changes; false if a group has no choice left. */
static bool trim(struct trimmer *t)
{
    bool goes_on = true;
    for (int round = 0; round < ROUND_LIMIT && goes_on; round++) {
        goes_on = false;
        for (size_t g = 0; g < t->bp->group_count; g++) {
            add(t, &t->ones[g], -1);
            if (trim_group(t, g)) {
                goes_on = true;
                const int64_t others = (int64_t)t->bp->groups[g].size - 1;
                add(t, &t->ones[g], -others);
                if (t->choices->groups[g].count == 0) {
                    return false;
                }
                measure(t, g);
                add(t, &t->ones[g], others);
            }
            add(t, &t->ones[g], 1);
        }
    }
    return true;
}

static bool begin(struct trimmer *t)
{
    struct arena *scratch = t->bp->scratch;
    struct bp_choices *choices = t->choices;
    const size_t rows = choices->row_count;
    int64_t *too_much = ARENA_ARRAY(scratch, int64_t, rows);
    for (size_t g = 0; g < t->bp->group_count; g++) {
        if (choices->groups[g].count == 0) {
            return false;
        }
        totals_init(&t->ones[g], scratch, rows, 0);
        bp_choices_extremes(t->ones[g].least, t->ones[g].most, &choices->groups[g], rows);
        for (size_t r = 0; r < rows; r++) {
            too_much[r] += t->ones[g].most[r] * (int64_t)t->bp->groups[g].size;
        }
    }
    for (size_t r = 0; r < rows; r++) {
        too_much[r] -= choices->capacities[r];
    }
    bp_shifts_make(&t->shifts, scratch, choices, too_much);
    totals_init(&t->all, scratch, rows, t->shifts.count);
    for (size_t g = 0; g < t->bp->group_count; g++) {
        totals_init(&t->ones[g], scratch, rows, t->shifts.count);
        measure(t, g);
        add(t, &t->ones[g], (int64_t)t->bp->groups[g].size);
    }
    return true;
}

/* ---- dominance ---- */

static int compare_energies(const void *a, const void *b)
{
    const struct bp_choice *x = a;
    const struct bp_choice *y = b;
    if (x->energy_quanta != y->energy_quanta) {
        return x->energy_quanta < y->energy_quanta ? -1 : 1;
    }
    return x->above < y->above ? -1 : x->above > y->above;
}

/* Takes out what another dominates, and sorts the rest. */
static void dominate(struct bp_group_choices *choices, size_t firm_count)
{
    const size_t before = choices->count;
    qsort(choices->items, before, sizeof *choices->items, compare_energies);
    choices->count = 0;
    for (size_t k = 0; k < before; k++) {
        const struct bp_choice choice = choices->items[k];
        const size_t end = choices->count > WINDOW ? choices->count - WINDOW : 0;
        bool is_dominated = false;
        for (size_t i = choices->count; i-- > end && !is_dominated;) {
            is_dominated = bp_takes_no_more(choices->items[i].uses, choice.uses, firm_count);
        }
        if (!is_dominated) {
            choices->items[choices->count++] = choice;
        }
    }
    bp_choices_sort(choices);
}

/* ---- rows that cannot break any more ---- */

/* Finds those that still can, first firm ones; the slack loses what is known to be left of the others. */
static size_t find_rows(size_t *rows, struct trimmer *t)
{
    struct bp_choices *choices = t->choices;
    size_t count = 0;
    size_t firm = 0;
    for (size_t r = 0; r < choices->row_count; r++) {
        if (t->all.most[r] > choices->capacities[r]) {
            firm += r < choices->firm_count;
            rows[count++] = r;
        } else {
            choices->slack -= (int128)choices->prices[r] * (choices->capacities[r] - t->all.most[r]);
        }
    }
    choices->firm_count = firm;
    return count;
}

/* Forgets the other rows; false if none goes. */
static bool narrow(struct trimmer *t)
{
    struct arena *scratch = t->bp->scratch;
    struct bp_choices *choices = t->choices;
    size_t *rows = ARENA_ARRAY(scratch, size_t, choices->row_count);
    const size_t count = find_rows(rows, t);
    if (count == choices->row_count) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        choices->capacities[i] = choices->capacities[rows[i]];
        choices->prices[i] = choices->prices[rows[i]];
    }
    choices->row_count = count;
    for (size_t g = 0; g < t->bp->group_count; g++) {
        struct bp_group_choices *group = &choices->groups[g];
        int64_t *uses = ARENA_ARRAY(scratch, int64_t, group->count * count);
        for (size_t k = 0; k < group->count; k++, uses += count) {
            for (size_t i = 0; i < count; i++) {
                uses[i] = group->items[k].uses[rows[i]];
            }
            group->items[k].uses = uses;
        }
        dominate(group, choices->firm_count);
    }
    return true;
}

bool bp_choices_trim(struct bp_choices *choices, struct bp *bp)
{
    struct trimmer trimmer = {
        .bp = bp, .choices = choices, .ones = ARENA_ARRAY(bp->scratch, struct totals, bp->group_count)};
    do {
        if (choices->slack < 0 || !begin(&trimmer) || !trim(&trimmer)) {
            return false;
        }
    } while (narrow(&trimmer));
    return choices->slack >= 0;
}
