/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_MODEL_QUANTIZE_H
#define FINOPT_MODEL_QUANTIZE_H

#include "base/error.h"

struct arena;
struct instance;
struct problem;

/*
 * The one door where doubles become integers: seconds, joules, bits and fractions of the instance
 * become quanta, parts per million and bytes. Rounding as in the problem statement: energies to the nearest
 * (half up), latencies and loads up, deadlines and capacities down; before rounding up or down, a value
 * within max(1e-9, 1e-14 |x|) of an integer is that integer. Accuracies become parts per billion, nearest.
 */

/* The most (configuration, block, node or link) cost cells one problem may hold; about 48 bytes each. */
#define QUANTIZE_CELL_LIMIT ((size_t)1 << 23)

/*
 * `*problem` in `arena`; strings are shared with `instance`, which must live as long.
 *
 * STATUS_OVERFLOW: a quantity, or the sum of the largest ones, leaves the safe range; the error names the
 * quantity's path and the quantum that would fit. STATUS_UNSUPPORTED: more cells than QUANTIZE_CELL_LIMIT.
 * O(sum over configurations and blocks of nodes + links).
 */
enum status quantize(const struct problem **problem, struct arena *arena, const struct instance *instance,
                     struct error *error);

#endif
