/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_MODEL_CERTIFICATE_H
#define FINOPT_MODEL_CERTIFICATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct plan;

/*
 * A proof about the least energy of a problem, as a tree that anybody can check without any solver.
 *
 *                    branch: at most k | at least k+1 of these applications run block i on node n
 *                   /                                        \
 *        list: which paths are left                      leaf: prices
 *                  |
 *          branch: ...
 *           /        \
 *     leaf: prices   leaf: prices
 *
 * Claim: no plan costs less than `floor_quanta` (or there is no plan at all, when `is_infeasible`). A branch
 * splits the plans in two; every leaf carries integer prices on shared rows (P6)-(P8) and on the branches
 * above it. Let D be its denominator. Every plan below the leaf satisfies
 *
 *     D * energy  >=  sum over applications of the least (D * energy + prices * use)  -  prices * capacities,
 *
 * the least over paths that meet (P2)-(P5) and the branches above. The leaf is closed if an application has
 * no such path, or the right side exceeds D * (floor - 1) (so that energy >= floor), or, with D = 0, exceeds
 * 0 (no plan).
 *
 * A branch is a row like the others. On its side "at most k" the row says: the number of its applications
 * whose path has the property is <= k. On its side "at least k+1": the number of those whose path does *not*
 * have it is
 * <= count - (k+1). Prices are >= 0. A row with right side 0 forbids the property to all its applications
 * outright, priced or not.
 *
 * At every leaf, list and `cuts` node some paths are left: those that no branch above forbids, that meet (P4)
 * and, below a list, are in it; without those that there is no room for. There is no room for a path if the
 * least that a path through one of its arcs takes of a shared row (below a list: that it takes itself), and
 * the least that the paths left of each other application take, exceed the row's capacity together. To drop
 * such paths may raise what is taken at least, so it is repeated until nothing changes; the result does not
 * depend on the order. All minima here are over the paths left: with graphs, over all chains of arcs left.
 *
 * `cuts` says of shared rows what the mixes of paths that prices stand for do not know. A path of application
 * h counts count(h, i) for each of its blocks i that takes something of the row. A cut holds if whoever, of
 * the paths left, counts more than `at_most` together takes more than the row's capacity. It is a row like
 * the others for the leaves and lists below: uses = counts, right side = at_most.
 *
 * A list carries prices as a leaf does, and one child. A path of application h whose cost exceeds its least
 * by more than D * (floor - 1) minus the right side above is in no plan below the floor; below the list,
 * leaves minimise over the remaining paths only. The checker makes the list itself. In a proof that there is
 * no plan the floor, for leaves, lists and combinations with D > 0, is one quantum more than any plan can
 * cost.
 *
 * `combinations` carries prices as a leaf does, D > 0, and is closed if no plan below it costs less than the
 * floor, of paths left: the checker tries them all, application by application. Let V be the right side above
 * and S = D * (floor - 1) - V. In such a plan the paths cost above their applications' least, together with
 * price * (right side - use) of every row, at most S, so that prices tell early what need not be tried on.
 *
 * Source: Lagrangian duality (Geoffrion, Math. Programming Study 2, 1974); safe bounds as Held, Cook, Sewell,
 * Math. Programming Computation 4 (2012); lists as Baldacci, Christofides, Mingozzi, Math. Programming 115
 * (2008).
 */
/* Denominators and prices are at most this, so that no sum of a proof leaves 128 bits. */
#define CERTIFICATE_PRICE_LIMIT (INT64_C(1) << 40)

/* The finest floor graph of a leaf. */
#define CERTIFICATE_FLOOR_GAMMA_LIMIT INT64_C(1000000)

/* Of a cut: at_most and each count. */
#define CERTIFICATE_COUNT_LIMIT INT64_C(1024)

enum certificate_kind {
    CERTIFICATE_LEAF,
    CERTIFICATE_LIST,
    CERTIFICATE_BRANCH,
    CERTIFICATE_CUTS,
    CERTIFICATE_COMBINATIONS
};

enum certificate_property {
    PROPERTY_NODE, /* block `block` runs on `node`; a path that ends before it does not have the property */
    PROPERTY_ARC,  /* block `block` runs on `node`, its input coming from `from` (the source for block 0) */
    PROPERTY_CONFIGURATION /* the path is one of configuration `configuration` */
};

struct certificate_branch {
    enum certificate_property property;
    size_t block; /* 0-based */
    size_t from;  /* of the problem: places of nodes with shares are told apart */
    size_t node;
    size_t configuration; /* the same index in all its applications */
    size_t *applications; /* [application_count] ascending */
    size_t application_count;
    int64_t at_most; /* k, 0 .. application_count - 1 */
};

enum certificate_row { ROW_NODE_LOAD, ROW_NODE_MEMORY, ROW_LINK_LOAD, ROW_BRANCH, ROW_CUT };

/* How much block `block` of an application counts where it takes something of the cut's row. */
struct certificate_count {
    size_t application;
    size_t block;
    int64_t count; /* 1 .. CERTIFICATE_COUNT_LIMIT */
};

struct certificate_cut {
    enum certificate_row row;         /* (P6), (P7) or (P8) */
    size_t index;                     /* owner node, owner link */
    int64_t at_most;                  /* 0 .. CERTIFICATE_COUNT_LIMIT */
    struct certificate_count *counts; /* [count_count] ascending by (application, block) */
    size_t count_count;
};

struct certificate_price {
    enum certificate_row row; /* (P6), (P7), (P8), or a branch or a cut above */
    size_t
        index;  /* owner node, owner link, or the position of the branch, or of the cut's node, in `nodes` */
    size_t cut; /* of a cut: which of that node's */
    int64_t price; /* > 0 */
};

struct certificate_node {
    enum certificate_kind kind;
    int64_t denominator;              /* leaf, list, combinations: D >= 0; but for a leaf D > 0 */
    struct certificate_price *prices; /* as denominator: [price_count] */
    size_t price_count;
    int64_t floor_gamma; /* leaf: 0, or bound the paths by FIN's floor graph of this resolution, (F3) */
    struct certificate_branch branch; /* branch */
    struct certificate_cut *cuts;     /* cuts: [cut_count] */
    size_t cut_count;
    size_t children[2]; /* branch: "at most", "at least"; list, cuts: [0]; positions in `nodes`, after this
                           one's own */
};

struct certificate {
    bool is_infeasible;
    int64_t floor_quanta;    /* no plan costs less, unless is_infeasible */
    const struct plan *plan; /* costs floor_quanta when the claim is optimality; else a plan, or NULL */
    struct certificate_node *nodes; /* [node_count]; nodes[0] is the root */
    size_t node_count;
};

#endif
