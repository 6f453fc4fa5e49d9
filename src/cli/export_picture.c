/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What do graphs and plans look like to programs that draw? The plan to be marked is somebody's (--plan) or a
 * method's; either is shown only after the verifier has accepted it.
 */
#include "cli/export_picture.h"

#include "base/arena.h"
#include "base/text.h"
#include "cli/export_format.h"
#include "cli/options.h"
#include "cli/signals.h"
#include "compare/compare_methods.h"
#include "explain/verified_answer.h"
#include "export/dot.h"
#include "export/drawing.h"
#include "export/graphml.h"
#include "io/diagnostic.h"
#include "io/plan_json.h"
#include "model/problem.h"
#include "report/result_json.h"
#include "solve/solver.h"

enum picture { PICTURE_EXTENDED, PICTURE_FEASIBLE, PICTURE_PLAN };

/* The plan of --plan, judged. */
static enum status load_plan(struct drawing_request *picture, struct arena *arena,
                             const struct export_request *request, struct error *error)
{
    struct diagnostics diagnostics;
    struct plan_document document;
    struct evaluation evaluation;
    diagnostics_init(&diagnostics, arena, request->options->plan_file);
    if (plan_load(&document, arena, &diagnostics, request->options->plan_file, request->instance) !=
        STATUS_OK) {
        struct text rendered;
        text_init(&rendered, arena);
        diagnostics_write(&rendered, &diagnostics);
        return error_set(error, STATUS_INPUT, "the plan cannot be used\n%.*s", (int)rendered.length - 1,
                         rendered.data);
    }
    verify_plan(&evaluation, arena, request->problem, document.plan);
    if (!evaluation.is_feasible) {
        return error_set(error, STATUS_INPUT, "%s: %s", request->options->plan_file,
                         evaluation.violations[0].message);
    }
    picture->plan = document.plan;
    picture->plan_words = "the given plan";
    return STATUS_OK;
}

static enum status find_plan(struct drawing_request *picture, struct arena *arena, struct arena *scratch,
                             const struct export_request *request, struct error *error)
{
    const struct options *options = request->options;
    if (options->plan_file != NULL) {
        return load_plan(picture, arena, request, error);
    }
    const struct solver *solver = options->methods_are_default
                                      ? verified_answer_exact_solver(request->problem, scratch)
                                      : options->methods.methods[0];
    if (options->methods_are_default && options->graph == PICTURE_FEASIBLE) {
        solver = solver_find("fin"); /* whose graph it is */
    }
    struct solve_options solve = solve_options_default();
    struct verified_answer answer;
    solve.gamma = options->gamma;
    solve.rounding = options->rounding == ROUNDING_FLOOR ? DEPTH_FLOOR : DEPTH_CEIL;
    solve.is_cumulative = options->rounding == ROUNDING_CUMULATIVE;
    solve.deadline = deadline_after(options->time_limit_s, signals_stop_now());
    const enum status status =
        verified_answer_find(&answer, arena, scratch, request->problem, solver, &solve, error);
    if (status == STATUS_OK) {
        picture->plan = answer.solution.plan;
        picture->plan_words = verified_answer_words(arena, &answer);
    }
    return status;
}

static enum status draw(struct drawing *drawing, struct arena *arena, struct arena *scratch,
                        const struct export_request *request, struct error *error)
{
    struct drawing_request picture = {
        .instance = request->instance,
        .problem = request->problem,
        .gamma = request->options->gamma,
        .rounding = request->options->rounding == ROUNDING_FLOOR ? DEPTH_FLOOR : DEPTH_CEIL,
    };
    if (request->options->graph == PICTURE_FEASIBLE && request->options->rounding == ROUNDING_CUMULATIVE) {
        return error_set(
            error, STATUS_UNSUPPORTED,
            "with cumulative rounding the depth of an arc depends on the path before it: there is no "
            "feasible graph to draw");
    }
    const enum status status = find_plan(&picture, arena, scratch, request, error);
    if (status != STATUS_OK) {
        return status;
    }
    switch ((enum picture)request->options->graph) {
    case PICTURE_EXTENDED:
        return draw_extended_graph(drawing, arena, scratch, &picture, error);
    case PICTURE_FEASIBLE:
        return draw_feasible_graph(drawing, arena, scratch, &picture, error);
    case PICTURE_PLAN:
        break;
    }
    if (picture.plan == NULL) {
        return error_set(error, STATUS_UNSUPPORTED, "%s", picture.plan_words);
    }
    return draw_plan(drawing, arena, scratch, &picture, error);
}

enum status export_dot_write(struct text *text, struct arena *arena, struct arena *scratch,
                             const struct export_request *request, struct error *error)
{
    struct drawing drawing;
    const enum status status = draw(&drawing, arena, scratch, request, error);
    if (status == STATUS_OK) {
        dot_write(text, &drawing);
    }
    return status;
}

enum status export_graphml_write(struct text *text, struct arena *arena, struct arena *scratch,
                                 const struct export_request *request, struct error *error)
{
    struct drawing drawing;
    const enum status status = draw(&drawing, arena, scratch, request, error);
    if (status == STATUS_OK) {
        graphml_write(text, &drawing);
    }
    return status;
}

enum status export_plan_write(struct text *text, struct arena *arena, struct arena *scratch,
                              const struct export_request *request, struct error *error)
{
    struct drawing_request found = {.plan = NULL};
    const enum status status = find_plan(&found, arena, scratch, request, error);
    if (status != STATUS_OK) {
        return status;
    }
    if (found.plan == NULL) {
        return error_set(error, STATUS_UNSUPPORTED, "%s", found.plan_words);
    }
    plan_json_write(text, request->problem->name, plan_record_new(arena, request->problem, found.plan));
    return STATUS_OK;
}
