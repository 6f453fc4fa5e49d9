/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How does what a child found out reach its parent? Line by line as it happens, so that whatever kills the
 * child leaves everything it had said. The writer is report/record_stream_write.c: a field added to one is
 * added to the other.
 */
#include "report/record_stream.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "compare/verdict.h"
#include "report/event_line.h"
#include "verify/verify_plan.h"

void record_stream_init(struct record_stream *stream, struct arena *arena, struct run_record *run)
{
    *stream = (struct record_stream){.run = run, .arena = arena};
}

static bool take_instance(struct record_stream *stream, const struct event_line *line)
{
    struct instance_record *record = &stream->run->record;
    event_line_string(&stream->run->sha256, line, "sha256");
    return event_line_double(&record->energy_quantum_j, line, "energy_quantum_j") &&
           event_line_double(&record->time_quantum_s, line, "time_quantum_s") &&
           event_line_string(&record->instance, line, "name");
}

static bool take_application(struct record_stream *stream, const struct event_line *line)
{
    struct run_record *run = stream->run;
    struct application_outline outline = {.id = NULL};
    if (!event_line_string(&outline.id, line, "id") ||
        !event_line_integer(&outline.deadline_quanta, line, "deadline_quanta") ||
        !event_line_strings(&outline.blocks, &outline.block_count, line, "blocks")) {
        return false;
    }
    run->applications = arena_grow(stream->arena, run->applications, run->application_count,
                                   &run->application_capacity, sizeof *run->applications);
    run->applications[run->application_count++] = outline;
    return true;
}

static bool take_place(struct record_stream *stream, const struct event_line *line)
{
    struct plan_record_application place = {.id = NULL};
    if (!event_line_string(&place.id, line, "id") ||
        !event_line_strings(&place.nodes, &place.node_count, line, "nodes") ||
        !event_line_integer(&place.energy_quanta, line, "energy_quanta") ||
        !event_line_integer(&place.latency_quanta, line, "latency_quanta")) {
        return false;
    }
    event_line_string(&place.configuration, line, "configuration");
    stream->places = arena_grow(stream->arena, stream->places, stream->place_count, &stream->place_capacity,
                                sizeof *stream->places);
    stream->places[stream->place_count++] = place;
    return true;
}

static bool take_resource(struct record_stream *stream, const struct event_line *line)
{
    struct resource_record resource = {.row = NULL};
    if (!event_line_string(&resource.row, line, "row") || !event_line_integer(&resource.used, line, "used") ||
        !event_line_integer(&resource.capacity, line, "capacity")) {
        return false;
    }
    stream->resources = arena_grow(stream->arena, stream->resources, stream->resource_count,
                                   &stream->resource_capacity, sizeof *stream->resources);
    stream->resources[stream->resource_count++] = resource;
    return true;
}

/* The plan made of the places and resources so far, which are then forgotten. */
static const struct plan_record *take_plan(struct record_stream *stream)
{
    struct plan_record *plan = ARENA_NEW(stream->arena, struct plan_record);
    plan->applications = stream->places;
    plan->application_count = stream->place_count;
    stream->places = NULL;
    stream->place_count = 0;
    stream->place_capacity = 0;
    plan->resources = stream->resources;
    plan->resource_count = stream->resource_count;
    stream->resources = NULL;
    stream->resource_count = 0;
    stream->resource_capacity = 0;
    return plan;
}

static bool take_parameters(struct method_record *result, struct arena *arena, const struct event_line *line)
{
    const char **strings = NULL;
    size_t count = 0;
    if (!event_line_strings(&strings, &count, line, "parameters") || count % 2 != 0) {
        return false;
    }
    result->parameter_count = count / 2;
    result->parameters = ARENA_ARRAY(arena, struct named_text, result->parameter_count);
    for (size_t p = 0; p < result->parameter_count; p++) {
        result->parameters[p] = (struct named_text){.name = strings[2 * p], .value = strings[2 * p + 1]};
    }
    if (!event_line_strings(&strings, &count, line, "efforts") || count % 2 != 0) {
        return false;
    }
    result->effort_count = count / 2;
    result->efforts = ARENA_ARRAY(arena, struct named_count, result->effort_count);
    for (size_t e = 0; e < result->effort_count; e++) {
        struct event_line one = {.field_count = 1};
        one.fields[0] =
            (struct event_field){.key = "count", .kind = EVENT_NUMBER, .string = strings[2 * e + 1]};
        result->efforts[e].name = strings[2 * e];
        if (!event_line_integer(&result->efforts[e].count, &one, "count")) {
            return false;
        }
    }
    return true;
}

static bool take_relaxation(struct linear_relaxation *relaxation, const struct event_line *line)
{
    if (!event_line_boolean(&relaxation->is_known, line, "relaxation_is_known")) {
        return false;
    }
    event_line_string(&relaxation->exact, line, "relaxation_exact");
    return !relaxation->is_known ||
           (event_line_boolean(&relaxation->is_infeasible, line, "relaxation_is_infeasible") &&
            event_line_boolean(&relaxation->is_integral, line, "relaxation_is_integral") &&
            event_line_double(&relaxation->value_quanta, line, "relaxation_value_quanta"));
}

static bool take_result(struct record_stream *stream, const struct event_line *line)
{
    struct method_record result = {.method = NULL};
    int64_t status = -1;
    bool has_plan = false;
    if (!event_line_string(&result.method, line, "method") || !event_line_integer(&status, line, "status") ||
        status < RESULT_OPTIMAL || status > RESULT_ERROR ||
        !event_line_boolean(&has_plan, line, "has_plan") ||
        !event_line_boolean(&result.is_exact, line, "is_exact") ||
        !event_line_boolean(&result.is_unverified, line, "is_unverified") ||
        !take_parameters(&result, stream->arena, line) || !take_relaxation(&result.relaxation, line)) {
        return false;
    }
    event_line_string(&result.label, line, "label");
    result.status = (enum result_status)status;
    result.has_energy = event_line_integer(&result.energy_quanta, line, "energy_quanta");
    result.has_bound = event_line_integer(&result.bound_quanta, line, "bound_quanta");
    event_line_string(&result.proof, line, "proof");
    event_line_string(&result.note, line, "note");
    result.solve_s = NAN;
    event_line_double(&result.solve_s, line, "solve_s");
    result.plan = has_plan ? take_plan(stream) : NULL;
    record_add_result(&stream->run->record, stream->arena, &result);
    stream->run->running = NULL;
    return true;
}

static bool take_listed(struct record_stream *stream, const struct event_line *line)
{
    struct run_record *run = stream->run;
    struct listed_plan listed = {.plan = NULL};
    if (!event_line_integer(&listed.energy_quanta, line, "energy_quanta")) {
        return false;
    }
    listed.plan = take_plan(stream);
    run->plans =
        arena_grow(stream->arena, run->plans, run->plan_count, &run->plan_capacity, sizeof *run->plans);
    run->plans[run->plan_count++] = listed;
    return true;
}

static bool take_listing(struct record_stream *stream, const struct event_line *line)
{
    struct listing_record *listing = &stream->run->listing;
    if (!event_line_integer(&listing->found_count, line, "found_count") ||
        !event_line_boolean(&listing->is_complete, line, "is_complete")) {
        return false;
    }
    event_line_string(&listing->reason, line, "reason");
    listing->has_ended = true;
    return true;
}

static bool take_cost(struct record_stream *stream, const struct event_line *line)
{
    struct application_evaluation cost = {0};
    if (!event_line_integer(&cost.energy_quanta, line, "energy_quanta") ||
        !event_line_integer(&cost.compute_energy_quanta, line, "compute_energy_quanta") ||
        !event_line_integer(&cost.latency_quanta, line, "latency_quanta") ||
        !event_line_integer(&cost.compute_latency_quanta, line, "compute_latency_quanta")) {
        return false;
    }
    stream->costs = arena_grow(stream->arena, stream->costs, stream->cost_count, &stream->cost_capacity,
                               sizeof *stream->costs);
    stream->costs[stream->cost_count++] = cost;
    return true;
}

static bool take_violation(struct record_stream *stream, const struct event_line *line)
{
    struct violation violation = {.tag = NULL};
    if (!event_line_string(&violation.tag, line, "tag") ||
        !event_line_string(&violation.subject, line, "subject") ||
        !event_line_integer(&violation.value, line, "value") ||
        !event_line_integer(&violation.limit, line, "limit") ||
        !event_line_integer(&violation.excess, line, "excess") ||
        !event_line_string(&violation.message, line, "message")) {
        return false;
    }
    stream->violations = arena_grow(stream->arena, stream->violations, stream->violation_count,
                                    &stream->violation_capacity, sizeof *stream->violations);
    stream->violations[stream->violation_count++] = violation;
    return true;
}

/* The costs, one for every application, and the violations so far, which are then forgotten. */
static bool take_evaluation(struct judged_plan *judged, struct record_stream *stream,
                            const struct event_line *line)
{
    struct evaluation *evaluation = ARENA_NEW(stream->arena, struct evaluation);
    if (!event_line_boolean(&evaluation->is_feasible, line, "is_feasible")) {
        return stream->cost_count == 0 && stream->violation_count == 0;
    }
    if (!event_line_integer(&evaluation->energy_quanta, line, "energy_quanta") ||
        stream->cost_count != stream->run->application_count) {
        return false;
    }
    evaluation->applications = stream->costs;
    evaluation->violations = stream->violations;
    evaluation->violation_count = stream->violation_count;
    judged->evaluation = evaluation;
    stream->costs = NULL;
    stream->cost_count = 0;
    stream->cost_capacity = 0;
    stream->violations = NULL;
    stream->violation_count = 0;
    stream->violation_capacity = 0;
    return true;
}

static bool take_judged(struct record_stream *stream, const struct event_line *line)
{
    struct run_record *run = stream->run;
    struct judged_plan judged = {.elapsed_s = NAN};
    int64_t end = -1;
    if (!event_line_string(&judged.source, line, "source") || !event_line_integer(&end, line, "end") ||
        end < 0 || end >= PLANNER_END_COUNT ||
        !event_line_boolean(&judged.claim_holds, line, "claim_holds") ||
        !event_line_boolean(&judged.is_unreadable, line, "is_unreadable") ||
        !event_line_boolean(&judged.is_missing, line, "is_missing") ||
        !take_evaluation(&judged, stream, line)) {
        return false;
    }
    judged.end = (enum planner_end)end;
    event_line_string(&judged.claim, line, "claim");
    event_line_string(&judged.diagnostics, line, "diagnostics");
    event_line_string(&judged.ending, line, "ending");
    event_line_string(&judged.said, line, "said");
    event_line_double(&judged.elapsed_s, line, "elapsed_s");
    run->judged =
        arena_grow(stream->arena, run->judged, run->judged_count, &run->judged_capacity, sizeof *run->judged);
    run->judged[run->judged_count++] = judged;
    run->running = NULL;
    return true;
}

static bool take_evidence(struct record_stream *stream, const struct event_line *line)
{
    int64_t index = -1;
    if (!event_line_integer(&index, line, "index") || index < 0 ||
        (uint64_t)index >= stream->run->judged_count) {
        return false;
    }
    struct judged_plan *judged = &stream->run->judged[index];
    return event_line_strings(&judged->evidence, &judged->evidence_count, line, "lines");
}

static bool take_waiting(struct record_stream *stream, const struct event_line *line)
{
    (void)line;
    stream->run->is_waiting = true;
    return true;
}

static bool take_working(struct record_stream *stream, const struct event_line *line)
{
    (void)line;
    stream->run->is_waiting = false;
    return true;
}

static bool take_finding(struct record_stream *stream, const struct event_line *line)
{
    int64_t severity = -1;
    const char *message = NULL;
    if (!event_line_integer(&severity, line, "severity") || severity < 0 || severity >= VERDICT_COUNT ||
        !event_line_string(&message, line, "message")) {
        return false;
    }
    record_add_finding(&stream->run->record, stream->arena, (enum verdict)severity, "%s", message);
    return true;
}

static bool take_refused(struct record_stream *stream, const struct event_line *line)
{
    stream->run->record.is_refused = true;
    return event_line_string(&stream->run->diagnostics, line, "diagnostics");
}

static bool take_start(struct record_stream *stream, const struct event_line *line)
{
    return event_line_string(&stream->run->running, line, "method");
}

static bool take_done(struct record_stream *stream, const struct event_line *line)
{
    struct run_record *run = stream->run;
    run->is_done = event_line_integer(&run->record.peak_memory_bytes, line, "peak_memory_bytes") &&
                   event_line_boolean(&run->is_last, line, "is_last");
    return run->is_done;
}

static bool take_line(struct record_stream *stream, const char *bytes, size_t length)
{
    static const struct {
        const char *event;
        bool (*take)(struct record_stream *stream, const struct event_line *line);
    } events[] = {
        {"instance", take_instance}, {"application", take_application}, {"start", take_start},
        {"place", take_place},       {"resource", take_resource},       {"result", take_result},
        {"listed", take_listed},     {"listing", take_listing},         {"cost", take_cost},
        {"judged", take_judged},     {"violation", take_violation},     {"evidence", take_evidence},
        {"finding", take_finding},   {"refused", take_refused},         {"waiting", take_waiting},
        {"done", take_done},         {"working", take_working},
    };
    struct event_line line;
    const char *event = NULL;
    if (!event_line_parse(&line, stream->arena, bytes, length) ||
        !event_line_string(&event, &line, "event")) {
        return false;
    }
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        if (strcmp(events[i].event, event) == 0) {
            return events[i].take(stream, &line);
        }
    }
    return false;
}

static void keep_partial(struct record_stream *stream, const char *bytes, size_t length)
{
    if (length > RECORD_STREAM_LINE_LIMIT - stream->line_length) {
        stream->is_garbled = true;
        return;
    }
    if (stream->line_length + length > stream->line_capacity) {
        const size_t capacity = 2 * (stream->line_length + length);
        char *more = arena_alloc(stream->arena, capacity, 1);
        if (stream->line_length > 0) {
            memcpy(more, stream->line, stream->line_length);
        }
        stream->line = more;
        stream->line_capacity = capacity;
    }
    memcpy(stream->line + stream->line_length, bytes, length);
    stream->line_length += length;
}

void record_stream_feed(struct record_stream *stream, const char *bytes, size_t length)
{
    while (length > 0 && !stream->is_garbled) {
        const char *line_break = memchr(bytes, '\n', length);
        const size_t part = line_break != NULL ? (size_t)(line_break - bytes) : length;
        if (part > 0) {
            keep_partial(stream, bytes, part);
        }
        if (line_break == NULL || stream->is_garbled) {
            return;
        }
        stream->is_garbled =
            !take_line(stream, stream->line != NULL ? stream->line : "", stream->line_length);
        stream->line_length = 0;
        bytes += part + 1;
        length -= part + 1;
    }
}
