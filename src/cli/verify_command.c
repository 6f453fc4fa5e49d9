/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is this plan worth, whoever made it? A child reads both files, has the verifier judge the plan, and
 * only if it is feasible proves the optimum; here its words become a verdict. All plans for one instance are
 * judged by one child, which proves the optimum once.
 */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/child_process.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/find_instances.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/pair_plans.h"
#include "cli/signals.h"
#include "io/safe_text.h"
#include "report/judgement.h"
#include "report/report_case.h"
#include "report/verdict_json.h"
#include "report/verdict_list.h"
#include "report/verdict_text.h"

static int report(const struct judgement *judgement, const struct options *options, struct arena *arena)
{
    const struct report_options report_options = report_options_from(options);
    const int exit_status = exit_status_of_judgement(judgement, options);
    struct text text;
    text_init(&text, arena);
    if (format_is_of_cases(options)) {
        struct report_cases cases;
        verdict_case_build(&cases, arena, judgement, exit_status == EXIT_STATUS_FINE);
        write_cases(&text, arena, &cases, options);
    } else if (options->format != FORMAT_TEXT) {
        verdict_json_write(&text, judgement, &report_options);
    } else if (!options->quiet || exit_status != EXIT_STATUS_FINE) {
        verdict_text_write(&text, arena, judgement, &report_options);
    }
    return deliver(options, &text, exit_status);
}

static int verify_one(const struct options *options, struct arena *arena)
{
    if (options->operand_count != 2) {
        complain("verify: name an instance FILE and a PLAN; see `finopt verify --help`");
        return EXIT_STATUS_INPUT;
    }
    const char *plan_file = options->operands[1];
    if (strcmp(options->operands[0], "-") == 0 && strcmp(plan_file, "-") == 0) {
        complain("verify: standard input (`-`) can be read only once");
        return EXIT_STATUS_INPUT;
    }
    struct run_record run = {.diagnostics = NULL};
    const struct plan_files plan_files = {.files = &plan_file, .count = 1};
    const struct run_request request = {
        .files = options->operands,
        .file_count = 1,
        .work = {.options = options, .only_feasible = true},
        .plan_files = &plan_files,
        .jobs = 1,
        .max_gap = -1.0,
        .is_quiet = true,
    };
    run_instances(&run, arena, &request);
    const struct judgement judgement = judgement_of(&run, 0, plan_file);
    print_diagnostics(run.diagnostics);
    print_diagnostics(judgement.judged->diagnostics);
    if (run.record.is_refused || judgement.judged->is_unreadable) {
        return EXIT_STATUS_INPUT; /* there was nothing to judge */
    }
    return report(&judgement, options, arena);
}

/* --- many plans --- */

/* The instances that have plans, and these plans. */
struct verify_batch {
    const char **files;            /* [count] */
    struct plan_files *plan_files; /* [count] */
    size_t count;
    size_t plan_count;
};

static void choose_instances(struct verify_batch *batch, struct arena *arena,
                             const struct instance_files *instances, const struct plan_pairs *pairs)
{
    *batch = (struct verify_batch){
        .files = ARENA_ARRAY(arena, const char *, instances->count),
        .plan_files = ARENA_ARRAY(arena, struct plan_files, instances->count),
    };
    for (size_t i = 0; i < instances->count; i++) {
        if (pairs->plan_files[i].count == 0) {
            complain("verify: there is no plan for %s", safe_words(arena, instances->files[i]));
            continue;
        }
        batch->files[batch->count] = instances->files[i];
        batch->plan_files[batch->count++] = pairs->plan_files[i];
        batch->plan_count += pairs->plan_files[i].count;
    }
}

/* The judgements on all plans; a plan that a refused instance or a signal kept from being judged is unknown.
 */
static void collect(struct judgement *judgements, const struct run_record *runs,
                    const struct verify_batch *batch)
{
    size_t count = 0;
    for (size_t i = 0; i < batch->count; i++) {
        for (size_t p = 0; p < batch->plan_files[i].count; p++) {
            judgements[count++] = judgement_of(&runs[i], p, batch->plan_files[i].files[p]);
        }
    }
}

static int report_many(struct verdict_list *list, const struct options *options, struct arena *arena)
{
    const struct report_options report_options = report_options_from(options);
    const int number = signals_first();
    struct text text;
    text_init(&text, arena);
    int exit_status = list->unmatched_count > 0 ? EXIT_STATUS_INPUT
                      : list->count == 0        ? EXIT_STATUS_NOTHING
                                                : EXIT_STATUS_FINE;
    for (size_t i = 0; i < list->count; i++) {
        exit_status =
            exit_status_combine(exit_status, exit_status_of_judgement(&list->judgements[i], options));
    }
    list->exit_status = number != 0 ? 128 + number : exit_status;
    if (format_is_of_cases(options)) {
        struct report_cases cases;
        verdict_cases_build(&cases, arena, list, &report_options);
        write_cases(&text, arena, &cases, options);
    } else if (options->format == FORMAT_TEXT) {
        verdict_list_text_write(&text, arena, list, &report_options);
    } else {
        verdict_list_json_write(&text, list, &report_options);
    }
    return deliver(options, &text, exit_status);
}

static int verify_many(const struct options *options, struct arena *arena)
{
    struct found_instances found;
    struct instance_files plans;
    struct plan_pairs pairs;
    struct verify_batch batch;
    struct error error;
    if (find_instances(&found, arena, options->operands, options->operand_count, &error) != STATUS_OK ||
        find_plans(&plans, arena, options->plans, &error) != STATUS_OK) {
        complain("%s", safe_words(arena, error.message));
        return EXIT_STATUS_INPUT;
    }
    pair_plans(&pairs, arena, &found.instances, &plans);
    choose_instances(&batch, arena, &found.instances, &pairs);
    struct run_record *runs = ARENA_ARRAY(arena, struct run_record, batch.count);
    const struct run_request request = {
        .files = batch.files,
        .file_count = batch.count,
        .work = {.options = options, .only_feasible = true},
        .plan_files = batch.plan_files,
        .jobs = job_count(options, batch.count),
        .max_gap = -1.0,
        .is_quiet = options->quiet,
    };
    run_instances(runs, arena, &request);
    int refused = EXIT_STATUS_FINE;
    for (size_t i = 0; i < batch.count; i++) {
        print_diagnostics(runs[i].diagnostics);
        refused = runs[i].record.is_refused ? EXIT_STATUS_INPUT : refused;
    }
    struct judgement *judgements = ARENA_ARRAY(arena, struct judgement, batch.plan_count);
    collect(judgements, runs, &batch);
    struct verdict_list list = {
        .judgements = judgements,
        .count = batch.plan_count,
        .unmatched = pairs.unmatched,
        .unmatched_count = pairs.unmatched_count,
        .max_gap = options->max_gap,
    };
    return exit_status_combine(refused, report_many(&list, options, arena));
}

int verify_command(const struct options *options, struct arena *arena)
{
    if (options->plans == NULL) {
        return verify_one(options, arena);
    }
    if (options->operand_count == 0) {
        complain("verify: name the instances the plans are for, FILE or DIR; see `finopt verify --help`");
        return EXIT_STATUS_INPUT;
    }
    return verify_many(options, arena);
}
