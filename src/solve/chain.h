/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_CHAIN_H
#define FINOPT_SOLVE_CHAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct problem;
struct problem_application;
struct problem_configuration;
struct solution;
struct stage;

/*
 * One configuration of one application as a plain chain of blocks, without any graph: what the enumeration
 * and the baselines need, and deliberately apart from graph/, which they are checked against.
 */

/* Energy and latency of running a block on `node` with its input coming from `from`. */
struct chain_step {
    int64_t energy_quanta;
    int64_t latency_quanta;
};

/* False if the step is not possible: no link (P2), or the block may not run there (P3). */
bool chain_step_cost(struct chain_step *step, const struct problem *problem, const struct stage *stage,
                     size_t from, size_t node);

/* Where a block whose input is on `from` may run next: `from` itself, then the heads of its links. */
struct chain_targets {
    size_t own;
    size_t next_link;
    size_t end_link;
    bool own_is_done;
};

struct chain_targets chain_targets_begin(const struct problem *problem, size_t from);
bool chain_targets_next(size_t *node, struct chain_targets *targets, const struct problem *problem);

/*
 * Least latency of the blocks after block i (0-based) if block i is on node n, in to_go[i * node_count + n],
 * which has depth * node_count entries; CHAIN_UNREACHABLE if they cannot be placed. O(depth * (nodes +
 * links)).
 */
#define CHAIN_UNREACHABLE (INT64_C(1) << 61)
void chain_least_latency_to_go(int64_t *to_go, const struct problem *problem,
                               const struct problem_configuration *configuration);

/* The best plan a method has come across for application 0. */
struct candidate {
    bool found;
    size_t configuration;
    const size_t *nodes; /* [depth] */
    int64_t energy_quanta;
    int64_t latency_quanta;
};

/* Evaluates nodes[depth] for a configuration: false if some step is impossible. */
bool candidate_evaluate(struct candidate *candidate, const struct problem *problem, size_t configuration,
                        const size_t *nodes);

/* Makes `offer` the best if it meets (P4), (P5) and costs less than the best so far; its nodes are copied
 * into `arena`. */
void candidate_offer(struct candidate *best, struct arena *arena, const struct problem *problem,
                     const struct candidate *offer);

/* The answer of a heuristic: FEASIBLE with the candidate's plan, or UNKNOWN with `note`. */
void candidate_answer(struct solution *solution, struct arena *arena, const struct problem *problem,
                      const struct candidate *best, const char *note);

/*
 * Places one configuration of application 0: fills nodes[depth]; false if it finds no placement. What a baseline
 * is, apart from choosing the cheapest of its configurations.
 */
typedef bool chain_placer(size_t *nodes, struct arena *scratch, const struct problem *problem,
                          const struct problem_configuration *configuration);

/* The cheapest feasible placement that `place` finds, over all configurations; `note` says why there is none. */
void candidate_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                     const struct problem *problem, chain_placer *place, const char *note);

#endif
