/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does this certificate say? Its head is parsed at once, then its nodes one by one, so that the memory
 * of a parse is that of one node. A row is found by its name, in the same way as an id.
 */
#include "io/certificate_json.h"

#include <string.h>

#include "base/arena.h"
#include "io/diagnostic.h"
#include "io/id_index.h"
#include "io/input_file.h"
#include "io/json_reader.h"
#include "io/json_stream.h"
#include "io/plan_json.h"
#include "model/instance.h"
#include "model/problem.h"

struct certificate_reader {
    const struct certificate_reading *reading;
    struct id_index node_ids;
    struct id_index application_ids;
    struct id_index row_names;
    struct certificate_price *rows; /* by position in row_names; their price is 0 */
};

/* "P6[a]", "P7[a]" of every node that owns a row, "P8[a,b]" of every link that does. */
static void index_rows(struct certificate_reader *reader, struct arena *arena)
{
    const struct problem *problem = reader->reading->problem;
    const size_t most = 2 * problem->node_count + problem->link_count;
    const char **names = ARENA_ARRAY(arena, const char *, most);
    size_t count = 0;
    reader->rows = ARENA_ARRAY(arena, struct certificate_price, most);
    for (size_t n = 0; n < problem->node_count; n++) {
        for (int row = ROW_NODE_LOAD; row <= ROW_NODE_MEMORY && problem->nodes[n].place == 0; row++) {
            reader->rows[count] = (struct certificate_price){.row = (enum certificate_row)row, .index = n};
            names[count++] = arena_printf(arena, "P%d[%s]", 6 + row, problem_row_id(arena, problem, n));
        }
    }
    for (size_t l = 0; l < problem->link_count; l++) {
        const struct problem_link *link = &problem->links[l];
        /* Places of one node are joined without a row. */
        if (link->owner_distance == 0 &&
            problem_node_owner(problem, link->from) != problem_node_owner(problem, link->to)) {
            reader->rows[count] = (struct certificate_price){.row = ROW_LINK_LOAD, .index = l};
            names[count++] = arena_printf(arena, "P8[%s,%s]", problem_row_id(arena, problem, link->from),
                                          problem_row_id(arena, problem, link->to));
        }
    }
    id_index_build(&reader->row_names, arena, "row", names, count);
}

static void index_problem(struct certificate_reader *reader, struct arena *arena)
{
    const struct problem *problem = reader->reading->problem;
    const char **nodes = ARENA_ARRAY(arena, const char *, problem->node_count);
    const char **applications = ARENA_ARRAY(arena, const char *, problem->application_count);
    for (size_t n = 0; n < problem->node_count; n++) {
        nodes[n] = problem->nodes[n].id;
    }
    for (size_t h = 0; h < problem->application_count; h++) {
        applications[h] = problem->applications[h].id;
    }
    id_index_build(&reader->node_ids, arena, "node", nodes, problem->node_count);
    id_index_build(&reader->application_ids, arena, "application", applications, problem->application_count);
    index_rows(reader, arena);
}

/* The N of "branch[N]"; false if the name is not of that form. */
static bool parse_branch_name(size_t *index, const char *name)
{
    static const char prefix[] = "branch[";
    size_t number = 0;
    if (strncmp(name, prefix, sizeof prefix - 1) != 0) {
        return false;
    }
    const char *digits = name + sizeof prefix - 1;
    const char *at = digits;
    for (; *at >= '0' && *at <= '9' && at - digits < 10; at++) {
        number = 10 * number + (size_t)(*at - '0');
    }
    *index = number;
    return at > digits && (*digits != '0' || at == digits + 1) && strcmp(at, "]") == 0;
}

static void read_prices(struct certificate_node *node, struct certificate_reader *reader,
                        struct json_value value)
{
    const struct json_value prices = json_required_member(value, "prices");
    if (json_is_missing(prices) || !json_check_object(prices, NULL)) {
        return;
    }
    node->prices = ARENA_ARRAY(reader->reading->arena, struct certificate_price, json_count(prices));
    for (struct json_value member = json_first(prices); !json_is_missing(member);
         member = json_next(member)) {
        struct certificate_price price = {.row = ROW_BRANCH};
        size_t position = 0;
        bool is_row = parse_branch_name(&price.index, json_key(member));
        if (!is_row && id_index_resolve_key(&position, &reader->row_names, member)) {
            price = reader->rows[position];
            is_row = true;
        }
        if (json_read_integer(&price.price, member, 1, CERTIFICATE_PRICE_LIMIT) && is_row) {
            node->prices[node->price_count++] = price;
        }
    }
}

static void read_child(size_t *child, struct json_value value)
{
    int64_t number = 0;
    if (json_read_integer(&number, value, 1, UINT32_MAX)) {
        *child = (size_t)number;
    }
}

static void read_leaf_or_list(struct certificate_node *node, struct certificate_reader *reader,
                              struct json_value value)
{
    const bool is_list = node->kind == CERTIFICATE_LIST;
    const struct json_value denominator = json_required_member(value, "denominator");
    if (!json_is_missing(denominator)) {
        json_read_integer(&node->denominator, denominator, is_list, CERTIFICATE_PRICE_LIMIT);
    }
    read_prices(node, reader, value);
    if (is_list) {
        const struct json_value child = json_required_member(value, "child");
        if (!json_is_missing(child)) {
            read_child(&node->children[0], child);
        }
    } else if (!json_is_missing(json_member(value, "floor_gamma"))) {
        json_read_integer(&node->floor_gamma, json_member(value, "floor_gamma"), 1,
                          CERTIFICATE_FLOOR_GAMMA_LIMIT);
    }
}

/* The applications of a branch, ascending, and its number; at_most is between 0 and one less than them. */
static void read_applications(struct certificate_branch *branch, struct certificate_reader *reader,
                              struct json_value value)
{
    struct json_value list;
    if (!json_member_list(&list, value, "applications", JSON_REQUIRED, JSON_LIST_FILLED)) {
        return;
    }
    branch->applications = ARENA_ARRAY(reader->reading->arena, size_t, json_count(list));
    for (struct json_value id = json_first(list); !json_is_missing(id); id = json_next(id)) {
        size_t h = 0;
        if (!id_index_resolve(&h, &reader->application_ids, id)) {
            continue;
        }
        if (branch->application_count > 0 && h <= branch->applications[branch->application_count - 1]) {
            json_report(id, "applications must stand in the order of the instance, each once");
        }
        branch->applications[branch->application_count++] = h;
    }
    const struct json_value at_most = json_required_member(value, "at_most");
    if (!json_is_missing(at_most)) {
        json_read_integer(&branch->at_most, at_most, 0, (int64_t)json_count(list) - 1);
    }
}

static void read_node_id(size_t *node, struct certificate_reader *reader, struct json_value value,
                         const char *key)
{
    const struct json_value id = json_required_member(value, key);
    if (!json_is_missing(id)) {
        id_index_resolve(node, &reader->node_ids, id);
    }
}

/* By its id in the first application of the branch. */
static void read_configuration(struct certificate_branch *branch, struct certificate_reader *reader,
                               struct json_value value)
{
    const struct json_value id = json_required_member(value, "configuration");
    const char *name = NULL;
    if (json_is_missing(id) || !json_read_string(&name, id, JSON_TEXT_ANY) ||
        branch->application_count == 0) {
        return;
    }
    const struct problem_application *first =
        &reader->reading->problem->applications[branch->applications[0]];
    for (size_t c = 0; c < first->configuration_count; c++) {
        if (strcmp(first->configurations[c].id, name) == 0) {
            branch->configuration = c;
            return;
        }
    }
    json_report(id, "application %s has no such configuration", first->id);
}

/* The most blocks that a path of the first application of a branch can have. */
static int64_t most_blocks(const struct problem *problem, const struct certificate_branch *branch)
{
    size_t most = 1;
    for (size_t i = 0; i < branch->application_count; i++) {
        const struct problem_application *application = &problem->applications[branch->applications[i]];
        for (size_t c = 0; c < application->configuration_count; c++) {
            const size_t depth = application->configurations[c].depth;
            most = depth > most ? depth : most;
        }
    }
    return (int64_t)most;
}

static void read_branch(struct certificate_node *node, struct certificate_reader *reader,
                        struct json_value value)
{
    static const char *const properties[] = {"node", "arc", "configuration", NULL};
    static const char *const node_keys[] = {"kind",         "property", "block",    "node",
                                            "applications", "at_most",  "children", NULL};
    static const char *const arc_keys[] = {"kind",         "property", "block",    "from", "node",
                                           "applications", "at_most",  "children", NULL};
    static const char *const configuration_keys[] = {
        "kind", "property", "configuration", "applications", "at_most", "children", NULL};
    static const char *const *const keys[] = {node_keys, arc_keys, configuration_keys};
    struct certificate_branch *branch = &node->branch;
    size_t property = 0;
    if (!json_member_choice(&property, value, "property", JSON_REQUIRED, properties)) {
        return;
    }
    json_check_object(value, keys[property]);
    branch->property = (enum certificate_property)property;
    read_applications(branch, reader, value);
    if (branch->property == PROPERTY_CONFIGURATION) {
        read_configuration(branch, reader, value);
    } else {
        const struct json_value number = json_required_member(value, "block");
        int64_t block = 1;
        if (!json_is_missing(number)) {
            json_read_integer(&block, number, 1, most_blocks(reader->reading->problem, branch));
        }
        branch->block = (size_t)block - 1;
        read_node_id(&branch->node, reader, value, "node");
        if (branch->property == PROPERTY_ARC) {
            read_node_id(&branch->from, reader, value, "from");
        }
    }
    struct json_value list;
    if (json_member_list(&list, value, "children", JSON_REQUIRED, JSON_LIST_ANY)) {
        if (json_count(list) != 2) {
            json_report(list, "must have two elements, the sides \"at most\" and \"at least\"");
            return;
        }
        read_child(&node->children[0], json_first(list));
        read_child(&node->children[1], json_next(json_first(list)));
    }
}

static void read_node(struct certificate_node *node, struct certificate_reader *reader,
                      struct json_value value)
{
    static const char *const kinds[] = {"leaf", "list", "branch", NULL};
    static const char *const leaf_keys[] = {"kind", "denominator", "prices", "floor_gamma", NULL};
    static const char *const list_keys[] = {"kind", "denominator", "prices", "child", NULL};
    size_t kind = 0;
    if (json_kind(value) != JSON_OBJECT) {
        json_check_object(value, NULL); /* which says so */
        return;
    }
    if (!json_member_choice(&kind, value, "kind", JSON_REQUIRED, kinds)) {
        return;
    }
    node->kind = (enum certificate_kind)kind;
    if (node->kind == CERTIFICATE_BRANCH) {
        read_branch(node, reader, value);
    } else {
        json_check_object(value, node->kind == CERTIFICATE_LEAF ? leaf_keys : list_keys);
        read_leaf_or_list(node, reader, value);
    }
}

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
        read_node(&certificate->nodes[i], reader, value);
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
    struct certificate_reader reader = {.reading = reading};
    struct json_stream stream;
    if (!json_stream_begin(&stream, bytes, length, "nodes")) {
        explain(reading, bytes, length);
    } else if (read_head(&result, reading, bytes, stream.head_length)) {
        diagnostics->bytes = bytes;
        diagnostics->byte_count = length;
        index_problem(&reader, reading->scratch);
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
