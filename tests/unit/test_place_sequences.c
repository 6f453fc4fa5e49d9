/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Are sequences of places counted as they are listed, and all that links allow, each once? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "export/place_sequences.h"
#include "small_problem.h"
#include "suites.h"

/* a -> b -> c, and a -> c. */
static const struct small_problem one_way = {
    .nodes = 3,
    .blocks = 3,
    .links = {{0, 1, 0, 0}, {0, 2, 0, 0}, {1, 2, 0, 0}},
    .link_count = 3,
    .deadline = 1,
};

static void powers_stop_at_the_limit(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct problem *problem = small_problem_build(arena, &one_way);
    CU_ASSERT_EQUAL(place_sequences_count(problem, 3, 27), 27);
    CU_ASSERT_EQUAL(place_sequences_count(problem, 3, 26), 27);
    CU_ASSERT_EQUAL(place_sequences_count(problem, 1000, 26), 27);
    CU_ASSERT_EQUAL(place_sequences_count(problem, 34, INT64_C(1) << 53), (INT64_C(1) << 53) + 1);
    arena_free(arena);
}

struct seen {
    int64_t numbers[32];
    size_t count;
};

static void see(void *context, int64_t number)
{
    struct seen *seen = context;
    CU_ASSERT_FATAL(seen->count < 32);
    seen->numbers[seen->count++] = number;
}

/* By looking at all 27 sequences: is each step between blocks, the source first, on a link or none at all? */
static size_t allowed_count(const struct problem *problem, size_t source)
{
    size_t count = 0;
    for (size_t s = 0; s < 27; s++) {
        size_t from = source;
        size_t rest = s;
        size_t good = 1;
        for (size_t i = 0; i < 3; i++) {
            const size_t to = rest % 3;
            good = from == to || problem_find_link(problem, from, to) != NO_LINK ? good : 0;
            rest /= 3;
            from = to;
        }
        count += good;
    }
    return count;
}

static void walks_are_those_that_links_allow(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    const struct problem *problem = small_problem_build(arena, &one_way);
    for (size_t source = 0; source < 3; source++) {
        struct seen seen = {.count = 0};
        const size_t count = allowed_count(problem, source);
        CU_ASSERT_EQUAL(place_walks_count(problem, scratch, source, 3, 1000), (int64_t)count);
        CU_ASSERT_EQUAL(place_walks_count(problem, scratch, source, 3, (int64_t)count - 1), (int64_t)count);
        place_walks_list(problem, source, 3, see, &seen);
        CU_ASSERT_EQUAL(seen.count, count);
        for (size_t i = 0; i < seen.count; i++) {
            CU_ASSERT(seen.numbers[i] >= 0 && seen.numbers[i] < 27);
            for (size_t k = 0; k < i; k++) {
                CU_ASSERT_NOT_EQUAL(seen.numbers[k], seen.numbers[i]);
            }
        }
    }
    /* From the end of the way nothing moves: 2 + 2 * 3 + 2 * 9. */
    struct seen last = {.count = 0};
    place_walks_list(problem, 2, 3, see, &last);
    CU_ASSERT_EQUAL(last.count, 1);
    CU_ASSERT_EQUAL(last.numbers[0], 26);
    arena_free(arena);
    arena_free(scratch);
}

void test_place_sequences_register(void)
{
    static const struct unit_test tests[] = {
        {"powers stop at the limit", powers_stop_at_the_limit},
        {"walks are those that links allow", walks_are_those_that_links_allow},
    };
    suite_register("place_sequences", tests, sizeof tests / sizeof tests[0]);
}
