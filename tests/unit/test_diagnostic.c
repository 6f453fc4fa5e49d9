/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of io/diagnostic.h: order, limit, and how it is printed. */
#include <CUnit/CUnit.h>

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "io/diagnostic.h"
#include "suites.h"

static struct arena *arena;
static struct diagnostics diagnostics;

static void begin(const char *file, const char *bytes)
{
    arena = arena_new(NULL, NULL);
    diagnostics_init(&diagnostics, arena, file);
    diagnostics.bytes = bytes;
    diagnostics.byte_count = strlen(bytes);
}

static const char *printed(void)
{
    struct text text;
    text_init(&text, arena);
    diagnostics_write(&text, &diagnostics);
    return text.data;
}

static void test_form(void)
{
    begin("net.json", "{\n  \"power_w\": -2}\n");
    diagnostics_add(&diagnostics, 15, 2, "nodes[1].power_w", "must be >= 0, got -2");
    CU_ASSERT_STRING_EQUAL(printed(), "net.json:2:14: error: nodes[1].power_w: must be >= 0, got -2\n"
                                      "     2 |   \"power_w\": -2}\n"
                                      "       |              ^~\n");
    arena_free(arena);
}

static void test_order(void)
{
    begin("a.json", "one\ntwo\nthree");
    diagnostics_add(&diagnostics, 8, 1, "", "third");
    diagnostics_add(&diagnostics, 0, 1, "", "first");
    diagnostics_add(&diagnostics, 4, 1, "", "second");
    diagnostics_add(&diagnostics, 4, 1, "", "second again");
    diagnostics_add_file(&diagnostics, "the whole");
    CU_ASSERT_STRING_EQUAL(printed(), "a.json: error: the whole\n"
                                      "a.json:1:1: error: first\n     1 | one\n       | ^\n"
                                      "a.json:2:1: error: second\n     2 | two\n       | ^\n"
                                      "a.json:2:1: error: second again\n     2 | two\n       | ^\n"
                                      "a.json:3:1: error: third\n     3 | three\n       | ^\n");
    arena_free(arena);
}

static void test_limit(void)
{
    static const char bytes[] = "0123456789012345678901234567890123456789";
    begin("a.json", bytes);
    for (size_t i = 0; i < 40; i++) {
        const size_t offset = (i * 7) % 40; /* all of 0..39, mixed up */
        diagnostics_add(&diagnostics, offset, 1, "", "x");
    }
    CU_ASSERT_EQUAL(diagnostics.count, DIAGNOSTIC_LIMIT);
    CU_ASSERT_EQUAL(diagnostics_total(&diagnostics), 40);
    for (size_t i = 0; i < DIAGNOSTIC_LIMIT; i++) {
        CU_ASSERT_EQUAL(diagnostics.items[i].offset, i);
        CU_ASSERT_EQUAL(diagnostics.items[i].column, i + 1);
    }
    CU_ASSERT_FALSE(diagnostics_is_wanted(&diagnostics, 19));
    CU_ASSERT_TRUE(diagnostics_is_wanted(&diagnostics, 18));
    CU_ASSERT_PTR_NOT_NULL(strstr(printed(), "a.json: error: and 20 more; the first 20 are shown\n"));
    arena_free(arena);
}

static void test_no_control_characters(void)
{
    begin("a\x1b[2J.json", "\x1b]0;x\x07 \x7F\xC2\x9B\xE2\x80\xAE\xFF \xC3\xA9");
    diagnostics_add(&diagnostics, 0, 5, "k\ny", "bad \x1b \xE2\x80\xAE \xC2\x85 \xFF \xC3\xA9");
    CU_ASSERT_STRING_EQUAL(
        printed(), "a\\x1b[2J.json:1:1: error: k\\x0ay: bad \\x1b \\u{202e} \\u{0085} \\xff \xC3\xA9\n"
                   "     1 | \xC2\xB7]0;x\xC2\xB7 \xC2\xB7\xC2\xB7\xC2\xB7\xC2\xB7 \xC3\xA9\n"
                   "       | ^~~~~\n");
    arena_free(arena);
}

static void test_caret_columns(void)
{
    /* A tab, an accented letter, a wide character, then the value. */
    begin("a.json", "\t\"\xC3\xA9\xE4\xB8\xAD\": 7");
    diagnostics_add(&diagnostics, 10, 1, "", "x");
    CU_ASSERT_STRING_EQUAL(printed(), "a.json:1:11: error: x\n"
                                      "     1 |         \"\xC3\xA9\xE4\xB8\xAD\": 7\n"
                                      "       |                ^\n");
    arena_free(arena);
}

static void test_long_lines(void)
{
    char line[1001];
    memset(line, 'x', 1000);
    line[1000] = '\0';
    line[500] = 'Y';
    begin("a.json", line);
    diagnostics_add(&diagnostics, 500, 2000, "", "m");
    const char *text = printed();
    const char *source = strchr(text, '\n') + 1;
    const char *caret = strchr(source, '\n') + 1;
    CU_ASSERT(caret - source < 130);
    CU_ASSERT_EQUAL(strncmp(source, "     1 | ...xxx", 15), 0);
    CU_ASSERT_EQUAL(strncmp(caret - 4, "...\n", 4), 0);
    CU_ASSERT_EQUAL(source[strchr(caret, '^') - caret], 'Y');
    CU_ASSERT(strlen(caret) < 130);
    arena_free(arena);
}

static void test_end_of_text(void)
{
    begin("a.json", "{");
    diagnostics_add(&diagnostics, 1, 1, "", "x");
    CU_ASSERT_STRING_EQUAL(printed(), "a.json:1:2: error: x\n     1 | {\n       |  ^\n");
    arena_free(arena);
    begin("-", "");
    diagnostics_add(&diagnostics, 0, 0, "", "x");
    CU_ASSERT_STRING_EQUAL(printed(), "<stdin>:1:1: error: x\n     1 | \n       | ^\n");
    arena_free(arena);
}

static void test_wide_gutter(void)
{
    static char bytes[1234567];
    memset(bytes, '\n', sizeof bytes - 1);
    begin("a.json", bytes);
    diagnostics_add(&diagnostics, sizeof bytes - 1, 1, "", "x");
    CU_ASSERT_STRING_EQUAL(printed(), "a.json:1234567:1: error: x\n1234567 | \n        | ^\n");
    arena_free(arena);
}

static void test_errors_with_paths(void)
{
    static const char bytes[] = "{\"models\": [{\"id\": \"m\",\n  \"ops\": 1e18}]}";
    static const struct {
        const char *path;
        const char *start;
    } cases[] = {
        {"models[0].ops", "a.json:2:10: error: models[0].ops: too large\n"},
        {"models[0].input_bits", "a.json:1:13: error: models[0].input_bits: too large\n"},
        {"quantum.energy_j", "a.json: error: quantum.energy_j: too large\n"},
        {"", "a.json: error: too large\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct json_scan scan;
        struct json_fault fault;
        struct error error;
        begin("a.json", bytes);
        CU_ASSERT_EQUAL_FATAL(json_scan_parse(&scan, arena, bytes, sizeof bytes - 1, &fault), STATUS_OK);
        diagnostics.scan = &scan;
        error_set_at(&error, STATUS_OVERFLOW, cases[i].path, "too large");
        diagnostics_add_error(&diagnostics, &error);
        CU_ASSERT_EQUAL(strncmp(printed(), cases[i].start, strlen(cases[i].start)), 0);
        arena_free(arena);
    }
}

static void test_colours(void)
{
    struct text text;
    begin("a.json", "x");
    diagnostics_add(&diagnostics, 0, 1, "", "y");
    text_init(&text, arena);
    diagnostics_write_styled(&text, &diagnostics, DIAGNOSTIC_COLOURED);
    CU_ASSERT_STRING_EQUAL(text.data, "\033[1ma.json:1:1: \033[0m\033[1;31merror: \033[0my\n"
                                      "     1 | x\n       | \033[1;32m^\033[0m\n");
    arena_free(arena);
}

void test_diagnostic_register(void)
{
    static const struct unit_test tests[] = {
        {"a diagnostic has line, column, path, message, source and caret", test_form},
        {"diagnostics come by place, the whole file first", test_order},
        {"the first twenty are kept whatever the order", test_limit},
        {"no control character of the file is printed", test_no_control_characters},
        {"the caret stands under the value behind tabs and wide characters", test_caret_columns},
        {"a long line is cut round the caret", test_long_lines},
        {"the end of the text has a place too", test_end_of_text},
        {"line numbers of seven digits keep the gutter aligned", test_wide_gutter},
        {"a later failure is placed by its path or its longest beginning", test_errors_with_paths},
        {"colours only when asked for", test_colours},
    };
    suite_register("diagnostic", tests, sizeof tests / sizeof tests[0]);
}
