/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_GENERATE_MULTI_DRAFT_H
#define FINOPT_GENERATE_MULTI_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "generate/family.h"

struct arena;
struct instance;
struct rng;

/*
 * An instance of family `multi` or `tiered` while it is drawn: all numbers are integers in handy units, so
 * that no step depends on how a machine rounds. Nodes come tier by tier. Private to generate/multi*.c and
 * generate/tiered*.c.
 */
enum multi_tier { MULTI_MOBILE, MULTI_EDGE, MULTI_CLOUD };

enum multi_link_kind { MULTI_RADIO, MULTI_CELLULAR, MULTI_NEIGHBOUR, MULTI_WIDE_AREA };

enum { MULTI_EXITS = 3, MULTI_CONFIGURATIONS = 3, MULTI_MODELS = 4, MULTI_RADIO_LINKS = 3 };

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
    bool is_mean;  /* latency metric */
    size_t refuge; /* node of the hidden plan: all blocks run there */
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

/* What a kind of configuration is drawn from. */
struct multi_configuration_range {
    const char *id;
    int64_t least_percent; /* of those who leave at each early exit */
    int64_t most_percent;
    int64_t least_permille; /* accuracy, multiples of 10 */
    int64_t most_permille;
};

/* A round number: a multiple of `step` in low..high, both multiples. */
int64_t multi_draw(struct rng *rng, int64_t low, int64_t high, int64_t step);

/* Another link of the draft, which must have room for it; everything but its ends is open. */
struct multi_link *multi_add_link(struct multi_draft *draft, enum multi_link_kind kind, size_t from,
                                  size_t to);

/* The k-th edge that a mobile reaches: the one near it, then the next on the ring. */
size_t multi_radio_edge(size_t mobile, size_t k, size_t mobiles, size_t edges);

/* Exits after equal parts of the blocks, `most` of them as far as they differ; 2 to 10 Mop each. */
void multi_draw_exits(struct multi_model *model, struct rng *rng, size_t blocks, size_t most);

/* Three ways to use the exits, the more accurate the fewer leave early; with a single exit the last one. */
void multi_draw_configurations(struct multi_model *model, struct rng *rng,
                               const struct multi_configuration_range kinds[MULTI_CONFIGURATIONS]);

enum multi_flee { MULTI_FLEE_ANYWHERE, MULTI_FLEE_FAST };

/* What applications are drawn from. */
struct multi_applications {
    size_t mobiles;
    size_t edges;
    enum multi_flee flee;
    int64_t least_slack_percent; /* deadline, of what the hidden plan takes */
    int64_t most_slack_percent;
};

/*
 * Applications at the mobiles in turn. Their deadlines leave some time to a hidden plan, in which each runs
 * at one edge in reach or in a cloud: at any, or where it takes least.
 */
void multi_draw_applications(struct multi_draft *draft, struct arena *arena, struct rng *rng,
                             const struct multi_applications *kind);

/*
 * Sets capacities such that the cheapest routes of all applications together would use `tightness_permille`
 * of mobiles, edges and radio links, that the hidden plan fits, and each application alone on its cheapest
 * route. Lowers all rates by one factor if that needs more than there is.
 */
void multi_fit_capacities(struct multi_draft *draft, struct arena *arena, int64_t tightness_permille);

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
