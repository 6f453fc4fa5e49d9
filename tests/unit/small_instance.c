/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which instance do the tests of rounding start from? */
#include "small_instance.h"

#include "base/arena.h"

struct instance *small_instance_new(struct arena *arena)
{
    struct instance *instance = ARENA_NEW(arena, struct instance);
    *instance = (struct instance){
        .name = "small",
        .energy_quantum_j = 1e-9,
        .time_quantum_s = 1e-9,
        .node_count = 2,
        .link_count = 1,
        .model_count = 1,
        .application_count = 1,
    };
    instance->nodes = ARENA_ARRAY(arena, struct instance_node, 2);
    instance->nodes[0] = (struct instance_node){"a", "mobile", 1e9, 2.0, MEMORY_UNLIMITED, 1.0, NULL, 0};
    instance->nodes[1] = (struct instance_node){"b", "edge", 4e9, 10.0, MEMORY_UNLIMITED, 1.0, NULL, 0};
    instance->links = ARENA_NEW(arena, struct instance_link);
    instance->links[0] = (struct instance_link){
        .from = 0,
        .to = 1,
        .bits_per_s = 1e6,
        .latency_s = 0.001,
        .energy_j_per_bit = 1e-6,
        .power_w = 0.5,
        .max_utilization = 1.0,
    };
    struct instance_model *model = ARENA_NEW(arena, struct instance_model);
    *model = (struct instance_model){.id = "model", .input_bits = 1000, .block_count = 2, .exit_count = 2};
    model->blocks = ARENA_ARRAY(arena, struct instance_block, 2);
    model->blocks[0] = (struct instance_block){.id = "first", .ops = 2e6, .output_bits = 500};
    model->blocks[1] = (struct instance_block){.id = "last", .ops = 8e6};
    model->exits = ARENA_ARRAY(arena, struct instance_exit, 2);
    model->exits[0] = (struct instance_exit){.id = "exit1", .block = 0, .accuracy = 0.6};
    model->exits[1] = (struct instance_exit){.id = "exit2", .block = 1, .accuracy = 0.9};
    instance->models = model;
    instance->applications = ARENA_NEW(arena, struct instance_application);
    instance->applications[0] = (struct instance_application){
        .id = "app",
        .rate_per_s = 1.0,
        .max_latency_s = 0.05,
        .min_accuracy = 0.5,
        .allowed_nodes = ARENA_ARRAY(arena, bool *, 2),
    };
    return instance;
}

void small_instance_configure(struct instance *instance, struct arena *arena, const double (*fractions)[2],
                              size_t count)
{
    struct instance_model *model = &instance->models[0];
    model->configuration_count = count;
    model->configurations = ARENA_ARRAY(arena, struct instance_configuration, count);
    for (size_t c = 0; c < count; c++) {
        model->configurations[c] =
            (struct instance_configuration){.id = arena_printf(arena, "c%zu", c),
                                            .accuracy = 0.8,
                                            .fractions = ARENA_ARRAY(arena, double, 2)};
        model->configurations[c].fractions[0] = fractions[c][0];
        model->configurations[c].fractions[1] = fractions[c][1];
    }
}

void small_instance_profile(struct profile *profile, struct arena *arena, size_t node, double time_s,
                            double energy_j)
{
    profile->count = 1;
    profile->entries = ARENA_NEW(arena, struct profile_entry);
    profile->entries[0] = (struct profile_entry){node, time_s, energy_j};
}
