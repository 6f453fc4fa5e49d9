/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_EXPORT_MATHPROG_DATA_H
#define FINOPT_EXPORT_MATHPROG_DATA_H

#include <stdint.h>

#include "base/error.h"

struct arena;
struct problem;
struct text;

/* Which of formulations/NAME.mod the data is for. */
struct mathprog_target {
    const char *formulation; /* "arc_flow", "assignment", "feasible_graph", "path" */
    int64_t gamma;           /* resolution, for feasible_graph */
    const char *heading;     /* lines of a comment in front, each ended by a line break; NULL: none */
};

/* Blocks of all sequences of places that `path` may look at; glpsol takes seconds and 200 MB for as many. */
#define MATHPROG_SEQUENCE_LIMIT 400000

/* Integers up to here are exact in the doubles of glpsol. */
#define MATHPROG_EXACT_LIMIT (INT64_C(1) << 53)

/*
 * Adds the problem to `text` as a MathProg data section: `glpsol -m formulations/NAME.mod -d FILE` reads it.
 * The physical structure is written (nodes, links, blocks under configurations, integer costs), the same for
 * all four models; feasible_graph gets gamma besides; path gets a numbering of the places and, for
 * configurations with many sequences of places, those that links allow. Every id is quoted, so that no id is
 * taken for a number or a word of the language.
 *
 * STATUS_UNSUPPORTED: an id above the 100 characters that MathProg allows, more sequences than
 * MATHPROG_SEQUENCE_LIMIT, or no such formulation. STATUS_OVERFLOW, with the quantity: a number, or a sum of
 * numbers of a plan, that is not below MATHPROG_EXACT_LIMIT. `text` is untouched then. `scratch` is rewound.
 * O(configurations * blocks * (nodes + links)). Language: Makhorin, Modeling Language GNU MathProg, GLPK 5.0.
 */
enum status mathprog_data_write(struct text *text, struct arena *scratch, const struct problem *problem,
                                const struct mathprog_target *target, struct error *error);

#endif
