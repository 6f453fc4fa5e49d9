/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_BP_CHOICES_H
#define FINOPT_SOLVE_BP_CHOICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "solve/bp.h"

/* A path of a group that a better plan may take. */
struct bp_choice {
    int64_t above; /* cost at the prices, above the least of the group; >= 0 */
    int64_t energy_quanta;
    const int64_t *uses; /* [row_count of the choices] */
    const size_t *arcs;  /* [arc_count] of the group's own graph; NULL: `path` */
    size_t arc_count;
    struct bp_path *path;
};

struct bp_group_choices {
    struct bp_choice *items; /* [count] above ascending */
    size_t count;
};

/*
 * What is left to choose below a node if the plan is to cost less than some target: for each group the paths
 * that are worth looking at, and the rows that such paths could break together.
 */
struct bp_choices {
    struct bp_group_choices *groups; /* [group_count] */
    size_t row_count;
    size_t firm_count;   /* the first rows: shared ones and branches on counts; then cuts */
    int64_t *capacities; /* [row_count] */
    int64_t *prices;     /* [row_count] */
    int128 slack;        /* the most that the paths of a better plan cost above their groups' least, together
                            with prices * what is left of the rows */
};

/*
 * The choices at the solution's prices of a plan that costs less than `target_quanta`. Left out are paths
 * that cost too much above the least, and those *dominated* by another of the same group, which needs no more
 * energy and takes no more of any firm row that could break: with it in its place a plan below the node stays
 * one, and costs no more. In scratch. False if there are too many.
 */
bool bp_choices_build(struct bp_choices *choices, struct bp *bp, const struct bp_view *view,
                      const struct bp_solution *solution, int64_t target_quanta);

/* The path of a choice, from the pool or new in it. */
struct bp_path *bp_choice_path(struct bp *bp, size_t group, const struct bp_choice *choice);

#endif
