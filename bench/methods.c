/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long does each method take on an instance, against the others? Times FIN at three resolutions and
 * adaptive, labels and ilp in turn on every file given that has a single problem, and prints medians, ratios,
 * work and memory; at the end how far ilp is behind fin --adaptive at least, by the least times.
 *
 *   methods ROUNDS FILE...
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"
#include "io/diagnostic.h"
#include "io/instance_json.h"
#include "model/instance.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "solve/each_application.h"

enum { METHODS = 6, FIN_100 = 1, ADAPTIVE = 3, LABELS = 4, ILP = 5 };

struct totals {
    double log_seconds[METHODS];
    double most_seconds[METHODS];
    double least_lead; /* of the least times, ilp's over fin --adaptive's */
    const char *least_lead_file;
    size_t adaptive_proofs;
    size_t instances;
};

static void set_up(struct measured_method *methods)
{
    static const int64_t gammas[] = {10, 100, 1000, 100};
    static const char *const labels[] = {"fin 10", "fin 100", "fin 1000", "adaptive", "labels", "ilp"};
    for (size_t m = 0; m < METHODS; m++) {
        memset(&methods[m], 0, sizeof methods[m]);
        methods[m].label = labels[m];
        methods[m].solver = solver_find(m < LABELS ? "fin" : labels[m]);
        methods[m].options = solve_options_default();
        methods[m].time_limit_s = 60.0;
        if (m < LABELS) {
            methods[m].options.gamma = gammas[m];
            methods[m].options.adaptive = m == ADAPTIVE;
        }
    }
}

static const struct problem *load(struct arena *arena, const char *file)
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
    return problem;
}

static void print_row(const char *file, const struct problem *problem, struct measured_method *methods,
                      struct totals *totals)
{
    const enum outcome outcome = methods[ADAPTIVE].solution.outcome;
    printf("%-44s", problem->name);
    struct measured_time times[METHODS];
    for (size_t m = 0; m < METHODS; m++) {
        times[m] = measure_summary(&methods[m]);
        totals->log_seconds[m] += log(times[m].median_s);
        totals->most_seconds[m] = fmax(totals->most_seconds[m], times[m].median_s);
        printf("  ");
        measure_print_seconds(stdout, times[m].median_s);
    }
    printf("  %7.1f  %7.1f  %6" PRId64 "  %5" PRId64 "  %5.0f\n",
           times[ILP].median_s / times[FIN_100].median_s, times[ILP].median_s / times[LABELS].median_s,
           solution_effort(&methods[FIN_100].solution, "relaxations"),
           solution_effort(&methods[LABELS].solution, "labels"),
           (double)methods[FIN_100].peak_bytes / 1024.0);
    const double lead = times[ILP].min_s / times[ADAPTIVE].min_s;
    if (totals->instances == 0 || lead < totals->least_lead) {
        totals->least_lead = lead;
        totals->least_lead_file = file;
    }
    totals->adaptive_proofs += outcome == OUTCOME_OPTIMAL || outcome == OUTCOME_INFEASIBLE;
    totals->instances++;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: methods ROUNDS FILE...\n");
        return 2;
    }
    const size_t rounds = (size_t)strtoul(argv[1], NULL, 10);
    if (rounds < 1 || rounds > MEASURE_ROUNDS_LIMIT) {
        fprintf(stderr, "methods: ROUNDS must be 1..%d\n", MEASURE_ROUNDS_LIMIT);
        return 2;
    }
    struct measured_method *methods = calloc(METHODS, sizeof *methods);
    if (methods == NULL) {
        measure_exit_out_of_memory(NULL, METHODS * sizeof *methods);
        return 70;
    }
    struct totals totals = {0};
    set_up(methods);
    printf("median of %zu rounds, methods in turn\n%-44s", rounds, "instance");
    for (size_t m = 0; m < METHODS; m++) {
        printf("  %9s", methods[m].label);
    }
    printf("  %7s  %7s  %6s  %5s  %5s\n", "ilp/fin", "ilp/lab", "relax", "label", "KiB");
    for (int i = 2; i < argc; i++) {
        struct arena *arena = arena_new(measure_exit_out_of_memory, NULL);
        struct arena *scratch = arena_new(measure_exit_out_of_memory, NULL);
        const struct problem *problem = load(arena, argv[i]);
        set_up(methods);
        for (size_t r = 0; r < rounds && problem_is_single(problem, scratch); r++) {
            for (size_t m = 0; m < METHODS; m++) {
                measure_round(&methods[m], arena, scratch, problem);
            }
        }
        if (methods[0].rounds > 0) {
            print_row(argv[i], problem, methods, &totals);
        }
        arena_free(scratch);
        arena_free(arena);
    }
    for (size_t m = 0; m < METHODS; m++) {
        printf("%-9s geometric mean ", methods[m].label);
        measure_print_seconds(stdout, exp(totals.log_seconds[m] / (double)totals.instances));
        printf(", most ");
        measure_print_seconds(stdout, totals.most_seconds[m]);
        printf("\n");
    }
    printf("fin --adaptive proves %zu of %zu; ilp takes at least %.2f times as long, on %s\n",
           totals.adaptive_proofs, totals.instances, totals.least_lead, totals.least_lead_file);
    printf("peak resident memory of the whole run: %.1f MiB\n", measure_peak_resident_mib());
    free(methods);
    return 0;
}
