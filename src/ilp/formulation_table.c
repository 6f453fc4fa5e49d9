/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which formulations are there? A formulation is added by one line here. */
#include <string.h>

#include "base/arena.h"
#include "graph/extended_graph.h"
#include "ilp/arc_flow.h"
#include "ilp/assignment.h"
#include "ilp/feasible_graph_program.h"
#include "ilp/formulation.h"
#include "ilp/path.h"
#include "model/problem.h"

const struct formulation formulation_table[] = {
    {"arc_flow", "a binary for each arc of the extended graphs", arc_flow_formulate, arc_flow_read},
    {"assignment", "a binary for each block on each node, for each transfer and configuration",
     assignment_formulate, assignment_read},
    {"feasible_graph", "a binary for each arc of the feasible graphs: FIN as a linear program",
     feasible_graph_formulate, feasible_graph_read},
    {"path", "a binary for each path that meets its deadline", path_formulate, path_read},
    {NULL, NULL, NULL, NULL},
};

const struct formulation *formulation_find(const char *name)
{
    const struct formulation *formulation = formulation_table;
    while (formulation->name != NULL && strcmp(formulation->name, name) != 0) {
        formulation++;
    }
    return formulation->name != NULL ? formulation : NULL;
}

enum status formulation_build(struct formulation_program *built, struct arena *arena, struct arena *scratch,
                              const struct formulation_input *input, struct error *error)
{
    struct formulation_program result = {.is_exact = true};
    const enum status status = input->formulation->build(&result, arena, scratch, input, error);
    if (status == STATUS_OK) {
        result.formulation = input->formulation;
        result.problem = input->problem;
        *built = result;
    }
    return status;
}

const struct extended_graph *formulation_graphs(struct arena *arena, struct arena *scratch,
                                                const struct problem *problem)
{
    struct extended_graph *graphs = ARENA_ARRAY(arena, struct extended_graph, problem->application_count);
    for (size_t h = 0; h < problem->application_count; h++) {
        extended_graph_build(&graphs[h], arena, scratch, problem, h, EXTENDED_GRAPH_WHOLE);
    }
    return graphs;
}

const char *formulation_no_path(struct arena *arena, const struct problem *problem,
                                const struct extended_graph *graphs)
{
    for (size_t h = 0; h < problem->application_count; h++) {
        if (graphs[h].vertex_count == 0) {
            return problem->application_count == 1
                       ? "no path in the extended graph (P2), (P3), (P5)"
                       : arena_printf(arena, "no path in the extended graph of %s (P2), (P3), (P5)",
                                      problem->applications[h].id);
        }
    }
    return NULL;
}
