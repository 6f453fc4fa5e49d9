/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_PROGRESS_H
#define FINOPT_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/* A bar on standard error while a run lasts: `[######......]  12/72  b-alexnet-5ms: labels`. */
struct progress {
    bool is_shown;
    size_t total;
    double next_s; /* not drawn again before, on the monotonic clock */
};

/* Shown only on a terminal that can move its cursor, without CI in the environment and without --quiet. */
void progress_init(struct progress *progress, size_t total, bool is_quiet);

/* Draws the bar, a few times a second at most; `doing` may be NULL. */
void progress_show(struct progress *progress, size_t done, const char *doing);

/* Removes it, so that nothing of it stays on the screen. */
void progress_clear(struct progress *progress);

#endif
