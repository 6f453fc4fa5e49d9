/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which plan is provably the cheapest? The work is in solve/label_setting.c; this makes it a method. */
#include "solve/labels.h"

#include "base/arena.h"
#include "graph/extended_graph.h"
#include "model/plan.h"
#include "model/solution.h"
#include "solve/each_application.h"
#include "solve/label_setting.h"
#include "solve/solver.h"

static void fill_solution(struct solution *solution, struct arena *arena, const struct extended_graph *graph,
                          const struct label_setting_result *result)
{
    struct plan *plan = plan_new(arena, graph->problem);
    extended_graph_decode_path(plan, arena, graph, result->arcs, result->arc_count);
    solution->outcome = result->proof != NULL ? OUTCOME_OPTIMAL : OUTCOME_FEASIBLE;
    solution->plan = plan;
    solution->energy_quanta = result->energy_quanta;
    solution->has_bound = true;
    solution->bound_quanta = result->bound_quanta;
    solution->proof = result->proof;
    solution->note = result->limit;
    solution_add_effort(solution, "labels", result->labels);
    solution_add_effort(solution, "extensions", result->extensions);
    solution_add_effort(solution, "sweeps", result->sweeps);
    if (result->relaxations > 0) {
        solution_add_effort(solution, "relaxations", result->relaxations);
    }
}

static enum status labels_solve_one(struct solution *solution, struct arena *arena, struct arena *scratch,
                                    const struct problem *problem, const struct solve_options *options,
                                    struct error *error)
{
    (void)error;
    const struct arena_mark mark = arena_mark(scratch);
    *solution = (struct solution){.outcome = OUTCOME_UNKNOWN};
    struct extended_graph graph;
    /* The graph is scratch too; what its builder needs meanwhile comes from the other arena and is rewound.
     */
    extended_graph_build(&graph, scratch, arena, problem, 0, EXTENDED_GRAPH_PRUNED);
    if (graph.vertex_count == 0) {
        solution->outcome = OUTCOME_INFEASIBLE;
        solution->proof = "no path of the extended graph meets (P2)-(P5)";
    } else {
        const struct label_setting_options label_options = {
            .deadline = options->deadline,
            .memory_limit_bytes = options->memory_limit_bytes,
        };
        struct label_setting_result result;
        label_setting_run(&result, arena, scratch, &graph, &label_options);
        fill_solution(solution, arena, &graph, &result);
    }
    arena_rewind(scratch, mark);
    return STATUS_OK;
}

enum status labels_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                         const struct problem *problem, const struct solve_options *options,
                         struct error *error)
{
    return solve_each_application(solution, arena, scratch, problem, options, labels_solve_one, error);
}
