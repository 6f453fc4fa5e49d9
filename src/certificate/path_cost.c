/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does a path cost at a leaf? Its energy times the denominator and its use of every priced row times the
 * price; use adds up along the path, so each arc carries its part, and what depends on the configuration
 * stands at the end. A row with right side 0 forbids what it counts.
 */
#include "certificate/path_cost.h"

#include "base/arena.h"
#include "model/problem.h"

/* Adds what one use of the row costs. */
static void charge(int128 *cost, const struct active_row *row)
{
    if (row->limit == 0) {
        *cost = COST_FORBIDDEN;
    } else if (*cost != COST_FORBIDDEN) {
        *cost += row->price;
    }
}

bool active_row_counts_arc(const struct active_row *row, const struct space_step *step,
                           const struct space_arc *arc)
{
    const struct certificate_branch *branch = row->branch;
    if (branch->property == PROPERTY_CONFIGURATION || step->block != branch->block) {
        return false;
    }
    const bool has_property =
        arc->to == branch->node && (branch->property == PROPERTY_NODE || arc->from == branch->from);
    return has_property != row->is_at_least;
}

bool active_row_counts_end(const struct active_row *row, const struct path_space *space, size_t end)
{
    const struct certificate_branch *branch = row->branch;
    if (branch->property == PROPERTY_CONFIGURATION) {
        return (space->ends[end].configuration == branch->configuration) != row->is_at_least;
    }
    return row->is_at_least && space->steps[space->ends[end].step].block < branch->block;
}

/* The arcs and ends that use the row. */
static void charge_row(struct path_cost *cost, const struct path_space *space, const struct active_row *row)
{
    for (size_t s = 0; s < space->step_count; s++) {
        const struct space_step *step = &space->steps[s];
        for (size_t a = step->arc_begin; step->block == row->branch->block && a < step->arc_end; a++) {
            if (active_row_counts_arc(row, step, &space->arcs[a])) {
                charge(&cost->arcs[a], row);
            }
        }
    }
    for (size_t e = 0; e < space->end_count; e++) {
        if (active_row_counts_end(row, space, e)) {
            charge(&cost->ends[e], row);
        }
    }
}

int64_t certificate_cut_count(const struct certificate_cut *cut, size_t application, size_t block)
{
    size_t low = 0;
    size_t high = cut->count_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const struct certificate_count *count = &cut->counts[middle];
        if (count->application < application || (count->application == application && count->block < block)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const struct certificate_count *count = &cut->counts[low];
    return low < cut->count_count && count->application == application && count->block == block ? count->count
                                                                                                : 0;
}

/* Every arc that takes something of the row pays for what its block counts. */
static void charge_cut(struct path_cost *cost, const struct path_space *space, const struct active_cut *cut,
                       size_t application)
{
    for (size_t s = 0; s < space->step_count; s++) {
        const struct space_step *step = &space->steps[s];
        const int64_t count = certificate_cut_count(cut->cut, application, step->block);
        for (size_t a = step->arc_begin; count > 0 && a < step->arc_end; a++) {
            if (cost->arcs[a] != COST_FORBIDDEN && capacity_row_amount(&cut->row, &space->arcs[a]) > 0) {
                cost->arcs[a] += (int128)cut->price * count;
            }
        }
    }
}

void path_cost_compute(struct path_cost *cost, struct arena *arena, const struct path_space *space,
                       const struct cost_terms *terms)
{
    const struct price_table *prices = terms->prices;
    cost->arcs = ARENA_ARRAY(arena, int128, space->arc_count);
    cost->ends = ARENA_ARRAY(arena, int128, space->end_count);
    for (size_t a = 0; a < space->arc_count; a++) {
        const struct space_arc *arc = &space->arcs[a];
        int128 sum = (int128)prices->denominator * arc->energy_quanta;
        sum += (int128)prices->node_loads[arc->node_owner] * arc->node_load_ppm;
        sum += (int128)prices->node_memories[arc->node_owner] * arc->memory_bytes;
        if (arc->link_owner != NO_LINK) {
            sum += (int128)prices->link_loads[arc->link_owner] * arc->link_load_ppm;
        }
        cost->arcs[a] = sum;
    }
    for (size_t r = 0; r < terms->own_row_count; r++) {
        const struct active_row *row = &terms->rows[terms->own_rows[r]];
        if (row->limit == 0 || row->price > 0) {
            charge_row(cost, space, row);
        }
    }
    for (size_t k = 0; k < terms->cut_count; k++) {
        if (terms->cuts[k].price > 0) {
            charge_cut(cost, space, &terms->cuts[k], terms->application);
        }
    }
}
