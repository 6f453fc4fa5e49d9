/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does the integer program of an instance look like to another solver? It is built exactly as the method
 * `ilp` builds it, and written behind a comment that says what it is and what should come out.
 */
#include "cli/export_program.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/export_format.h"
#include "cli/options.h"
#include "graph/extended_graph.h"
#include "ilp/arc_flow.h"
#include "io/safe_text.h"
#include "lp/linear_program.h"
#include "lp/lp_writer.h"
#include "lp/mps_writer.h"
#include "model/instance.h"
#include "model/problem.h"

/* The lines of the comment: instance, formulation, size, unit, expected optimum. */
static const char *make_heading(struct arena *arena, const struct problem *problem,
                                const struct linear_program *program)
{
    struct text text;
    text_init(&text, arena);
    text_add(&text, "instance ");
    text_add_safe(&text, problem->name);
    text_addf(&text, "\nformulation arc_flow: %zu rows, %zu columns, %zu nonzeros\n", program->row_count,
              program->column_count, program->entry_count);
    text_addf(&text, "minimise energy, in quanta of %g J; latencies in quanta of %g s\n",
              problem->energy_quantum_j, problem->time_quantum_s);
    switch (problem->expected.status) {
    case EXPECTED_OPTIMAL:
        text_addf(&text, "expected optimum: %" PRId64 "\n", problem->expected.energy_quanta);
        break;
    case EXPECTED_INFEASIBLE:
        text_add(&text, "expected: infeasible\n");
        break;
    case EXPECTED_NOTHING:
        break;
    }
    return text.data;
}

typedef void program_writer(struct text *text, struct arena *scratch, const struct linear_program *program,
                            const char *heading);

static enum status write_program(struct text *text, struct arena *arena, struct arena *scratch,
                                 const struct export_request *request, program_writer *write,
                                 struct error *error)
{
    if (request->options->formulation != 0) {
        return error_set(error, STATUS_UNSUPPORTED,
                         "only the formulation arc_flow is written in this format");
    }
    const struct arena_mark mark = arena_mark(scratch);
    const struct problem *problem = request->problem;
    struct extended_graph *graphs = ARENA_ARRAY(arena, struct extended_graph, problem->application_count);
    struct arc_flow flow;
    for (size_t h = 0; h < problem->application_count; h++) {
        extended_graph_build(&graphs[h], arena, scratch, problem, h, EXTENDED_GRAPH_WHOLE);
    }
    arc_flow_build(&flow, arena, scratch, problem, graphs);
    write(text, scratch, flow.program, make_heading(arena, problem, flow.program));
    arena_rewind(scratch, mark);
    return STATUS_OK;
}

enum status export_lp_write(struct text *text, struct arena *arena, struct arena *scratch,
                            const struct export_request *request, struct error *error)
{
    return write_program(text, arena, scratch, request, lp_writer_write, error);
}

enum status export_mps_write(struct text *text, struct arena *arena, struct arena *scratch,
                             const struct export_request *request, struct error *error)
{
    return write_program(text, arena, scratch, request, mps_writer_write, error);
}
