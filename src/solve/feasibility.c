/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is there a plan? An application that has none alone settles it, by forward and backward least latencies; so
 * do the fastest plans of all applications if nothing that is shared can be exhausted by them.
 */
#include "solve/feasibility.h"

#include "base/arena.h"
#include "base/deadline.h"
#include "base/error.h"
#include "graph/extended_graph.h"
#include "model/plan.h"
#include "model/problem.h"
#include "model/resource_usage.h"
#include "model/solution.h"
#include "solve/exhaustive.h"
#include "solve/fin_joint.h"
#include "solve/ilp.h"
#include "solve/lagrangian.h"
#include "solve/solver.h"

typedef enum status oracle(struct solution *, struct arena *, struct arena *, const struct problem *,
                           const struct solve_options *, struct error *);

/* The path of least latency; the graph must not be empty. Arcs are in topological order. */
static void decode_fastest_path(struct plan *plan, struct arena *arena, struct arena *scratch,
                                const struct extended_graph *graph)
{
    int64_t *latencies = ARENA_ARRAY(scratch, int64_t, graph->vertex_count);
    size_t *arcs_in = ARENA_ARRAY(scratch, size_t, graph->vertex_count);
    size_t *path = ARENA_ARRAY(scratch, size_t, graph->vertex_count);
    for (size_t v = 1; v < graph->vertex_count; v++) {
        latencies[v] = INT64_MAX;
    }
    for (size_t a = 0; a < graph->arc_count; a++) {
        const int64_t latency = latencies[graph->arc_tails[a]] + graph->arc_latencies_quanta[a];
        if (latency < latencies[graph->arc_heads[a]]) {
            latencies[graph->arc_heads[a]] = latency;
            arcs_in[graph->arc_heads[a]] = a;
        }
    }
    size_t length = 0;
    for (size_t v = extended_graph_sink(graph); v != 0; v = graph->arc_tails[arcs_in[v]]) {
        length++;
    }
    size_t at = length;
    for (size_t v = extended_graph_sink(graph); v != 0; v = graph->arc_tails[arcs_in[v]]) {
        path[--at] = arcs_in[v];
    }
    extended_graph_decode_path(plan, arena, graph, path, length);
}

/* What the applications say alone: NO if one has no plan; YES if their fastest plans fit together. */
static enum feasibility ask_each(const struct plan **found, struct arena *arena, struct arena *scratch,
                                 const struct problem *problem)
{
    struct plan *plan = plan_new(arena, problem);
    struct resource_usage used;
    resource_usage_init(&used, scratch, problem);
    for (size_t h = 0; h < problem->application_count; h++) {
        struct extended_graph graph;
        extended_graph_build(&graph, scratch, arena, problem, h, EXTENDED_GRAPH_PRUNED);
        if (graph.vertex_count == 0) {
            return FEASIBILITY_NO;
        }
        decode_fastest_path(plan, arena, scratch, &graph);
        resource_usage_add(&used, problem, h, &plan->applications[h], 1);
    }
    if (resource_usage_violated_row(scratch, problem, &used) != NULL) {
        return FEASIBILITY_UNKNOWN;
    }
    *found = plan;
    return FEASIBILITY_YES;
}

enum feasibility feasibility_ask(const struct plan **plan, struct arena *arena, struct arena *scratch,
                                 const struct problem *problem, const struct solve_options *options)
{
    static oracle *const oracles[] = {fin_joint_solve, exhaustive_solve, lagrangian_solve, ilp_solve};
    const struct arena_mark mark = arena_mark(scratch);
    const struct plan *found = NULL;
    enum feasibility answer = ask_each(&found, arena, scratch, problem);
    arena_rewind(scratch, mark);
    struct solve_options improving = *options;
    improving.improve = true;
    for (size_t i = 0; i < sizeof oracles / sizeof oracles[0] && answer == FEASIBILITY_UNKNOWN &&
                       !deadline_has_passed(&options->deadline);
         i++) {
        struct solution solution;
        struct error error;
        if (oracles[i](&solution, arena, scratch, problem, &improving, &error) != STATUS_OK) {
            continue;
        }
        found = solution.plan;
        if (found != NULL) {
            answer = FEASIBILITY_YES;
        } else if (solution.outcome == OUTCOME_INFEASIBLE) {
            answer = FEASIBILITY_NO;
        }
    }
    if (plan != NULL && answer == FEASIBILITY_YES) {
        *plan = found;
    }
    return answer;
}
