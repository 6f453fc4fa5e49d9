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

/* Block `block` on `node`, perhaps from `from`: the arcs that are that, or those that are not, and the paths
 * that end before. */
static void charge_block(struct path_cost *cost, const struct path_space *space, const struct active_row *row)
{
    const struct certificate_branch *branch = row->branch;
    for (size_t s = 0; s < space->step_count; s++) {
        const struct space_step *step = &space->steps[s];
        for (size_t a = step->arc_begin; step->block == branch->block && a < step->arc_end; a++) {
            const struct space_arc *arc = &space->arcs[a];
            const bool has_property =
                arc->to == branch->node && (branch->property == PROPERTY_NODE || arc->from == branch->from);
            if (has_property != row->is_at_least) {
                charge(&cost->arcs[a], row);
            }
        }
    }
    for (size_t e = 0; row->is_at_least && e < space->end_count; e++) {
        if (space->steps[space->ends[e].step].block < branch->block) {
            charge(&cost->ends[e], row);
        }
    }
}

static void charge_configuration(struct path_cost *cost, const struct path_space *space,
                                 const struct active_row *row)
{
    for (size_t e = 0; e < space->end_count; e++) {
        if ((space->ends[e].configuration == row->branch->configuration) != row->is_at_least) {
            charge(&cost->ends[e], row);
        }
    }
}

void path_cost_compute(struct path_cost *cost, struct arena *arena, const struct path_space *space,
                       const struct price_table *prices, const struct active_row *rows,
                       const size_t *own_rows, size_t own_row_count)
{
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
    for (size_t r = 0; r < own_row_count; r++) {
        const struct active_row *row = &rows[own_rows[r]];
        if (row->limit > 0 && row->price == 0) {
            continue;
        }
        if (row->branch->property == PROPERTY_CONFIGURATION) {
            charge_configuration(cost, space, row);
        } else {
            charge_block(cost, space, row);
        }
    }
}
