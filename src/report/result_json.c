/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What do other programs read about one answer? The fields that the command line promises, in a fixed order.
 */
#include "report/result_json.h"

#include <math.h>

#include "base/text.h"
#include "io/json_writer.h"
#include "report/engineering.h"
#include "report/solve_text.h"

void plan_json_write_object(struct json_writer *json, const char *instance, const struct plan_record *plan)
{
    if (plan == NULL) {
        json_write_null(json);
        return;
    }
    json_write_begin_object(json);
    json_write_string_member(json, "format", "finopt-plan-1");
    json_write_string_member(json, "instance", instance);
    json_write_key(json, "applications");
    json_write_begin_array(json);
    for (size_t h = 0; h < plan->application_count; h++) {
        const struct plan_record_application *place = &plan->applications[h];
        json_write_begin_object(json);
        json_write_string_member(json, "id", place->id);
        json_write_string_member(json, "configuration", place->configuration);
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
        json_write_string_member(json, "id", place->id);
        json_write_int64_member(json, "energy", true, place->energy_quanta);
        json_write_double_member(json, "energy_j", true,
                                 quanta_in_si(place->energy_quanta, run->record.energy_quantum_j));
        json_write_int64_member(json, "latency", true, place->latency_quanta);
        json_write_double_member(json, "latency_s", true,
                                 quanta_in_si(place->latency_quanta, time_quantum_s));
        const int64_t deadline_quanta = outline != NULL ? outline->deadline_quanta : 0;
        json_write_int64_member(json, "deadline", outline != NULL, deadline_quanta);
        json_write_double_member(json, "deadline_s", outline != NULL,
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
        json_write_string_member(json, "row", plan->resources[r].row);
        json_write_int64_member(json, "used", true, plan->resources[r].used);
        json_write_int64_member(json, "capacity", true, plan->resources[r].capacity);
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
        json_write_int64_member(json, result->efforts[e].name, true, result->efforts[e].count);
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
    json_write_double_member(json, "value", has_value, relaxation->value_quanta);
    json_write_double_member(json, "value_j", has_value, relaxation->value_quanta * record->energy_quantum_j);
    json_write_string_member(json, "exact", relaxation->exact);
    json_write_double_member(json, "gap", has_value && record->has_optimum,
                             optimum > 0.0 ? (optimum - relaxation->value_quanta) / optimum : 0.0);
    json_write_key(json, "integral");
    json_write_bool(json, has_value && relaxation->is_integral);
    json_write_end_object(json);
}

void result_json_write_object(struct json_writer *json, const struct run_record *run,
                              const struct method_record *result, const struct report_options *options)
{
    const struct instance_record *record = &run->record;
    const double quantum_j = record->energy_quantum_j;
    const bool has_gap = result->has_energy && result->has_bound;
    json_write_begin_object(json);
    json_write_string_member(json, "format", "finopt-result-1");
    json_write_string_member(json, "file", record->file);
    json_write_string_member(json, "instance", record->instance);
    json_write_string_member(json, "method", result->method);
    json_write_string_member(json, "status", result_status_name(result->status));
    json_write_int64_member(json, "energy", result->has_energy, result->energy_quanta);
    json_write_double_member(json, "energy_j", result->has_energy,
                             quanta_in_si(result->energy_quanta, quantum_j));
    json_write_int64_member(json, "bound", result->has_bound, result->bound_quanta);
    json_write_double_member(json, "bound_j", result->has_bound,
                             quanta_in_si(result->bound_quanta, quantum_j));
    json_write_double_member(json, "gap", has_gap,
                             has_gap ? relative_gap(result->energy_quanta, result->bound_quanta) : 0.0);
    json_write_string_member(json, "proof", result->proof);
    json_write_string_member(json, "note", result->note);
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
        json_write_double_member(json, "solve_s", isfinite(result->solve_s), result->solve_s);
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
        result_json_write_object(&json, run, &results[r], options);
        text_add(text, "\n");
    }
}

static void write_listed(struct json_writer *json, const struct run_record *run,
                         const struct listed_plan *listed)
{
    json_write_begin_object(json);
    json_write_int64_member(json, "energy", true, listed->energy_quanta);
    json_write_double_member(json, "energy_j", true,
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
    json_write_string_member(&json, "format", "finopt-plans-1");
    json_write_string_member(&json, "file", run->record.file);
    json_write_string_member(&json, "instance", run->record.instance);
    json_write_int64_member(&json, "found", listing->has_ended, listing->found_count);
    json_write_key(&json, "complete");
    json_write_bool(&json, listing->is_complete);
    json_write_string_member(&json, "note", listing->reason);
    json_write_key(&json, "plans");
    json_write_begin_array(&json);
    for (size_t i = 0; i < run->plan_count; i++) {
        write_listed(&json, run, &plans[i]);
    }
    json_write_end_array(&json);
    json_write_key(&json, "result");
    result_json_write_object(&json, run, run->record.result_count > 0 ? &run->record.results[0] : &none,
                             options);
    json_write_end_object(&json);
    text_add(text, "\n");
}
