/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_LINT_PROVENANCE_COVER_H
#define FINOPT_LINT_PROVENANCE_COVER_H

#include <stdbool.h>
#include <stddef.h>

#include "model/instance.h"

struct arena;

/*
 * A number of an instance, by the names that provenance uses: lists by the ids of their elements, a link by
 * `from-to`, everything without an id by `*`. `nodes`, `device`, `power_w`; ids may hold dots.
 */
enum { NUMBER_STEP_LIMIT = 8 };

struct number_name {
    const char *steps[NUMBER_STEP_LIMIT]; /* [count] */
    size_t count;
};

/*
 * Does this path of a provenance entry cover the number? In a path `*` stands for anything within a step, and
 * a path also covers what lies below it: `nodes`, `nodes.*.power_w`, `links.device-*`, `*`.
 */
bool provenance_path_covers(const char *path, const struct number_name *number);

/* Does any entry cover it, of the kinds in `kinds` (bits 1 << kind)? */
bool provenance_covers(const struct instance *instance, const struct number_name *number, unsigned kinds);

#define PROVENANCE_ANY_KIND (~0U)

/* The kinds that explain an unusual number: somebody outside says so. */
#define PROVENANCE_EXPLAINS (1U << PROVENANCE_MEASURED | 1U << PROVENANCE_VENDOR | 1U << PROVENANCE_PUBLISHED)

/* Calls `visit` for every number that the file gives, in the order of the file. `path` is `nodes[1].power_w`.
 */
struct number_visitor {
    void *context;
    void (*visit)(void *context, const struct number_name *number, const char *path);
    struct arena *arena; /* where names and paths are made */
};

void instance_visit_numbers(const struct instance *instance, const struct number_visitor *visitor);

/* `device-edge`, what provenance calls a link. In `arena`. */
const char *link_name(struct arena *arena, const struct instance *instance, const struct instance_link *link);

#endif
