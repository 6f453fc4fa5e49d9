/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How does another program learn what a plan is worth? */
#include "report/verdict_json.h"

#include "base/text.h"
#include "compare/record.h"
#include "io/json_writer.h"
#include "model/problem.h"
#include "report/engineering.h"
#include "verify/verify_plan.h"

static void write_string(struct json_writer *json, const char *key, const char *string)
{
    json_write_key(json, key);
    json_write_string(json, string);
}

static void write_quanta(struct json_writer *json, const char *key, const char *key_j, const int64_t *quanta,
                         double quantum_j)
{
    json_write_key(json, key);
    if (quanta == NULL) {
        json_write_null(json);
        json_write_key(json, key_j);
        json_write_null(json);
        return;
    }
    json_write_int64(json, *quanta);
    json_write_key(json, key_j);
    json_write_double(json, quanta_in_si(*quanta, quantum_j));
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
    const struct evaluation *evaluation = judgement->evaluation;
    json_write_key(json, "applications");
    json_write_begin_array(json);
    for (size_t h = 0; evaluation != NULL && h < judgement->problem->application_count; h++) {
        json_write_begin_object(json);
        write_string(json, "id", judgement->problem->applications[h].id);
        json_write_key(json, "energy");
        json_write_int64(json, evaluation->applications[h].energy_quanta);
        json_write_key(json, "latency");
        json_write_int64(json, evaluation->applications[h].latency_quanta);
        json_write_key(json, "deadline");
        json_write_int64(json, judgement->problem->applications[h].deadline_quanta);
        json_write_end_object(json);
    }
    json_write_end_array(json);
}

static void write_messages(struct json_writer *json, const struct judgement *judgement)
{
    json_write_key(json, "messages");
    json_write_begin_array(json);
    if (judgement->diagnostics != NULL) {
        json_write_string(json, judgement->diagnostics);
    }
    for (size_t f = 0; judgement->proof != NULL && f < judgement->proof->finding_count; f++) {
        json_write_string(json, judgement->proof->findings[f].message);
    }
    json_write_end_array(json);
}

void verdict_json_write(struct text *text, const struct judgement *judgement,
                        const struct report_options *options)
{
    const struct evaluation *evaluation = judgement->evaluation;
    const struct instance_record *proof = judgement->proof;
    const struct problem *problem = judgement->problem;
    const double quantum_j = problem != NULL ? problem->energy_quantum_j : 0.0;
    double gap = 0.0;
    struct json_writer json;
    json_writer_init(&json, text, options->is_compact ? JSON_COMPACT : JSON_PRETTY);
    json_write_begin_object(&json);
    write_string(&json, "format", "finopt-verdict-1");
    write_string(&json, "file", judgement->file);
    write_string(&json, "plan", judgement->plan_file);
    write_string(&json, "instance", problem != NULL ? problem->name : NULL);
    write_string(&json, "verdict", plan_verdict_name(judgement->verdict));
    write_quanta(&json, "energy", "energy_j", evaluation != NULL ? &evaluation->energy_quanta : NULL,
                 quantum_j);
    write_string(&json, "claim", judgement->has_claim ? judgement->claim : NULL);
    write_quanta(&json, "optimum", "optimum_j",
                 proof != NULL && proof->has_optimum ? &proof->optimum_quanta : NULL, quantum_j);
    json_write_key(&json, "gap");
    if (judgement_gap(&gap, judgement)) {
        json_write_double(&json, gap);
    } else {
        json_write_null(&json);
    }
    json_write_key(&json, "proved_by");
    json_write_begin_array(&json);
    for (size_t i = 0; proof != NULL && i < proof->proved_by_count; i++) {
        json_write_string(&json, proof->proved_by[i]);
    }
    json_write_end_array(&json);
    write_violations(&json, evaluation);
    write_applications(&json, judgement);
    write_messages(&json, judgement);
    json_write_end_object(&json);
    text_add(text, "\n");
}
