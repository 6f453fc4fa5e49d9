/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How is an instance of family `multi` made up? Network, models and applications are drawn; deadlines are
 * those of a hidden plan, in which every application flees to one edge or the cloud, with some slack;
 * capacities are then set from what the cheapest routes and the hidden plan use (multi_fit.c).
 */
#include "generate/multi.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "base/rng.h"
#include "generate/family.h"
#include "generate/family_stamp.h"
#include "generate/multi_draft.h"
#include "model/instance.h"

/* ---- network ---- */

static void draw_nodes(struct multi_draft *draft, struct arena *arena, struct rng *rng, size_t mobiles,
                       size_t edges)
{
    draft->nodes = ARENA_ARRAY(arena, struct multi_node, draft->node_count);
    for (size_t n = 0; n < draft->node_count; n++) {
        struct multi_node *node = &draft->nodes[n];
        node->utilization_permille = 1000;
        if (n < mobiles) {
            node->tier = MULTI_MOBILE;
            node->number = n + 1;
            node->speed_gops = multi_draw(rng, 8, 16, 2);
            node->power_mw =
                node->speed_gops * multi_draw(rng, 200, 400, 50); /* 0.2 to 0.4 nJ per operation */
        } else if (n < mobiles + edges) {
            node->tier = MULTI_EDGE;
            node->number = n - mobiles + 1;
            node->speed_gops = multi_draw(rng, 100, 250, 50);
            node->power_mw = node->speed_gops * multi_draw(rng, 200, 300, 20);
        } else {
            node->tier = MULTI_CLOUD;
            node->number = n - mobiles - edges + 1;
            node->speed_gops = multi_draw(rng, 1000, 2000, 500);
            node->power_mw = node->speed_gops * multi_draw(rng, 300, 400, 50);
        }
    }
}

/* A mobile reaches the edge near it best, and the next two at half the rate. */
static void draw_radio(struct multi_draft *draft, struct rng *rng, size_t mobile, size_t mobiles,
                       size_t edges)
{
    for (size_t k = 0; k < MULTI_RADIO_LINKS && k < edges; k++) {
        struct multi_link *link =
            multi_add_link(draft, MULTI_RADIO, mobile, multi_radio_edge(mobile, k, mobiles, edges));
        link->mbit_per_s = multi_draw(rng, 60, 160, 20) / (k == 0 ? 1 : 2);
        link->latency_us = multi_draw(rng, 3000, 8000, 1000);
        link->nj_per_bit = multi_draw(rng, 60, 120, 10) + (k == 0 ? 0 : 40);
    }
}

static void draw_links(struct multi_draft *draft, struct arena *arena, struct rng *rng, size_t mobiles,
                       size_t edges)
{
    const size_t reach = edges - 1 < 6 ? (edges - 1) / 2 : 3; /* on the ring, to either side */
    const size_t clouds = draft->node_count - mobiles - edges;
    draft->links =
        ARENA_ARRAY(arena, struct multi_link, mobiles * (MULTI_RADIO_LINKS + clouds) + edges * (4 + clouds));
    for (size_t n = 0; n < mobiles; n++) {
        draw_radio(draft, rng, n, mobiles, edges);
        for (size_t c = mobiles + edges; c < draft->node_count; c++) {
            struct multi_link *link = multi_add_link(draft, MULTI_CELLULAR, n, c);
            link->mbit_per_s = multi_draw(rng, 20, 50, 10);
            link->latency_us = multi_draw(rng, 25000, 45000, 5000);
            link->nj_per_bit = multi_draw(rng, 250, 400, 50);
        }
    }
    for (size_t e = 0; e < edges; e++) {
        for (size_t k = 1; k <= reach || (edges % 2 == 0 && edges <= 6 && k == edges / 2 && e < edges / 2);
             k++) {
            struct multi_link *link =
                multi_add_link(draft, MULTI_NEIGHBOUR, mobiles + e, mobiles + (e + k) % edges);
            link->bidirectional = true;
            link->mbit_per_s = 1000;
            link->latency_us = multi_draw(rng, 1000, 3000, 500);
            link->nj_per_bit = multi_draw(rng, 10, 30, 5);
        }
        for (size_t c = mobiles + edges; c < draft->node_count; c++) {
            struct multi_link *link = multi_add_link(draft, MULTI_WIDE_AREA, mobiles + e, c);
            link->bidirectional = true;
            link->mbit_per_s = multi_draw(rng, 500, 1000, 500);
            link->latency_us = multi_draw(rng, 10000, 20000, 2000);
            link->nj_per_bit = multi_draw(rng, 30, 60, 10);
        }
    }
}

/* ---- models ---- */

static const struct multi_configuration_range configuration_ranges[MULTI_CONFIGURATIONS] = {
    {"thrifty", 30, 45, 700, 780}, {"balanced", 15, 30, 800, 860}, {"full", 0, 0, 880, 950}};

static void draw_models(struct multi_draft *draft, struct arena *arena, struct rng *rng)
{
    draft->models = ARENA_ARRAY(arena, struct multi_model, draft->model_count);
    for (size_t m = 0; m < draft->model_count; m++) {
        struct multi_model *model = &draft->models[m];
        const int64_t width_kbit =
            multi_draw(rng, 1000, 2400, 200); /* of what the first blocks pass on; it shrinks */
        const int64_t blocks = (int64_t)draft->block_count;
        model->input_kbit = multi_draw(rng, 600, 1600, 200);
        model->blocks = ARENA_ARRAY(arena, struct multi_block, draft->block_count);
        for (int64_t i = 0; i < blocks; i++) {
            const int64_t shrunk = width_kbit * (blocks - i) / blocks * rng_between(rng, 60, 100) / 100;
            model->blocks[i] = (struct multi_block){
                .mop = multi_draw(rng, 50, 400, 10),
                .output_kbit = i + 1 < blocks ? max_int64(shrunk / 10, 1) * 10 : 0,
                .memory_mib = rng_between(rng, 4, 40),
            };
        }
        multi_draw_exits(model, rng, draft->block_count, MULTI_EXITS);
        multi_draw_configurations(model, rng, configuration_ranges);
    }
}

/* ---- the whole ---- */

const struct family_ranges multi_ranges = {
    .applications = {1, 5, FAMILY_APPLICATIONS_LIMIT},
    .nodes = {3, 5, FAMILY_NODES_LIMIT},
    .blocks = {1, 5, FAMILY_BLOCKS_LIMIT},
    .tightness_permille = {1, 1000, FAMILY_TIGHTNESS_LIMIT_PERMILLE},
};

static void describe(struct instance *instance, struct arena *arena,
                     const struct family_parameters *parameters)
{
    const struct family_stamp stamp = {
        .family = "multi",
        .ranges = &multi_ranges,
        .purpose = arena_printf(
            arena,
            "The applications' single optima would use about %s of what mobiles, edges and radio links "
            "have together, unless the applications are too few for that.",
            family_permille_text(arena, parameters->tightness_permille)),
        .source = "drawn at random by finopt's family multi: round numbers of realistic size, not measured",
    };
    family_stamp(instance, arena, &stamp, parameters);
}

enum status multi_generate(const struct instance **instance, struct arena *arena,
                           const struct family_parameters *parameters, struct error *error)
{
    const enum status status = family_check(parameters, &multi_ranges, error);
    if (status != STATUS_OK) {
        return status;
    }
    struct rng rng = rng_from_seed(parameters->seed);
    struct multi_draft draft = {
        .node_count = (size_t)parameters->nodes,
        .block_count = (size_t)parameters->blocks,
        .application_count = (size_t)parameters->applications,
        .model_count = (size_t)min_int64(parameters->applications, MULTI_MODELS),
    };
    const size_t mobiles = draft.node_count * 2 / 5;
    const size_t edges = draft.node_count - mobiles - 1;
    const struct multi_applications applications = {mobiles, edges, MULTI_FLEE_ANYWHERE, 120, 200};
    draw_nodes(&draft, arena, &rng, mobiles, edges);
    draw_links(&draft, arena, &rng, mobiles, edges);
    draw_models(&draft, arena, &rng);
    multi_draw_applications(&draft, arena, &rng, &applications);
    multi_fit_capacities(&draft, arena, parameters->tightness_permille);
    struct instance *made = multi_draft_instance(arena, &draft);
    describe(made, arena, parameters);
    *instance = made;
    return STATUS_OK;
}
