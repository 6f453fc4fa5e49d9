/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why is the answer what it is? One page about one instance; beside it, where it is asked for, the trace of
 * FIN's dynamic programme, or exercises instead of the page.
 */
#include <inttypes.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/child_work.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/load_problem.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/signals.h"
#include "explain/explanation.h"
#include "explain/trace_words.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "io/safe_text.h"
#include "model/problem.h"

enum explain_format { EXPLAIN_TEXT, EXPLAIN_MARKDOWN, EXPLAIN_JSON };

/* Where the events of a trace go. */
struct trace_writer {
    struct text *text;
    const struct trace_names *names;
    size_t step;
};

/* The traces of all applications are one file, and have one limit. */
struct trace_file {
    struct text text;
    double most_events; /* so far */
};

static void on_event(void *context, const struct trace_event *event)
{
    struct trace_writer *writer = context;
    trace_json_event(writer->text, writer->names, event, ++writer->step);
}

static enum status trace_application(struct trace_file *file, const struct explanation *e, size_t h,
                                     struct error *error)
{
    struct text *text = &file->text;
    struct extended_graph graph;
    struct feasible_graph feasible;
    struct trace_result result = {.found = false};
    extended_graph_build(&graph, e->arena, e->scratch, e->problem, h, EXTENDED_GRAPH_PRUNED);
    feasible_graph_build(&feasible, e->arena, &graph, e->solve.gamma, e->solve.rounding);
    file->most_events += fin_trace_most_events(&feasible);
    if (file->most_events > TRACE_EVENT_LIMIT) {
        return error_set(error, STATUS_UNSUPPORTED,
                         "a trace of all applications at gamma %" PRId64
                         " would have more than %d events; take a smaller gamma",
                         e->solve.gamma, TRACE_EVENT_LIMIT);
    }
    struct trace_names names = {e->arena, e->instance, &feasible};
    struct trace_writer writer = {.text = text, .names = &names};
    enum status status = STATUS_OK;
    trace_json_init(text, &names);
    if (graph.vertex_count > 0) {
        status = fin_trace_run(&result, e->arena, e->scratch, &feasible, on_event, &writer, error);
    }
    if (status == STATUS_OK) {
        trace_json_finish(text, &names, &result, writer.step + (graph.vertex_count == 0));
    }
    return status;
}

/* Writes the trace to its file; the exit status. */
static int write_trace(const struct explanation *e, const char *file)
{
    struct trace_file trace = {.most_events = 0.0};
    struct error error;
    text_init(&trace.text, e->arena);
    for (size_t h = 0; h < e->problem->application_count; h++) {
        if (trace_application(&trace, e, h, &error) != STATUS_OK) {
            complain("explain: --trace: %s", error.message);
            return EXIT_STATUS_INCONCLUSIVE;
        }
    }
    if (output_write(file, trace.text.data, trace.text.length, &error) != STATUS_OK) {
        complain("%s", error.message);
        return EXIT_STATUS_INPUT;
    }
    return EXIT_STATUS_FINE;
}

static void write_page(struct text *text, const struct explanation *e, const struct options *options)
{
    switch ((enum explain_format)options->explain_format) {
    case EXPLAIN_TEXT:
        document_write_text(text, e->document, output_is_coloured(options));
        break;
    case EXPLAIN_MARKDOWN:
        document_write_markdown(text, e->document);
        break;
    case EXPLAIN_JSON:
        explanation_json_write(text, e);
        break;
    }
}

static int explain(struct explanation *e, const struct options *options)
{
    struct document document;
    struct text text;
    struct error error;
    const char *title = safe_words(e->arena, e->problem->name);
    document_init(&document, e->arena,
                  options->questions ? arena_printf(e->arena, "%s: exercises", title) : title);
    e->document = &document;
    /* The trace first: it is quick, and may be refused. */
    const int exit_status =
        options->trace_file != NULL ? write_trace(e, options->trace_file) : EXIT_STATUS_FINE;
    if (exit_status != EXIT_STATUS_FINE) {
        return exit_status;
    }
    const enum status status = options->questions ? explanation_ask(e, &error) : explanation_build(e, &error);
    if (status != STATUS_OK) {
        complain("explain: %s", error.message);
        return status == STATUS_SOLVER ? EXIT_STATUS_CONTRADICTION : EXIT_STATUS_INCONCLUSIVE;
    }
    text_init(&text, e->arena);
    write_page(&text, e, options);
    return deliver(options, &text, EXIT_STATUS_FINE);
}

int explain_command(const struct options *options, struct arena *arena)
{
    struct explanation e = {
        .arena = arena,
        .solve = solve_options_default(),
        .time_limit_s = options->explain_time_limit_s,
        .stop_now = signals_stop_now(),
    };
    if (options->operand_count != 1) {
        complain("explain: name one FILE, or `-` for standard input; see `finopt explain --help`");
        return EXIT_STATUS_INPUT;
    }
    struct loaded_problem loaded;
    if (!load_problem(&loaded, arena, options->operands[0])) {
        return EXIT_STATUS_INPUT;
    }
    e.instance = loaded.instance;
    e.problem = loaded.problem;
    e.solve.gamma = options->explain_gamma;
    e.solve.rounding = (enum depth_rounding)options->rounding;
    e.scratch = arena_new(out_of_memory, NULL);
    const int exit_status = explain(&e, options);
    arena_free(e.scratch);
    return exit_status;
}
