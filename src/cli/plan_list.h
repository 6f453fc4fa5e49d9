/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_PLAN_LIST_H
#define FINOPT_CLI_PLAN_LIST_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct plan;
struct problem;

/*
 * The cheapest of the plans that pass by; of equal ones those that came first. However many there are, it
 * takes memory for `limit` plans.
 *
 *   plans[0]            a heap with the dearest plan on top, until plan_list_sort(),
 *   plans[1] plans[2]   then cheapest first
 */
struct kept_plan {
    int64_t energy_quanta;
    int64_t rank;    /* how many plans were offered before it */
    uint32_t *cells; /* per application its configuration and its nodes */
};

struct plan_list {
    struct arena *arena;
    const struct problem *problem;
    struct kept_plan *plans; /* [count] */
    size_t count;
    size_t capacity;
    size_t limit;
    size_t cell_count;     /* of a plan */
    int64_t offered_count; /* plans that passed by */
};

/* An empty list that keeps at most `limit` >= 1 plans. */
void plan_list_init(struct plan_list *list, struct arena *arena, const struct problem *problem, size_t limit);

/* Cells of one plan of this problem: what it takes to keep it. */
size_t plan_list_cell_count(const struct problem *problem);

/* O(applications * blocks + log limit). */
void plan_list_offer(struct plan_list *list, const struct plan *plan, int64_t energy_quanta);

/* Puts the plans in order; nothing may be offered afterwards. */
void plan_list_sort(struct plan_list *list);

/* Plan number i, in `arena`. */
struct plan *plan_list_get(const struct plan_list *list, size_t i, struct arena *arena);

#endif
