/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is the least that all applications cost at these prices? Each group by itself: its cheapest path in
 * time, by label setting in its graph or by looking through its list. In integers throughout, so that
 *
 *     D * energy of any plan  >=  sum of the least costs  -  prices * right sides
 *
 * holds exactly (struct certificate); that the prices came from floating point does not matter.
 */
#include <string.h>

#include "base/arena.h"
#include "solve/bp_cuts.h"
#include "solve/bp_master.h"
#include "solve/label_setting.h"

void bp_price_arcs(int64_t *costs, struct bp *bp, const struct bp_view *view, size_t g,
                   const struct bp_prices *prices)
{
    const struct bp_group *whole = &bp->groups[g];
    const struct bp_view_group *group = &view->groups[g];
    const struct extended_graph *graph = group->graph;
    const int64_t *surcharges = bp_cut_surcharges(bp, g, prices);
    for (size_t a = 0; a < graph->arc_count; a++) {
        const size_t origin = group->origins != NULL ? group->origins[a] : a;
        int64_t cost = prices->denominator * graph->arc_energies_quanta[a];
        for (uint32_t k = whole->arc_use_begin[origin]; k < whole->arc_use_begin[origin + 1]; k++) {
            const struct row_use *use = &whole->arc_uses[k];
            cost += prices->shared[use->row] * use->amount;
            if (surcharges != NULL) {
                const size_t block = graph->vertices[graph->arc_heads[a]].layer - 1;
                cost += surcharges[block * bp->rows.count + use->row];
            }
        }
        costs[a] = cost;
    }
    for (size_t k = 0; k < group->row_count; k++) {
        const size_t r = group->rows[k];
        for (size_t a = 0; a < graph->arc_count && prices->branch[r] > 0; a++) {
            if (bp_row_counts_arc(&view->rows[r], graph, a)) {
                costs[a] += prices->branch[r];
            }
        }
    }
}

/* By label setting; false if no path is left. */
static bool price_graph(struct bp_pricing *pricing, struct bp *bp, const struct bp_view *view, size_t g,
                        const struct bp_prices *prices)
{
    const struct bp_view_group *group = &view->groups[g];
    if (group->graph->vertex_count == 0) {
        return false;
    }
    const struct arena_mark mark = arena_mark(bp->scratch);
    struct extended_graph priced = *group->graph;
    priced.arc_energies_quanta = ARENA_ARRAY(bp->scratch, int64_t, priced.arc_count);
    bp_price_arcs(priced.arc_energies_quanta, bp, view, g, prices);
    const struct label_setting_options options = {
        .deadline = bp->options->deadline,
        .memory_limit_bytes = bp->options->memory_limit_bytes,
    };
    const struct arena_mark result_mark = arena_mark(bp->arena);
    struct label_setting_result result;
    label_setting_run(&result, bp->arena, bp->scratch, &priced, &options);
    size_t *arcs = ARENA_ARRAY(bp->scratch, size_t, result.arc_count);
    for (size_t i = 0; i < result.arc_count; i++) {
        arcs[i] = group->origins != NULL ? group->origins[result.arcs[i]] : result.arcs[i];
    }
    arena_rewind(bp->arena, result_mark);
    pricing->costs[g] = result.bound_quanta;
    pricing->paths[g] = bp_path_of_arcs(bp, g, arcs, result.arc_count);
    bp->labels += result.labels;
    bp->is_stopped = bp->is_stopped || result.limit != NULL;
    arena_rewind(bp->scratch, mark);
    return true;
}

static bool price_list(struct bp_pricing *pricing, struct bp *bp, const struct bp_view *view, size_t g,
                       const struct bp_prices *prices)
{
    const struct bp_paths *list = &view->groups[g].paths;
    const struct arena_mark mark = arena_mark(bp->scratch);
    const int64_t *surcharges = bp_cut_surcharges(bp, g, prices);
    int64_t least = INT64_MAX;
    for (size_t k = 0; k < list->count; k++) {
        const int64_t cost = bp_path_cost(view, prices, surcharges, list->items[k]);
        if (cost < least) {
            least = cost;
            pricing->paths[g] = list->items[k];
        }
    }
    arena_rewind(bp->scratch, mark);
    pricing->costs[g] = least;
    bp->labels += (int64_t)list->count;
    return least < INT64_MAX;
}

void bp_price(struct bp_pricing *pricing, struct bp *bp, const struct bp_view *view,
              const struct bp_prices *prices)
{
    *pricing = (struct bp_pricing){
        .paths = ARENA_ARRAY(bp->scratch, struct bp_path *, bp->group_count),
        .costs = ARENA_ARRAY(bp->scratch, int64_t, bp->group_count),
    };
    bp->pricing_rounds++;
    for (size_t g = 0; g < bp->group_count; g++) {
        if (view->is_fixed != NULL && view->is_fixed[g]) {
            continue;
        }
        const bool has_path = view->list != NULL ? price_list(pricing, bp, view, g, prices)
                                                 : price_graph(pricing, bp, view, g, prices);
        if (!has_path) {
            pricing->is_hopeless = true;
            return;
        }
        pricing->value += (int128)pricing->costs[g] * (int64_t)bp->groups[g].size;
    }
    for (size_t r = 0; r < bp->rows.count; r++) {
        pricing->value -= (int128)prices->shared[r] * bp->rows.rows[r].capacity;
    }
    for (size_t k = 0; k < prices->cut_count; k++) {
        pricing->value -= (int128)prices->cuts[k].price * bp->cuts[prices->cuts[k].cut].right;
    }
    for (size_t r = 0; r < view->row_count; r++) {
        pricing->value -= (int128)prices->branch[r] * view->rows[r].right;
    }
}

size_t bp_price_columns(struct bp *bp, const struct bp_view *view, size_t column_limit)
{
    const struct arena_mark mark = arena_mark(bp->scratch);
    struct bp_duals duals = bp_duals_new(bp, view);
    struct bp_prices prices;
    struct bp_pricing pricing;
    size_t added = 0;
    bp_duals_read(&duals, bp, view);
    bp_duals_round(&prices, &duals, bp, view);
    bp_price(&pricing, bp, view, &prices);
    for (size_t g = 0; g < bp->group_count && !pricing.is_hopeless; g++) {
        const bool is_fixed = view->is_fixed != NULL && view->is_fixed[g];
        if (!is_fixed && pricing.paths[g]->column == NO_COLUMN && bp_master_column_count(bp) < column_limit) {
            bp_master_add(bp, pricing.paths[g]);
            added++;
        }
    }
    arena_rewind(bp->scratch, mark);
    return added;
}
