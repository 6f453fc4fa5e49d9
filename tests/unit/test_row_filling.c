/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is exactly that excluded which nobody can fill the row with, as a look at all choices tells? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "base/rng.h"
#include "certificate/row_filling.h"
#include "suites.h"

enum { TURNS = 3, MOST_CHOICES = 24 };

struct draw {
    struct arena *arena;
    struct choice_set sets[TURNS];
    const struct choice_set *turns[TURNS];
    struct row_fillings row;
};

static void draw(struct draw *d, struct rng *rng, int64_t most_use, size_t choices)
{
    for (size_t t = 0; t < TURNS; t++) {
        d->turns[t] = &d->sets[t];
        choice_set_init(&d->sets[t], d->arena, 1, 1);
        for (size_t i = 0; i < choices; i++) {
            choice_set_reserve(&d->sets[t], d->arena);
            d->sets[t].costs[i] = i == 0 ? 0 : rng_between(rng, 0, 40);
            choice_uses(&d->sets[t], i)[0] = rng_between(rng, 0, most_use);
            d->sets[t].count++;
        }
    }
    const int64_t price = rng_between(rng, 0, 3);
    d->row = (struct row_fillings){
        .limit = {.right = rng_between(rng, 0, 2 * most_use), .price = price},
        .gap = rng_between(rng, 0, 40 + price * most_use / 2),
    };
    const struct choice_turns turns = {.sets = d->turns, .count = TURNS, .deadline = deadline_never()};
    CU_ASSERT_TRUE_FATAL(row_fillings_build(&d->row, 1, d->arena, &turns));
}

/* Can turns from t on go on, by trying all? */
static bool can_go_on(const struct draw *d, size_t t, int128 cost, int64_t use)
{
    if (t == TURNS) {
        const int64_t left = d->row.limit.right - use;
        return left >= 0 && cost + (int128)d->row.limit.price * left <= d->row.gap;
    }
    for (size_t i = 0; i < d->sets[t].count; i++) {
        if (can_go_on(d, t + 1, cost + d->sets[t].costs[i], use + choice_uses(&d->sets[t], i)[0])) {
            return true;
        }
    }
    return false;
}

/* Counts what is wrong below a choice of the turns before t; `is_exact`: everything hopeless is excluded. */
static size_t count_errors(const struct draw *d, size_t t, int128 cost, int64_t use, bool is_exact)
{
    const bool can = can_go_on(d, t, cost, use);
    const bool is_excluded = row_fillings_exclude(&d->row, t, cost, use);
    size_t errors = can ? is_excluded : is_exact && !is_excluded;
    for (size_t i = 0; t < TURNS && i < d->sets[t].count; i++) {
        errors += count_errors(d, t + 1, cost + d->sets[t].costs[i], use + choice_uses(&d->sets[t], i)[0],
                               is_exact);
    }
    return errors;
}

static void excludes_what_nobody_can_fill(void)
{
    struct rng rng = rng_from_seed(1);
    for (int i = 0; i < 2000; i++) {
        struct draw d = {.arena = arena_new(NULL, NULL)};
        draw(&d, &rng, rng_between(&rng, 1, 12), (size_t)rng_between(&rng, 1, 4));
        CU_ASSERT_EQUAL(count_errors(&d, 0, 0, 0, true), 0);
        arena_free(d.arena);
    }
}

/* So many different uses that fillings are merged: then some hopeless choice may stay, but no good one goes.
 */
static void merged_fillings_exclude_nothing_good(void)
{
    struct rng rng = rng_from_seed(2);
    for (int i = 0; i < 30; i++) {
        struct draw d = {.arena = arena_new(NULL, NULL)};
        draw(&d, &rng, 1000000, MOST_CHOICES);
        CU_ASSERT_EQUAL(count_errors(&d, 0, 0, 0, false), 0);
        arena_free(d.arena);
    }
}

static void time_may_be_up(void)
{
    struct choice_set set;
    struct arena *arena = arena_new(NULL, NULL);
    choice_set_init(&set, arena, 1, 1);
    choice_set_reserve(&set, arena);
    set.count = 1;
    const struct choice_set *sets[] = {&set};
    const struct choice_turns turns = {.sets = sets, .count = 1, .deadline = deadline_after(0.0, NULL)};
    struct row_fillings row = {.limit = {.right = 1}};
    CU_ASSERT_FALSE(row_fillings_build(&row, 1, arena, &turns));
    arena_free(arena);
}

void test_row_filling_register(void)
{
    static const struct unit_test tests[] = {
        {"excludes what nobody can fill", excludes_what_nobody_can_fill},
        {"merged fillings exclude nothing good", merged_fillings_exclude_nothing_good},
        {"time may be up", time_may_be_up},
    };
    suite_register("row filling", tests, sizeof tests / sizeof tests[0]);
}
