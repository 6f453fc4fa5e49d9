/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What do FIN and the exact method answer, what is left of every limit, and what would other deadlines
 * change? */
#include <inttypes.h>

#include "base/arena.h"
#include "base/checked.h"
#include "explain/explanation.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "graph/plan_path.h"
#include "model/plan.h"
#include "model/problem.h"
#include "report/engineering.h"

static const char *percent(const struct explanation *e, double ratio)
{
    struct text text;
    text_init(&text, e->arena);
    text_add_percent(&text, ratio);
    return text.data;
}

/* One method on a problem; what it cannot do becomes its note. `where` ends a sentence about it. */
static enum status ask(struct verified_answer *answer, struct explanation *e, const struct problem *problem,
                       const struct solver *solver, int64_t gamma, const char *where, struct error *error)
{
    struct solve_options options = explain_options(e);
    options.gamma = gamma;
    const enum status status =
        verified_answer_find(answer, e->arena, e->scratch, problem, solver, &options, error);
    explain_note_limit(e, &options, arena_printf(e->arena, "%s %s", solver->name, where));
    if (status == STATUS_UNSUPPORTED) {
        *answer = (struct verified_answer){
            .solver = solver,
            .solution = {.outcome = OUTCOME_UNKNOWN, .note = arena_strdup(e->arena, error->message)}};
        return STATUS_OK;
    }
    return status;
}

/* The latency of the slowest application. */
static int64_t most_latency(const struct verified_answer *answer)
{
    int64_t most = 0;
    for (size_t h = 0; h < answer->solution.plan->application_count; h++) {
        most = max_int64(most, answer->evaluation.applications[h].latency_quanta);
    }
    return most;
}

static void add_answer(struct explanation *e, struct text_table *table, const char *name,
                       const struct verified_answer *answer)
{
    const struct solution *solution = &answer->solution;
    struct text_cell *cells = text_table_add_row(table);
    cells[0].string = name;
    cells[1].string = outcome_name(solution->outcome);
    if (solution->plan != NULL) {
        const int64_t optimum = e->exact.solution.energy_quanta;
        cells[2].string = explain_energy(e, solution->energy_quanta);
        cells[3].string = explain_time(e, most_latency(answer));
        if (e->exact.solution.outcome == OUTCOME_OPTIMAL) {
            const int64_t loss = solution->energy_quanta - optimum;
            cells[4].string = loss == 0 ? "0 %" : percent(e, (double)loss / (double)solution->energy_quanta);
        }
    }
    cells[5].string = solution->proof != NULL ? solution->proof : solution->note;
    if (cells[5].string == NULL && solution->has_bound) {
        cells[5].string =
            arena_printf(e->arena, "no proof: the bound is %s", explain_energy(e, solution->bound_quanta));
    }
}

static void add_plans(struct explanation *e, const char *whose, const struct plan *plan)
{
    for (size_t h = 0; h < plan->application_count && h < EXPLAIN_NODES; h++) {
        const struct plan_application *choice = &plan->applications[h];
        document_add_paragraph(
            e->document, "%s for %s: configuration %s, nodes %s.", whose, e->problem->applications[h].id,
            e->problem->applications[h].configurations[choice->configuration].id, explain_nodes(e, choice));
    }
}

/* Why FIN's graph does not hold the optimum of application h, if it does not: its arcs climb too far. */
static void add_why_lost(struct explanation *e, size_t h)
{
    struct extended_graph graph;
    struct feasible_graph feasible;
    struct text sum;
    int64_t depth = 0;
    text_init(&sum, e->arena);
    extended_graph_build(&graph, e->arena, e->scratch, e->problem, h, EXTENDED_GRAPH_PRUNED);
    size_t *path = ARENA_ARRAY(e->arena, size_t, graph.vertex_count + 1);
    const size_t length = plan_path_find(path, &graph, &e->exact.solution.plan->applications[h]);
    feasible_graph_build(&feasible, e->arena, &graph, e->solve.gamma, e->solve.rounding);
    for (size_t i = 0; i + 1 < length; i++) {
        depth += feasible.widths[path[i]];
        text_addf(&sum, "%s%d", i > 0 ? " + " : "", (int)feasible.widths[path[i]]);
    }
    if (depth > e->solve.gamma) {
        document_add_paragraph(e->document,
                               "At gamma %" PRId64
                               " FIN cannot see the optimum of %s: it takes %s of %s, but its arcs, each "
                               "rounded up, climb %s = %" PRId64 " depths.",
                               e->solve.gamma, e->problem->applications[h].id,
                               explain_time(e, e->exact.evaluation.applications[h].latency_quanta),
                               explain_time(e, e->problem->applications[h].deadline_quanta), sum.data, depth);
    }
}

enum status explain_answers(struct explanation *e, struct error *error)
{
    enum { DEFAULT_GAMMA = 100 };
    static const char *const columns[] = {"method", "answer", ">energy", ">latency", ">gap", "because"};
    const struct solver *fin = solver_find("fin");
    struct verified_answer coarse;
    struct verified_answer usual;
    enum status status = ask(&coarse, e, e->problem, fin, e->solve.gamma, "at this gamma", error);
    status =
        status == STATUS_OK ? ask(&usual, e, e->problem, fin, DEFAULT_GAMMA, "at gamma 100", error) : status;
    if (status != STATUS_OK) {
        return status;
    }
    document_add_heading(e->document, "The answers");
    struct text_table *table = document_add_table(e->document, columns, 6);
    add_answer(e, table, arena_printf(e->arena, "fin, gamma %" PRId64, e->solve.gamma), &coarse);
    if (e->solve.gamma != DEFAULT_GAMMA) {
        add_answer(e, table, "fin, gamma 100", &usual);
    }
    add_answer(e, table, e->exact.solver->name, &e->exact);
    if (e->exact.solution.plan != NULL) {
        add_plans(e, e->exact.solution.outcome == OUTCOME_OPTIMAL ? "The optimum" : "The best plan known",
                  e->exact.solution.plan);
    }
    for (size_t h = 0;
         e->exact.solution.plan != NULL && h < e->problem->application_count && h < EXPLAIN_APPLICATIONS;
         h++) {
        add_why_lost(e, h);
    }
    if (coarse.solution.plan != NULL && e->exact.solution.plan != NULL &&
        coarse.solution.energy_quanta != e->exact.solution.energy_quanta) {
        add_plans(e, "FIN's plan", coarse.solution.plan);
    }
    return STATUS_OK;
}

/* --- slack --- */

static void add_slack(struct text_table *table, const char *row, const char *needed, const char *allowed,
                      const char *left)
{
    struct text_cell *cells = text_table_add_row(table);
    cells[0].string = row;
    cells[1].string = needed;
    cells[2].string = allowed;
    cells[3].string = left;
}

static const char *parts(const struct explanation *e, int64_t ppm)
{
    return arena_printf(e->arena, "%.6g %%", (double)ppm / 1e4);
}

static const char *bytes(const struct explanation *e, int64_t count)
{
    return arena_printf(e->arena, "%" PRId64 " B", count);
}

static const char *accuracy(const struct explanation *e, int64_t ppb)
{
    return arena_printf(e->arena, "%.9g", (double)ppb / (double)ACCURACY_SCALE);
}

static void add_application_slack(struct explanation *e, struct text_table *table, size_t h)
{
    const struct problem_application *application = &e->problem->applications[h];
    const struct plan_application *choice = &e->exact.solution.plan->applications[h];
    const int64_t latency = e->exact.evaluation.applications[h].latency_quanta;
    const int64_t reached = application->configurations[choice->configuration].accuracy_ppb;
    add_slack(table, arena_printf(e->arena, "P4[%s]", application->id), explain_time(e, latency),
              explain_time(e, application->deadline_quanta),
              explain_time(e, application->deadline_quanta - latency));
    add_slack(table, arena_printf(e->arena, "P5[%s]", application->id),
              accuracy(e, application->min_accuracy_ppb), accuracy(e, reached),
              accuracy(e, reached - application->min_accuracy_ppb));
}

/* Rows of nodes and links that the plan uses. */
static void add_shared_slack(struct explanation *e, struct text_table *table)
{
    const struct problem *problem = e->problem;
    const struct evaluation *used = &e->exact.evaluation;
    for (size_t n = 0; n < problem->node_count; n++) {
        const struct problem_node *node = &problem->nodes[n];
        const char *id = problem_row_id(e->arena, problem, n);
        if (used->node_loads_ppm[n] > 0) {
            add_slack(table, arena_printf(e->arena, "P6[%s]", id), parts(e, used->node_loads_ppm[n]),
                      parts(e, node->capacity_ppm), parts(e, node->capacity_ppm - used->node_loads_ppm[n]));
        }
        if (used->node_memory_bytes[n] > 0 && node->memory_bytes != MEMORY_UNLIMITED) {
            add_slack(table, arena_printf(e->arena, "P7[%s]", id), bytes(e, used->node_memory_bytes[n]),
                      bytes(e, node->memory_bytes),
                      bytes(e, node->memory_bytes - used->node_memory_bytes[n]));
        }
    }
    for (size_t l = 0; l < problem->link_count; l++) {
        const struct problem_link *link = &problem->links[l];
        if (used->link_loads_ppm[l] > 0) {
            add_slack(table,
                      arena_printf(e->arena, "P8[%s,%s]", problem_row_id(e->arena, problem, link->from),
                                   problem_row_id(e->arena, problem, link->to)),
                      parts(e, used->link_loads_ppm[l]), parts(e, link->capacity_ppm),
                      parts(e, link->capacity_ppm - used->link_loads_ppm[l]));
        }
    }
}

void explain_slack(struct explanation *e)
{
    static const char *const columns[] = {"limit", ">needed", ">available", ">left"};
    document_add_heading(e->document, "What is left of every limit");
    document_add_paragraph(e->document, "Of %s. (P1)-(P3) hold or do not; they have nothing left over.",
                           e->exact.solution.outcome == OUTCOME_OPTIMAL ? "the optimum"
                                                                        : "the best plan known");
    struct text_table *table = document_add_table(e->document, columns, 4);
    for (size_t h = 0; h < e->problem->application_count && h < EXPLAIN_NODES; h++) {
        add_application_slack(e, table, h);
    }
    add_shared_slack(e, table);
}

/* --- other deadlines --- */

static const char *energy_or_outcome(const struct explanation *e, const struct verified_answer *answer)
{
    return answer->solution.plan != NULL ? explain_energy(e, answer->solution.energy_quanta)
           : answer->solution.outcome == OUTCOME_INFEASIBLE ? "no plan"
                                                            : "none found";
}

/* The same problem, all deadlines multiplied; rounded down, as deadlines are. */
static const struct problem *scale_deadlines(const struct explanation *e, int64_t percentage)
{
    const struct problem *scaled = e->problem;
    for (size_t h = 0; h < e->problem->application_count; h++) {
        const int128 product = (int128)e->problem->applications[h].deadline_quanta * percentage;
        scaled = problem_with_deadline(e->arena, scaled, h, (int64_t)floor_divide(product, 100));
    }
    return scaled;
}

enum status explain_deadlines(struct explanation *e, struct error *error)
{
    static const int64_t percentages[] = {90, 100, 110};
    const char *columns[] = {"deadline", ">optimum", ">fin at this gamma", "nodes of the optimum"};
    document_add_heading(e->document, "A deadline 10 % tighter, and 10 % looser");
    if (e->exact.solution.outcome != OUTCOME_OPTIMAL && e->exact.solution.outcome != OUTCOME_INFEASIBLE) {
        document_add_paragraph(e->document, "Not tried, since the deadline as it is has no proved answer.");
        return STATUS_OK;
    }
    struct text_table *table = document_add_table(e->document, columns, 4);
    for (size_t i = 0; i < sizeof percentages / sizeof percentages[0]; i++) {
        const struct problem *problem = scale_deadlines(e, percentages[i]);
        const char *where = arena_printf(e->arena, "at %" PRId64 " %% of the deadline", percentages[i]);
        struct verified_answer exact = e->exact;
        struct verified_answer fin;
        enum status status = STATUS_OK;
        if (percentages[i] != 100) {
            status = ask(&exact, e, problem, e->exact.solver, e->solve.gamma, where, error);
        }
        status = status == STATUS_OK ? ask(&fin, e, problem, solver_find("fin"), e->solve.gamma, where, error)
                                     : status;
        if (status != STATUS_OK) {
            return status;
        }
        struct text_cell *cells = text_table_add_row(table);
        cells[0].string = problem->application_count == 1
                              ? explain_time(e, problem->applications[0].deadline_quanta)
                              : arena_printf(e->arena, "%" PRId64 " %%", percentages[i]);
        cells[1].string = energy_or_outcome(e, &exact);
        cells[2].string = energy_or_outcome(e, &fin);
        if (exact.solution.plan != NULL && problem->application_count == 1) {
            cells[3].string = explain_nodes(e, &exact.solution.plan->applications[0]);
        }
    }
    return STATUS_OK;
}
