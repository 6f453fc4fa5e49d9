/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When must a method give up? */
#include "base/deadline.h"

#include <math.h>
#include <stddef.h>
#include <time.h>

double monotonic_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

struct deadline deadline_after(double seconds, const volatile sig_atomic_t *stop_now)
{
    return (struct deadline){.end_s = monotonic_seconds() + seconds, .stop_now = stop_now};
}

struct deadline deadline_never(void)
{
    return (struct deadline){.end_s = INFINITY, .stop_now = NULL};
}

bool deadline_has_passed(const struct deadline *deadline)
{
    if (deadline->stop_now != NULL && *deadline->stop_now != 0) {
        return true;
    }
    return !isinf(deadline->end_s) && monotonic_seconds() >= deadline->end_s;
}

double deadline_seconds_left(const struct deadline *deadline)
{
    if (deadline->stop_now != NULL && *deadline->stop_now != 0) {
        return 0.0;
    }
    if (isinf(deadline->end_s)) {
        return INFINITY;
    }
    const double left = deadline->end_s - monotonic_seconds();
    return left > 0.0 ? left : 0.0;
}
