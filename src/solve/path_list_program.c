/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What do (P0)-(P8) look like when only some paths of every application are left?
 *
 *     minimise   sum of (energy of p - least energy of h) x[h,p]
 *     (P1)       sum over p of x[h,p]  =  1                          per application
 *     (P6)-(P8)  sum over h, p of  use of p x[h,p]  <=  capacity     where the list can exceed it
 *     cuts       that column generation has found, by which its bound is better than that of the rows alone
 *
 * The same rows and names as in ilp/path.c, whose columns are all paths. Of two paths of an application one
 * goes if the other is no dearer and takes no more of any row.
 */
#include "solve/path_list_program.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "ilp/formulation.h"
#include "ilp/path.h"
#include "lp/linear_program.h"
#include "model/plan.h"
#include "model/problem.h"
#include "solve/bp_cuts.h"

struct list_program {
    struct bp *bp;
    struct linear_program *program;
    struct tagged_rows rows;
    const struct bp_path **paths; /* [column_count] */
    size_t *first_columns;        /* [application_count + 1] */
};

static char *column_name(struct arena *arena, const void *context, size_t column)
{
    const struct list_program *p = context;
    size_t h = 0;
    while (column >= p->first_columns[h + 1]) {
        h++;
    }
    const struct plan_application choice = bp_path_choice(p->paths[column], arena);
    return path_column_name(arena, p->bp->problem, h, &choice);
}

static char *row_name(struct arena *arena, const void *context, size_t row)
{
    const struct list_program *p = context;
    return tagged_row_name(arena, &p->rows, row);
}

static enum status decode(struct plan **plan, struct arena *arena, struct arena *scratch,
                          const struct formulation_program *built, const int64_t *values, struct error *error)
{
    const struct list_program *p = built->state;
    (void)scratch;
    (void)error;
    *plan = plan_new(arena, built->problem);
    for (size_t h = 0; h < built->problem->application_count; h++) {
        /* (P1) holds: exactly one */
        for (size_t j = p->first_columns[h]; j < p->first_columns[h + 1]; j++) {
            if (values[j] != 0) {
                (*plan)->applications[h] = bp_path_choice(p->paths[j], arena);
            }
        }
    }
    return STATUS_OK;
}

/* Whatever plan has `b`, with `a` in its place it costs no more and takes no more of any row. */
static bool serves_as(const struct bp_path *a, const struct bp_path *b)
{
    size_t k = 0;
    if (a->energy_quanta > b->energy_quanta) {
        return false;
    }
    for (size_t i = 0; i < a->use_count; i++) {
        while (k < b->use_count && b->uses[k].row < a->uses[i].row) {
            k++;
        }
        if (k == b->use_count || b->uses[k].row != a->uses[i].row || b->uses[k].amount < a->uses[i].amount) {
            return false;
        }
    }
    return true;
}

/* By energy; no two paths of an application are the same. */
static int compare_paths(const void *left, const void *right)
{
    const struct bp_path *a = *(const struct bp_path *const *)left;
    const struct bp_path *b = *(const struct bp_path *const *)right;
    if (a->energy_quanta != b->energy_quanta) {
        return a->energy_quanta < b->energy_quanta ? -1 : 1;
    }
    if (a->configuration != b->configuration) {
        return a->configuration < b->configuration ? -1 : 1;
    }
    return memcmp(a->nodes, b->nodes, a->depth * sizeof *a->nodes);
}

/*
 * The paths of the list and of the best plan, in `columns`, without those that another serves as. How many.
 * In time: late, the rest stays.
 */
static size_t collect_paths(const struct bp_path **columns, const struct bp *bp, const struct bp_paths *list,
                            size_t h)
{
    bool has_best = bp->best_plan == NULL;
    for (size_t k = 0; k < list->count; k++) {
        columns[k] = list->items[k];
        has_best = has_best || list->items[k] == bp->best_paths[h];
    }
    if (!has_best) {
        columns[list->count] = bp->best_paths[h];
    }
    const size_t count = list->count + !has_best;
    qsort(columns, count, sizeof *columns, compare_paths);
    size_t kept = 0;
    for (size_t k = 0; k < count; k++) {
        const struct bp_path *path = columns[k];
        size_t by = 0;
        while (by < kept && !serves_as(columns[by], path)) {
            by++;
        }
        if (by == kept) {
            columns[kept++] = path;
        }
        if (deadline_has_passed(&bp->options->deadline)) {
            memmove(&columns[kept], &columns[k + 1], (count - k - 1) * sizeof *columns);
            return kept + count - k - 1;
        }
    }
    return kept;
}

/* (P0), (P1) of application h, whose columns are the paths from first_columns[h] on; the least energy. */
static int64_t add_application(struct list_program *p, size_t h, size_t count)
{
    const size_t first = p->first_columns[h];
    int64_t least_quanta = INT64_MAX;
    for (size_t j = first; j < first + count; j++) {
        least_quanta = min_int64(least_quanta, p->paths[j]->energy_quanta);
    }
    /* (P0)  minimise  sum of energy of p x[h,p] */
    for (size_t j = first; j < first + count; j++) {
        linear_program_add_column(
            p->program, (struct linear_column){.kind = COLUMN_BINARY,
                                               .upper = 1,
                                               .objective = p->paths[j]->energy_quanta - least_quanta});
    }
    /* (P1)  sum over p of x[h,p]  =  1,  per application */
    tagged_rows_add(&p->rows, (struct tagged_row){.tag = ROW_P1, .application = (uint32_t)h}, 1, 1);
    for (size_t j = first; j < first + count; j++) {
        linear_program_add_entry(p->program, j, 1);
    }
    p->first_columns[h + 1] = first + count;
    return least_quanta;
}

static int64_t use_of(const struct bp_path *path, uint32_t row)
{
    return row_uses_of(path->uses, path->use_count, row);
}

/* (P6)-(P8)  sum over chosen paths of load, memory, link load  <=  capacity */
static void add_shared_row(struct list_program *p, uint32_t r)
{
    static const enum row_tag tags[] = {
        [ROW_NODE_LOAD] = ROW_P6, [ROW_NODE_MEMORY] = ROW_P7, [ROW_LINK_LOAD] = ROW_P8};
    const struct shared_row *row = &p->bp->rows.rows[r];
    int64_t most = 0;
    for (size_t h = 0; h < p->bp->problem->application_count; h++) {
        int64_t most_of_one = 0;
        for (size_t j = p->first_columns[h]; j < p->first_columns[h + 1]; j++) {
            most_of_one = max_int64(most_of_one, use_of(p->paths[j], r));
        }
        most += most_of_one;
    }
    if (most <= row->capacity) {
        return;
    }
    tagged_rows_add(&p->rows, (struct tagged_row){.tag = tags[row->kind], .subject = row->owner},
                    LINEAR_NO_LOWER, row->capacity);
    for (size_t j = 0; j < p->program->column_count; j++) {
        linear_program_add_entry(p->program, j, use_of(p->paths[j], r));
    }
}

/* sum over chosen paths of what counts  <=  right side: no plan exceeds it, though mixes of paths do
 * (solve/bp_cuts.h) */
static void add_cut(struct list_program *p, size_t k)
{
    const struct bp_cut *cut = &p->bp->cuts[k];
    tagged_rows_add(&p->rows, (struct tagged_row){.tag = ROW_IMPLIED, .subject = k}, LINEAR_NO_LOWER,
                    cut->right);
    for (size_t j = 0; j < p->program->column_count; j++) {
        linear_program_add_entry(p->program, j, bp_cut_counts(cut, p->bp, p->paths[j]));
    }
}

/* The columns of the best plan, or of one as good. */
static const int64_t *best_point(const struct list_program *p)
{
    const struct bp *bp = p->bp;
    if (bp->best_plan == NULL) {
        return NULL;
    }
    int64_t *point = ARENA_ARRAY(bp->arena, int64_t, p->program->column_count);
    for (size_t h = 0; h < bp->problem->application_count; h++) {
        size_t j = p->first_columns[h];
        while (!serves_as(p->paths[j], bp->best_paths[h])) {
            j++;
        }
        point[j] = 1;
    }
    return point;
}

const int64_t *path_list_program_build(struct formulation_program *built, struct bp *bp,
                                       const struct bp_list *list, const struct bp_prices *prices)
{
    static const struct formulation formulation = {
        .name = "path", .summary = "a binary for each path that a better plan can have", .decode = decode};
    const size_t application_count = bp->problem->application_count;
    struct list_program *p = ARENA_NEW(bp->arena, struct list_program);
    const struct linear_names names = {.column = column_name, .row = row_name, .context = p};
    size_t most = application_count;
    const struct bp_paths **lists = ARENA_ARRAY(bp->scratch, const struct bp_paths *, application_count);
    for (size_t g = 0; g < bp->group_count; g++) {
        for (size_t k = 0; k < bp->groups[g].size; k++) {
            lists[bp->groups[g].applications[k]] = &list->groups[g];
        }
        most += bp->groups[g].size * list->groups[g].count;
    }
    p->bp = bp;
    p->program = linear_program_new(bp->arena, (struct linear_size){.columns = most}, names);
    p->paths = ARENA_ARRAY(bp->arena, const struct bp_path *, most);
    p->first_columns = ARENA_ARRAY(bp->arena, size_t, application_count + 1);
    tagged_rows_init(&p->rows, bp->arena, bp->problem, p->program);
    *built = (struct formulation_program){.formulation = &formulation,
                                          .problem = bp->problem,
                                          .program = p->program,
                                          .rows = &p->rows,
                                          .is_exact = true,
                                          .state = p};
    for (size_t h = 0; h < application_count; h++) {
        const size_t count = collect_paths(&p->paths[p->first_columns[h]], bp, lists[h], h);
        built->offset_quanta += add_application(p, h, count);
    }
    for (size_t r = 0; r < bp->rows.count; r++) {
        add_shared_row(p, (uint32_t)r);
    }
    for (size_t k = 0; k < prices->cut_count; k++) {
        add_cut(p, prices->cuts[k].cut);
    }
    return best_point(p);
}
