/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does a planner do that looks at constraints only? For one configuration the accuracy weight is fixed,
 * so the path of least max-weight is the path of least latency; the configuration with the least weight wins.
 * Weights are fractions and are compared exactly, by cross products in 128 bits.
 */
#include "solve/mcp.h"

#include "base/arena.h"
#include "base/checked.h"
#include "model/problem.h"
#include "model/solution.h"
#include "solve/chain.h"
#include "solve/each_application.h"
#include "solve/solver.h"

struct fraction {
    int64_t numerator;
    int64_t denominator; /* >= 0; 0 / 0 counts as 0, x / 0 as infinite */
};

static int compare_fractions(struct fraction a, struct fraction b)
{
    if (a.numerator == 0 || b.numerator == 0) {
        return (a.numerator > 0) - (b.numerator > 0);
    }
    const int128 left = (int128)a.numerator * b.denominator;
    const int128 right = (int128)b.numerator * a.denominator;
    return (left > right) - (left < right);
}

/* Follows the least latency from block to block; the least-numbered node wins ties. False: no path. */
static bool place_fast(size_t *nodes, struct arena *scratch, const struct problem *problem,
                       const struct problem_configuration *configuration)
{
    int64_t *to_go = ARENA_ARRAY(scratch, int64_t, configuration->depth * problem->node_count);
    chain_least_latency_to_go(to_go, problem, configuration);
    size_t from = problem->applications[0].source;
    for (size_t i = 0; i < configuration->depth; i++) {
        int64_t least = CHAIN_UNREACHABLE;
        struct chain_targets targets = chain_targets_begin(problem, from);
        size_t node = 0;
        while (chain_targets_next(&node, &targets, problem)) {
            struct chain_step step;
            const int64_t rest = to_go[i * problem->node_count + node];
            if (rest == CHAIN_UNREACHABLE ||
                !chain_step_cost(&step, problem, configuration->stages[i], from, node)) {
                continue;
            }
            const int64_t latency = step.latency_quanta + rest;
            if (latency < least || (latency == least && node < nodes[i])) {
                least = latency;
                nodes[i] = node;
            }
        }
        if (least == CHAIN_UNREACHABLE) {
            return false;
        }
        from = nodes[i];
    }
    return true;
}

static enum status mcp_solve_one(struct solution *solution, struct arena *arena, struct arena *scratch,
                                 const struct problem *problem, const struct solve_options *options,
                                 struct error *error)
{
    (void)options;
    (void)error;
    const struct arena_mark mark = arena_mark(scratch);
    *solution = (struct solution){.outcome = OUTCOME_UNKNOWN};
    const struct problem_application *application = &problem->applications[0];
    struct candidate lightest = {0};
    struct fraction least_weight = {1, 0};
    for (size_t c = 0; c < application->configuration_count; c++) {
        const struct problem_configuration *configuration = &application->configurations[c];
        size_t *nodes = ARENA_ARRAY(scratch, size_t, configuration->depth);
        struct candidate path;
        if (!place_fast(nodes, scratch, problem, configuration) ||
            !candidate_evaluate(&path, problem, c, nodes)) {
            continue;
        }
        const struct fraction time = {path.latency_quanta, application->deadline_quanta};
        const struct fraction accuracy = {application->min_accuracy_ppb, configuration->accuracy_ppb};
        const struct fraction weight = compare_fractions(time, accuracy) >= 0 ? time : accuracy;
        const int order = compare_fractions(weight, least_weight);
        if (!lightest.found || order < 0 || (order == 0 && path.latency_quanta < lightest.latency_quanta)) {
            lightest = path;
            least_weight = weight;
        }
    }
    struct candidate best = {0};
    if (lightest.found) {
        candidate_offer(&best, scratch, problem, &lightest);
    }
    candidate_answer(solution, arena, problem, &best,
                     "the path of least constraint weight misses a constraint");
    arena_rewind(scratch, mark);
    return STATUS_OK;
}

enum status mcp_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                      const struct problem *problem, const struct solve_options *options, struct error *error)
{
    return solve_each_application(solution, arena, scratch, problem, options, mcp_solve_one, error);
}
