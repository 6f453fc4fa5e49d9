/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does text grow without losing a byte, and are columns and edits counted right? */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "suites.h"

static void text_is_a_string_at_any_time(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    text_init(&text, arena);
    CU_ASSERT_STRING_EQUAL(text.data, "");
    text_add(&text, "one");
    text_addf(&text, ", %d, %s", 2, "three");
    CU_ASSERT_STRING_EQUAL(text.data, "one, 2, three");
    CU_ASSERT_EQUAL(text.length, strlen("one, 2, three"));
    text_addf(&text, "%s", "");
    CU_ASSERT_STRING_EQUAL(text.data, "one, 2, three");
    arena_free(arena);
}

static void growing_keeps_every_byte(void)
{
    enum { ROUNDS = 3000 };
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    text_init(&text, arena);
    for (int i = 0; i < ROUNDS; i++) {
        text_addf(&text, "%04d ", i);
    }
    CU_ASSERT_EQUAL(text.length, 5 * ROUNDS);
    CU_ASSERT_EQUAL(strlen(text.data), text.length);
    CU_ASSERT_NSTRING_EQUAL(text.data + 5 * 2718, "2718 ", 5);
    CU_ASSERT(text.capacity > text.length);
    arena_free(arena);
}

/* Around the first capacity, where an off-by-one would write one byte too far. */
static void every_length_around_the_first_capacity_fits(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    char filler[200];
    memset(filler, 'x', sizeof filler);
    for (size_t length = 120; length < 136; length++) {
        struct text by_bytes;
        text_init(&by_bytes, arena);
        text_add_bytes(&by_bytes, filler, length);
        CU_ASSERT_EQUAL(strlen(by_bytes.data), length);
        CU_ASSERT(by_bytes.capacity > length);
        struct text by_format;
        text_init(&by_format, arena);
        text_addf(&by_format, "%.*s", (int)length, filler);
        CU_ASSERT_EQUAL(strlen(by_format.data), length);
        CU_ASSERT(by_format.capacity > length);
    }
    arena_free(arena);
}

static void bytes_may_be_nul(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    text_init(&text, arena);
    text_add_bytes(&text, "a\0b", 3);
    CU_ASSERT_EQUAL(text.length, 3);
    CU_ASSERT_EQUAL(memcmp(text.data, "a\0b", 4), 0);
    arena_free(arena);
}

static void padding_counts_characters_since_the_last_line_break(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    text_init(&text, arena);
    text_add(&text, "a long first line\nab");
    text_pad_to(&text, 5);
    text_add(&text, "|");
    CU_ASSERT_STRING_EQUAL(text.data, "a long first line\nab   |");
    text_pad_to(&text, 3);
    CU_ASSERT_STRING_EQUAL(text.data, "a long first line\nab   |");
    text_add(&text, "\n\xC3\xA9\xE2\x82\xAC");
    text_pad_to(&text, 4);
    CU_ASSERT_STRING_EQUAL(text.data, "a long first line\nab   |\n\xC3\xA9\xE2\x82\xAC  ");
    arena_free(arena);
}

static void utf8_is_counted_by_character(void)
{
    CU_ASSERT_EQUAL(utf8_length(""), 0);
    CU_ASSERT_EQUAL(utf8_length("abc"), 3);
    CU_ASSERT_EQUAL(utf8_length("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), 3);
}

static void edits_are_counted_up_to_the_limit(void)
{
    static const struct {
        const char *a;
        const char *b;
        size_t limit;
        size_t edits;
    } cases[] = {
        {"", "", 3, 0},
        {"power_w", "power_w", 3, 0},
        {"bandwith", "bandwidth", 3, 1}, /* insert */
        {"blocks", "block", 3, 1},       /* delete */
        {"cat", "cut", 3, 1},            /* substitute */
        {"kitten", "sitting", 3, 3},
        {"kitten", "sitting", 2, 3}, /* limit + 1 */
        {"", "abc", 5, 3},
        {"abc", "", 1, 2},
        {"ab", "ba", 5, 2},
        {"abcdefgh", "zyxwvuts", 3, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CU_ASSERT_EQUAL(edit_distance(cases[i].a, cases[i].b, cases[i].limit), cases[i].edits);
        CU_ASSERT_EQUAL(edit_distance(cases[i].b, cases[i].a, cases[i].limit), cases[i].edits);
    }
}

static void words_that_are_too_long_are_far_apart(void)
{
    char longest[66];
    memset(longest, 'x', 65);
    longest[65] = '\0';
    CU_ASSERT_EQUAL(edit_distance(longest, longest, 3), 4);
    longest[64] = '\0';
    CU_ASSERT_EQUAL(edit_distance(longest, longest, 3), 0);
}

void test_text_register(void)
{
    static const struct unit_test tests[] = {
        {"text is a string at any time", text_is_a_string_at_any_time},
        {"growing keeps every byte", growing_keeps_every_byte},
        {"every length around the first capacity fits", every_length_around_the_first_capacity_fits},
        {"bytes may be NUL", bytes_may_be_nul},
        {"padding counts characters since the last line break",
         padding_counts_characters_since_the_last_line_break},
        {"UTF-8 is counted by character", utf8_is_counted_by_character},
        {"edits are counted up to the limit", edits_are_counted_up_to_the_limit},
        {"words that are too long are far apart", words_that_are_too_long_are_far_apart},
    };
    suite_register("text", tests, sizeof tests / sizeof tests[0]);
}
