/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a person see after `check`? One line per instance, and at the end the line to remember. */
#include "report/check_text.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "io/safe_text.h"
#include "report/check_summary.h"
#include "report/check_words.h"
#include "report/engineering.h"
#include "report/judgement.h"
#include "report/formulation_text.h"
#include "report/text_table.h"
#include "report/verdict_list.h"
#include "report/verdict_text.h"

static enum text_style verdict_style(enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_AGREE:
        return STYLE_GOOD;
    case VERDICT_UNPROVED:
    case VERDICT_GAP:
    case VERDICT_CHANGED:
        return STYLE_WARNING;
    default:
        return STYLE_BAD;
    }
}

/* Why nobody proved anything: what the exact methods say. */
static void add_reasons(struct text_table *table, struct arena *arena, const struct instance_record *record)
{
    for (size_t r = 0; r < record->result_count; r++) {
        const struct method_record *result = &record->results[r];
        const bool is_proof = result->status == RESULT_OPTIMAL || result->status == RESULT_INFEASIBLE;
        if (result->is_exact && !is_proof && result->note != NULL) {
            text_table_add_line(table, arena_printf(arena, "    %s: %s", method_record_label(result), result->note),
                                STYLE_DIM);
        }
    }
}

/* How the table is laid out. */
struct columns {
    bool has_time;
    bool has_plan; /* somebody's plans were judged */
    struct run_names names;
};

/* The worst verdict on somebody's plans, with its gap: `suboptimal 3.2 %`. */
static struct text_cell plan_cell(struct arena *arena, const struct run_record *run, double max_gap)
{
    struct judgement worst;
    double gap = 0.0;
    struct text text;
    text_init(&text, arena);
    if (!judgement_worst(&worst, run)) {
        return (struct text_cell){.string = ""};
    }
    text_add(&text, plan_verdict_name(worst.verdict));
    if (worst.verdict == PLAN_SUBOPTIMAL && judgement_gap(&gap, &worst)) {
        text_add(&text, " ");
        text_add_percent(&text, gap);
    }
    return (struct text_cell){
        .string = text.data,
        .style = judgement_is_bad(&worst, max_gap) ? STYLE_BAD : plan_verdict_style(worst.verdict),
    };
}

/* Why somebody's plans are not fine; which plan is meant is said where there are several. */
static void add_plan_lines(struct text_table *table, struct arena *arena, const struct run_record *run)
{
    for (size_t j = 0; j < run->judged_count; j++) {
        const struct judgement judgement = judgement_of(run, j, NULL);
        const char *reason = judgement_reason(arena, &judgement);
        const char *source = judgement.plan_file != NULL ? judgement.plan_file : "plan";
        if (reason != NULL) {
            text_table_add_line(table,
                                arena_printf(arena, "    %s: %s: %s", safe_words(arena, source),
                                             plan_verdict_name(judgement.verdict), reason),
                                STYLE_DIM);
        }
        for (size_t i = 0; i < judgement.judged->evidence_count; i++) {
            text_table_add_line(table, arena_printf(arena, "    %s", judgement.judged->evidence[i]),
                                STYLE_PLAIN);
        }
    }
}

/* Formulations side by side, as lines below the instance. */
static void add_formulations(struct text_table *table, struct arena *arena,
                             const struct instance_record *record, const struct report_options *options)
{
    const struct report_options plain = {.is_reproducible = options->is_reproducible};
    struct text text;
    text_init(&text, arena);
    formulation_table_write(&text, arena, record, &plain, 4);
    for (const char *at = text.data; *at != '\0';) {
        const size_t length = strcspn(at, "\n");
        text_table_add_line(table, arena_strndup(arena, at, length), STYLE_PLAIN);
        at += length + (at[length] == '\n');
    }
}

static void add_run(struct text_table *table, struct arena *arena, const struct run_record *run,
                    const struct columns *columns, const struct report_options *options)
{
    const struct instance_record *record = &run->record;
    const struct method_record *fin = run_record_find_result(run, "fin");
    struct text_cell *cells = text_table_add_row(table);
    size_t c = 0;
    cells[c++].string = run_name(arena, &columns->names, record);
    cells[c++].string = optimum_words(arena, record);
    cells[c++].string = record->is_refused ? "" : fin_gap_words(arena, run);
    cells[c++].string = record->is_refused ? "" : proved_by_words(arena, record);
    if (columns->has_plan) {
        cells[c++] = plan_cell(arena, run, options->max_gap);
    }
    if (columns->has_time) {
        struct text time;
        text_init(&time, arena);
        text_add_duration(&time, record->elapsed_s);
        cells[c++].string = time.data;
    }
    cells[c].string = verdict_name(record->verdict);
    cells[c].style = verdict_style(record->verdict);
    for (size_t f = 0; f < record->finding_count; f++) {
        const struct finding *finding = &record->findings[f];
        if (finding->severity > VERDICT_AGREE) {
            text_table_add_line(table,
                                arena_printf(arena, "    %s: %s", verdict_name(finding->severity),
                                             safe_words(arena, finding->message)),
                                verdict_style(finding->severity));
        } else {
            text_table_add_line(
                table, arena_printf(arena, "    note: %s", safe_words(arena, finding->message)), STYLE_DIM);
        }
    }
    if (fin_is_stopped(fin)) {
        text_table_add_line(table, arena_printf(arena, "    fin: %s", fin->note), STYLE_DIM);
    }
    if (record->verdict == VERDICT_UNPROVED) {
        add_reasons(table, arena, record);
    }
    add_plan_lines(table, arena, run);
    if (formulations_are_compared(record)) {
        add_formulations(table, arena, record, options);
    }
}

/* With --quiet only what is not fine is shown. */
static bool is_fine(const struct run_record *run, const struct report_options *options)
{
    struct judgement worst;
    return run->record.verdict == VERDICT_AGREE &&
           (!judgement_worst(&worst, run) || judgement_is_fine(&worst, options->max_gap));
}

/* Starts the table: columns and their heads. */
static void begin_table(struct text_table *table, struct arena *arena, const struct columns *columns)
{
    static const struct {
        const char *head;
        enum text_alignment alignment;
    } all[] = {{"instance", ALIGN_LEFT},  {"optimum", ALIGN_RIGHT}, {"FIN's gap", ALIGN_RIGHT},
               {"proved by", ALIGN_LEFT}, {"plan", ALIGN_LEFT},     {"time", ALIGN_RIGHT},
               {"verdict", ALIGN_LEFT}};
    enum { COUNT = sizeof all / sizeof all[0] };
    enum text_alignment *alignments = ARENA_ARRAY(arena, enum text_alignment, COUNT);
    const char *heads[COUNT];
    size_t count = 0;
    for (size_t i = 0; i < COUNT; i++) {
        if ((columns->has_time || strcmp(all[i].head, "time") != 0) &&
            (columns->has_plan || strcmp(all[i].head, "plan") != 0)) {
            alignments[count] = all[i].alignment;
            heads[count++] = all[i].head;
        }
    }
    text_table_init(table, arena, alignments, count);
    struct text_cell *cells = text_table_add_row(table);
    for (size_t c = 0; c < count; c++) {
        cells[c] = (struct text_cell){.string = heads[c], .style = STYLE_BOLD};
    }
}

void check_text_write(struct text *text, struct arena *arena, const struct run_record *runs, size_t run_count,
                      const struct report_options *options)
{
    struct text_table table;
    struct columns columns = {.has_time = !options->is_reproducible};
    run_names_init(&columns.names, arena, runs, run_count);
    for (size_t i = 0; i < run_count; i++) {
        columns.has_plan = columns.has_plan || runs[i].judged_count > 0;
    }
    begin_table(&table, arena, &columns);
    size_t shown = 0;
    for (size_t i = 0; i < run_count; i++) {
        if (run_record_has_begun(&runs[i]) && !(options->is_quiet && is_fine(&runs[i], options))) {
            add_run(&table, arena, &runs[i], &columns, options);
            shown++;
        }
    }
    if (shown > 0) {
        text_table_write(text, &table, 0, options->is_coloured);
    }
    if (shown > 0 || !options->is_quiet) {
        text_add(text, "\n");
        check_summary_write(text, runs, run_count);
    }
}
