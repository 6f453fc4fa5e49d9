/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How is an instance written so that a person reads it with ease and the reader reads back the same? Lists of
 * nodes, links, blocks and the like are tables with a row per line. A row is a list of members; one that
 * would end beyond the last column begins a new line below the first member. Strings and numbers are the
 * business of io/json_writer.h, which writes them as single values.
 */
#include "io/instance_write.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "io/json_writer.h"
#include "model/instance.h"

enum { LAST_COLUMN = 100 };

/* A row: `{ "id": "a", ... }`. `item` holds one member until it is known where it goes. */
struct row {
    struct text *text;
    struct text item;
    size_t indent;     /* of the opening brace */
    size_t line_begin; /* in the text */
    bool has_members;
};

static void indent_by(struct text *text, size_t indent)
{
    text_add(text, "\n");
    for (size_t i = 0; i < indent; i++) {
        text_add(text, " ");
    }
}

static void put_string(struct text *text, const char *string)
{
    struct json_writer writer;
    json_writer_init(&writer, text, JSON_COMPACT);
    json_write_string(&writer, string);
}

static void put_double(struct text *text, double number)
{
    struct json_writer writer;
    json_writer_init(&writer, text, JSON_COMPACT);
    json_write_double(&writer, number);
}

static void put_int64(struct text *text, int64_t number)
{
    struct json_writer writer;
    json_writer_init(&writer, text, JSON_COMPACT);
    json_write_int64(&writer, number);
}

static void row_init(struct row *row, struct text *text)
{
    *row = (struct row){.text = text};
    text_init(&row->item, text->arena);
}

/* Opens a row where the text ends, as the first member on its line or after a key. */
static void row_begin(struct row *row)
{
    const struct text *text = row->text;
    row->line_begin = text->length;
    while (row->line_begin > 0 && text->data[row->line_begin - 1] != '\n') {
        row->line_begin--;
    }
    row->indent = text->length - row->line_begin;
    row->has_members = false;
    text_add(row->text, "{");
}

/* Starts a member in `item`, to which its value is then added. */
static struct text *row_key(struct row *row, const char *key)
{
    row->item.length = 0;
    put_string(&row->item, key);
    text_add(&row->item, ": ");
    return &row->item;
}

/* Puts the finished member into the row, on a new line if it does not fit. */
static void row_add(struct row *row)
{
    text_add(row->text, row->has_members ? "," : "");
    if (row->has_members && row->text->length - row->line_begin + row->item.length + 4 > LAST_COLUMN) {
        indent_by(row->text, row->indent + 2);
        row->line_begin = row->text->length - row->indent - 2;
    } else {
        text_add(row->text, " ");
    }
    text_add_bytes(row->text, row->item.data, row->item.length);
    row->has_members = true;
}

static void row_string(struct row *row, const char *key, const char *string)
{
    put_string(row_key(row, key), string);
    row_add(row);
}

static void row_double(struct row *row, const char *key, double number)
{
    put_double(row_key(row, key), number);
    row_add(row);
}

static void row_double_unless(struct row *row, const char *key, double number, double initial)
{
    if (number != initial) {
        row_double(row, key, number);
    }
}

static void row_int64_unless(struct row *row, const char *key, int64_t number, int64_t initial)
{
    if (number != initial) {
        put_int64(row_key(row, key), number);
        row_add(row);
    }
}

static void row_end(struct row *row)
{
    text_add(row->text, " }");
}

/* Begins member `key` of the document, or of an object whose members stand `indent` deep. */
static void begin_member(struct text *text, size_t indent, const char *key)
{
    text_add(text, ",");
    indent_by(text, indent);
    put_string(text, key);
    text_add(text, ": ");
}

/* Element i of a table whose rows stand `indent` deep. */
static void begin_element(struct text *text, size_t indent, size_t i)
{
    text_add(text, i > 0 ? "," : "");
    indent_by(text, indent);
}

static void write_nodes(struct text *text, struct row *row, const struct instance *instance)
{
    begin_member(text, 2, "nodes");
    text_add(text, "[");
    for (size_t n = 0; n < instance->node_count; n++) {
        const struct instance_node *node = &instance->nodes[n];
        begin_element(text, 4, n);
        row_begin(row);
        row_string(row, "id", node->id);
        row_string(row, "tier", node->tier);
        row_double_unless(row, "ops_per_s", node->ops_per_s, 0.0);
        row_double(row, "power_w", node->power_w);
        row_int64_unless(row, "memory_bytes", node->memory_bytes, MEMORY_UNLIMITED);
        row_double_unless(row, "max_utilization", node->max_utilization, 1.0);
        if (node->share_count > 0) {
            struct text *list = row_key(row, "shares");
            for (size_t i = 0; i < node->share_count; i++) {
                text_add(list, i > 0 ? ", " : "[");
                put_double(list, node->shares[i]);
            }
            text_add(list, "]");
            row_add(row);
        }
        row_end(row);
    }
    text_add(text, "\n  ]");
}

static void write_links(struct text *text, struct row *row, const struct instance *instance)
{
    if (instance->link_count == 0) {
        return;
    }
    begin_member(text, 2, "links");
    text_add(text, "[");
    for (size_t l = 0; l < instance->link_count; l++) {
        const struct instance_link *link = &instance->links[l];
        begin_element(text, 4, l);
        row_begin(row);
        row_string(row, "from", instance->nodes[link->from].id);
        row_string(row, "to", instance->nodes[link->to].id);
        row_double(row, "bits_per_s", link->bits_per_s);
        row_double_unless(row, "latency_s", link->latency_s, 0.0);
        row_double_unless(row, "energy_j_per_bit", link->energy_j_per_bit, 0.0);
        row_double_unless(row, "power_w", link->power_w, 0.0);
        row_double_unless(row, "max_utilization", link->max_utilization, 1.0);
        if (link->bidirectional) {
            text_add(row_key(row, "bidirectional"), "true");
            row_add(row);
        }
        row_end(row);
    }
    text_add(text, "\n  ]");
}

/* Closes the row of a block or an exit, with its profile below it if it has one. */
static void end_with_profile(struct text *text, struct row *row, const struct instance *instance,
                             const struct profile *profile)
{
    if (profile->count == 0) {
        row_end(row);
        return;
    }
    begin_member(text, row->indent + 2, "profile");
    text_add(text, "[");
    struct row entry_row;
    row_init(&entry_row, text);
    for (size_t i = 0; i < profile->count; i++) {
        const struct profile_entry *entry = &profile->entries[i];
        begin_element(text, row->indent + 4, i);
        row_begin(&entry_row);
        row_string(&entry_row, "node", instance->nodes[entry->node].id);
        row_double(&entry_row, "time_s", entry->time_s);
        if (entry->energy_j >= 0.0) {
            row_double(&entry_row, "energy_j", entry->energy_j);
        }
        row_end(&entry_row);
    }
    text_add(text, " ] }");
}

static void write_blocks(struct text *text, struct row *row, const struct instance *instance,
                         const struct instance_model *model)
{
    begin_member(text, 6, "blocks");
    text_add(text, "[");
    for (size_t i = 0; i < model->block_count; i++) {
        const struct instance_block *block = &model->blocks[i];
        begin_element(text, 8, i);
        row_begin(row);
        row_string(row, "id", block->id);
        if (block->ops >= 0.0) {
            row_double(row, "ops", block->ops);
        }
        row_double(row, "output_bits", block->output_bits);
        row_int64_unless(row, "memory_bytes", block->memory_bytes, 0);
        end_with_profile(text, row, instance, &block->profile);
    }
    text_add(text, "\n      ]");
}

static void write_exits(struct text *text, struct row *row, const struct instance *instance,
                        const struct instance_model *model)
{
    begin_member(text, 6, "exits");
    text_add(text, "[");
    for (size_t x = 0; x < model->exit_count; x++) {
        const struct instance_exit *exit = &model->exits[x];
        begin_element(text, 8, x);
        row_begin(row);
        row_string(row, "id", exit->id);
        row_string(row, "block", model->blocks[exit->block].id);
        if (exit->accuracy >= 0.0) {
            row_double(row, "accuracy", exit->accuracy);
        }
        row_double_unless(row, "ops", exit->ops, 0.0);
        row_int64_unless(row, "memory_bytes", exit->memory_bytes, 0);
        end_with_profile(text, row, instance, &exit->profile);
    }
    text_add(text, "\n      ]");
}

static void write_configurations(struct text *text, struct row *row, const struct instance_model *model)
{
    if (model->configuration_count == 0) {
        return;
    }
    begin_member(text, 6, "configurations");
    text_add(text, "[");
    for (size_t c = 0; c < model->configuration_count; c++) {
        const struct instance_configuration *configuration = &model->configurations[c];
        begin_element(text, 8, c);
        row_begin(row);
        row_string(row, "id", configuration->id);
        row_double(row, "accuracy", configuration->accuracy);
        struct text *fractions = row_key(row, "fractions");
        const char *separator = "{ ";
        for (size_t x = 0; x < model->exit_count; x++) {
            if (configuration->fractions[x] > 0.0) {
                text_add(fractions, separator);
                put_string(fractions, model->exits[x].id);
                text_add(fractions, ": ");
                put_double(fractions, configuration->fractions[x]);
                separator = ", ";
            }
        }
        text_add(fractions, " }");
        row_add(row);
        row_end(row);
    }
    text_add(text, "\n      ]");
}

static void write_models(struct text *text, struct row *row, const struct instance *instance)
{
    begin_member(text, 2, "models");
    text_add(text, "[");
    for (size_t m = 0; m < instance->model_count; m++) {
        const struct instance_model *model = &instance->models[m];
        begin_element(text, 4, m);
        row_begin(row);
        row_string(row, "id", model->id);
        row_double_unless(row, "input_bits", model->input_bits, 0.0);
        write_blocks(text, row, instance, model);
        write_exits(text, row, instance, model);
        write_configurations(text, row, model);
        text_add(text, " }");
    }
    text_add(text, "\n  ]");
}

/* `{ "conv1": ["device"] }`, one block per line if there are several; nothing if no block is pinned. */
static void write_allowed_nodes(struct text *text, const struct instance *instance,
                                const struct instance_application *application)
{
    const struct instance_model *model = &instance->models[application->model];
    bool is_open = false;
    for (size_t i = 0; i < model->block_count && application->allowed_nodes != NULL; i++) {
        const bool *row = application->allowed_nodes[i];
        if (row == NULL) {
            continue;
        }
        if (!is_open) {
            begin_member(text, 6, "allowed_nodes");
            text_add(text, "{ ");
            is_open = true;
        } else {
            text_add(text, ",");
            indent_by(text, 8);
        }
        put_string(text, model->blocks[i].id);
        text_add(text, ": ");
        const char *separator = "[";
        for (size_t n = 0; n < instance->node_count; n++) {
            if (row[n]) {
                text_add(text, separator);
                put_string(text, instance->nodes[n].id);
                separator = ", ";
            }
        }
        text_add(text, "]");
    }
    text_add(text, is_open ? " }" : "");
}

static void write_applications(struct text *text, struct row *row, const struct instance *instance)
{
    begin_member(text, 2, "applications");
    text_add(text, "[");
    for (size_t h = 0; h < instance->application_count; h++) {
        const struct instance_application *application = &instance->applications[h];
        begin_element(text, 4, h);
        row_begin(row);
        row_string(row, "id", application->id);
        row_string(row, "model", instance->models[application->model].id);
        row_string(row, "source", instance->nodes[application->source].id);
        row_double_unless(row, "rate_per_s", application->rate_per_s, 1.0);
        row_double(row, "max_latency_s", application->max_latency_s);
        row_double(row, "min_accuracy", application->min_accuracy);
        row_string(row, "latency_metric",
                   application->latency_metric == LATENCY_MEAN ? "mean" : "worst_case");
        write_allowed_nodes(text, instance, application);
        row_end(row);
    }
    text_add(text, "\n  ]");
}

static void write_provenance(struct text *text, struct row *row, const struct instance *instance)
{
    static const char *const kinds[] = {
        [PROVENANCE_MEASURED] = "measured", [PROVENANCE_VENDOR] = "vendor",
        [PROVENANCE_SCALED] = "scaled",     [PROVENANCE_OVERLAY] = "overlay",
        [PROVENANCE_ASSUMED] = "assumed",   [PROVENANCE_PUBLISHED] = "published",
    };
    if (instance->provenance_count == 0) {
        return;
    }
    begin_member(text, 2, "provenance");
    text_add(text, "[");
    for (size_t i = 0; i < instance->provenance_count; i++) {
        const struct provenance *entry = &instance->provenance[i];
        begin_element(text, 4, i);
        row_begin(row);
        row_string(row, "path", entry->path);
        row_string(row, "kind", kinds[entry->kind]);
        row_string(row, "source", entry->source);
        if (entry->licence != NULL) {
            row_string(row, "licence", entry->licence);
        }
        row_end(row);
    }
    text_add(text, "\n  ]");
}

static void write_expected(struct text *text, struct row *row, const struct expected *expected)
{
    if (expected->status == EXPECTED_NOTHING) {
        return;
    }
    begin_member(text, 2, "expected");
    row_begin(row);
    row_string(row, "status", expected->status == EXPECTED_OPTIMAL ? "optimal" : "infeasible");
    if (expected->status == EXPECTED_OPTIMAL) {
        put_int64(row_key(row, "energy"), expected->energy_quanta);
        row_add(row);
    }
    row_end(row);
}

static void write_text_member(struct text *text, const char *key, const char *string)
{
    if (string != NULL) {
        begin_member(text, 2, key);
        put_string(text, string);
    }
}

void instance_write(struct text *text, const struct instance *instance)
{
    struct row row;
    row_init(&row, text);
    text_add(text, "{\n  \"format\": \"finopt-instance-1\"");
    write_text_member(text, "name", instance->name);
    write_text_member(text, "description", instance->description);
    write_text_member(text, "reference", instance->reference);
    begin_member(text, 2, "quantum");
    row_begin(&row);
    row_double(&row, "energy_j", instance->energy_quantum_j);
    row_double(&row, "time_s", instance->time_quantum_s);
    row_end(&row);
    write_nodes(text, &row, instance);
    write_links(text, &row, instance);
    write_models(text, &row, instance);
    write_applications(text, &row, instance);
    write_provenance(text, &row, instance);
    write_expected(text, &row, &instance->expected);
    text_add(text, "\n}\n");
}
