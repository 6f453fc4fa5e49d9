/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SWEEP_AXIS_H
#define FINOPT_SWEEP_AXIS_H

#include <stddef.h>

#include "base/error.h"

struct arena;
struct instance;

/*
 * The values that one quantity takes in a sweep, rising. In text:
 *
 *   1:1000          21 values from 1 to 1000, evenly spaced; of gamma by ratio, whole numbers, each once
 *   5ms:20ms:4      4 of them
 *   0.7,0.8,90%     these
 *
 * Latencies may have s, ms or us behind them, accuracies %.
 */
enum axis_kind { AXIS_MAX_LATENCY, AXIS_MIN_ACCURACY, AXIS_RATE, AXIS_GAMMA };

enum { AXIS_COUNT = AXIS_GAMMA + 1, AXIS_VALUES_LIMIT = 1000 };

struct axis {
    const double
        *values; /* [count] seconds, accuracy, per second, resolution; 0 values: as the instance says */
    size_t count;
};

/* `--max-latency`, ...; without the dashes. */
const char *axis_name(enum axis_kind kind);

/* Reads `text` into the axis, values in `arena`. STATUS_INPUT with a message that names the option. */
enum status axis_parse(struct axis *axis, struct arena *arena, enum axis_kind kind, const char *text,
                       struct error *error);

/* Every application, or only that one, if it is not ALL_APPLICATIONS. */
#define ALL_APPLICATIONS ((size_t)-1)

/*
 * The instance with the value at[kind] of every axis for its applications, in `arena`; shares all else. Gamma
 * is no matter of the instance.
 */
const struct instance *axes_apply(struct arena *arena, const struct instance *instance, size_t application,
                                  const struct axis *axes, const size_t *at);

#endif
