/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is this text an instance, and which? The parts are read in the order of their references (nodes, links,
 * models, applications), every part to its end, so that one run names up to twenty mistakes. What could not
 * be read keeps a harmless default; an instance leaves this file only if there was no mistake at all.
 *
 * Here: the frame, nodes, links, provenance and expected. Models and applications have files of their own.
 */
#include "io/instance_json.h"

#include <stdlib.h>

#include <string.h>

#include "base/arena.h"
#include "io/diagnostic.h"
#include "io/input_file.h"
#include "io/instance_reader.h"
#include "io/json_reader.h"
#include "model/instance.h"

static const struct json_value nothing = {.document = NULL, .item = JSON_NO_ITEM};

bool instance_reader_claim(struct instance_reader *reader, struct json_value value, size_t rows,
                           size_t columns)
{
    /* Both factors are counts of values in a file, so the product fits. */
    _Static_assert((unsigned long long)JSON_VALUE_LIMIT * JSON_VALUE_LIMIT < SIZE_MAX / 2,
                   "counts multiply safely");
    if (rows * columns > INSTANCE_CELL_LIMIT - reader->cell_count) {
        json_report(value, "the tables of fractions and allowed nodes hold more than %zu cells",
                    INSTANCE_CELL_LIMIT);
        return false;
    }
    reader->cell_count += rows * columns;
    return true;
}

void instance_reader_begin_list(struct instance_reader *reader)
{
    reader->list_number++;
}

bool instance_reader_resolve_node(size_t *node, struct instance_reader *reader, struct json_value value)
{
    size_t found = 0;
    if (!id_index_resolve(&found, &reader->node_ids, value)) {
        return false;
    }
    if (reader->last_list[found] == reader->list_number) {
        json_report(value, "\"%s\" stands in this list already", reader->node_ids.ids[found]);
        return false;
    }
    reader->last_list[found] = reader->list_number;
    *node = found;
    return true;
}

static void read_quantum(struct instance_reader *reader, struct json_value root)
{
    static const char *const keys[] = {"energy_j", "time_s", NULL};
    const struct json_value quantum = json_member(root, "quantum");
    if (!json_is_missing(quantum) && json_check_object(quantum, keys)) {
        json_member_number(&reader->instance->energy_quantum_j, quantum, "energy_j", JSON_OPTIONAL,
                           &json_positive);
        json_member_number(&reader->instance->time_quantum_s, quantum, "time_s", JSON_OPTIONAL,
                           &json_positive);
    }
}

/* Plans name a share by its first six digits, so those must differ. */
static bool is_share_twice(struct arena *arena, const struct instance_node *node, size_t place)
{
    for (size_t s = 0; s < place; s++) {
        if (strcmp(instance_place_id(arena, node, s), instance_place_id(arena, node, place)) == 0) {
            return true;
        }
    }
    return false;
}

static void read_shares(struct instance_node *node, struct json_value object)
{
    struct json_value list;
    if (!json_member_list(&list, object, "shares", JSON_OPTIONAL, JSON_LIST_FILLED) ||
        json_is_missing(list)) {
        return;
    }
    const size_t count = json_count(list);
    if (count > SHARES_LIMIT) {
        json_report(list, "at most %d shares, got %zu", SHARES_LIMIT, count);
        return;
    }
    node->shares = ARENA_ARRAY(json_arena(list), double, count);
    struct json_value value = json_first(list);
    for (size_t s = 0; s < count; s++) {
        node->shares[s] = 1.0;
        node->share_count = s + 1;
        if (json_read_number(&node->shares[s], value, &json_share) &&
            is_share_twice(json_arena(list), node, s)) {
            json_report(value, "must be listed once, got %g again", node->shares[s]);
        }
        value = json_next(value);
    }
}

static void read_node(struct instance_node *node, struct json_value value)
{
    static const char *const keys[] = {
        "id", "tier", "ops_per_s", "power_w", "memory_bytes", "max_utilization", "shares", NULL};
    if (!json_check_object(value, keys)) {
        return;
    }
    json_member_string(&node->tier, value, "tier", JSON_REQUIRED, JSON_TEXT_LABEL);
    json_member_number(&node->ops_per_s, value, "ops_per_s", JSON_OPTIONAL, &json_positive);
    json_member_number(&node->power_w, value, "power_w", JSON_REQUIRED, &json_not_negative);
    json_member_integer(&node->memory_bytes, value, "memory_bytes", JSON_OPTIONAL);
    json_member_number(&node->max_utilization, value, "max_utilization", JSON_OPTIONAL, &json_share);
    read_shares(node, value);
}

static void read_nodes(struct instance_reader *reader, struct json_value list)
{
    struct instance *instance = reader->instance;
    instance->node_count = json_count(list);
    instance->nodes = ARENA_ARRAY(reader->arena, struct instance_node, instance->node_count);
    reader->last_list = ARENA_ARRAY(reader->arena, size_t, instance->node_count);
    id_index_read(&reader->node_ids, reader->arena, "node", list);
    struct json_value value = json_first(list);
    for (size_t n = 0; n < instance->node_count; n++) {
        instance->nodes[n] = (struct instance_node){
            .id = reader->node_ids.ids[n], .memory_bytes = MEMORY_UNLIMITED, .max_utilization = 1};
        read_node(&instance->nodes[n], value);
        value = json_next(value);
    }
}

/* An ordered pair of nodes that a link joins: its own direction, or the reverse of a bidirectional one. */
struct pair {
    size_t from;
    size_t to;
    size_t link;
};

static int compare_pairs(const void *left, const void *right)
{
    const struct pair *a = left;
    const struct pair *b = right;
    if (a->from != b->from) {
        return a->from < b->from ? -1 : 1;
    }
    if (a->to != b->to) {
        return a->to < b->to ? -1 : 1;
    }
    return a->link < b->link ? -1 : a->link > b->link;
}

/* Reports every link that joins a pair which an earlier link joins; once per link. */
static void check_pairs(const struct instance_reader *reader, struct pair *pairs, size_t count,
                        const struct json_value *values)
{
    bool *is_reported = ARENA_ARRAY(reader->arena, bool, reader->instance->link_count);
    qsort(pairs, count, sizeof *pairs, compare_pairs);
    size_t first = 0;
    for (size_t i = 1; i < count; i++) {
        if (pairs[i].from != pairs[first].from || pairs[i].to != pairs[first].to) {
            first = i;
        } else if (!is_reported[pairs[i].link]) {
            const struct json_value value = values[pairs[i].link];
            const size_t line = json_report_is_wanted(value) ? json_line(values[pairs[first].link]) : 0;
            is_reported[pairs[i].link] = true;
            json_report(value,
                        "\"%s\" and \"%s\" are joined in this direction already, by the link on line %zu",
                        reader->node_ids.ids[pairs[i].from], reader->node_ids.ids[pairs[i].to], line);
        }
    }
}

/* Reads a link; false if its ends are not two known nodes. */
static bool read_link(struct instance_link *link, const struct instance_reader *reader,
                      struct json_value value)
{
    static const char *const keys[] = {
        "from",          "to", "bits_per_s", "latency_s", "energy_j_per_bit", "power_w", "max_utilization",
        "bidirectional", NULL};
    if (!json_check_object(value, keys)) {
        return false;
    }
    const struct json_value from = json_required_member(value, "from");
    const struct json_value to = json_required_member(value, "to");
    const bool has_from = !json_is_missing(from) && id_index_resolve(&link->from, &reader->node_ids, from);
    const bool has_to = !json_is_missing(to) && id_index_resolve(&link->to, &reader->node_ids, to);
    json_member_number(&link->bits_per_s, value, "bits_per_s", JSON_REQUIRED, &json_positive);
    json_member_number(&link->latency_s, value, "latency_s", JSON_OPTIONAL, &json_not_negative);
    json_member_number(&link->energy_j_per_bit, value, "energy_j_per_bit", JSON_OPTIONAL, &json_not_negative);
    json_member_number(&link->power_w, value, "power_w", JSON_OPTIONAL, &json_not_negative);
    json_member_number(&link->max_utilization, value, "max_utilization", JSON_OPTIONAL, &json_share);
    json_member_bool(&link->bidirectional, value, "bidirectional", JSON_OPTIONAL);
    if (has_from && has_to && link->from == link->to) {
        json_report(to, "a link must join two nodes, got \"%s\" twice", reader->node_ids.ids[link->to]);
        return false;
    }
    return has_from && has_to;
}

static void read_links(struct instance_reader *reader, struct json_value list)
{
    struct instance *instance = reader->instance;
    instance->link_count = json_count(list);
    instance->links = ARENA_ARRAY(reader->arena, struct instance_link, instance->link_count);
    struct json_value *values = ARENA_ARRAY(reader->arena, struct json_value, instance->link_count);
    struct pair *pairs = ARENA_ARRAY(reader->arena, struct pair, 2 * instance->link_count);
    size_t pair_count = 0;
    struct json_value value = json_first(list);
    for (size_t l = 0; l < instance->link_count; l++) {
        struct instance_link *link = &instance->links[l];
        *link = (struct instance_link){.max_utilization = 1};
        if (read_link(link, reader, value)) {
            pairs[pair_count++] = (struct pair){.from = link->from, .to = link->to, .link = l};
            if (link->bidirectional) {
                pairs[pair_count++] = (struct pair){.from = link->to, .to = link->from, .link = l};
            }
        }
        values[l] = value;
        value = json_next(value);
    }
    check_pairs(reader, pairs, pair_count, values);
}

static void read_provenance_entry(struct provenance *entry, struct json_value value)
{
    static const char *const keys[] = {"path", "source", "licence", "kind", NULL};
    static const char *const kinds[] = {"measured", "vendor",    "scaled", "overlay",
                                        "assumed",  "published", NULL};
    static const enum provenance_kind meanings[] = {PROVENANCE_MEASURED, PROVENANCE_VENDOR,
                                                    PROVENANCE_SCALED,   PROVENANCE_OVERLAY,
                                                    PROVENANCE_ASSUMED,  PROVENANCE_PUBLISHED};
    size_t kind = 0;
    if (!json_check_object(value, keys)) {
        return;
    }
    json_member_string(&entry->path, value, "path", JSON_REQUIRED, JSON_TEXT_FILLED);
    json_member_string(&entry->source, value, "source", JSON_REQUIRED, JSON_TEXT_FILLED);
    json_member_string(&entry->licence, value, "licence", JSON_OPTIONAL, JSON_TEXT_FILLED);
    json_member_choice(&kind, value, "kind", JSON_REQUIRED, kinds);
    entry->kind = meanings[kind];
}

static void read_provenance(struct instance_reader *reader, struct json_value list)
{
    struct instance *instance = reader->instance;
    instance->provenance_count = json_count(list);
    instance->provenance = ARENA_ARRAY(reader->arena, struct provenance, instance->provenance_count);
    struct json_value value = json_first(list);
    for (size_t i = 0; i < instance->provenance_count; i++) {
        read_provenance_entry(&instance->provenance[i], value);
        value = json_next(value);
    }
}

static void read_expected(struct expected *expected, struct json_value root)
{
    static const char *const keys[] = {"status", "energy", NULL};
    static const char *const statuses[] = {"optimal", "infeasible", NULL};
    static const enum expected_status meanings[] = {EXPECTED_OPTIMAL, EXPECTED_INFEASIBLE};
    const struct json_value value = json_member(root, "expected");
    size_t status = 0;
    if (json_is_missing(value) || !json_check_object(value, keys)) {
        return;
    }
    const struct json_value energy = json_member(value, "energy");
    const bool has_status = json_member_choice(&status, value, "status", JSON_REQUIRED, statuses);
    if (!json_is_missing(energy) && has_status && meanings[status] == EXPECTED_INFEASIBLE) {
        json_report_key(energy, "stands only with status \"optimal\"");
    } else if (!json_is_missing(energy)) {
        json_read_integer(&expected->energy_quanta, energy, 0, INT64_MAX);
    } else if (has_status && meanings[status] == EXPECTED_OPTIMAL) {
        json_required_member(value, "energy");
    }
    expected->status = meanings[status];
}

/* The parts of a text whose format is right. */
static void read_parts(struct instance_reader *reader, struct json_value root)
{
    struct instance *instance = reader->instance;
    struct json_value list = nothing;
    json_member_string(&instance->name, root, "name", JSON_REQUIRED, JSON_TEXT_LABEL);
    json_member_string(&instance->description, root, "description", JSON_OPTIONAL, JSON_TEXT_ANY);
    json_member_string(&instance->reference, root, "reference", JSON_OPTIONAL, JSON_TEXT_ANY);
    read_quantum(reader, root);
    if (json_member_list(&list, root, "nodes", JSON_REQUIRED, JSON_LIST_FILLED)) {
        read_nodes(reader, list);
    }
    if (json_member_list(&list, root, "links", JSON_OPTIONAL, JSON_LIST_ANY) && !json_is_missing(list)) {
        read_links(reader, list);
    }
    if (json_member_list(&list, root, "models", JSON_REQUIRED, JSON_LIST_FILLED)) {
        instance_reader_read_models(reader, list);
    }
    if (json_member_list(&list, root, "applications", JSON_REQUIRED, JSON_LIST_FILLED)) {
        instance_reader_read_applications(reader, list);
    }
    if (json_member_list(&list, root, "provenance", JSON_OPTIONAL, JSON_LIST_ANY) && !json_is_missing(list)) {
        read_provenance(reader, list);
    }
    read_expected(&instance->expected, root);
}

enum status instance_parse(const struct instance **instance, struct arena *arena,
                           struct diagnostics *diagnostics, const char *bytes, size_t length)
{
    static const char *const keys[] = {"format", "name",   "description",  "reference",  "quantum",  "nodes",
                                       "links",  "models", "applications", "provenance", "expected", NULL};
    static const char *const formats[] = {"finopt-instance-1", NULL};
    const size_t before = diagnostics_total(diagnostics);
    struct json_value root = nothing;
    size_t format = 0;
    if (json_parse(&root, arena, diagnostics, bytes, length) != STATUS_OK) {
        return STATUS_INPUT;
    }
    const struct json_value marker = json_kind(root) == JSON_OBJECT ? json_member(root, "format") : nothing;
    if (!json_is_missing(marker) && !json_read_choice(&format, marker, formats)) {
        return STATUS_INPUT; /* another kind of file: what else it holds says nothing */
    }
    if (!json_check_object(root, keys)) {
        return STATUS_INPUT;
    }
    json_required_member(root, "format");
    struct instance_reader reader = {.arena = arena,
                                     .instance = ARENA_NEW(arena, struct instance),
                                     .node_ids = id_index_unknown("node"),
                                     .model_ids = id_index_unknown("model")};
    reader.instance->energy_quantum_j = 1e-9;
    reader.instance->time_quantum_s = 1e-9;
    read_parts(&reader, root);
    if (diagnostics_total(diagnostics) > before) {
        return STATUS_INPUT;
    }
    *instance = reader.instance;
    return STATUS_OK;
}

enum status instance_load(const struct instance **instance, struct arena *arena,
                          struct diagnostics *diagnostics, const char *file)
{
    const char *bytes = NULL;
    size_t length = 0;
    struct error error;
    if (input_file_read(&bytes, &length, arena, file, &error) != STATUS_OK) {
        diagnostics_add_error(diagnostics, &error);
        return STATUS_INPUT;
    }
    return instance_parse(instance, arena, diagnostics, bytes, length);
}
