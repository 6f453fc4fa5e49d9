/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What would a test runner call this? A verdict becomes passed, skipped, failed or error, and why. */
#include "report/report_case.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "io/safe_text.h"
#include "report/check_summary.h"
#include "report/check_words.h"
#include "report/engineering.h"
#include "report/verdict_list.h"
#include "report/verdict_text.h"

/* Ranks between two verdicts. */
enum { RANK_STEPS = 1000000 };

/* A refused file is worse than a regression, and not as bad as a tool that contradicts itself. */
static int rank_of(enum verdict verdict)
{
    static const int ranks[VERDICT_COUNT] = {
        [VERDICT_AGREE] = 0,    [VERDICT_UNPROVED] = 1,  [VERDICT_GAP] = 2,
        [VERDICT_CHANGED] = 3,  [VERDICT_REGRESSED] = 3, [VERDICT_NONE] = 4,
        [VERDICT_DISAGREE] = 5, [VERDICT_REFUTED] = 6,   [VERDICT_CRASHED] = 7,
    };
    return ranks[verdict];
}

static enum case_outcome outcome_of(enum verdict verdict, const struct report_options *options)
{
    switch (verdict) {
    case VERDICT_AGREE:
        return CASE_PASSED;
    case VERDICT_UNPROVED:
        return options->unproved == UNPROVED_FAILS    ? CASE_FAILED
               : options->unproved == UNPROVED_PASSES ? CASE_PASSED
                                                      : CASE_SKIPPED;
    case VERDICT_GAP:
    case VERDICT_CHANGED:
    case VERDICT_REGRESSED:
    case VERDICT_DISAGREE:
    case VERDICT_REFUTED:
        return CASE_FAILED;
    case VERDICT_NONE:
    case VERDICT_CRASHED:
        break;
    }
    return CASE_ERROR;
}

static const char *folder_of(struct arena *arena, const char *file)
{
    const char *slash = strrchr(file, '/');
    if (slash == NULL) {
        return ".";
    }
    return slash == file ? "/" : safe_words(arena, arena_strndup(arena, file, (size_t)(slash - file)));
}

/* `FILE:LINE:COLUMN: error: ...`: the place; nothing if the words begin otherwise. */
static void find_place(struct report_case *item, const char *diagnostics)
{
    const size_t length = strlen(item->file);
    if (diagnostics == NULL || strncmp(diagnostics, item->file, length) != 0 || diagnostics[length] != ':') {
        return;
    }
    char *end = NULL;
    const unsigned long line = strtoul(diagnostics + length + 1, &end, 10);
    if (*end == ':' && line > 0) {
        const unsigned long column = strtoul(end + 1, &end, 10);
        if (*end == ':' && column > 0) {
            item->line = line;
            item->column = column;
        }
    }
}

/* The first line of the diagnostics without its place: `error: nodes[1].power_w: must be ...`. */
static const char *first_diagnostic(struct arena *arena, const char *diagnostics)
{
    const char *line = arena_strndup(arena, diagnostics, strcspn(diagnostics, "\n"));
    const char *error = strstr(line, "error: ");
    return error != NULL ? error + strlen("error: ") : line;
}

static const char *answer_words(struct arena *arena, const struct run_record *run)
{
    const char *gap = fin_gap_words(arena, run);
    const char *optimum = optimum_words(arena, &run->record);
    const bool is_energy = run->record.status != RESULT_INFEASIBLE && strcmp(optimum, "unknown") != 0;
    const char *answer = is_energy ? arena_printf(arena, "optimum %s", optimum) : optimum;
    return strcmp(gap, "-") == 0 ? answer : arena_printf(arena, "%s, FIN's gap %s", answer, gap);
}

/* The worst finding; the first reason of an exact method if nothing was proved; else the answer. */
static const char *message_of(struct arena *arena, const struct run_record *run)
{
    const struct instance_record *record = &run->record;
    const struct finding *worst = NULL;
    if (run->diagnostics != NULL) {
        return first_diagnostic(arena, run->diagnostics);
    }
    for (size_t f = 0; f < record->finding_count; f++) {
        const struct finding *finding = &record->findings[f];
        if (finding->severity > VERDICT_AGREE && (worst == NULL || finding->severity > worst->severity)) {
            worst = finding;
        }
    }
    if (worst != NULL) {
        return safe_words(arena, worst->message);
    }
    for (size_t r = 0; record->verdict == VERDICT_UNPROVED && r < record->result_count; r++) {
        if (record->results[r].is_exact && record->results[r].note != NULL) {
            return arena_printf(arena, "%s; %s: %s", answer_words(arena, run), record->results[r].method,
                                safe_words(arena, record->results[r].note));
        }
    }
    return answer_words(arena, run);
}

static const char *details_of(struct arena *arena, const struct run_record *run)
{
    const struct instance_record *record = &run->record;
    struct text text;
    text_init(&text, arena);
    if (run->diagnostics != NULL) {
        text_add(&text, run->diagnostics);
    }
    for (size_t f = 0; f < record->finding_count; f++) {
        const struct finding *finding = &record->findings[f];
        text_addf(&text, "%s: %s\n",
                  finding->severity > VERDICT_AGREE ? verdict_name(finding->severity) : "note",
                  safe_words(arena, finding->message));
    }
    return text.data;
}

/* Among gaps the largest is the worst: up to 999 999 steps between two verdicts. */
static int rank_with_gap(const struct run_record *run)
{
    const struct instance_record *record = &run->record;
    const struct method_record *fin = run_record_find_result(run, "fin");
    int steps = 0;
    if (fin != NULL && fin->has_energy && record->has_optimum) {
        steps = (int)(relative_gap(fin->energy_quanta, record->optimum_quanta) * (RANK_STEPS - 1));
    }
    return rank_of(record->verdict) * RANK_STEPS + (steps > 0 ? steps : 0);
}

/* Somebody's plans are the news where the instance itself is fine. */
static void fill_in_planner(struct report_case *item, struct arena *arena, const struct run_record *run,
                            const struct report_options *options)
{
    struct judgement worst;
    if (!judgement_worst(&worst, run)) {
        return;
    }
    const char *reason = judgement_reason(arena, &worst);
    const char *words = arena_printf(arena, "%s: %s%s%s", worst.plan_file != NULL ? worst.plan_file : "plan",
                                     plan_verdict_name(worst.verdict), reason != NULL ? ": " : "",
                                     reason != NULL ? reason : "");
    item->details = arena_printf(arena, "%s%s\n%s%s", item->details, safe_words(arena, words),
                                 worst.judged->said != NULL ? worst.judged->said : "",
                                 worst.judged->said != NULL ? "\n" : "");
    if (judgement_is_bad(&worst, options->max_gap) &&
        (item->outcome == CASE_PASSED || item->outcome == CASE_SKIPPED)) {
        item->outcome = CASE_FAILED;
        item->verdict = plan_verdict_name(worst.verdict);
        item->message = safe_words(arena, words);
        item->rank = rank_of(VERDICT_GAP) * RANK_STEPS;
    }
}

void check_cases_build(struct report_cases *cases, struct arena *arena, const struct run_record *runs,
                       size_t run_count, const struct report_options *options)
{
    struct run_names names;
    struct text summary;
    run_names_init(&names, arena, runs, run_count);
    text_init(&summary, arena);
    check_summary_write(&summary, runs, run_count);
    *cases = (struct report_cases){
        .items = ARENA_ARRAY(arena, struct report_case, run_count),
        .count = run_count,
        .title = "finopt check",
        .summary = summary.data,
    };
    for (size_t i = 0; i < run_count; i++) {
        const struct run_record *run = &runs[i];
        struct report_case *item = &cases->items[i];
        item->name = run_name(arena, &names, &run->record);
        item->file = run->record.file;
        item->group = folder_of(arena, run->record.file);
        if (!run_record_has_begun(run)) {
            item->outcome = CASE_SKIPPED;
            item->verdict = "not checked";
            item->message = "a signal came first";
            item->details = "";
            cases->not_begun++;
            continue;
        }
        item->verdict = verdict_name(run->record.verdict);
        item->outcome = outcome_of(run->record.verdict, options);
        item->rank = rank_with_gap(run);
        item->message = message_of(arena, run);
        item->details = details_of(arena, run);
        item->time_s = options->is_reproducible ? 0.0 : run->record.elapsed_s;
        find_place(item, run->diagnostics);
        fill_in_planner(item, arena, run, options);
    }
}

static void fill_in_verdict(struct report_case *item, struct arena *arena, const struct judgement *judgement,
                            bool is_fine)
{
    const struct report_options options = {.is_reproducible = true};
    const char *diagnostics = judgement->judged->diagnostics;
    struct text text;
    text_init(&text, arena);
    verdict_text_write(&text, arena, judgement, &options);
    item->name = safe_words(arena, judgement->plan_file);
    item->file = judgement->plan_file;
    item->group = folder_of(arena, judgement->plan_file);
    item->verdict = plan_verdict_name(judgement->verdict);
    const bool is_open = judgement->verdict == PLAN_FEASIBLE || judgement->verdict == PLAN_UNKNOWN;
    const bool is_broken =
        judgement->verdict == PLAN_MALFORMED || judgement->verdict == PLAN_BETTER_THAN_OPTIMUM;
    item->outcome = is_fine ? CASE_PASSED : is_open ? CASE_SKIPPED : is_broken ? CASE_ERROR : CASE_FAILED;
    item->rank = 1;
    /* The line of the verdict, `PLAN: VERDICT, FACTS`. */
    const char *begin = strstr(text.data, arena_printf(arena, "%s: %s", item->name, item->verdict));
    const char *line = begin != NULL ? begin + strlen(item->name) + 2 : text.data;
    item->message = arena_strndup(arena, line, strcspn(line, "\n"));
    item->details = diagnostics != NULL ? diagnostics : text.data;
    find_place(item, diagnostics);
}

void verdict_case_build(struct report_cases *cases, struct arena *arena, const struct judgement *judgement,
                        bool is_fine)
{
    struct report_case *item = ARENA_NEW(arena, struct report_case);
    fill_in_verdict(item, arena, judgement, is_fine);
    *cases = (struct report_cases){
        .items = item,
        .count = 1,
        .title = "finopt verify",
        .summary = arena_printf(arena, "%s: %s\n", item->name, item->message),
    };
}

void verdict_cases_build(struct report_cases *cases, struct arena *arena, const struct verdict_list *list,
                         const struct report_options *options)
{
    size_t counts[PLAN_VERDICT_COUNT];
    verdict_list_count(counts, list);
    *cases = (struct report_cases){
        .items = ARENA_ARRAY(arena, struct report_case, list->count),
        .count = list->count,
        .title = "finopt verify",
        .summary = arena_printf(arena, "%zu plan%s: %s.\n", list->count, list->count == 1 ? "" : "s",
                                verdict_counts_words(arena, counts)),
    };
    for (size_t i = 0; i < list->count; i++) {
        const struct judgement *judgement = &list->judgements[i];
        const bool is_open = judgement->verdict == PLAN_FEASIBLE || judgement->verdict == PLAN_UNKNOWN;
        fill_in_verdict(&cases->items[i], arena, judgement,
                        is_open ? options->unproved == UNPROVED_PASSES
                                : !judgement_is_bad(judgement, list->max_gap));
    }
}

size_t report_cases_count(const struct report_cases *cases, enum case_outcome outcome)
{
    size_t count = 0;
    for (size_t i = 0; i < cases->count; i++) {
        count += cases->items[i].outcome == outcome;
    }
    return count;
}

/* Insertion behind equal ones; what is sorted is what went wrong, which is short or does not matter. */
size_t report_cases_rank(size_t *order, const struct report_cases *cases)
{
    size_t count = 0;
    for (size_t i = 0; i < cases->count; i++) {
        if (cases->items[i].outcome == CASE_PASSED) {
            continue;
        }
        size_t at = count++;
        while (at > 0 && cases->items[order[at - 1]].rank < cases->items[i].rank) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = i;
    }
    return count;
}
