/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What do other programs read? The fields that the command line promises, in a fixed order. */
#include "report/record_json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "io/json_writer.h"
#include "report/engineering.h"
#include "report/judgement.h"
#include "report/solve_text.h"
#include "report/verdict_json.h"
#include "report/verdict_list.h"

static void write_text_field(struct json_writer *json, const char *key, const char *string)
{
    json_write_key(json, key);
    json_write_string(json, string);
}

static void write_integer_field(struct json_writer *json, const char *key, bool is_there, int64_t value)
{
    json_write_key(json, key);
    if (is_there) {
        json_write_int64(json, value);
    } else {
        json_write_null(json);
    }
}

static void write_double_field(struct json_writer *json, const char *key, bool is_there, double value)
{
    json_write_key(json, key);
    if (is_there) {
        json_write_double(json, value);
    } else {
        json_write_null(json);
    }
}

void plan_json_write_object(struct json_writer *json, const char *instance, const struct plan_record *plan)
{
    if (plan == NULL) {
        json_write_null(json);
        return;
    }
    json_write_begin_object(json);
    write_text_field(json, "format", "finopt-plan-1");
    write_text_field(json, "instance", instance);
    json_write_key(json, "applications");
    json_write_begin_array(json);
    for (size_t h = 0; h < plan->application_count; h++) {
        const struct plan_record_application *place = &plan->applications[h];
        json_write_begin_object(json);
        write_text_field(json, "id", place->id);
        write_text_field(json, "configuration", place->configuration);
        json_write_key(json, "nodes");
        json_write_begin_array(json);
        for (size_t i = 0; i < place->node_count; i++) {
            json_write_string(json, place->nodes[i]);
        }
        json_write_end_array(json);
        json_write_end_object(json);
    }
    json_write_end_array(json);
    json_write_end_object(json);
}

void plan_json_write(struct text *text, const char *instance, const struct plan_record *plan)
{
    struct json_writer json;
    json_writer_init(&json, text, JSON_PRETTY);
    plan_json_write_object(&json, instance, plan);
    text_add(text, "\n");
}

/* What the verifier recomputed for each application of a plan; the plan itself has no room for it. */
static void write_applications(struct json_writer *json, const struct run_record *run,
                               const struct plan_record *plan)
{
    if (plan == NULL) {
        json_write_null(json);
        return;
    }
    json_write_begin_array(json);
    for (size_t h = 0; h < plan->application_count; h++) {
        const struct plan_record_application *place = &plan->applications[h];
        const struct application_outline *outline = run_record_find_application(run, place->id);
        const double time_quantum_s = run->record.time_quantum_s;
        json_write_begin_object(json);
        write_text_field(json, "id", place->id);
        write_integer_field(json, "energy", true, place->energy_quanta);
        write_double_field(json, "energy_j", true,
                           quanta_in_si(place->energy_quanta, run->record.energy_quantum_j));
        write_integer_field(json, "latency", true, place->latency_quanta);
        write_double_field(json, "latency_s", true, quanta_in_si(place->latency_quanta, time_quantum_s));
        const int64_t deadline_quanta = outline != NULL ? outline->deadline_quanta : 0;
        write_integer_field(json, "deadline", outline != NULL, deadline_quanta);
        write_double_field(json, "deadline_s", outline != NULL,
                           quanta_in_si(deadline_quanta, time_quantum_s));
        json_write_end_object(json);
    }
    json_write_end_array(json);
}

/* What the plan uses of each shared resource that some choice could exhaust. */
static void write_resources(struct json_writer *json, const struct plan_record *plan)
{
    if (plan == NULL) {
        json_write_null(json);
        return;
    }
    json_write_begin_array(json);
    for (size_t r = 0; r < plan->resource_count; r++) {
        json_write_begin_object(json);
        write_text_field(json, "row", plan->resources[r].row);
        write_integer_field(json, "used", true, plan->resources[r].used);
        write_integer_field(json, "capacity", true, plan->resources[r].capacity);
        json_write_end_object(json);
    }
    json_write_end_array(json);
}

static void write_details(struct json_writer *json, const struct method_record *result)
{
    json_write_key(json, "parameters");
    json_write_begin_object(json);
    for (size_t p = 0; p < result->parameter_count; p++) {
        json_write_key(json, result->parameters[p].name);
        json_write_raw(json, result->parameters[p].value);
    }
    json_write_end_object(json);
    json_write_key(json, "effort");
    json_write_begin_object(json);
    for (size_t e = 0; e < result->effort_count; e++) {
        write_integer_field(json, result->efforts[e].name, true, result->efforts[e].count);
    }
    json_write_end_object(json);
}

/* Only where it was asked for. */
static void write_relaxation(struct json_writer *json, const struct instance_record *record,
                             const struct linear_relaxation *relaxation)
{
    const double optimum = (double)record->optimum_quanta;
    if (!relaxation->is_known) {
        return;
    }
    const bool has_value = !relaxation->is_infeasible;
    json_write_key(json, "relaxation");
    json_write_begin_object(json);
    json_write_key(json, "infeasible");
    json_write_bool(json, relaxation->is_infeasible);
    write_double_field(json, "value", has_value, relaxation->value_quanta);
    write_double_field(json, "value_j", has_value, relaxation->value_quanta * record->energy_quantum_j);
    write_text_field(json, "exact", relaxation->exact);
    write_double_field(json, "gap", has_value && record->has_optimum,
                       optimum > 0.0 ? (optimum - relaxation->value_quanta) / optimum : 0.0);
    json_write_key(json, "integral");
    json_write_bool(json, has_value && relaxation->is_integral);
    json_write_end_object(json);
}

static void write_result(struct json_writer *json, const struct run_record *run,
                         const struct method_record *result, const struct report_options *options)
{
    const struct instance_record *record = &run->record;
    const double quantum_j = record->energy_quantum_j;
    const bool has_gap = result->has_energy && result->has_bound;
    json_write_begin_object(json);
    write_text_field(json, "format", "finopt-result-1");
    write_text_field(json, "file", record->file);
    write_text_field(json, "instance", record->instance);
    write_text_field(json, "method", result->method);
    write_text_field(json, "status", result_status_name(result->status));
    write_integer_field(json, "energy", result->has_energy, result->energy_quanta);
    write_double_field(json, "energy_j", result->has_energy, quanta_in_si(result->energy_quanta, quantum_j));
    write_integer_field(json, "bound", result->has_bound, result->bound_quanta);
    write_double_field(json, "bound_j", result->has_bound, quanta_in_si(result->bound_quanta, quantum_j));
    write_double_field(json, "gap", has_gap,
                       has_gap ? relative_gap(result->energy_quanta, result->bound_quanta) : 0.0);
    write_text_field(json, "proof", result->proof);
    write_text_field(json, "note", result->note);
    json_write_key(json, "verified");
    if (result->plan != NULL) {
        json_write_bool(json, !result->is_unverified);
    } else {
        json_write_null(json);
    }
    json_write_key(json, "plan");
    plan_json_write_object(json, record->instance, result->plan);
    json_write_key(json, "applications");
    write_applications(json, run, result->plan);
    json_write_key(json, "resources");
    write_resources(json, result->plan);
    write_details(json, result);
    write_relaxation(json, record, &result->relaxation);
    if (!options->is_reproducible) {
        json_write_key(json, "timing");
        json_write_begin_object(json);
        write_double_field(json, "solve_s", isfinite(result->solve_s), result->solve_s);
        json_write_end_object(json);
    }
    json_write_end_object(json);
}

static enum json_style style_of(const struct report_options *options)
{
    return options->is_compact ? JSON_COMPACT : JSON_PRETTY;
}

/*
 * What stands for the result where no method has answered: a crash between methods or before the first, a
 * signal. The worst finding says why.
 */
static struct method_record no_result(const struct run_record *run)
{
    struct method_record result = {.status = RESULT_UNKNOWN, .solve_s = NAN};
    enum verdict worst = VERDICT_NONE;
    for (size_t f = 0; f < run->record.finding_count; f++) {
        if (run->record.findings[f].severity > worst) {
            worst = run->record.findings[f].severity;
            result.note = run->record.findings[f].message;
        }
    }
    result.status = worst > VERDICT_UNPROVED ? RESULT_ERROR : RESULT_UNKNOWN;
    return result;
}

void result_json_write(struct text *text, const struct run_record *run, const struct report_options *options)
{
    const struct method_record none = no_result(run);
    const size_t result_count = run->record.result_count;
    const struct method_record *results = result_count > 0 ? run->record.results : &none;
    const size_t count = options->is_compact && result_count > 0 ? result_count : 1;
    for (size_t r = 0; r < count; r++) {
        struct json_writer json;
        json_writer_init(&json, text, style_of(options));
        write_result(&json, run, &results[r], options);
        text_add(text, "\n");
    }
}

static void write_listed(struct json_writer *json, const struct run_record *run,
                         const struct listed_plan *listed)
{
    json_write_begin_object(json);
    write_integer_field(json, "energy", true, listed->energy_quanta);
    write_double_field(json, "energy_j", true,
                       quanta_in_si(listed->energy_quanta, run->record.energy_quantum_j));
    json_write_key(json, "plan");
    plan_json_write_object(json, run->record.instance, listed->plan);
    json_write_key(json, "applications");
    write_applications(json, run, listed->plan);
    json_write_key(json, "resources");
    write_resources(json, listed->plan);
    json_write_end_object(json);
}

void plans_json_write(struct text *text, struct arena *arena, const struct run_record *run,
                      const struct report_options *options)
{
    const struct listed_plan *plans = listed_plans_sorted(arena, run);
    const struct listing_record *listing = &run->listing;
    const struct method_record none = no_result(run);
    struct json_writer json;
    json_writer_init(&json, text, style_of(options));
    json_write_begin_object(&json);
    write_text_field(&json, "format", "finopt-plans-1");
    write_text_field(&json, "file", run->record.file);
    write_text_field(&json, "instance", run->record.instance);
    write_integer_field(&json, "found", listing->has_ended, listing->found_count);
    json_write_key(&json, "complete");
    json_write_bool(&json, listing->is_complete);
    write_text_field(&json, "note", listing->reason);
    json_write_key(&json, "plans");
    json_write_begin_array(&json);
    for (size_t i = 0; i < run->plan_count; i++) {
        write_listed(&json, run, &plans[i]);
    }
    json_write_end_array(&json);
    json_write_key(&json, "result");
    write_result(&json, run, run->record.result_count > 0 ? &run->record.results[0] : &none, options);
    json_write_end_object(&json);
    text_add(text, "\n");
}

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
        write_text_field(json, "format", "finopt-check-instance-1");
    }
    write_text_field(json, "file", record->file);
    write_text_field(json, "instance", record->instance);
    if (position >= 0) {
        write_integer_field(json, "position", true, position);
    }
    write_text_field(json, "verdict", record->verdict == VERDICT_NONE ? NULL : verdict_name(record->verdict));
    write_text_field(json, "status", record->is_refused ? "error" : result_status_name(record->status));
    write_integer_field(json, "optimum", record->has_optimum, record->optimum_quanta);
    write_double_field(json, "optimum_j", record->has_optimum,
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
        write_text_field(json, "baseline", run->baseline);
    }
    json_write_key(json, "results");
    json_write_begin_array(json);
    for (size_t r = 0; r < record->result_count; r++) {
        write_result(json, run, &record->results[r], options);
    }
    json_write_end_array(json);
    write_plans(json, run, options);
    if (!options->is_reproducible) {
        json_write_key(json, "timing");
        json_write_begin_object(json);
        write_double_field(json, "elapsed_s", true, record->elapsed_s);
        write_integer_field(json, "peak_memory_bytes", record->peak_memory_bytes > 0,
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
    write_integer_field(json, "instances", true, (int64_t)checked_count);
    for (size_t v = 0; v < sizeof order / sizeof order[0]; v++) {
        write_integer_field(json, verdict_name(order[v]), true, (int64_t)counts[order[v]]);
    }
    if (counts[VERDICT_CHANGED] > 0) { /* only a baseline can tell */
        write_integer_field(json, verdict_name(VERDICT_CHANGED), true, (int64_t)counts[VERDICT_CHANGED]);
    }
    json_write_end_object(json);
    if (totals->signal != 0) {
        json_write_key(json, "interrupted");
        json_write_begin_object(json);
        write_integer_field(json, "signal", true, totals->signal);
        write_integer_field(json, "not_checked", true, (int64_t)(run_count - checked_count));
        json_write_end_object(json);
    }
    if (totals->shard.count > 0) {
        char digest[17];
        snprintf(digest, sizeof digest, "%016" PRIx64, totals->shard.list_digest);
        json_write_key(json, "shard");
        json_write_begin_object(json);
        write_integer_field(json, "index", true, (int64_t)totals->shard.index);
        write_integer_field(json, "count", true, (int64_t)totals->shard.count);
        write_integer_field(json, "instances", true, (int64_t)totals->shard.total);
        write_text_field(json, "list", digest);
        json_write_end_object(json);
    }
    write_integer_field(json, "exit_status", true, totals->exit_status);
}

static void begin_summary_line(struct json_writer *json, struct text *text)
{
    json_writer_init(json, text, JSON_COMPACT);
    json_write_begin_object(json);
    write_text_field(json, "format", "finopt-check-summary-1");
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

/* What happened on the way to the verdict, an object a line: the instance was begun, a method answered. */
static void write_events(struct text *text, const struct run_record *run)
{
    const struct instance_record *record = &run->record;
    struct json_writer json;
    for (size_t e = 0; e <= record->result_count; e++) {
        json_writer_init(&json, text, JSON_COMPACT);
        json_write_begin_object(&json);
        write_text_field(&json, "format", "finopt-check-event-1");
        write_text_field(&json, "event", e == 0 ? "started" : "method");
        write_text_field(&json, "file", record->file);
        write_text_field(&json, "instance", record->instance);
        if (e > 0) {
            const struct method_record *result = &record->results[e - 1];
            write_text_field(&json, "method", result->method);
            write_text_field(&json, "status", result_status_name(result->status));
            write_integer_field(&json, "energy", result->has_energy, result->energy_quanta);
            write_integer_field(&json, "bound", result->has_bound, result->bound_quanta);
        }
        json_write_end_object(&json);
        text_add(text, "\n");
    }
}

void check_json_write(struct text *text, const struct run_record *runs, size_t run_count,
                      const struct check_totals *totals, const struct report_options *options)
{
    struct json_writer json;
    size_t counts[VERDICT_COUNT] = {0};
    size_t checked_count = 0;
    json_writer_init(&json, text, style_of(options));
    if (!options->is_compact) {
        json_write_begin_object(&json);
        write_text_field(&json, "format", "finopt-check-1");
        json_write_key(&json, "instances");
        json_write_begin_array(&json);
    }
    for (size_t i = 0; i < run_count; i++) {
        if (!run_record_has_begun(&runs[i])) {
            continue;
        }
        counts[runs[i].record.verdict]++;
        checked_count++;
        if (options->is_compact) {
            write_events(text, &runs[i]);
        }
        const int64_t position =
            totals->shard.count > 0 ? (int64_t)(totals->shard.index + i * totals->shard.count) : -1;
        write_run(&json, &runs[i], position, options);
        if (options->is_compact) {
            text_add(text, "\n");
            json_writer_init(&json, text, JSON_COMPACT);
        }
    }
    if (options->is_compact) {
        begin_summary_line(&json, text);
    } else {
        json_write_end_array(&json);
    }
    if (!options->is_compact) {
        write_plan_counts(&json, runs, run_count); /* a line has those of its instance */
    }
    write_summary(&json, counts, checked_count, run_count, totals);
    json_write_end_object(&json);
    text_add(text, "\n");
}
