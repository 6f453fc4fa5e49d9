/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What becomes of every method when a limit moves? All combinations of the values, gamma innermost: only FIN
 * reads it, so what the others answered stands for every gamma.
 */
#include "sweep/axis_report.h"

#include <math.h>

#include "base/arena.h"
#include "base/text.h"
#include "compare/compare_methods.h"
#include "explain/verified_answer.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "report/engineering.h"
#include "sweep/distribution.h"
#include "sweep/sweep_report.h"

static const struct data_column axis_columns[AXIS_COUNT] = {
    [AXIS_MAX_LATENCY] = {"max_latency_s", "deadline", COLUMN_EXACT, "s"},
    [AXIS_MIN_ACCURACY] = {"min_accuracy", "target", COLUMN_PLAIN, NULL},
    [AXIS_RATE] = {"rate_per_s", "rate", COLUMN_EXACT, "/s"},
    [AXIS_GAMMA] = {"gamma", "gamma", COLUMN_PLAIN, NULL},
};

static const struct data_column result_columns[] = {
    {.key = "method", .heading = "method"},
    {.key = "status", .heading = "status"},
    {.key = "energy_quanta"},
    {.key = "energy_j", .heading = "energy", .form = COLUMN_QUANTITY, .unit = "J"},
    {.key = "gap", .heading = "gap", .form = COLUMN_PERCENT},
    {.key = "plan", .heading = "plan"},
    {.key = "note"},
    {.key = "solve_s", .heading = "time", .form = COLUMN_DURATION},
};

enum { RESULT_COLUMNS = sizeof result_columns / sizeof result_columns[0], GAP_CELL = 4 };

/* What one method said at one point. */
struct point_answer {
    struct verified_answer answer;
    const char *refusal; /* why it did not answer; NULL if it did */
    double solve_s;
};

struct axis_sweep {
    struct sweep_report *report;
    const struct sweep_request *request;
    size_t at[AXIS_COUNT]; /* index of each axis' value */
    const struct problem *problem;
    struct point_answer *answers; /* [method_count] */
    size_t points;
    size_t unproved; /* points at which nothing is proved */
    bool is_stopped;
};

static double value_of(const struct axis_sweep *sweep, size_t kind)
{
    const struct axis *axis = &sweep->request->axes[kind];
    return axis->count > 0 ? axis->values[sweep->at[kind]] : NAN;
}

/* The problem at the values where the sweep stands. */
static enum status quantize_point(struct axis_sweep *sweep, struct error *error)
{
    struct arena *arena = sweep->report->arena;
    const struct instance *instance = axes_apply(arena, sweep->report->instance, sweep->request->application,
                                                 sweep->request->axes, sweep->at);
    return quantize(&sweep->problem, arena, instance, error);
}

/* One method; a failure only if the verifier or a library broke it. */
static enum status ask(struct point_answer *point, struct axis_sweep *sweep, const struct solver *method,
                       struct error *error)
{
    const struct sweep_request *request = sweep->request;
    struct solve_options options = request->solve;
    const double begin_s = monotonic_seconds();
    options.deadline = deadline_after(request->time_limit_s, request->stop_now);
    if (request->axes[AXIS_GAMMA].count > 0) {
        options.gamma = (int64_t)value_of(sweep, AXIS_GAMMA);
    }
    *point = (struct point_answer){.refusal = NULL};
    const enum status status =
        verified_answer_find(&point->answer, sweep->report->arena, sweep->report->scratch, sweep->problem,
                             method, &options, error);
    point->solve_s = monotonic_seconds() - begin_s;
    if (status == STATUS_UNSUPPORTED) {
        point->refusal = arena_strdup(sweep->report->arena, error->message);
        return STATUS_OK;
    }
    return status;
}

/* Whether some method proved an optimum at the point, and which; `*is_proved` also if there is no plan. */
static bool find_optimum(int64_t *optimum, bool *is_proved, const struct axis_sweep *sweep)
{
    *is_proved = false;
    for (size_t m = 0; m < sweep->request->method_count; m++) {
        const struct point_answer *point = &sweep->answers[m];
        const enum outcome outcome = point->answer.solution.outcome;
        if (point->refusal == NULL && (outcome == OUTCOME_OPTIMAL || outcome == OUTCOME_INFEASIBLE)) {
            *is_proved = true;
        }
        if (point->refusal == NULL && outcome == OUTCOME_OPTIMAL) {
            *optimum = point->answer.solution.energy_quanta;
            return true;
        }
    }
    return false;
}

static void add_rows(struct axis_sweep *sweep)
{
    struct sweep_report *report = sweep->report;
    int64_t optimum = 0;
    bool is_proved = false;
    const bool has_optimum = find_optimum(&optimum, &is_proved, sweep);
    sweep->unproved += !is_proved;
    for (size_t m = 0; m < sweep->request->method_count; m++) {
        const struct point_answer *point = &sweep->answers[m];
        const struct solution *solution = &point->answer.solution;
        struct data_cell *cells = data_table_add_row(&report->table);
        for (size_t kind = 0; kind < AXIS_COUNT; kind++) {
            if (sweep->request->axes[kind].count > 0) {
                *cells++ = cell_number(value_of(sweep, kind));
            }
        }
        cells[0] = cell_string(sweep->request->methods[m]->name);
        cells[1] = cell_string(point->refusal != NULL ? "error" : outcome_name(solution->outcome));
        if (point->refusal == NULL && solution->plan != NULL) {
            cells[2] = cell_integer(solution->energy_quanta);
            cells[3] = cell_number(quanta_in_si(solution->energy_quanta, sweep->problem->energy_quantum_j));
            cells[4] = cell_number(has_optimum ? relative_gap(solution->energy_quanta, optimum) : NAN);
            cells[5] = cell_plan(plan_record_new(report->arena, sweep->problem, solution->plan));
        }
        cells[6] = cell_string(point->refusal != NULL ? point->refusal : solution->note);
        if (!sweep->request->is_reproducible) {
            cells[7] = cell_number(point->solve_s);
        }
    }
}

/* All gammas at the other values. */
static enum status run_gammas(struct axis_sweep *sweep, struct error *error)
{
    const struct sweep_request *request = sweep->request;
    const size_t count = request->axes[AXIS_GAMMA].count > 0 ? request->axes[AXIS_GAMMA].count : 1;
    const struct solver *fin = solver_find("fin");
    enum status status = quantize_point(sweep, error);
    for (size_t g = 0; status == STATUS_OK && g < count && !sweep->is_stopped; g++) {
        sweep->at[AXIS_GAMMA] = g;
        for (size_t m = 0; status == STATUS_OK && m < request->method_count; m++) {
            if (g == 0 || request->methods[m] == fin) {
                status = ask(&sweep->answers[m], sweep, request->methods[m], error);
            }
        }
        sweep->is_stopped = request->stop_now != NULL && *request->stop_now != 0;
        if (status == STATUS_OK && !sweep->is_stopped) {
            add_rows(sweep);
            sweep->points++;
        }
    }
    return status;
}

/* Moves on to the next values of all axes but gamma; false after the last. */
static bool step(struct axis_sweep *sweep)
{
    for (size_t kind = AXIS_GAMMA; kind-- > 0;) {
        if (sweep->at[kind] + 1 < sweep->request->axes[kind].count) {
            sweep->at[kind]++;
            return true;
        }
        sweep->at[kind] = 0;
    }
    return false;
}

/* The axis with the most values, of which a chart has its x; and the other one that moves, or itself. */
static void find_moving(const struct sweep_request *request, size_t *longest, size_t *other)
{
    *longest = 0;
    for (size_t kind = 0; kind < AXIS_COUNT; kind++) {
        if (request->axes[kind].count > request->axes[*longest].count) {
            *longest = kind;
        }
    }
    *other = *longest;
    for (size_t kind = 0; kind < AXIS_COUNT; kind++) {
        *other = kind != *longest && request->axes[kind].count > 1 ? kind : *other;
    }
}

/* Which column an axis has in the table. */
static size_t column_of(const struct sweep_request *request, size_t axis)
{
    size_t column = 0;
    for (size_t kind = 0; kind < axis; kind++) {
        column += request->axes[kind].count > 0;
    }
    return column;
}

static double plotted_value(const struct sweep_request *request, const struct data_cell *results)
{
    static const size_t columns[] = {[PLOT_ENERGY] = 3, [PLOT_GAP] = GAP_CELL, [PLOT_TIME] = 7};
    const struct data_cell *cell = &results[columns[request->plot]];
    const double scale = request->plot == PLOT_GAP ? 100.0 : 1.0;
    return cell->kind == CELL_NUMBER ? scale * cell->number : NAN;
}

/* `fin, deadline 3 ms` */
static const char *value_words(struct arena *arena, const char *method, size_t axis, double value)
{
    struct text text;
    text_init(&text, arena);
    text_addf(&text, "%s, %s ", method, axis_columns[axis].heading);
    if (axis_columns[axis].unit != NULL) {
        text_add_short_quantity(&text, value, axis_columns[axis].unit);
    } else {
        text_addf(&text, "%.6g", value);
    }
    return text.data;
}

/* Is there a line for the method at each value of this axis? Only FIN reads gamma. */
static bool reads_axis(const struct sweep_request *request, size_t method, size_t axis)
{
    return axis != AXIS_GAMMA || request->methods[method] == solver_find("fin");
}

/* One method at one value of the other axis. */
static void add_series(struct sweep_report *report, const struct sweep_request *request, size_t method,
                       size_t other_index)
{
    size_t longest = 0;
    size_t other = 0;
    find_moving(request, &longest, &other);
    const struct data_table *table = &report->table;
    const size_t x = column_of(request, longest);
    const size_t first_result = column_of(request, AXIS_COUNT);
    struct chart_series *series = chart_add_series(&report->chart);
    if (series == NULL) {
        return;
    }
    const char *name = request->methods[method]->name;
    if (other != longest && reads_axis(request, method, other)) {
        name = value_words(report->arena, name, other, request->axes[other].values[other_index]);
    }
    *series = (struct chart_series){.name = name, .shape = SERIES_LINE};
    series->points = ARENA_ARRAY(report->arena, struct chart_point, table->row_count);
    for (size_t r = method; r < table->row_count; r += request->method_count) {
        const struct data_cell *cells = &table->cells[r * table->column_count];
        if (other == longest ||
            cells[column_of(request, other)].number == request->axes[other].values[other_index]) {
            series->points[series->count++] = (struct chart_point){
                .x = cells[x].number,
                .y = plotted_value(request, &cells[first_result]),
            };
        }
    }
}

/* Is the optimum known at the point that begins with this row? Then its own row has a gap. */
static bool point_is_known(const struct sweep_report *report, const struct sweep_request *request, size_t row)
{
    const struct data_table *table = &report->table;
    const size_t gap = column_of(request, AXIS_COUNT) + GAP_CELL;
    for (size_t m = 0; m < request->method_count; m++) {
        if (table->cells[(row + m) * table->column_count + gap].kind == CELL_NUMBER) {
            return true;
        }
    }
    return false;
}

/* The gaps of one method, of FIN at one gamma, over all points at which there is a plan. */
static void add_distribution(struct sweep_report *report, const struct sweep_request *request, size_t method,
                             size_t gamma)
{
    const struct data_table *table = &report->table;
    const struct axis *gammas = &request->axes[AXIS_GAMMA];
    struct chart_series *series = chart_add_series(&report->chart);
    if (series == NULL) {
        return;
    }
    const size_t gap = column_of(request, AXIS_COUNT) + GAP_CELL;
    double *ratios = ARENA_ARRAY(report->arena, double, table->row_count);
    size_t count = 0;
    size_t total = 0;
    for (size_t r = 0; r < table->row_count; r += request->method_count) {
        const struct data_cell *cells = &table->cells[(r + method) * table->column_count];
        if (point_is_known(report, request, r) &&
            (gammas->count == 0 || cells[column_of(request, AXIS_GAMMA)].number == gammas->values[gamma])) {
            total++;
            if (cells[gap].kind == CELL_NUMBER) {
                ratios[count++] = cells[gap].number;
            }
        }
    }
    const char *name = request->methods[method]->name;
    if (gammas->count > 1 && reads_axis(request, method, AXIS_GAMMA)) {
        name = value_words(report->arena, name, AXIS_GAMMA, gammas->values[gamma]);
    }
    distribution_series(series, report->arena, name, ratios, count, total > 0 ? total : 1);
}

static void draw_distributions(struct sweep_report *report, const struct sweep_request *request)
{
    const size_t gammas = request->axes[AXIS_GAMMA].count > 0 ? request->axes[AXIS_GAMMA].count : 1;
    report->chart = (struct chart){
        .title = report->table.title,
        .subtitle = "at how many points with a known optimum the gap is at most so large",
        .x = {.title = "gap at most", .unit = "%", .begins_at_zero = true},
        .y = {.title = "points", .unit = "%", .begins_at_zero = true},
    };
    for (size_t g = 0; g < gammas; g++) {
        for (size_t m = 0; m < request->method_count; m++) {
            if (g == 0 || reads_axis(request, m, AXIS_GAMMA)) {
                add_distribution(report, request, m, g);
            }
        }
    }
}

static void draw(struct sweep_report *report, const struct sweep_request *request)
{
    enum { LOGARITHMIC_FROM = 20 };
    static const struct chart_axis vertical[] = {
        [PLOT_ENERGY] = {.title = "energy", .unit = "J"},
        [PLOT_GAP] = {.title = "gap to the optimum", .unit = "%", .begins_at_zero = true},
        [PLOT_TIME] = {.title = "time of a solve", .unit = "s", .is_logarithmic = true},
    };
    size_t longest = 0;
    size_t other = 0;
    if (request->plot == PLOT_GAP_ECDF) {
        draw_distributions(report, request);
        return;
    }
    find_moving(request, &longest, &other);
    const struct axis *axis = &request->axes[longest];
    report->chart = (struct chart){
        .title = report->table.title,
        .x = {.title = axis_columns[longest].heading,
              .unit = axis_columns[longest].unit != NULL ? axis_columns[longest].unit : ""},
        .y = vertical[request->plot],
    };
    report->chart.x.is_logarithmic =
        longest == AXIS_GAMMA && axis->values[axis->count - 1] >= LOGARITHMIC_FROM * axis->values[0];
    const size_t values = other == longest ? 1 : request->axes[other].count;
    for (size_t o = 0; o < values; o++) {
        for (size_t m = 0; m < request->method_count; m++) {
            if (o == 0 || reads_axis(request, m, other)) {
                add_series(report, request, m, o);
            }
        }
    }
}

static enum status check_axes(const struct sweep_request *request, struct error *error)
{
    size_t moving = 0;
    size_t points = 1;
    for (size_t kind = 0; kind < AXIS_COUNT; kind++) {
        moving += request->axes[kind].count > 1;
        points *= request->axes[kind].count > 1 ? request->axes[kind].count : 1;
    }
    if (moving > 2) {
        return error_set(error, STATUS_INPUT,
                         "at most two of --max-latency, --min-accuracy, --rate and "
                         "--gamma may have more than one value");
    }
    if (points > SWEEP_POINTS_LIMIT) {
        return error_set(error, STATUS_INPUT, "%zu points are more than %d; take fewer values", points,
                         SWEEP_POINTS_LIMIT);
    }
    return STATUS_OK;
}

static void init_table(struct sweep_report *report, const struct sweep_request *request)
{
    struct data_column *columns = ARENA_ARRAY(report->arena, struct data_column, AXIS_COUNT + RESULT_COLUMNS);
    size_t count = 0;
    for (size_t kind = 0; kind < AXIS_COUNT; kind++) {
        if (request->axes[kind].count > 0) {
            columns[count++] = axis_columns[kind];
        }
    }
    for (size_t c = 0; c < RESULT_COLUMNS - (request->is_reproducible ? 1U : 0U); c++) {
        columns[count++] = result_columns[c];
    }
    data_table_init(&report->table, report->arena, columns, count);
    report->table.instance = report->problem->name;
    report->table.subject = "methods";
    report->table.title =
        arena_printf(report->arena, "%s: %zu method%s along the axes", report->problem->name,
                     request->method_count, request->method_count == 1 ? "" : "s");
}

enum status axis_report_build(struct sweep_report *report, const struct sweep_request *request,
                              struct error *error)
{
    struct axis_sweep sweep = {.report = report, .request = request};
    enum status status = check_axes(request, error);
    if (status != STATUS_OK) {
        return status;
    }
    init_table(report, request);
    sweep.answers = ARENA_ARRAY(report->arena, struct point_answer, request->method_count);
    do {
        status = run_gammas(&sweep, error);
    } while (status == STATUS_OK && !sweep.is_stopped && step(&sweep));
    if (status != STATUS_OK) {
        return status;
    }
    draw(report, request);
    report->table.is_complete = sweep.unproved == 0 && !sweep.is_stopped;
    report->table.closing =
        sweep.is_stopped      ? arena_printf(report->arena, "Stopped after %zu points.", sweep.points)
        : sweep.unproved == 0 ? arena_printf(report->arena, "%zu point%s, everything proved.", sweep.points,
                                             sweep.points == 1 ? "" : "s")
                              : arena_printf(report->arena, "%zu point%s, nothing is proved at %zu.",
                                             sweep.points, sweep.points == 1 ? "" : "s", sweep.unproved);
    return STATUS_OK;
}
