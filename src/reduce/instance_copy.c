/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How can an instance be changed without changing the one it came from? A copy of all but the strings. */
#include "reduce/instance_copy.h"

#include <string.h>

#include "base/arena.h"

static void *copy_array(struct arena *arena, const void *items, size_t count, size_t size)
{
    void *copy = arena_alloc(arena, count, size);
    if (count > 0) {
        memcpy(copy, items, count * size);
    }
    return copy;
}

#define COPY(arena, items, count) copy_array((arena), (items), (count), sizeof *(items))

static void copy_profile(struct arena *arena, struct profile *profile)
{
    profile->entries = COPY(arena, profile->entries, profile->count);
}

static void copy_model(struct arena *arena, struct instance_model *model)
{
    model->blocks = COPY(arena, model->blocks, model->block_count);
    for (size_t b = 0; b < model->block_count; b++) {
        copy_profile(arena, &model->blocks[b].profile);
    }
    model->exits = COPY(arena, model->exits, model->exit_count);
    for (size_t x = 0; x < model->exit_count; x++) {
        copy_profile(arena, &model->exits[x].profile);
    }
    model->configurations = COPY(arena, model->configurations, model->configuration_count);
    for (size_t c = 0; c < model->configuration_count; c++) {
        model->configurations[c].fractions =
            COPY(arena, model->configurations[c].fractions, model->exit_count);
    }
}

struct instance *instance_copy(struct arena *arena, const struct instance *instance)
{
    struct instance *copy = ARENA_NEW(arena, struct instance);
    *copy = *instance;
    copy->nodes = COPY(arena, instance->nodes, instance->node_count);
    for (size_t n = 0; n < copy->node_count; n++) {
        copy->nodes[n].shares = COPY(arena, copy->nodes[n].shares, copy->nodes[n].share_count);
    }
    copy->links = COPY(arena, instance->links, instance->link_count);
    copy->models = COPY(arena, instance->models, instance->model_count);
    for (size_t m = 0; m < copy->model_count; m++) {
        copy_model(arena, &copy->models[m]);
    }
    copy->applications = COPY(arena, instance->applications, instance->application_count);
    for (size_t h = 0; h < copy->application_count; h++) {
        struct instance_application *application = &copy->applications[h];
        const size_t block_count = copy->models[application->model].block_count;
        application->allowed_nodes = COPY(arena, application->allowed_nodes, block_count);
        for (size_t b = 0; b < block_count; b++) {
            if (application->allowed_nodes[b] != NULL) {
                application->allowed_nodes[b] = COPY(arena, application->allowed_nodes[b], copy->node_count);
            }
        }
    }
    return copy;
}

static void add_number(struct instance_numbers *numbers, double *value, double plain)
{
    numbers->items[numbers->count++] = (struct instance_number){value, plain};
}

static void add_profile(struct instance_numbers *numbers, struct profile *profile)
{
    for (size_t i = 0; i < profile->count; i++) {
        add_number(numbers, &profile->entries[i].time_s, 0.0);
        if (profile->entries[i].energy_j >= 0.0) {
            add_number(numbers, &profile->entries[i].energy_j, 0.0);
        }
    }
}

static void add_model(struct instance_numbers *numbers, struct instance_model *model)
{
    add_number(numbers, &model->input_bits, 0.0);
    for (size_t b = 0; b < model->block_count; b++) {
        if (model->blocks[b].ops >= 0.0) {
            add_number(numbers, &model->blocks[b].ops, 0.0);
        }
        add_number(numbers, &model->blocks[b].output_bits, 0.0);
        add_profile(numbers, &model->blocks[b].profile);
    }
    for (size_t x = 0; x < model->exit_count; x++) {
        if (model->exits[x].accuracy >= 0.0) {
            add_number(numbers, &model->exits[x].accuracy, 1.0);
        }
        add_number(numbers, &model->exits[x].ops, 0.0);
        add_profile(numbers, &model->exits[x].profile);
    }
    for (size_t c = 0; c < model->configuration_count; c++) {
        add_number(numbers, &model->configurations[c].accuracy, 1.0);
    }
}

static size_t count_profile(const struct profile *profile)
{
    return 2 * profile->count;
}

size_t instance_numbers_limit(const struct instance *instance)
{
    size_t count = 2 + 3 * instance->node_count + 5 * instance->link_count + 3 * instance->application_count;
    for (size_t m = 0; m < instance->model_count; m++) {
        const struct instance_model *model = &instance->models[m];
        count += 1 + 2 * model->block_count + 2 * model->exit_count + model->configuration_count;
        for (size_t b = 0; b < model->block_count; b++) {
            count += count_profile(&model->blocks[b].profile);
        }
        for (size_t x = 0; x < model->exit_count; x++) {
            count += count_profile(&model->exits[x].profile);
        }
    }
    return count;
}

void instance_numbers_list(struct instance_numbers *numbers, struct arena *arena, struct instance *instance)
{
    *numbers = (struct instance_numbers){
        .items = ARENA_ARRAY(arena, struct instance_number, instance_numbers_limit(instance)),
    };
    for (size_t n = 0; n < instance->node_count; n++) {
        if (instance->nodes[n].ops_per_s > 0.0) {
            add_number(numbers, &instance->nodes[n].ops_per_s, 1.0);
        }
        add_number(numbers, &instance->nodes[n].power_w, 0.0);
        add_number(numbers, &instance->nodes[n].max_utilization, 1.0);
    }
    for (size_t l = 0; l < instance->link_count; l++) {
        struct instance_link *link = &instance->links[l];
        add_number(numbers, &link->bits_per_s, 1.0);
        add_number(numbers, &link->latency_s, 0.0);
        add_number(numbers, &link->energy_j_per_bit, 0.0);
        add_number(numbers, &link->power_w, 0.0);
        add_number(numbers, &link->max_utilization, 1.0);
    }
    for (size_t m = 0; m < instance->model_count; m++) {
        add_model(numbers, &instance->models[m]);
    }
    for (size_t h = 0; h < instance->application_count; h++) {
        add_number(numbers, &instance->applications[h].rate_per_s, 1.0);
        add_number(numbers, &instance->applications[h].max_latency_s, 1.0);
        add_number(numbers, &instance->applications[h].min_accuracy, 0.0);
    }
}
