/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many are at most how large? A step up at every value that occurs. */
#include "sweep/distribution.h"

#include <stdlib.h>

#include "base/arena.h"

static int compare_doubles(const void *left, const void *right)
{
    const double a = *(const double *)left;
    const double b = *(const double *)right;
    return a < b ? -1 : a > b;
}

void distribution_series(struct chart_series *series, struct arena *arena, const char *name, double *ratios,
                         size_t count, size_t total)
{
    *series = (struct chart_series){.name = name, .shape = SERIES_STEP};
    series->points = ARENA_ARRAY(arena, struct chart_point, count + 1);
    qsort(ratios, count, sizeof *ratios, compare_doubles);
    if (count == 0 || ratios[0] > 0.0) {
        series->points[series->count++] = (struct chart_point){.x = 0.0, .y = 0.0};
    }
    for (size_t r = 0; r < count; r++) {
        if (r + 1 == count || ratios[r + 1] > ratios[r]) {
            series->points[series->count++] = (struct chart_point){
                .x = 100.0 * ratios[r],
                .y = 100.0 * (double)(r + 1) / (double)total,
            };
        }
    }
}
