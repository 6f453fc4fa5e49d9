/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the steps where the values are, and as high as there are values? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "suites.h"
#include "sweep/distribution.h"

static void equal_values_are_one_step(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    double ratios[] = {0.25, 0.0, 0.25};
    struct chart_series series;
    distribution_series(&series, arena, "fin", ratios, 3, 4);
    CU_ASSERT_EQUAL_FATAL(series.count, 2);
    CU_ASSERT_DOUBLE_EQUAL(series.points[0].x, 0.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(series.points[0].y, 25.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(series.points[1].x, 25.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(series.points[1].y, 75.0, 0.0);
    CU_ASSERT_EQUAL(series.shape, SERIES_STEP);
    arena_free(arena);
}

static void it_begins_at_nothing(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    double ratios[] = {0.5};
    struct chart_series series;
    distribution_series(&series, arena, "fin", ratios, 1, 1);
    CU_ASSERT_EQUAL_FATAL(series.count, 2);
    CU_ASSERT_DOUBLE_EQUAL(series.points[0].x, 0.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(series.points[0].y, 0.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(series.points[1].y, 100.0, 0.0);
    distribution_series(&series, arena, "fin", ratios, 0, 3);
    CU_ASSERT_EQUAL_FATAL(series.count, 1);
    CU_ASSERT_DOUBLE_EQUAL(series.points[0].y, 0.0, 0.0);
    arena_free(arena);
}

void test_distribution_register(void)
{
    static const struct unit_test tests[] = {
        {"equal values are one step", equal_values_are_one_step},
        {"it begins at nothing", it_begins_at_nothing},
    };
    suite_register("distribution", tests, sizeof tests / sizeof tests[0]);
}
