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
#include "report/text_table.h"

static enum text_style verdict_style(enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_AGREE:
        return STYLE_GOOD;
    case VERDICT_UNPROVED:
    case VERDICT_GAP:
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
            text_table_add_line(table, arena_printf(arena, "    %s: %s", result->method, result->note),
                                STYLE_DIM);
        }
    }
}

static void add_run(struct text_table *table, struct arena *arena, const struct run_record *run,
                    const struct run_names *names, const struct report_options *options)
{
    const struct instance_record *record = &run->record;
    const struct method_record *fin = run_record_find_result(run, "fin");
    struct text_cell *cells = text_table_add_row(table);
    size_t c = 0;
    cells[c++].string = run_name(arena, names, record);
    cells[c++].string = optimum_words(arena, record);
    cells[c++].string = record->is_refused ? "" : fin_gap_words(arena, run);
    cells[c++].string = record->is_refused ? "" : proved_by_words(arena, record);
    if (!options->is_reproducible) {
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
}

static void add_header(struct text_table *table, const struct report_options *options)
{
    static const char *const names[] = {"instance", "optimum", "FIN's gap", "proved by", "time", "verdict"};
    struct text_cell *cells = text_table_add_row(table);
    size_t c = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], "time") != 0 || !options->is_reproducible) {
            cells[c++] = (struct text_cell){.string = names[i], .style = STYLE_BOLD};
        }
    }
}

void check_text_write(struct text *text, struct arena *arena, const struct run_record *runs, size_t run_count,
                      const struct report_options *options)
{
    static const enum text_alignment with_time[] = {ALIGN_LEFT, ALIGN_RIGHT, ALIGN_RIGHT,
                                                    ALIGN_LEFT, ALIGN_RIGHT, ALIGN_LEFT};
    static const enum text_alignment without_time[] = {ALIGN_LEFT, ALIGN_RIGHT, ALIGN_RIGHT, ALIGN_LEFT,
                                                       ALIGN_LEFT};
    struct text_table table;
    struct run_names names;
    run_names_init(&names, arena, runs, run_count);
    text_table_init(&table, arena, options->is_reproducible ? without_time : with_time,
                    options->is_reproducible ? 5 : 6);
    add_header(&table, options);
    size_t shown = 0;
    for (size_t i = 0; i < run_count; i++) {
        if (run_record_has_begun(&runs[i]) &&
            !(options->is_quiet && runs[i].record.verdict == VERDICT_AGREE)) {
            add_run(&table, arena, &runs[i], &names, options);
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
