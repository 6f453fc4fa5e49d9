/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What if the profile was off? Measured times of blocks do not add up to the time of their network; what they
 * say about one block on one node is an entry of its profile, so another profile is another measurement.
 */
#include "sweep/perturbed_instance.h"

#include <string.h>

#include "base/arena.h"
#include "base/rng.h"
#include "model/instance.h"

/* What running `ops` operations, or what the profile says instead, takes on each node, times its factor. */
static struct profile scale_profile(struct arena *arena, const struct instance *instance,
                                    const struct profile *given, double ops, const double *factors)
{
    bool *is_measured = ARENA_ARRAY(arena, bool, instance->node_count);
    struct profile scaled = {
        .entries = ARENA_ARRAY(arena, struct profile_entry, instance->node_count),
    };
    for (size_t e = 0; e < given->count; e++) {
        struct profile_entry entry = given->entries[e];
        is_measured[entry.node] = true;
        entry.time_s *= factors[entry.node];
        entry.energy_j *= entry.energy_j >= 0.0 ? factors[entry.node] : 1.0;
        scaled.entries[scaled.count++] = entry;
    }
    for (size_t n = 0; n < instance->node_count; n++) {
        /* No operations take no time on any node, whatever the factor; without a speed they need a profile.
         */
        if (!is_measured[n] && ops > 0.0 && instance->nodes[n].ops_per_s > 0.0) {
            scaled.entries[scaled.count++] = (struct profile_entry){
                .node = n, .time_s = ops / instance->nodes[n].ops_per_s * factors[n], .energy_j = -1.0};
        }
    }
    return scaled;
}

static void perturb_model(struct arena *arena, const struct instance *instance, struct instance_model *model,
                          double share, struct rng *rng)
{
    const struct instance_model given = *model;
    double *factors = ARENA_ARRAY(arena, double, instance->node_count);
    model->blocks = ARENA_ARRAY(arena, struct instance_block, given.block_count);
    model->exits = ARENA_ARRAY(arena, struct instance_exit, given.exit_count);
    memcpy(model->exits, given.exits, given.exit_count * sizeof *model->exits);
    for (size_t b = 0; b < given.block_count; b++) {
        for (size_t n = 0; n < instance->node_count; n++) {
            factors[n] = 1.0 + share * ((double)rng_between(rng, -1000000, 1000000) / 1e6);
        }
        struct instance_block *block = &model->blocks[b];
        *block = given.blocks[b];
        block->profile = scale_profile(arena, instance, &block->profile, block->ops, factors);
        for (size_t x = 0; x < given.exit_count; x++) {
            struct instance_exit *head = &model->exits[x];
            if (head->block == b) {
                head->profile = scale_profile(arena, instance, &head->profile, head->ops, factors);
            }
        }
    }
}

const struct instance *perturbed_instance_new(struct arena *arena, const struct instance *instance,
                                              double share, struct rng *rng)
{
    struct instance *copy = ARENA_NEW(arena, struct instance);
    *copy = *instance;
    copy->expected = (struct expected){.status = EXPECTED_NOTHING};
    copy->models = ARENA_ARRAY(arena, struct instance_model, instance->model_count);
    for (size_t m = 0; m < instance->model_count; m++) {
        copy->models[m] = instance->models[m];
        perturb_model(arena, instance, &copy->models[m], share, rng);
    }
    return copy;
}
