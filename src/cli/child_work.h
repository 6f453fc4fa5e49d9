/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_CHILD_WORK_H
#define FINOPT_CLI_CHILD_WORK_H

#include <stdbool.h>
#include <stddef.h>

struct instance;
struct options;
struct problem;

/* What a child does with one instance. */
struct child_work {
    const char *file;
    const struct instance *instance; /* already read by the parent, with its problem; or both NULL */
    const struct problem *problem;
    const struct options *options; /* methods and their limits */
    bool check_theorems;
    bool list_plans;
};

/* How a child that could not get memory ends. */
enum { EXIT_OUT_OF_MEMORY = 70 };

/*
 * Reads the instance, runs the methods and writes the events of report/record_stream.h to `descriptor` as
 * they happen. Runs in the child; returns when the work is done, and ends the process with EXIT_OUT_OF_MEMORY
 * when memory runs out.
 */
void child_work_run(const struct child_work *work, int descriptor);

/* Failure handler of every arena of the program: says so on standard error and exits. */
_Noreturn void out_of_memory(void *context, size_t bytes);

#endif
