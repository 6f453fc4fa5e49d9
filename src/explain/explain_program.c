/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the integer program look like with its numbers filled in? The rows of the arc-flow formulation.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "base/arena.h"
#include "explain/explanation.h"
#include "graph/extended_graph.h"
#include "ilp/arc_flow.h"
#include "lp/linear_program.h"
#include "model/problem.h"

/* ` + 5 x3`, ` - x4`; the first term has no blank and no plus before it. */
static void add_term(struct text *text, int64_t value, size_t column, bool is_first)
{
    const char *sign = value < 0 ? (is_first ? "-" : " - ") : (is_first ? "" : " + ");
    text_add(text, sign);
    if (value != 1 && value != -1) {
        text_addf(text, "%" PRId64 " ", value < 0 ? -value : value);
    }
    text_addf(text, "x%zu", column + 1);
}

static void add_objective(struct text *text, const struct linear_program *program)
{
    bool is_first = true;
    text_add(text, "(P0) minimise  ");
    for (size_t j = 0; j < program->column_count; j++) {
        if (program->columns[j].objective != 0) {
            add_term(text, program->columns[j].objective, j, is_first);
            is_first = false;
        }
    }
    text_add(text, is_first ? "0\n" : "\n");
}

static void add_row(struct text *text, const struct linear_program *program, size_t row)
{
    text_addf(text, "%s:  ", linear_program_row_name(text->arena, program, row));
    const size_t begin = program->row_begin[row];
    for (size_t k = begin; k < program->row_begin[row + 1]; k++) {
        add_term(text, program->entry_values[k], program->entry_columns[k], k == begin);
    }
    if (begin == program->row_begin[row + 1]) {
        text_add(text, "0");
    }
    const struct linear_row *bounds = &program->rows[row];
    text_addf(text, " %s %" PRId64 "\n", bounds->lower == bounds->upper ? "=" : "<=", bounds->upper);
}

/* Arcs slower than the whole deadline, which (P4) alone forbids. */
static void add_fixed_columns(struct text *text, const struct linear_program *program)
{
    for (size_t j = 0; j < program->column_count; j++) {
        if (program->columns[j].upper == 0) {
            text_addf(text, "x%zu = 0  (slower than the deadline)\n", j + 1);
        }
    }
}

static void add_program(struct explanation *e, const struct linear_program *program)
{
    struct text *lines = document_add_lines(e->document);
    add_objective(lines, program);
    for (size_t r = 0; r < program->row_count; r++) {
        add_row(lines, program, r);
    }
    add_fixed_columns(lines, program);
    text_addf(lines, "x1, ..., x%zu are 0 or 1\n", program->column_count);
}

enum status explain_program(struct explanation *e, struct error *error)
{
    const size_t count = e->problem->application_count;
    struct extended_graph *graphs = ARENA_ARRAY(e->arena, struct extended_graph, count);
    struct arc_flow flow;
    (void)error;
    document_add_heading(e->document, "The integer program (arc_flow)");
    for (size_t h = 0; h < count; h++) {
        extended_graph_build(&graphs[h], e->arena, e->scratch, e->problem, h, EXTENDED_GRAPH_WHOLE);
        if (graphs[h].vertex_count == 0) {
            document_add_paragraph(e->document, "There is none: the extended graph of %s holds no path.",
                                   e->problem->applications[h].id);
            return STATUS_OK;
        }
    }
    arc_flow_build(&flow, e->arena, e->scratch, e->problem, graphs);
    const struct linear_program *program = flow.program;
    document_add_paragraph(
        e->document,
        "x is 1 for an arc that is taken. The arcs that are taken must be a path from the source to the exit "
        "(P1), (P2), "
        "be in time (P4), and keep within what is shared (P6)-(P8) where that can bind; (P3) and (P5) are in "
        "the graph "
        "already. %zu variables, %zu rows; energies in quanta of %g J, latencies in quanta of %g s.",
        program->column_count, program->row_count, e->problem->energy_quantum_j, e->problem->time_quantum_s);
    if (program->column_count > EXPLAIN_COLUMNS || program->row_count > EXPLAIN_COLUMNS) {
        document_add_paragraph(e->document,
                               "That is more than is written out here; `finopt export --format lp` writes "
                               "it, with names.");
        return STATUS_OK;
    }
    document_add_paragraph(e->document,
                           "x1 is arc 1 of the table above, and so on. A deadline beyond the slowest path is "
                           "replaced by the latency of that path; that keeps the numbers small.");
    add_program(e, program);
    return STATUS_OK;
}
