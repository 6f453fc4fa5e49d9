/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * At which deadlines and accuracy targets does the optimal placement change? The accuracy target only decides
 * which configurations are there, so the fronts change at their accuracies and nowhere else; a front that is
 * the same at the next higher target is left out.
 */
#include "sweep/front_report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "compare/compare_methods.h"
#include "model/problem.h"
#include "report/engineering.h"
#include "sweep/axis.h"
#include "sweep/joint_front.h"
#include "sweep/sweep_report.h"

/* The columns of a front stand behind that of the accuracy. */
static const struct data_column columns[] = {
    {.key = "accuracy_up_to", .heading = "target up to", .form = COLUMN_PLAIN},
    {.key = "latency_quanta"},
    {.key = "latency_s", .heading = "deadline from", .form = COLUMN_EXACT, .unit = "s"},
    {.key = "energy_quanta"},
    {.key = "energy_j", .heading = "energy", .form = COLUMN_QUANTITY, .unit = "J"},
    {.key = "plan", .heading = "plan"},
};

enum { COLUMN_COUNT = sizeof columns / sizeof columns[0] };

static const struct data_column joint_columns[] = {
    {.key = "deadline_share", .heading = "of the deadlines", .form = COLUMN_PERCENT},
    {.key = "application", .heading = "set by"},
    {.key = "latency_quanta"},
    {.key = "latency_s", .heading = "its latency", .form = COLUMN_EXACT, .unit = "s"},
    {.key = "energy_quanta"},
    {.key = "energy_j", .heading = "energy", .form = COLUMN_QUANTITY, .unit = "J"},
    {.key = "plan", .heading = "plan"},
};

enum { JOINT_COLUMNS = sizeof joint_columns / sizeof joint_columns[0] };

struct level {
    int64_t accuracy_ppb;
    struct pareto_front front;
};

/* The problem with another accuracy target of one application, shares all else. */
static const struct problem *with_accuracy(struct arena *arena, const struct problem *problem,
                                           size_t application, int64_t accuracy_ppb)
{
    struct problem *copy = ARENA_NEW(arena, struct problem);
    *copy = *problem;
    copy->applications = ARENA_ARRAY(arena, struct problem_application, problem->application_count);
    memcpy(copy->applications, problem->applications,
           problem->application_count * sizeof *problem->applications);
    copy->applications[application].min_accuracy_ppb = accuracy_ppb;
    return copy;
}

/* Rows of one front; with an accuracy if the table has the column. */
static void add_rows(struct sweep_report *report, const struct level *level)
{
    const struct problem *problem = report->problem;
    struct data_table *table = &report->table;
    for (size_t p = 0; p < level->front.count; p++) {
        const struct front_point *point = &level->front.points[p];
        struct data_cell *cells = data_table_add_row(table);
        if (table->column_count == COLUMN_COUNT) {
            *cells++ = cell_number((double)level->accuracy_ppb / (double)ACCURACY_SCALE);
        }
        cells[0] = cell_integer(point->latency_quanta);
        cells[1] = cell_number(quanta_in_si(point->latency_quanta, problem->time_quantum_s));
        cells[2] = cell_integer(point->energy_quanta);
        cells[3] = cell_number(quanta_in_si(point->energy_quanta, problem->energy_quantum_j));
        cells[4] = cell_plan(plan_record_new(report->arena, problem, point->plan));
    }
}

static void add_series(struct sweep_report *report, const char *name, const struct pareto_front *front)
{
    struct chart_series *series = chart_add_series(&report->chart);
    if (series == NULL) {
        return;
    }
    *series = (struct chart_series){.name = name, .count = front->count, .shape = SERIES_STEP};
    series->points = ARENA_ARRAY(report->arena, struct chart_point, front->count);
    for (size_t p = 0; p < front->count; p++) {
        series->points[p] = (struct chart_point){
            .x = quanta_in_si(front->points[p].latency_quanta, report->problem->time_quantum_s),
            .y = quanta_in_si(front->points[p].energy_quanta, report->problem->energy_quantum_j),
        };
    }
}

static void init_report(struct sweep_report *report, const char *subject, const char *what,
                        const struct data_column *shown, size_t count)
{
    data_table_init(&report->table, report->arena, shown, count);
    report->table.instance = report->problem->name;
    report->table.subject = subject;
    report->table.title = arena_printf(report->arena, "%s: %s", report->problem->name, what);
    report->chart = (struct chart){
        .title = report->table.title,
        .x = {.title = "deadline", .unit = "s"},
        .y = {.title = "least energy", .unit = "J"},
    };
    report->table.is_complete = true;
}

/* Says that a limit came first. */
static enum status stopped(struct sweep_report *report, const char *limit)
{
    report->table.is_complete = false;
    report->table.closing = arena_printf(report->arena, "Not complete: %s.", limit);
    return STATUS_OK;
}

/* What the front says about the instance as it stands. */
static const char *words_at_deadline(struct arena *arena, const struct problem *problem,
                                     const struct pareto_front *front)
{
    const struct problem_application *application = &problem->applications[0];
    const struct front_point *point = pareto_front_at(front, application->deadline_quanta);
    struct text text;
    text_init(&text, arena);
    text_add(&text, "at the instance's deadline of ");
    text_add_exact_quantity(&text, quanta_in_si(application->deadline_quanta, problem->time_quantum_s), "s");
    if (point == NULL) {
        text_add(&text, " there is no plan");
    } else {
        text_add(&text, " the optimum is ");
        text_add_quantity(&text, quanta_in_si(point->energy_quanta, problem->energy_quantum_j), "J");
    }
    return text.data;
}

/* What the joint front says about the deadlines as they are: the last share that is not above 1. */
static const char *words_at_joint_deadlines(struct arena *arena, const struct problem *problem,
                                            const struct joint_front *front)
{
    const struct joint_point *here = NULL;
    for (size_t p = 0; p < front->count; p++) {
        here = front->points[p].latency_quanta <= front->points[p].deadline_quanta ? &front->points[p] : here;
    }
    struct text text;
    text_init(&text, arena);
    text_add(&text, "at the instance's deadlines ");
    if (here == NULL) {
        text_add(&text, "there is no plan");
    } else {
        text_add(&text, "the optimum is ");
        text_add_quantity(&text, quanta_in_si(here->energy_quanta, problem->energy_quantum_j), "J");
    }
    return text.data;
}

/* Rows and a series. With one deadline that moves, the share of it says no more than the latency. */
static void add_joint_rows(struct sweep_report *report, const struct joint_front *front, bool is_one)
{
    const struct problem *problem = report->problem;
    struct chart_series *series = chart_add_series(&report->chart);
    *series = (struct chart_series){.name = "optimum", .count = front->count, .shape = SERIES_STEP};
    series->points = ARENA_ARRAY(report->arena, struct chart_point, front->count);
    for (size_t p = 0; p < front->count; p++) {
        const struct joint_point *point = &front->points[p];
        const double share = (double)point->latency_quanta / (double)point->deadline_quanta;
        const double latency_s = quanta_in_si(point->latency_quanta, problem->time_quantum_s);
        struct data_cell *cells = data_table_add_row(&report->table);
        if (!is_one) {
            *cells++ = cell_number(share);
            *cells++ = cell_string(problem->applications[point->application].id);
        }
        cells[0] = cell_integer(point->latency_quanta);
        cells[1] = cell_number(latency_s);
        cells[2] = cell_integer(point->energy_quanta);
        cells[3] = cell_number(quanta_in_si(point->energy_quanta, problem->energy_quantum_j));
        cells[4] = cell_plan(plan_record_new(report->arena, problem, point->plan));
        series->points[p].x = is_one ? latency_s : 100.0 * share;
        series->points[p].y = quanta_in_si(point->energy_quanta, problem->energy_quantum_j);
    }
}

/* The front of several applications. */
static enum status joint_report_build(struct sweep_report *report, const struct front_options *options,
                                      struct error *error)
{
    const struct problem *problem = report->problem;
    const bool is_one = options->moving != ALL_APPLICATIONS;
    struct joint_front front;
    const enum status status =
        joint_front_find(&front, report->arena, report->scratch, problem, options, error);
    if (status != STATUS_OK) {
        return status;
    }
    const char *moves =
        is_one ? arena_printf(report->arena, "the deadline of %s", problem->applications[options->moving].id)
               : "all deadlines in proportion";
    init_report(report, is_one ? "pareto" : "joint-pareto",
                arena_printf(report->arena, "energy of all against %s", moves),
                is_one ? columns + 1 : joint_columns, is_one ? COLUMN_COUNT - 1 : JOINT_COLUMNS);
    if (front.limit != NULL) {
        return stopped(report, front.limit);
    }
    report->chart.x.title = is_one ? moves : "share of the deadlines";
    report->chart.x.unit = is_one ? "s" : "%";
    add_joint_rows(report, &front, is_one);
    const char *here = words_at_joint_deadlines(report->arena, problem, &front);
    report->chart.subtitle = here;
    report->table.closing =
        arena_printf(report->arena, "%zu point%s, the whole front, proved by branch and price at each; %s.",
                     front.count, front.count == 1 ? "" : "s", here);
    return STATUS_OK;
}

enum status front_report_build(struct sweep_report *report, const struct front_options *options,
                               struct error *error)
{
    const struct problem *problem = report->problem;
    if (problem->application_count > 1) {
        return joint_report_build(report, options, error);
    }
    struct level level = {.accuracy_ppb = problem->applications[0].min_accuracy_ppb};
    const enum status status =
        pareto_front_find(&level.front, report->arena, report->scratch, problem, options, error);
    if (status != STATUS_OK) {
        return status;
    }
    init_report(report, "pareto", "energy against latency", columns + 1, COLUMN_COUNT - 1);
    if (level.front.limit != NULL) {
        return stopped(report, level.front.limit);
    }
    add_rows(report, &level);
    add_series(report, "optimum", &level.front);
    const char *here = words_at_deadline(report->arena, problem, &level.front);
    report->chart.subtitle = arena_printf(report->arena, "accuracy target %.6g; %s",
                                          (double)level.accuracy_ppb / (double)ACCURACY_SCALE, here);
    report->table.closing =
        arena_printf(report->arena, "%zu point%s, the whole front, proved by %s; %s.", level.front.count,
                     level.front.count == 1 ? "" : "s", level.front.proof, here);
    return STATUS_OK;
}

static int compare_ppb(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left;
    const int64_t b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

static bool fronts_are_equal(const struct pareto_front *a, const struct pareto_front *b)
{
    if (a->count != b->count) {
        return false;
    }
    for (size_t p = 0; p < a->count; p++) {
        if (a->points[p].latency_quanta != b->points[p].latency_quanta ||
            a->points[p].energy_quanta != b->points[p].energy_quanta) {
            return false;
        }
    }
    return true;
}

/* `levels`, from the highest target down, those that differ from the one before; how many. */
static enum status find_levels(struct level *levels, size_t *count, const char **limit,
                               struct sweep_report *report, const struct front_options *options,
                               struct error *error)
{
    const struct problem_application *application = &report->problem->applications[options->moving];
    const size_t most = application->configuration_count;
    int64_t *accuracies = ARENA_ARRAY(report->arena, int64_t, most);
    for (size_t c = 0; c < most; c++) {
        accuracies[c] = application->configurations[c].accuracy_ppb;
    }
    qsort(accuracies, most, sizeof *accuracies, compare_ppb);
    *count = 0;
    for (size_t c = most; c-- > 0;) {
        struct level *level = &levels[*count];
        level->accuracy_ppb = accuracies[c];
        const enum status status = pareto_front_find(
            &level->front, report->arena, report->scratch,
            with_accuracy(report->arena, report->problem, options->moving, level->accuracy_ppb), options,
            error);
        if (status != STATUS_OK) {
            return status;
        }
        *limit = level->front.limit;
        if (*limit != NULL) {
            return STATUS_OK;
        }
        *count += *count == 0 || !fronts_are_equal(&level->front, &levels[*count - 1].front);
    }
    return STATUS_OK;
}

enum status breakpoint_report_build(struct sweep_report *report, const struct front_options *options,
                                    struct error *error)
{
    const struct problem *problem = report->problem;
    if (options->moving == ALL_APPLICATIONS) {
        return error_set(
            error, STATUS_INPUT,
            "--breakpoints: whose deadline and target are meant? There are %zu applications; name "
            "one with --application",
            problem->application_count);
    }
    const struct problem_application *moving = &problem->applications[options->moving];
    const bool is_alone = problem->application_count == 1;
    struct level *levels = ARENA_ARRAY(report->arena, struct level, moving->configuration_count);
    size_t count = 0;
    const char *limit = NULL;
    const enum status status = find_levels(levels, &count, &limit, report, options, error);
    if (status != STATUS_OK) {
        return status;
    }
    init_report(report, "breakpoints",
                is_alone ? "where the optimal placement changes"
                         : arena_printf(report->arena,
                                        "where the optimum of all changes with deadline and target of %s",
                                        moving->id),
                columns, COLUMN_COUNT);
    if (limit != NULL) {
        return stopped(report, limit);
    }
    for (size_t l = count; l-- > 0;) {
        add_rows(report, &levels[l]);
        if (levels[l].front.count > 0) {
            add_series(report,
                       arena_printf(report->arena, "accuracy up to %.6g",
                                    (double)levels[l].accuracy_ppb / (double)ACCURACY_SCALE),
                       &levels[l].front);
        }
    }
    report->table.closing = arena_printf(
        report->arena,
        "%zu breakpoint%s, all there are: a deadline or a target%s%s between two rows changes nothing.",
        report->table.row_count, report->table.row_count == 1 ? "" : "s", is_alone ? "" : " of ",
        is_alone ? "" : moving->id);
    return STATUS_OK;
}
