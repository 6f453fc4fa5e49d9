/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_BP_MASTER_H
#define FINOPT_SOLVE_BP_MASTER_H

#include <stdbool.h>
#include <stddef.h>

#include "lp/lp_session.h"
#include "solve/bp.h"

/*
 * The master program of column generation (Dantzig-Wolfe), as its own files see it:
 *
 *     minimise   sum energy * x
 *     (P6)-(P8)  sum use * x  <=  capacity          a price each
 *     (P1)       sum of x over a group's paths = its size
 *     branches   sum of x over paths that count <= right side
 *
 * One program for the whole search: at another node columns are opened and closed, and the rows of the
 * branches refilled. A helper column on every row keeps it feasible, dear at first and dearer when that is
 * not enough. In phase one only helpers cost.
 */

/* Values below this are taken as zero. */
#define BP_TINY 1e-7

/* A row that is filled anew, with its helper column. */
struct bp_slot {
    size_t row;
    size_t helper;
    size_t cut; /* of a slot for cuts; NO_CUT: free */
};

struct bp_master {
    struct lp_session *session;
    struct bp_path **paths; /* [count] of the columns; NULL for a helper */
    bool *is_closed;        /* [count] at this node */
    size_t count;
    size_t capacity;
    double *scales;      /* [rows.count] what a row is divided by */
    size_t *row_helpers; /* [rows.count] columns */
    size_t *group_helpers;
    struct bp_slot *cut_slots; /* [cut_slot_count] rows for cuts */
    size_t cut_slot_count;
    size_t cut_slot_capacity;
    struct bp_slot *slots; /* [slot_count] rows for branches */
    size_t slot_count;
    size_t slot_capacity;
    size_t *slot_of_row; /* [row_count of the view] slot, or SIZE_MAX for a row that forbids */
    double unit_quanta;  /* energy of one unit of the objective */
    double penalty;
    bool is_phase_one;
    bool is_broken; /* GLPK has failed: a new one is needed */
    const struct bp_view *view;
    size_t stamp;
};

/* Prices in units of the objective per scaled unit of a row; >= 0. */
struct bp_duals {
    double *shared; /* [rows.count] */
    double *cuts;   /* [cut_count] */
    size_t cut_count;
    double *branch; /* [row_count of the view] */
};

/* Takes out cuts that have not pressed for a while. */
void bp_master_unload_idle_cuts(struct bp *bp);

/* Opens what the view allows, closes the rest, and fills the rows of its branches. */
void bp_master_enter(struct bp *bp, const struct bp_view *view);

/* Phase one: helpers cost 1 and paths nothing. Phase two: paths cost their energy and helpers the penalty. */
void bp_master_set_phase(struct bp *bp, bool is_phase_one);

/* False: a limit came first, or GLPK failed, which bp->master_failures counts. */
bool bp_master_solve(struct bp *bp, enum lp_method method);

/* How much help the last solution needed. */
double bp_master_help(const struct bp *bp);

/* The paths that the last solution uses; in scratch. */
void bp_master_read(struct bp_solution *solution, struct bp *bp);

/*
 * Prices at the master's last solution, and puts the paths into the master that are new, as long as it has
 * fewer columns than the limit; not of groups that the view has fixed. How many. Of bp_pricing.c.
 */
size_t bp_price_columns(struct bp *bp, const struct bp_view *view, size_t column_limit);

/* ---- bp_prices.c ---- */

struct bp_duals bp_duals_new(struct bp *bp, const struct bp_view *view);

/* Of the master's last solution. */
void bp_duals_read(struct bp_duals *duals, const struct bp *bp, const struct bp_view *view);

/* Moves `duals` towards `center` by `weight`, 0..1. */
void bp_duals_blend(struct bp_duals *duals, const struct bp_duals *center, double weight, const struct bp *bp,
                    const struct bp_view *view);

/*
 * Integers over the largest denominator, a power of two, at which no path pays too much for an int64_t; over
 * 0 in phase one, where energies do not count. In scratch.
 */
void bp_duals_round(struct bp_prices *prices, const struct bp_duals *duals, struct bp *bp,
                    const struct bp_view *view);

/* The way back, for a node that inherits prices; false if it has none. */
bool bp_duals_of_node(struct bp_duals *duals, const struct bp *bp, const struct bp_view *view);

/* A copy that lasts. */
struct bp_prices bp_prices_keep(struct bp *bp, const struct bp_prices *prices);

#endif
