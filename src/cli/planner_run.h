/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_PLANNER_RUN_H
#define FINOPT_CLI_PLANNER_RUN_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "report/run_record.h"

struct arena;

/* Somebody's program that makes a plan for one instance. */
struct planner_request {
    const char *const *arguments; /* [argument_count] program and arguments; `{}` becomes the file */
    size_t argument_count;
    const char *file;  /* of the instance */
    const char *bytes; /* [length] what the file holds: its standard input if no argument has a `{}` */
    size_t length;
    double time_limit_s;
    const volatile sig_atomic_t *stop_now; /* raised by a signal: the planner is killed */
};

struct planner_output {
    enum planner_end end;
    const char *ending; /* how it ended, in words; NULL for PLANNER_FINE */
    const char *bytes;  /* [length] what it printed */
    size_t length;
    bool is_cut;      /* it printed more than a plan file may hold, and was killed */
    const char *said; /* the last of what it wrote to standard error; NULL if nothing */
    double elapsed_s;
};

/*
 * Runs the planner in a session of its own and waits for it. When it has ended, or its time is up, or it
 * prints too much, everything that it started is killed: on Linux also what has left its process group, for
 * the calling process adopts what loses its parent (cli/descendants.h). Limits: a planner may kill its
 * caller, who has the same rights; where the system cannot adopt orphans, only the process group is killed.
 * The caller must have no other child processes. Never fails: a planner that cannot be started has crashed.
 * In `arena`.
 */
void planner_run(struct planner_output *output, struct arena *arena, const struct planner_request *request);

/* Whether an argument holds a `{}`. */
bool planner_takes_file(const char *const *arguments, size_t argument_count);

/* Whether execvp() would find the program. */
bool planner_is_there(const char *program);

#endif
