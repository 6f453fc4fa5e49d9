/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where do general solvers give up? Runs labels, FIN and ilp on the seeded layered family and prints a row
 * per family: proofs, times, work, memory.
 *
 *   layered TIME_LIMIT_S SEEDS [LxN...]        default sizes 5x3 10x10 20x20 50x50
 *
 * Each family's energies are checked: labels and ilp must agree where both prove. At the end how far ilp is
 * behind fin --adaptive at least, graph by graph; an ilp that does not prove counts as its limit.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "layered_problem.h"
#include "measure.h"

enum { METHODS = 4, LABELS = 0, FIN = 1, ADAPTIVE = 2, ILP = 3 };

struct row {
    double seconds[METHODS][MEASURE_ROUNDS_LIMIT];
    size_t proofs[METHODS];
    int64_t labels;
    int64_t branch_nodes;
    double worst_gap_of_fin;
    size_t peak_bytes[METHODS];
    size_t seeds;
    bool ilp_was_refused;
    double least_lead; /* of ilp's time over fin --adaptive's, over the graphs of the row */
};

/* Over all graphs. */
struct lead {
    size_t graphs;
    size_t adaptive_proofs;
    size_t ilp_tries;
    double least;
    char name[64]; /* of the graph with the least */
};

static void set_up(struct measured_method *methods, double time_limit_s)
{
    static const char *const names[] = {"labels", "fin", "fin", "ilp"};
    for (size_t m = 0; m < METHODS; m++) {
        memset(&methods[m], 0, sizeof methods[m]);
        methods[m].label = names[m];
        methods[m].solver = solver_find(names[m]);
        methods[m].options = solve_options_default();
        methods[m].time_limit_s = time_limit_s;
        methods[m].clock = measure_processor_seconds;
    }
    methods[FIN].options.gamma = 1000;
    methods[ADAPTIVE].label = "fin --adaptive";
    methods[ADAPTIVE].options.adaptive = true;
}

static void note_lead(struct lead *lead, struct row *row, const struct measured_method *methods,
                      const char *name)
{
    lead->graphs++;
    lead->adaptive_proofs += methods[ADAPTIVE].solution.outcome == OUTCOME_OPTIMAL;
    if (methods[ILP].status != STATUS_OK) {
        return;
    }
    const bool is_proof = methods[ILP].solution.outcome == OUTCOME_OPTIMAL;
    const double ilp_s = is_proof ? methods[ILP].seconds[0] : methods[ILP].time_limit_s;
    const double ratio = ilp_s / methods[ADAPTIVE].seconds[0];
    row->least_lead = fmin(row->least_lead, ratio);
    if (lead->ilp_tries++ == 0 || ratio < lead->least) {
        lead->least = ratio;
        snprintf(lead->name, sizeof lead->name, "%s", name);
    }
}

static void run_seed(struct row *row, struct lead *lead, struct measured_method *methods,
                     const struct layered_family *family, double time_limit_s)
{
    struct arena *arena = arena_new(measure_exit_out_of_memory, NULL);
    const struct problem *problem = layered_problem(arena, family);
    set_up(methods, time_limit_s);
    for (size_t m = 0; m < METHODS; m++) {
        struct arena *results = arena_new(measure_exit_out_of_memory, NULL);
        struct arena *scratch = arena_new(measure_exit_out_of_memory, NULL);
        measure_round(&methods[m], results, scratch, problem);
        row->seconds[m][row->seeds] = methods[m].seconds[0];
        const bool is_proof =
            methods[m].status == STATUS_OK && methods[m].solution.outcome == OUTCOME_OPTIMAL;
        row->proofs[m] += is_proof;
        row->peak_bytes[m] =
            methods[m].peak_bytes > row->peak_bytes[m] ? methods[m].peak_bytes : row->peak_bytes[m];
        if (is_proof && row->proofs[LABELS] > row->seeds &&
            methods[m].solution.energy_quanta != methods[LABELS].solution.energy_quanta) {
            fprintf(stderr, "%s: %s proves %" PRId64 ", labels has %" PRId64 "\n", problem->name,
                    methods[m].label, methods[m].solution.energy_quanta,
                    methods[LABELS].solution.energy_quanta);
            exit(4);
        }
        arena_free(scratch);
        arena_free(results);
    }
    row->labels += solution_effort(&methods[LABELS].solution, "labels");
    row->branch_nodes += solution_effort(&methods[ILP].solution, "branch_nodes");
    row->ilp_was_refused = row->ilp_was_refused || methods[ILP].status != STATUS_OK;
    note_lead(lead, row, methods, problem->name);
    const double optimum = (double)methods[LABELS].solution.energy_quanta;
    row->worst_gap_of_fin =
        fmax(row->worst_gap_of_fin, (double)methods[FIN].solution.energy_quanta / optimum - 1.0);
    row->seeds++;
    arena_free(arena);
}

static void print_row(const struct layered_family *family, struct row *row)
{
    printf("| (%zu,%zu) %s_%s |", family->blocks, family->nodes, family->anti_correlated ? "anti" : "ind",
           family->is_loose ? "loose" : "tight");
    for (size_t m = 0; m < METHODS; m++) {
        qsort(row->seconds[m], row->seeds, sizeof row->seconds[m][0], measure_compare_doubles);
        printf(" ");
        measure_print_seconds(stdout, row->seconds[m][row->seeds / 2]);
        printf(", %zu/%zu |", row->proofs[m], row->seeds);
    }
    printf(" %7" PRId64 " | %6.2f %% | %6" PRId64 " | %5.1f | %5.1f | %5.1f |",
           row->labels / (int64_t)row->seeds, 100.0 * row->worst_gap_of_fin,
           row->branch_nodes / (int64_t)row->seeds, (double)row->peak_bytes[LABELS] / 1048576.0,
           (double)row->peak_bytes[FIN] / 1048576.0, (double)row->peak_bytes[ADAPTIVE] / 1048576.0);
    if (row->least_lead < INFINITY) {
        printf(" %.3g |", row->least_lead);
    } else {
        printf(" |");
    }
    printf("%s\n", row->ilp_was_refused ? " ilp refused" : "");
    fflush(stdout);
}

int main(int argc, char **argv)
{
    static const char *const default_sizes[] = {"5x3", "10x10", "20x20", "50x50"};
    if (argc < 3) {
        fprintf(stderr, "usage: layered TIME_LIMIT_S SEEDS [LxN...]\n");
        return 2;
    }
    const double time_limit_s = strtod(argv[1], NULL);
    const size_t seeds = (size_t)strtoul(argv[2], NULL, 10);
    const char *const *sizes = argc > 3 ? (const char *const *)(argv + 3) : default_sizes;
    const size_t size_count = argc > 3 ? (size_t)argc - 3 : sizeof default_sizes / sizeof default_sizes[0];
    struct row *row = calloc(1, sizeof *row);
    struct measured_method *methods = calloc(METHODS, sizeof *methods);
    if (row == NULL || methods == NULL || seeds < 1 || seeds > MEASURE_ROUNDS_LIMIT) {
        fprintf(stderr, "layered: SEEDS must be 1..%d\n", MEASURE_ROUNDS_LIMIT);
        return 2;
    }
    struct lead lead = {0};
    printf("median over %zu seeds, proofs / tries, time limit %g s; fin at gamma 1000, fin --adaptive from "
           "100\n\n",
           seeds, time_limit_s);
    printf("| family | labels | fin | fin --adaptive | ilp (GLPK) | labels set | fin above optimum | branch "
           "nodes | labels "
           "MiB | fin MiB | adaptive MiB | ilp, times as long as adaptive at least |\n");
    printf("|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < size_count * 4; i++) {
        struct layered_family family = {.anti_correlated = (i & 2U) != 0, .is_loose = (i & 1U) != 0};
        if (sscanf(sizes[i / 4], "%zux%zu", &family.blocks, &family.nodes) != 2) {
            fprintf(stderr, "layered: a size looks like 50x50, got %s\n", sizes[i / 4]);
            return 2;
        }
        memset(row, 0, sizeof *row);
        row->least_lead = INFINITY;
        for (family.seed = 1; family.seed <= seeds; family.seed++) {
            run_seed(row, &lead, methods, &family, time_limit_s);
        }
        print_row(&family, row);
    }
    printf("\nfin --adaptive proves %zu of %zu", lead.adaptive_proofs, lead.graphs);
    if (lead.ilp_tries > 0) {
        printf("; ilp takes at least %.3g times as long, on %s (%zu graphs)", lead.least, lead.name,
               lead.ilp_tries);
    }
    printf("\n");
    free(methods);
    free(row);
    return 0;
}
