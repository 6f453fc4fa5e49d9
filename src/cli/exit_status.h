/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_EXIT_STATUS_H
#define FINOPT_CLI_EXIT_STATUS_H

#include "compare/record.h"

struct judgement;
struct options;

/* How the program ends; death by signal n is 128 + n. */
enum exit_status {
    EXIT_STATUS_FINE = 0,
    EXIT_STATUS_BAD_NEWS = 1,
    EXIT_STATUS_INPUT = 2, /* usage, input, or output that could not be written */
    EXIT_STATUS_INCONCLUSIVE = 3,
    EXIT_STATUS_CONTRADICTION = 4,
    EXIT_STATUS_NOTHING = 5
};

/* Of two, the one that comes first in 4, 2, 1, 3, 5, 0. */
int exit_status_combine(int a, int b);

/* What a verdict of `check` means, --inconclusive included. */
int exit_status_of_verdict(enum verdict verdict, const struct options *options);

/*
 * What the verdict on somebody's plan means. A malformed plan is bad input of `verify`, and of `check` bad
 * news about the planner.
 */
int exit_status_of_judgement(const struct judgement *judgement, const struct options *options);

/* 3, or what --inconclusive makes of it. */
int exit_status_inconclusive(const struct options *options);

#endif
