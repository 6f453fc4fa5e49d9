/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_BASE_DEADLINE_H
#define FINOPT_BASE_DEADLINE_H

#include <signal.h>
#include <stdbool.h>

/*
 * When to stop: a point on the monotonic clock, and a flag that a signal handler may raise.
 * Methods ask every few thousand steps; results never depend on it other than by stopping.
 */
struct deadline {
    double end_s;                          /* on the clock of monotonic_seconds(); INFINITY: never */
    const volatile sig_atomic_t *stop_now; /* raised by a signal; NULL: no such flag */
};

/* Seconds on a clock that never goes back. */
double monotonic_seconds(void);

/* `seconds` from now; INFINITY for no limit. */
struct deadline deadline_after(double seconds, const volatile sig_atomic_t *stop_now);

/* A deadline that never passes. */
struct deadline deadline_never(void);

bool deadline_has_passed(const struct deadline *deadline);

/* Seconds left, not below 0; INFINITY if there is no limit. */
double deadline_seconds_left(const struct deadline *deadline);

#endif
