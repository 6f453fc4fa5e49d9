/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is a draft of chains in SI units? Every number is an integer over a power of ten, one operation, so it
 * is the double nearest to the decimal.
 */
#include "generate/chain_draft.h"

#include "base/arena.h"
#include "model/instance.h"

static const double accuracy = 0.9; /* of the one exit; that much is asked for */

void chain_draft_init(struct chain_draft *draft, struct arena *arena, size_t applications, size_t blocks,
                      size_t nodes)
{
    *draft = (struct chain_draft){
        .node_ids = ARENA_ARRAY(arena, const char *, nodes),
        .node_tiers = ARENA_ARRAY(arena, const char *, nodes),
        .node_count = nodes,
        .application_count = applications,
        .block_count = blocks,
        .units_per_si = 1000,
        .times = ARENA_ARRAY(arena, int64_t, applications * blocks * nodes),
        .energies = ARENA_ARRAY(arena, int64_t, applications * blocks * nodes),
        .deadlines = ARENA_ARRAY(arena, int64_t, applications),
    };
}

void chain_draft_init_pair(struct chain_draft *draft, struct arena *arena, size_t blocks)
{
    chain_draft_init(draft, arena, 1, blocks, 2);
    draft->units_per_si = 1000000;
    draft->node_ids[0] = "device";
    draft->node_tiers[0] = "mobile";
    draft->node_ids[1] = "edge";
    draft->node_tiers[1] = "edge";
    chain_draft_join_all(draft, arena);
}

static size_t cell_of(const struct chain_draft *draft, size_t h, size_t i, size_t n)
{
    return (h * draft->block_count + i) * draft->node_count + n;
}

void chain_draft_set(struct chain_draft *draft, size_t h, size_t i, size_t n, int64_t time, int64_t energy)
{
    const size_t cell = cell_of(draft, h, i, n);
    draft->times[cell] = time;
    draft->energies[cell] = energy;
}

void chain_draft_join_all(struct chain_draft *draft, struct arena *arena)
{
    const size_t nodes = draft->node_count;
    draft->links = ARENA_ARRAY(arena, struct instance_link, nodes * (nodes - 1) / 2);
    for (size_t from = 0; from < nodes; from++) {
        for (size_t to = from + 1; to < nodes; to++) {
            draft->links[draft->link_count++] = (struct instance_link){
                .from = from, .to = to, .bits_per_s = 1e9, .max_utilization = 1.0, .bidirectional = true};
        }
    }
}

int64_t chain_deadline(int64_t fastest, int64_t cheapest, int64_t tightness_permille)
{
    return fastest + (cheapest - fastest) * 1000 / (1000 + tightness_permille);
}

static void add_profile(struct profile *profile, struct arena *arena, const struct chain_draft *draft,
                        size_t h, size_t i)
{
    profile->entries = ARENA_ARRAY(arena, struct profile_entry, draft->node_count);
    for (size_t n = 0; n < draft->node_count; n++) {
        const size_t cell = cell_of(draft, h, i, n);
        if (draft->times[cell] != CHAIN_NOWHERE) {
            profile->entries[profile->count++] = (struct profile_entry){
                .node = n,
                .time_s = (double)draft->times[cell] / (double)draft->units_per_si,
                .energy_j = (double)draft->energies[cell] / (double)draft->units_per_si,
            };
        }
    }
}

static void add_chain(struct instance *instance, struct arena *arena, const struct chain_draft *draft,
                      size_t h)
{
    struct instance_model *model = &instance->models[h];
    model->id = arena_printf(arena, "chain-%zu", h + 1);
    model->input_bits = (double)draft->cut_kbit * 1e3;
    model->block_count = draft->block_count;
    model->blocks = ARENA_ARRAY(arena, struct instance_block, draft->block_count);
    for (size_t i = 0; i < draft->block_count; i++) {
        model->blocks[i] = (struct instance_block){
            .id = arena_printf(arena, "b%zu", i + 1),
            .ops = -1.0,
            .memory_bytes = draft->memory_bytes == NULL ? 0 : draft->memory_bytes[h * draft->block_count + i],
            .output_bits = i + 1 < draft->block_count ? (double)draft->cut_kbit * 1e3 : 0.0,
        };
        add_profile(&model->blocks[i].profile, arena, draft, h, i);
    }
    model->exit_count = 1;
    model->exits = ARENA_NEW(arena, struct instance_exit);
    model->exits[0] =
        (struct instance_exit){.id = "exit1", .block = draft->block_count - 1, .accuracy = accuracy};
    instance->applications[h] = (struct instance_application){
        .id = arena_printf(arena, "app-%zu", h + 1),
        .model = h,
        .source = draft->sources == NULL ? 0 : draft->sources[h],
        .rate_per_s = 1.0,
        .max_latency_s = (double)draft->deadlines[h] / (double)draft->units_per_si,
        .min_accuracy = accuracy,
        .latency_metric = LATENCY_WORST_CASE,
        .allowed_nodes = ARENA_ARRAY(arena, bool *, draft->block_count),
    };
}

struct instance *chain_draft_instance(struct arena *arena, const struct chain_draft *draft)
{
    struct instance *instance = ARENA_NEW(arena, struct instance);
    instance->energy_quantum_j = 1.0 / (double)draft->units_per_si;
    instance->time_quantum_s = instance->energy_quantum_j;
    instance->node_count = draft->node_count;
    instance->nodes = ARENA_ARRAY(arena, struct instance_node, draft->node_count);
    for (size_t n = 0; n < draft->node_count; n++) {
        instance->nodes[n] = (struct instance_node){
            .id = draft->node_ids[n],
            .tier = draft->node_tiers[n],
            .memory_bytes = draft->node_memory_bytes == NULL ? MEMORY_UNLIMITED : draft->node_memory_bytes[n],
            .max_utilization = 1.0,
        };
    }
    instance->links = draft->links;
    instance->link_count = draft->link_count;
    instance->model_count = draft->application_count;
    instance->models = ARENA_ARRAY(arena, struct instance_model, draft->application_count);
    instance->application_count = draft->application_count;
    instance->applications = ARENA_ARRAY(arena, struct instance_application, draft->application_count);
    for (size_t h = 0; h < draft->application_count; h++) {
        add_chain(instance, arena, draft, h);
    }
    return instance;
}
