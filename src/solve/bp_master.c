/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which mix of known paths is cheapest, and which prices say so? The master of column generation
 * (Dantzig-Wolfe).
 *
 *     minimise   sum energy * x
 *     (P6)-(P8)  sum use * x  <=  capacity          a price each
 *     (P1)       sum of x over a group's paths = its size
 *     branches   sum of x over paths that count <= right side
 *
 * One program for the whole search: at another node columns are opened and closed, and the rows of the
 * branches refilled. A helper column on every row keeps it feasible, dear at first and dearer when that is
 * not enough. Where helpers stay, the same program with helpers alone in its objective asks whether any mix
 * fits; its prices, as integers, prove that none does (Farkas). Prices are smoothed towards the best so far
 * (Wentges, 1997).
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "solve/bp_cuts.h"
#include "solve/bp_master.h"

#define ITERATIONS_PER_SOLVE 50000

/* ---- columns ---- */

static size_t remember_column(struct bp *bp, size_t column, struct bp_path *path)
{
    struct bp_master *m = bp->master;
    if (column >= m->capacity) {
        const size_t capacity = 2 * column + 256;
        struct bp_path **paths = ARENA_ARRAY(bp->arena, struct bp_path *, capacity);
        bool *is_closed = ARENA_ARRAY(bp->arena, bool, capacity);
        if (m->count > 0) {
            memcpy(paths, m->paths, m->count * sizeof *paths);
            memcpy(is_closed, m->is_closed, m->count * sizeof *is_closed);
        }
        m->paths = paths;
        m->is_closed = is_closed;
        m->capacity = capacity;
    }
    m->paths[column] = path;
    m->is_closed[column] = false;
    m->count = column + 1;
    return column;
}

static size_t add_helper(struct bp *bp, size_t row, double sign)
{
    const struct lp_entry entry = {row, sign};
    struct bp_master *m = bp->master;
    return remember_column(bp, lp_session_add_column(m->session, m->penalty, INFINITY, &entry, 1), NULL);
}

void bp_master_new(struct bp *bp)
{
    struct bp_master *m = ARENA_NEW(bp->arena, struct bp_master);
    bp->master = m;
    m->session = lp_session_new(bp->arena);
    const size_t rows = bp->rows.count;
    m->unit_quanta = fmax(1.0, (double)bp->most_energy_quanta / 1e4);
    m->penalty = 10.0 * (double)bp->most_energy_quanta / m->unit_quanta / (double)bp->group_count + 1.0;
    m->scales = ARENA_ARRAY(bp->arena, double, rows);
    m->row_helpers = ARENA_ARRAY(bp->arena, size_t, rows);
    m->group_helpers = ARENA_ARRAY(bp->arena, size_t, bp->group_count);
    for (size_t r = 0; r < rows; r++) {
        const struct shared_row *row = &bp->rows.rows[r];
        m->scales[r] = (double)(row->capacity > 0 ? row->capacity : row->most);
        lp_session_add_row(m->session, -INFINITY, (double)row->capacity / m->scales[r]);
    }
    for (size_t g = 0; g < bp->group_count; g++) {
        const double size = (double)bp->groups[g].size;
        lp_session_add_row(m->session, size, size);
    }
    for (size_t r = 0; r < rows; r++) {
        m->row_helpers[r] = add_helper(bp, r, -1.0);
    }
    for (size_t g = 0; g < bp->group_count; g++) {
        m->group_helpers[g] = add_helper(bp, rows + g, 1.0);
    }
}

void bp_master_free(struct bp *bp)
{
    if (bp->master != NULL) {
        lp_session_free(bp->master->session);
    }
}

size_t bp_master_column_count(const struct bp *bp)
{
    return bp->master->count;
}

int64_t bp_master_iterations(const struct bp *bp)
{
    return bp->iterations_before + lp_session_iterations(bp->master->session);
}

void bp_master_add(struct bp *bp, struct bp_path *path)
{
    struct bp_master *m = bp->master;
    if (path->column != NO_COLUMN) {
        return;
    }
    const struct arena_mark mark = arena_mark(bp->scratch);
    const struct bp_view_group *group = m->view != NULL ? &m->view->groups[path->group] : NULL;
    const size_t most = path->use_count + 1 + m->cut_slot_count + (group != NULL ? group->row_count : 0);
    struct lp_entry *entries = ARENA_ARRAY(bp->scratch, struct lp_entry, most);
    size_t count = 0;
    for (size_t k = 0; k < path->use_count; k++) {
        const uint32_t row = path->uses[k].row;
        entries[count++] = (struct lp_entry){row, (double)path->uses[k].amount / m->scales[row]};
    }
    entries[count++] = (struct lp_entry){bp->rows.count + path->group, 1.0};
    for (size_t s = 0; s < m->cut_slot_count; s++) {
        const int64_t counts =
            m->cut_slots[s].cut == NO_CUT ? 0 : bp_cut_counts(&bp->cuts[m->cut_slots[s].cut], bp, path);
        if (counts > 0) {
            entries[count++] = (struct lp_entry){m->cut_slots[s].row, (double)counts};
        }
    }
    for (size_t k = 0; group != NULL && k < group->row_count; k++) {
        const size_t r = group->rows[k];
        if (m->slot_of_row[r] != SIZE_MAX && bp_row_counts(&m->view->rows[r], path)) {
            entries[count++] = (struct lp_entry){m->slots[m->slot_of_row[r]].row, 1.0};
        }
    }
    const double cost = m->is_phase_one ? 0.0 : (double)path->energy_quanta / m->unit_quanta;
    path->column = lp_session_add_column(m->session, cost, INFINITY, entries, count);
    remember_column(bp, path->column, path);
    bp_paths_add(&bp->groups[path->group].columns, bp->arena, path);
    bp->column_count++;
    arena_rewind(bp->scratch, mark);
}

/* ---- cuts ---- */

/* One more row, free and empty, in a growing array of slots. */
static void add_slot(struct bp *bp, struct bp_slot **slots, size_t *count, size_t *capacity)
{
    *slots = ARENA_GROW(bp->arena, struct bp_slot, *slots, *count, capacity);
    const size_t row = lp_session_add_row(bp->master->session, -INFINITY, INFINITY);
    (*slots)[(*count)++] = (struct bp_slot){.row = row, .helper = add_helper(bp, row, -1.0), .cut = NO_CUT};
}

void bp_master_load_cut(struct bp *bp, size_t k)
{
    struct bp_master *m = bp->master;
    struct bp_cut *cut = &bp->cuts[k];
    size_t s = 0;
    while (s < m->cut_slot_count && m->cut_slots[s].cut != NO_CUT) {
        s++;
    }
    if (s == m->cut_slot_count) {
        add_slot(bp, &m->cut_slots, &m->cut_slot_count, &m->cut_slot_capacity);
    }
    struct bp_slot *slot = &m->cut_slots[s];
    slot->cut = k;
    cut->slot = s;
    const struct arena_mark mark = arena_mark(bp->scratch);
    struct lp_entry *entries = ARENA_ARRAY(bp->scratch, struct lp_entry, m->count);
    size_t count = 0;
    entries[count++] = (struct lp_entry){slot->helper, -1.0};
    for (size_t j = 0; j < m->count; j++) {
        const int64_t counts = m->paths[j] != NULL ? bp_cut_counts(cut, bp, m->paths[j]) : 0;
        if (counts > 0) {
            entries[count++] = (struct lp_entry){j, (double)counts};
        }
    }
    lp_session_set_row_entries(m->session, slot->row, entries, count);
    lp_session_set_row_bounds(m->session, slot->row, -INFINITY, (double)cut->right);
    arena_rewind(bp->scratch, mark);
}

static void unload_slot(struct bp *bp, struct bp_slot *slot)
{
    bp->cuts[slot->cut].slot = NO_CUT;
    slot->cut = NO_CUT;
    lp_session_set_row_bounds(bp->master->session, slot->row, -INFINITY, INFINITY);
}

void bp_master_unload_idle_cuts(struct bp *bp)
{
    enum { PATIENCE = 3 };
    struct bp_master *m = bp->master;
    for (size_t s = 0; s < m->cut_slot_count; s++) {
        if (m->cut_slots[s].cut != NO_CUT) {
            struct bp_cut *cut = &bp->cuts[m->cut_slots[s].cut];
            const bool presses = lp_session_price(m->session, m->cut_slots[s].row) < -BP_TINY;
            cut->idle = presses ? 0 : cut->idle + 1;
            if (cut->idle >= PATIENCE) {
                unload_slot(bp, &m->cut_slots[s]);
            }
        }
    }
}

/* Cuts from elsewhere in the tree go; those that pressed here, or above, come back. */
static void enter_cuts(struct bp *bp, const struct bp_view *view)
{
    struct bp_master *m = bp->master;
    for (size_t s = 0; s < m->cut_slot_count; s++) {
        if (m->cut_slots[s].cut != NO_CUT && !bp_cut_holds(&bp->cuts[m->cut_slots[s].cut], view->node)) {
            unload_slot(bp, &m->cut_slots[s]);
        }
    }
    const struct bp_prices *prices = &view->node->prices;
    for (size_t k = 0; k < prices->cut_count; k++) {
        struct bp_cut *cut = &bp->cuts[prices->cuts[k].cut];
        if (cut->slot == NO_CUT) {
            cut->idle = 0;
            bp_master_load_cut(bp, prices->cuts[k].cut);
        }
    }
}

/* ---- entering a node ---- */

static void close_column(struct bp_master *m, size_t column, bool closes)
{
    if (m->is_closed[column] != closes) {
        m->is_closed[column] = closes;
        lp_session_set_column_bounds(m->session, column, 0.0, closes ? 0.0 : INFINITY);
    }
}

static void fill_slot(struct bp *bp, size_t slot, const struct bp_row *row)
{
    struct bp_master *m = bp->master;
    const struct bp_paths *columns = &bp->groups[row->property.group].columns;
    const struct arena_mark mark = arena_mark(bp->scratch);
    struct lp_entry *entries = ARENA_ARRAY(bp->scratch, struct lp_entry, columns->count + 1);
    size_t count = 0;
    entries[count++] = (struct lp_entry){m->slots[slot].helper, -1.0};
    for (size_t k = 0; k < columns->count; k++) {
        if (bp_row_counts(row, columns->items[k])) {
            entries[count++] = (struct lp_entry){columns->items[k]->column, 1.0};
        }
    }
    lp_session_set_row_entries(m->session, m->slots[slot].row, entries, count);
    lp_session_set_row_bounds(m->session, m->slots[slot].row, -INFINITY, (double)row->right);
    arena_rewind(bp->scratch, mark);
}

/* A new master with the same columns, after GLPK has failed. */
static void renew(struct bp *bp)
{
    const int64_t columns = bp->column_count;
    const double penalty = bp->master->penalty;
    bp->iterations_before += lp_session_iterations(bp->master->session);
    bp_master_free(bp);
    bp_master_new(bp);
    bp->master->penalty = penalty;
    for (size_t k = 0; k < bp->cut_count; k++) {
        bp->cuts[k].slot = NO_CUT;
    }
    bp_master_set_phase(bp, false);
    for (size_t g = 0; g < bp->group_count; g++) {
        struct bp_paths before = bp->groups[g].columns;
        bp->groups[g].columns = (struct bp_paths){.count = 0};
        for (size_t k = 0; k < before.count; k++) {
            before.items[k]->column = NO_COLUMN;
            bp_master_add(bp, before.items[k]);
        }
    }
    bp->column_count = columns;
}

void bp_master_enter(struct bp *bp, const struct bp_view *view)
{
    if (bp->master->is_broken) {
        renew(bp);
    }
    struct bp_master *m = bp->master;
    m->view = view;
    m->stamp++;
    for (size_t g = 0; view->list != NULL && g < bp->group_count; g++) {
        for (size_t k = 0; k < view->groups[g].paths.count; k++) {
            view->groups[g].paths.items[k]->stamp = m->stamp;
        }
    }
    for (size_t j = 0; j < m->count; j++) {
        const struct bp_path *path = m->paths[j];
        if (path != NULL) {
            close_column(m, j, view->list != NULL ? path->stamp != m->stamp : !bp_view_allows(view, path));
        }
    }
    enter_cuts(bp, view);
    m->slot_of_row = ARENA_ARRAY(bp->scratch, size_t, view->row_count);
    size_t used = 0;
    for (size_t r = 0; r < view->row_count; r++) {
        m->slot_of_row[r] = SIZE_MAX;
        if (view->rows[r].right > 0) {
            if (used == m->slot_count) {
                add_slot(bp, &m->slots, &m->slot_count, &m->slot_capacity);
            }
            fill_slot(bp, used, &view->rows[r]);
            m->slot_of_row[r] = used++;
        }
    }
    for (size_t s = used; s < m->slot_count; s++) {
        lp_session_set_row_bounds(m->session, m->slots[s].row, -INFINITY, INFINITY);
    }
}

void bp_master_set_phase(struct bp *bp, bool is_phase_one)
{
    struct bp_master *m = bp->master;
    m->is_phase_one = is_phase_one;
    for (size_t j = 0; j < m->count; j++) {
        const struct bp_path *path = m->paths[j];
        double cost = is_phase_one ? 1.0 : m->penalty;
        if (path != NULL) {
            cost = is_phase_one ? 0.0 : (double)path->energy_quanta / m->unit_quanta;
        }
        lp_session_set_column_cost(m->session, j, cost);
    }
}

double bp_master_help(const struct bp *bp)
{
    const struct bp_master *m = bp->master;
    double sum = 0.0;
    for (size_t r = 0; r < bp->rows.count; r++) {
        sum += lp_session_value(m->session, m->row_helpers[r]);
    }
    for (size_t g = 0; g < bp->group_count; g++) {
        sum += lp_session_value(m->session, m->group_helpers[g]);
    }
    for (size_t s = 0; s < m->cut_slot_count; s++) {
        sum += lp_session_value(m->session, m->cut_slots[s].helper);
    }
    for (size_t s = 0; s < m->slot_count; s++) {
        sum += lp_session_value(m->session, m->slots[s].helper);
    }
    return sum;
}

void bp_master_read(struct bp_solution *solution, struct bp *bp)
{
    const struct bp_master *m = bp->master;
    solution->fractions = ARENA_ARRAY(bp->scratch, struct bp_fraction, m->count);
    solution->count = 0;
    solution->objective_quanta = lp_session_objective(m->session) * m->unit_quanta;
    for (size_t j = 0; j < m->count; j++) {
        const double value = m->paths[j] == NULL ? 0.0 : lp_session_value(m->session, j);
        if (value > BP_TINY) {
            solution->fractions[solution->count++] = (struct bp_fraction){m->paths[j], value};
        }
    }
}

bool bp_master_solve(struct bp *bp, enum lp_method method)
{
    enum lp_outcome outcome = LP_LIMIT;
    const enum status status = lp_session_solve(&outcome, bp->master->session, method, ITERATIONS_PER_SOLVE,
                                                &bp->options->deadline, bp->error);
    const bool is_in_time = !deadline_has_passed(&bp->options->deadline);
    /* A simplex method that does not end is no better than one that fails; nor is one that finds no solution
       or no bound, where helpers see to it that there are both. */
    if (status != STATUS_OK || (outcome != LP_OPTIMAL && is_in_time)) {
        bp->master->is_broken = true;
        bp->master_failures++;
        return false;
    }
    return outcome == LP_OPTIMAL;
}

/* ---- strong branching ---- */

static double probe_side(struct bp *bp, const struct bp_row *row, double now)
{
    enum { PROBE_ITERATIONS = 60 };
    struct bp_master *m = bp->master;
    const struct bp_paths *columns = &bp->groups[row->property.group].columns;
    if (row->right > 0) {
        return now;
    }
    for (size_t k = 0; k < columns->count; k++) {
        if (!m->is_closed[columns->items[k]->column] && bp_row_counts(row, columns->items[k])) {
            lp_session_set_column_bounds(m->session, columns->items[k]->column, 0.0, 0.0);
        }
    }
    enum lp_outcome outcome = LP_LIMIT;
    double estimate = now;
    struct error ignored;
    if (lp_session_solve(&outcome, m->session, LP_DUAL, PROBE_ITERATIONS, &bp->options->deadline, &ignored) ==
        STATUS_OK) {
        estimate = fmax(now, lp_session_objective(m->session) * m->unit_quanta);
    }
    for (size_t k = 0; k < columns->count; k++) {
        if (!m->is_closed[columns->items[k]->column] && bp_row_counts(row, columns->items[k])) {
            lp_session_set_column_bounds(m->session, columns->items[k]->column, 0.0, INFINITY);
        }
    }
    return estimate;
}

void bp_probe(double estimates[2], struct bp *bp, const struct bp_property *property, int64_t at_most,
              double now)
{
    const int64_t size = (int64_t)bp->groups[property->group].size;
    for (int side = 0; side < 2; side++) {
        const struct bp_row row = {
            .property = *property, .side = side, .right = side == 0 ? at_most : size - at_most - 1};
        estimates[side] = probe_side(bp, &row, now);
    }
}
