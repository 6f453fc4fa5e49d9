/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How far do the methods get when applications share the network? Runs FIN in the given order, FIN improved,
 * the Lagrangian bound, branch and price and ilp on family `multi`, 10 blocks, loose and tight, and prints a row per size.
 *
 *   joint TIME_LIMIT_S SEEDS [AxN...]        default sizes 5, 20, 50, 100 applications x 5, 10, 20 nodes
 *
 * A gap is to the best bound that any method proved for that instance, ilp's included. Times are medians over
 * all seeds, failures included; gaps only over the seeds for which the method has a plan, so columns with
 * different numbers of plans do not compare. A size is AxN for all methods or AxN- without ilp. Every plan is
 * verified.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "generate/family.h"
#include "measure.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "verify/verify_plan.h"

enum { GIVEN, IMPROVED, LAGRANGIAN, BP, ILP, METHODS };

enum { BLOCKS = 10, LOOSE_PERMILLE = 500, TIGHT_PERMILLE = 1500 };

struct size {
    int64_t applications;
    int64_t nodes;
    bool without_ilp;
};

/* One method on the instances of one row. */
struct column {
    double seconds[MEASURE_ROUNDS_LIMIT];
    double gaps[MEASURE_ROUNDS_LIMIT]; /* [plans] */
    double own_gaps[MEASURE_ROUNDS_LIMIT]; /* [plans] to the method's own bound */
    size_t plans;
    size_t proofs;  /* optimal or infeasible */
    size_t refused;
};

static void set_up(struct measured_method *methods, double time_limit_s)
{
    static const char *const names[METHODS] = {"fin", "fin", "lagrangian", "bp", "ilp"};
    static const char *const labels[METHODS] = {"fin given", "fin improved", "lagrangian", "bp", "ilp"};
    for (size_t m = 0; m < METHODS; m++) {
        methods[m] = (struct measured_method){.label = labels[m], .solver = solver_find(names[m])};
        methods[m].options = solve_options_default();
        methods[m].options.improve = m == IMPROVED;
        methods[m].time_limit_s = time_limit_s;
    }
}

static const struct problem *make_problem(struct arena *arena, const struct size *size,
                                          int64_t tightness_permille,
                                          uint64_t seed)
{
    const struct family_parameters parameters = {
        .applications = size->applications,
        .nodes = size->nodes,
        .blocks = BLOCKS,
        .tightness_permille = tightness_permille,
        .seed = seed,
    };
    const struct instance *instance = NULL;
    const struct problem *problem = NULL;
    struct error error;
    if (family_find("multi")->generate(&instance, arena, &parameters, &error) != STATUS_OK ||
        quantize(&problem, arena, instance, &error) != STATUS_OK) {
        fprintf(stderr, "joint: %s\n", error.message);
        exit(2);
    }
    return problem;
}

/* Runs one method and has its plan verified. */
static void run_method(struct measured_method *method, struct arena *results, struct arena *scratch,
                       const struct problem *problem)
{
    method->options.deadline = deadline_after(method->time_limit_s, NULL);
    const double begin = monotonic_seconds();
    method->status =
        method->solver->solve(&method->solution, results, scratch, problem, &method->options, &method->error);
    method->seconds[0] = monotonic_seconds() - begin;
    method->rounds = 1;
    if (method->status != STATUS_OK || method->solution.plan == NULL) {
        return;
    }
    struct evaluation evaluation;
    verify_plan(&evaluation, results, problem, method->solution.plan);
    if (!evaluation.is_feasible || evaluation.energy_quanta != method->solution.energy_quanta) {
        fprintf(stderr, "joint: %s: the plan of %s is refuted\n", problem->name, method->label);
        exit(4);
    }
}

static double gap_to(int64_t bound, int64_t energy)
{
    return energy == 0 ? 0.0 : (double)(energy - bound) / (double)energy;
}

static void add_to_columns(struct column *columns, const struct measured_method *methods, size_t count,
                           size_t row)
{
    int64_t bound = 0;
    for (size_t m = 0; m < count; m++) {
        const struct solution *solution = &methods[m].solution;
        if (methods[m].status == STATUS_OK && solution->has_bound && solution->bound_quanta > bound) {
            bound = solution->bound_quanta;
        }
    }
    for (size_t m = 0; m < count; m++) {
        const struct solution *solution = &methods[m].solution;
        struct column *column = &columns[m];
        column->seconds[row] = methods[m].seconds[0];
        if (methods[m].status != STATUS_OK) {
            column->refused++;
            continue;
        }
        column->proofs += solution->outcome == OUTCOME_OPTIMAL || solution->outcome == OUTCOME_INFEASIBLE;
        if (solution->plan != NULL) {
            if (solution->energy_quanta < bound) {
                fprintf(stderr, "joint: %s beats a proved bound\n", methods[m].label);
                exit(4);
            }
            column->gaps[column->plans] = gap_to(bound, solution->energy_quanta);
            column->own_gaps[column->plans++] =
                gap_to(solution->has_bound ? solution->bound_quanta : 0, solution->energy_quanta);
        }
    }
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, measure_compare_doubles);
    return values[count / 2];
}

static void print_column(struct column *column, size_t seeds, bool with_own_gap)
{
    printf(" ");
    measure_print_seconds(stdout, median(column->seconds, seeds));
    if (column->plans > 0) {
        printf(", %5.2f %%", 100.0 * median(column->gaps, column->plans));
        if (with_own_gap) {
            printf(" (%.2f %%)", 100.0 * median(column->own_gaps, column->plans));
        }
    } else {
        printf(",   -    ");
    }
    printf(", %zu/%zu/%zu%s |", column->proofs, column->plans, seeds, column->refused > 0 ? " refused" : "");
}

static void print_row(const struct size *size, int64_t tightness_permille, size_t seeds,
                      struct column *columns)
{
    printf("| %" PRId64 " x %" PRId64 " %s |", size->applications, size->nodes,
           tightness_permille == LOOSE_PERMILLE ? "loose" : "tight");
    for (size_t m = 0; m < METHODS; m++) {
        if (m == ILP && size->without_ilp) {
            printf(" |");
        } else {
            print_column(&columns[m], seeds, m >= LAGRANGIAN);
        }
    }
    printf("\n");
    fflush(stdout);
}

static void run_row(struct column *columns, const struct size *size, int64_t tightness_permille,
                    double time_limit_s,
                    size_t seeds)
{
    struct measured_method *methods = calloc(METHODS, sizeof *methods);
    if (methods == NULL) {
        measure_exit_out_of_memory(NULL, METHODS * sizeof *methods);
        return;
    }
    memset(columns, 0, METHODS * sizeof *columns);
    for (size_t row = 0; row < seeds; row++) {
        struct arena *arena = arena_new(measure_exit_out_of_memory, NULL);
        const struct problem *problem = make_problem(arena, size, tightness_permille, (uint64_t)row + 1);
        const size_t count = size->without_ilp ? ILP : METHODS;
        set_up(methods, time_limit_s);
        for (size_t m = 0; m < count; m++) {
            struct arena *scratch = arena_new(measure_exit_out_of_memory, NULL);
            run_method(&methods[m], arena, scratch, problem);
            arena_free(scratch);
        }
        add_to_columns(columns, methods, count, row);
        arena_free(arena);
    }
    free(methods);
    print_row(size, tightness_permille, seeds, columns);
}

int main(int argc, char **argv)
{
    static const char *const default_sizes[] = {"5x5",  "5x10",  "5x20",  "20x5",  "20x10",  "20x20",
                                                "50x5", "50x10", "50x20", "100x5", "100x10", "100x20"};
    if (argc < 3) {
        fprintf(stderr, "usage: joint TIME_LIMIT_S SEEDS [AxN...]\n");
        return 2;
    }
    const double time_limit_s = strtod(argv[1], NULL);
    const size_t seeds = (size_t)strtoul(argv[2], NULL, 10);
    const char *const *sizes = argc > 3 ? (const char *const *)(argv + 3) : default_sizes;
    const size_t size_count = argc > 3 ? (size_t)argc - 3 : sizeof default_sizes / sizeof default_sizes[0];
    struct column *columns = calloc(METHODS, sizeof *columns);
    if (columns == NULL || !(time_limit_s > 0.0) || seeds < 1 || seeds > MEASURE_ROUNDS_LIMIT) {
        fprintf(stderr, "joint: TIME_LIMIT_S must be positive, SEEDS 1..%d\n", MEASURE_ROUNDS_LIMIT);
        free(columns);
        return 2;
    }
    printf("median over %zu seeds; time, gap to the best proved bound (to the method's own), proofs / plans / "
           "tries; time limit %g s\n\n",
           seeds, time_limit_s);
    printf("| family | fin given | fin improved | lagrangian | bp | ilp (GLPK) |\n|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < 2 * size_count; i++) {
        const char *text = sizes[i / 2];
        struct size size = {0};
        if (sscanf(text, "%" SCNd64 "x%" SCNd64, &size.applications, &size.nodes) != 2) {
            fprintf(stderr, "joint: a size looks like 20x10 or 20x10-, got %s\n", text);
            return 2;
        }
        size.without_ilp = text[strlen(text) - 1] == '-';
        run_row(columns, &size, i % 2 == 0 ? LOOSE_PERMILLE : TIGHT_PERMILLE, time_limit_s, seeds);
    }
    free(columns);
    return 0;
}
