/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_GENERATE_FAMILY_H
#define FINOPT_GENERATE_FAMILY_H

#include <stdint.h>

#include "base/error.h"

struct arena;
struct instance;
struct text;

/*
 * Families of made-up instances: a row of the table in generate/family_table.c each. The same parameters give
 * the same instance on every machine; another seed gives another instance of the same kind.
 */
enum {
    FAMILY_APPLICATIONS_LIMIT = 1000,
    FAMILY_NODES_LEAST = 2,
    FAMILY_NODES_LIMIT = 100,
    FAMILY_TIER_LIMIT = 40, /* of nodes of a tier */
    FAMILY_EXITS_LIMIT = 3,
    FAMILY_BLOCKS_LIMIT = 100,
    FAMILY_GAMMA_LIMIT = 1000000,
    FAMILY_TIGHTNESS_LIMIT_PERMILLE = 10000
};

struct family_parameters {
    int64_t applications;
    int64_t nodes;
    int64_t blocks;
    int64_t tightness_permille; /* see the family */
    uint64_t seed;
    int64_t gamma;   /* the resolution of FIN that an instance is made for */
    int64_t devices; /* where there are tiers: nodes of each, instead of `nodes` */
    int64_t edges;
    int64_t clouds;
    int64_t exits; /* of every model */
};

/* What a parameter may be, and what it is unless said. least == most: fixed; all 0: there is no such thing.
 */
struct family_range {
    int64_t least;
    int64_t initial;
    int64_t most;
};

struct family_ranges {
    struct family_range applications;       /* within 1 .. FAMILY_APPLICATIONS_LIMIT */
    struct family_range nodes;              /* within FAMILY_NODES_LEAST .. FAMILY_NODES_LIMIT */
    struct family_range blocks;             /* within 1 .. FAMILY_BLOCKS_LIMIT */
    struct family_range tightness_permille; /* within 1 .. FAMILY_TIGHTNESS_LIMIT_PERMILLE */
    struct family_range gamma;              /* within 1 .. FAMILY_GAMMA_LIMIT */
    struct family_range devices;            /* within 1 .. FAMILY_TIER_LIMIT */
    struct family_range edges;              /* likewise */
    struct family_range clouds;             /* likewise */
    struct family_range exits;              /* within 1 .. FAMILY_EXITS_LIMIT */
};

struct family {
    const char *name;
    const char *summary; /* one line */
    const struct family_ranges *ranges;
    /* `*instance` in `arena`. STATUS_INPUT: a parameter is outside its range. */
    enum status (*generate)(const struct instance **instance, struct arena *arena,
                            const struct family_parameters *parameters, struct error *error);
};

/* All families; ends with a row whose name is NULL. */
extern const struct family family_table[];

/* The row of that name, or NULL. */
const struct family *family_find(const char *name);

/* Parameters that are 0 become what they are unless said; the seed stays. */
void family_complete(struct family_parameters *parameters, const struct family_ranges *ranges);

/* STATUS_INPUT: a parameter is outside its range. */
enum status family_check(const struct family_parameters *parameters, const struct family_ranges *ranges,
                         struct error *error);

/* Appends what one may choose: "--blocks 10 (1 to 60), --tightness 1.0 (0.001 to 10.0)". */
void family_ranges_words(struct text *text, struct arena *arena, const struct family_ranges *ranges);

/* "1.25" for 1250, at least one digit after the point, in `arena`. */
char *family_permille_text(struct arena *arena, int64_t permille);

#endif
