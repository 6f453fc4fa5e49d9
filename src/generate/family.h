/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_GENERATE_FAMILY_H
#define FINOPT_GENERATE_FAMILY_H

#include <stdint.h>

#include "base/error.h"

struct arena;
struct instance;

/*
 * Families of made-up instances: a row of the table in generate/family_table.c each. The same parameters give
 * the same instance on every machine; another seed gives another instance of the same kind.
 */
enum {
    FAMILY_APPLICATIONS_LIMIT = 1000,
    FAMILY_NODES_LEAST = 3,
    FAMILY_NODES_LIMIT = 100,
    FAMILY_BLOCKS_LIMIT = 100,
    FAMILY_TIGHTNESS_LIMIT_PERMILLE = 10000
};

struct family_parameters {
    int64_t applications;       /* 1 .. FAMILY_APPLICATIONS_LIMIT */
    int64_t nodes;              /* FAMILY_NODES_LEAST .. FAMILY_NODES_LIMIT */
    int64_t blocks;             /* 1 .. FAMILY_BLOCKS_LIMIT */
    int64_t tightness_permille; /* 1 .. FAMILY_TIGHTNESS_LIMIT_PERMILLE; see the family */
    uint64_t seed;
};

struct family {
    const char *name;
    const char *summary; /* one line */
    /* `*instance` in `arena`. STATUS_INPUT: a parameter is outside its range. */
    enum status (*generate)(const struct instance **instance, struct arena *arena,
                            const struct family_parameters *parameters, struct error *error);
};

/* All families; ends with a row whose name is NULL. */
extern const struct family family_table[];

/* The row of that name, or NULL. */
const struct family *family_find(const char *name);

#endif
