/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How good are somebody's plans, instance by instance? Invariant: once complete, a run that was begun has at
 * least one judgement, so that a planner cannot pass by saying nothing.
 */
#include "cli/check_plans.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "cli/descendants.h"
#include "cli/exit_status.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/planner_run.h"
#include "io/safe_text.h"
#include "report/judgement.h"

bool check_judges_plans(const struct options *options)
{
    return options->plans != NULL || options->planner_argument_count > 0;
}

static enum status prepare_planner(const struct options *options, const struct instance_files *instances,
                                   struct error *error)
{
    if (options->planner == NULL) {
        return STATUS_OK;
    }
    if (options->planner_argument_count == 0) {
        return error_set(error, STATUS_INPUT, "check: name a planner after `--`");
    }
    if (!planner_is_there(options->planner[0])) {
        return error_set(error, STATUS_INPUT, "%s: cannot run the planner: %s", options->planner[0],
                         strerror(errno != 0 ? errno : ENOENT));
    }
    const bool takes_file = planner_takes_file(options->planner, options->planner_argument_count);
    for (size_t i = 0; i < instances->count; i++) {
        if (takes_file && strcmp(instances->files[i], "-") == 0) {
            return error_set(error, STATUS_INPUT,
                             "check: standard input (`-`) has no path for `{}`; without `{}` the planner "
                             "gets it on its standard input");
        }
    }
    descendants_adopt(); /* should a child die, what its planner started is ours */
    return STATUS_OK;
}

enum status check_plans_prepare(struct plan_pairs *pairs, struct arena *arena, const struct options *options,
                                const struct instance_files *instances, struct error *error)
{
    struct instance_files plans;
    *pairs = (struct plan_pairs){.plan_files = NULL};
    const enum status status = prepare_planner(options, instances, error);
    if (status != STATUS_OK || options->plans == NULL) {
        return status;
    }
    if (find_plans(&plans, arena, options->plans, error) != STATUS_OK) {
        return STATUS_IO;
    }
    pair_plans(pairs, arena, instances, &plans);
    if (pairs->unmatched_count > 0) {
        complain("check: %zu of %zu plans are for none of the instances, the first is %s",
                 pairs->unmatched_count, plans.count, safe_words(arena, pairs->unmatched[0]));
    }
    return STATUS_OK;
}

static void add_judged(struct run_record *run, struct arena *arena, const struct judged_plan *judged)
{
    struct judged_plan *more = ARENA_ARRAY(arena, struct judged_plan, run->judged_count + 1);
    for (size_t j = 0; j < run->judged_count; j++) {
        more[j] = run->judged[j];
    }
    more[run->judged_count++] = *judged;
    run->judged = more;
    run->judged_capacity = run->judged_count;
}

void check_plans_complete(struct run_record *runs, size_t count, struct arena *arena,
                          const struct options *options, const struct plan_pairs *pairs)
{
    const size_t planner_count = options->planner_argument_count > 0;
    for (size_t i = 0; i < count; i++) {
        const size_t file_count = pairs->plan_files != NULL ? pairs->plan_files[i].count : 0;
        struct run_record *run = &runs[i];
        if (!run_record_has_begun(run) || run->record.is_refused) {
            continue;
        }
        while (run->judged_count < file_count + planner_count) {
            const bool is_file = run->judged_count < file_count;
            const struct judged_plan unknown = {
                .source = is_file ? pairs->plan_files[i].files[run->judged_count] : "planner",
                .claim_holds = true,
                .elapsed_s = NAN,
            };
            add_judged(run, arena, &unknown);
        }
        if (run->judged_count == 0) {
            const struct judged_plan missing = {.is_missing = true, .claim_holds = true, .elapsed_s = NAN};
            add_judged(run, arena, &missing);
        }
    }
    if (planner_count > 0) {
        descendants_kill();
    }
}

int check_plans_exit_status(const struct run_record *run, const struct options *options)
{
    int exit_status = EXIT_STATUS_FINE;
    for (size_t j = 0; j < run->judged_count; j++) {
        const struct judgement judgement = judgement_of(run, j, NULL);
        exit_status = exit_status_combine(exit_status, exit_status_of_judgement(&judgement, options));
    }
    return exit_status;
}
