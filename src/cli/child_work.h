/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_CHILD_WORK_H
#define FINOPT_CLI_CHILD_WORK_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct event_sender;
struct options;

/* The plans that somebody made for one instance. */
struct plan_files {
    const char **files; /* [count] */
    size_t count;
    size_t capacity;
};

/* What a child does with one instance. */
struct child_work {
    const char *file;
    const char *const *plan_files; /* [plan_file_count] to judge first */
    size_t plan_file_count;
    const struct options
        *options;       /* methods and their limits, and the planner that is run and judged first */
    bool only_feasible; /* compare only if a plan was feasible, or is said not to exist */
    bool check_theorems;
    bool list_plans;
};

/* How a child ends that could not get memory, and one that has lost its parent. */
enum { EXIT_OUT_OF_MEMORY = 70, EXIT_NOBODY_LISTENS = 69 };

/* Memory of a child, empty between two instances. */
struct child_memory {
    struct arena *arena;
    struct arena *scratch;
};

/*
 * Reads the instance, runs the methods and sends the events of report/record_stream.h as they happen, all but
 * the last, `done`. Runs in the child; returns when the work is done, and ends the process with
 * EXIT_OUT_OF_MEMORY when memory runs out.
 */
void child_work_run(const struct child_work *work, struct event_sender *sender,
                    const struct child_memory *memory);

/* Failure handler of every arena of the program: says so on standard error and exits. */
_Noreturn void out_of_memory(void *context, size_t bytes);

#endif
