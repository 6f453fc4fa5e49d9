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
 * one, and costs no more. In scratch. False if there are too many, or the time is up.
 */
bool bp_choices_build(struct bp_choices *choices, struct bp *bp, const struct bp_view *view,
                      const struct bp_solution *solution, int64_t target_quanta);

/* By above, then by energy. */
void bp_choices_sort(struct bp_group_choices *choices);

/* What a choice of a group, which has one, takes of each row at least and at most; [row_count] each. */
void bp_choices_extremes(int64_t *least, int64_t *most, const struct bp_group_choices *choices,
                         size_t row_count);

/* The path of a choice, from the pool or new in it. */
struct bp_path *bp_choice_path(struct bp *bp, size_t group, const struct bp_choice *choice);

/* Is no a[r] above b[r]? */
static inline bool bp_takes_no_more(const int64_t *a, const int64_t *b, size_t row_count)
{
    bool is_no_more = true;
    for (size_t r = 0; r < row_count && is_no_more; r++) {
        is_no_more = a[r] <= b[r];
    }
    return is_no_more;
}

/* ---- bp_trim.c ---- */

/*
 * Takes out the choices that fit into no plan that costs less than the target, whatever the others choose,
 * until nothing changes, and the rows that cannot break any more. False if a group has no choice left.
 */
bool bp_choices_trim(struct bp_choices *choices, struct bp *bp);

/* ---- bp_shift.c ---- */

/*
 * Another price of one row: how much more, or less, per unit, not below 0 in all. With it, too, a plan that
 * costs less than the target keeps to
 *
 *     sum of above  +  price * (use - capacity of the row)  <=  slack
 */
struct bp_shift {
    size_t row;
    int64_t price; /* not 0 */
};

struct bp_shifts {
    struct bp_shift *items; /* [count] */
    size_t count;
};

/* A few for each row, of which all together could take `too_much` beyond its capacity. In `arena`. */
void bp_shifts_make(struct bp_shifts *shifts, struct arena *arena, const struct bp_choices *choices,
                    const int64_t *too_much);

/* above + price * use of a choice; the least of a group's. */
int128 bp_shift_value(const struct bp_shift *shift, const struct bp_choice *choice);
int128 bp_shift_least(const struct bp_shift *shift, const struct bp_group_choices *choices);

#endif
