/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_PAIR_PLANS_H
#define FINOPT_CLI_PAIR_PLANS_H

#include <stddef.h>

#include "base/error.h"
#include "cli/child_work.h"
#include "cli/find_instances.h"

struct arena;

/*
 * Which plan is for which instance? The plan's `instance` is the instance's `name`. Where no instance has
 * that name, or several have, or the plan does not say, file names decide: `a.plan.json` or `a.json` is for
 * the instance in `a.json`, in whatever folder. A plan that neither rule gives to exactly one instance is
 * left over.
 */
struct plan_pairs {
    struct plan_files *plan_files; /* [instance_count] */
    const char **unmatched;        /* [unmatched_count] plan files */
    size_t unmatched_count;
};

/* The files that may be plans: all `*.json` below a directory, or one file. STATUS_IO: there is no such
 * thing. */
enum status find_plans(struct instance_files *plans, struct arena *arena, const char *path,
                       struct error *error);

/* Pairs the plans with the instances; both are read, their mistakes are left for those who use them. In
 * `arena`. */
void pair_plans(struct plan_pairs *pairs, struct arena *arena, const struct instance_files *instances,
                const struct instance_files *plans);

#endif
