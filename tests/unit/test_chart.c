/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a chart one SVG document whatever is in it? */
#include <CUnit/CUnit.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "report/chart.h"
#include "suites.h"

static const char *draw(struct arena *arena, const struct chart *chart)
{
    struct text text;
    text_init(&text, arena);
    chart_write_svg(&text, arena, chart);
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "</svg>\n"));
    CU_ASSERT_PTR_NULL(strstr(text.data, "nan"));
    CU_ASSERT_PTR_NULL(strstr(text.data, "inf"));
    return text.data;
}

static void nothing_and_a_single_point_are_drawn_too(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct chart chart = {
        .title = "a < b", .x = {.title = "x", .unit = "s"}, .y = {.title = "y", .unit = "J"}};
    CU_ASSERT_PTR_NOT_NULL(strstr(draw(arena, &chart), "a &lt; b"));
    chart.x.is_logarithmic = true;
    draw(arena, &chart);
    struct chart_point point = {.x = 0.002, .y = 0.0};
    chart.series[0] = (struct chart_series){.name = "one", .points = &point, .count = 1};
    chart.series_count = 1;
    CU_ASSERT_PTR_NOT_NULL(strstr(draw(arena, &chart), ">2 ms<"));
    arena_free(arena);
}

static void what_is_not_there_breaks_a_line(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct chart_point points[] = {{0.0, 0.0}, {1.0, 10.0}, {2.0, NAN}, {3.0, 10.0}};
    struct chart chart = {.title = "t", .x = {.title = "x", .unit = ""}, .y = {.title = "y", .unit = "%"}};
    chart.series[0] = (struct chart_series){.name = "s", .points = points, .count = 4};
    chart.series_count = 1;
    const char *curve = strstr(draw(arena, &chart), "<path fill=\"none\" stroke=\"#0072b2\"");
    CU_ASSERT_PTR_NOT_NULL_FATAL(curve);
    const char *d = strstr(curve, " d=\"M");
    CU_ASSERT_PTR_NOT_NULL_FATAL(d);
    const char *end = strchr(d + 4, '"');
    size_t moves = 0;
    size_t lines = 0;
    for (const char *at = d + 4; at < end; at++) {
        moves += *at == 'M';
        lines += *at == 'L';
    }
    CU_ASSERT_EQUAL(moves, 2);
    CU_ASSERT_EQUAL(lines, 1);
    arena_free(arena);
}

void test_chart_register(void)
{
    static const struct unit_test tests[] = {
        {"nothing and a single point are drawn too", nothing_and_a_single_point_are_drawn_too},
        {"what is not there breaks a line", what_is_not_there_breaks_a_line},
    };
    suite_register("chart", tests, sizeof tests / sizeof tests[0]);
}
