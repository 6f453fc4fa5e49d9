/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Are quantities written as an engineer reads them? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "base/text.h"
#include "report/engineering.h"
#include "suites.h"

static void quantities_have_five_digits_and_a_prefix(void)
{
    static const struct {
        double value;
        const char *words;
    } cases[] = {
        {0.085602766, "85.603 mJ"},
        {0.0, "0 J"},
        {1.0, "1.0000 J"},
        {999.99, "999.99 J"},
        {999.996, "1.0000 kJ"},
        {0.9999999, "1.0000 J"},
        {1e-9, "1.0000 nJ"},
        {123456.0, "123.46 kJ"},
        {2.5e-15, "2.5000 fJ"},
        {9.999949e11, "999.99 GJ"},
        {9.99996e11, "1.0000 TJ"},
        {9.99996e14, "1.0000e+15 J"},
        {1e-16, "1.0000e-16 J"},
        {-0.0125, "-12.500 mJ"},
        {3.7e-6, "3.7000 µJ"},
    };
    struct arena *arena = arena_new(NULL, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text text;
        text_init(&text, arena);
        text_add_quantity(&text, cases[i].value, "J");
        CU_ASSERT_STRING_EQUAL(text.data, cases[i].words);
    }
    arena_free(arena);
}

static void zeros_at_the_end_can_be_left_out(void)
{
    static const struct {
        double value;
        const char *rounded;
        const char *exact;
    } cases[] = {
        {0.03, "30 mJ", "30 mJ"},          {0.002699087, "2.6991 mJ", "2.699087 mJ"}, {0.0, "0 J", "0 J"},
        {120.0, "120 J", "120 J"},         {0.999999, "1 J", "999.999 mJ"},           {0.1 + 0.2, "300 mJ", "300 mJ"},
    };
    struct arena *arena = arena_new(NULL, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text text;
        text_init(&text, arena);
        text_add_short_quantity(&text, cases[i].value, "J");
        CU_ASSERT_STRING_EQUAL(text.data, cases[i].rounded);
        text_init(&text, arena);
        text_add_exact_quantity(&text, cases[i].value, "J");
        CU_ASSERT_STRING_EQUAL(text.data, cases[i].exact);
    }
    arena_free(arena);
}

static void a_gap_that_is_not_zero_is_never_shown_as_zero(void)
{
    static const struct {
        double ratio;
        const char *words;
    } cases[] = {
        {0.0, "0 %"},       {1e-9, "<0.001 %"}, {-1e-9, ">-0.001 %"},
        {0.0005, "0.05 %"}, {0.124, "12.4 %"},  {0.9999, ">99.9 %"},
        {1.0, "100.0 %"},   {1.4, "140.0 %"},   {0.00001, "0.001 %"},
    };
    struct arena *arena = arena_new(NULL, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text text;
        text_init(&text, arena);
        text_add_percent(&text, cases[i].ratio);
        CU_ASSERT_STRING_EQUAL(text.data, cases[i].words);
    }
    arena_free(arena);
}

static void durations_are_milliseconds_or_seconds(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    text_init(&text, arena);
    text_add_duration(&text, 0.00094);
    text_add(&text, ", ");
    text_add_duration(&text, 12.345);
    CU_ASSERT_STRING_EQUAL(text.data, "0.9 ms, 12.35 s");
    arena_free(arena);
}

static void quanta_become_the_nearest_double(void)
{
    CU_ASSERT(quanta_in_si(85602766, 1e-9) == 0.085602766);
    CU_ASSERT(quanta_in_si(3, 0.1) == 0.3);
    CU_ASSERT(quanta_in_si(7, 2.0) == 14.0);
    CU_ASSERT(quanta_in_si(7, 0.3) == 7 * 0.3);
    CU_ASSERT(quanta_in_si(0, 1e-9) == 0.0);
}

void test_engineering_register(void)
{
    static const struct unit_test tests[] = {
        {"quantities have five digits and a prefix", quantities_have_five_digits_and_a_prefix},
        {"zeros at the end can be left out", zeros_at_the_end_can_be_left_out},
        {"a gap that is not zero is never shown as zero", a_gap_that_is_not_zero_is_never_shown_as_zero},
        {"durations are milliseconds or seconds", durations_are_milliseconds_or_seconds},
        {"quanta become the nearest double", quanta_become_the_nearest_double},
    };
    suite_register("engineering", tests, sizeof tests / sizeof tests[0]);
}
