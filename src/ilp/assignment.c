/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What do (P0)-(P8) look like when one writes down who runs where?
 *
 * It is built from the stages of the problem alone, without a graph. Costs depend on the configuration only
 * through the stage, so a stage that configurations share has its columns once. A transfer is a product of
 * two binaries; since its costs are >= 0 it is enough to push it up to x + x' - 1, and at an optimum it is no
 * higher than that or costs nothing.
 *
 * Reference: Fortet, Cahiers du CERO 1959 (products of binaries).
 */
#include "ilp/assignment.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/checked.h"
#include "ilp/assignment_parts.h"
#include "ilp/formulation.h"
#include "lp/linear_program.h"
#include "model/problem.h"
#include "model/resource_usage.h"

/* ---- stages ---- */

static size_t find_stage(const struct assignment *a, size_t h, const struct stage *stage)
{
    for (size_t s = a->first_stages[h]; s < a->stage_count; s++) {
        if (a->stages[s].stage == stage) {
            return s;
        }
    }
    return a->stage_count;
}

static void add_before(struct assigned_stage *stage, size_t before)
{
    for (size_t b = 0; b < stage->before_count; b++) {
        if (stage->before[b] == before) {
            return;
        }
    }
    stage->before[stage->before_count++] = before;
}

/* The stages of the accurate configurations of h, each once, and what comes before each. */
static void collect_stages(struct assignment *a, size_t h)
{
    const struct problem_application *application = &a->problem->applications[h];
    a->first_stages[h] = a->stage_count;
    for (size_t c = 0; c < application->configuration_count; c++) {
        const struct problem_configuration *configuration = &application->configurations[c];
        size_t before = NO_COLUMN;
        if (!configuration_is_accurate(application, configuration)) {
            continue;
        }
        for (size_t i = 0; i < configuration->depth; i++) {
            const size_t s = find_stage(a, h, configuration->stages[i]);
            struct assigned_stage *stage = &a->stages[s];
            if (s == a->stage_count) {
                a->stage_count++;
                *stage = (struct assigned_stage){
                    .stage = configuration->stages[i], .application = h, .configuration = c};
                stage->before = ARENA_ARRAY(a->arena, size_t, application->configuration_count);
            }
            if (i > 0) {
                add_before(stage, before);
            }
            before = s;
        }
    }
    a->first_stages[h + 1] = a->stage_count;
}

static size_t count_stages(const struct problem *problem)
{
    size_t count = 0;
    for (size_t h = 0; h < problem->application_count; h++) {
        for (size_t c = 0; c < problem->applications[h].configuration_count; c++) {
            count += problem->applications[h].configurations[c].depth;
        }
    }
    return count;
}

/* ---- columns ---- */

static size_t add_column(struct assignment *a, struct column_meaning meaning, int64_t energy_quanta,
                         int64_t latency_quanta)
{
    const size_t column = a->program->column_count;
    BUG_IF(column >= a->column_capacity);
    /* (P4) alone forbids what is slower than the whole deadline. */
    const int64_t upper = latency_quanta <= a->problem->applications[meaning.application].deadline_quanta;
    a->columns[column] = meaning;
    a->latencies_quanta[column] = latency_quanta;
    a->follows[column] = meaning.role == ROLE_Y || meaning.role == ROLE_R;
    return linear_program_add_column(
        a->program,
        (struct linear_column){.kind = COLUMN_BINARY, .upper = upper, .objective = energy_quanta});
}

/* (P1), (P5): a column for each accurate configuration. */
static void add_z(struct assignment *a, size_t h)
{
    const struct problem_application *application = &a->problem->applications[h];
    a->z[h] = ARENA_ARRAY(a->arena, size_t, application->configuration_count);
    for (size_t c = 0; c < application->configuration_count; c++) {
        a->z[h][c] = NO_COLUMN;
        if (configuration_is_accurate(application, &application->configurations[c])) {
            const struct column_meaning meaning = {.role = ROLE_Z, .application = (uint32_t)h, .stage = c};
            a->z[h][c] = add_column(a, meaning, 0, 0);
        }
    }
}

/* (P3): a column for each allowed node; of the first block for each that the source reaches, transfer
 * included. */
static void add_x(struct assignment *a, size_t s)
{
    const struct problem *problem = a->problem;
    struct assigned_stage *assigned = &a->stages[s];
    const struct stage *stage = assigned->stage;
    const size_t source = problem->applications[assigned->application].source;
    assigned->x = ARENA_ARRAY(a->arena, size_t, problem->node_count);
    for (size_t n = 0; n < problem->node_count; n++) {
        const bool is_moved = stage->block == 0 && source != n;
        const size_t link = is_moved ? problem_find_link(problem, source, n) : NO_LINK;
        assigned->x[n] = NO_COLUMN;
        if (!stage->allowed[n] || (is_moved && link == NO_LINK)) {
            continue;
        }
        int64_t energy_quanta = stage->compute_energy_quanta[n];
        int64_t latency_quanta = stage->compute_latency_quanta[n];
        const bool is_charged_by_run = stage->block > 0 && problem->nodes[n].is_share;
        struct column_usage usage = {.column = a->program->column_count,
                                     .node = problem_node_owner(problem, n),
                                     .link = NO_LINK,
                                     .load_ppm = is_charged_by_run ? 0 : stage->compute_load_ppm[n],
                                     .memory_bytes = stage->memory_bytes};
        if (link != NO_LINK) {
            energy_quanta += stage->transfer_energy_quanta[link];
            latency_quanta += stage->transfer_latency_quanta[link];
            usage.link = problem_link_owner(problem, link);
            usage.link_load_ppm = stage->transfer_load_ppm[link];
        }
        a->usages[a->usage_count++] = usage;
        const struct column_meaning meaning = {
            .role = ROLE_X, .application = (uint32_t)assigned->application, .stage = s, .node = (uint32_t)n};
        assigned->x[n] = add_column(a, meaning, energy_quanta, latency_quanta);
    }
}

/* ---- rows ---- */

static void add_named_row(struct assignment *a, enum row_tag tag, struct row_meaning meaning, int64_t lower,
                          int64_t upper)
{
    const struct tagged_row row = {.tag = tag,
                                   .application = (uint32_t)a->stages[meaning.stage].application,
                                   .subject = a->row_meaning_count};
    a->row_meanings[a->row_meaning_count++] = meaning;
    tagged_rows_add(&a->rows, row, lower, upper);
}

/* May any stage before this one run on m? */
static bool is_reached(const struct assignment *a, const struct assigned_stage *stage, size_t m)
{
    for (size_t b = 0; b < stage->before_count; b++) {
        if (a->stages[stage->before[b]].x[m] != NO_COLUMN) {
            return true;
        }
    }
    return false;
}

static void add_entries_before(struct assignment *a, const struct assigned_stage *stage, size_t m,
                               int64_t value)
{
    for (size_t b = 0; b < stage->before_count; b++) {
        const size_t column = a->stages[stage->before[b]].x[m];
        if (column != NO_COLUMN) {
            linear_program_add_entry(a->program, column, value);
        }
    }
}

static void add_choice_rows(struct assignment *a, size_t h)
{
    const struct problem_application *application = &a->problem->applications[h];
    /* (P1)  sum over c of z[h,c]  =  1 */
    tagged_rows_add(&a->rows, (struct tagged_row){.tag = ROW_P1, .application = (uint32_t)h}, 1, 1);
    for (size_t c = 0; c < application->configuration_count; c++) {
        if (a->z[h][c] != NO_COLUMN) {
            linear_program_add_entry(a->program, a->z[h][c], 1);
        }
    }
    for (size_t s = a->first_stages[h]; s < a->first_stages[h + 1]; s++) {
        /* (P1)  sum over n of x[h,s,n]  -  sum over c with s of z[h,c]  =  0 */
        add_named_row(a, ROW_P1_BLOCK, (struct row_meaning){.stage = s}, 0, 0);
        for (size_t n = 0; n < a->problem->node_count; n++) {
            if (a->stages[s].x[n] != NO_COLUMN) {
                linear_program_add_entry(a->program, a->stages[s].x[n], 1);
            }
        }
        for (size_t c = 0; c < application->configuration_count; c++) {
            const struct problem_configuration *configuration = &application->configurations[c];
            const size_t block = a->stages[s].stage->block;
            if (a->z[h][c] != NO_COLUMN && block < configuration->depth &&
                configuration->stages[block] == a->stages[s].stage) {
                linear_program_add_entry(a->program, a->z[h][c], -1);
            }
        }
    }
}

/* The column of the transfer, or NO_COLUMN where it costs nothing. */
static size_t add_y(struct assignment *a, struct row_meaning meaning, size_t link)
{
    const struct assigned_stage *assigned = &a->stages[meaning.stage];
    const struct stage *stage = assigned->stage;
    const int64_t energy_quanta = stage->transfer_energy_quanta[link];
    const int64_t latency_quanta = stage->transfer_latency_quanta[link];
    const int64_t load_ppm = stage->transfer_load_ppm[link];
    if (energy_quanta == 0 && latency_quanta == 0 && load_ppm == 0) {
        return NO_COLUMN;
    }
    a->usages[a->usage_count++] = (struct column_usage){.column = a->program->column_count,
                                                        .node = NO_NODE,
                                                        .link = problem_link_owner(a->problem, link),
                                                        .link_load_ppm = load_ppm};
    const struct column_meaning column = {.role = ROLE_Y,
                                          .application = (uint32_t)assigned->application,
                                          .stage = meaning.stage,
                                          .from = meaning.from,
                                          .node = meaning.node};
    return add_column(a, column, energy_quanta, latency_quanta);
}

/* What it means that the input of stage s goes from m to n over this link. */
static void add_transfer_row(struct assignment *a, struct row_meaning meaning, size_t link)
{
    const struct assigned_stage *stage = &a->stages[meaning.stage];
    const size_t y = add_y(a, meaning, link);
    if (y == NO_COLUMN) {
        return;
    }
    /* (P2)  sum over s' before s of x[h,s',m]  +  x[h,s,n]  -  y[h,s,m,n]  <=  1 */
    add_named_row(a, ROW_P2, meaning, LINEAR_NO_LOWER, 1);
    add_entries_before(a, stage, meaning.from, 1);
    linear_program_add_entry(a->program, stage->x[meaning.node], 1);
    linear_program_add_entry(a->program, y, -1);
}

/* Can the input of a stage on n come from m? */
static bool is_joined(const struct assignment *a, size_t m, size_t n)
{
    return m == n || problem_find_link(a->problem, m, n) != NO_LINK;
}

/* Where the block before may be when this stage runs on n; no row if that is anywhere. */
static void add_step_row(struct assignment *a, size_t s, size_t n)
{
    const struct assigned_stage *stage = &a->stages[s];
    size_t m = 0;
    while (m < a->problem->node_count && (is_joined(a, m, n) || !is_reached(a, stage, m))) {
        m++;
    }
    if (m == a->problem->node_count) {
        return;
    }
    /* (P2)  x[h,s,n]  -  sum over s' before s, m joined to n of x[h,s',m]  <=  0 */
    const struct row_meaning meaning = {.stage = s, .from = FROM_ANYWHERE, .node = (uint32_t)n};
    add_named_row(a, ROW_P2, meaning, LINEAR_NO_LOWER, 0);
    linear_program_add_entry(a->program, stage->x[n], 1);
    for (m = 0; m < a->problem->node_count; m++) {
        if (is_joined(a, m, n)) {
            add_entries_before(a, stage, m, -1);
        }
    }
}

static void add_run_row(struct assignment *a, size_t s, size_t n)
{
    const struct assigned_stage *stage = &a->stages[s];
    const size_t owner = problem_node_owner(a->problem, n);
    const struct column_meaning column = {
        .role = ROLE_R, .application = (uint32_t)stage->application, .stage = s, .node = (uint32_t)n};
    a->usages[a->usage_count++] = (struct column_usage){.column = a->program->column_count,
                                                        .node = owner,
                                                        .link = NO_LINK,
                                                        .load_ppm = stage->stage->compute_load_ppm[n]};
    const size_t r = add_column(a, column, 0, 0);
    /* (P6)  x[h,s,n]  -  sum over s' before s of x[h,s',n]  -  r[h,s,n]  <=  0,  on shares */
    add_named_row(a, ROW_P6_RUN, (struct row_meaning){.stage = s, .node = (uint32_t)n}, LINEAR_NO_LOWER, 0);
    linear_program_add_entry(a->program, stage->x[n], 1);
    add_entries_before(a, stage, n, -1);
    linear_program_add_entry(a->program, r, -1);
}

static void add_stage_rows(struct assignment *a, size_t s)
{
    const struct problem *problem = a->problem;
    const struct assigned_stage *stage = &a->stages[s];
    for (size_t n = 0; n < problem->node_count && stage->stage->block > 0; n++) {
        if (stage->x[n] == NO_COLUMN) {
            continue;
        }
        add_step_row(a, s, n);
        for (size_t m = 0; m < problem->node_count; m++) {
            const size_t link = m != n ? problem_find_link(problem, m, n) : NO_LINK;
            if (link != NO_LINK && is_reached(a, stage, m)) {
                const struct row_meaning meaning = {.stage = s, .from = (uint32_t)m, .node = (uint32_t)n};
                add_transfer_row(a, meaning, link);
            }
        }
        if (problem->nodes[n].is_share && a->has_load_row[problem_node_owner(problem, n)]) {
            add_run_row(a, s, n);
        }
    }
}

static void add_deadline_row(struct assignment *a, size_t h)
{
    int64_t most_quanta = 0; /* a deadline beyond the sum of all latencies may as well be that sum */
    for (size_t j = 0; j < a->program->column_count; j++) {
        if (a->columns[j].application == h && a->program->columns[j].upper > 0 &&
            !checked_add(&most_quanta, most_quanta, a->latencies_quanta[j])) {
            most_quanta = INT64_MAX;
            break;
        }
    }
    /* (P4)  sum of latencies of x and y  <=  deadline,  per application */
    tagged_rows_add(&a->rows, (struct tagged_row){.tag = ROW_P4, .application = (uint32_t)h}, LINEAR_NO_LOWER,
                    min_int64(a->problem->applications[h].deadline_quanta, most_quanta));
    for (size_t j = 0; j < a->program->column_count; j++) {
        if (a->columns[j].application == h && a->program->columns[j].upper > 0) {
            linear_program_add_entry(a->program, j, a->latencies_quanta[j]);
        }
    }
}

/* (P6) can bind on the nodes that this says: others need no runs. */
static const bool *find_load_rows(struct arena *arena, const struct problem *problem)
{
    bool *has_load_row = ARENA_ARRAY(arena, bool, problem->node_count);
    struct resource_usage bound;
    resource_usage_bound_all(&bound, arena, problem);
    for (size_t n = 0; n < problem->node_count; n++) {
        has_load_row[n] = bound.node_loads_ppm[n] > problem->nodes[n].capacity_ppm;
    }
    return has_load_row;
}

/* An application without an accurate configuration, as a proof in words; NULL if each has one. */
static const char *find_inaccurate(struct arena *arena, const struct problem *problem)
{
    for (size_t h = 0; h < problem->application_count; h++) {
        const struct problem_application *application = &problem->applications[h];
        size_t c = 0;
        while (c < application->configuration_count &&
               !configuration_is_accurate(application, &application->configurations[c])) {
            c++;
        }
        if (c == application->configuration_count) {
            return arena_printf(arena, "no configuration of %s is accurate enough (P5)", application->id);
        }
    }
    return NULL;
}

static void add_all(struct assignment *a, struct arena *scratch)
{
    for (size_t h = 0; h < a->problem->application_count; h++) {
        collect_stages(a, h);
        add_z(a, h);
    }
    for (size_t s = 0; s < a->stage_count; s++) {
        add_x(a, s);
    }
    for (size_t h = 0; h < a->problem->application_count; h++) {
        add_choice_rows(a, h);
        for (size_t s = a->first_stages[h]; s < a->first_stages[h + 1]; s++) {
            add_stage_rows(a, s);
        }
    }
    for (size_t h = 0; h < a->problem->application_count; h++) {
        add_deadline_row(a, h);
    }
    tagged_rows_add_shared(&a->rows, scratch, a->usages, a->usage_count);
}

/* Most columns that are prepared for. */
#define ASSIGNMENT_LIMIT ((size_t)1 << 22)

enum status assignment_formulate(struct formulation_program *built, struct arena *arena,
                                 struct arena *scratch, const struct formulation_input *input,
                                 struct error *error)
{
    const struct problem *problem = input->problem;
    const size_t nodes = problem->node_count;
    const size_t stages = count_stages(problem);
    const size_t capacity = stages * (2 * nodes + problem->link_count + 1);
    if (capacity > ASSIGNMENT_LIMIT) {
        return error_set(
            error, STATUS_UNSUPPORTED,
            "too large for assignment: %zu stages, %zu nodes and %zu links make more than %zu columns",
            stages, nodes, problem->link_count, ASSIGNMENT_LIMIT);
    }
    struct assignment *a = ARENA_NEW(arena, struct assignment);
    const struct linear_size size = {
        .columns = stages * nodes, .rows = stages, .entries = 4 * stages * nodes};
    *a = (struct assignment){.problem = problem,
                             .arena = arena,
                             .program = linear_program_new(arena, size, assignment_names(a)),
                             .column_capacity = capacity};
    tagged_rows_init(&a->rows, arena, problem, a->program);
    a->stages = ARENA_ARRAY(arena, struct assigned_stage, stages);
    a->first_stages = ARENA_ARRAY(arena, size_t, problem->application_count + 1);
    a->z = ARENA_ARRAY(arena, size_t *, problem->application_count);
    a->columns = ARENA_ARRAY(arena, struct column_meaning, a->column_capacity);
    a->follows = ARENA_ARRAY(arena, bool, a->column_capacity);
    a->usages = ARENA_ARRAY(arena, struct column_usage, a->column_capacity);
    a->latencies_quanta = ARENA_ARRAY(arena, int64_t, a->column_capacity);
    a->row_meanings = ARENA_ARRAY(arena, struct row_meaning, capacity);
    a->has_load_row = find_load_rows(arena, problem);
    add_all(a, scratch);
    built->program = a->program;
    built->rows = &a->rows;
    built->follows = a->follows;
    built->no_plan = find_inaccurate(arena, problem);
    built->state = a;
    return STATUS_OK;
}
