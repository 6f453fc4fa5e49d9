/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What will FIN do next? The trace as exercises: each event is asked for before it is told. A few of every
 * kind, in the order in which they happen, so that the page can be worked through with pencil and paper.
 */
#include <inttypes.h>

#include "base/arena.h"
#include "explain/explanation.h"
#include "explain/trace_words.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "model/plan.h"
#include "model/problem.h"

enum { QUESTIONS_OF_A_KIND = 3, WIDTH_QUESTIONS = 4 };

struct exam {
    struct explanation *e;
    struct extended_graph graph;
    struct feasible_graph feasible;
    struct trace_names names;
    struct text answers;
    size_t count;
    size_t asked[TRACE_NONE + 1]; /* by reason */
};

/* A question and its answer, under the same number. */
static void add(struct exam *exam, const char *question, const char *answer)
{
    exam->count++;
    document_add_paragraph(exam->e->document, "%zu. %s", exam->count, question);
    text_addf(&exam->answers, "%zu. %s\n", exam->count, answer);
}

static const char *name(const struct exam *exam, size_t v)
{
    return vertex_words(exam->e->arena, exam->e->instance, &exam->graph, v);
}

/* How many depths an arc climbs. */
static void ask_widths(struct exam *exam)
{
    const struct explanation *e = exam->e;
    const int64_t deadline_quanta = e->problem->applications[0].deadline_quanta;
    size_t asked = 0;
    for (size_t a = 0; a < exam->graph.arc_count && asked < WIDTH_QUESTIONS; a++) {
        const int64_t latency_quanta = exam->graph.arc_latencies_quanta[a];
        if (latency_quanta == 0) {
            continue;
        }
        add(exam,
            arena_printf(
                e->arena,
                "The deadline of %s is divided into %" PRId64 " depths. The arc from %s to %s takes %s. "
                "How many depths does it climb?",
                explain_time(e, deadline_quanta), exam->feasible.gamma, name(exam, exam->graph.arc_tails[a]),
                name(exam, exam->graph.arc_heads[a]), explain_time(e, latency_quanta)),
            arena_printf(e->arena, "%d: %s(%" PRId64 " * %" PRId64 " / %" PRId64 ").",
                         (int)exam->feasible.widths[a], e->solve.rounding == DEPTH_CEIL ? "ceil" : "floor",
                         exam->feasible.gamma, latency_quanta, deadline_quanta));
        asked++;
    }
}

static void on_event(void *context, const struct trace_event *event)
{
    struct exam *exam = context;
    const struct explanation *e = exam->e;
    if (event->kind == TRACE_SETTLE || event->kind == TRACE_FINISH ||
        exam->asked[event->reason] == QUESTIONS_OF_A_KIND) {
        return;
    }
    exam->asked[event->reason]++;
    const int64_t arc_energy = exam->graph.arc_energies_quanta[event->arc];
    const char *known =
        event->previous_quanta == TRACE_NO_ENERGY
            ? "nothing is known yet"
            : arena_printf(e->arena, "%s is the best so far", explain_energy(e, event->previous_quanta));
    add(exam,
        arena_printf(
            e->arena,
            "Settled: %s at depth %d with %s. The arc from there to %s costs %s and climbs %d. At the "
            "replica it leads to, %s. What does FIN do?",
            name(exam, exam->graph.arc_tails[event->arc]), (int)event->tail_depth,
            explain_energy(e, event->energy_quanta - arc_energy), name(exam, event->vertex),
            explain_energy(e, arc_energy), (int)exam->feasible.widths[event->arc], known),
        arena_printf(e->arena, "It %s: %s.",
                     event->kind == TRACE_REJECT
                         ? "rejects the way"
                         : arena_printf(e->arena, "keeps it: depth %d, %s", (int)event->depth,
                                        explain_energy(e, event->energy_quanta)),
                     trace_reason_words(&exam->names, event)));
}

static void ask_end(struct exam *exam, const struct trace_result *result)
{
    const struct explanation *e = exam->e;
    const struct solution *exact = &e->exact.solution;
    struct text way;
    text_init(&way, e->arena);
    for (size_t i = 0; i + 1 < result->arc_count; i++) {
        text_addf(&way, "%s%s", i > 0 ? ", " : "", name(exam, exam->graph.arc_heads[result->arcs[i]]));
    }
    add(exam, "All vertices are settled. Which plan does FIN answer with, and what does it cost?",
        result->found ? arena_printf(e->arena, "%s: %s, at depth %d of the exit.", way.data,
                                     explain_energy(e, result->energy_quanta), (int)result->depth)
                      : "None: no replica of the exit is reached at this gamma.");
    if (exact->plan != NULL) {
        add(exam, "Is there a cheaper plan in time?",
            result->found && exact->energy_quanta == result->energy_quanta
                ? arena_printf(e->arena, "No: %s is the optimum.", explain_energy(e, exact->energy_quanta))
                : arena_printf(e->arena,
                               "Yes: %s takes %s in all and costs %s; rounding to depths has lost it.",
                               explain_nodes(e, &exact->plan->applications[0]),
                               explain_time(e, e->exact.evaluation.applications[0].latency_quanta),
                               explain_energy(e, exact->energy_quanta)));
    }
}

enum status explanation_ask(struct explanation *e, struct error *error)
{
    struct exam exam = {.e = e};
    struct trace_result result = {.found = false};
    struct solve_options options = explain_options(e);
    const struct solver *solver = verified_answer_exact_solver(e->problem, e->scratch);
    enum status status =
        verified_answer_find(&e->exact, e->arena, e->scratch, e->problem, solver, &options, error);
    if (status != STATUS_OK) {
        return status;
    }
    document_add_heading(e->document, "Questions");
    extended_graph_build(&exam.graph, e->arena, e->scratch, e->problem, 0, EXTENDED_GRAPH_PRUNED);
    if (exam.graph.vertex_count == 0) {
        document_add_paragraph(e->document,
                               "There is nothing to ask: no path of the extended graph is in time.");
        return STATUS_OK;
    }
    text_init(&exam.answers, e->arena);
    feasible_graph_build(&exam.feasible, e->arena, &exam.graph, e->solve.gamma, e->solve.rounding);
    exam.names = (struct trace_names){e->arena, e->instance, &exam.feasible};
    ask_widths(&exam);
    status = fin_trace_run(&result, e->arena, e->scratch, &exam.feasible, on_event, &exam, error);
    if (status != STATUS_OK) {
        return status;
    }
    ask_end(&exam, &result);
    document_add_heading(e->document, "Answers");
    text_add(document_add_lines(e->document), exam.answers.data);
    return STATUS_OK;
}
