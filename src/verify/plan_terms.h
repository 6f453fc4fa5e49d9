/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_VERIFY_PLAN_TERMS_H
#define FINOPT_VERIFY_PLAN_TERMS_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct plan;
struct problem;

/* What one block of a plan costs: the terms that verify_plan() adds up. */
struct plan_term {
    size_t application;
    size_t block; /* 0-based */
    size_t from;  /* node that holds its input */
    size_t node;
    int64_t transfer_energy_quanta; /* 0 on the same node, as is the next */
    int64_t transfer_latency_quanta;
    int64_t compute_energy_quanta;
    int64_t compute_latency_quanta;
};

/*
 * The terms of a plan that breaks none of (P1)-(P3), application by application, block by block; their number
 * is returned. Their energies add up to (P0). In `arena`. O(blocks log degree).
 */
size_t plan_terms(struct plan_term **terms, struct arena *arena, const struct problem *problem,
                  const struct plan *plan);

#endif
