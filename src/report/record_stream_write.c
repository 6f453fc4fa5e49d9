/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How does a child say what it found out? One line an event, written as it happens. The reader is
 * report/record_stream.c: a field added to one is added to the other.
 */
#include "report/record_stream.h"

#include <math.h>

#include "base/text.h"
#include "verify/verify_plan.h"

static void add_string(struct text *text, const char *string)
{
    text_add(text, "\"");
    for (const char *at = string; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\') {
            text_addf(text, "\\%c", *at);
        } else if ((unsigned char)*at < 0x20) {
            text_addf(text, "\\u%04x", (unsigned)*at);
        } else {
            text_add_bytes(text, at, 1);
        }
    }
    text_add(text, "\"");
}

static void add_key(struct text *text, const char *key)
{
    text_addf(text, ",\"%s\":", key);
}

/* Nothing at all for NULL: the reader then leaves the field as it was, which is NULL. */
static void add_optional(struct text *text, const char *key, const char *string)
{
    if (string != NULL) {
        add_key(text, key);
        add_string(text, string);
    }
}

static void add_integer(struct text *text, const char *key, int64_t value)
{
    text_addf(text, ",\"%s\":%lld", key, (long long)value);
}

static void add_double(struct text *text, const char *key, double value)
{
    if (isfinite(value)) {
        text_addf(text, ",\"%s\":%.17g", key, value);
    }
}

static void add_boolean(struct text *text, const char *key, bool value)
{
    text_addf(text, ",\"%s\":%s", key, value ? "true" : "false");
}

static void add_strings(struct text *text, const char *key, const char *const *strings, size_t count)
{
    add_key(text, key);
    for (size_t i = 0; i < count; i++) {
        text_add(text, i == 0 ? "[" : ",");
        add_string(text, strings[i]);
    }
    text_add(text, count == 0 ? "[]" : "]");
}

static void begin(struct text *text, const char *event)
{
    text_addf(text, "{\"event\":\"%s\"", event);
}

static void end(struct text *text)
{
    text_add(text, "}\n");
}

void record_stream_write_instance(struct text *text, const char *name, double energy_quantum_j,
                                  double time_quantum_s, const char *sha256)
{
    begin(text, "instance");
    add_optional(text, "name", name);
    add_optional(text, "sha256", sha256);
    add_double(text, "energy_quantum_j", energy_quantum_j);
    add_double(text, "time_quantum_s", time_quantum_s);
    end(text);
}

void record_stream_write_application(struct text *text, const struct application_outline *application)
{
    begin(text, "application");
    add_optional(text, "id", application->id);
    add_integer(text, "deadline_quanta", application->deadline_quanta);
    add_strings(text, "blocks", (const char *const *)application->blocks, application->block_count);
    end(text);
}

void record_stream_write_start(struct text *text, const char *method)
{
    begin(text, "start");
    add_optional(text, "method", method);
    end(text);
}

static void write_places(struct text *text, const struct plan_record *plan)
{
    for (size_t h = 0; h < plan->application_count; h++) {
        const struct plan_record_application *place = &plan->applications[h];
        begin(text, "place");
        add_optional(text, "id", place->id);
        add_optional(text, "configuration", place->configuration);
        add_strings(text, "nodes", (const char *const *)place->nodes, place->node_count);
        add_integer(text, "energy_quanta", place->energy_quanta);
        add_integer(text, "latency_quanta", place->latency_quanta);
        end(text);
    }
    for (size_t r = 0; r < plan->resource_count; r++) {
        begin(text, "resource");
        add_optional(text, "row", plan->resources[r].row);
        add_integer(text, "used", plan->resources[r].used);
        add_integer(text, "capacity", plan->resources[r].capacity);
        end(text);
    }
}

static void write_parameters(struct text *text, const struct method_record *result)
{
    add_key(text, "parameters");
    for (size_t p = 0; p < result->parameter_count; p++) {
        text_add(text, p == 0 ? "[" : ",");
        add_string(text, result->parameters[p].name);
        text_add(text, ",");
        add_string(text, result->parameters[p].value);
    }
    text_add(text, result->parameter_count == 0 ? "[]" : "]");
    add_key(text, "efforts");
    for (size_t e = 0; e < result->effort_count; e++) {
        text_add(text, e == 0 ? "[" : ",");
        add_string(text, result->efforts[e].name);
        text_addf(text, ",\"%lld\"", (long long)result->efforts[e].count);
    }
    text_add(text, result->effort_count == 0 ? "[]" : "]");
}

static void write_relaxation(struct text *text, const struct linear_relaxation *relaxation)
{
    add_boolean(text, "relaxation_is_known", relaxation->is_known);
    if (relaxation->is_known) {
        add_boolean(text, "relaxation_is_infeasible", relaxation->is_infeasible);
        add_boolean(text, "relaxation_is_integral", relaxation->is_integral);
        add_double(text, "relaxation_value_quanta", relaxation->value_quanta);
        add_optional(text, "relaxation_exact", relaxation->exact);
    }
}

void record_stream_write_result(struct text *text, const struct method_record *result)
{
    if (result->plan != NULL) {
        write_places(text, result->plan);
    }
    begin(text, "result");
    add_optional(text, "method", result->method);
    add_optional(text, "label", result->label);
    add_integer(text, "status", result->status);
    if (result->has_energy) {
        add_integer(text, "energy_quanta", result->energy_quanta);
    }
    if (result->has_bound) {
        add_integer(text, "bound_quanta", result->bound_quanta);
    }
    add_optional(text, "proof", result->proof);
    add_optional(text, "note", result->note);
    add_double(text, "solve_s", result->solve_s);
    add_boolean(text, "has_plan", result->plan != NULL);
    add_boolean(text, "is_exact", result->is_exact);
    add_boolean(text, "is_unverified", result->is_unverified);
    write_parameters(text, result);
    write_relaxation(text, &result->relaxation);
    end(text);
}

void record_stream_write_listed(struct text *text, const struct listed_plan *listed)
{
    write_places(text, listed->plan);
    begin(text, "listed");
    add_integer(text, "energy_quanta", listed->energy_quanta);
    end(text);
}

void record_stream_write_listing(struct text *text, const struct listing_record *listing)
{
    begin(text, "listing");
    add_integer(text, "found_count", listing->found_count);
    add_boolean(text, "is_complete", listing->is_complete);
    add_optional(text, "reason", listing->reason);
    end(text);
}

static void write_cost(struct text *text, const struct application_evaluation *cost)
{
    begin(text, "cost");
    add_integer(text, "energy_quanta", cost->energy_quanta);
    add_integer(text, "compute_energy_quanta", cost->compute_energy_quanta);
    add_integer(text, "latency_quanta", cost->latency_quanta);
    add_integer(text, "compute_latency_quanta", cost->compute_latency_quanta);
    end(text);
}

static void write_violation(struct text *text, const struct violation *violation)
{
    begin(text, "violation");
    add_optional(text, "tag", violation->tag);
    add_optional(text, "subject", violation->subject);
    add_integer(text, "value", violation->value);
    add_integer(text, "limit", violation->limit);
    add_integer(text, "excess", violation->excess);
    add_optional(text, "message", violation->message);
    end(text);
}

void record_stream_write_judged(struct text *text, const struct judged_plan *judged, size_t application_count)
{
    const struct evaluation *evaluation = judged->evaluation;
    for (size_t h = 0; evaluation != NULL && h < application_count; h++) {
        write_cost(text, &evaluation->applications[h]);
    }
    for (size_t v = 0; evaluation != NULL && v < evaluation->violation_count; v++) {
        write_violation(text, &evaluation->violations[v]);
    }
    begin(text, "judged");
    add_optional(text, "source", judged->source);
    if (evaluation != NULL) {
        add_boolean(text, "is_feasible", evaluation->is_feasible);
        add_integer(text, "energy_quanta", evaluation->energy_quanta);
    }
    add_optional(text, "claim", judged->claim);
    add_boolean(text, "claim_holds", judged->claim_holds);
    add_optional(text, "diagnostics", judged->diagnostics);
    add_boolean(text, "is_unreadable", judged->is_unreadable);
    add_boolean(text, "is_missing", judged->is_missing);
    add_integer(text, "end", judged->end);
    add_optional(text, "ending", judged->ending);
    add_optional(text, "said", judged->said);
    add_double(text, "elapsed_s", judged->elapsed_s);
    end(text);
}

void record_stream_write_evidence(struct text *text, size_t index, const char *const *lines, size_t count)
{
    begin(text, "evidence");
    add_integer(text, "index", (int64_t)index);
    add_strings(text, "lines", lines, count);
    end(text);
}

void record_stream_write_waiting(struct text *text)
{
    begin(text, "waiting");
    end(text);
}

void record_stream_write_working(struct text *text)
{
    begin(text, "working");
    end(text);
}

void record_stream_write_finding(struct text *text, const struct finding *finding)
{
    begin(text, "finding");
    add_integer(text, "severity", finding->severity);
    add_optional(text, "message", finding->message);
    end(text);
}

void record_stream_write_refused(struct text *text, const char *diagnostics)
{
    begin(text, "refused");
    add_optional(text, "diagnostics", diagnostics);
    end(text);
}

void record_stream_write_done(struct text *text, const struct child_ending *ending)
{
    begin(text, "done");
    add_integer(text, "peak_memory_bytes", ending->peak_memory_bytes);
    add_boolean(text, "is_last", ending->is_last);
    end(text);
}
