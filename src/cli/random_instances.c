/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is there an instance, somewhere, on which something goes wrong? Many are made up, and what is found is
 * kept. */
#include "cli/random_instances.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/family_options.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/reduction.h"
#include "cli/scratch_folder.h"
#include "cli/signals.h"
#include "io/diagnostic.h"
#include "io/instance_json.h"
#include "io/instance_write.h"
#include "model/instance.h"
#include "report/judgement.h"

/* Reducing takes a thousand checks or so: the first few tell the story. */
enum { REDUCED_LIMIT = 5 };

static enum status write_instance(const char *file, const struct instance *instance, struct arena *arena,
                                  struct error *error)
{
    struct text text;
    text_init(&text, arena);
    instance_write(&text, instance);
    return output_write(file, text.data, text.length, error);
}

static enum status make_one(struct random_instances *random, struct arena *arena, const struct family *family,
                            const struct family_parameters *parameters, struct error *error)
{
    const struct instance *instance = NULL;
    enum status status = family->generate(&instance, arena, parameters, error);
    if (status != STATUS_OK) {
        return status;
    }
    const char *file = arena_printf(arena, "%s/%s.json", random->folder, instance->name);
    random->files.files[random->files.count++] = file;
    return write_instance(file, instance, arena, error);
}

enum status random_instances_make(struct random_instances *random, struct arena *arena,
                                  const struct options *options, struct error *error)
{
    const struct family *family = NULL;
    const size_t count = (size_t)options->count;
    *random = (struct random_instances){.folder = NULL};
    enum status status = family_choose(&family, options->random, error);
    if (status != STATUS_OK) {
        return status;
    }
    status = scratch_folder_make(&random->folder, arena, error);
    if (status != STATUS_OK) {
        return status;
    }
    random->files.files = ARENA_ARRAY(arena, const char *, count);
    for (size_t i = 0; status == STATUS_OK && i < count && signals_count() == 0; i++) {
        const struct family_parameters parameters =
            family_parameters_from(options, family, (uint64_t)options->seed + i);
        status = make_one(random, arena, family, &parameters, error);
    }
    return status;
}

void random_instances_release(struct random_instances *random)
{
    for (size_t i = 0; i < random->files.count; i++) {
        unlink(random->files.files[i]);
    }
    if (random->folder != NULL) {
        rmdir(random->folder);
    }
}

static const char *base_name(const struct random_instances *random, size_t i)
{
    return random->files.files[i] + strlen(random->folder) + 1;
}

void random_instances_name(const struct random_instances *random, struct run_record *runs)
{
    for (size_t i = 0; i < random->files.count; i++) {
        runs[i].record.file = base_name(random, i);
    }
}

/*
 * What must stay true of the smaller ones; false if nothing was found. What finopt itself does wrong comes
 * first; then what the planner does: its plan is made anew for every candidate, one of --plans could not be.
 */
static bool find_wanted(struct wanted_verdict *wanted, const struct run_record *run,
                        const struct options *options)
{
    struct judgement worst;
    *wanted = (struct wanted_verdict){.kind = WANTED_VERDICT, .verdict = run->record.verdict};
    if (run->record.verdict == VERDICT_GAP) {
        *wanted = (struct wanted_verdict){.kind = WANTED_GAP, .gap = options->max_gap, .is_above = true};
        return true;
    }
    if (run->record.verdict >= VERDICT_DISAGREE) {
        return true;
    }
    if (options->planner == NULL || options->plans != NULL || !judgement_worst(&worst, run)) {
        return false;
    }
    *wanted =
        (struct wanted_verdict){.kind = WANTED_PLAN, .plan_verdict = worst.verdict, .gap = options->max_gap};
    return judgement_is_bad(&worst, options->max_gap);
}

/* What was found, in a word. */
static const char *wanted_word(const struct wanted_verdict *wanted, const struct run_record *run)
{
    return wanted->kind == WANTED_PLAN ? plan_verdict_name(wanted->plan_verdict)
                                       : verdict_name(run->record.verdict);
}

static enum status save_reduced(const char **file, const char *stem, const struct instance *instance,
                                const struct wanted_verdict *wanted, const struct options *options,
                                struct arena *arena, struct error *error)
{
    struct reduction reduction;
    struct reduced reduced;
    enum status status = reduction_init(&reduction, options, error);
    if (status == STATUS_OK) {
        reduction.wanted = *wanted;
        reduction_run(&reduced, arena, &reduction, instance);
        *file = arena_printf(arena, "%s-reduced.json", stem);
        status = write_instance(*file, reduced.instance, arena, error);
    }
    reduction_release(&reduction);
    return status;
}

void random_instances_hunt(const struct random_instances *random, const struct run_record *runs,
                           const struct options *options, struct arena *arena)
{
    size_t found = 0;
    for (size_t i = 0; i < random->files.count; i++) {
        const struct run_record *run = &runs[i];
        struct diagnostics diagnostics;
        const struct instance *instance = NULL;
        const char *reduced_file = NULL;
        struct error error;
        struct wanted_verdict wanted;
        if (!find_wanted(&wanted, run, options)) {
            continue;
        }
        diagnostics_init(&diagnostics, arena, random->files.files[i]);
        if (instance_load(&instance, arena, &diagnostics, random->files.files[i]) != STATUS_OK) {
            continue; /* it was refused: a verdict of its own */
        }
        (void)mkdir(options->save, 0777); /* writing into it says what is wrong */
        const char *stem = arena_printf(arena, "%s/%s", options->save, instance->name);
        const char *file = arena_printf(arena, "%s.json", stem);
        enum status status = write_instance(file, instance, arena, &error);
        if (status == STATUS_OK && found++ < REDUCED_LIMIT && signals_count() == 0) {
            status = save_reduced(&reduced_file, stem, instance, &wanted, options, arena, &error);
        }
        if (status != STATUS_OK) {
            complain("check: %s", error.message);
        } else {
            complain("check: %s: saved %s%s%s", wanted_word(&wanted, run), file,
                     reduced_file != NULL ? ", reduced " : "", reduced_file != NULL ? reduced_file : "");
        }
    }
}
