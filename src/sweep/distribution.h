/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SWEEP_DISTRIBUTION_H
#define FINOPT_SWEEP_DISTRIBUTION_H

#include <stddef.h>

#include "report/chart.h"

struct arena;

/*
 * The empirical distribution of ratios as steps in per cent: at x, the share of `total` whose ratio is at
 * most x. `ratios[count]` are sorted in place; total >= count, the others never come. Points in `arena`.
 * O(count log count).
 */
void distribution_series(struct chart_series *series, struct arena *arena, const char *name, double *ratios,
                         size_t count, size_t total);

#endif
