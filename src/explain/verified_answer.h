/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_EXPLAIN_VERIFIED_ANSWER_H
#define FINOPT_EXPLAIN_VERIFIED_ANSWER_H

#include "base/error.h"
#include "model/solution.h"
#include "verify/verify_plan.h"

struct arena;
struct problem;
struct solver;
struct solve_options;

/* What one method answers, and the verifier's word on its plan. */
struct verified_answer {
    const struct solver *solver;
    struct solution solution;
    struct evaluation evaluation; /* of the plan, if there is one */
};

/*
 * Solves `problem` by one method and has its plan judged. Results in `arena`, `scratch` is rewound.
 * STATUS_SOLVER if the verifier rejects the plan or its energy; else what the method fails with.
 */
enum status verified_answer_find(struct verified_answer *answer, struct arena *arena, struct arena *scratch,
                                 const struct problem *problem, const struct solver *solver,
                                 const struct solve_options *options, struct error *error);

/* The method that proves an optimum soonest, in integers: label setting where nothing is shared, else branch
 * and price. */
const struct solver *verified_answer_exact_solver(const struct problem *problem, struct arena *scratch);

/* `the optimum, by labels`, `feasible, by fin`: whose plan it is, in `arena`. */
const char *verified_answer_words(struct arena *arena, const struct verified_answer *answer);

#endif
