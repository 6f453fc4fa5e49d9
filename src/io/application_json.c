/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which applications does an instance hold? Each names a model and a source, and may pin blocks to nodes. */
#include "base/arena.h"
#include "io/id_index.h"
#include "io/instance_reader.h"
#include "io/json_reader.h"
#include "model/instance.h"

/* The nodes of one list, as a row; NULL if there is no room for it. Every entry is checked in any case. */
static bool *read_row(struct instance_reader *reader, struct json_value list)
{
    if (!json_check_list(list, JSON_LIST_FILLED)) {
        return NULL;
    }
    const size_t node_count = reader->instance->node_count;
    bool *row = NULL;
    if (instance_reader_claim(reader, list, 1, node_count)) {
        row = ARENA_ARRAY(reader->arena, bool, node_count);
    }
    instance_reader_begin_list(reader);
    for (struct json_value value = json_first(list); !json_is_missing(value); value = json_next(value)) {
        size_t node = 0;
        if (instance_reader_resolve_node(&node, reader, value) && row != NULL) {
            row[node] = true;
        }
    }
    return row;
}

/* `rows` is [block_count] of the model; NULL if the model is not known. */
static void read_allowed_nodes(bool **rows, const struct id_index *block_ids, struct instance_reader *reader,
                               struct json_value value)
{
    if (!json_check_object(value, NULL)) {
        return;
    }
    for (struct json_value member = json_first(value); !json_is_missing(member); member = json_next(member)) {
        size_t block = 0;
        const bool is_known = block_ids != NULL && id_index_resolve_key(&block, block_ids, member);
        bool *row = read_row(reader, member);
        if (is_known && rows != NULL) {
            rows[block] = row;
        }
    }
}

static void read_limits(struct instance_application *application, struct json_value value)
{
    static const char *const metrics[] = {"worst_case", "mean", NULL};
    static const enum latency_metric meanings[] = {LATENCY_WORST_CASE, LATENCY_MEAN};
    size_t metric = 0;
    json_member_number(&application->rate_per_s, value, "rate_per_s", JSON_OPTIONAL, &json_positive);
    json_member_number(&application->max_latency_s, value, "max_latency_s", JSON_REQUIRED, &json_positive);
    json_member_number(&application->min_accuracy, value, "min_accuracy", JSON_REQUIRED, &json_fraction);
    json_member_choice(&metric, value, "latency_metric", JSON_OPTIONAL, metrics);
    application->latency_metric = meanings[metric];
}

/*
 * `unrestricted` is [model_count]: the rows, all NULL, that the applications of a model share which pin
 * nothing; made when first needed. So many applications of a long model need little memory.
 */
static void read_application(struct instance_application *application, bool ***unrestricted,
                             struct instance_reader *reader, struct json_value value)
{
    static const char *const keys[] = {
        "id",           "model",          "source",        "rate_per_s", "max_latency_s",
        "min_accuracy", "latency_metric", "allowed_nodes", NULL};
    if (!json_check_object(value, keys)) {
        return;
    }
    const struct json_value model = json_required_member(value, "model");
    const struct json_value source = json_required_member(value, "source");
    const struct json_value allowed = json_member(value, "allowed_nodes");
    const bool has_model =
        !json_is_missing(model) && id_index_resolve(&application->model, &reader->model_ids, model);
    if (!json_is_missing(source)) {
        id_index_resolve(&application->source, &reader->node_ids, source);
    }
    read_limits(application, value);
    const size_t m = application->model;
    const size_t block_count = has_model ? reader->instance->models[m].block_count : 0;
    if (!json_is_missing(allowed)) {
        if (has_model && instance_reader_claim(reader, allowed, 1, block_count)) {
            application->allowed_nodes = ARENA_ARRAY(reader->arena, bool *, block_count);
        }
        read_allowed_nodes(application->allowed_nodes, has_model ? &reader->block_ids[m] : NULL, reader,
                           allowed);
    } else if (has_model) {
        if (unrestricted[m] == NULL) {
            unrestricted[m] = ARENA_ARRAY(reader->arena, bool *, block_count);
        }
        application->allowed_nodes = unrestricted[m];
    }
}

void instance_reader_read_applications(struct instance_reader *reader, struct json_value list)
{
    struct instance *instance = reader->instance;
    struct id_index ids;
    instance->application_count = json_count(list);
    instance->applications =
        ARENA_ARRAY(reader->arena, struct instance_application, instance->application_count);
    bool ***unrestricted = ARENA_ARRAY(reader->arena, bool **, instance->model_count);
    id_index_read(&ids, reader->arena, "application", list);
    struct json_value value = json_first(list);
    for (size_t h = 0; h < instance->application_count; h++) {
        struct instance_application *application = &instance->applications[h];
        *application = (struct instance_application){.id = ids.ids[h], .rate_per_s = 1};
        read_application(application, unrestricted, reader, value);
        value = json_next(value);
    }
}
