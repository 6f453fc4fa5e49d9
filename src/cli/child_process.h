/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_CHILD_PROCESS_H
#define FINOPT_CLI_CHILD_PROCESS_H

#include <stddef.h>

#include "cli/child_work.h"
#include "report/run_record.h"

struct arena;

/*
 * The runner: every instance in a process that nobody else uses at the time, at most `jobs` of them.
 *
 *   parent ──orders──> child 1   reads, solves, verifies ──events──┐
 *     ^    ──orders──> child 2   ...                     ──events──┤   one file at a time, then the next
 *     └──────────── poll: events, stderr, watchdog, signals <──────┘
 *
 * Whatever a child does, die or hang or fill its memory, while it reads or while it solves, costs its
 * instance a finding and nobody else anything: the next file gets a new child. A child never outlives its
 * parent. Records come out in the order of the files, whatever the number of jobs.
 */
struct run_request {
    const char *const *files; /* [file_count] */
    size_t file_count;
    struct child_work work;              /* for each; `file` and plan files are set by the runner */
    const struct plan_files *plan_files; /* [file_count] plans to judge; NULL for none */
    size_t jobs;                         /* >= 1 */
    double max_gap;                      /* for the verdict; negative: report only */
    bool is_quiet;                       /* no progress bar */
    /* Told when something may have happened: the first `settled_count` runs will not change any more, the
     * next one is under way if it has begun. May be NULL. */
    void (*on_progress)(void *context, const struct run_record *runs, size_t run_count, size_t settled_count);
    void *context; /* of it */
};

/*
 * Fills runs[file_count], in `arena`. A run whose file never began because a signal came first has
 * `record.instance` NULL, no diagnostics and `is_interrupted`. Returns how many began.
 */
size_t run_instances(struct run_record *runs, struct arena *arena, const struct run_request *request);

#endif
