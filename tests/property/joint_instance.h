/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_TESTS_PROPERTY_JOINT_INSTANCE_H
#define FINOPT_TESTS_PROPERTY_JOINT_INSTANCE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/rng.h"
#include "model/instance.h"

/*
 * A small random instance with 1 to 4 applications, small enough to enumerate jointly. All costs are whole
 * milliseconds, millijoules and kilobytes; a third of the instances have a node with shares. Capacities are
 * ample: the caller tightens them once it knows what the single optima use.
 */
struct joint_shape {
    size_t applications;
    size_t nodes;
    size_t blocks;
    bool has_shares;
};

static inline struct joint_shape joint_shape_draw(struct rng *rng)
{
    static const struct joint_shape shapes[] = {
        {1, 4, 4, false}, {1, 3, 3, true},  {2, 3, 3, false}, {2, 4, 2, false}, {2, 2, 2, true},
        {3, 3, 2, false}, {3, 2, 3, false}, {3, 2, 2, true},  {4, 2, 2, false}, {4, 3, 2, false},
    };
    return shapes[rng_between(rng, 0, (int64_t)(sizeof shapes / sizeof shapes[0]) - 1)];
}

static inline void joint_nodes(struct instance *instance, struct arena *arena, struct rng *rng,
                               const struct joint_shape *shape)
{
    static const char *const ids[] = {"n0", "n1", "n2", "n3"};
    instance->node_count = shape->nodes;
    instance->nodes = ARENA_ARRAY(arena, struct instance_node, shape->nodes);
    for (size_t n = 0; n < shape->nodes; n++) {
        instance->nodes[n] = (struct instance_node){
            .id = ids[n], .tier = "edge", .memory_bytes = MEMORY_UNLIMITED, .max_utilization = 1.0};
    }
    if (shape->has_shares) {
        struct instance_node *node = &instance->nodes[rng_between(rng, 0, (int64_t)shape->nodes - 1)];
        node->shares = ARENA_ARRAY(arena, double, 2);
        node->shares[0] = 0.25;
        node->shares[1] = 0.5;
        node->share_count = 2;
    }
    instance->links = ARENA_ARRAY(arena, struct instance_link, shape->nodes * shape->nodes);
    for (size_t m = 0; m < shape->nodes; m++) {
        for (size_t n = 0; n < shape->nodes; n++) {
            if (m != n && rng_between(rng, 0, 99) < 80) {
                instance->links[instance->link_count++] = (struct instance_link){
                    .from = m,
                    .to = n,
                    .bits_per_s = 1e6,
                    .latency_s = 0.001 * (double)rng_between(rng, 0, 4),
                    .energy_j_per_bit = 1e-6 * (double)rng_between(rng, 0, 3),
                    .max_utilization = 1.0,
                };
            }
        }
    }
}

static inline void joint_model(struct instance_model *model, struct arena *arena, struct rng *rng,
                               const struct joint_shape *shape, const char *id)
{
    static const char *const blocks[] = {"b1", "b2", "b3", "b4"};
    const bool leaves_early = rng_between(rng, 0, 2) == 0;
    *model = (struct instance_model){
        .id = id,
        .input_bits = 1000.0 * (double)rng_between(rng, 0, 3),
        .blocks = ARENA_ARRAY(arena, struct instance_block, shape->blocks),
        .block_count = shape->blocks,
        .exits = ARENA_ARRAY(arena, struct instance_exit, 2),
        .exit_count = leaves_early ? 2 : 1,
    };
    for (size_t i = 0; i < shape->blocks; i++) {
        struct instance_block *block = &model->blocks[i];
        *block = (struct instance_block){
            .id = blocks[i],
            .ops = -1.0,
            .output_bits = 1000.0 * (double)rng_between(rng, 0, 3),
            .memory_bytes = 1000 * rng_between(rng, 0, 5),
        };
        block->profile.entries = ARENA_ARRAY(arena, struct profile_entry, shape->nodes);
        for (size_t n = 0; n < shape->nodes; n++) {
            if (n == 0 || rng_between(rng, 0, 9) > 0) {
                block->profile.entries[block->profile.count++] = (struct profile_entry){
                    .node = n,
                    .time_s = 0.001 * (double)rng_between(rng, 0, 12),
                    .energy_j = 0.001 * (double)rng_between(rng, 0, 12),
                };
            }
        }
    }
    model->exits[0] = (struct instance_exit){.id = "last", .block = shape->blocks - 1, .accuracy = 0.9};
    model->exits[1] = (struct instance_exit){.id = "early", .block = 0, .accuracy = 0.7};
}

static inline struct instance *joint_instance(struct arena *arena, struct rng *rng)
{
    static const char *const ids[] = {"a0", "a1", "a2", "a3"};
    const struct joint_shape shape = joint_shape_draw(rng);
    struct instance *instance = ARENA_NEW(arena, struct instance);
    instance->name = "joint";
    instance->energy_quantum_j = 0.001;
    instance->time_quantum_s = 0.001;
    joint_nodes(instance, arena, rng, &shape);
    instance->model_count = shape.applications;
    instance->models = ARENA_ARRAY(arena, struct instance_model, shape.applications);
    instance->application_count = shape.applications;
    instance->applications = ARENA_ARRAY(arena, struct instance_application, shape.applications);
    for (size_t h = 0; h < shape.applications; h++) {
        joint_model(&instance->models[h], arena, rng, &shape, ids[h]);
        instance->applications[h] = (struct instance_application){
            .id = ids[h],
            .model = h,
            .source = (size_t)rng_between(rng, 0, (int64_t)shape.nodes - 1),
            .rate_per_s = (double)rng_between(rng, 1, 8),
            .max_latency_s = 0.001 * (double)rng_between(rng, 8, 60),
            .min_accuracy = rng_between(rng, 0, 1) == 0 ? 0.6 : 0.8,
            .allowed_nodes = ARENA_ARRAY(arena, bool *, shape.blocks),
        };
    }
    return instance;
}

#endif
