/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is it still there? Each candidate is a file of its own name, so that a command sees what a user would see.
 */
#include "cli/reduction.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/child_process.h"
#include "cli/child_work.h"
#include "cli/descendants.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/planner_run.h"
#include "cli/scratch_folder.h"
#include "cli/signals.h"
#include "io/instance_write.h"

enum status reduction_init(struct reduction *reduction, const struct options *options, struct error *error)
{
    *reduction = (struct reduction){
        .options = options,
        .has_command = options->command == COMMAND_REDUCE && options->planner_argument_count > 0,
        .scratch = arena_new(out_of_memory, NULL),
    };
    const enum status status = scratch_folder_make(&reduction->folder, reduction->scratch, error);
    if (status != STATUS_OK) {
        return status;
    }
    reduction->file = arena_printf(reduction->scratch, "%s/candidate.json", reduction->folder);
    return STATUS_OK;
}

void reduction_release(struct reduction *reduction)
{
    if (reduction->folder != NULL) {
        unlink(reduction->file);
        rmdir(reduction->folder);
    }
    arena_free(reduction->scratch);
}

static bool ask_command(const struct reduction *reduction, const struct text *candidate)
{
    struct planner_output output;
    const struct planner_request request = {
        .arguments = reduction->options->planner,
        .argument_count = reduction->options->planner_argument_count,
        .file = reduction->file,
        .bytes = candidate->data,
        .length = candidate->length,
        .time_limit_s = reduction->options->time_limit_s,
        .stop_now = signals_stop_now(),
    };
    planner_run(&output, reduction->scratch, &request);
    return output.end == PLANNER_FINE;
}

static bool ask_methods(const struct reduction *reduction)
{
    struct run_record run = {.diagnostics = NULL};
    struct options options = *reduction->options;
    options.command = COMMAND_CHECK; /* what is asked for is what `check` says */
    if (reduction->wanted.kind != WANTED_PLAN) {
        options.planner = NULL;
        options.planner_argument_count = 0;
    }
    const struct run_request request = {
        .files = &reduction->file,
        .file_count = 1,
        .work = {.options = &options, .check_theorems = true},
        .jobs = 1,
        .max_gap = -1.0,
        .is_quiet = true,
    };
    run_instances(&run, reduction->scratch, &request);
    if (options.planner != NULL) {
        descendants_kill(); /* as after every planner */
    }
    return !run.is_interrupted && wanted_verdict_is_met(&reduction->wanted, &run);
}

bool reduction_holds(void *context, const struct instance *instance)
{
    const struct reduction *reduction = context;
    const struct arena_mark mark = arena_mark(reduction->scratch);
    struct text text;
    struct error error;
    text_init(&text, reduction->scratch);
    instance_write(&text, instance);
    const bool is_written = output_write(reduction->file, text.data, text.length, &error) == STATUS_OK;
    const bool holds =
        is_written && (reduction->has_command ? ask_command(reduction, &text) : ask_methods(reduction));
    arena_rewind(reduction->scratch, mark);
    return holds;
}

static bool must_stop(void *context)
{
    (void)context;
    return signals_count() > 0;
}

void reduction_run(struct reduced *reduced, struct arena *arena, struct reduction *reduction,
                   const struct instance *instance)
{
    const struct reduce_predicate predicate = {reduction, reduction_holds, must_stop};
    reduce_instance(reduced, arena, instance, &predicate);
}
