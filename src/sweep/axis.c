/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which values does a quantity take? Numbers that people type, and instances with these numbers in them. */
#include "sweep/axis.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "graph/feasible_graph.h"
#include "model/instance.h"

enum { DEFAULT_STEPS = 21 };

const char *axis_name(enum axis_kind kind)
{
    static const char *const names[AXIS_COUNT] = {
        [AXIS_MAX_LATENCY] = "max-latency",
        [AXIS_MIN_ACCURACY] = "min-accuracy",
        [AXIS_RATE] = "rate",
        [AXIS_GAMMA] = "gamma",
    };
    return names[kind];
}

/* What stands behind a number, as a divisor; 0 if it is no unit of this quantity. */
static double unit_divisor(enum axis_kind kind, const char *unit)
{
    static const struct {
        enum axis_kind kind;
        const char *unit;
        double divisor;
    } units[] = {
        {AXIS_MAX_LATENCY, "s", 1.0},
        {AXIS_MAX_LATENCY, "ms", 1e3},
        {AXIS_MAX_LATENCY, "us", 1e6},
        {AXIS_MIN_ACCURACY, "%", 1e2},
    };
    if (unit[0] == '\0') {
        return 1.0;
    }
    for (size_t u = 0; u < sizeof units / sizeof units[0]; u++) {
        if (units[u].kind == kind && strcmp(units[u].unit, unit) == 0) {
            return units[u].divisor;
        }
    }
    return 0.0;
}

static bool parse_value(double *value, struct arena *arena, enum axis_kind kind, const char *text,
                        size_t length)
{
    const char *word = arena_strndup(arena, text, length);
    const size_t digits = strspn(word, "+-.0123456789eE");
    const double divisor = unit_divisor(kind, word + digits);
    char *end = NULL;
    const double number = strtod(word, &end);
    if (digits == 0 || end != word + digits || divisor == 0.0) {
        return false;
    }
    *value = number / divisor;
    switch (kind) {
    case AXIS_MIN_ACCURACY:
        return *value >= 0.0 && *value <= 1.0;
    case AXIS_GAMMA:
        return *value >= 1.0 && *value <= (double)GAMMA_LIMIT && *value == floor(*value);
    case AXIS_MAX_LATENCY:
    case AXIS_RATE:
        break;
    }
    return *value > 0.0 && isfinite(*value);
}

/* With twelve digits, so that 0.1 + 2 * 0.1 is 0.3. */
static double tidy(double value)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%.12g", value);
    return strtod(digits, NULL);
}

static void fill_range(struct axis *axis, struct arena *arena, enum axis_kind kind, double low, double high,
                       size_t steps)
{
    double *values = ARENA_ARRAY(arena, double, steps);
    size_t count = 0;
    for (size_t i = 0; i < steps; i++) {
        const double part = steps == 1 ? 0.0 : (double)i / (double)(steps - 1);
        const double value =
            kind == AXIS_GAMMA ? round(low * pow(high / low, part)) : tidy(low + (high - low) * part);
        if (count == 0 || value > values[count - 1]) {
            values[count++] = value;
        }
    }
    *axis = (struct axis){.values = values, .count = count};
}

static bool parse_range(struct axis *axis, struct arena *arena, enum axis_kind kind, const char *text)
{
    const size_t first = strcspn(text, ":");
    const size_t second = strcspn(text + first + 1, ":");
    const char *rest = text + first + 1 + second;
    double low = 0.0;
    double high = 0.0;
    unsigned long steps = DEFAULT_STEPS;
    if (*rest == ':') {
        char *end = NULL;
        if (rest[1] < '0' || rest[1] > '9') {
            return false;
        }
        steps = strtoul(rest + 1, &end, 10);
        if (*end != '\0' || steps < 2 || steps > AXIS_VALUES_LIMIT) {
            return false;
        }
    }
    if (!parse_value(&low, arena, kind, text, first) ||
        !parse_value(&high, arena, kind, text + first + 1, second) || !(low < high)) {
        return false;
    }
    fill_range(axis, arena, kind, low, high, steps);
    return true;
}

static bool parse_list(struct axis *axis, struct arena *arena, enum axis_kind kind, const char *text)
{
    size_t most = 1;
    for (const char *at = text; *at != '\0'; at++) {
        most += *at == ',';
    }
    if (most > AXIS_VALUES_LIMIT) {
        return false;
    }
    double *values = ARENA_ARRAY(arena, double, most);
    for (size_t i = 0; i < most; i++) {
        const size_t length = strcspn(text, ",");
        if (!parse_value(&values[i], arena, kind, text, length) || (i > 0 && values[i] <= values[i - 1])) {
            return false;
        }
        text += length + 1;
    }
    *axis = (struct axis){.values = values, .count = most};
    return true;
}

enum status axis_parse(struct axis *axis, struct arena *arena, enum axis_kind kind, const char *text,
                       struct error *error)
{
    static const char *const wanted[AXIS_COUNT] = {
        [AXIS_MAX_LATENCY] = "times above 0, as 0.005 or 5ms",
        [AXIS_MIN_ACCURACY] = "accuracies in 0..1, as 0.8 or 80%",
        [AXIS_RATE] = "rates above 0",
        [AXIS_GAMMA] = "whole numbers from 1 to 1000000",
    };
    const bool is_range = strchr(text, ':') != NULL;
    if (is_range ? parse_range(axis, arena, kind, text) : parse_list(axis, arena, kind, text)) {
        return STATUS_OK;
    }
    return error_set(
        error, STATUS_INPUT,
        "--%s: must be A:B, A:B:COUNT or a list A,B,..., rising, at most %d of them, of %s; got %s",
        axis_name(kind), AXIS_VALUES_LIMIT, wanted[kind], text);
}

static void set_value(struct instance_application *application, enum axis_kind kind, double value)
{
    switch (kind) {
    case AXIS_MAX_LATENCY:
        application->max_latency_s = value;
        break;
    case AXIS_MIN_ACCURACY:
        application->min_accuracy = value;
        break;
    case AXIS_RATE:
        application->rate_per_s = value;
        break;
    case AXIS_GAMMA:
        break;
    }
}

const struct instance *axes_apply(struct arena *arena, const struct instance *instance, size_t application,
                                  const struct axis *axes, const size_t *at)
{
    struct instance *copy = ARENA_NEW(arena, struct instance);
    *copy = *instance;
    copy->expected = (struct expected){.status = EXPECTED_NOTHING};
    copy->applications = ARENA_ARRAY(arena, struct instance_application, instance->application_count);
    for (size_t h = 0; h < instance->application_count; h++) {
        copy->applications[h] = instance->applications[h];
        for (size_t kind = 0; kind < AXIS_COUNT; kind++) {
            if (axes[kind].count > 0 && (application == ALL_APPLICATIONS || application == h)) {
                set_value(&copy->applications[h], (enum axis_kind)kind, axes[kind].values[at[kind]]);
            }
        }
    }
    return copy;
}
