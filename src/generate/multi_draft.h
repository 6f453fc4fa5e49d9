/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_GENERATE_MULTI_DRAFT_H
#define FINOPT_GENERATE_MULTI_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "generate/family.h"

struct arena;
struct instance;

/*
 * An instance of family `multi` while it is drawn: all numbers are integers in handy units, so that no step
 * depends on how a machine rounds. Private to generate/multi*.c.
 */
enum multi_tier { MULTI_MOBILE, MULTI_EDGE, MULTI_CLOUD };

enum multi_link_kind { MULTI_RADIO, MULTI_CELLULAR, MULTI_NEIGHBOUR, MULTI_WIDE_AREA };

enum { MULTI_EXITS = 3, MULTI_CONFIGURATIONS = 3, MULTI_MODELS = 4 };

struct multi_node {
    enum multi_tier tier;
    size_t number; /* within its tier, from 1 */
    int64_t speed_gops;
    int64_t power_mw;
    int64_t memory_mib;           /* 0: unlimited */
    int64_t utilization_permille; /* the most */
};

struct multi_link {
    enum multi_link_kind kind;
    size_t from;
    size_t to;
    bool bidirectional;
    int64_t mbit_per_s;
    int64_t latency_us;
    int64_t nj_per_bit;
    int64_t utilization_permille;
};

struct multi_block {
    int64_t mop;
    int64_t output_kbit;
    int64_t memory_mib;
};

struct multi_exit {
    size_t block;
    int64_t mop;
};

struct multi_configuration {
    const char *id;
    int64_t accuracy_permille;
    int64_t percents[MULTI_EXITS]; /* of the samples that leave at each exit */
};

struct multi_model {
    int64_t input_kbit;
    struct multi_block *blocks; /* [block_count of the draft] */
    struct multi_exit exits[MULTI_EXITS];
    size_t exit_count;
    struct multi_configuration configurations[MULTI_CONFIGURATIONS];
    size_t configuration_count;
};

struct multi_application {
    size_t model;
    size_t source;
    int64_t rate_per_1000_s;
    int64_t deadline_us;
    int64_t min_accuracy_permille;
    bool is_mean;   /* latency metric */
    size_t refuge;  /* node of the hidden plan: all blocks run there */
};

struct multi_draft {
    struct multi_node *nodes;
    size_t node_count;
    struct multi_link *links;
    size_t link_count;
    struct multi_model *models;
    size_t model_count;
    size_t block_count;
    struct multi_application *applications;
    size_t application_count;
};

/* Where one application runs: configuration, node of each block up to its depth. */
struct multi_route {
    size_t configuration;
    size_t depth;
    size_t nodes[FAMILY_BLOCKS_LIMIT];
};

/* What routes use, per inference times the application's rate. */
struct multi_usage {
    int64_t *node_loads_ppm;  /* [node_count] */
    int64_t *node_memory_mib; /* [node_count] */
    int64_t *link_loads_ppm;  /* [2 * link_count]: forward and reverse of each */
};

/* All blocks of the least accurate configuration that is accurate enough on the refuge. */
void multi_refuge_route(struct multi_route *route, const struct multi_draft *draft, size_t h);

/* Latency of a route in nanoseconds, rounded up arc by arc; the route must exist. */
int64_t multi_route_latency_ns(const struct multi_draft *draft, size_t h, const struct multi_route *route);

/*
 * The cheapest route of the convex hull of (energy, latency) that meets the deadline, which the refuge's
 * does.
 */
void multi_cheapest_route(struct multi_route *route, struct arena *scratch, const struct multi_draft *draft,
                          size_t h);

/* Adds what application h uses on its route. */
void multi_usage_add(struct multi_usage *usage, const struct multi_draft *draft, size_t h,
                     const struct multi_route *route);

/* The draft in SI units, in `arena`; name, description and provenance are left to the caller. */
struct instance *multi_draft_instance(struct arena *arena, const struct multi_draft *draft);

#endif
