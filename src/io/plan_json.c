/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does this plan claim? Ids become indices of the instance; whether the plan is any good is not asked
 * here. The index of a model's configurations is built once, however many applications run the model.
 */
#include "io/plan_json.h"

#include <string.h>

#include "base/arena.h"
#include "io/diagnostic.h"
#include "io/id_index.h"
#include "io/input_file.h"
#include "io/json_reader.h"
#include "model/instance.h"
#include "model/plan.h"

struct plan_reader {
    struct arena *arena;
    const struct instance *instance;
    struct id_index node_ids;
    struct id_index application_ids;
    struct id_index *configuration_ids; /* [model_count], built when `noun` is set */
    uint32_t *first_item;               /* [application_count] where the plan places it; 0: not yet */
};

static void index_instance(struct plan_reader *reader)
{
    const struct instance *instance = reader->instance;
    const size_t places = instance_first_place(instance, instance->node_count);
    const char **nodes = ARENA_ARRAY(reader->arena, const char *, places);
    const char **applications = ARENA_ARRAY(reader->arena, const char *, instance->application_count);
    size_t p = 0;
    for (size_t n = 0; n < instance->node_count; n++) {
        for (size_t place = 0; place < instance_place_count(&instance->nodes[n]); place++) {
            nodes[p++] = instance_place_id(reader->arena, &instance->nodes[n], place);
        }
    }
    for (size_t h = 0; h < instance->application_count; h++) {
        applications[h] = instance->applications[h].id;
    }
    id_index_build(&reader->node_ids, reader->arena, "node", nodes, places);
    id_index_build(&reader->application_ids, reader->arena, "application", applications,
                   instance->application_count);
    reader->configuration_ids = ARENA_ARRAY(reader->arena, struct id_index, instance->model_count);
    reader->first_item = ARENA_ARRAY(reader->arena, uint32_t, instance->application_count);
}

static const struct id_index *configurations_of(struct plan_reader *reader, size_t m)
{
    struct id_index *index = &reader->configuration_ids[m];
    const struct instance_model *model = &reader->instance->models[m];
    if (index->noun == NULL) {
        const bool has_configurations = model->configuration_count > 0;
        const size_t count = has_configurations ? model->configuration_count : model->exit_count;
        const char **ids = ARENA_ARRAY(reader->arena, const char *, count);
        for (size_t c = 0; c < count; c++) {
            ids[c] = has_configurations ? model->configurations[c].id : model->exits[c].id;
        }
        id_index_build(index, reader->arena, "configuration", ids, count);
    }
    return index;
}

/* The application an entry is about; false, with a diagnostic, if there is none or the plan has placed it. */
static bool resolve_application(size_t *h, struct plan_reader *reader, struct json_value value)
{
    const struct json_value id = json_required_member(value, "id");
    size_t found = 0;
    if (json_is_missing(id) || !id_index_resolve(&found, &reader->application_ids, id)) {
        return false;
    }
    if (reader->first_item[found] != 0) {
        const struct json_value first = {.document = value.document, .item = reader->first_item[found]};
        json_report(id, "application \"%s\" is placed already, on line %zu",
                    reader->application_ids.ids[found], json_report_is_wanted(id) ? json_line(first) : 0);
        return false;
    }
    reader->first_item[found] = value.item;
    *h = found;
    return true;
}

static void read_application(struct plan *plan, struct plan_reader *reader, struct json_value value)
{
    static const char *const keys[] = {"id", "configuration", "nodes", NULL};
    struct plan_application application = {.configuration = PLAN_NO_CONFIGURATION};
    struct json_value list;
    size_t h = 0;
    if (!json_check_object(value, keys)) {
        return;
    }
    const bool is_known = resolve_application(&h, reader, value);
    const struct json_value configuration = json_required_member(value, "configuration");
    if (is_known && !json_is_missing(configuration)) {
        id_index_resolve(&application.configuration,
                         configurations_of(reader, reader->instance->applications[h].model), configuration);
    }
    if (json_member_list(&list, value, "nodes", JSON_REQUIRED, JSON_LIST_ANY)) {
        application.node_count = json_count(list);
        application.nodes = ARENA_ARRAY(reader->arena, size_t, application.node_count);
        struct json_value node = json_first(list);
        for (size_t i = 0; i < application.node_count; i++) {
            id_index_resolve(&application.nodes[i], &reader->node_ids, node);
            node = json_next(node);
        }
    }
    if (is_known) {
        plan->applications[h] = application;
    }
}

static void read_frame(struct plan_document *document, const struct instance *instance,
                       struct json_value root)
{
    if (json_member_string(&document->instance_name, root, "instance", JSON_REQUIRED, JSON_TEXT_LABEL) &&
        strcmp(document->instance_name, instance->name) != 0) {
        json_report(json_member(root, "instance"), "the plan is for another instance; this one is \"%s\"",
                    instance->name);
    }
    const struct json_value quanta = json_member(root, "claimed_energy");
    const struct json_value joules = json_member(root, "claimed_energy_j");
    document->has_claimed_energy =
        !json_is_missing(quanta) && json_read_integer(&document->claimed_energy_quanta, quanta, 0, INT64_MAX);
    document->has_claimed_energy_j =
        !json_is_missing(joules) && json_read_number(&document->claimed_energy_j, joules, &json_not_negative);
}

enum status plan_parse(struct plan_document *document, struct arena *arena, struct diagnostics *diagnostics,
                       const char *bytes, size_t length, const struct instance *instance)
{
    static const char *const keys[] = {"format",         "instance",         "applications",
                                       "claimed_energy", "claimed_energy_j", NULL};
    static const char *const formats[] = {"finopt-plan-1", NULL};
    const size_t before = diagnostics_total(diagnostics);
    struct json_value root;
    size_t format = 0;
    if (json_parse(&root, arena, diagnostics, bytes, length) != STATUS_OK) {
        return STATUS_INPUT;
    }
    if (json_kind(root) == JSON_OBJECT && !json_is_missing(json_member(root, "format")) &&
        !json_read_choice(&format, json_member(root, "format"), formats)) {
        return STATUS_INPUT; /* another kind of file */
    }
    if (!json_check_object(root, keys)) {
        return STATUS_INPUT;
    }
    json_required_member(root, "format");
    struct plan_document result = {.plan = ARENA_NEW(arena, struct plan)};
    read_frame(&result, instance, root);
    result.plan->application_count = instance->application_count;
    result.plan->applications = ARENA_ARRAY(arena, struct plan_application, instance->application_count);
    for (size_t h = 0; h < instance->application_count; h++) {
        result.plan->applications[h].configuration = PLAN_NO_CONFIGURATION;
        result.plan->applications[h].nodes = ARENA_ARRAY(arena, size_t, 0);
    }
    struct plan_reader reader = {.arena = arena, .instance = instance};
    index_instance(&reader);
    struct json_value list;
    if (json_member_list(&list, root, "applications", JSON_REQUIRED, JSON_LIST_ANY)) {
        for (struct json_value value = json_first(list); !json_is_missing(value); value = json_next(value)) {
            read_application(result.plan, &reader, value);
        }
    }
    if (diagnostics_total(diagnostics) > before) {
        return STATUS_INPUT;
    }
    *document = result;
    return STATUS_OK;
}

enum status plan_load(struct plan_document *document, struct arena *arena, struct diagnostics *diagnostics,
                      const char *file, const struct instance *instance)
{
    const char *bytes = NULL;
    size_t length = 0;
    struct error error;
    if (input_file_read(&bytes, &length, arena, file, &error) != STATUS_OK) {
        diagnostics_add_error(diagnostics, &error);
        return STATUS_INPUT;
    }
    return plan_parse(document, arena, diagnostics, bytes, length, instance);
}
