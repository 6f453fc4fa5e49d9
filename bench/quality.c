/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does each method answer, and for how much work? Writes the rows of quality.csv: only numbers that do
 * not depend on the machine's speed, so that a commit that changes an answer or the work for it shows it.
 *
 *   quality FILE...
 */
#include <inttypes.h>
#include <stdlib.h>

#include "layered_problem.h"
#include "measure.h"
#include "io/diagnostic.h"
#include "io/instance_json.h"
#include "model/quantize.h"
#include "solve/each_application.h"

struct variant {
    const char *label;
    const char *method;
    int64_t gamma;
    bool is_cumulative;
    bool is_adaptive;
    bool improve;
    bool is_for_one;     /* differs on single problems only */
    bool is_for_sharing; /* says nothing new about one application without shared capacities */
};

static const struct variant variants[] = {
    {.label = "fin-10", .method = "fin", .gamma = 10},
    {.label = "fin-100", .method = "fin", .gamma = 100},
    {.label = "fin-1000", .method = "fin", .gamma = 1000},
    {.label = "fin-cumulative-10", .method = "fin", .gamma = 10, .is_cumulative = true, .is_for_one = true},
    {.label = "fin-cumulative-100", .method = "fin", .gamma = 100, .is_cumulative = true, .is_for_one = true},
    {.label = "fin-adaptive", .method = "fin", .gamma = 100, .is_adaptive = true, .is_for_one = true},
    {.label = "fin-improved", .method = "fin", .gamma = 100, .improve = true, .is_for_sharing = true},
    {.label = "labels", .method = "labels", .gamma = 100},
    {.label = "lagrangian", .method = "lagrangian", .gamma = 100, .is_for_sharing = true},
    {.label = "bp", .method = "bp", .gamma = 100, .is_for_sharing = true},
    {.label = "exhaustive", .method = "exhaustive", .gamma = 100},
    {.label = "ilp", .method = "ilp", .gamma = 100},
    {.label = "mcp", .method = "mcp", .gamma = 100},
    {.label = "local", .method = "local", .gamma = 100},
    {.label = "cloud", .method = "cloud", .gamma = 100},
    {.label = "greedy", .method = "greedy", .gamma = 100},
};

static void print_rows(struct arena *arena, struct arena *scratch, const struct problem *problem)
{
    for (size_t i = 0; i < sizeof variants / sizeof variants[0]; i++) {
        const struct arena_mark mark = arena_mark(arena);
        struct solve_options options = solve_options_default();
        const bool is_single = problem_is_single(problem, scratch);
        if ((variants[i].is_for_sharing && is_single) || (variants[i].is_for_one && !is_single)) {
            continue;
        }
        options.gamma = variants[i].gamma;
        options.improve = variants[i].improve;
        options.is_cumulative = variants[i].is_cumulative;
        options.adaptive = variants[i].is_adaptive;
        struct solution solution;
        struct error error;
        const enum status status =
            solver_find(variants[i].method)->solve(&solution, arena, scratch, problem, &options, &error);
        printf("%s,%s,", problem->name, variants[i].label);
        if (status != STATUS_OK) {
            printf("error,,,\n");
        } else {
            printf("%s,", outcome_name(solution.outcome));
            if (solution.plan != NULL) {
                printf("%" PRId64, solution.energy_quanta);
            }
            printf(",");
            if (solution.has_bound) {
                printf("%" PRId64, solution.bound_quanta);
            }
            printf(",");
            for (size_t k = 0; k < solution.effort_count; k++) {
                printf("%s%s=%" PRId64, k == 0 ? "" : " ", solution.efforts[k].name,
                       solution.efforts[k].count);
            }
            printf("\n");
        }
        arena_rewind(arena, mark);
    }
}

static void run_file(struct arena *arena, struct arena *scratch, const char *file)
{
    struct diagnostics diagnostics;
    struct error error;
    const struct instance *instance = NULL;
    const struct problem *problem = NULL;
    diagnostics_init(&diagnostics, arena, file);
    if (instance_load(&instance, arena, &diagnostics, file) != STATUS_OK ||
        quantize(&problem, arena, instance, &error) != STATUS_OK) {
        fprintf(stderr, "%s: not a usable instance; `finopt check` says why\n", file);
        exit(2);
    }
    print_rows(arena, scratch, problem);
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new(measure_exit_out_of_memory, NULL);
    struct arena *scratch = arena_new(measure_exit_out_of_memory, NULL);
    printf("instance,method,status,energy,bound,effort\n");
    for (int i = 1; i < argc; i++) {
        const struct arena_mark mark = arena_mark(arena);
        run_file(arena, scratch, argv[i]);
        arena_rewind(arena, mark);
    }
    for (unsigned i = 0; i < 8; i++) {
        const struct arena_mark mark = arena_mark(arena);
        const struct layered_family family = {
            .blocks = (i & 4U) != 0 ? 10 : 5,
            .nodes = (i & 4U) != 0 ? 10 : 3,
            .anti_correlated = (i & 2U) != 0,
            .is_loose = (i & 1U) != 0,
            .seed = 1,
        };
        print_rows(arena, scratch, layered_problem(arena, &family));
        arena_rewind(arena, mark);
    }
    arena_free(scratch);
    arena_free(arena);
    return 0;
}
