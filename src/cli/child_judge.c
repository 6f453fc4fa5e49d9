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
    bool has_no_plan; /* a result without a plan */
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
        source->has_no_plan = true;
        return STATUS_OK;
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

/* Reads the plan; one that a result says it does not have is NULL. */
static enum status read_plan(struct plan_document *document, struct arena *arena,
                             struct diagnostics *diagnostics, const struct plan_source *source,
                             const struct instance *instance)
{
    struct plan_source inner = *source;
    if (unwrap_result(&inner, arena, diagnostics) != STATUS_OK) {
        return STATUS_INPUT;
    }
    if (inner.has_no_plan) {
        *document = (struct plan_document){.plan = NULL};
        return STATUS_OK;
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

static void send(struct child_judging *judging, const struct judged_plan *judged)
{
    struct text text = event_begin(judging->sender);
    record_stream_write_judged(&text, judged, judging->given->problem->application_count);
    event_send(judging->sender, &text);
    judging->judged_count++;
}

static void send_refusal(struct child_judging *judging, struct judged_plan *judged,
                         const struct diagnostics *diagnostics)
{
    struct text rendered;
    text_init(&rendered, diagnostics->arena);
    diagnostics_write(&rendered, diagnostics);
    judged->diagnostics = rendered.data;
    judged->is_unreadable = diagnostics->bytes == NULL;
    send(judging, judged);
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

/* Judges a plan that could be read, and keeps it if none was cheaper. */
static void judge(struct child_judging *judging, struct judged_plan *judged,
                  const struct plan_document *document)
{
    struct evaluation evaluation;
    verify_plan(&evaluation, judging->scratch, judging->given->problem, document->plan);
    judged->evaluation = &evaluation;
    judge_claim(judged, judging->scratch, judging->given->problem, document);
    if (evaluation.is_feasible &&
        (judging->cheapest.plan == NULL || evaluation.energy_quanta < judging->cheapest.energy_quanta)) {
        judging->cheapest.plan = plan_copy(judging->arena, document->plan);
        judging->cheapest.energy_quanta = evaluation.energy_quanta;
        judging->cheapest_index = judging->judged_count;
    }
    send(judging, judged);
    judged->evaluation = NULL; /* it ends here */
}

/* Whether no application is placed anywhere: how somebody says that there is no plan. */
static bool places_nothing(const struct plan *plan)
{
    for (size_t h = 0; plan != NULL && h < plan->application_count; h++) {
        if (plan->applications[h].configuration != PLAN_NO_CONFIGURATION ||
            plan->applications[h].node_count > 0) {
            return false;
        }
    }
    return true;
}

static void judge_source(struct child_judging *judging, struct judged_plan *judged,
                         const struct plan_source *source, struct diagnostics *diagnostics)
{
    struct plan_document document;
    if (read_plan(&document, judging->scratch, diagnostics, source, judging->given->instance) != STATUS_OK) {
        send_refusal(judging, judged, diagnostics);
        return;
    }
    if (places_nothing(document.plan)) {
        judged->is_missing = true;
        judging->has_missing = true;
        send(judging, judged);
        return;
    }
    judge(judging, judged, &document);
}

void child_judge_file(struct child_judging *judging, const char *plan_file)
{
    const struct arena_mark mark = arena_mark(judging->scratch);
    struct judged_plan judged = {.source = plan_file, .claim_holds = true, .elapsed_s = NAN};
    struct plan_source source = {.has_energy = false};
    struct diagnostics diagnostics;
    struct error error;
    diagnostics_init(&diagnostics, judging->scratch, plan_file);
    if (child_read_input(&source.input, judging->scratch, plan_file, judging->sender, &error) != STATUS_OK) {
        diagnostics_add_error(&diagnostics, &error);
        send_refusal(judging, &judged, &diagnostics);
    } else {
        judge_source(judging, &judged, &source, &diagnostics);
    }
    arena_rewind(judging->scratch, mark);
}

void child_judge_bytes(struct child_judging *judging, struct judged_plan *judged, const char *bytes,
                       size_t length)
{
    const struct arena_mark mark = arena_mark(judging->scratch);
    const struct plan_source source = {.input = {.bytes = bytes, .length = length}};
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics, judging->scratch, judged->source);
    judge_source(judging, judged, &source, &diagnostics);
    arena_rewind(judging->scratch, mark);
}

void child_judge_nothing(struct child_judging *judging, const struct judged_plan *judged)
{
    send(judging, judged);
}
