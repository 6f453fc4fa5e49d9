/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is a draft in SI units? Every number is an integer times or over a power of ten that a double holds
 * exactly, one operation, so it is the double nearest to the decimal and the same on every machine.
 */
#include "base/arena.h"
#include "generate/multi_draft.h"
#include "model/instance.h"

static const char *const tier_names[] = {
    [MULTI_MOBILE] = "mobile", [MULTI_EDGE] = "edge", [MULTI_CLOUD] = "cloud"};

static void add_network(struct instance *instance, struct arena *arena, const struct multi_draft *draft)
{
    instance->node_count = draft->node_count;
    instance->nodes = ARENA_ARRAY(arena, struct instance_node, draft->node_count);
    for (size_t n = 0; n < draft->node_count; n++) {
        const struct multi_node *from = &draft->nodes[n];
        struct instance_node *node = &instance->nodes[n];
        node->id = arena_printf(arena, "%s-%zu", tier_names[from->tier], from->number);
        node->tier = tier_names[from->tier];
        node->ops_per_s = (double)from->speed_gops * 1e9;
        node->power_w = (double)from->power_mw / 1e3;
        node->memory_bytes = from->memory_mib > 0 ? from->memory_mib * 1048576 : MEMORY_UNLIMITED;
        node->max_utilization = (double)from->utilization_permille / 1e3;
    }
    instance->link_count = draft->link_count;
    instance->links = ARENA_ARRAY(arena, struct instance_link, draft->link_count);
    for (size_t l = 0; l < draft->link_count; l++) {
        const struct multi_link *from = &draft->links[l];
        instance->links[l] = (struct instance_link){
            .from = from->from,
            .to = from->to,
            .bits_per_s = (double)from->mbit_per_s * 1e6,
            .latency_s = (double)from->latency_us / 1e6,
            .energy_j_per_bit = (double)from->nj_per_bit / 1e9,
            .max_utilization = (double)from->utilization_permille / 1e3,
            .bidirectional = from->bidirectional,
        };
    }
}

static void add_configurations(struct instance_model *model, struct arena *arena,
                               const struct multi_model *from)
{
    model->configuration_count = from->configuration_count;
    model->configurations = ARENA_ARRAY(arena, struct instance_configuration, from->configuration_count);
    for (size_t c = 0; c < from->configuration_count; c++) {
        struct instance_configuration *configuration = &model->configurations[c];
        configuration->id = from->configurations[c].id;
        configuration->accuracy = (double)from->configurations[c].accuracy_permille / 1e3;
        configuration->fractions = ARENA_ARRAY(arena, double, from->exit_count);
        for (size_t x = 0; x < from->exit_count; x++) {
            configuration->fractions[x] = (double)from->configurations[c].percents[x] / 1e2;
        }
    }
}

static void add_models(struct instance *instance, struct arena *arena, const struct multi_draft *draft)
{
    instance->model_count = draft->model_count;
    instance->models = ARENA_ARRAY(arena, struct instance_model, draft->model_count);
    for (size_t m = 0; m < draft->model_count; m++) {
        const struct multi_model *from = &draft->models[m];
        struct instance_model *model = &instance->models[m];
        model->id = arena_printf(arena, "net-%zu", m + 1);
        model->input_bits = (double)from->input_kbit * 1e3;
        model->block_count = draft->block_count;
        model->blocks = ARENA_ARRAY(arena, struct instance_block, draft->block_count);
        for (size_t i = 0; i < draft->block_count; i++) {
            model->blocks[i] = (struct instance_block){
                .id = arena_printf(arena, "b%zu", i + 1),
                .ops = (double)from->blocks[i].mop * 1e6,
                .output_bits = (double)from->blocks[i].output_kbit * 1e3,
                .memory_bytes = from->blocks[i].memory_mib * 1048576,
            };
        }
        model->exit_count = from->exit_count;
        model->exits = ARENA_ARRAY(arena, struct instance_exit, from->exit_count);
        for (size_t x = 0; x < from->exit_count; x++) {
            model->exits[x] = (struct instance_exit){
                .id = arena_printf(arena, "exit%zu", x + 1),
                .block = from->exits[x].block,
                .accuracy = -1.0,
                .ops = (double)from->exits[x].mop * 1e6,
            };
        }
        add_configurations(model, arena, from);
    }
}

static void add_applications(struct instance *instance, struct arena *arena, const struct multi_draft *draft)
{
    bool **unrestricted = ARENA_ARRAY(arena, bool *, draft->block_count);
    instance->application_count = draft->application_count;
    instance->applications = ARENA_ARRAY(arena, struct instance_application, draft->application_count);
    for (size_t h = 0; h < draft->application_count; h++) {
        const struct multi_application *from = &draft->applications[h];
        instance->applications[h] = (struct instance_application){
            .id = arena_printf(arena, "app-%zu", h + 1),
            .model = from->model,
            .source = from->source,
            .rate_per_s = (double)from->rate_per_1000_s / 1e3,
            .max_latency_s = (double)from->deadline_us / 1e6,
            .min_accuracy = (double)from->min_accuracy_permille / 1e3,
            .latency_metric = from->is_mean ? LATENCY_MEAN : LATENCY_WORST_CASE,
            .allowed_nodes = unrestricted,
        };
    }
}

struct instance *multi_draft_instance(struct arena *arena, const struct multi_draft *draft)
{
    struct instance *instance = ARENA_NEW(arena, struct instance);
    instance->energy_quantum_j = 1e-6;
    instance->time_quantum_s = 1e-6;
    add_network(instance, arena, draft);
    add_models(instance, arena, draft);
    add_applications(instance, arena, draft);
    return instance;
}
