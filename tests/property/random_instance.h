/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_TESTS_PROPERTY_RANDOM_INSTANCE_H
#define FINOPT_TESTS_PROPERTY_RANDOM_INSTANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/rng.h"
#include "model/instance.h"

/*
 * Random instances, the same for a seed on every machine: 1-5 nodes, 1-6 blocks, one application. They are
 * small enough to enumerate and their loads so low that no shared row can bind. Two kinds:
 *
 *   friendly   quanta of 2^-10, all energies exact integers of quanta, latencies small and full of ties
 *   ugly       quanta of 1e-9 or odd ones, doubles without any pattern
 */
struct random_source {
    struct rng rng;
    struct arena *arena;
    bool is_friendly;
    bool costs_nothing; /* all powers and energies are zero */
    bool takes_no_time; /* all speeds are huge, all latencies zero */
};

static inline bool chance(struct random_source *r, int percent)
{
    return rng_between(&r->rng, 1, 100) <= percent;
}

/* A double in [low, high), with 53 random bits. */
static inline double random_double(struct random_source *r, double low, double high)
{
    return low + (high - low) * ((double)(rng_next(&r->rng) >> 11) * 0x1p-53);
}

static inline double random_seconds(struct random_source *r, int64_t most_friendly)
{
    if (r->takes_no_time || chance(r, 10)) {
        return 0.0;
    }
    return r->is_friendly ? (double)rng_between(&r->rng, 0, most_friendly) / 1024.0
                          : random_double(r, 0.0, 0.04);
}

static inline double random_power(struct random_source *r)
{
    if (r->costs_nothing || chance(r, 10)) {
        return 0.0;
    }
    return r->is_friendly ? 64.0 * (double)rng_between(&r->rng, 0, 6) : random_double(r, 0.0, 3.0);
}

static inline double random_joules(struct random_source *r)
{
    if (r->costs_nothing || chance(r, 10)) {
        return 0.0;
    }
    return r->is_friendly ? 8.0 * (double)rng_between(&r->rng, 0, 200) / 1024.0 : random_double(r, 0.0, 0.1);
}

static inline double random_ops(struct random_source *r)
{
    if (r->takes_no_time || chance(r, 10)) {
        return 0.0;
    }
    return r->is_friendly ? (double)rng_between(&r->rng, 0, 40) : random_double(r, 0.0, 4e6);
}

static inline double random_bits(struct random_source *r)
{
    if (chance(r, 20)) {
        return 0.0;
    }
    return r->is_friendly ? (double)rng_between(&r->rng, 0, 20) : random_double(r, 0.0, 2e4);
}

static inline void random_nodes(struct instance *instance, struct random_source *r)
{
    static const char *const ids[] = {"n0", "n1", "n2", "n3", "n4"};
    instance->node_count = (size_t)rng_between(&r->rng, chance(r, 75) ? 3 : 1, 5);
    instance->nodes = ARENA_ARRAY(r->arena, struct instance_node, instance->node_count);
    for (size_t n = 0; n < instance->node_count; n++) {
        instance->nodes[n] = (struct instance_node){
            .id = ids[n],
            .tier = "edge",
            .ops_per_s =
                r->is_friendly ? (double)(1024 << rng_between(&r->rng, 0, 2)) : random_double(r, 1e8, 2e9),
            .power_w = random_power(r),
            .memory_bytes = chance(r, 50) ? MEMORY_UNLIMITED : 10000,
            .max_utilization = chance(r, 50) ? 1.0 : 0.75,
        };
        if (chance(r, 6)) {
            instance->nodes[n].ops_per_s = 0.0;
        }
    }
}

static inline struct instance_link random_link(struct random_source *r, size_t from, size_t to)
{
    return (struct instance_link){
        .from = from,
        .to = to,
        .bits_per_s =
            r->is_friendly ? (double)(1024 << rng_between(&r->rng, 0, 2)) : random_double(r, 1e6, 1e8),
        .latency_s = random_seconds(r, 10),
        .energy_j_per_bit = r->is_friendly ? random_joules(r) : random_joules(r) * 1e-4,
        .power_w = random_power(r),
        .max_utilization = 1.0,
    };
}

static inline void random_links(struct instance *instance, struct random_source *r)
{
    static const int densities[] = {0, 40, 60, 80, 100, 100};
    const int density = densities[rng_between(&r->rng, 0, 5)];
    instance->links = ARENA_ARRAY(r->arena, struct instance_link, 20);
    for (size_t m = 0; m < instance->node_count; m++) {
        for (size_t n = 0; n < m; n++) {
            if (!chance(r, density)) {
                continue;
            }
            const bool up = chance(r, 50);
            struct instance_link *link = &instance->links[instance->link_count++];
            *link = random_link(r, up ? m : n, up ? n : m);
            link->bidirectional = chance(r, 40);
            if (!link->bidirectional && chance(r, 65)) {
                instance->links[instance->link_count++] = random_link(r, up ? n : m, up ? m : n);
            }
        }
    }
}

/* At most one entry per node, each node with the given chance. */
static inline void random_profile(struct profile *profile, struct random_source *r, size_t nodes, int percent)
{
    profile->entries = ARENA_ARRAY(r->arena, struct profile_entry, nodes);
    for (size_t n = 0; n < nodes; n++) {
        if (chance(r, percent)) {
            profile->entries[profile->count++] =
                (struct profile_entry){.node = n,
                                       .time_s = random_seconds(r, 30),
                                       .energy_j = chance(r, 70) ? random_joules(r) : -1.0};
        }
    }
}

static inline void random_blocks(struct instance_model *model, struct random_source *r, size_t nodes)
{
    model->input_bits = random_bits(r);
    model->block_count = (size_t)rng_between(&r->rng, chance(r, 75) ? 3 : 1, 6);
    model->blocks = ARENA_ARRAY(r->arena, struct instance_block, model->block_count);
    model->exits = ARENA_ARRAY(r->arena, struct instance_exit, model->block_count);
    for (size_t i = 0; i < model->block_count; i++) {
        struct instance_block *block = &model->blocks[i];
        const bool has_ops = chance(r, 92);
        *block = (struct instance_block){
            .id = arena_printf(r->arena, "b%zu", i),
            .ops = has_ops ? random_ops(r) : -1.0,
            .output_bits = random_bits(r),
            .memory_bytes = rng_between(&r->rng, 0, 100),
        };
        random_profile(&block->profile, r, nodes, has_ops ? 20 : 80);
        if (i + 1 == model->block_count || chance(r, 40)) {
            struct instance_exit *head = &model->exits[model->exit_count++];
            *head = (struct instance_exit){
                .id = arena_printf(r->arena, "x%zu", i),
                .block = i,
                .accuracy = (double)rng_between(&r->rng, 8, 20) * 0.05,
                .ops = chance(r, 60) ? 0.0 : random_ops(r) / 2.0,
                .memory_bytes = chance(r, 70) ? 0 : rng_between(&r->rng, 0, 20),
            };
            if (chance(r, 20)) {
                random_profile(&head->profile, r, nodes, 30);
            }
        }
    }
}

/* Fractions that sum to 1: whole eighths, or doubles divided by their sum. */
static inline void random_fractions(double *fractions, struct random_source *r, size_t exits)
{
    if (r->is_friendly) {
        for (int eighth = 0; eighth < 8; eighth++) {
            fractions[rng_between(&r->rng, 0, (int64_t)exits - 1)] += 0.125;
        }
        return;
    }
    double sum = 0.0;
    for (size_t x = 0; x < exits; x++) {
        fractions[x] = chance(r, 30) ? 0.0 : random_double(r, 0.0, 1.0);
        sum += fractions[x];
    }
    if (!(sum > 0.0)) {
        fractions[exits - 1] = sum = 1.0;
    }
    for (size_t x = 0; x < exits; x++) {
        fractions[x] /= sum;
    }
}

static inline void random_configurations(struct instance_model *model, struct random_source *r)
{
    if (chance(r, 40)) {
        return;
    }
    model->configuration_count = (size_t)rng_between(&r->rng, 1, 4);
    model->configurations = ARENA_ARRAY(r->arena, struct instance_configuration, model->configuration_count);
    for (size_t c = 0; c < model->configuration_count; c++) {
        model->configurations[c] = (struct instance_configuration){
            .id = arena_printf(r->arena, "c%zu", c),
            .accuracy = (double)rng_between(&r->rng, 8, 20) * 0.05,
            .fractions = ARENA_ARRAY(r->arena, double, model->exit_count),
        };
        random_fractions(model->configurations[c].fractions, r, model->exit_count);
    }
}

static inline void random_application(struct instance *instance, struct random_source *r)
{
    const struct instance_model *model = &instance->models[0];
    instance->application_count = 1;
    instance->applications = ARENA_NEW(r->arena, struct instance_application);
    struct instance_application *application = &instance->applications[0];
    *application = (struct instance_application){
        .id = "app",
        .source = (size_t)rng_between(&r->rng, 0, (int64_t)instance->node_count - 1),
        .rate_per_s = r->is_friendly ? 1.0 : random_double(r, 0.01, 0.9),
        .max_latency_s = 1e5 * instance->time_quantum_s * (r->is_friendly ? 1.0 : 1e5),
        .min_accuracy = chance(r, 30) ? 0.0 : (double)rng_between(&r->rng, 6, 14) * 0.05,
        .latency_metric = chance(r, 50) ? LATENCY_WORST_CASE : LATENCY_MEAN,
        .allowed_nodes = ARENA_ARRAY(r->arena, bool *, model->block_count),
    };
    for (size_t i = 0; i < model->block_count; i++) {
        if (chance(r, 15)) {
            bool *allowed = ARENA_ARRAY(r->arena, bool, instance->node_count);
            for (size_t n = 0; n < instance->node_count; n++) {
                allowed[n] = chance(r, 60);
            }
            allowed[rng_between(&r->rng, 0, (int64_t)instance->node_count - 1)] = true;
            application->allowed_nodes[i] = allowed;
        }
    }
}

/* An instance with a deadline that no plan misses; the caller picks a tighter one. */
static inline struct instance *random_instance(struct random_source *r, uint64_t seed, struct arena *arena)
{
    /* The last makes small integers of energies and times: ties, and optima a quantum from their bounds. */
    static const double ugly_quanta[] = {1e-9, 7e-8, 3.3e-5, 4e-3};
    *r = (struct random_source){.rng = rng_from_seed(seed), .arena = arena};
    r->is_friendly = chance(r, 50);
    r->costs_nothing = chance(r, 3);
    r->takes_no_time = chance(r, 3);
    struct instance *instance = ARENA_NEW(arena, struct instance);
    instance->name = "random";
    instance->energy_quantum_j = r->is_friendly ? 0x1p-10 : ugly_quanta[rng_between(&r->rng, 0, 3)];
    instance->time_quantum_s = r->is_friendly ? 0x1p-10 : ugly_quanta[rng_between(&r->rng, 0, 3)];
    random_nodes(instance, r);
    random_links(instance, r);
    instance->model_count = 1;
    instance->models = ARENA_NEW(arena, struct instance_model);
    instance->models[0].id = "model";
    random_blocks(&instance->models[0], r, instance->node_count);
    random_configurations(&instance->models[0], r);
    random_application(instance, r);
    return instance;
}

#endif
