/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How does what a child found out reach its parent? Line by line as it happens, so that whatever kills the
 * child leaves everything it had said. Writer and reader stand side by side: a field added to one is
 * added to the other.
 */
#include "report/record_stream.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "compare/verdict.h"
#include "report/event_line.h"

/* --- writing --- */

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
                                  double time_quantum_s)
{
    begin(text, "instance");
    add_optional(text, "name", name);
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

void record_stream_write_result(struct text *text, const struct method_record *result)
{
    if (result->plan != NULL) {
        write_places(text, result->plan);
    }
    begin(text, "result");
    add_optional(text, "method", result->method);
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
    end(text);
}

void record_stream_write_listed(struct text *text, const struct listed_plan *listed)
{
    write_places(text, listed->plan);
    begin(text, "listed");
    add_integer(text, "energy_quanta", listed->energy_quanta);
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

void record_stream_write_done(struct text *text)
{
    begin(text, "done");
    end(text);
}

/* --- reading --- */

void record_stream_init(struct record_stream *stream, struct arena *arena, struct run_record *run)
{
    *stream = (struct record_stream){.run = run, .arena = arena};
}

/* An array with room for one more element than `count`, doubled when full. */
static void *grow(struct arena *arena, void *array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) {
        return array;
    }
    *capacity = *capacity == 0 ? 4 : 2 * *capacity;
    void *more = arena_alloc(arena, *capacity, size);
    if (count > 0) {
        memcpy(more, array, count * size);
    }
    return more;
}

static bool take_instance(struct record_stream *stream, const struct event_line *line)
{
    struct instance_record *record = &stream->run->record;
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
    run->applications = grow(stream->arena, run->applications, run->application_count,
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
    stream->places = grow(stream->arena, stream->places, stream->place_count, &stream->place_capacity,
                          sizeof *stream->places);
    stream->places[stream->place_count++] = place;
    return true;
}

/* The plan made of the places so far, which are then forgotten. */
static const struct plan_record *take_plan(struct record_stream *stream)
{
    struct plan_record *plan = ARENA_NEW(stream->arena, struct plan_record);
    plan->applications = stream->places;
    plan->application_count = stream->place_count;
    stream->places = NULL;
    stream->place_count = 0;
    stream->place_capacity = 0;
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
        !take_parameters(&result, stream->arena, line)) {
        return false;
    }
    result.status = (enum result_status)status;
    result.has_energy = event_line_integer(&result.energy_quanta, line, "energy_quanta");
    result.has_bound = event_line_integer(&result.bound_quanta, line, "bound_quanta");
    event_line_string(&result.proof, line, "proof");
    event_line_string(&result.note, line, "note");
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
    run->plans = grow(stream->arena, run->plans, run->plan_count, &run->plan_capacity, sizeof *run->plans);
    run->plans[run->plan_count++] = listed;
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
    (void)line;
    stream->run->is_done = true;
    return true;
}

static bool take_line(struct record_stream *stream, const char *bytes, size_t length)
{
    static const struct {
        const char *event;
        bool (*take)(struct record_stream *stream, const struct event_line *line);
    } events[] = {
        {"instance", take_instance}, {"application", take_application}, {"start", take_start},
        {"place", take_place},       {"result", take_result},           {"listed", take_listed},
        {"finding", take_finding},   {"refused", take_refused},         {"done", take_done},
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
