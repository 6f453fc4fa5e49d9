/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_BP_H
#define FINOPT_SOLVE_BP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/checked.h"
#include "base/error.h"
#include "graph/extended_graph.h"
#include "lp/lp_session.h"
#include "model/certificate.h"
#include "solve/shared_rows.h"
#include "model/plan.h"
#include "solve/solver.h"

/*
 * Branch and price, shared by the files solve/bp_*.c; the method itself is solve/branch_and_price.h.
 *
 *    bp_master ──prices──> bp_pricing ──new paths──> bp_master        until neither has anything new to say
 *                              │
 *                              └─ bound in integers: closes the node, or bp_list lists all paths it leaves,
 *                                 or bp_branching splits it; bp_rounding looks for plans on the way
 *
 * Applications that are the same in everything (model, source, limits, rate) form a *group*, which has one
 * set of paths and a count. A *path* is a configuration and a node per block; the master decides how often
 * each is used.
 */

#define NO_COLUMN SIZE_MAX

struct bp_path {
    uint32_t group;
    uint32_t depth;
    size_t configuration;
    const uint32_t *nodes;      /* [depth] */
    const struct row_use *uses; /* [use_count] rows ascending, amounts > 0 */
    size_t use_count;
    const uint32_t *steps; /* [step_count] block * rows.count + row, for each row that a block takes of */
    size_t step_count;
    int64_t energy_quanta;
    const uint32_t *arcs; /* [depth + 1] of the group's graph */
    size_t column;        /* in the master, or NO_COLUMN */
    size_t stamp;         /* of the view whose list it was last seen in */
};

/* A growing array of paths. */
struct bp_paths {
    struct bp_path **items; /* [count] */
    size_t count;
    size_t capacity;
};

struct bp_cut;
struct bp_gain;

struct bp_group {
    size_t *applications; /* [size] ascending */
    size_t size;
    struct extended_graph graph; /* of the first; pruned */
    uint32_t *arc_use_begin;     /* [arc_count + 1] */
    struct row_use *arc_uses;
    uint32_t *row_begin;     /* [rows.count + 1] the same by row: row_begin[r] .. row_begin[r+1]-1 are */
    uint32_t *row_arcs;      /* the arcs that take of row r, */
    int64_t *row_amounts;    /* and how much */
    int64_t *least;          /* [rows.count] that any path takes */
    int64_t *dearest;        /* [rows.count] the most that the least taking path through some arc takes */
    struct bp_paths pool;    /* all paths met so far */
    struct bp_paths columns; /* those in the master */
    size_t depth;            /* no path has more blocks */
    struct bp_path **hashed; /* [hash_size] open addressing over the pool */
    size_t hash_size;
};

/* What a branch asks of a path: struct certificate_branch for one group. */
struct bp_property {
    enum certificate_property kind;
    size_t group;
    size_t block;
    size_t from;
    size_t node;
    size_t configuration;
};

/*
 * One side of a branch as a row over the group's paths: the number of paths that *count* is at most `right`.
 * On side 0 those count that have the property, on side 1 those that do not have it. With `right` 0 they are
 * forbidden.
 */
struct bp_row {
    struct bp_property property;
    int side;
    int64_t right;
};

/* The price of one cut, > 0. */
struct bp_cut_price {
    size_t cut;
    int64_t price;
};

/* Integer prices over a denominator: of shared rows, of cuts, and of the branch rows of the node at hand. */
struct bp_prices {
    int64_t denominator;
    int64_t *shared;           /* [rows.count] */
    struct bp_cut_price *cuts; /* [cut_count] where it is not 0, by index */
    size_t cut_count;
    int64_t *branch; /* [row_count of the view] 0 where `right` is 0 */
    size_t branch_count;
};

/* A node of the search tree. */
struct bp_node {
    struct bp_node *parent;
    int side; /* of the parent's branch; 0 below a list */
    enum certificate_kind kind;
    int64_t bound_quanta;
    struct bp_prices prices;     /* what the bound, or the list, rests on; shared == NULL: none yet */
    struct bp_property property; /* of a branch */
    int64_t at_most;             /* of a branch */
    struct bp_node *children[2];
    struct bp_list *list; /* of a list: what is left below */
    double failed_gap; /* the least gap, above or here, at which there was too much to list; INFINITY: none */
    size_t depth;      /* branches above */
    size_t number;     /* the position in the certificate */
    size_t used_cut_count; /* of cuts: those that the certificate needs */
    bool is_combined;      /* the bound is what combining at these prices proved, not the prices alone */
};

/* All paths that are left in the subtree of a list. */
struct bp_list {
    struct bp_paths *groups; /* [group_count] */
    size_t total;
};

/* What the branches above a node leave of the groups. */
struct bp_view {
    struct bp_node *node;
    struct bp_row *rows; /* [row_count] from the root down */
    size_t row_count;
    const struct bp_list *list;   /* NULL: paths are priced in the graphs */
    bool is_empty;                /* a group has no path left */
    struct bp_view_group *groups; /* [group_count] */
    const bool *is_fixed;         /* [group_count] groups that need no prices, in a dive; NULL: none */
};

struct bp_view_group {
    const struct extended_graph *graph; /* filtered; not used with a list */
    const uint32_t *origins;            /* arc in the group's own graph; NULL: the same */
    const int64_t *least;               /* [rows.count] that a path takes of each row */
    const bool *is_removed;             /* [arc_count] of the group's own graph; NULL: none */
    struct bp_paths paths;              /* with a list: what is left of it */
    size_t *rows;                       /* [row_count] of the view, those of this group */
    size_t row_count;
};

struct bp {
    struct arena *arena;   /* what lasts */
    struct arena *scratch; /* for the node at hand */
    const struct problem *problem;
    const struct solve_options *options;
    struct error *error; /* what GLPK said when it failed */

    struct shared_rows rows;
    struct bp_group *groups; /* [group_count] */
    size_t group_count;
    bool keeps_apart;           /* every application is a group of its own */
    bool keeps_crowded;         /* paths stay that there is no room for */
    int64_t most_energy_quanta; /* no plan costs more */
    int64_t denominator;

    const struct plan *best_plan;
    int64_t best_energy_quanta;  /* INT64_MAX without a plan */
    struct bp_path **best_paths; /* [application_count] of the plan */

    struct bp_node *root;
    struct bp_node **open; /* heap by bound */
    size_t open_count;
    size_t open_capacity;
    size_t node_count;

    struct bp_cut *cuts; /* [cut_count] */
    size_t cut_count;
    size_t cut_capacity;

    struct bp_gain **gains; /* [gain_capacity] open addressing */
    size_t gain_capacity;
    size_t gain_count;

    struct bp_master *master;
    int master_failures;       /* of GLPK; each costs a new master */
    int64_t iterations_before; /* of the masters that failed */
    bool is_stopped;           /* by a limit */
    bool must_restart;         /* groups have to be taken apart */
    bool fin_waits;            /* FIN improved is still to be asked for a plan */

    int64_t reach_quanta; /* how far combining gets; 0: not tried yet */
    int64_t combinations; /* that closed a node or made a plan */
    int64_t combined_parts;
    int64_t combining_work; /* labels and parts */
    int64_t branch_nodes;
    uint64_t repairs;    /* of the best plan, so far: the next seed */
    int64_t next_repair; /* after so many simplex iterations */
    int64_t pricing_rounds;
    int64_t labels;
    int64_t listed_paths;
    int64_t column_count;
};

/* ---- bp_paths.c ---- */

/* Groups and their graphs; false if an application has no path, whose index is set, or if there is no room
 * for all, the number of applications being set. */
bool bp_groups_build(struct bp *bp, size_t *hopeless);

/* The path of these arcs of the group's own graph, from the pool or new in it. */
struct bp_path *bp_path_of_arcs(struct bp *bp, size_t group, const size_t *arcs, size_t arc_count);

/* The path of a choice, from the pool or new in it; NULL if the choice is not in the pruned graph. */
struct bp_path *bp_path_of_choice(struct bp *bp, size_t group, const struct plan_application *choice);

/* Does the path count in the row? */
bool bp_row_counts(const struct bp_row *row, const struct bp_path *path);

/* Does an arc of the group's graph make the path through it count in the row? Exactly one arc decides. */
bool bp_row_counts_arc(const struct bp_row *row, const struct extended_graph *graph, size_t arc);

/* More than any path costs, or is late; two of them and a cost fit in 64 bits. */
#define BP_UNREACHED (INT64_C(1) << 61)

/* May the path be used under the rows of the view that forbid? */
bool bp_view_allows(const struct bp_view *view, const struct bp_path *path);

/* The sum of counts[i] over the blocks i of the path that take something of the row. */
int64_t bp_path_counts(const struct bp *bp, const struct bp_path *path, uint32_t row, const int64_t *counts);

void bp_paths_add(struct bp_paths *paths, struct arena *arena, struct bp_path *path);

/* D * energy + prices * uses of a path under the view's prices; surcharges as bp_cut_surcharges() gives
 * them. */
int64_t bp_path_cost(const struct bp_view *view, const struct bp_prices *prices, const int64_t *surcharges,
                     const struct bp_path *path);

/* The rows of the branches above `node`, its list or its filtered graphs; in scratch. */
void bp_view_build(struct bp_view *view, struct bp *bp, struct bp_node *node);

/* ---- bp_reduce.c ---- */

/* Sets what each group takes of each row at least, and removes, in removed[g] (NULL: nothing), the arcs that
 * no plan uses for lack of room. False if a group has no path left. */
bool bp_reduce_root(struct bp *bp, bool **removed);

/* The same for a view, given what its rows forbid. */
bool bp_reduce_view(struct bp_view *view, struct bp *bp, bool **removed);

/* The same for the paths that a view with a list allows. */
bool bp_reduce_paths(struct bp_view *view, struct bp *bp);

/* ---- bp_begin.c ---- */

/*
 * Groups, the master, and FIN's plan with its paths as first columns; of a `bp` whose arenas, problem,
 * options and error are set. False if that there is no plan is already clear, and then there is no master.
 */
bool bp_begin(struct bp *bp, size_t *hopeless);

/* Offers the plan of FIN, improved or not, and puts its paths into the master. Returns FIN's relaxations. */
int64_t bp_begin_with_fin(struct bp *bp, bool improves);

/* Why there is none, in words; of what bp_begin() has set. */
const char *bp_hopeless_text(const struct bp *bp, size_t hopeless);

/* ---- branch_and_price.c ---- */

/* A child of `parent`, or the root. */
struct bp_node *bp_node_new(struct bp *bp, struct bp_node *parent, int side);

/* The node that has the cuts for the view's: that of kind CERTIFICATE_CUTS above it, made if there is none.
 */
struct bp_node *bp_node_for_cuts(struct bp_view *view, struct bp *bp);

/* ---- bp_pricing.c ---- */

struct bp_pricing {
    int128 value;           /* the right side of struct certificate, times nothing: over the denominator */
    bool is_hopeless;       /* a group has no path left */
    struct bp_path **paths; /* [group_count] of least cost */
    int64_t *costs;         /* [group_count] */
};

/* Evaluates the prices: exact, in integers. Results in scratch. */
void bp_price(struct bp_pricing *pricing, struct bp *bp, const struct bp_view *view,
              const struct bp_prices *prices);

/* D * energy + prices * uses for every arc of the view's graph of `group`; [arc_count]. */
void bp_price_arcs(int64_t *costs, struct bp *bp, const struct bp_view *view, size_t group,
                   const struct bp_prices *prices);

/* ---- bp_list.c ---- */

/*
 * Lists every path that can be in a plan cheaper than the best one, given an evaluation of the view's prices;
 * false if they are too many. In a new arena of the list.
 */
bool bp_list_build(struct bp_list *list, struct bp *bp, const struct bp_view *view,
                   const struct bp_prices *prices, const struct bp_pricing *pricing, size_t limit);

/* ---- bp_master.c ---- */

enum bp_relaxation { RELAXATION_CLOSED, RELAXATION_SOLVED, RELAXATION_STOPPED };

struct bp_fraction {
    struct bp_path *path;
    double value;
};

/* The solution of a node's relaxation. */
struct bp_solution {
    struct bp_fraction *fractions; /* [count] values above 0 */
    size_t count;
    double objective_quanta;
    struct bp_prices prices;   /* the best of this node */
    struct bp_pricing pricing; /* at those prices */
};

void bp_master_new(struct bp *bp);
void bp_master_free(struct bp *bp);
size_t bp_master_column_count(const struct bp *bp);
int64_t bp_master_iterations(const struct bp *bp);

/* Puts a path into the master. */
void bp_master_add(struct bp *bp, struct bp_path *path);

/* Puts a cut that is not there into the master. */
void bp_master_load_cut(struct bp *bp, size_t cut);

/* Column generation at the view's node: raises its bound, keeps its best prices. */
enum bp_relaxation bp_relax(struct bp_solution *solution, struct bp *bp, const struct bp_view *view);

/* What each side of a branch would cost over the columns there are, in quanta; at least `now`. An estimate.
 */
void bp_probe(double estimates[2], struct bp *bp, const struct bp_property *property, int64_t at_most,
              double now);

/* ---- bp_branching.c ---- */

/* Chooses what to branch on; false if nothing is left that could be split: every group of one application has
 * one path, and larger groups are split as far as counts go. */
bool bp_choose_branch(struct bp_property *property, int64_t *at_most, int *first_side, struct bp *bp,
                      const struct bp_view *view, const struct bp_solution *solution);

/* ---- bp_history.c ---- */

/* How much branching on a property has raised the relaxation so far, in quanta per unit that it moved. */
struct bp_gain {
    struct bp_property property;
    double sums[2]; /* by side */
    size_t counts[2];
};

/* The record of a property, made if there is none. */
struct bp_gain *bp_gain_of(struct bp *bp, const struct bp_property *property);

/* ---- bp_rounding.c ---- */

/* The path as an application's choice, in `arena`. */
struct plan_application bp_path_choice(const struct bp_path *path, struct arena *arena);

/* Offers a plan: a path for every application, which must fit together. */
void bp_keep_paths(struct bp *bp, struct bp_path *const *paths, int64_t energy_quanta);

/* Looks for plans near a solution of the relaxation: `tries` roundings, each with so many trials of pairs. */
void bp_round(struct bp *bp, const struct bp_solution *solution, size_t tries, int64_t trials);

/* ---- bp_dive.c ---- */

/*
 * Dives from the view's relaxation: fixes the likeliest path, solves again with new columns, and so on to a
 * plan. `fixed` (by column, or NULL) says how many of each path are fixed from the start.
 */
void bp_dive(struct bp *bp, struct bp_view *view, const int64_t *fixed);

/* Frees some applications of the best plan and dives for them; another `seed`, others. */
void bp_repair(struct bp *bp, struct bp_view *view, uint64_t seed);

/* ---- branch_and_price.c, a node at a time ---- */

/*
 * Builds the view of a node and bounds it: column generation with cuts, which may put the bound into another
 * node, view->node, and a look for plans nearby. CLOSED: below the node is no better plan.
 */
enum bp_relaxation bp_bound_node(struct bp_solution *solution, struct bp_view *view, struct bp *bp,
                                 struct bp_node *node);

/* ---- bp_finish.c ---- */

/* Tries to end the search below the view's node by combining what is left to choose; true if the node is
 * closed. Its bound may have risen otherwise, and a better plan been found. */
bool bp_finish(struct bp *bp, const struct bp_view *view, const struct bp_solution *solution);

/* ---- bp_certificate.c ---- */

/* The tree as a proof that no plan costs less than `floor_quanta`, or that there is none. */
const struct certificate *bp_certificate(struct bp *bp, int64_t floor_quanta, bool is_infeasible);

/* What a node's bound must reach to be closed. */
static inline bool bp_bound_closes(const struct bp *bp, int64_t bound_quanta)
{
    return bp->best_plan != NULL && bound_quanta >= bp->best_energy_quanta;
}

#endif
