/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does an instance look like to a model in formulations/? Its data, behind a comment that says what
 * should come out. */
#include "cli/export_mathprog.h"

#include <inttypes.h>

#include "base/text.h"
#include "cli/export_format.h"
#include "cli/options.h"
#include "export/mathprog_data.h"
#include "ilp/formulation.h"
#include "io/safe_text.h"
#include "model/problem.h"

enum status export_mathprog_write(struct text *text, struct arena *arena, struct arena *scratch,
                                  const struct export_request *request, struct error *error)
{
    const struct problem *problem = request->problem;
    const char *formulation = formulation_table[request->options->formulation].name;
    struct text heading;
    text_init(&heading, arena);
    text_add(&heading, "instance ");
    text_add_safe(&heading, problem->name);
    text_addf(&heading, "\nread it with: glpsol -m formulations/%s.mod -d FILE\n", formulation);
    text_addf(&heading,
              "energies in quanta of %g J, latencies in quanta of %g s, loads in parts per million,\n",
              problem->energy_quantum_j, problem->time_quantum_s);
    text_add(&heading, "accuracies in parts per billion, memory in bytes\n");
    if (problem->expected.status == EXPECTED_OPTIMAL) {
        text_addf(&heading, "expected optimum: %" PRId64 "\n", problem->expected.energy_quanta);
    } else if (problem->expected.status == EXPECTED_INFEASIBLE) {
        text_add(&heading, "expected: infeasible\n");
    }
    const struct mathprog_target target = {
        .formulation = formulation, .gamma = request->options->gamma, .heading = heading.data};
    return mathprog_data_write(text, scratch, problem, &target, error);
}
