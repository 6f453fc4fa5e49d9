/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_REDUCTION_H
#define FINOPT_CLI_REDUCTION_H

#include "base/error.h"
#include "cli/wanted_verdict.h"
#include "reduce/reduce.h"

struct arena;
struct instance;
struct options;

/*
 * Reducing an instance here and now: candidates are written to a file in a scratch folder, checked by child
 * processes as `check` does, or given to somebody's command, which says by exit status 0 that it is still
 * there.
 */
struct reduction {
    const struct options *options;
    struct wanted_verdict wanted; /* where no command decides */
    bool has_command;             /* options->planner says whether it holds */
    const char *folder;           /* scratch */
    const char *file;             /* in it */
    struct arena *scratch;
};

/* Makes the scratch folder. STATUS_IO. It is removed by reduction_release(). */
enum status reduction_init(struct reduction *reduction, const struct options *options, struct error *error);
void reduction_release(struct reduction *reduction);

/* Does the instance have what is wanted? */
bool reduction_holds(void *context, const struct instance *instance);

/* The smallest that still has it, in `arena`; `instance` must have it. A signal ends the search early. */
void reduction_run(struct reduced *reduced, struct arena *arena, struct reduction *reduction,
                   const struct instance *instance);

#endif
