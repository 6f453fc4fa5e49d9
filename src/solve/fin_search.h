/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_FIN_SEARCH_H
#define FINOPT_SOLVE_FIN_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/plan.h"
#include "model/resource_usage.h"
#include "solve/fin_placement.h"

struct arena;
struct problem;
struct solve_options;

/* Where one application is, and what it would be and cost had it the network to itself. */
struct fin_slot {
    bool is_placed;
    int64_t energy_quanta;
    struct plan_application choice;
    int64_t energy_alone_quanta;
    struct plan_application choice_alone;
};

/*
 * The state of FIN for several applications: who is placed where, and what that uses. Invariant: `used` is
 * the sum of what the placed applications use, and violates no row (P6)-(P8).
 */
struct fin_search {
    struct arena *arena;
    struct arena *scratch;
    const struct problem *problem;
    const struct solve_options *options;
    struct fin_application *applications; /* [application_count] */
    struct fin_slot *slots;               /* [application_count] */
    struct resource_usage used;
    int64_t relaxations;
    int64_t moves; /* improvements made */
    bool is_timed_out;
};

/*
 * Builds the structures of all applications and places each alone, in `arena`; `scratch` is another one.
 * Returns application_count, or the first application that has no plan even alone, by its extended graph; the
 * search is then not usable. No placement goes on after options->deadline; one that is cut short has found no
 * place, so ask fin_search_time_is_up() before believing that there is none.
 */
size_t fin_search_init(struct fin_search *search, struct arena *arena, struct arena *scratch,
                       const struct problem *problem, const struct solve_options *options);

/* Takes every application out. */
void fin_search_clear(struct fin_search *search);

/* Places h, which is not placed, on what is left, for less than the limit; false if there is no such place.
 */
bool fin_search_insert(struct fin_search *search, size_t h, int64_t energy_limit);

/*
 * The same, but chooses the place by `arc_costs` (of h's extended graph) instead of energy: prices on
 * scarce resources keep room for those who come later.
 */
bool fin_search_insert_priced(struct fin_search *search, size_t h, int64_t *arc_costs);

/* Makes room for h by taking one placed application out and putting it back after h; true if both have a
 * place. */
bool fin_search_push_aside(struct fin_search *search, size_t h);

/* Local search while all are placed: one application, then pairs, until nothing gets better or time is up. */
void fin_search_improve(struct fin_search *search);

bool fin_search_time_is_up(struct fin_search *search);

/* The plan, in `arena`, and its energy; all applications must be placed. */
const struct plan *fin_search_plan(int64_t *energy_quanta, const struct fin_search *search);

#endif
