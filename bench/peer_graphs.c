/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What do other programs get to solve, and what do we need for the same? For every instance writes the
 * extended graph, pruned by the deadline, in two forms
 *
 *   DIR/NAME.lp     its arc-flow program in CPLEX LP format, up to LP_ARC_LIMIT arcs
 *   DIR/NAME.graph  `vertices arcs deadline`, then an arc a line: tail head energy latency; 0 to the last
 * vertex
 *
 * and prints how fin --adaptive and labels do, `family,instance,solver,status,energy,seconds`; seconds of
 * processor time are those of one run in process (measure_least_s), building the graph included. An instance
 * without any plan is left out.
 *
 *   peer_graphs DIR TIME_LIMIT_S layered BLOCKS NODES SEEDS
 *   peer_graphs DIR TIME_LIMIT_S files FAMILY FILE...
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "graph/extended_graph.h"
#include "ilp/arc_flow.h"
#include "io/diagnostic.h"
#include "io/instance_json.h"
#include "layered_problem.h"
#include "lp/lp_writer.h"
#include "measure.h"
#include "model/quantize.h"
#include "solve/each_application.h"
#include "solve/label_setting.h"

enum { LP_ARC_LIMIT = 300000 };

struct peers {
    const char *directory;
    const char *family;
    double time_limit_s;
    struct arena *arena;
    struct arena *scratch;
};

/* One of our own methods on one problem. */
struct own_run {
    const struct peers *peers;
    const struct problem *problem;
    const struct extended_graph *graph;
    struct measured_method *method;
    struct label_setting_result labels;
};

static FILE *open_file(const struct peers *peers, const char *name, const char *suffix)
{
    const char *path = arena_printf(peers->arena, "%s/%s.%s", peers->directory, name, suffix);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        exit(2);
    }
    return file;
}

static void close_file(FILE *file)
{
    if (fclose(file) != 0) {
        perror("peer_graphs");
        exit(2);
    }
}

static void write_lp(const struct peers *peers, const struct problem *problem,
                     const struct extended_graph *graph)
{
    struct arc_flow flow;
    struct text text;
    arc_flow_build(&flow, peers->arena, peers->scratch, problem, graph);
    text_init(&text, peers->arena);
    lp_writer_write(&text, peers->scratch, flow.program, NULL);
    FILE *file = open_file(peers, problem->name, "lp");
    fwrite(text.data, 1, text.length, file);
    close_file(file);
}

static void write_graph(const struct peers *peers, const struct problem *problem,
                        const struct extended_graph *graph)
{
    FILE *file = open_file(peers, problem->name, "graph");
    fprintf(file, "%zu %zu %" PRId64 "\n", graph->vertex_count, graph->arc_count,
            problem->applications[0].deadline_quanta);
    for (size_t a = 0; a < graph->arc_count; a++) {
        fprintf(file, "%" PRIu32 " %" PRIu32 " %" PRId64 " %" PRId64 "\n", graph->arc_tails[a],
                graph->arc_heads[a], graph->arc_energies_quanta[a], graph->arc_latencies_quanta[a]);
    }
    close_file(file);
}

static void print_own(const struct own_run *run, const char *name, enum outcome outcome,
                      int64_t energy_quanta, double seconds)
{
    printf("%s,%s,%s,%s,%" PRId64 ",%.9f\n", run->peers->family, run->problem->name, name,
           outcome_name(outcome), energy_quanta, seconds);
    fflush(stdout);
}

static double method_seconds(void *context, size_t runs)
{
    const struct own_run *run = context;
    return measure_runs(run->method, run->peers->arena, run->peers->scratch, run->problem, runs);
}

static void run_method(struct own_run *run, const char *name, const char *solver, bool is_adaptive)
{
    struct measured_method method = {
        .solver = solver_find(solver),
        .options = solve_options_default(),
        .time_limit_s = run->peers->time_limit_s,
        .clock = measure_processor_seconds,
    };
    method.options.adaptive = is_adaptive;
    run->method = &method;
    const double seconds = measure_least_s(method_seconds, run);
    print_own(run, name, method.solution.outcome, method.solution.energy_quanta, seconds);
}

static double label_setting_seconds(void *context, size_t runs)
{
    struct own_run *run = context;
    const struct label_setting_options options = {.deadline = deadline_after(run->peers->time_limit_s, NULL)};
    const struct arena_mark mark = arena_mark(run->peers->arena);
    const double begin_s = measure_processor_seconds();
    for (size_t r = 0; r < runs; r++) {
        arena_rewind(run->peers->arena, mark);
        label_setting_run(&run->labels, run->peers->arena, run->peers->scratch, run->graph, &options);
    }
    const double took_s = measure_processor_seconds() - begin_s;
    arena_rewind(run->peers->arena, mark);
    return took_s;
}

static void run_label_setting(struct own_run *run)
{
    const double seconds = measure_least_s(label_setting_seconds, run);
    print_own(run, "labels on the graph", run->labels.proof != NULL ? OUTCOME_OPTIMAL : OUTCOME_FEASIBLE,
              run->labels.energy_quanta, seconds);
}

static void run_problem(const struct peers *peers, const struct problem *problem)
{
    struct extended_graph graph;
    if (!problem_is_single(problem, peers->scratch)) {
        return;
    }
    extended_graph_build(&graph, peers->arena, peers->scratch, problem, 0, EXTENDED_GRAPH_PRUNED);
    if (graph.vertex_count == 0) {
        return;
    }
    write_graph(peers, problem, &graph);
    if (graph.arc_count <= LP_ARC_LIMIT) {
        write_lp(peers, problem, &graph);
    }
    struct own_run run = {.peers = peers, .problem = problem, .graph = &graph};
    run_method(&run, "fin --adaptive", "fin", true);
    run_method(&run, "labels", "labels", false);
    run_label_setting(&run);
}

static void run_layered(struct peers *peers, size_t blocks, size_t nodes, uint64_t seeds)
{
    for (unsigned kind = 0; kind < 4; kind++) {
        for (uint64_t seed = 1; seed <= seeds; seed++) {
            const struct arena_mark mark = arena_mark(peers->arena);
            const struct layered_family family = {
                .blocks = blocks,
                .nodes = nodes,
                .anti_correlated = (kind & 2U) != 0,
                .is_loose = (kind & 1U) != 0,
                .seed = seed,
            };
            peers->family =
                arena_printf(peers->arena, "(%zu;%zu) %s %s", blocks, nodes,
                             family.anti_correlated ? "anti" : "ind", family.is_loose ? "loose" : "tight");
            run_problem(peers, layered_problem(peers->arena, &family));
            arena_rewind(peers->arena, mark);
        }
    }
}

static void run_file(const struct peers *peers, const char *path)
{
    const struct arena_mark mark = arena_mark(peers->arena);
    struct diagnostics diagnostics;
    struct error error;
    const struct instance *instance = NULL;
    const struct problem *problem = NULL;
    diagnostics_init(&diagnostics, peers->arena, path);
    if (instance_load(&instance, peers->arena, &diagnostics, path) != STATUS_OK ||
        quantize(&problem, peers->arena, instance, &error) != STATUS_OK) {
        fprintf(stderr, "%s: not a usable instance; `finopt check` says why\n", path);
        exit(2);
    }
    run_problem(peers, problem);
    arena_rewind(peers->arena, mark);
}

int main(int argc, char **argv)
{
    const bool is_layered = argc == 7 && strcmp(argv[3], "layered") == 0;
    if (!is_layered && (argc < 6 || strcmp(argv[3], "files") != 0)) {
        fprintf(stderr, "usage: peer_graphs DIR TIME_LIMIT_S layered BLOCKS NODES SEEDS\n"
                        "       peer_graphs DIR TIME_LIMIT_S files FAMILY FILE...\n");
        return 2;
    }
    struct peers peers = {
        .directory = argv[1],
        .family = argv[4],
        .time_limit_s = strtod(argv[2], NULL),
        .arena = arena_new(measure_exit_out_of_memory, NULL),
        .scratch = arena_new(measure_exit_out_of_memory, NULL),
    };
    if (is_layered) {
        run_layered(&peers, strtoul(argv[4], NULL, 10), strtoul(argv[5], NULL, 10),
                    strtoul(argv[6], NULL, 10));
    }
    for (int i = 5; !is_layered && i < argc; i++) {
        run_file(&peers, argv[i]);
    }
    arena_free(peers.scratch);
    arena_free(peers.arena);
    return 0;
}
