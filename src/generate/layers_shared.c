/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Family multi-anti: what if every application alone is hard, and they share? As in layered-anti what costs
 * less energy takes more time, and deadlines bind; a relaxation that mixes fast and cheap pieces is far below
 * what whole paths cost. Memory, shared by all, forbids some combinations of paths.
 */
#include <inttypes.h>

#include "base/arena.h"
#include "base/checked.h"
#include "base/rng.h"
#include "generate/chain_draft.h"
#include "generate/family.h"
#include "generate/family_stamp.h"
#include "generate/hard_families.h"
#include "generate/step_chain.h"
#include "model/instance.h"

enum { BLOCK_MOST = 100, BLOCK_NOISE = 5, LINK_MOST = 20, LINK_NOISE = 1, ALL_BLOCKS_LIMIT = 9000 };
enum { MIB = 1 << 20, LEAST_MIB = 10, MOST_MIB = 100 };

const struct family_ranges multi_anti_ranges = {
    .applications = {1, 5, FAMILY_APPLICATIONS_LIMIT},
    .nodes = {2, 5, 50},
    .blocks = {1, 5, FAMILY_BLOCKS_LIMIT},
    .tightness_permille = {1, 1000, FAMILY_TIGHTNESS_LIMIT_PERMILLE},
};

/* What is drawn. */
struct crowd {
    size_t nodes;
    size_t blocks;
    size_t applications;
    struct step_cost *links;    /* [from][to], zero from a node to itself */
    struct step_cost *runs;     /* [application][block][node] */
    size_t *sources;            /* [application] */
    int64_t *memory_bytes;      /* [application][block] */
    int64_t *node_memory_bytes; /* [node] */
};

/* One application of them. */
struct member {
    const struct crowd *crowd;
    size_t application;
};

static const struct step_cost *run_of(const struct crowd *crowd, size_t application, size_t block,
                                      size_t node)
{
    return &crowd->runs[(application * crowd->blocks + block) * crowd->nodes + node];
}

static struct step_cost step_of(const void *context, size_t block, size_t from, size_t to)
{
    const struct member *member = context;
    const struct crowd *crowd = member->crowd;
    const size_t begin = block == 0 ? crowd->sources[member->application] : from;
    const struct step_cost *link = &crowd->links[begin * crowd->nodes + to];
    const struct step_cost *run = run_of(crowd, member->application, block, to);
    return (struct step_cost){link->time + run->time, link->energy + run->energy};
}

static void crowd_draw(struct crowd *crowd, struct arena *arena, struct rng *rng)
{
    const size_t blocks = crowd->applications * crowd->blocks;
    crowd->links = ARENA_ARRAY(arena, struct step_cost, crowd->nodes * crowd->nodes);
    for (size_t from = 0; from < crowd->nodes; from++) {
        for (size_t to = 0; to < crowd->nodes; to++) {
            if (from != to) {
                crowd->links[from * crowd->nodes + to] = step_cost_draw(rng, LINK_MOST, LINK_NOISE, true);
            }
        }
    }
    crowd->sources = ARENA_ARRAY(arena, size_t, crowd->applications);
    for (size_t h = 0; h < crowd->applications; h++) {
        crowd->sources[h] = (size_t)rng_between(rng, 0, (int64_t)crowd->nodes - 1);
    }
    crowd->memory_bytes = ARENA_ARRAY(arena, int64_t, blocks);
    crowd->runs = ARENA_ARRAY(arena, struct step_cost, blocks * crowd->nodes);
    for (size_t i = 0; i < blocks; i++) {
        crowd->memory_bytes[i] = MIB * rng_between(rng, LEAST_MIB, MOST_MIB);
        for (size_t n = 0; n < crowd->nodes; n++) {
            crowd->runs[i * crowd->nodes + n] = step_cost_draw(rng, BLOCK_MOST, BLOCK_NOISE, true);
        }
    }
}

/* Deadlines of all; node_memory_bytes becomes what their fastest plans use. */
static void set_deadlines(struct chain_draft *draft, struct crowd *crowd, struct arena *arena,
                          int64_t tightness_permille)
{
    size_t *fastest = ARENA_ARRAY(arena, size_t, crowd->blocks);
    for (size_t h = 0; h < crowd->applications; h++) {
        const struct member member = {crowd, h};
        const struct step_chain chain = {crowd->blocks, crowd->nodes, step_of, &member};
        const int64_t cheapest_time = step_chain_extreme(&chain, arena, true, NULL);
        const int64_t fastest_time = step_chain_extreme(&chain, arena, false, fastest);
        draft->deadlines[h] = chain_deadline(fastest_time, cheapest_time, tightness_permille);
        for (size_t i = 0; i < crowd->blocks; i++) {
            crowd->node_memory_bytes[fastest[i]] += crowd->memory_bytes[h * crowd->blocks + i];
        }
    }
}

/* No node gets less than its part of what all need and 0.6 / (1 + tightness) of that. */
static void set_memory(struct crowd *crowd, int64_t tightness_permille)
{
    int64_t all_mib = 0;
    for (size_t i = 0; i < crowd->applications * crowd->blocks; i++) {
        all_mib += crowd->memory_bytes[i] / MIB;
    }
    const int64_t part_mib =
        all_mib * (1600 + tightness_permille) / (1000 + tightness_permille) / (int64_t)crowd->nodes;
    for (size_t n = 0; n < crowd->nodes; n++) {
        crowd->node_memory_bytes[n] = max_int64(crowd->node_memory_bytes[n], MIB * part_mib);
    }
}

/* 1 kbit at 1 Gbit/s takes 1 us; the rest of a link's time is its latency. */
static void add_links(struct chain_draft *draft, struct arena *arena, const struct crowd *crowd)
{
    const size_t nodes = crowd->nodes;
    draft->cut_kbit = 1;
    draft->links = ARENA_ARRAY(arena, struct instance_link, nodes * (nodes - 1));
    for (size_t from = 0; from < nodes; from++) {
        for (size_t to = 0; to < nodes; to++) {
            const struct step_cost *cost = &crowd->links[from * nodes + to];
            if (from != to) {
                draft->links[draft->link_count++] = (struct instance_link){
                    .from = from,
                    .to = to,
                    .bits_per_s = 1e9,
                    .latency_s = (double)(cost->time - 1) / 1e6,
                    .energy_j_per_bit = (double)cost->energy / 1e9,
                    .max_utilization = 1.0,
                };
            }
        }
    }
}

static struct instance *crowd_instance(struct arena *arena, struct crowd *crowd, int64_t tightness_permille)
{
    struct chain_draft draft;
    chain_draft_init(&draft, arena, crowd->applications, crowd->blocks, crowd->nodes);
    draft.units_per_si = 1000000;
    crowd->node_memory_bytes = ARENA_ARRAY(arena, int64_t, crowd->nodes);
    set_deadlines(&draft, crowd, arena, tightness_permille);
    set_memory(crowd, tightness_permille);
    add_links(&draft, arena, crowd);
    draft.sources = crowd->sources;
    draft.memory_bytes = crowd->memory_bytes;
    draft.node_memory_bytes = crowd->node_memory_bytes;
    for (size_t n = 0; n < crowd->nodes; n++) {
        draft.node_ids[n] = arena_printf(arena, "edge-%zu", n + 1);
        draft.node_tiers[n] = "edge";
    }
    for (size_t h = 0; h < crowd->applications; h++) {
        for (size_t i = 0; i < crowd->blocks; i++) {
            for (size_t n = 0; n < crowd->nodes; n++) {
                const struct step_cost *run = run_of(crowd, h, i, n);
                chain_draft_set(&draft, h, i, n, run->time, run->energy);
            }
        }
    }
    return chain_draft_instance(arena, &draft);
}

enum status multi_anti_generate(const struct instance **instance, struct arena *arena,
                                const struct family_parameters *parameters, struct error *error)
{
    const enum status status = family_check(parameters, &multi_anti_ranges, error);
    if (status != STATUS_OK) {
        return status;
    }
    struct crowd crowd = {.nodes = (size_t)parameters->nodes,
                          .blocks = (size_t)parameters->blocks,
                          .applications = (size_t)parameters->applications};
    if (crowd.applications * crowd.blocks > ALL_BLOCKS_LIMIT) {
        return error_set(error, STATUS_INPUT, "%zu blocks of all applications, at most %d are made",
                         crowd.applications * crowd.blocks, ALL_BLOCKS_LIMIT);
    }
    struct rng rng = rng_from_seed(parameters->seed);
    crowd_draw(&crowd, arena, &rng);
    struct instance *made = crowd_instance(arena, &crowd, parameters->tightness_permille);
    const struct family_stamp stamp = {
        .family = "multi-anti",
        .ranges = &multi_anti_ranges,
        .purpose = "Deadlines bind and memory is shared: relaxations that split paths are far below the "
                   "optimum, bounds over whole paths within a few uJ of it.",
        .source = "drawn at random by finopt's family multi-anti: whole uJ, and us that grow as they shrink",
    };
    family_stamp(made, arena, &stamp, parameters);
    *instance = made;
    return STATUS_OK;
}
