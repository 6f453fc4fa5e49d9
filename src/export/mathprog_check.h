/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_EXPORT_MATHPROG_CHECK_H
#define FINOPT_EXPORT_MATHPROG_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct arena;
struct mathprog_target;
struct problem;

/* Refuses what glpsol would not take or not compute exactly: see mathprog_data_write(). `scratch` is rewound.
 */
enum status mathprog_check(const struct problem *problem, const struct mathprog_target *target,
                           struct arena *scratch, struct error *error);

/* Does formulations/path.mod go through all sequences of `depth` places, or is it told which links allow? */
bool mathprog_takes_all_sequences(const struct problem *problem, size_t depth);

#endif
