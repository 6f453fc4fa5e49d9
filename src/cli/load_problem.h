/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_LOAD_PROBLEM_H
#define FINOPT_CLI_LOAD_PROBLEM_H

#include <stdbool.h>

struct arena;
struct diagnostics;
struct instance;
struct problem;

/* What is in a file. */
struct loaded_problem {
    const struct instance *instance;
    const struct problem *problem;
};

/* Reads and quantizes the instance in `file`, into `arena`; false after its diagnostics have been printed. */
bool load_problem(struct loaded_problem *loaded, struct arena *arena, const char *file);

/* Prints diagnostics as compilers do. */
void print_all_diagnostics(const struct diagnostics *diagnostics);

#endif
