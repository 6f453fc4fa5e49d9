/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_GENERATE_CHAIN_DRAFT_H
#define FINOPT_GENERATE_CHAIN_DRAFT_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct instance;
struct instance_link;

/*
 * An instance whose applications are plain chains, one exit at the end, while it is drawn: every block has
 * its own whole number of units of time and energy at every node, so nothing depends on how a machine rounds.
 */
struct chain_draft {
    const char **node_ids;   /* [node_count] */
    const char **node_tiers; /* [node_count] */
    size_t node_count;
    struct instance_link *links;
    size_t link_count;
    size_t application_count;
    size_t block_count;    /* of every application */
    int64_t units_per_si;  /* 1000: milliseconds and millijoules; 1000000: microseconds and microjoules */
    int64_t *times;        /* [application][block][node]; CHAIN_NOWHERE: the block does not run there */
    int64_t *energies;     /* likewise */
    int64_t *deadlines;    /* [application] */
    int64_t cut_kbit;      /* the input, and between blocks */
    const size_t *sources; /* [application] a node; NULL: all start at the first */
    const int64_t *memory_bytes;      /* [application][block]; NULL: no block needs any */
    const int64_t *node_memory_bytes; /* [node_count]; NULL: unlimited */
};

#define CHAIN_NOWHERE INT64_C(-1)

/* A draft of that size: all numbers 0, no links; ids and tiers are the caller's. */
void chain_draft_init(struct chain_draft *draft, struct arena *arena, size_t applications, size_t blocks,
                      size_t nodes);

/* The same for one application in microseconds and microjoules on a device and an edge server. */
void chain_draft_init_pair(struct chain_draft *draft, struct arena *arena, size_t blocks);

/* What block i of application h takes on node n. */
void chain_draft_set(struct chain_draft *draft, size_t h, size_t i, size_t n, int64_t time, int64_t energy);

/* Links both ways between all nodes that cost no time and no energy as long as nothing is cut. */
void chain_draft_join_all(struct chain_draft *draft, struct arena *arena);

/* fastest + (cheapest - fastest) / (1 + tightness), rounded down. */
int64_t chain_deadline(int64_t fastest, int64_t cheapest, int64_t tightness_permille);

/* The instance in SI units, the quanta being the draft's units; name and so on are left to the caller. */
struct instance *chain_draft_instance(struct arena *arena, const struct chain_draft *draft);

#endif
