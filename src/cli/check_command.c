/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does FIN reach the provable optimum on every instance, and do all exact methods agree? */
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/check_baseline.h"
#include "cli/check_plans.h"
#include "cli/child_process.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/find_instances.h"
#include "cli/live_lines.h"
#include "cli/option_values.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/random_instances.h"
#include "cli/shard.h"
#include "cli/signals.h"
#include "io/safe_text.h"
#include "report/check_csv.h"
#include "report/check_markdown.h"
#include "report/check_text.h"
#include "report/record_json.h"
#include "report/report_case.h"

static int judge(const struct run_record *runs, size_t count, const struct options *options)
{
    int exit_status = EXIT_STATUS_FINE;
    for (size_t i = 0; i < count; i++) {
        if (run_record_has_begun(&runs[i])) {
            exit_status =
                exit_status_combine(exit_status, exit_status_of_verdict(runs[i].record.verdict, options));
            exit_status = exit_status_combine(exit_status, check_plans_exit_status(&runs[i], options));
        }
    }
    return exit_status;
}

/* A directory without instances is more often a mistake than meant. */
static void complain_about_empty(const struct found_instances *found, struct arena *arena)
{
    if (found->instances.count == 0) {
        complain("check: no instance found: there is no *.json below what you named");
        return;
    }
    for (size_t i = 0; i < found->empty.count; i++) {
        complain("check: there is no *.json below %s", safe_words(arena, found->empty.files[i]));
    }
}

/* What a report is made for, beside the runs. */
struct check_report {
    const struct options *options;
    const struct shard_record *shard;
    int exit_status;
    struct check_lines written; /* already */
};

/* The whole table goes where GitHub shows it; the library reads no environment, so this is done here. */
static int append_step_summary(const struct run_record *runs, size_t count, const struct options *options,
                               struct arena *arena)
{
    enum { STEP_SUMMARY_LIMIT = 900 * 1024 }; /* of the mebibyte that all steps of a job share */
    const char *path = getenv("GITHUB_STEP_SUMMARY");
    struct text text;
    struct error error;
    if (path == NULL || path[0] == '\0') {
        return EXIT_STATUS_FINE;
    }
    text_init(&text, arena);
    const struct report_options report = report_options_from(options);
    check_markdown_write(&text, arena, runs, count, &report, STEP_SUMMARY_LIMIT);
    if (output_append(path, text.data, text.length, &error) != STATUS_OK) {
        complain("%s", error.message);
        return EXIT_STATUS_INPUT;
    }
    return EXIT_STATUS_FINE;
}

static void write_report(struct text *text, struct arena *arena, const struct run_record *runs, size_t count,
                         const struct check_report *wanted)
{
    const struct report_options report = report_options_from(wanted->options);
    const int number = signals_first();
    struct check_totals totals = {
        .exit_status = number != 0 ? 128 + number : wanted->exit_status,
        .signal = number,
        .shard = *wanted->shard,
        .written = wanted->written,
    };
    totals.options = option_values(&totals.option_count, arena, wanted->options);
    struct report_cases cases;
    switch (wanted->options->format) {
    case FORMAT_JSON:
    case FORMAT_NDJSON:
        check_json_write(text, runs, count, &totals, &report);
        break;
    case FORMAT_CSV:
        check_csv_write(text, runs, count, &report);
        break;
    case FORMAT_MARKDOWN:
        check_markdown_write(text, arena, runs, count, &report, 0);
        break;
    case FORMAT_JUNIT:
    case FORMAT_TAP:
    case FORMAT_GITHUB:
        check_cases_build(&cases, arena, runs, count, &report);
        write_cases(text, arena, &cases, wanted->options);
        break;
    default:
        if (count > 0) {
            check_text_write(text, arena, runs, count, &report);
        }
    }
}

/* The instances of the command line: files, made up, or the part of them that is a shard. */
struct check_input {
    struct instance_files files;
    struct random_instances random;
    struct shard_record shard;
};

static enum status find_input(struct check_input *input, struct arena *arena, const struct options *options,
                              struct error *error)
{
    struct found_instances found;
    enum status status = STATUS_OK;
    *input = (struct check_input){.shard = {.count = 0}};
    if ((options->operand_count == 0) == (options->random == NULL)) {
        return error_set(error, STATUS_INPUT,
                         options->random == NULL
                             ? "check: name at least one FILE or DIR; see `finopt check --help`"
                             : "check: either --random, or a FILE or DIR");
    }
    if (options->random != NULL) {
        status = random_instances_make(&input->random, arena, options, error);
        input->files = input->random.files;
    } else {
        status = find_instances(&found, arena, options->operands, options->operand_count, error);
        if (status == STATUS_OK) {
            complain_about_empty(&found, arena);
            input->files = found.instances;
        }
    }
    if (status == STATUS_OK && options->shard != NULL) {
        if (options->random != NULL) {
            return error_set(error, STATUS_INPUT,
                             "check: --shard and --random do not go together: use --seed");
        }
        status = shard_parse(&input->shard, options->shard, error);
        if (status == STATUS_OK) {
            shard_select(&input->shard, &input->files);
        }
        if (status == STATUS_OK && input->files.count == 0 && input->shard.total > 0) {
            complain("check: shard %zu/%zu has none of the %zu instances", input->shard.index,
                     input->shard.count, input->shard.total);
        }
    }
    return status;
}

static int check_all(const struct check_input *input, const struct options *options, struct arena *arena)
{
    struct plan_pairs pairs;
    struct baseline baseline = {.tool = NULL};
    struct error error;
    if (check_plans_prepare(&pairs, arena, options, &input->files, &error) != STATUS_OK) {
        complain("%s", safe_words(arena, error.message));
        return EXIT_STATUS_INPUT;
    }
    if (check_baseline_prepare(&baseline, arena, options) != STATUS_OK) {
        return EXIT_STATUS_INPUT;
    }
    const size_t count = input->files.count;
    struct run_record *runs = ARENA_ARRAY(arena, struct run_record, count);
    struct live_lines live = {.options = options, .shard = &input->shard, .arena = arena};
    const bool is_live = live_lines_are_possible(options);
    const struct run_request request = {
        .files = input->files.files,
        .file_count = count,
        .work = {.options = options, .check_theorems = true},
        .plan_files = pairs.plan_files,
        .jobs = job_count(options, count),
        .max_gap = check_judges_plans(options) ? -1.0 : options->max_gap,
        .is_quiet = options->quiet || (is_live && isatty(STDOUT_FILENO) == 1), /* lines there tell enough */
        .on_progress = is_live ? live_lines_write : NULL,
        .context = &live,
    };
    run_instances(runs, arena, &request);
    if (check_judges_plans(options)) {
        check_plans_complete(runs, count, arena, options, &pairs);
    }
    random_instances_name(&input->random, runs);
    for (size_t i = 0; i < count; i++) {
        print_diagnostics(runs[i].diagnostics);
    }
    const bool is_recorded = check_baseline(runs, count, arena, options, &baseline) == STATUS_OK;
    const int verdicts =
        count == 0 && input->shard.total == 0 ? EXIT_STATUS_NOTHING : judge(runs, count, options);
    const int exit_status = exit_status_combine(verdicts, is_recorded ? EXIT_STATUS_FINE : EXIT_STATUS_INPUT);
    struct text text;
    text_init(&text, arena);
    write_report(&text, arena, runs, count,
                 &(struct check_report){options, &input->shard, exit_status, live.written});
    const int summary_status = options->format == FORMAT_GITHUB
                                   ? append_step_summary(runs, count, options, arena)
                                   : EXIT_STATUS_FINE;
    const int text_status = live.has_failed ? exit_status_combine(exit_status, EXIT_STATUS_INPUT)
                                            : deliver(options, &text, exit_status);
    const int delivered = exit_status_combine(text_status, summary_status);
    random_instances_hunt(&input->random, runs, options, arena);
    return delivered;
}

int check_command(const struct options *options, struct arena *arena)
{
    struct check_input input;
    struct error error;
    int exit_status = EXIT_STATUS_INPUT;
    if (find_input(&input, arena, options, &error) != STATUS_OK) {
        complain("%s", safe_words(arena, error.message));
    } else {
        exit_status = check_all(&input, options, arena);
    }
    random_instances_release(&input.random);
    return exit_status;
}
