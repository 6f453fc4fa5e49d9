/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is this plan worth, whoever made it? The verifier answers from problem and plan alone, before anything
 * is solved.
 */
#include "cli/child_judge.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/child_input.h"
#include "cli/event_sender.h"
#include "io/diagnostic.h"
#include "io/json_reader.h"
#include "io/plan_json.h"
#include "model/plan.h"
#include "model/problem.h"
#include "report/record_stream.h"
#include "verify/verify_plan.h"

/* What is read as a plan, and what a result around it claims. */
struct plan_source {
    struct child_input input;
    bool has_energy;
    int64_t energy_quanta;
};

/*
 * If the bytes are a "finopt-result-1", replaces all of them but its plan with spaces: line and column of
 * everything in the plan stay what they are.
 */
static enum status unwrap_result(struct plan_source *source, struct arena *arena,
                                 struct diagnostics *diagnostics)
{
    const struct child_input whole = source->input;
    struct json_value root;
    const char *format = NULL;
    if (json_parse(&root, arena, diagnostics, whole.bytes, whole.length) != STATUS_OK) {
        return STATUS_INPUT;
    }
    if (json_kind(root) != JSON_OBJECT) {
        return STATUS_OK; /* the reader of plans says what is wrong with that */
    }
    const struct json_value value = json_member(root, "format");
    if (json_is_missing(value) || json_kind(value) != JSON_STRING ||
        !json_read_string(&format, value, JSON_TEXT_ANY) || strcmp(format, "finopt-result-1") != 0) {
        return STATUS_OK;
    }
    const struct json_value plan = json_required_member(root, "plan");
    if (json_is_missing(plan)) {
        return STATUS_INPUT;
    }
    if (json_kind(plan) == JSON_NULL) {
        json_report(plan, "this result has no plan");
        return STATUS_INPUT;
    }
    const struct json_value energy = json_member(root, "energy");
    source->has_energy = !json_is_missing(energy) && json_kind(energy) == JSON_NUMBER &&
                         json_read_integer(&source->energy_quanta, energy, 0, INT64_MAX);
    const struct json_item item = diagnostics->scan->items[plan.item];
    char *bytes = arena_strndup(arena, whole.bytes, whole.length);
    for (size_t i = 0; i < whole.length; i++) {
        const bool is_plan = i >= item.begin && i - item.begin < item.length;
        bytes[i] = is_plan || whole.bytes[i] == '\n' ? whole.bytes[i] : ' ';
    }
    source->input.bytes = bytes;
    return diagnostics_total(diagnostics) > 0 ? STATUS_INPUT : STATUS_OK;
}

static enum status read_plan(struct plan_document *document, struct arena *arena,
                             struct diagnostics *diagnostics, const struct plan_source *source,
                             const struct instance *instance)
{
    struct plan_source inner = *source;
    if (unwrap_result(&inner, arena, diagnostics) != STATUS_OK) {
        return STATUS_INPUT;
    }
    const enum status status =
        plan_parse(document, arena, diagnostics, inner.input.bytes, inner.input.length, instance);
    diagnostics->bytes = source->input.bytes; /* whole source lines in messages */
    if (status == STATUS_OK && inner.has_energy && !document->has_claimed_energy) {
        document->has_claimed_energy = true;
        document->claimed_energy_quanta = inner.energy_quanta;
    }
    return status;
}

static void send_refusal(struct event_sender *sender, const struct diagnostics *diagnostics)
{
    struct text rendered;
    text_init(&rendered, diagnostics->arena);
    diagnostics_write(&rendered, diagnostics);
    const struct judged_plan judged = {
        .diagnostics = rendered.data,
        .is_unreadable = diagnostics->bytes == NULL,
    };
    struct text text = event_begin(sender);
    record_stream_write_plan_refused(&text, &judged);
    event_send(sender, &text);
}

/*
 * Does the claim hold? Quanta must agree exactly. Joules come from doubles and unrounded costs, so each of
 * the plan's computations and transfers may be half a quantum off.
 */
static void judge_claim(struct judged_plan *judged, struct arena *arena, const struct problem *problem,
                        const struct plan_document *document)
{
    const int64_t energy_quanta = judged->evaluation->energy_quanta;
    judged->claim_holds = true;
    if (document->has_claimed_energy) {
        judged->claim = arena_printf(arena, "%" PRId64 " quanta", document->claimed_energy_quanta);
        judged->claim_holds = document->claimed_energy_quanta == energy_quanta;
    }
    if (document->has_claimed_energy_j && judged->claim_holds) {
        double costs = 0.0;
        for (size_t h = 0; h < document->plan->application_count; h++) {
            costs += 2.0 * (double)document->plan->applications[h].node_count;
        }
        const double tolerance_quanta = fmax(1e-9 * (double)energy_quanta, 0.5 * costs);
        const double claimed_quanta = document->claimed_energy_j / problem->energy_quantum_j;
        judged->claim = arena_printf(arena, "%.12g J", document->claimed_energy_j);
        judged->claim_holds = fabs(claimed_quanta - (double)energy_quanta) <= tolerance_quanta;
    }
}

bool child_judge_plan(struct event_sender *sender, struct arena *arena, const struct child_problem *given,
                      const char *plan_file)
{
    struct plan_source source = {.has_energy = false};
    struct plan_document document;
    struct diagnostics diagnostics;
    struct error error;
    diagnostics_init(&diagnostics, arena, plan_file);
    if (child_read_input(&source.input, arena, plan_file, sender, &error) != STATUS_OK) {
        diagnostics_add_error(&diagnostics, &error);
        send_refusal(sender, &diagnostics);
        return false;
    }
    if (read_plan(&document, arena, &diagnostics, &source, given->instance) != STATUS_OK) {
        send_refusal(sender, &diagnostics);
        return false;
    }
    struct evaluation evaluation;
    struct judged_plan judged = {.evaluation = &evaluation};
    verify_plan(&evaluation, arena, given->problem, document.plan);
    judge_claim(&judged, arena, given->problem, &document);
    struct text text = event_begin(sender);
    record_stream_write_judged(&text, &judged, given->problem->application_count);
    event_send(sender, &text);
    return evaluation.is_feasible;
}
