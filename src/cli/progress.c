/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far is the run? Only a person at a terminal is told. */
#include "cli/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/deadline.h"

enum { BAR_WIDTH = 30, DOING_WIDTH = 40 };

#define REDRAW_S 0.1

void progress_init(struct progress *progress, size_t total, bool is_quiet)
{
    const char *ci = getenv("CI");
    const char *terminal = getenv("TERM");
    progress->is_shown = !is_quiet && (ci == NULL || ci[0] == '\0') && terminal != NULL &&
                         strcmp(terminal, "dumb") != 0 && isatty(STDERR_FILENO) == 1;
    progress->total = total;
    progress->next_s = monotonic_seconds() + 3 * REDRAW_S; /* short runs need no bar */
}

void progress_show(struct progress *progress, size_t done, const char *doing)
{
    const double now_s = monotonic_seconds();
    if (!progress->is_shown || now_s < progress->next_s) {
        return;
    }
    progress->next_s = now_s + REDRAW_S;
    const size_t filled = progress->total == 0 ? 0 : done * BAR_WIDTH / progress->total;
    char bar[BAR_WIDTH + 1];
    for (size_t i = 0; i < BAR_WIDTH; i++) {
        bar[i] = i < filled ? '#' : '.';
    }
    bar[BAR_WIDTH] = '\0';
    fprintf(stderr, "\r[%s] %3zu/%zu  %.*s\x1b[K", bar, done, progress->total, DOING_WIDTH,
            doing != NULL ? doing : "");
    fflush(stderr);
}

void progress_clear(struct progress *progress)
{
    if (progress->is_shown) {
        fputs("\r\x1b[K", stderr);
        fflush(stderr);
    }
}
