/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_GENERATE_FAMILY_STAMP_H
#define FINOPT_GENERATE_FAMILY_STAMP_H

#include "generate/family.h"

struct arena;
struct instance;

/* What an instance says about itself. */
struct family_stamp {
    const char *family;
    const struct family_ranges *ranges;
    const char *purpose; /* what it is for, and what is known about its best plan */
    const char *source;  /* how its numbers came about */
};

/*
 * Name, description (with the command that makes it) and provenance of an instance of a family. Parameters in
 * which the family has no choice are not mentioned.
 */
void family_stamp(struct instance *instance, struct arena *arena, const struct family_stamp *stamp,
                  const struct family_parameters *parameters);

#endif
