/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How does another program learn what a plan is worth? */
#include "report/verdict_json.h"

#include <math.h>

#include "base/text.h"
#include "compare/record.h"
#include "io/json_writer.h"
#include "report/engineering.h"
#include "verify/verify_plan.h"

static void write_string(struct json_writer *json, const char *key, const char *string)
{
    json_write_key(json, key);
    json_write_string(json, string);
}

/* Quanta, and beside them the same in SI units; null twice for NULL. */
static void write_quanta(struct json_writer *json, const char *key, const char *key_si, const int64_t *quanta,
                         double quantum)
{
    json_write_key(json, key);
    if (quanta == NULL) {
        json_write_null(json);
        json_write_key(json, key_si);
        json_write_null(json);
        return;
    }
    json_write_int64(json, *quanta);
    json_write_key(json, key_si);
    json_write_double(json, quanta_in_si(*quanta, quantum));
}

static void write_violations(struct json_writer *json, const struct evaluation *evaluation)
{
    json_write_key(json, "violations");
    json_write_begin_array(json);
    for (size_t v = 0; evaluation != NULL && v < evaluation->violation_count; v++) {
        const struct violation *violation = &evaluation->violations[v];
        json_write_begin_object(json);
        write_string(json, "tag", violation->tag);
        write_string(json, "subject", violation->subject);
        json_write_key(json, "value");
        json_write_int64(json, violation->value);
        json_write_key(json, "limit");
        json_write_int64(json, violation->limit);
        json_write_key(json, "excess");
        json_write_int64(json, violation->excess);
        write_string(json, "message", violation->message);
        json_write_end_object(json);
    }
    json_write_end_array(json);
}

static void write_applications(struct json_writer *json, const struct judgement *judgement)
{
    const struct run_record *run = judgement->run;
    const struct evaluation *evaluation = judgement->judged->evaluation;
    json_write_key(json, "applications");
    json_write_begin_array(json);
    for (size_t h = 0; evaluation != NULL && h < run->application_count; h++) {
        const struct application_outline *outline = &run->applications[h];
        const struct application_evaluation *costs = &evaluation->applications[h];
        const bool has_costs = evaluation_find_break(evaluation, outline->id) == NULL;
        json_write_begin_object(json);
        write_string(json, "id", outline->id);
        write_quanta(json, "energy", "energy_j", has_costs ? &costs->energy_quanta : NULL,
                     run->record.energy_quantum_j);
        write_quanta(json, "latency", "latency_s", has_costs ? &costs->latency_quanta : NULL,
                     run->record.time_quantum_s);
        write_quanta(json, "deadline", "deadline_s", &outline->deadline_quanta, run->record.time_quantum_s);
        json_write_end_object(json);
    }
    json_write_end_array(json);
}

static void write_messages(struct json_writer *json, const struct judgement *judgement)
{
    const struct run_record *run = judgement->run;
    json_write_key(json, "messages");
    json_write_begin_array(json);
    if (judgement->judged->diagnostics != NULL) {
        json_write_string(json, judgement->judged->diagnostics);
    }
    if (judgement->judged->ending != NULL) {
        json_write_string(json, judgement->judged->ending);
    }
    for (size_t f = 0; f < run->record.finding_count; f++) {
        json_write_string(json, run->record.findings[f].message);
    }
    json_write_end_array(json);
}

static void write_claim(struct json_writer *json, const struct judged_plan *judged, bool has_energy)
{
    write_string(json, "claim", judged->claim);
    json_write_key(json, "claim_holds");
    if (judged->claim != NULL && has_energy) {
        json_write_bool(json, judged->claim_holds);
    } else {
        json_write_null(json);
    }
}

static void write_list(struct json_writer *json, const char *key, const char *const *strings, size_t count)
{
    json_write_key(json, key);
    json_write_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_write_string(json, strings[i]);
    }
    json_write_end_array(json);
}

void verdict_json_write_object(struct json_writer *json, const struct judgement *judgement,
                               const struct report_options *options)
{
    const struct judged_plan *judged = judgement->judged;
    const struct instance_record *proof = &judgement->run->record;
    const struct evaluation *evaluation = judged->evaluation;
    const bool has_energy = evaluation != NULL && evaluation_find_break(evaluation, NULL) == NULL;
    const bool is_known = judgement->verdict != PLAN_UNKNOWN;
    double gap = 0.0;
    json_write_begin_object(json);
    write_string(json, "format", "finopt-verdict-1");
    write_string(json, "file", judgement->file);
    write_string(json, "plan", judgement->plan_file);
    write_string(json, "instance", proof->instance);
    write_string(json, "verdict", is_known ? plan_verdict_name(judgement->verdict) : NULL);
    write_quanta(json, "energy", "energy_j", has_energy ? &evaluation->energy_quanta : NULL,
                 proof->energy_quantum_j);
    write_claim(json, judged, has_energy);
    write_quanta(json, "optimum", "optimum_j", proof->has_optimum ? &proof->optimum_quanta : NULL,
                 proof->energy_quantum_j);
    json_write_key(json, "gap");
    if (judgement_gap(&gap, judgement)) {
        json_write_double(json, gap);
    } else {
        json_write_null(json);
    }
    write_list(json, "proved_by", (const char *const *)proof->proved_by, proof->proved_by_count);
    write_violations(json, evaluation);
    write_applications(json, judgement);
    write_messages(json, judgement);
    if (judged->evidence_count > 0) {
        write_list(json, "evidence", (const char *const *)judged->evidence, judged->evidence_count);
    }
    if (judged->said != NULL) {
        write_string(json, "stderr", judged->said);
    }
    if (!options->is_reproducible && isfinite(judged->elapsed_s)) {
        json_write_key(json, "timing");
        json_write_begin_object(json);
        json_write_key(json, "planner_s");
        json_write_double(json, judged->elapsed_s);
        json_write_end_object(json);
    }
    json_write_end_object(json);
}

void verdict_json_write(struct text *text, const struct judgement *judgement,
                        const struct report_options *options)
{
    struct json_writer json;
    json_writer_init(&json, text, options->is_compact ? JSON_COMPACT : JSON_PRETTY);
    verdict_json_write_object(&json, judgement, options);
    text_add(text, "\n");
}
