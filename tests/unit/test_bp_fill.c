/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a start possible, for one row, exactly if somebody can go on from it? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "base/rng.h"
#include "solve/bp_choices.h"
#include "solve/bp_fill.h"
#include "suites.h"

enum { TURNS = 3, MOST_CHOICES = 24 };

struct trial {
    struct arena *arena;
    struct arena *scratch;
    struct bp_group_choices groups[TURNS];
    struct bp_fill fill;
};

static struct trial draw(struct rng *rng, int64_t most_use, size_t count)
{
    struct trial t = {.arena = arena_new(NULL, NULL), .scratch = arena_new(NULL, NULL)};
    const struct bp_group_choices *turns[TURNS];
    for (size_t g = 0; g < TURNS; g++) {
        t.groups[g].items = ARENA_ARRAY(t.arena, struct bp_choice, count);
        t.groups[g].count = count;
        for (size_t k = 0; k < count; k++) {
            int64_t *use = ARENA_NEW(t.arena, int64_t);
            *use = rng_between(rng, 0, most_use);
            t.groups[g].items[k] =
                (struct bp_choice){.above = k == 0 ? 0 : rng_between(rng, 0, 40), .uses = use};
        }
        turns[g] = &t.groups[g];
    }
    const int64_t price = rng_between(rng, 0, 3);
    t.fill = (struct bp_fill){.price = price,
                              .room = rng_between(rng, 0, 2 * most_use),
                              .slack = rng_between(rng, 0, 40 + price * most_use / 2)};
    const struct bp_turns in_order = {.choices = turns, .count = TURNS, .deadline = deadline_never()};
    CU_ASSERT_TRUE_FATAL(bp_fills_build(&t.fill, 1, t.arena, t.scratch, &in_order));
    return t;
}

static void forget(struct trial *t)
{
    arena_free(t->arena);
    arena_free(t->scratch);
}

/* Goes through all starts; returns whether this one has an end, and counts those where the fillings err. */
static bool look(size_t *missed, size_t *kept, const struct trial *t, size_t turn, int64_t above,
                 int64_t left)
{
    bool has_end = turn == TURNS && left >= 0 && above + (int128)t->fill.price * left <= t->fill.slack;
    for (size_t k = 0; turn < TURNS && k < t->groups[turn].count; k++) {
        const struct bp_choice *choice = &t->groups[turn].items[k];
        has_end = look(missed, kept, t, turn + 1, above + choice->above, left - choice->uses[0]) || has_end;
    }
    const bool is_possible = bp_fill_is_possible(&t->fill, turn, above, left);
    *missed += has_end && !is_possible;
    *kept += is_possible && !has_end;
    return has_end;
}

static void possible_is_what_can_go_on(void)
{
    struct rng rng = rng_from_seed(3);
    size_t ends = 0;
    for (int i = 0; i < 2000; i++) {
        struct trial t = draw(&rng, rng_between(&rng, 1, 12), (size_t)rng_between(&rng, 1, 4));
        size_t missed = 0;
        size_t kept = 0;
        ends += look(&missed, &kept, &t, 0, 0, t.fill.room);
        CU_ASSERT_EQUAL(missed, 0);
        CU_ASSERT_EQUAL(kept, 0);
        forget(&t);
    }
    CU_ASSERT_TRUE(ends > 500 && ends < 1900);
}

static void merged_fillings_miss_nothing(void)
{
    struct rng rng = rng_from_seed(4);
    for (int i = 0; i < 30; i++) {
        struct trial t = draw(&rng, 1000000, MOST_CHOICES);
        size_t missed = 0;
        size_t kept = 0;
        look(&missed, &kept, &t, 0, 0, t.fill.room);
        CU_ASSERT_EQUAL(missed, 0);
        forget(&t);
    }
}

void test_bp_fill_register(void)
{
    static const struct unit_test tests[] = {
        {"possible is what can go on", possible_is_what_can_go_on},
        {"merged fillings miss nothing", merged_fillings_miss_nothing},
    };
    suite_register("bp fill", tests, sizeof tests / sizeof tests[0]);
}
