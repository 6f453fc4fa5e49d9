/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_SOLVER_H
#define FINOPT_SOLVE_SOLVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/deadline.h"
#include "base/error.h"
#include "graph/feasible_graph.h"
#include "model/solution.h"

struct arena;
struct formulation;
struct problem;

/*
 * Every method behind one interface: a row of the table in solve/solver_table.c. An exact method may claim
 * OPTIMAL and INFEASIBLE; a heuristic may claim them only with a proof of its own, which its solution names.
 */
enum solver_kind { SOLVER_EXACT, SOLVER_HEURISTIC, SOLVER_BASELINE };

/* In which order FIN places several applications. */
enum placement_order { ORDER_GIVEN, ORDER_TIGHTEST_DEADLINE, ORDER_LARGEST_LOAD, ORDER_RANDOM };

/* Is the linear relaxation of the integer program solved by itself, exactly if it is small? */
enum relaxation_use {
    RELAXATION_UNUSED, /* no: branch and bound begins with one of its own */
    RELAXATION_FIRST,  /* and then the integer program */
    RELAXATION_ONLY    /* and nothing else: no plan */
};

struct solve_options {
    int64_t gamma;                /* FIN's resolution, 1 .. GAMMA_LIMIT */
    enum depth_rounding rounding; /* FIN: how latencies become depths */
    bool is_cumulative;           /* FIN, single problems: with DEPTH_CEIL, round paths up instead of arcs */
    int64_t lambda;               /* FIN: keep final depths >= gamma - lambda; negative: all */
    bool adaptive;                /* FIN, single problems: refine until the plan is proved */
    enum placement_order order;   /* FIN, several applications */
    uint64_t order_seed;          /* of ORDER_RANDOM */
    bool improve;                 /* FIN, several applications: local search after the placement */
    int64_t enumeration_limit;    /* exhaustive: the most plans it looks at */
    size_t memory_limit_bytes;    /* labels: stop when the arena holds more; 0: no limit */
    bool wants_certificate;       /* bp, lagrangian: leave a certificate, which takes memory */
    const struct formulation *formulation; /* ilp; NULL: the first of ilp/formulation.h's table */
    enum relaxation_use relaxation;        /* ilp */
    size_t
        whole_path_limit; /* ilp by path: if there are no more paths, all are written down; 0: PATH_LIMIT */
    struct deadline deadline;
};

struct solve_options solve_options_default(void);

struct solver {
    const char *name;
    const char *summary;
    enum solver_kind kind;
    /*
     * Solves `problem`; the solution's plan and strings live in `arena`, `scratch` is rewound. Failures:
     * STATUS_UNSUPPORTED (a problem this method does not do, such as binding shared capacity or
     * numerically unsafe coefficients), STATUS_SOLVER (a library failed).
     */
    enum status (*solve)(struct solution *solution, struct arena *arena, struct arena *scratch,
                         const struct problem *problem, const struct solve_options *options,
                         struct error *error);
};

/* All methods, in the order `--method all` runs them; ends with a row whose name is NULL. */
extern const struct solver solver_table[];

/* The row of that name, or NULL. */
const struct solver *solver_find(const char *name);

#endif
