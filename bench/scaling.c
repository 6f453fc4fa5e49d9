/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How do FIN's time and memory grow? Changes one of blocks L, nodes N per layer, resolution gamma and number
 * of applications at a time and prints, per series, what was measured and the exponent that fits best (least
 * squares in log-log), next to the exponent of theory: O(gamma * arcs) time with L * N^2 arcs, gamma * L * N
 * cells of memory.
 *
 *   scaling ROUNDS
 *
 * First, stage by stage, the two sizes for which FIN has goals; "one graph" is what a plan by ceil alone
 * takes. Then stage 3 alone, with dense rows, with labels, and with what the rule chooses, to see where the
 * two cross.
 *
 * The whole method, extended graph, both feasible graphs and path, in processor time, best of ROUNDS; memory
 * is the peak of its arenas. Layered family, independent costs, loose; applications: family `multi`, loose.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "generate/family.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "layered_problem.h"
#include "measure.h"
#include "model/quantize.h"
#include "solve/least_energy_path.h"

enum { STEPS_LIMIT = 8 };

enum variable { BLOCKS, NODES, GAMMA, APPLICATIONS };

struct series {
    enum variable variable;
    const char *name;
    int64_t values[STEPS_LIMIT]; /* ends with 0 */
    double time_exponent;        /* by theory; memory's includes the arcs */
    const char *memory_theory;
};

static const struct series all_series[] = {
    {BLOCKS, "L (N 40, gamma 1000)", {25, 50, 100, 200}, 1.0, "1"},
    {NODES, "N (L 50, gamma 1000)", {20, 40, 60, 80}, 2.0, "1 to 2"},
    {GAMMA, "gamma (L 50, N 40)", {500, 1000, 2000, 4000, 8000}, 1.0, "0 to 1"},
    {APPLICATIONS, "applications (L 10, N 10, gamma 1000)", {10, 20, 40, 80}, 1.0, "1"},
};

struct point {
    double seconds;
    double bytes;
    double relaxations;
};

static const struct problem *several_applications(struct arena *arena, int64_t applications)
{
    const struct family_parameters parameters = {
        .applications = applications, .nodes = 10, .blocks = 10, .tightness_permille = 300, .seed = 1};
    const struct instance *instance = NULL;
    const struct problem *problem = NULL;
    struct error error;
    if (family_find("multi")->generate(&instance, arena, &parameters, &error) != STATUS_OK ||
        quantize(&problem, arena, instance, &error) != STATUS_OK) {
        fprintf(stderr, "scaling: %s\n", error.message);
        exit(2);
    }
    return problem;
}

static struct point run_point(enum variable variable, int64_t value, size_t rounds)
{
    struct arena *arena = arena_new(measure_exit_out_of_memory, NULL);
    const struct layered_family family = {
        .blocks = variable == BLOCKS ? (size_t)value : 50,
        .nodes = variable == NODES ? (size_t)value : 40,
        .is_loose = true,
        .seed = 1,
    };
    const struct problem *problem =
        variable == APPLICATIONS ? several_applications(arena, value) : layered_problem(arena, &family);
    struct solve_options options = solve_options_default();
    options.gamma = variable == GAMMA ? value : 1000;
    struct point point = {.seconds = INFINITY};
    struct arena *results = arena_new(measure_exit_out_of_memory, NULL);
    struct arena *scratch = arena_new(measure_exit_out_of_memory, NULL);
    for (size_t r = 0; r < rounds; r++) {
        struct solution solution;
        struct error error;
        const struct arena_mark mark = arena_mark(results);
        const double begin = measure_processor_seconds();
        if (solver_find("fin")->solve(&solution, results, scratch, problem, &options, &error) != STATUS_OK) {
            fprintf(stderr, "scaling: %s\n", error.message);
            exit(2);
        }
        point.seconds = fmin(point.seconds, measure_processor_seconds() - begin);
        point.relaxations = (double)solution_effort(&solution, "relaxations");
        arena_rewind(results, mark);
    }
    point.bytes = (double)(arena_peak_bytes(results) + arena_peak_bytes(scratch));
    arena_free(scratch);
    arena_free(results);
    arena_free(arena);
    return point;
}

struct stages {
    double extended_s;
    double feasible_s;
    double path_s; /* rows and path */
    double fin_s;  /* the method: extended graph once, the others for ceil and for floor */
    double bytes;  /* of one graph */
};

/* Costs up to `most_cost` choose the size of the integers. */
static void run_stages(struct stages *stages, const struct layered_family *family, int64_t gamma,
                       size_t rounds)
{
    struct arena *problem_arena = arena_new(measure_exit_out_of_memory, NULL);
    struct arena *arena = arena_new(measure_exit_out_of_memory, NULL);
    struct arena *scratch = arena_new(measure_exit_out_of_memory, NULL);
    const struct problem *problem = layered_problem(problem_arena, family);
    const struct energy_path_options path_options = {.lambda = gamma, .deadline = deadline_never()};
    struct solve_options options = solve_options_default();
    options.gamma = gamma;
    *stages = (struct stages){INFINITY, INFINITY, INFINITY, INFINITY, 0.0};
    for (size_t r = 0; r < rounds; r++) {
        const struct arena_mark mark = arena_mark(arena);
        struct extended_graph extended;
        struct feasible_graph feasible;
        struct energy_path path;
        const double begin = measure_processor_seconds();
        extended_graph_build(&extended, arena, scratch, problem, 0, EXTENDED_GRAPH_PRUNED);
        const double extended_done = measure_processor_seconds();
        feasible_graph_build(&feasible, arena, &extended, gamma, DEPTH_CEIL);
        const double feasible_done = measure_processor_seconds();
        least_energy_path(&path, arena, scratch, &feasible, &path_options);
        const double path_done = measure_processor_seconds();
        stages->extended_s = fmin(stages->extended_s, extended_done - begin);
        stages->feasible_s = fmin(stages->feasible_s, feasible_done - extended_done);
        stages->path_s = fmin(stages->path_s, path_done - feasible_done);
        stages->bytes = (double)(arena_peak_bytes(arena) + arena_peak_bytes(scratch));
        arena_rewind(arena, mark);
    }
    for (size_t r = 0; r < rounds; r++) {
        const struct arena_mark mark = arena_mark(arena);
        struct solution solution;
        struct error error;
        const double begin = measure_processor_seconds();
        solver_find("fin")->solve(&solution, arena, scratch, problem, &options, &error);
        stages->fin_s = fmin(stages->fin_s, measure_processor_seconds() - begin);
        arena_rewind(arena, mark);
    }
    arena_free(scratch);
    arena_free(arena);
    arena_free(problem_arena);
}

static void print_stages(size_t rounds)
{
    static const struct {
        size_t blocks;
        size_t nodes;
        int64_t gamma;
        int64_t most_cost;
        const char *bits;
        size_t times; /* small ones are repeated more often */
    } sizes[] = {
        {100, 50, 1000, 100, "16", 1},
        {100, 50, 1000, 100000, "32", 1},
        {20, 10, 100, 100, "16", 100},
        {20, 10, 100, 100000, "32", 100},
    };
    printf("| (L,N,gamma) | bits | extended graph | feasible graph | rows and path | one graph in all | MiB "
           "| fin, "
           "both graphs |\n|---|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        const struct layered_family family = {.blocks = sizes[i].blocks,
                                              .nodes = sizes[i].nodes,
                                              .is_loose = true,
                                              .most_cost = sizes[i].most_cost,
                                              .seed = 1};
        struct stages stages;
        run_stages(&stages, &family, sizes[i].gamma, rounds * sizes[i].times);
        printf("| (%zu,%zu,%" PRId64 ") | %s | ", family.blocks, family.nodes, sizes[i].gamma, sizes[i].bits);
        measure_print_seconds(stdout, stages.extended_s);
        printf(" | ");
        measure_print_seconds(stdout, stages.feasible_s);
        printf(" | ");
        measure_print_seconds(stdout, stages.path_s);
        printf(" | ");
        measure_print_seconds(stdout, stages.extended_s + stages.feasible_s + stages.path_s);
        printf(" | %.1f | ", stages.bytes / 1048576.0);
        measure_print_seconds(stdout, stages.fin_s);
        printf(" |\n");
        fflush(stdout);
    }
}

/* Seconds of stage 3 alone in warm arenas, the least of at least `rounds`, repeated for 20 ms at least. */
static double path_seconds(struct energy_path *path, const struct feasible_graph *feasible,
                           enum energy_table table, size_t rounds)
{
    const struct energy_path_options options = {
        .table = table, .lambda = feasible->gamma, .deadline = deadline_never()};
    struct arena *arena = arena_new(measure_exit_out_of_memory, NULL);
    struct arena *scratch = arena_new(measure_exit_out_of_memory, NULL);
    double least_s = INFINITY;
    double all_s = 0.0;
    for (size_t r = 0; r < rounds || all_s < 20e-3; r++) {
        const struct arena_mark mark = arena_mark(arena);
        const double begin = measure_processor_seconds();
        least_energy_path(path, arena, scratch, feasible, &options);
        const double seconds = measure_processor_seconds() - begin;
        least_s = fmin(least_s, seconds);
        all_s += seconds;
        path->arcs = NULL;
        arena_rewind(arena, mark);
    }
    arena_free(scratch);
    arena_free(arena);
    return least_s;
}

static void print_tables_at(const struct layered_family *family, int64_t gamma, size_t rounds)
{
    static const enum energy_table tables[] = {ENERGY_TABLE_DENSE, ENERGY_TABLE_SPARSE, ENERGY_TABLE_BY_RULE};
    struct arena *arena = arena_new(measure_exit_out_of_memory, NULL);
    struct arena *scratch = arena_new(measure_exit_out_of_memory, NULL);
    struct extended_graph extended;
    struct feasible_graph feasible;
    struct energy_path paths[3];
    double seconds[3];
    extended_graph_build(&extended, arena, scratch, layered_problem(arena, family), 0, EXTENDED_GRAPH_PRUNED);
    feasible_graph_build(&feasible, arena, &extended, gamma, DEPTH_FLOOR);
    for (size_t k = 0; k < 3; k++) {
        seconds[k] = path_seconds(&paths[k], &feasible, tables[k], rounds);
    }
    printf("| (%zu,%zu,%" PRId64 ") %s | %" PRId64 " | %" PRId64 " | %.0f | ", family->blocks, family->nodes,
           gamma, family->anti_correlated ? "anti" : "ind", paths[0].relaxations, paths[1].relaxations,
           (double)paths[0].relaxations / (double)paths[1].relaxations);
    for (size_t k = 0; k < 3; k++) {
        measure_print_seconds(stdout, seconds[k]);
        printf(" | ");
    }
    printf("%.2f |\n", seconds[2] / fmin(seconds[0], seconds[1]));
    fflush(stdout);
    arena_free(scratch);
    arena_free(arena);
}

static void print_tables(size_t rounds)
{
    static const size_t sizes[][2] = {{4, 3}, {10, 10}, {20, 20}};
    enum { RELAXATIONS_LIMIT = 600000000 }; /* dense rows of more take a gigabyte and more */
    printf("| (L,N,gamma) | relaxations of dense rows | labels | one for | dense | sparse | by rule | times "
           "the better |\n|---|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < 2 * sizeof sizes / sizeof sizes[0]; i++) {
        const struct layered_family family = {
            .blocks = sizes[i / 2][0],
            .nodes = sizes[i / 2][1],
            .is_loose = true,
            .anti_correlated = i % 2 == 1,
            .most_cost = 100000,
            .seed = 1,
        };
        for (int64_t gamma = 100; gamma <= GAMMA_LIMIT; gamma *= 10) {
            if ((int64_t)(family.blocks * family.nodes * family.nodes) * gamma <= RELAXATIONS_LIMIT) {
                print_tables_at(&family, gamma, rounds);
            }
        }
    }
}

/* Slope of the line that fits log y over log x best. */
static double fitted_exponent(const double *x, const double *y, size_t count)
{
    double sum_x = 0.0;
    double sum_y = 0.0;
    double sum_xx = 0.0;
    double sum_xy = 0.0;
    for (size_t i = 0; i < count; i++) {
        const double log_x = log(x[i]);
        const double log_y = log(y[i]);
        sum_x += log_x;
        sum_y += log_y;
        sum_xx += log_x * log_x;
        sum_xy += log_x * log_y;
    }
    const double n = (double)count;
    return (n * sum_xy - sum_x * sum_y) / (n * sum_xx - sum_x * sum_x);
}

static void run_series(const struct series *series, size_t rounds)
{
    double values[STEPS_LIMIT];
    double seconds[STEPS_LIMIT];
    double bytes[STEPS_LIMIT];
    double relaxations[STEPS_LIMIT];
    size_t count = 0;
    while (count < STEPS_LIMIT && series->values[count] > 0) {
        const struct point point = run_point(series->variable, series->values[count], rounds);
        values[count] = (double)series->values[count];
        seconds[count] = point.seconds;
        bytes[count] = point.bytes;
        relaxations[count] = point.relaxations;
        printf("| %s = %" PRId64 " | ", series->name, series->values[count]);
        measure_print_seconds(stdout, point.seconds);
        printf(" | %.1f MiB | %.1f | |\n", point.bytes / 1048576.0, point.relaxations * 1e-6);
        fflush(stdout);
        count++;
    }
    printf("| **exponent** | **%.2f** | **%.2f** | **%.2f** | time %.0f, memory %s |\n",
           fitted_exponent(values, seconds, count), fitted_exponent(values, bytes, count),
           fitted_exponent(values, relaxations, count), series->time_exponent, series->memory_theory);
}

int main(int argc, char **argv)
{
    const size_t rounds = argc == 2 ? (size_t)strtoul(argv[1], NULL, 10) : 0;
    if (rounds < 1) {
        fprintf(stderr, "usage: scaling ROUNDS\n");
        return 2;
    }
    printf("fin, processor time, best of %zu rounds\n\n", rounds);
    print_stages(rounds);
    printf("\n");
    print_tables(rounds);
    printf("\n");
    printf("| series | time | memory | 1e6 relaxations | theory |\n|---|---|---|---|---|\n");
    for (size_t i = 0; i < sizeof all_series / sizeof all_series[0]; i++) {
        run_series(&all_series[i], rounds);
    }
    return 0;
}
