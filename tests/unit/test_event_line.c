/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a line read as it was written, and nothing else accepted? */
#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "report/event_line.h"
#include "suites.h"

static bool parse(struct event_line *line, struct arena *arena, const char *bytes)
{
    /* An exact copy, so that a sanitizer sees one byte too far. */
    const size_t length = strlen(bytes);
    char *copy = malloc(length + 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
    memcpy(copy, bytes, length);
    char *exact = realloc(copy, length > 0 ? length : 1);
    const bool is_fine = event_line_parse(line, arena, exact, length);
    free(exact);
    return is_fine;
}

static void every_kind_of_value_is_read(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct event_line line;
    CU_ASSERT_FATAL(
        parse(&line, arena,
              "{\"s\":\"a\\\"\\\\\\n\\u0001é\",\"i\":-9223372036854775808,\"d\":2.5e-3,\"t\":true,"
              "\"f\":false,\"n\":null,\"l\":[\"x\",\"y\"],\"e\":[]}"));
    const char *string = NULL;
    int64_t integer = 0;
    double number = 0.0;
    bool yes = false;
    bool no = true;
    const char **strings = NULL;
    size_t count = 0;
    CU_ASSERT(event_line_string(&string, &line, "s"));
    CU_ASSERT_STRING_EQUAL(string, "a\"\\\n\x01é");
    CU_ASSERT(event_line_integer(&integer, &line, "i") && integer == INT64_MIN);
    CU_ASSERT(event_line_double(&number, &line, "d") && number == 2.5e-3);
    CU_ASSERT(event_line_boolean(&yes, &line, "t") && yes);
    CU_ASSERT(event_line_boolean(&no, &line, "f") && !no);
    CU_ASSERT(event_line_strings(&strings, &count, &line, "l") && count == 2);
    CU_ASSERT_STRING_EQUAL(strings[1], "y");
    CU_ASSERT(event_line_strings(&strings, &count, &line, "e") && count == 0);
    CU_ASSERT_FALSE(event_line_string(&string, &line, "n"));
    CU_ASSERT_FALSE(event_line_string(&string, &line, "absent"));
    CU_ASSERT_FALSE(event_line_integer(&integer, &line, "s"));
    CU_ASSERT_FALSE(event_line_integer(&integer, &line, "d"));
    arena_free(arena);
}

static void anything_else_is_refused(void)
{
    static const char *const lines[] = {
        "",
        "{",
        "{}x",
        "[]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1",
        "{\"a\":\"x}",
        "{\"a\":\"\\q\"}",
        "{\"a\":\"\\u1234\"}",
        "{\"a\":\"\\u0000\"}",
        "{\"a\":\"\\",
        "{\"a\":[1]}",
        "{\"a\":[\"x\"",
        "{\"a\":{}}",
        "{\"a\":tru}",
        "{a:1}",
        "{\"a\":1}}",
        "{\"a\":\"\t\"}",
        "x",
        "{\"a\":1,}",
    };
    struct arena *arena = arena_new(NULL, NULL);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct event_line line;
        CU_ASSERT_FALSE(parse(&line, arena, lines[i]));
    }
    arena_free(arena);
}

static void numbers_out_of_range_are_no_values(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct event_line line;
    int64_t integer = 1;
    double number = 1.0;
    CU_ASSERT_FATAL(parse(&line, arena, "{\"i\":9223372036854775808,\"d\":1e999,\"x\":1-2}"));
    CU_ASSERT_FALSE(event_line_integer(&integer, &line, "i"));
    CU_ASSERT_FALSE(event_line_double(&number, &line, "d"));
    CU_ASSERT_FALSE(event_line_double(&number, &line, "x"));
    CU_ASSERT_EQUAL(integer, 1);
    arena_free(arena);
}

void test_event_line_register(void)
{
    static const struct unit_test tests[] = {
        {"every kind of value is read", every_kind_of_value_is_read},
        {"anything else is refused", anything_else_is_refused},
        {"numbers out of range are no values", numbers_out_of_range_are_no_values},
    };
    suite_register("event_line", tests, sizeof tests / sizeof tests[0]);
}
