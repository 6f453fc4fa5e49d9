/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does glpsol find in the models of formulations/ what the methods find in C? Half of the instances have one
 * application, with allowed nodes, mean latency and configurations; half have several that share nodes,
 * memory and links. Run from the top of the tree.
 */
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "export/mathprog_data.h"
#include "export/place_sequences.h"
#include "ilp/formulation.h"
#include "joint_trial.h"
#include "solve/each_application.h"
#include "solve/fin.h"
#include "solve/ilp.h"

/* What glpsol said: the optimum, or -1 for "no plan". False, with the reason, if it said neither. */
static bool read_answer(int64_t *energy, struct trial *t, FILE *output)
{
    char line[512];
    char last[512] = "nothing";
    bool is_known = false;
    bool is_rejected = false;
    while (fgets(line, sizeof line, output) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "energy ", 7) == 0) {
            *energy = strtoll(line + 7, NULL, 10);
            is_known = true;
        } else if (strstr(line, "HAS NO ") != NULL && strstr(line, "FEASIBLE SOLUTION") != NULL) {
            *energy = -1;
            is_known = true;
        } else if (strncmp(line, "   rejected: ", 13) == 0) {
            broken(t, "glpsol's plan is %s", line + 3);
            is_rejected = true;
        }
        memcpy(last, line, sizeof last);
    }
    return !is_rejected &&
           (is_known || broken(t, "glpsol says neither energy nor no plan; at last: %s", last));
}

static bool glpsol_solve(int64_t *energy, struct trial *t, const struct problem *problem,
                         const struct mathprog_target *target)
{
    char file[] = "/tmp/finopt-mathprog-XXXXXX";
    struct error error;
    struct text text;
    text_init(&text, t->arena);
    if (mathprog_data_write(&text, t->scratch, problem, target, &error) != STATUS_OK) {
        return broken(t, "no data: %s", error.message);
    }
    const int descriptor = mkstemp(file);
    if (descriptor < 0 || write(descriptor, text.data, text.length) != (ssize_t)text.length) {
        return broken(t, "no temporary file");
    }
    close(descriptor);
    FILE *output = popen(arena_printf(t->arena, "glpsol --tmlim 60 -m formulations/%s.mod -d %s 2>&1",
                                      target->formulation, file),
                         "r");
    const bool is_answered =
        output != NULL ? read_answer(energy, t, output) : broken(t, "glpsol does not start");
    if (output != NULL) {
        pclose(output);
    }
    unlink(file);
    return is_answered;
}

static bool finds_the_optimum(struct trial *t, const char *formulation)
{
    const struct mathprog_target target = {.formulation = formulation, .gamma = 1};
    int64_t energy = 0;
    return glpsol_solve(&energy, t, t->problem, &target) &&
           (energy == answer_of(&t->optimum) ||
            broken(t, "glpsol %" PRId64 ", enumeration %" PRId64, energy, answer_of(&t->optimum)));
}

static bool arc_flow_finds_the_optimum(struct trial *t)
{
    return finds_the_optimum(t, "arc_flow");
}

static bool assignment_finds_the_optimum(struct trial *t)
{
    return finds_the_optimum(t, "assignment");
}

/* Sequences of places that links allow. */
static int64_t sequence_count(struct trial *t)
{
    int64_t count = 0;
    for (size_t h = 0; h < t->problem->application_count; h++) {
        const struct problem_application *application = &t->problem->applications[h];
        for (size_t c = 0; c < application->configuration_count; c++) {
            count += place_walks_count(t->problem, t->scratch, application->source,
                                       application->configurations[c].depth, 400);
        }
    }
    return count;
}

static bool path_finds_the_optimum(struct trial *t)
{
    /* A large one takes glpsol a second. */
    if (sequence_count(t) > 400) {
        return true;
    }
    return finds_the_optimum(t, "path");
}

/* What FIN finds at that gamma. Where rows are shared, (F4): all deadlines being gamma, the optimum. */
static bool feasible_graph_finds_what_fin_finds(struct trial *t)
{
    const struct mathprog_target target = {.formulation = "feasible_graph",
                                           .gamma = rng_between(&t->random.rng, 1, 10)};
    const bool is_single = problem_is_single(t->problem, t->scratch);
    struct solve_options options = solve_options_default();
    const struct problem *problem = t->problem;
    struct solution expected;
    int64_t energy = 0;
    options.gamma = target.gamma;
    options.enumeration_limit = 4000000;
    for (size_t h = 0; h < problem->application_count && !is_single; h++) {
        problem = problem_with_deadline(t->arena, problem, h, target.gamma);
    }
    struct error error;
    const enum status status =
        is_single ? fin_solve(&expected, t->arena, t->scratch, problem, &options, &error)
                  : exhaustive_solve(&expected, t->arena, t->scratch, problem, &options, &error);
    if (status != STATUS_OK) {
        return broken(t, "in C: %s", error.message);
    }
    const int64_t wanted = expected.plan != NULL ? expected.energy_quanta : -1;
    return glpsol_solve(&energy, t, problem, &target) &&
           (energy == wanted ||
            broken(t, "gamma %" PRId64 ": glpsol %" PRId64 ", in C %" PRId64, target.gamma, energy, wanted));
}

/* Where FIN's order of placing would matter: the program that is built in C, solved by ilp. */
static bool feasible_graph_finds_what_its_builder_does(struct trial *t)
{
    const struct mathprog_target target = {.formulation = "feasible_graph",
                                           .gamma = rng_between(&t->random.rng, 1, 10)};
    struct solve_options options = solve_options_default();
    struct solution built;
    struct error error;
    int64_t energy = 0;
    if (problem_is_single(t->problem, t->scratch)) {
        return true;
    }
    options.gamma = target.gamma;
    options.formulation = formulation_find("feasible_graph");
    if (ilp_solve(&built, t->arena, t->scratch, t->problem, &options, &error) != STATUS_OK) {
        return broken(t, "in C: %s", error.message);
    }
    const int64_t wanted = built.plan != NULL ? built.energy_quanta : -1;
    return glpsol_solve(&energy, t, t->problem, &target) &&
           (energy == wanted ||
            broken(t, "gamma %" PRId64 ": glpsol %" PRId64 ", in C %" PRId64, target.gamma, energy, wanted));
}

static const char *mathprog_prepare(struct trial *t)
{
    return t->seed % 2 == 0 ? joint_prepare(t) : trial_prepare(t);
}

int main(int argc, char **argv)
{
    static const struct property properties[] = {
        {"arc_flow finds the optimum", arc_flow_finds_the_optimum},
        {"assignment finds the optimum", assignment_finds_the_optimum},
        {"path finds the optimum", path_finds_the_optimum},
        {"feasible_graph finds what FIN finds", feasible_graph_finds_what_fin_finds},
        {"feasible_graph finds what its builder in C does", feasible_graph_finds_what_its_builder_does},
    };
    const struct property_program program = {
        .properties = properties,
        .count = sizeof properties / sizeof properties[0],
        .default_seeds = 200,
        .prepare = mathprog_prepare,
    };
    return run_properties(&program, argc, argv);
}
