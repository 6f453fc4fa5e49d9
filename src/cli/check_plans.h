/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_CHECK_PLANS_H
#define FINOPT_CLI_CHECK_PLANS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "cli/find_instances.h"
#include "cli/pair_plans.h"

struct arena;
struct options;
struct run_record;

/* The part of `check` that is about somebody's plans: from --plans, from a planner, or both. */

/* Whether there are such plans. */
bool check_judges_plans(const struct options *options);

/*
 * Pairs the plans of --plans with the instances; without that option `*pairs` is empty. STATUS_INPUT: the
 * planner cannot be found, or would need the path of standard input. STATUS_IO: the directory cannot be read.
 */
enum status check_plans_prepare(struct plan_pairs *pairs, struct arena *arena, const struct options *options,
                                const struct instance_files *instances, struct error *error);

/* Every run gets a judgement for every plan that it should have: `missing` or `unknown` where there is none.
 */
void check_plans_complete(struct run_record *runs, size_t count, struct arena *arena,
                          const struct options *options, const struct plan_pairs *pairs);

/* What the run's plans mean for the exit status. */
int check_plans_exit_status(const struct run_record *run, const struct options *options);

#endif
