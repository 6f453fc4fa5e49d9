/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_OPTION_VALUES_H
#define FINOPT_CLI_OPTION_VALUES_H

#include <stddef.h>

struct arena;
struct named_text;
struct options;

/*
 * The options of a command that shape what it answers, each with its value as JSON prints it, in the order of
 * the option table, and last the planner. What was not given and has no default is null. [*count], in the
 * arena.
 */
const struct named_text *option_values(size_t *count, struct arena *arena, const struct options *options);

#endif
