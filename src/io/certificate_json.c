/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does this certificate say? Its head is parsed at once, then its nodes one by one, so that the memory
 * of a parse is that of one node.
 */
#include "io/certificate_json.h"

#include <string.h>

#include "base/arena.h"
#include "io/certificate_node.h"
#include "io/diagnostic.h"
#include "io/input_file.h"
#include "io/json_reader.h"
#include "io/json_stream.h"
#include "io/plan_json.h"
#include "model/instance.h"
#include "model/problem.h"

/* Adds what was found in a part of the file that begins at `offset` and is called `path`. */
static void merge(struct diagnostics *diagnostics, const struct diagnostics *part, size_t offset,
                  const char *path)
{
    struct arena *arena = diagnostics->arena;
    for (size_t i = 0; i < part->count; i++) {
        const struct diagnostic *item = &part->items[i];
        const bool is_member = item->path[0] != '\0' && item->path[0] != '[';
        const char *whole = arena_printf(arena, "%s%s%s", path, is_member ? "." : "", item->path);
        const char *message = arena_strdup(arena, item->message);
        if (item->has_place) {
            diagnostics_add(diagnostics, offset + item->offset, item->length, whole, message);
        } else {
            diagnostics_add_file(diagnostics, message);
        }
    }
}

/* The plan stands in the head, at `item`. */
static const struct plan *read_plan(const struct certificate_reading *reading, const char *bytes,
                                    const struct json_item *item)
{
    struct plan_document plan = {.plan = NULL};
    struct diagnostics part;
    diagnostics_init(&part, reading->arena, "");
    plan_parse(&plan, reading->arena, &part, bytes + item->begin, item->length, reading->instance);
    merge(reading->diagnostics, &part, item->begin, "plan");
    return plan.plan;
}

/* Everything but the nodes. */
static bool read_head(struct certificate_document *document, const struct certificate_reading *reading,
                      const char *bytes, size_t head_length)
{
    static const char *const keys[] = {"format", "instance", "claim", "bound", "plan", "nodes", NULL};
    static const char *const formats[] = {"finopt-certificate-1", NULL};
    static const char *const claims[] = {"optimal", "bound", "infeasible", NULL};
    struct diagnostics *diagnostics = reading->diagnostics;
    struct json_value root;
    size_t claim = 0;
    size_t format = 0;
    char *head = arena_alloc(reading->arena, head_length + 3, 1);
    memcpy(head, bytes, head_length);
    memcpy(head + head_length, "]}", 2);
    if (json_parse(&root, reading->arena, diagnostics, head, head_length + 2) != STATUS_OK ||
        !json_member_choice(&format, root, "format", JSON_REQUIRED, formats)) {
        return false;
    }
    json_check_object(root, keys);
    const char *name = NULL;
    if (json_member_string(&name, root, "instance", JSON_REQUIRED, JSON_TEXT_LABEL) &&
        strcmp(name, reading->problem->name) != 0) {
        json_report(json_member(root, "instance"),
                    "the certificate is for another instance; this one is \"%s\"", reading->problem->name);
    }
    if (!json_member_choice(&claim, root, "claim", JSON_REQUIRED, claims)) {
        return false;
    }
    document->claim = (enum certificate_claim)claim;
    document->certificate.is_infeasible = document->claim == CLAIM_INFEASIBLE;
    const struct json_value bound = json_member(root, "bound");
    const struct json_value plan = json_member(root, "plan");
    if (document->claim == CLAIM_INFEASIBLE) {
        if (!json_is_missing(bound) || !json_is_missing(plan)) {
            json_report_key(json_is_missing(bound) ? plan : bound,
                            "must not be here: the claim is \"infeasible\"");
        }
        return true;
    }
    if (!json_is_missing(json_required_member(root, "bound"))) {
        json_read_integer(&document->certificate.floor_quanta, bound, 0, INT64_MAX);
    }
    if (document->claim == CLAIM_OPTIMAL ? !json_is_missing(json_required_member(root, "plan"))
                                         : !json_is_missing(plan)) {
        document->certificate.plan = read_plan(reading, bytes, &diagnostics->scan->items[plan.item]);
    }
    return true;
}

/* How many elements the stream has before its end or its fault. */
static size_t count_nodes(struct json_stream stream)
{
    size_t count = 0;
    size_t offset = 0;
    size_t size = 0;
    const char *message = NULL;
    while (json_stream_next(&stream, &offset, &size, &message) == JSON_STREAM_ELEMENT) {
        count++;
    }
    return count;
}

/* One element of the list of nodes, or what stands in its place. */
struct file_part {
    const char *bytes; /* [size] */
    size_t size;
    size_t lines_before;
};

static void read_element(struct certificate *certificate, struct certificate_reader *reader,
                         const struct file_part *part, size_t offset)
{
    const struct certificate_reading *reading = reader->reading;
    const struct arena_mark mark = arena_mark(reading->scratch);
    const size_t i = certificate->node_count++;
    struct diagnostics diagnostics;
    struct json_value value;
    diagnostics_init(&diagnostics, reading->scratch, "");
    diagnostics.lines_before = part->lines_before;
    if (part->size == 0) {
        diagnostics_add(reading->diagnostics, offset, 1,
                        arena_printf(reading->diagnostics->arena, "nodes[%zu]", i), "expected an object");
    } else if (json_parse(&value, reading->scratch, &diagnostics, part->bytes, part->size) == STATUS_OK) {
        certificate_node_read(&certificate->nodes[i], reader, value);
    }
    if (diagnostics.count > 0) {
        merge(reading->diagnostics, &diagnostics, offset, arena_printf(reading->scratch, "nodes[%zu]", i));
    }
    arena_rewind(reading->scratch, mark);
}

static void read_nodes(struct certificate *certificate, struct certificate_reader *reader,
                       struct json_stream *stream)
{
    const struct certificate_reading *reading = reader->reading;
    const size_t count = count_nodes(*stream);
    enum json_stream_step step = JSON_STREAM_ELEMENT;
    size_t offset = 0;
    size_t size = 0;
    size_t counted = 0; /* bytes whose lines are counted */
    size_t lines = 0;
    const char *message = "";
    certificate->nodes = ARENA_ARRAY(reading->arena, struct certificate_node, count);
    while (diagnostics_total(reading->diagnostics) < DIAGNOSTIC_LIMIT) {
        step = json_stream_next(stream, &offset, &size, &message);
        if (step != JSON_STREAM_ELEMENT) {
            break;
        }
        for (; counted < offset; counted++) {
            lines += stream->bytes[counted] == '\n';
        }
        const struct file_part part = {.bytes = stream->bytes + offset, .size = size, .lines_before = lines};
        read_element(certificate, reader, &part, offset);
    }
    if (step == JSON_STREAM_FAULT) {
        diagnostics_add(reading->diagnostics, offset, 1, "", message);
    } else if (count == 0) {
        diagnostics_add(reading->diagnostics, stream->head_length - 1, 1, "nodes", "must not be empty");
    }
}

/* Why are these bytes no certificate at all? */
static void explain(const struct certificate_reading *reading, const char *bytes, size_t length)
{
    struct json_value root;
    struct json_value list;
    if (json_parse(&root, reading->arena, reading->diagnostics, bytes, length) == STATUS_OK &&
        json_check_object(root, NULL) &&
        json_member_list(&list, root, "nodes", JSON_REQUIRED, JSON_LIST_FILLED)) {
        json_report(list, "its key must be written \"nodes\", without escapes");
    }
}

enum status certificate_parse(struct certificate_document *document,
                              const struct certificate_reading *reading, const char *bytes, size_t length)
{
    const struct arena_mark mark = arena_mark(reading->scratch);
    struct diagnostics *diagnostics = reading->diagnostics;
    struct certificate_document result = {.claim = CLAIM_OPTIMAL};
    struct certificate_reader reader;
    struct json_stream stream;
    if (!json_stream_begin(&stream, bytes, length, "nodes")) {
        explain(reading, bytes, length);
    } else if (read_head(&result, reading, bytes, stream.head_length)) {
        diagnostics->bytes = bytes;
        diagnostics->byte_count = length;
        certificate_reader_init(&reader, reading);
        read_nodes(&result.certificate, &reader, &stream);
    }
    diagnostics->bytes = bytes;
    diagnostics->byte_count = length;
    diagnostics->scan = NULL;
    arena_rewind(reading->scratch, mark);
    if (diagnostics_total(diagnostics) > 0) {
        return STATUS_INPUT;
    }
    *document = result;
    return STATUS_OK;
}

enum status certificate_load(struct certificate_document *document, const struct certificate_reading *reading,
                             const char *file)
{
    const char *bytes = NULL;
    size_t length = 0;
    struct error error;
    const struct input_file input = {.file = file, .byte_limit = CERTIFICATE_FILE_LIMIT};
    if (input_file_read_up_to(&bytes, &length, reading->arena, &input, &error) != STATUS_OK) {
        diagnostics_add_error(reading->diagnostics, &error);
        return STATUS_INPUT;
    }
    return certificate_parse(document, reading, bytes, length);
}
