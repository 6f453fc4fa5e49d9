/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is odd about these files, although they can be solved? Read here, judged by lint/, located in the
 * text. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/find_instances.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/signals.h"
#include "io/diagnostic.h"
#include "io/input_file.h"
#include "io/instance_json.h"
#include "io/json_find.h"
#include "io/safe_text.h"
#include "model/quantize.h"
#include "report/lint_file.h"

/* How long the deadlines of one file may be thought about, per application and solve. */
#define LINT_SOLVE_S 5.0

static void refuse(struct lint_file *file, const struct diagnostics *diagnostics, struct arena *arena)
{
    struct text text;
    text_init(&text, arena);
    diagnostics_write(&text, diagnostics);
    print_diagnostics(text.data);
    file->is_refused = true;
}

/* Where the findings stand in the text. */
static void locate(struct lint_report *report, const struct diagnostics *diagnostics)
{
    for (size_t i = 0; i < report->count; i++) {
        struct lint_finding *finding = &report->findings[i];
        size_t matched = 0;
        const size_t item = json_scan_find(&matched, diagnostics->scan, finding->path);
        json_scan_locate(&finding->line, &finding->column, diagnostics->bytes,
                         diagnostics->scan->items[item].begin);
    }
}

static void lint_file(struct lint_file *file, struct arena *arena)
{
    struct diagnostics diagnostics;
    const struct instance *instance = NULL;
    const struct problem *problem = NULL;
    struct error error;
    lint_report_init(&file->report, arena);
    diagnostics_init(&diagnostics, arena, file->file);
    if (instance_load(&instance, arena, &diagnostics, file->file) != STATUS_OK) {
        refuse(file, &diagnostics, arena);
        return;
    }
    if (quantize(&problem, arena, instance, &error) != STATUS_OK) {
        diagnostics_add_error(&diagnostics, &error);
        refuse(file, &diagnostics, arena);
        return;
    }
    lint_ranges(&file->report, instance);
    lint_provenance(&file->report, instance);
    lint_structure(&file->report, instance);
    lint_deadlines(&file->report, problem, LINT_SOLVE_S);
    locate(&file->report, &diagnostics);
}

static int judge(const struct lint_file *files, size_t count)
{
    int exit_status = count > 0 ? EXIT_STATUS_FINE : EXIT_STATUS_NOTHING;
    for (size_t f = 0; f < count; f++) {
        if (files[f].is_refused) {
            exit_status = exit_status_combine(exit_status, EXIT_STATUS_INPUT);
        } else if (lint_files_count(&files[f], 1, LINT_WARNING) > 0) {
            exit_status = exit_status_combine(exit_status, EXIT_STATUS_BAD_NEWS);
        }
    }
    return exit_status;
}

int lint_command(const struct options *options, struct arena *arena)
{
    struct found_instances found;
    struct error error;
    struct text text;
    if (options->operand_count == 0) {
        complain("lint: name at least one FILE or DIR; see `finopt lint --help`");
        return EXIT_STATUS_INPUT;
    }
    if (find_instances(&found, arena, options->operands, options->operand_count, &error) != STATUS_OK) {
        complain("%s", safe_words(arena, error.message));
        return EXIT_STATUS_INPUT;
    }
    size_t count = 0;
    struct lint_file *files = ARENA_ARRAY(arena, struct lint_file, found.instances.count);
    while (count < found.instances.count && signals_count() == 0) {
        files[count].file = found.instances.files[count];
        lint_file(&files[count++], arena);
    }
    const struct report_options report = report_options_from(options);
    text_init(&text, arena);
    switch (options->format) {
    case FORMAT_JSON:
        lint_json_write(&text, files, count);
        break;
    case FORMAT_SARIF:
        lint_sarif_write(&text, files, count, FINOPT_VERSION);
        break;
    case FORMAT_GITHUB:
        lint_github_write(&text, files, count);
        break;
    default:
        lint_text_write(&text, files, count, &report);
    }
    return deliver(options, &text, judge(files, count));
}
