/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a page, a merge request or a step summary show? The summary, what is not fine, then the table. */
#include "report/check_markdown.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "io/safe_text.h"
#include "report/check_summary.h"
#include "report/check_words.h"
#include "report/engineering.h"
#include "report/judgement.h"

/* Names may hold anything: what Markdown or HTML would take as markup is escaped, a pipe would end the cell.
 */
static void add_escaped(struct text *text, const char *string)
{
    for (const char *at = string; *at != '\0'; at++) {
        if (strchr("\\`*_[]<>|#~", *at) != NULL) {
            text_add(text, "\\");
        }
        if (*at == '&') {
            text_add(text, "&amp;");
        } else {
            text_add_bytes(text, *at == '\n' ? " " : at, 1);
        }
    }
}

static void add_row(struct text *text, struct arena *arena, const struct run_record *run,
                    const struct run_names *names, const struct report_options *options)
{
    const struct instance_record *record = &run->record;
    struct judgement worst;
    const bool has_plan = judgement_worst(&worst, run);
    const bool is_fine = record->verdict == VERDICT_AGREE;
    text_add(text, "| ");
    add_escaped(text, run_name(arena, names, record));
    text_add(text, " | ");
    add_escaped(text, optimum_words(arena, record));
    text_addf(text, " | %s | %s |", record->is_refused ? "" : fin_gap_words(arena, run),
              record->is_refused ? "" : proved_by_words(arena, record));
    if (!options->is_reproducible) {
        text_add(text, " ");
        text_add_duration(text, record->elapsed_s);
        text_add(text, " |");
    }
    text_addf(text, is_fine ? " %s" : " **%s**", verdict_name(record->verdict));
    if (has_plan) { /* beside the instance's own */
        text_addf(text, judgement_is_bad(&worst, options->max_gap) ? ", plan **%s**" : ", plan %s",
                  plan_verdict_name(worst.verdict));
    }
    text_add(text, " |\n");
}

/* A list item per finding that is not for information only; for a refused file what the reader says. */
static void add_findings(struct text *text, struct arena *arena, const struct run_record *run,
                         const struct run_names *names)
{
    const struct instance_record *record = &run->record;
    if (run->diagnostics != NULL) {
        text_add(text, "- **refused** ");
        add_escaped(
            text, safe_words(arena, arena_strndup(arena, run->diagnostics, strcspn(run->diagnostics, "\n"))));
        text_add(text, "\n");
    }
    for (size_t f = 0; f < record->finding_count; f++) {
        if (record->findings[f].severity > VERDICT_AGREE) {
            text_addf(text, "- **%s** ", verdict_name(record->findings[f].severity));
            add_escaped(text, run_name(arena, names, record));
            text_add(text, ": ");
            add_escaped(text, safe_words(arena, record->findings[f].message));
            text_add(text, "\n");
        }
    }
}

static void add_summary(struct text *text, const struct run_record *runs, size_t run_count)
{
    struct text summary;
    text_init(&summary, text->arena);
    check_summary_write(&summary, runs, run_count);
    for (const char *at = summary.data; *at != '\0';) {
        const size_t length = strcspn(at, "\n");
        add_escaped(text, arena_strndup(text->arena, at, length));
        at += length;
        at += *at == '\n';
        text_add(text, *at != '\0' ? "  \n" : "\n");
    }
}

void check_markdown_write(struct text *text, struct arena *arena, const struct run_record *runs,
                          size_t run_count, const struct report_options *options, size_t byte_limit)
{
    struct run_names names;
    size_t left_out = 0;
    run_names_init(&names, arena, runs, run_count);
    text_add(text, "### finopt check\n\n");
    add_summary(text, runs, run_count);
    text_add(text, "\n");
    const size_t before = text->length;
    for (size_t i = 0; i < run_count && (byte_limit == 0 || text->length < byte_limit / 2); i++) {
        add_findings(text, arena, &runs[i], &names);
    }
    text_add(text, text->length > before ? "\n" : "");
    text_addf(text, "| instance | optimum | FIN's gap | proved by |%s verdict |\n",
              options->is_reproducible ? "" : " time |");
    text_addf(text, "|:---|---:|---:|:---|%s:---|\n", options->is_reproducible ? "" : "---:|");
    for (size_t i = 0; i < run_count; i++) {
        if (!run_record_has_begun(&runs[i])) {
            continue;
        }
        if (byte_limit != 0 && text->length >= byte_limit) {
            left_out++;
        } else if (!options->is_quiet || runs[i].record.verdict != VERDICT_AGREE) {
            add_row(text, arena, &runs[i], &names, options);
        }
    }
    if (left_out > 0) {
        text_addf(text, "\n%zu more rows are left out here.\n", left_out);
    }
}
