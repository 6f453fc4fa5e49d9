/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_CHILD_JUDGE_H
#define FINOPT_CLI_CHILD_JUDGE_H

#include <stdbool.h>

struct arena;
struct event_sender;
struct instance;
struct problem;

/* An instance and its problem. */
struct child_problem {
    const struct instance *instance;
    const struct problem *problem;
};

/*
 * Reads the plan in `plan_file`, has the verifier judge it, and sends what it says, or why the file was
 * refused. A whole "finopt-result-1" is taken for the plan inside it, its energy for the claim. True if the
 * plan is feasible, so that its distance from the optimum is worth asking for.
 */
bool child_judge_plan(struct event_sender *sender, struct arena *arena, const struct child_problem *given,
                      const char *plan_file);

#endif
