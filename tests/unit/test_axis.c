/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do typed values become the numbers that they say? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "suites.h"
#include "sweep/axis.h"

static void values_are_read(void)
{
    static const struct {
        const char *text;
        enum axis_kind kind;
        size_t count;
        double values[4];
    } cases[] = {
        {"1:1000:4", AXIS_GAMMA, 4, {1.0, 10.0, 100.0, 1000.0}},
        {"1:3", AXIS_GAMMA, 3, {1.0, 2.0, 3.0}},
        {"7", AXIS_GAMMA, 1, {7.0}},
        {"0.1:0.4:4", AXIS_RATE, 4, {0.1, 0.2, 0.3, 0.4}},
        {"5ms,2500us:7.5e-3:2", AXIS_MAX_LATENCY, 0, {0.0}},
        {"2500us:7.5e-3:2", AXIS_MAX_LATENCY, 2, {0.0025, 0.0075}},
        {"0,80%,1", AXIS_MIN_ACCURACY, 3, {0.0, 0.8, 1.0}},
        {"80%", AXIS_RATE, 0, {0.0}},
        {"5ms", AXIS_GAMMA, 0, {0.0}},
        {"0", AXIS_MAX_LATENCY, 0, {0.0}},
        {"1:2:3:4", AXIS_RATE, 0, {0.0}},
        {"1:2:-3", AXIS_RATE, 0, {0.0}},
        {"", AXIS_RATE, 0, {0.0}},
        {"1e999", AXIS_RATE, 0, {0.0}},
    };
    struct arena *arena = arena_new(NULL, NULL);
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct axis axis = {.count = 0};
        struct error error;
        const enum status status = axis_parse(&axis, arena, cases[c].kind, cases[c].text, &error);
        CU_ASSERT_EQUAL(status, cases[c].count > 0 ? STATUS_OK : STATUS_INPUT);
        CU_ASSERT_EQUAL_FATAL(axis.count, cases[c].count);
        for (size_t i = 0; i < axis.count; i++) {
            CU_ASSERT_DOUBLE_EQUAL(axis.values[i], cases[c].values[i], 1e-15);
        }
    }
    arena_free(arena);
}

void test_axis_register(void)
{
    static const struct unit_test tests[] = {
        {"values are read", values_are_read},
    };
    suite_register("axis", tests, sizeof tests / sizeof tests[0]);
}
