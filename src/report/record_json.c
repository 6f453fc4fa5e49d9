/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What do other programs read about a check? The fields that the command line promises, in a fixed order. */
#include "report/record_json.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/text.h"
#include "io/json_writer.h"
#include "report/engineering.h"
#include "report/judgement.h"
#include "report/result_json.h"
#include "report/verdict_json.h"
#include "report/verdict_list.h"

/* Findings, one string each; for a refused file its diagnostics as they are printed. */
static void write_messages(struct json_writer *json, const struct run_record *run)
{
    struct text message;
    json_write_begin_array(json);
    if (run->diagnostics != NULL) {
        json_write_string(json, run->diagnostics);
    }
    for (size_t f = 0; f < run->record.finding_count; f++) {
        const struct finding *finding = &run->record.findings[f];
        text_init(&message, json->text->arena);
        text_addf(&message, "%s: %s",
                  finding->severity == VERDICT_AGREE ? "note" : verdict_name(finding->severity),
                  finding->message);
        json_write_string(json, message.data);
    }
    json_write_end_array(json);
}

/* Somebody's plans, where such were judged. */
static void write_plans(struct json_writer *json, const struct run_record *run,
                        const struct report_options *options)
{
    if (run->judged_count == 0) {
        return;
    }
    json_write_key(json, "plans");
    json_write_begin_array(json);
    for (size_t j = 0; j < run->judged_count; j++) {
        const struct judgement judgement = judgement_of(run, j, NULL);
        verdict_json_write_object(json, &judgement, options);
    }
    json_write_end_array(json);
}

/* `position` in the whole list of a sharded check, or -1. */
static void write_run(struct json_writer *json, const struct run_record *run, int64_t position,
                      const struct report_options *options)
{
    const struct instance_record *record = &run->record;
    json_write_begin_object(json);
    if (options->is_compact) {
        json_write_string_member(json, "format", "finopt-check-instance-1");
    }
    json_write_string_member(json, "file", record->file);
    json_write_string_member(json, "instance", record->instance);
    if (position >= 0) {
        json_write_int64_member(json, "position", true, position);
    }
    json_write_string_member(json, "verdict",
                             record->verdict == VERDICT_NONE ? NULL : verdict_name(record->verdict));
    json_write_string_member(json, "status",
                             record->is_refused ? "error" : result_status_name(record->status));
    json_write_int64_member(json, "optimum", record->has_optimum, record->optimum_quanta);
    json_write_double_member(json, "optimum_j", record->has_optimum,
                             quanta_in_si(record->optimum_quanta, record->energy_quantum_j));
    json_write_key(json, "proved_by");
    json_write_begin_array(json);
    for (size_t i = 0; i < record->proved_by_count; i++) {
        json_write_string(json, record->proved_by[i]);
    }
    json_write_end_array(json);
    json_write_key(json, "messages");
    write_messages(json, run);
    if (run->baseline != NULL) {
        json_write_string_member(json, "baseline", run->baseline);
    }
    json_write_key(json, "results");
    json_write_begin_array(json);
    for (size_t r = 0; r < record->result_count; r++) {
        result_json_write_object(json, run, &record->results[r], options);
    }
    json_write_end_array(json);
    write_plans(json, run, options);
    if (!options->is_reproducible) {
        json_write_key(json, "timing");
        json_write_begin_object(json);
        json_write_double_member(json, "elapsed_s", true, record->elapsed_s);
        json_write_int64_member(json, "peak_memory_bytes", record->peak_memory_bytes > 0,
                                record->peak_memory_bytes);
        json_write_end_object(json);
    }
    json_write_end_object(json);
}

/* The verdicts on somebody's plans, counted, where such were judged. */
static void write_plan_counts(struct json_writer *json, const struct run_record *runs, size_t run_count)
{
    size_t counts[PLAN_VERDICT_COUNT] = {0};
    size_t count = 0;
    for (size_t i = 0; i < run_count; i++) {
        for (size_t j = 0; j < runs[i].judged_count; j++) {
            counts[judgement_of(&runs[i], j, NULL).verdict]++;
            count++;
        }
    }
    if (count > 0) {
        json_write_key(json, "plans");
        json_write_begin_object(json);
        verdict_counts_json(json, counts);
        json_write_end_object(json);
    }
}

/* The summary's members, and the exit status after them. */
static void write_summary(struct json_writer *json, const size_t *counts, size_t checked_count,
                          size_t run_count, const struct check_totals *totals)
{
    static const enum verdict order[] = {VERDICT_AGREE,     VERDICT_GAP,      VERDICT_UNPROVED,
                                         VERDICT_REGRESSED, VERDICT_DISAGREE, VERDICT_REFUTED,
                                         VERDICT_CRASHED,   VERDICT_NONE};
    json_write_key(json, "summary");
    json_write_begin_object(json);
    json_write_int64_member(json, "instances", true, (int64_t)checked_count);
    for (size_t v = 0; v < sizeof order / sizeof order[0]; v++) {
        json_write_int64_member(json, verdict_name(order[v]), true, (int64_t)counts[order[v]]);
    }
    if (counts[VERDICT_CHANGED] > 0) { /* only a baseline can tell */
        json_write_int64_member(json, verdict_name(VERDICT_CHANGED), true, (int64_t)counts[VERDICT_CHANGED]);
    }
    json_write_end_object(json);
    if (totals->signal != 0) {
        json_write_key(json, "interrupted");
        json_write_begin_object(json);
        json_write_int64_member(json, "signal", true, totals->signal);
        json_write_int64_member(json, "not_checked", true, (int64_t)(run_count - checked_count));
        json_write_end_object(json);
    }
    if (totals->shard.count > 0) {
        char digest[17];
        snprintf(digest, sizeof digest, "%016" PRIx64, totals->shard.list_digest);
        json_write_key(json, "shard");
        json_write_begin_object(json);
        json_write_int64_member(json, "index", true, (int64_t)totals->shard.index);
        json_write_int64_member(json, "count", true, (int64_t)totals->shard.count);
        json_write_int64_member(json, "instances", true, (int64_t)totals->shard.total);
        json_write_string_member(json, "list", digest);
        json_write_end_object(json);
    }
    if (totals->option_count > 0) {
        json_write_key(json, "options");
        json_write_begin_object(json);
        for (size_t i = 0; i < totals->option_count; i++) {
            json_write_key(json, totals->options[i].name);
            json_write_raw(json, totals->options[i].value);
        }
        json_write_end_object(json);
    }
    json_write_int64_member(json, "exit_status", true, totals->exit_status);
}

static void begin_summary_line(struct json_writer *json, struct text *text)
{
    json_writer_init(json, text, JSON_COMPACT);
    json_write_begin_object(json);
    json_write_string_member(json, "format", "finopt-check-summary-1");
}

void check_summary_line_write(struct text *text, const size_t *counts, const struct check_totals *totals)
{
    struct json_writer json;
    size_t count = 0;
    for (int v = 0; v < VERDICT_COUNT; v++) {
        count += counts[v];
    }
    begin_summary_line(&json, text);
    write_summary(&json, counts, count, count, totals);
    json_write_end_object(&json);
    text_add(text, "\n");
}

void check_events_write(struct text *text, struct check_lines *written, const struct run_record *run)
{
    const struct instance_record *record = &run->record;
    struct json_writer json;
    if (!run_record_has_begun(run)) {
        return;
    }
    for (; written->event_count <= record->result_count; written->event_count++) {
        const size_t e = written->event_count;
        json_writer_init(&json, text, JSON_COMPACT);
        json_write_begin_object(&json);
        json_write_string_member(&json, "format", "finopt-check-event-1");
        json_write_string_member(&json, "event", e == 0 ? "started" : "method");
        json_write_string_member(&json, "file", record->file);
        json_write_string_member(&json, "instance", record->instance);
        if (e > 0) {
            const struct method_record *result = &record->results[e - 1];
            json_write_string_member(&json, "method", result->method);
            json_write_string_member(&json, "status", result_status_name(result->status));
            json_write_int64_member(&json, "energy", result->has_energy, result->energy_quanta);
            json_write_int64_member(&json, "bound", result->has_bound, result->bound_quanta);
        }
        json_write_end_object(&json);
        text_add(text, "\n");
    }
}

/* Where run i of a shard stands in the whole list; -1 where there is no shard. */
static int64_t position_of(const struct shard_record *shard, size_t i)
{
    return shard->count > 0 ? (int64_t)(shard->index + i * shard->count) : -1;
}

void check_lines_write(struct text *text, struct check_lines *written, const struct run_record *runs,
                       size_t run_count, const struct shard_record *shard,
                       const struct report_options *options)
{
    struct json_writer json;
    for (; written->run_count < run_count; written->run_count++, written->event_count = 0) {
        const struct run_record *run = &runs[written->run_count];
        if (run_record_has_begun(run)) {
            check_events_write(text, written, run);
            json_writer_init(&json, text, JSON_COMPACT);
            write_run(&json, run, position_of(shard, written->run_count), options);
            text_add(text, "\n");
        }
    }
}

/* The document, but for the summary. */
static void begin_document(struct json_writer *json, const struct run_record *runs, size_t run_count,
                           const struct check_totals *totals, const struct report_options *options)
{
    json_write_begin_object(json);
    json_write_string_member(json, "format", "finopt-check-1");
    json_write_key(json, "instances");
    json_write_begin_array(json);
    for (size_t i = 0; i < run_count; i++) {
        if (run_record_has_begun(&runs[i])) {
            write_run(json, &runs[i], position_of(&totals->shard, i), options);
        }
    }
    json_write_end_array(json);
    write_plan_counts(json, runs, run_count); /* a line has those of its instance */
}

void check_json_write(struct text *text, const struct run_record *runs, size_t run_count,
                      const struct check_totals *totals, const struct report_options *options)
{
    struct json_writer json;
    struct check_lines written = totals->written;
    size_t counts[VERDICT_COUNT] = {0};
    size_t checked_count = 0;
    for (size_t i = 0; i < run_count; i++) {
        if (run_record_has_begun(&runs[i])) {
            counts[runs[i].record.verdict]++;
            checked_count++;
        }
    }
    if (options->is_compact) {
        check_lines_write(text, &written, runs, run_count, &totals->shard, options);
        begin_summary_line(&json, text);
    } else {
        json_writer_init(&json, text, JSON_PRETTY);
        begin_document(&json, runs, run_count, totals, options);
    }
    write_summary(&json, counts, checked_count, run_count, totals);
    json_write_end_object(&json);
    text_add(text, "\n");
}
