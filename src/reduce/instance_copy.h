/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REDUCE_INSTANCE_COPY_H
#define FINOPT_REDUCE_INSTANCE_COPY_H

#include <stddef.h>

#include "model/instance.h"

struct arena;

/* A copy, in `arena`, of which everything may be changed; strings are shared. Linear in its size. */
struct instance *instance_copy(struct arena *arena, const struct instance *instance);

/* A number of an instance: where it is, and the value at which it says nothing. */
struct instance_number {
    double *value;
    double plain; /* 0, or 1; what the format takes if it is left out, where it may be */
};

/*
 * Every number of the instance that may be another one, in the order of the file; pointers into it.
 * Fractions, shares and bytes are not among them. In `arena`.
 */
struct instance_numbers {
    struct instance_number *items; /* [count] */
    size_t count;
};

/* No instance has more numbers than this. */
size_t instance_numbers_limit(const struct instance *instance);

void instance_numbers_list(struct instance_numbers *numbers, struct arena *arena, struct instance *instance);

#endif
