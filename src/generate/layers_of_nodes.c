/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Families layered and layered-anti: what if every step has costs of its own? Each block has nodes of its
 * own, as many, and all arcs between consecutive blocks are links with 1 to 100 ms and mJ. Computing costs
 * nothing.
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

enum { MOST = 100, NOISE = 5, LINK_LIMIT = 20000 };

const struct family_ranges layered_ranges = {
    .applications = {1, 1, 1},
    .nodes = {2, 5, 50},
    .blocks = {1, 5, 50},
    .tightness_permille = {1, 1000, FAMILY_TIGHTNESS_LIMIT_PERMILLE},
};

struct layers {
    size_t nodes; /* of a block */
    size_t blocks;
    struct step_cost *costs; /* [link] from the source to block 1, then (i, from, to) from block to block */
};

static size_t link_of(const struct layers *layers, size_t block, size_t from, size_t to)
{
    return block == 0 ? to : layers->nodes + ((block - 1) * layers->nodes + from) * layers->nodes + to;
}

static struct step_cost step_between(const void *context, size_t block, size_t from, size_t to)
{
    const struct layers *layers = context;
    return layers->costs[link_of(layers, block, from, to)];
}

/* 1 Mbit at 1 Gbit/s takes 1 ms; the rest of the time is the link's latency. */
static void add_step(struct chain_draft *draft, size_t from, size_t to, const struct step_cost *cost)
{
    draft->links[draft->link_count++] = (struct instance_link){
        .from = from,
        .to = to,
        .bits_per_s = 1e9,
        .latency_s = (double)(cost->time - 1) / 1e3,
        .energy_j_per_bit = (double)cost->energy / 1e9,
        .max_utilization = 1.0,
    };
}

static struct instance *layers_instance(struct arena *arena, const struct layers *layers, int64_t deadline)
{
    struct chain_draft draft;
    const size_t nodes = layers->nodes;
    chain_draft_init(&draft, arena, 1, layers->blocks, 1 + nodes * layers->blocks);
    draft.cut_kbit = 1000;
    draft.deadlines[0] = deadline;
    draft.links = ARENA_ARRAY(arena, struct instance_link, nodes * (1 + (layers->blocks - 1) * nodes));
    draft.node_ids[0] = "source";
    draft.node_tiers[0] = "mobile";
    for (size_t i = 0; i < layers->blocks; i++) {
        for (size_t n = 0; n < draft.node_count; n++) {
            const bool is_here = n > i * nodes && n <= (i + 1) * nodes;
            chain_draft_set(&draft, 0, i, n, is_here ? 0 : CHAIN_NOWHERE, 0);
        }
        for (size_t n = 0; n < nodes; n++) {
            draft.node_ids[1 + i * nodes + n] = arena_printf(arena, "b%zu-n%zu", i + 1, n + 1);
            draft.node_tiers[1 + i * nodes + n] = "edge";
        }
        for (size_t from = 0; from < (i == 0 ? 1 : nodes); from++) {
            for (size_t to = 0; to < nodes; to++) {
                add_step(&draft, i == 0 ? 0 : 1 + (i - 1) * nodes + from, 1 + i * nodes + to,
                         &layers->costs[link_of(layers, i, from, to)]);
            }
        }
    }
    return chain_draft_instance(arena, &draft);
}

static enum status generate(const struct instance **instance, struct arena *arena,
                            const struct family_parameters *parameters, bool is_anti, struct error *error)
{
    const enum status status = family_check(parameters, &layered_ranges, error);
    if (status != STATUS_OK) {
        return status;
    }
    struct layers layers = {.nodes = (size_t)parameters->nodes, .blocks = (size_t)parameters->blocks};
    const size_t links = layers.nodes * (1 + (layers.blocks - 1) * layers.nodes);
    if (links > LINK_LIMIT) {
        return error_set(error, STATUS_INPUT,
                         "%zu links between so many blocks and nodes, at most %d are made", links,
                         LINK_LIMIT);
    }
    struct rng rng = rng_from_seed(parameters->seed);
    layers.costs = ARENA_ARRAY(arena, struct step_cost, links);
    for (size_t l = 0; l < links; l++) {
        layers.costs[l] = step_cost_draw(&rng, MOST, NOISE, is_anti);
    }
    const struct step_chain chain = {layers.blocks, layers.nodes, step_between, &layers};
    struct instance *made = layers_instance(arena, &layers,
                                            chain_deadline(step_chain_extreme(&chain, arena, false, NULL),
                                                           step_chain_extreme(&chain, arena, true, NULL),
                                                           parameters->tightness_permille));
    const struct family_stamp stamp = {
        .family = is_anti ? "layered-anti" : "layered",
        .ranges = &layered_ranges,
        .purpose =
            is_anti
                ? "Every step has costs of its own, 1 to 100 mJ and about 101 less that in ms: hard for "
                  "general solvers."
                : "Every step has costs of its own, 1 to 100 mJ and 1 to 100 ms, independent of each other.",
        .source =
            is_anti
                ? "drawn at random by finopt's family layered-anti: whole mJ, and ms that grow as they shrink"
                : "drawn at random by finopt's family layered: whole ms and mJ, equally likely",
    };
    family_stamp(made, arena, &stamp, parameters);
    *instance = made;
    return STATUS_OK;
}

enum status layered_generate(const struct instance **instance, struct arena *arena,
                             const struct family_parameters *parameters, struct error *error)
{
    return generate(instance, arena, parameters, false, error);
}

enum status layered_anti_generate(const struct instance **instance, struct arena *arena,
                                  const struct family_parameters *parameters, struct error *error)
{
    return generate(instance, arena, parameters, true, error);
}
