/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is known, and what has changed? `create` checks instances and writes what it finds; `diff` and
 * `accept` compare two such files and take one into the other; `export` writes one in the other format.
 */
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "baseline/baseline_file.h"
#include "cli/check_baseline.h"
#include "cli/child_process.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/find_instances.h"
#include "cli/options.h"
#include "cli/output.h"
#include "io/safe_text.h"

enum { FORMAT_NOT_GIVEN = -1, FORMAT_SOLU = 1 };

static int deliver_baseline(const struct baseline *baseline, const struct options *options,
                            struct arena *arena, int exit_status)
{
    struct text text;
    text_init(&text, arena);
    if (options->baseline_format == FORMAT_SOLU) {
        baseline_solu_write(&text, baseline);
    } else {
        baseline_write(&text, baseline, options->output);
    }
    return deliver(options, &text, exit_status);
}

/* --- create --- */

/* Takes the runs into the baseline; what cannot be recorded is named. */
static int record_runs(struct baseline *baseline, struct arena *arena, const struct run_record *runs,
                       size_t count)
{
    int exit_status = EXIT_STATUS_FINE;
    for (size_t i = 0; i < count; i++) {
        struct baseline_entry entry;
        const char *file = safe_words(arena, runs[i].record.file);
        print_diagnostics(runs[i].diagnostics);
        if (!baseline_entry_of_run(&entry, arena, &runs[i])) {
            complain("baseline: %s is not recorded: %s", file, verdict_name(runs[i].record.verdict));
            exit_status = exit_status_combine(exit_status, runs[i].record.verdict >= VERDICT_DISAGREE
                                                               ? EXIT_STATUS_CONTRADICTION
                                                               : EXIT_STATUS_INPUT);
        } else if (baseline_find(baseline, entry.instance) != NULL) {
            complain("baseline: %s is not recorded: there is another instance named %s", file,
                     safe_words(arena, entry.instance));
            exit_status = exit_status_combine(exit_status, EXIT_STATUS_INPUT);
        } else {
            baseline_put(baseline, arena, &entry);
        }
    }
    return exit_status;
}

static int create(const struct options *options, struct arena *arena)
{
    struct found_instances found;
    struct baseline baseline = {.tool = baseline_tool(arena)};
    struct error error;
    if (options->operand_count < 2) {
        complain("baseline create: name at least one FILE or DIR; see `finopt baseline --help`");
        return EXIT_STATUS_INPUT;
    }
    if (find_instances(&found, arena, options->operands + 1, options->operand_count - 1, &error) !=
        STATUS_OK) {
        complain("%s", safe_words(arena, error.message));
        return EXIT_STATUS_INPUT;
    }
    const size_t count = found.instances.count;
    struct run_record *runs = ARENA_ARRAY(arena, struct run_record, count);
    const struct run_request request = {
        .files = found.instances.files,
        .file_count = count,
        .work = {.options = options, .check_theorems = true},
        .jobs = job_count(options, count),
        .max_gap = -1.0,
        .is_quiet = options->quiet,
    };
    run_instances(runs, arena, &request);
    const int exit_status = record_runs(&baseline, arena, runs, count);
    return deliver_baseline(&baseline, options, arena, count == 0 ? EXIT_STATUS_NOTHING : exit_status);
}

/* --- diff and accept --- */

/* Whether only certain instances are meant, and this is none of them. */
static bool is_left_out(const struct options *options, const char *instance)
{
    for (size_t i = 3; i < options->operand_count; i++) {
        if (strcmp(options->operands[i], instance) == 0) {
            return false;
        }
    }
    return options->operand_count > 3;
}

static void add_difference(struct text *text, const char *instance,
                           const struct baseline_difference *difference)
{
    for (size_t m = 0; m < difference->message_count; m++) {
        text_add_safe(text, instance);
        text_addf(text, ": %s: %s\n", baseline_change_name(difference->change), difference->messages[m]);
    }
}

/* The differences as text, and their counts; gone entries too. True if there is any. */
static bool add_differences(struct text *text, struct arena *arena, const struct baseline *old,
                            const struct baseline *now, const struct options *options)
{
    size_t counts[BASELINE_CHANGE_COUNT] = {0};
    size_t gone_count = 0;
    for (size_t i = 0; i < now->entry_count; i++) {
        const struct baseline_entry *entry = &now->entries[i];
        struct baseline_difference difference;
        if (!is_left_out(options, entry->instance)) {
            baseline_compare(&difference, arena, baseline_find(old, entry->instance), entry);
            add_difference(text, entry->instance, &difference);
            counts[difference.change]++;
        }
    }
    for (size_t i = 0; i < old->entry_count; i++) {
        const char *instance = old->entries[i].instance;
        if (!is_left_out(options, instance) && baseline_find(now, instance) == NULL) {
            text_add_safe(text, instance);
            text_add(text, ": gone: only the first file has it\n");
            gone_count++;
        }
    }
    for (int c = 0; c < BASELINE_CHANGE_COUNT; c++) {
        text_addf(text, "%s%zu %s", c == 0 ? "" : ", ", counts[c],
                  baseline_change_name((enum baseline_change)c));
    }
    text_addf(text, ", %zu gone.\n", gone_count);
    return counts[BASELINE_SAME] < now->entry_count || gone_count > 0;
}

/* Reads OLD and NEW; an OLD that is not there is empty if `may_create`. */
static enum status load_both(struct baseline *old, struct baseline *now, const struct options *options,
                             struct arena *arena, bool may_create)
{
    *old = (struct baseline){.tool = NULL};
    if (options->operand_count < 3) {
        complain("baseline %s: name two baselines, OLD and NEW; see `finopt baseline --help`",
                 options->operands[0]);
        return STATUS_INPUT;
    }
    if (load_baseline(now, arena, options->operands[2]) != STATUS_OK) {
        return STATUS_INPUT;
    }
    for (size_t i = 3; i < options->operand_count; i++) {
        if (baseline_find(now, options->operands[i]) == NULL) {
            complain("baseline: %s has no instance \"%s\"", options->operands[2], options->operands[i]);
            return STATUS_INPUT;
        }
    }
    if (may_create && access(options->operands[1], F_OK) != 0) {
        return STATUS_OK;
    }
    return load_baseline(old, arena, options->operands[1]);
}

static int diff(const struct options *options, struct arena *arena)
{
    struct baseline old;
    struct baseline now;
    struct text text;
    if (load_both(&old, &now, options, arena, false) != STATUS_OK) {
        return EXIT_STATUS_INPUT;
    }
    text_init(&text, arena);
    const bool differs = add_differences(&text, arena, &old, &now, options);
    return deliver(options, &text, differs ? EXIT_STATUS_BAD_NEWS : EXIT_STATUS_FINE);
}

static int accept(const struct options *options, struct arena *arena)
{
    struct baseline old;
    struct baseline now;
    struct text text;
    struct error error;
    if (load_both(&old, &now, options, arena, true) != STATUS_OK) {
        return EXIT_STATUS_INPUT;
    }
    size_t count = 0;
    for (size_t i = 0; i < now.entry_count; i++) {
        if (!is_left_out(options, now.entries[i].instance)) {
            baseline_put(&old, arena, &now.entries[i]);
            count++;
        }
    }
    old.tool = now.tool != NULL ? now.tool : old.tool;
    const char *target = options->output != NULL ? options->output : options->operands[1];
    text_init(&text, arena);
    baseline_write(&text, &old, target);
    if (output_write(target, text.data, text.length, &error) != STATUS_OK) {
        complain("%s", error.message);
        return EXIT_STATUS_INPUT;
    }
    if (!options->quiet) {
        complain("baseline: accepted %zu instance%s, %s has %zu", count, count == 1 ? "" : "s",
                 safe_words(arena, target), old.entry_count);
    }
    return EXIT_STATUS_FINE;
}

static int export(const struct options *options, struct arena *arena)
{
    struct baseline baseline;
    if (options->operand_count != 2) {
        complain("baseline export: name one baseline; see `finopt baseline --help`");
        return EXIT_STATUS_INPUT;
    }
    if (load_baseline(&baseline, arena, options->operands[1]) != STATUS_OK) {
        return EXIT_STATUS_INPUT;
    }
    struct options wanted = *options;
    if (wanted.baseline_format == FORMAT_NOT_GIVEN && !baseline.is_solu) {
        wanted.baseline_format = FORMAT_SOLU;
    }
    return deliver_baseline(&baseline, &wanted, arena, EXIT_STATUS_FINE);
}

int baseline_command(const struct options *options, struct arena *arena)
{
    static const struct {
        const char *name;
        int (*run)(const struct options *options, struct arena *arena);
    } actions[] = {{"create", create}, {"diff", diff}, {"accept", accept}, {"export", export}};
    for (size_t i = 0; options->operand_count > 0 && i < sizeof actions / sizeof actions[0]; i++) {
        if (strcmp(options->operands[0], actions[i].name) == 0) {
            return actions[i].run(options, arena);
        }
    }
    complain(options->operand_count > 0 && strcmp(options->operands[0], "import") == 0
                 ? "baseline: a .solu is read wherever a baseline is: `finopt baseline accept OLD FILE.solu`"
                 : "baseline: say create, diff, accept or export; see `finopt baseline --help`");
    return EXIT_STATUS_INPUT;
}
