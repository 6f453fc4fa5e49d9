/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does an arena give zeroed, aligned memory, take it back in order, and fail where it is told to? */
#include <CUnit/CUnit.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "suites.h"

static bool is_zero(const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] != 0) {
            return false;
        }
    }
    return true;
}

static void memory_is_zeroed_and_aligned(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    for (size_t size = 1; size < 300; size += 7) {
        char *bytes = arena_alloc(arena, size, 3);
        CU_ASSERT_EQUAL((uintptr_t)bytes % 16, 0);
        CU_ASSERT(is_zero(bytes, 3 * size));
        memset(bytes, 0xAB, 3 * size);
    }
    arena_free(arena);
}

static void objects_do_not_overlap(void)
{
    enum { OBJECTS = 2000, SIZE = 100 };
    struct arena *arena = arena_new(NULL, NULL);
    char **objects = ARENA_ARRAY(arena, char *, OBJECTS);
    for (size_t i = 0; i < OBJECTS; i++) {
        objects[i] = arena_alloc(arena, SIZE, 1);
        memset(objects[i], (int)(i % 251), SIZE);
    }
    size_t wrong = 0;
    for (size_t i = 0; i < OBJECTS; i++) {
        for (size_t k = 0; k < SIZE; k++) {
            wrong += (unsigned char)objects[i][k] != i % 251;
        }
    }
    CU_ASSERT_EQUAL(wrong, 0);
    arena_free(arena);
}

static void a_count_of_zero_gives_a_valid_pointer(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    CU_ASSERT_PTR_NOT_NULL(arena_alloc(arena, 0, 8));
    CU_ASSERT_PTR_NOT_NULL(arena_alloc(arena, 8, 0));
    arena_free(arena);
}

static void an_object_larger_than_a_block_fits(void)
{
    enum { LARGE = 1000000 };
    struct arena *arena = arena_new(NULL, NULL);
    char *before = arena_strdup(arena, "before");
    char *large = arena_alloc(arena, LARGE, 1);
    char *after = arena_strdup(arena, "after");
    CU_ASSERT(is_zero(large, LARGE));
    memset(large, 1, LARGE);
    CU_ASSERT_STRING_EQUAL(before, "before");
    CU_ASSERT_STRING_EQUAL(after, "after");
    CU_ASSERT(arena_bytes(arena) >= LARGE);
    arena_free(arena);
}

static void rewinding_keeps_what_is_older_and_zeroes_the_rest(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    char *kept = arena_strdup(arena, "kept");
    for (int round = 0; round < 3; round++) {
        const struct arena_mark mark = arena_mark(arena);
        for (size_t size = 1; size <= 200000; size *= 10) {
            char *bytes = arena_alloc(arena, size, 1);
            CU_ASSERT(is_zero(bytes, size));
            memset(bytes, 0xFF, size);
        }
        arena_rewind(arena, mark);
    }
    CU_ASSERT_STRING_EQUAL(kept, "kept");
    arena_free(arena);
}

static void what_was_unset_leaves_no_dirt(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    for (size_t size = 1; size <= 200000; size *= 2) {
        const struct arena_mark mark = arena_mark(arena);
        char *bytes = arena_alloc_unset(arena, size, 1);
        CU_ASSERT_EQUAL((uintptr_t)bytes % 16, 0);
        memset(bytes, 0xFF, size);
        CU_ASSERT(is_zero(arena_alloc(arena, 100000, 1), 100000));
        CU_ASSERT(is_zero(arena_alloc(arena, 64, 1), 64));
        arena_rewind(arena, mark);
        CU_ASSERT(is_zero(arena_alloc(arena, size, 1), size));
        arena_rewind(arena, mark);
    }
    arena_free(arena);
}

static void marks_nest(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct arena_mark empty = arena_mark(arena);
    char *outer = arena_strdup(arena, "outer");
    const struct arena_mark mark = arena_mark(arena);
    char *inner = arena_alloc(arena, 70000, 1);
    memset(inner, 1, 70000);
    arena_rewind(arena, mark);
    CU_ASSERT_STRING_EQUAL(outer, "outer");
    arena_rewind(arena, empty);
    CU_ASSERT(is_zero(arena_alloc(arena, 64, 1), 64));
    arena_free(arena);
}

static void a_loop_of_mark_and_rewind_does_not_grow(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    size_t after_first = 0;
    for (int round = 0; round < 100; round++) {
        const struct arena_mark mark = arena_mark(arena);
        arena_alloc(arena, 100000, 1);
        arena_alloc(arena, 100, 1);
        arena_rewind(arena, mark);
        if (round == 0) {
            after_first = arena_bytes(arena);
        }
    }
    CU_ASSERT_EQUAL(arena_bytes(arena), after_first);
    CU_ASSERT(arena_bytes(arena) < 100000);
    CU_ASSERT(arena_peak_bytes(arena) >= 100100);
    CU_ASSERT(arena_peak_bytes(arena) < 300000);
    arena_free(arena);
}

static void strings_are_copied(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    char original[] = "planner";
    char *whole = arena_strdup(arena, original);
    char *part = arena_strndup(arena, original, 4);
    original[0] = 'X';
    CU_ASSERT_STRING_EQUAL(whole, "planner");
    CU_ASSERT_STRING_EQUAL(part, "plan");
    CU_ASSERT_STRING_EQUAL(arena_printf(arena, "%s has %d blocks", part, 5), "plan has 5 blocks");
    CU_ASSERT_STRING_EQUAL(arena_printf(arena, "%s", ""), "");
    arena_free(arena);
}

struct out_of_memory {
    jmp_buf back;
    size_t wanted;
};

static void jump_back(void *context, size_t bytes)
{
    struct out_of_memory *out = context;
    out->wanted = bytes;
    longjmp(out->back, 1);
}

/* Allocates three times; true if the handler was called. */
static bool three_allocations_fail(struct arena *arena, struct out_of_memory *out, size_t fail_after)
{
    arena_fail_after(arena, fail_after);
    if (setjmp(out->back) != 0) {
        return true;
    }
    for (int i = 0; i < 3; i++) {
        arena_alloc(arena, 10, 10);
    }
    return false;
}

static void fail_after_fails_at_exactly_the_nth_allocation(void)
{
    struct out_of_memory out = {.wanted = 0};
    struct arena *arena = arena_new(jump_back, &out);
    CU_ASSERT_FALSE(three_allocations_fail(arena, &out, 0));
    CU_ASSERT_TRUE(three_allocations_fail(arena, &out, 1));
    CU_ASSERT_EQUAL(out.wanted, 100);
    CU_ASSERT_TRUE(three_allocations_fail(arena, &out, 3));
    CU_ASSERT_FALSE(three_allocations_fail(arena, &out, 4));
    /* One was left over from the call before. */
    CU_ASSERT_TRUE(three_allocations_fail(arena, &out, 1));
    /* It fails once, then the arena is as good as before. */
    CU_ASSERT_STRING_EQUAL(arena_strdup(arena, "still here"), "still here");
    arena_free(arena);
}

static void a_product_that_does_not_fit_calls_the_handler(void)
{
    struct out_of_memory out = {.wanted = 0};
    struct arena *arena = arena_new(jump_back, &out);
    volatile bool has_failed = false;
    if (setjmp(out.back) == 0) {
        arena_alloc(arena, SIZE_MAX / 2, 3);
    } else {
        has_failed = true;
    }
    CU_ASSERT_TRUE(has_failed);
    has_failed = false;
    if (setjmp(out.back) == 0) {
        arena_alloc(arena, SIZE_MAX, 1);
    } else {
        has_failed = true;
    }
    CU_ASSERT_TRUE(has_failed);
    arena_free(arena);
}

static void a_growing_array_keeps_its_items(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    int *items = NULL;
    size_t capacity = 0;
    size_t moves = 0;
    for (int i = 0; i < 1000; i++) {
        const int *before = items;
        items = ARENA_GROW(arena, int, items, (size_t)i, &capacity);
        moves += items != before;
        items[i] = i;
    }
    for (int i = 0; i < 1000; i++) {
        CU_ASSERT_EQUAL(items[i], i);
    }
    CU_ASSERT(capacity >= 1000 && capacity < 3000);
    CU_ASSERT(moves < 10);
    arena_free(arena);
}

static void freeing_nothing_is_allowed(void)
{
    arena_free(NULL);
    struct arena *arena = arena_new(NULL, NULL);
    CU_ASSERT_EQUAL(arena_bytes(arena), 0);
    arena_rewind(arena, arena_mark(arena));
    arena_free(arena);
}

void test_arena_register(void)
{
    static const struct unit_test tests[] = {
        {"memory is zeroed and aligned", memory_is_zeroed_and_aligned},
        {"objects do not overlap", objects_do_not_overlap},
        {"a count of zero gives a valid pointer", a_count_of_zero_gives_a_valid_pointer},
        {"an object larger than a block fits", an_object_larger_than_a_block_fits},
        {"rewinding keeps what is older and zeroes the rest",
         rewinding_keeps_what_is_older_and_zeroes_the_rest},
        {"what was unset leaves no dirt", what_was_unset_leaves_no_dirt},
        {"marks nest", marks_nest},
        {"a loop of mark and rewind does not grow", a_loop_of_mark_and_rewind_does_not_grow},
        {"strings are copied", strings_are_copied},
        {"fail_after fails at exactly the nth allocation", fail_after_fails_at_exactly_the_nth_allocation},
        {"a product that does not fit calls the handler", a_product_that_does_not_fit_calls_the_handler},
        {"a growing array keeps its items", a_growing_array_keeps_its_items},
        {"freeing nothing is allowed", freeing_nothing_is_allowed},
    };
    suite_register("arena", tests, sizeof tests / sizeof tests[0]);
}
