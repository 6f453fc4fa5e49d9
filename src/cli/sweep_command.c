/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of plans and optimum when limits move? The work is in src/sweep. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/child_work.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/load_problem.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/signals.h"
#include "model/instance.h"
#include "model/problem.h"
#include "solve/each_application.h"
#include "solve/solver.h"
#include "sweep/axis_report.h"
#include "sweep/front_report.h"
#include "sweep/perturb_report.h"
#include "sweep/sweep_report.h"

static void write_report(struct text *text, const struct sweep_report *report, const struct options *options)
{
    switch (options->format) {
    case FORMAT_JSON:
        data_table_write_json(text, &report->table);
        break;
    case FORMAT_CSV:
        data_table_write_csv(text, &report->table);
        break;
    case FORMAT_SVG:
        chart_write_svg(text, report->arena, &report->chart);
        break;
    default:
        data_table_write_text(text, &report->table, output_is_coloured(options));
    }
}

/* The application that is named, or all. */
static enum status find_application(size_t *application, const struct instance *instance,
                                    const struct options *options, struct error *error)
{
    *application = ALL_APPLICATIONS;
    for (size_t h = 0; options->application != NULL && h < instance->application_count; h++) {
        if (strcmp(instance->applications[h].id, options->application) == 0) {
            *application = h;
            return STATUS_OK;
        }
    }
    return options->application == NULL
               ? STATUS_OK
               : error_set(error, STATUS_INPUT, "--application: there is no application \"%s\"",
                           options->application);
}

/* What moves, what runs, and within which limits. */
static enum status fill_request(struct sweep_request *request, struct method_list *methods,
                                const struct sweep_report *report, const struct options *options,
                                struct error *error)
{
    *methods = options->methods;
    *request = (struct sweep_request){
        .methods = methods->methods,
        .method_count = methods->count,
        .solve = solve_options_default(),
        .time_limit_s = options->time_limit_s,
        .stop_now = signals_stop_now(),
        .is_reproducible = options->reproducible,
        .plot = (enum sweep_plot)options->plot,
    };
    request->solve.rounding = options->rounding == ROUNDING_FLOOR ? DEPTH_FLOOR : DEPTH_CEIL;
    request->solve.is_cumulative = options->rounding == ROUNDING_CUMULATIVE;
    request->solve.memory_limit_bytes = (size_t)options->memory_limit_mib << 19;
    for (size_t kind = 0; kind < AXIS_COUNT; kind++) {
        if (options->axes[kind] != NULL &&
            axis_parse(&request->axes[kind], report->arena, (enum axis_kind)kind, options->axes[kind],
                       error) != STATUS_OK) {
            return STATUS_INPUT;
        }
    }
    const bool is_single = problem_is_single(report->problem, report->scratch);
    for (size_t m = 0; options->methods_are_default && !is_single && m < methods->count; m++) {
        if (strcmp(methods->methods[m]->name, "labels") == 0) {
            methods->methods[m] = solver_find("bp");
        }
    }
    return find_application(&request->application, report->instance, options, error);
}

static enum status build(struct sweep_report *report, const struct options *options, struct error *error)
{
    struct method_list methods;
    struct sweep_request request;
    const enum status status = fill_request(&request, &methods, report, options, error);
    if (status != STATUS_OK) {
        return status;
    }
    const struct front_options front = {
        .deadline = deadline_after(options->time_limit_s, signals_stop_now()),
        .memory_limit_bytes = (size_t)options->memory_limit_mib << 19,
        .moving = report->problem->application_count == 1 ? 0 : request.application,
    };
    const struct perturbation perturbation = {
        .share = options->perturb,
        .count = (size_t)options->count,
        .seed = (uint64_t)options->seed,
    };
    return options->pareto           ? front_report_build(report, &front, error)
           : options->breakpoints    ? breakpoint_report_build(report, &front, error)
           : options->perturb >= 0.0 ? perturb_report_build(report, &request, &perturbation, error)
                                     : axis_report_build(report, &request, error);
}

/* One question at a time. */
static bool is_usable(const struct options *options)
{
    size_t axes = 0;
    for (size_t kind = 0; kind < AXIS_COUNT; kind++) {
        axes += options->axes[kind] != NULL;
    }
    if (options->operand_count != 1) {
        complain("sweep: name one FILE, or `-` for standard input; see `finopt sweep --help`");
        return false;
    }
    const bool is_perturbed = options->perturb >= 0.0; /* at the single values of the axes */
    const int questions = (axes > 0 || is_perturbed) + options->pareto + options->breakpoints;
    if (questions != 1) {
        complain(questions == 0
                     ? "sweep: say what: --pareto, --breakpoints, --perturb, or which of --max-latency, "
                       "--min-accuracy, --rate and --gamma move"
                     : "sweep: one question at a time: --pareto, --breakpoints, or methods at values of "
                       "--max-latency, --min-accuracy, --rate and --gamma, also with --perturb");
        return false;
    }
    if ((options->pareto || options->breakpoints) && !options->methods_are_default) {
        complain(
            "sweep: --method: a front is the optimum's, whoever proves it; --max-latency shows what other "
            "methods do");
        return false;
    }
    if ((options->pareto || options->breakpoints || is_perturbed) && options->plot != PLOT_ENERGY) {
        complain("sweep: --plot: is for methods along an axis; this has a picture of its own");
        return false;
    }
    if (options->reproducible && options->plot == PLOT_TIME) {
        complain("sweep: --plot time: needs the times that --reproducible leaves out");
        return false;
    }
    return true;
}

static int sweep(struct sweep_report *report, const struct options *options)
{
    struct error error;
    struct text text;
    const enum status status = build(report, options, &error);
    if (status != STATUS_OK) {
        complain("sweep: %s", error.message);
        return status == STATUS_INPUT || status == STATUS_OVERFLOW ? EXIT_STATUS_INPUT
               : status == STATUS_SOLVER                           ? EXIT_STATUS_CONTRADICTION
                                                                   : EXIT_STATUS_INCONCLUSIVE;
    }
    if (!report->table.is_complete && options->format != FORMAT_TEXT) {
        complain("sweep: %s", report->table.closing);
        report->chart.subtitle = report->table.closing; /* so that the picture alone does not say more */
    }
    text_init(&text, report->arena);
    write_report(&text, report, options);
    return deliver(options, &text, report->table.is_complete ? EXIT_STATUS_FINE : EXIT_STATUS_INCONCLUSIVE);
}

int sweep_command(const struct options *options, struct arena *arena)
{
    struct loaded_problem loaded;
    if (!is_usable(options)) {
        return EXIT_STATUS_INPUT;
    }
    if (!load_problem(&loaded, arena, options->operands[0])) {
        return EXIT_STATUS_INPUT;
    }
    struct sweep_report report = {
        .arena = arena,
        .scratch = arena_new(out_of_memory, NULL),
        .instance = loaded.instance,
        .problem = loaded.problem,
    };
    const int exit_status = sweep(&report, options);
    arena_free(report.scratch);
    return exit_status;
}
