/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What are many plans worth? A row each, and at the end the counts to remember. */
#include "report/verdict_list.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "compare/record.h"
#include "io/json_writer.h"
#include "io/safe_text.h"
#include "report/check_words.h"
#include "report/engineering.h"
#include "report/text_table.h"
#include "report/verdict_json.h"
#include "report/verdict_text.h"
#include "verify/verify_plan.h"

void verdict_list_count(size_t *counts, const struct verdict_list *list)
{
    memset(counts, 0, PLAN_VERDICT_COUNT * sizeof *counts);
    for (size_t i = 0; i < list->count; i++) {
        counts[list->judgements[i].verdict]++;
    }
}

const char *verdict_counts_words(struct arena *arena, const size_t *counts)
{
    struct text text;
    text_init(&text, arena);
    for (int v = 0; v < PLAN_VERDICT_COUNT; v++) {
        if (counts[v] > 0) {
            text_addf(&text, "%s%zu %s", text.length > 0 ? ", " : "", counts[v],
                      plan_verdict_name((enum plan_verdict)v));
        }
    }
    return text.length > 0 ? text.data : "none";
}

void verdict_counts_json(struct json_writer *json, const size_t *counts)
{
    for (int v = 0; v < PLAN_VERDICT_COUNT; v++) {
        json_write_key(json, plan_verdict_name((enum plan_verdict)v));
        json_write_int64(json, (int64_t)counts[v]);
    }
}

/* The first line of what was printed about a plan that is not one. */
static const char *first_line(struct arena *arena, const char *diagnostics)
{
    return safe_words(arena, arena_strndup(arena, diagnostics, strcspn(diagnostics, "\n")));
}

const char *judgement_reason(struct arena *arena, const struct judgement *judgement)
{
    const struct judged_plan *judged = judgement->judged;
    const struct evaluation *evaluation = judged->evaluation;
    if (judged->ending != NULL) {
        if (judged->said == NULL) {
            return safe_words(arena, judged->ending);
        }
        const char *last = strrchr(judged->said, '\n'); /* the line that counts in most languages */
        return safe_words(arena, arena_printf(arena, "%s; it said: %s", judged->ending,
                                              last != NULL ? last + 1 : judged->said));
    }
    if (judged->diagnostics != NULL) {
        return first_line(arena, judged->diagnostics);
    }
    if (evaluation != NULL && evaluation->violation_count > 0) {
        const size_t more = evaluation->violation_count - 1;
        return more == 0 ? evaluation->violations[0].message
                         : arena_printf(arena, "%s, and %zu more", evaluation->violations[0].message, more);
    }
    if (judgement->verdict == PLAN_CLAIM_DIFFERS) {
        return arena_printf(arena, "it claims %s, its energy is %lld quanta", judged->claim,
                            (long long)evaluation->energy_quanta);
    }
    return judgement->verdict == PLAN_MISSING ? "no plan, although there may be one" : NULL;
}

static const char *energy_words(struct arena *arena, const struct judgement *judgement)
{
    const struct evaluation *evaluation = judgement->judged->evaluation;
    struct text text;
    text_init(&text, arena);
    if (evaluation != NULL && evaluation_find_break(evaluation, NULL) == NULL) {
        text_add_quantity(
            &text, quanta_in_si(evaluation->energy_quanta, judgement->run->record.energy_quantum_j), "J");
    } else {
        text_add(&text, "-");
    }
    return text.data;
}

static const char *gap_words(struct arena *arena, const struct judgement *judgement)
{
    double gap = 0.0;
    struct text text;
    text_init(&text, arena);
    if (judgement_gap(&gap, judgement)) {
        text_add_percent(&text, gap);
    } else {
        text_add(&text, "-");
    }
    return text.data;
}

static void add_row(struct text_table *table, struct arena *arena, const struct judgement *judgement,
                    const struct verdict_list *list)
{
    const struct instance_record *record = &judgement->run->record;
    struct text_cell *cells = text_table_add_row(table);
    const bool is_bad = judgement_is_bad(judgement, list->max_gap);
    size_t c = 0;
    cells[c++].string = safe_words(arena, judgement->plan_file);
    cells[c++].string = safe_words(arena, record->instance != NULL ? record->instance : record->file);
    cells[c++].string = energy_words(arena, judgement);
    cells[c++].string = record->is_refused ? "" : optimum_words(arena, record);
    cells[c++].string = gap_words(arena, judgement);
    cells[c].string = plan_verdict_name(judgement->verdict);
    cells[c].style = is_bad ? STYLE_BAD : plan_verdict_style(judgement->verdict);
    const char *reason = judgement_reason(arena, judgement);
    if (reason != NULL) {
        text_table_add_line(table, arena_printf(arena, "    %s", reason), STYLE_DIM);
    }
    for (size_t i = 0; i < judgement->judged->evidence_count; i++) {
        text_table_add_line(table, arena_printf(arena, "    %s", judgement->judged->evidence[i]),
                            STYLE_PLAIN);
    }
}

static void add_worst_gap(struct text *text, const struct verdict_list *list)
{
    const struct judgement *worst = NULL;
    double worst_gap = 0.0;
    for (size_t i = 0; i < list->count; i++) {
        double gap = 0.0;
        if (judgement_gap(&gap, &list->judgements[i]) && gap > worst_gap) {
            worst_gap = gap;
            worst = &list->judgements[i];
        }
    }
    if (worst != NULL) {
        text_add(text, "Worst gap: ");
        text_add_percent(text, worst_gap);
        text_add(text, " by ");
        text_add_safe(text, worst->plan_file);
        text_add(text, ".\n");
    }
}

void verdict_list_text_write(struct text *text, struct arena *arena, const struct verdict_list *list,
                             const struct report_options *options)
{
    static const char *const names[] = {"plan", "instance", "energy", "optimum", "gap", "verdict"};
    static const enum text_alignment alignments[] = {ALIGN_LEFT,  ALIGN_LEFT,  ALIGN_RIGHT,
                                                     ALIGN_RIGHT, ALIGN_RIGHT, ALIGN_LEFT};
    enum { COLUMNS = sizeof names / sizeof names[0] };
    size_t counts[PLAN_VERDICT_COUNT];
    struct text_table table;
    size_t shown = 0;
    text_table_init(&table, arena, alignments, COLUMNS);
    struct text_cell *header = text_table_add_row(&table);
    for (size_t c = 0; c < COLUMNS; c++) {
        header[c] = (struct text_cell){.string = names[c], .style = STYLE_BOLD};
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct judgement *judgement = &list->judgements[i];
        if (!options->is_quiet || !judgement_is_fine(judgement, list->max_gap)) {
            add_row(&table, arena, judgement, list);
            shown++;
        }
    }
    if (shown > 0) {
        text_table_write(text, &table, 0, options->is_coloured);
        text_add(text, "\n");
    }
    for (size_t u = 0; u < list->unmatched_count; u++) {
        text_addf(text, "%s is for none of the instances.\n", safe_words(arena, list->unmatched[u]));
    }
    if (shown > 0 || list->unmatched_count > 0 || !options->is_quiet) {
        add_worst_gap(text, list);
        verdict_list_count(counts, list);
        text_addf(text, "%zu plan%s: %s.\n", list->count, list->count == 1 ? "" : "s",
                  verdict_counts_words(arena, counts));
    }
}

static void write_end(struct json_writer *json, const struct verdict_list *list)
{
    size_t counts[PLAN_VERDICT_COUNT];
    json_write_key(json, "unmatched");
    json_write_begin_array(json);
    for (size_t u = 0; u < list->unmatched_count; u++) {
        json_write_string(json, list->unmatched[u]);
    }
    json_write_end_array(json);
    json_write_key(json, "summary");
    json_write_begin_object(json);
    json_write_key(json, "plans");
    json_write_int64(json, (int64_t)list->count);
    verdict_list_count(counts, list);
    verdict_counts_json(json, counts);
    json_write_end_object(json);
    json_write_key(json, "exit_status");
    json_write_int64(json, list->exit_status);
    json_write_end_object(json);
}

void verdict_list_json_write(struct text *text, const struct verdict_list *list,
                             const struct report_options *options)
{
    struct json_writer json;
    json_writer_init(&json, text, options->is_compact ? JSON_COMPACT : JSON_PRETTY);
    if (options->is_compact) {
        for (size_t i = 0; i < list->count; i++) {
            verdict_json_write(text, &list->judgements[i], options);
        }
    }
    json_write_begin_object(&json);
    json_write_key(&json, "format");
    json_write_string(&json, options->is_compact ? "finopt-verdicts-summary-1" : "finopt-verdicts-1");
    if (!options->is_compact) {
        json_write_key(&json, "plans");
        json_write_begin_array(&json);
        for (size_t i = 0; i < list->count; i++) {
            verdict_json_write_object(&json, &list->judgements[i], options);
        }
        json_write_end_array(&json);
    }
    write_end(&json, list);
    text_add(text, "\n");
}
