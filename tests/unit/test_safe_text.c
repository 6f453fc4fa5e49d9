/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does nothing that a terminal would obey get through? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "io/safe_text.h"
#include "suites.h"

static void what_a_terminal_would_obey_is_escaped(void)
{
    static const struct {
        const char *string;
        const char *shown;
    } cases[] = {
        {"", ""},
        {"net.json", "net.json"},
        {"Zürich \xe2\x86\x92 \xe6\x9d\xb1", "Zürich \xe2\x86\x92 \xe6\x9d\xb1"},
        {"a\x1b[31mb", "a\\x1b[31mb"},
        {"a\nb\tc\rd\x7f", "a\\x0ab\\x09c\\x0dd\\x7f"},
        {"\xc2\x9b"
         "31m",
         "\\u{009b}31m"},
        {"a\xe2\x80\xae"
         "b",
         "a\\u{202e}b"},
        {"a\xff"
         "b\xc3",
         "a\\xffb\\xc3"},
    };
    struct arena *arena = arena_new(NULL, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CU_ASSERT_STRING_EQUAL(safe_words(arena, cases[i].string), cases[i].shown);
    }
    CU_ASSERT_PTR_EQUAL(safe_words(arena, cases[1].string), cases[1].string);
    arena_free(arena);
}

void test_safe_text_register(void)
{
    static const struct unit_test tests[] = {
        {"what a terminal would obey is escaped", what_a_terminal_would_obey_is_escaped},
    };
    suite_register("safe_text", tests, sizeof tests / sizeof tests[0]);
}
