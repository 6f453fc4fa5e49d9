/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is everything as it was recorded? Each run becomes an entry, and entries are compared. */
#include "cli/check_baseline.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "baseline/baseline_file.h"
#include "cli/check_plans.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "compare/verdict.h"
#include "io/diagnostic.h"
#include "io/input_file.h"
#include "io/json_reader.h"
#include "io/safe_text.h"
#include "lp/glpk_backend.h"
#include "report/run_record.h"

enum status load_baseline(struct baseline *baseline, struct arena *arena, const char *file)
{
    struct diagnostics diagnostics;
    struct error error;
    const char *bytes = NULL;
    size_t length = 0;
    diagnostics_init(&diagnostics, arena, file);
    enum status status = input_file_read(&bytes, &length, arena, file, &error);
    if (status != STATUS_OK) {
        diagnostics_add_error(&diagnostics, &error);
    } else {
        status = baseline_parse(baseline, arena, &diagnostics, bytes, length);
    }
    if (status != STATUS_OK) {
        struct text text;
        text_init(&text, arena);
        diagnostics_write(&text, &diagnostics);
        print_diagnostics(text.data);
    }
    return status;
}

const char *baseline_tool(struct arena *arena)
{
    return arena_printf(arena, "finopt %s, GLPK %s, cJSON %s", FINOPT_VERSION, glpk_version(),
                        json_reader_version());
}

bool baseline_entry_of_run(struct baseline_entry *entry, struct arena *arena, const struct run_record *run)
{
    if (run->record.instance == NULL || run->record.is_refused || run->is_interrupted || !run->is_done ||
        run->record.verdict >= VERDICT_DISAGREE) {
        return false;
    }
    *entry = baseline_entry_of(arena, &run->record, run->sha256);
    return true;
}

enum update_policy update_policy_of(const struct options *options)
{
    const char *ci = getenv("CI");
    if (options->update >= 0) {
        return (enum update_policy)options->update;
    }
    return ci != NULL && ci[0] != '\0' ? UPDATE_NONE : UPDATE_NEW;
}

static bool is_recorded(enum baseline_change change, enum update_policy policy)
{
    return change != BASELINE_SAME &&
           (policy == UPDATE_ALL || (policy == UPDATE_NEW && change == BASELINE_NEW));
}

/* What a difference means for the verdict where it is not recorded. */
static enum verdict severity_of(enum baseline_change change)
{
    switch (change) {
    case BASELINE_REGRESSED:
        return VERDICT_REGRESSED;
    case BASELINE_NEW:
    case BASELINE_CHANGED:
        return VERDICT_CHANGED;
    default:
        return VERDICT_AGREE;
    }
}

/* Compares one run; true if its entry was put into the baseline. */
static bool compare_run(struct run_record *run, struct arena *arena, const struct options *options,
                        struct baseline *baseline)
{
    const enum update_policy policy = update_policy_of(options);
    const struct verdict_options decide = {.max_gap = check_judges_plans(options) ? -1.0 : options->max_gap};
    struct baseline_entry entry;
    struct baseline_difference difference;
    if (!baseline_entry_of_run(&entry, arena, run)) {
        return false;
    }
    baseline_compare(&difference, arena, baseline_find(baseline, entry.instance), &entry);
    const bool records = is_recorded(difference.change, policy);
    for (size_t m = 0; m < difference.message_count; m++) {
        record_add_finding(&run->record, arena, records ? VERDICT_AGREE : severity_of(difference.change),
                           "baseline: %s%s", difference.messages[m], records ? "; recorded" : "");
    }
    run->baseline = baseline_change_name(difference.change);
    verdict_decide(&run->record, arena, &decide);
    if (records) {
        baseline_put(baseline, arena, &entry);
    }
    return records;
}

/* Two instances of one name have one entry: the first is compared, the others are told. */
static bool has_namesake(const struct run_record *runs, size_t index)
{
    const char *name = runs[index].record.instance;
    for (size_t i = 0; name != NULL && i < index; i++) {
        if (runs[i].baseline != NULL && strcmp(runs[i].record.instance, name) == 0) {
            return true;
        }
    }
    return false;
}

enum status check_baseline_prepare(struct baseline *baseline, struct arena *arena,
                                   const struct options *options)
{
    *baseline = (struct baseline){.tool = NULL};
    if (options->baseline == NULL ||
        (update_policy_of(options) != UPDATE_NONE && access(options->baseline, F_OK) != 0)) {
        return STATUS_OK;
    }
    return load_baseline(baseline, arena, options->baseline);
}

enum status check_baseline(struct run_record *runs, size_t count, struct arena *arena,
                           const struct options *options, struct baseline *baseline)
{
    struct error error;
    struct text text;
    const size_t recorded_count = baseline->entry_count;
    size_t seen_count = 0;
    bool is_changed = false;
    if (options->baseline == NULL) {
        return STATUS_OK;
    }
    for (size_t i = 0; i < count; i++) {
        if (has_namesake(runs, i)) {
            complain("check: %s: there are several instances of this name, the baseline has room for one",
                     safe_words(arena, runs[i].record.file));
            continue;
        }
        const char *name = runs[i].record.instance;
        seen_count += name != NULL && baseline_find(baseline, name) != NULL;
        is_changed = compare_run(&runs[i], arena, options, baseline) || is_changed;
    }
    if (seen_count < recorded_count && options->shard == NULL && !options->quiet) {
        complain("check: %zu of the %zu instances in %s were not checked", recorded_count - seen_count,
                 recorded_count, safe_words(arena, options->baseline));
    }
    if (!is_changed) {
        return STATUS_OK;
    }
    text_init(&text, arena);
    baseline->tool = baseline_tool(arena);
    baseline_write(&text, baseline, options->baseline);
    if (output_write(options->baseline, text.data, text.length, &error) != STATUS_OK) {
        complain("%s", error.message);
        return STATUS_IO;
    }
    return STATUS_OK;
}
