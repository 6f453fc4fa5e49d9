/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does a plan survive errors of the profile? It is made once, from the profile as it is, and then has to hold
 * where times are otherwise; what it costs there is set against what planning with the true times would cost.
 */
#include "sweep/perturb_report.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/rng.h"
#include "base/text.h"
#include "compare/compare_methods.h"
#include "explain/verified_answer.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "report/engineering.h"
#include "solve/each_application.h"
#include "sweep/perturbed_instance.h"
#include "sweep/distribution.h"
#include "sweep/sweep_report.h"

static const struct data_column columns[] = {
    {.key = "method", .heading = "method"},
    {.key = "status"},
    {.key = "energy_quanta"},
    {.key = "energy_j", .heading = "planned", .form = COLUMN_QUANTITY, .unit = "J"},
    {.key = "instances"},
    {.key = "holds", .heading = "holds", .form = COLUMN_PERCENT},
    {.key = "late", .heading = "late"},
    {.key = "overloaded", .heading = "overloaded"},
    {.key = "optimal", .heading = "optimal"},
    {.key = "mean_regret", .heading = "mean regret", .form = COLUMN_PERCENT},
    {.key = "worst_regret", .heading = "worst", .form = COLUMN_PERCENT},
    {.key = "worst_lateness", .heading = "latest", .form = COLUMN_PERCENT},
    {.key = "plan", .heading = "plan"},
};

enum { COLUMN_COUNT = sizeof columns / sizeof columns[0] };

/* What became of one method's plan. */
struct survival {
    const struct verified_answer *answer; /* NULL: no plan */
    const char *status;
    size_t late;
    size_t overloaded;
    size_t optimal;
    double worst_lateness; /* latency over deadline, less 1 */
    double *regrets;       /* [regret_count] where it holds */
    size_t regret_count;
};

struct perturb_run {
    struct sweep_report *report;
    const struct sweep_request *request;
    const struct instance *instance; /* at the request's values */
    const struct problem *problem;
    struct survival *survivals; /* [method_count] */
    struct solve_options solve;
    size_t solvable; /* instances with a proved optimum */
    size_t planless; /* proved to have no plan */
    size_t tried;
};

static enum status ask(struct verified_answer *answer, struct perturb_run *run, const struct problem *problem,
                       const struct solver *method, struct error *error)
{
    run->solve.deadline = deadline_after(run->request->time_limit_s, run->request->stop_now);
    return verified_answer_find(answer, run->report->arena, run->report->scratch, problem, method,
                                &run->solve, error);
}

/* Every method's plan for the instance as it is. */
static enum status plan_all(struct perturb_run *run, size_t count, struct error *error)
{
    const struct sweep_request *request = run->request;
    struct arena *arena = run->report->arena;
    run->survivals = ARENA_ARRAY(arena, struct survival, request->method_count);
    for (size_t m = 0; m < request->method_count; m++) {
        struct verified_answer *answer = ARENA_NEW(arena, struct verified_answer);
        struct survival *survival = &run->survivals[m];
        const enum status status = ask(answer, run, run->problem, request->methods[m], error);
        if (status != STATUS_OK && status != STATUS_UNSUPPORTED) {
            return status;
        }
        survival->status = status == STATUS_OK ? outcome_name(answer->solution.outcome) : "error";
        survival->answer = status == STATUS_OK && answer->solution.plan != NULL ? answer : NULL;
        survival->regrets = ARENA_ARRAY(arena, double, count);
        survival->worst_lateness = -INFINITY;
    }
    return STATUS_OK;
}

/* The plan in one perturbed problem, whose optimum is known. */
static void judge(struct survival *survival, struct arena *arena, const struct problem *problem,
                  int64_t optimum_quanta)
{
    struct evaluation evaluation;
    bool is_late = false;
    verify_plan(&evaluation, arena, problem, survival->answer->solution.plan);
    for (size_t v = 0; v < evaluation.violation_count; v++) {
        const struct violation *violation = &evaluation.violations[v];
        if (strcmp(violation->tag, "P4") == 0) {
            is_late = true;
            survival->worst_lateness =
                fmax(survival->worst_lateness, (double)violation->excess / (double)violation->limit);
        }
    }
    survival->late += is_late;
    survival->overloaded += !is_late && !evaluation.is_feasible;
    if (evaluation.is_feasible) {
        const double excess = (double)(evaluation.energy_quanta - optimum_quanta);
        survival->optimal += evaluation.energy_quanta == optimum_quanta;
        survival->regrets[survival->regret_count++] = excess == 0.0 ? 0.0 : excess / (double)optimum_quanta;
    }
}

/* One perturbed instance; what it takes is given back. */
static enum status try_one(struct perturb_run *run, double share, struct rng *rng, struct error *error)
{
    struct arena *arena = run->report->arena;
    const struct arena_mark mark = arena_mark(arena);
    const struct instance *instance = perturbed_instance_new(arena, run->instance, share, rng);
    const struct problem *problem = NULL;
    struct verified_answer optimum;
    enum status status = quantize(&problem, arena, instance, error);
    if (status == STATUS_OK) {
        const bool is_single = problem_is_single(problem, run->report->scratch);
        status = ask(&optimum, run, problem, solver_find(is_single ? "labels" : "bp"), error);
    }
    if (status == STATUS_OK) {
        run->tried++;
        run->planless += optimum.solution.outcome == OUTCOME_INFEASIBLE;
        run->solvable += optimum.solution.outcome == OUTCOME_OPTIMAL;
        for (size_t m = 0; optimum.solution.outcome == OUTCOME_OPTIMAL && m < run->request->method_count;
             m++) {
            if (run->survivals[m].answer != NULL) {
                judge(&run->survivals[m], arena, problem, optimum.solution.energy_quanta);
            }
        }
    }
    arena_rewind(arena, mark);
    return status;
}

static void add_row(struct perturb_run *run, const struct solver *method, const struct survival *survival)
{
    struct data_cell *cells = data_table_add_row(&run->report->table);
    cells[0] = cell_string(method->name);
    cells[1] = cell_string(survival->status);
    if (survival->answer == NULL) {
        return;
    }
    const int64_t energy = survival->answer->solution.energy_quanta;
    const double count = (double)survival->regret_count;
    double sum = 0.0;
    double worst = -INFINITY;
    for (size_t r = 0; r < survival->regret_count; r++) {
        sum += survival->regrets[r];
        worst = fmax(worst, survival->regrets[r]);
    }
    cells[2] = cell_integer(energy);
    cells[3] = cell_number(quanta_in_si(energy, run->problem->energy_quantum_j));
    cells[4] = cell_integer((int64_t)run->solvable);
    cells[5] = cell_number(run->solvable > 0 ? count / (double)run->solvable : NAN);
    cells[6] = cell_integer((int64_t)survival->late);
    cells[7] = cell_integer((int64_t)survival->overloaded);
    cells[8] = cell_integer((int64_t)survival->optimal);
    cells[9] = cell_number(survival->regret_count > 0 ? sum / count : NAN);
    cells[10] = cell_number(worst);
    cells[11] = cell_number(survival->worst_lateness);
    cells[12] = cell_plan(plan_record_new(run->report->arena, run->problem, survival->answer->solution.plan));
}

/* The share of instances in which the plan holds and its regret is at most x. */
static void add_series(struct perturb_run *run, const struct solver *method, struct survival *survival)
{
    struct chart_series *series = survival->answer != NULL ? chart_add_series(&run->report->chart) : NULL;
    if (series != NULL) {
        distribution_series(series, run->report->arena, method->name, survival->regrets,
                            survival->regret_count, run->solvable);
    }
}

static void finish_report(struct perturb_run *run, const struct perturbation *perturbation)
{
    struct sweep_report *report = run->report;
    data_table_init(&report->table, report->arena, columns, COLUMN_COUNT);
    report->table.instance = run->problem->name;
    report->table.subject = "perturbation";
    report->table.title = arena_printf(report->arena, "%s: block times up to %g %% off", run->problem->name,
                                       100.0 * perturbation->share);
    report->chart = (struct chart){
        .title = report->table.title,
        .subtitle = "how many of the perturbed instances a plan still fits, by what re-planning would save",
        .x = {.title = "regret at most", .unit = "%", .begins_at_zero = true},
        .y = {.title = "instances", .unit = "%", .begins_at_zero = true},
    };
    for (size_t m = 0; m < run->request->method_count; m++) {
        add_row(run, run->request->methods[m], &run->survivals[m]);
        add_series(run, run->request->methods[m], &run->survivals[m]);
    }
    report->table.is_complete = run->solvable + run->planless == perturbation->count;
    report->table.closing =
        arena_printf(report->arena,
                     "%zu perturbed instances, seed %llu: %zu with a proved optimum, %zu without any plan%s.",
                     run->tried, (unsigned long long)perturbation->seed, run->solvable, run->planless,
                     report->table.is_complete ? "" : "; a limit came first in the others");
}

enum status perturb_report_build(struct sweep_report *report, const struct sweep_request *request,
                                 const struct perturbation *perturbation, struct error *error)
{
    static const size_t first[AXIS_COUNT] = {0};
    struct perturb_run run = {.report = report, .request = request, .solve = request->solve};
    struct rng rng = rng_from_seed(perturbation->seed);
    for (size_t kind = 0; kind < AXIS_COUNT; kind++) {
        if (request->axes[kind].count > 1) {
            return error_set(error, STATUS_INPUT, "--%s: a perturbation is at one value, not at %zu",
                             axis_name((enum axis_kind)kind), request->axes[kind].count);
        }
    }
    if (request->axes[AXIS_GAMMA].count > 0) {
        run.solve.gamma = (int64_t)request->axes[AXIS_GAMMA].values[0];
    }
    run.instance = axes_apply(report->arena, report->instance, request->application, request->axes, first);
    enum status status = quantize(&run.problem, report->arena, run.instance, error);
    if (status == STATUS_OK) {
        status = plan_all(&run, perturbation->count, error);
    }
    for (size_t i = 0; status == STATUS_OK && i < perturbation->count; i++) {
        if (request->stop_now != NULL && *request->stop_now != 0) {
            break;
        }
        status = try_one(&run, perturbation->share, &rng, error);
    }
    if (status == STATUS_OK) {
        finish_report(&run, perturbation);
    }
    return status;
}
