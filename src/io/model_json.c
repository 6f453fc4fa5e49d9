/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which models does an instance hold? Blocks first, then exits, which name blocks, then configurations, which
 * name exits. The chain must end in an exit, or the samples that no other exit takes would be lost.
 */
#include <math.h>

#include "base/arena.h"
#include "io/id_index.h"
#include "io/instance_reader.h"
#include "io/json_reader.h"
#include "model/instance.h"

/* Fractions of a configuration sum to 1 up to this. */
#define FRACTION_TOLERANCE 1e-9

static void read_profile_entry(struct profile_entry *entry, struct instance_reader *reader,
                               struct json_value value)
{
    static const char *const keys[] = {"node", "time_s", "energy_j", NULL};
    if (!json_check_object(value, keys)) {
        return;
    }
    const struct json_value node = json_required_member(value, "node");
    if (!json_is_missing(node)) {
        instance_reader_resolve_node(&entry->node, reader, node);
    }
    json_member_number(&entry->time_s, value, "time_s", JSON_REQUIRED, &json_not_negative);
    json_member_number(&entry->energy_j, value, "energy_j", JSON_OPTIONAL, &json_not_negative);
}

static void read_profile(struct profile *profile, struct instance_reader *reader, struct json_value owner)
{
    struct json_value list;
    if (!json_member_list(&list, owner, "profile", JSON_OPTIONAL, JSON_LIST_ANY) || json_is_missing(list)) {
        return;
    }
    profile->count = json_count(list);
    profile->entries = ARENA_ARRAY(reader->arena, struct profile_entry, profile->count);
    instance_reader_begin_list(reader);
    struct json_value value = json_first(list);
    for (size_t i = 0; i < profile->count; i++) {
        profile->entries[i].energy_j = -1;
        read_profile_entry(&profile->entries[i], reader, value);
        value = json_next(value);
    }
}

static void read_block(struct instance_block *block, struct instance_reader *reader, struct json_value value)
{
    static const char *const keys[] = {"id", "ops", "output_bits", "memory_bytes", "profile", NULL};
    if (!json_check_object(value, keys)) {
        return;
    }
    const struct json_value profile = json_member(value, "profile");
    const bool has_profile =
        !json_is_missing(profile) && (json_kind(profile) != JSON_ARRAY || json_count(profile) > 0);
    if (!has_profile && json_is_missing(json_member(value, "ops"))) {
        json_report(value, "missing key \"ops\"; only a block with a profile can do without it");
    }
    json_member_number(&block->ops, value, "ops", JSON_OPTIONAL, &json_not_negative);
    json_member_number(&block->output_bits, value, "output_bits", JSON_REQUIRED, &json_not_negative);
    json_member_integer(&block->memory_bytes, value, "memory_bytes", JSON_OPTIONAL);
    read_profile(&block->profile, reader, value);
}

static void read_blocks(struct instance_model *model, struct id_index *block_ids,
                        struct instance_reader *reader, struct json_value list)
{
    model->block_count = json_count(list);
    model->blocks = ARENA_ARRAY(reader->arena, struct instance_block, model->block_count);
    id_index_read(block_ids, reader->arena, "block", list);
    struct json_value value = json_first(list);
    for (size_t i = 0; i < model->block_count; i++) {
        model->blocks[i].id = block_ids->ids[i];
        model->blocks[i].ops = -1;
        read_block(&model->blocks[i], reader, value);
        value = json_next(value);
    }
}

/* Reads an exit; false if its block is not known. */
static bool read_exit(struct instance_exit *exit, const struct id_index *block_ids,
                      struct instance_reader *reader, struct json_value value)
{
    static const char *const keys[] = {"id", "block", "accuracy", "ops", "memory_bytes", "profile", NULL};
    if (!json_check_object(value, keys)) {
        return false;
    }
    const struct json_value block = json_required_member(value, "block");
    const bool has_block = !json_is_missing(block) && id_index_resolve(&exit->block, block_ids, block);
    json_member_number(&exit->accuracy, value, "accuracy", JSON_OPTIONAL, &json_fraction);
    json_member_number(&exit->ops, value, "ops", JSON_OPTIONAL, &json_not_negative);
    json_member_integer(&exit->memory_bytes, value, "memory_bytes", JSON_OPTIONAL);
    read_profile(&exit->profile, reader, value);
    return has_block;
}

static void read_exits(struct instance_model *model, struct id_index *exit_ids,
                       const struct id_index *block_ids, struct instance_reader *reader,
                       struct json_value list)
{
    model->exit_count = json_count(list);
    model->exits = ARENA_ARRAY(reader->arena, struct instance_exit, model->exit_count);
    id_index_read(exit_ids, reader->arena, "exit", list);
    struct json_value *exit_of_block = ARENA_ARRAY(reader->arena, struct json_value, model->block_count);
    bool is_complete = block_ids->is_complete;
    for (size_t i = 0; i < model->block_count; i++) {
        exit_of_block[i].item = JSON_NO_ITEM;
    }
    struct json_value value = json_first(list);
    for (size_t x = 0; x < model->exit_count; x++) {
        struct instance_exit *exit = &model->exits[x];
        exit->id = exit_ids->ids[x];
        exit->accuracy = -1;
        if (!read_exit(exit, block_ids, reader, value)) {
            is_complete = false;
        } else if (json_is_missing(exit_of_block[exit->block])) {
            exit_of_block[exit->block] = value;
        } else {
            const struct json_value other = exit_of_block[exit->block];
            json_report(json_member(value, "block"), "block \"%s\" has an exit already, on line %zu",
                        block_ids->ids[exit->block], json_report_is_wanted(value) ? json_line(other) : 0);
        }
        value = json_next(value);
    }
    if (is_complete && json_is_missing(exit_of_block[model->block_count - 1])) {
        json_report(list, "the last block, \"%s\", must have an exit",
                    block_ids->ids[model->block_count - 1]);
    }
}

static void read_fractions(double *fractions, const struct id_index *exit_ids, struct json_value value)
{
    double sum = 0;
    bool is_good = exit_ids->is_complete;
    if (!json_check_object(value, NULL)) {
        return;
    }
    for (struct json_value member = json_first(value); !json_is_missing(member); member = json_next(member)) {
        size_t x = 0;
        double fraction = 0;
        const bool is_known = id_index_resolve_key(&x, exit_ids, member);
        const bool is_read = json_read_number(&fraction, member, &json_fraction);
        is_good = is_good && is_known && is_read;
        sum += fraction;
        if (is_known && is_read) {
            fractions[x] = fraction;
        }
    }
    if (is_good && fabs(sum - 1) > FRACTION_TOLERANCE) {
        json_report(value, "must sum to 1, got %.12g", sum);
    }
}

static void read_configurations(struct instance_model *model, const struct id_index *exit_ids,
                                struct instance_reader *reader, struct json_value list)
{
    static const char *const keys[] = {"id", "accuracy", "fractions", NULL};
    struct id_index ids;
    if (!instance_reader_claim(reader, list, json_count(list), model->exit_count)) {
        return;
    }
    model->configuration_count = json_count(list);
    model->configurations =
        ARENA_ARRAY(reader->arena, struct instance_configuration, model->configuration_count);
    id_index_read(&ids, reader->arena, "configuration", list);
    struct json_value value = json_first(list);
    for (size_t c = 0; c < model->configuration_count; c++) {
        struct instance_configuration *configuration = &model->configurations[c];
        configuration->id = ids.ids[c];
        configuration->fractions = ARENA_ARRAY(reader->arena, double, model->exit_count);
        if (json_check_object(value, keys)) {
            json_member_number(&configuration->accuracy, value, "accuracy", JSON_REQUIRED, &json_fraction);
            const struct json_value fractions = json_required_member(value, "fractions");
            if (!json_is_missing(fractions)) {
                read_fractions(configuration->fractions, exit_ids, fractions);
            }
        }
        value = json_next(value);
    }
}

/* Without configurations there is one per exit, which then needs an accuracy. */
static void check_accuracies(struct json_value exits)
{
    for (struct json_value exit = json_first(exits); !json_is_missing(exit); exit = json_next(exit)) {
        if (json_kind(exit) == JSON_OBJECT && json_is_missing(json_member(exit, "accuracy"))) {
            json_report(exit, "missing key \"accuracy\"; only a model with configurations can do without it");
        }
    }
}

static void read_model(struct instance_model *model, struct id_index *block_ids,
                       struct instance_reader *reader, struct json_value value)
{
    static const char *const keys[] = {"id", "input_bits", "blocks", "exits", "configurations", NULL};
    struct id_index exit_ids = id_index_unknown("exit");
    struct json_value list;
    *block_ids = id_index_unknown("block");
    if (!json_check_object(value, keys)) {
        return;
    }
    json_member_number(&model->input_bits, value, "input_bits", JSON_OPTIONAL, &json_not_negative);
    if (json_member_list(&list, value, "blocks", JSON_REQUIRED, JSON_LIST_FILLED)) {
        read_blocks(model, block_ids, reader, list);
    }
    const struct json_value configurations = json_member(value, "configurations");
    const bool has_configurations =
        !json_is_missing(configurations) &&
        (json_kind(configurations) != JSON_ARRAY || json_count(configurations) > 0);
    if (json_member_list(&list, value, "exits", JSON_REQUIRED, JSON_LIST_FILLED)) {
        read_exits(model, &exit_ids, block_ids, reader, list);
        if (!has_configurations) {
            check_accuracies(list);
        }
    }
    if (has_configurations && json_check_list(configurations, JSON_LIST_ANY)) {
        read_configurations(model, &exit_ids, reader, configurations);
    }
}

void instance_reader_read_models(struct instance_reader *reader, struct json_value list)
{
    struct instance *instance = reader->instance;
    instance->model_count = json_count(list);
    instance->models = ARENA_ARRAY(reader->arena, struct instance_model, instance->model_count);
    reader->block_ids = ARENA_ARRAY(reader->arena, struct id_index, instance->model_count);
    id_index_read(&reader->model_ids, reader->arena, "model", list);
    struct json_value value = json_first(list);
    for (size_t m = 0; m < instance->model_count; m++) {
        instance->models[m].id = reader->model_ids.ids[m];
        read_model(&instance->models[m], &reader->block_ids[m], reader, value);
        value = json_next(value);
    }
}
