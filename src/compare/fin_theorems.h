/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_COMPARE_FIN_THEOREMS_H
#define FINOPT_COMPARE_FIN_THEOREMS_H

#include <stdint.h>

#include "base/error.h"
#include "solve/solver.h"

struct arena;
struct problem;
struct solution;

/*
 * The theorems about FIN as run-time checks, on a *single* problem (solve/each_application.h):
 *
 *   (F1) the plan of the ceil graph meets the deadline
 *   (F2) it costs at most the optimum at deadline * (1 - H / gamma), H = the most blocks of a configuration
 *   (F3) the least energy of the floor graph is at most the optimum
 *   (F4) at gamma = deadline both equal the optimum; looked at when the dynamic programme is small
 *   (F5) cumulative rounding finds a plan that costs no more, if ceil finds one (solve/cumulative_path.h)
 *
 * The optima they speak of come from label setting, F1 from the verifier.
 */
struct theorem_report {
    unsigned checked;      /* bit k - 1: theorem (Fk) was looked at */
    const char *violation; /* the first that does not hold, in words; NULL if all do */
};

/* In `arena`; `scratch` is rewound. A limit or an unsupported problem leaves theorems unchecked, it is not a
 * failure. */
void check_fin_theorems(struct theorem_report *report, struct arena *arena, struct arena *scratch,
                        const struct problem *problem, const struct solve_options *options);

/*
 * FIN's graph as a linear program: `ilp` is the answer of the formulation feasible_graph with ceil, with its relaxation.
 * Of a *single* problem the relaxation is that of a network, so it must be integral and worth what FIN finds at this
 * gamma. Returns what is wrong, in `arena`; NULL if nothing is, or a limit came first.
 */
const char *fin_graph_violation(struct arena *arena, struct arena *scratch, const struct problem *problem,
                                const struct solve_options *options, const struct solution *ilp);

#endif
