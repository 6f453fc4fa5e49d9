/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does the integer program of an instance look like to another solver? It is built exactly as the method
 * `ilp` builds it, and written behind a comment that says what it is and what should come out.
 */
#include "cli/export_program.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/export_format.h"
#include "cli/options.h"
#include "ilp/formulation.h"
#include "io/safe_text.h"
#include "lp/linear_program.h"
#include "lp/lp_writer.h"
#include "lp/mps_writer.h"
#include "model/instance.h"
#include "model/problem.h"

/* The lines of the comment: instance, formulation, size, unit, expected optimum. */
static const char *make_heading(struct arena *arena, const struct formulation_program *built,
                                const struct formulation_input *input)
{
    const struct problem *problem = built->problem;
    const struct linear_program *program = built->program;
    struct text text;
    text_init(&text, arena);
    text_add(&text, "instance ");
    text_add_safe(&text, problem->name);
    text_addf(&text, "\nformulation %s: %zu rows, %zu columns, %zu nonzeros\n", built->formulation->name,
              program->row_count, program->column_count, program->entry_count);
    text_addf(&text, "minimise energy, in quanta of %g J; latencies in quanta of %g s\n",
              problem->energy_quantum_j, problem->time_quantum_s);
    if (!built->is_exact) {
        text_addf(
            &text,
            "gamma %" PRId64
            ", rounding ceil: the optimum of this program is FIN's answer, and may be above the instance's\n",
            input->gamma);
    } else if (strcmp(built->formulation->name, "feasible_graph") == 0) {
        text_addf(&text, "gamma %" PRId64 ", rounding floor\n", input->gamma);
    }
    switch (problem->expected.status) {
    case EXPECTED_OPTIMAL:
        text_addf(&text, "expected optimum%s: %" PRId64 "\n", built->is_exact ? "" : " of the instance",
                  problem->expected.energy_quanta);
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
    const bool is_cumulative = request->options->rounding == ROUNDING_CUMULATIVE;
    if (is_cumulative &&
        strcmp(formulation_table[request->options->formulation].name, "feasible_graph") == 0) {
        return error_set(
            error, STATUS_UNSUPPORTED,
            "with cumulative rounding the depth of an arc depends on the path before it: there is no "
            "graph to write as a program; name --rounding ceil or floor");
    }
    const struct formulation_input input = {
        .formulation = &formulation_table[request->options->formulation],
        .problem = request->problem,
        .gamma = request->options->gamma,
        .rounding = is_cumulative ? DEPTH_CEIL : (enum depth_rounding)request->options->rounding};
    struct formulation_program built;
    const enum status status = formulation_build(&built, arena, scratch, &input, error);
    if (status == STATUS_OK) {
        write(text, scratch, built.program, make_heading(arena, &built, &input));
    }
    return status;
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
