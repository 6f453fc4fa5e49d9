/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How is an instance of family `tiered` made up? Each node is of a kind that somebody measured, each device
 * has a radio that somebody measured, each network is about as large and leaves about as early as some that
 * were; what is drawn lies within those measurements, rounded. Applications, deadlines and capacities are
 * made as in `multi`.
 */
#include "generate/tiered.h"

#include "base/arena.h"
#include "base/checked.h"
#include "base/rng.h"
#include "generate/family.h"
#include "generate/family_stamp.h"
#include "generate/multi_draft.h"
#include "model/instance.h"

/* ---- nodes ---- */

/* 1 pJ per operation at 1 Gop/s is 1 mW. */
struct machine {
    int64_t least_gops;
    int64_t most_gops;
    int64_t gops_step;
    int64_t least_pj; /* per operation */
    int64_t most_pj;
    int64_t pj_step;
};

enum { DEVICE_KINDS = 3, EDGE_KINDS = 3, CLOUD_KINDS = 2, RADIO_KINDS = 4 };

static const struct machine device_kinds[DEVICE_KINDS] = {
    /* GPUs of phones: MobileNetV1, 519 MFLOP, 17.36 to 42.44 mJ (DeepEn2023, arXiv 2312.00103); at 2 to 6 W
     */
    {60, 80, 10, 30, 80, 10},
    /* processors of phones: 53.59 to 136.79 mJ (the same) */
    {15, 25, 5, 100, 260, 20},
    /* Jetson Nano: 1.31 GFLOP in 16.87 ms and 89.58 mJ (README of DIME) */
    {80, 80, 10, 70, 70, 10},
};

static const struct machine edge_kinds[EDGE_KINDS] = {
    /* a GPU: ResNet-50, 8.18 GFLOP, in 1.426 ms (PipeDream, batch of 128 images); at 200 to 250 W */
    {5000, 6000, 500, 40, 40, 10},
    /* NVIDIA L4: ResNet-50 in 0.375 ms (MLPerf Inference v4.1, Lenovo SE360 V2); at its limit of 72 W */
    {20000, 22000, 1000, 3, 4, 1},
    /* Jetson Nano, as above: a gateway */
    {80, 80, 10, 70, 70, 10},
};

static const struct machine cloud_kinds[CLOUD_KINDS] = {
    /* three speedAI240, one image at a time: ResNet-50 in 0.119 ms, 27.5 mJ (MLPerf Inference v4.1,
       UntetherAI) */
    {65000, 70000, 1000, 3, 4, 1},
    /* eight H200, batched: ResNet-50 in 6.41 ms, 10.4 mJ an image (MLPerf Inference v4.1, NVIDIA, server) */
    {1200, 1300, 100, 1, 2, 1},
};

struct tiers {
    size_t devices;
    size_t edges;
    size_t clouds;
};

static void draw_node(struct multi_node *node, struct rng *rng, const struct machine *kinds,
                      int64_t kind_count)
{
    const struct machine *kind = &kinds[rng_between(rng, 0, kind_count - 1)];
    node->speed_gops = multi_draw(rng, kind->least_gops, kind->most_gops, kind->gops_step);
    node->power_mw = node->speed_gops * multi_draw(rng, kind->least_pj, kind->most_pj, kind->pj_step);
    node->utilization_permille = 1000;
}

static void draw_nodes(struct multi_draft *draft, struct arena *arena, struct rng *rng,
                       const struct tiers *tiers)
{
    draft->nodes = ARENA_ARRAY(arena, struct multi_node, draft->node_count);
    for (size_t n = 0; n < draft->node_count; n++) {
        struct multi_node *node = &draft->nodes[n];
        if (n < tiers->devices) {
            node->tier = MULTI_MOBILE;
            node->number = n + 1;
            draw_node(node, rng, device_kinds, DEVICE_KINDS);
        } else if (n < tiers->devices + tiers->edges) {
            node->tier = MULTI_EDGE;
            node->number = n - tiers->devices + 1;
            draw_node(node, rng, edge_kinds, EDGE_KINDS);
        } else {
            node->tier = MULTI_CLOUD;
            node->number = n - tiers->devices - tiers->edges + 1;
            draw_node(node, rng, cloud_kinds, CLOUD_KINDS);
        }
    }
}

/* ---- links ---- */

struct radio {
    int64_t least_mbit; /* per second, up */
    int64_t most_mbit;
    int64_t nj_at_least; /* per bit with the base power, at these two rates */
    int64_t nj_at_most;
    int64_t one_way_us; /* half of a round trip to a server near by */
};

/*
 * Energy and rate: Huang et al., MobiSys 2012 (Wi-Fi); Narayanan et al., SIGCOMM 2021 (LTE, 5G). Latency: the
 * same, and LEAF's constant for Wi-Fi.
 */
static const struct radio radios[RADIO_KINDS] = {
    {19, 19, 290, 290, 10000}, /* Wi-Fi */
    {10, 16, 353, 254, 10500}, /* LTE */
    {10, 41, 376, 113, 6500},  /* 5G, low band */
    {102, 194, 65, 38, 4000},  /* 5G, mmWave */
};

/*
 * A server anywhere is 54 to 74 ms away and back, one near by 7 to 21 (Narayanan et al.). Device, edge and
 * cloud take 30, 37 and 12.6 nJ per bit (public code of FIN), so an edge and a cloud together 50. Ethernet
 * with 5 is ours.
 */
enum { WIDE_AREA_NJ = 50, WIRED_MBIT = 1000, WIRED_NJ = 5, HOP_US = 1000 };

static int64_t draw_internet_us(struct rng *rng)
{
    return multi_draw(rng, 24000, 32000, 1000);
}

static void draw_device_links(struct multi_draft *draft, struct rng *rng, size_t device,
                              const struct tiers *tiers)
{
    const struct radio *radio = &radios[rng_between(rng, 0, RADIO_KINDS - 1)];
    const bool is_fast = rng_between(rng, 0, 1) == 1;
    const int64_t mbit_per_s = is_fast ? radio->most_mbit : radio->least_mbit;
    const int64_t nj_per_bit = is_fast ? radio->nj_at_most : radio->nj_at_least;
    for (size_t k = 0; k < MULTI_RADIO_LINKS && k < tiers->edges; k++) {
        struct multi_link *link = multi_add_link(draft, MULTI_RADIO, device,
                                                 multi_radio_edge(device, k, tiers->devices, tiers->edges));
        link->mbit_per_s = mbit_per_s;
        link->latency_us = radio->one_way_us + (int64_t)k * HOP_US;
        link->nj_per_bit = nj_per_bit + (int64_t)k * WIRED_NJ;
    }
    for (size_t c = tiers->devices + tiers->edges; c < draft->node_count; c++) {
        struct multi_link *link = multi_add_link(draft, MULTI_CELLULAR, device, c);
        link->mbit_per_s = mbit_per_s;
        link->latency_us = radio->one_way_us + draw_internet_us(rng);
        link->nj_per_bit = nj_per_bit + WIDE_AREA_NJ;
    }
}

/* Edges are joined to the next in a ring and to every cloud. */
static void draw_edge_links(struct multi_draft *draft, struct rng *rng, size_t e, const struct tiers *tiers)
{
    const size_t edge = tiers->devices + e;
    if (tiers->edges > 2 || (tiers->edges == 2 && e == 0)) {
        struct multi_link *link =
            multi_add_link(draft, MULTI_NEIGHBOUR, edge, tiers->devices + (e + 1) % tiers->edges);
        link->bidirectional = true;
        link->mbit_per_s = WIRED_MBIT;
        link->latency_us = HOP_US;
        link->nj_per_bit = WIRED_NJ;
    }
    for (size_t c = tiers->devices + tiers->edges; c < draft->node_count; c++) {
        struct multi_link *link = multi_add_link(draft, MULTI_WIDE_AREA, edge, c);
        link->bidirectional = true;
        link->mbit_per_s = WIRED_MBIT;
        link->latency_us = draw_internet_us(rng);
        link->nj_per_bit = WIDE_AREA_NJ;
    }
}

static void draw_links(struct multi_draft *draft, struct arena *arena, struct rng *rng,
                       const struct tiers *tiers)
{
    draft->links = ARENA_ARRAY(arena, struct multi_link,
                               tiers->devices * (MULTI_RADIO_LINKS + tiers->clouds) +
                                   tiers->edges * (1 + tiers->clouds));
    for (size_t n = 0; n < tiers->devices; n++) {
        draw_device_links(draft, rng, n, tiers);
    }
    for (size_t e = 0; e < tiers->edges; e++) {
        draw_edge_links(draft, rng, e, tiers);
    }
}

/* ---- networks ---- */

/*
 * EfficientNet-B0 on ImageNet (PORTEND): with threshold 0.2 24 % leave after block 5 of 8 and 22 % more after
 * block 6, accuracy 0.724 to 0.727; with 0.4 57 and 20 %, accuracy 0.648 to 0.670; without exits 0.740,
 * Inception-v3 0.773.
 */
static const struct multi_configuration_range configuration_ranges[MULTI_CONFIGURATIONS] = {
    {"thrifty", 20, 45, 640, 670}, {"balanced", 20, 25, 720, 720}, {"full", 0, 0, 740, 770}};

/*
 * Operations: SqueezeNet 1.6, ResNet-18 3.6, ResNet-50 8.2, Inception-v3 11.4 Gop. Cuts with 8 bits a
 * value: 1.6 to 11 Mbit after the first blocks, 0.2 to 0.8 before the last (PipeDream). Parameters: 5 to 100
 * MB. Images of 224 x 224 and 299 x 299.
 */
static void draw_model(struct multi_model *model, struct arena *arena, struct rng *rng, int64_t blocks)
{
    const int64_t mop = multi_draw(rng, 1600, 11400, 200);
    const int64_t width_kbit = multi_draw(rng, 1600, 6400, 400);
    const int64_t memory_mib = multi_draw(rng, 10, 100, 10);
    model->input_kbit = rng_between(rng, 0, 3) == 0 ? 2100 : 1200;
    model->blocks = ARENA_ARRAY(arena, struct multi_block, (size_t)blocks);
    for (int64_t i = 0; i < blocks; i++) {
        const int64_t shrunk = width_kbit * (blocks - i) * (blocks - i) / (blocks * blocks);
        model->blocks[i] = (struct multi_block){
            .mop = max_int64(mop * rng_between(rng, 60, 140) / (100 * blocks) / 10, 1) * 10,
            .output_kbit = i + 1 < blocks ? max_int64(shrunk / 10, 1) * 10 : 0,
            .memory_mib = max_int64(memory_mib * rng_between(rng, 60, 140) / (100 * blocks), 1),
        };
    }
}

/* ---- the whole ---- */

const struct family_ranges tiered_ranges = {
    .applications = {1, 4, FAMILY_APPLICATIONS_LIMIT},
    .blocks = {1, 6, FAMILY_BLOCKS_LIMIT},
    .tightness_permille = {1, 1000, FAMILY_TIGHTNESS_LIMIT_PERMILLE},
    .devices = {1, 3, FAMILY_TIER_LIMIT},
    .edges = {1, 2, FAMILY_TIER_LIMIT},
    .clouds = {1, 1, FAMILY_TIER_LIMIT},
    .exits = {1, 3, FAMILY_EXITS_LIMIT},
};

_Static_assert((int)FAMILY_EXITS_LIMIT <= (int)MULTI_EXITS, "a draft has room for the exits");

static void describe(struct instance *instance, struct arena *arena,
                     const struct family_parameters *parameters)
{
    const struct family_stamp stamp = {
        .family = "tiered",
        .ranges = &tiered_ranges,
        .purpose = arena_printf(arena,
                                "Devices, edge servers, clouds and radios as they were measured. The "
                                "applications' single optima would "
                                "use about %s of what devices, edges and radio links have together, unless "
                                "the applications are too "
                                "few for that.",
                                family_permille_text(arena, parameters->tightness_permille)),
        .source = "drawn at random by finopt's family tiered, within measured ranges: src/generate/tiered.c "
                  "names them",
    };
    family_stamp(instance, arena, &stamp, parameters);
}

enum status tiered_generate(const struct instance **instance, struct arena *arena,
                            const struct family_parameters *parameters, struct error *error)
{
    const enum status status = family_check(parameters, &tiered_ranges, error);
    if (status != STATUS_OK) {
        return status;
    }
    struct rng rng = rng_from_seed(parameters->seed);
    const struct tiers tiers = {(size_t)parameters->devices, (size_t)parameters->edges,
                                (size_t)parameters->clouds};
    struct multi_draft draft = {
        .node_count = tiers.devices + tiers.edges + tiers.clouds,
        .block_count = (size_t)parameters->blocks,
        .application_count = (size_t)parameters->applications,
        .model_count = (size_t)min_int64(parameters->applications, MULTI_MODELS),
    };
    const struct multi_applications applications = {tiers.devices, tiers.edges, MULTI_FLEE_FAST, 102, 150};
    draw_nodes(&draft, arena, &rng, &tiers);
    draw_links(&draft, arena, &rng, &tiers);
    draft.models = ARENA_ARRAY(arena, struct multi_model, draft.model_count);
    for (size_t m = 0; m < draft.model_count; m++) {
        draw_model(&draft.models[m], arena, &rng, parameters->blocks);
        multi_draw_exits(&draft.models[m], &rng, draft.block_count, (size_t)parameters->exits);
        multi_draw_configurations(&draft.models[m], &rng, configuration_ranges);
    }
    multi_draw_applications(&draft, arena, &rng, &applications);
    multi_fit_capacities(&draft, arena, parameters->tightness_permille);
    struct instance *made = multi_draft_instance(arena, &draft);
    describe(made, arena, parameters);
    *instance = made;
    return STATUS_OK;
}
