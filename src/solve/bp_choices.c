/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which paths can be in a plan that costs less than a target, and are worth looking at there?
 *
 * First what sweeps there and back tell: an arc goes if no path through it is cheap enough and in time, and a
 * row goes if the paths left cannot break it together, taking the most of it that they can. Then, group by
 * group, labels of (energy, latency, use of each row) from the source on, of which those that are dominated
 * at their vertex go. Below a list its paths take the place of the labels at the sink.
 *
 * Why a label may go by energy, latency and uses alone, whatever it costs at the prices: every other reason
 * to leave out a path holds for no path of a better plan, and the plan with the dominating label in its place
 * would be one too.
 */
#include "solve/bp_choices.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/problem.h"
#include "solve/bp_choice_labels.h"
#include "solve/bp_cuts.h"

/* Choices of all groups. */
enum { CHOICE_LIMIT = 20000 };

struct builder {
    struct bp *bp;
    const struct bp_view *view;
    const struct bp_solution *solution;
    struct bp_choices *choices;
    size_t *places; /* [shared rows, then branches of the view, then cuts with a price] in the choices, or
                       SIZE_MAX */
    int64_t slack;  /* that of the choices, or less than any path can cost */
    struct bp_choice_labels labels;
    size_t total;
};

/* ---- what is kept ---- */

static void sweep_graph(struct bp_choice_sweep *s, int64_t cost_limit)
{
    const struct bp_group *group = &s->bp->groups[s->group];
    struct extended_graph priced = *s->graph;
    priced.arc_energies_quanta = s->costs;
    bp_path_bounds_make(&s->bounds, s->bp->arena, &priced, cost_limit,
                        s->bp->problem->applications[group->applications[0]].deadline_quanta);
    for (size_t a = 0; a < priced.arc_count; a++) {
        s->is_kept[a] = bp_path_bounds_keep_arc(&s->bounds, &priced, a);
    }
}

/* Costs, and which arcs (paths) may still be used. */
static void sweep_begin(struct bp_choice_sweep *s, struct builder *b, size_t g)
{
    struct bp *bp = b->bp;
    const struct bp_prices *prices = &b->solution->prices;
    const struct bp_view_group *group = &b->view->groups[g];
    const bool has_list = b->view->list != NULL;
    const size_t count = has_list ? group->paths.count : group->graph->arc_count;
    const int64_t cost_limit = b->solution->pricing.costs[g] + b->slack;
    *s = (struct bp_choice_sweep){
        .bp = bp,
        .view = b->view,
        .group = g,
        .graph = has_list ? NULL : group->graph,
        .prices = prices,
        .costs = ARENA_ARRAY(bp->arena, int64_t, count),
        .is_kept = ARENA_ARRAY(bp->arena, bool, count),
    };
    if (!has_list) {
        bp_price_arcs(s->costs, bp, b->view, g, prices);
        sweep_graph(s, cost_limit);
        return;
    }
    const int64_t *surcharges = bp_cut_surcharges(bp, g, prices);
    for (size_t k = 0; k < count; k++) {
        s->costs[k] = bp_path_cost(b->view, prices, surcharges, group->paths.items[k]);
        s->is_kept[k] = s->costs[k] <= cost_limit;
    }
}

/* ---- uses ---- */

static int64_t path_use(const struct bp_choice_sweep *s, size_t k, size_t row)
{
    const struct bp_path *path = s->view->groups[s->group].paths.items[k];
    const size_t shared = s->bp->rows.count;
    const size_t firm = shared + s->view->row_count;
    return row >= firm     ? bp_cut_counts(&s->bp->cuts[s->prices->cuts[row - firm].cut], s->bp, path)
           : row >= shared ? bp_row_counts(&s->view->rows[row - shared], path)
                           : row_uses_of(path->uses, path->use_count, row);
}

static int64_t arc_use_of_row(const struct bp_choice_sweep *s, size_t a, size_t row)
{
    const struct bp_group *group = &s->bp->groups[s->group];
    const uint32_t *origins = s->view->groups[s->group].origins;
    const size_t origin = origins != NULL ? origins[a] : a;
    const uint32_t begin = group->arc_use_begin[origin];
    return row_uses_of(&group->arc_uses[begin], group->arc_use_begin[origin + 1] - begin, row);
}

static int64_t arc_use(const struct bp_choice_sweep *s, size_t a, size_t row)
{
    const size_t shared = s->bp->rows.count;
    const size_t firm = shared + s->view->row_count;
    if (row < shared) {
        return arc_use_of_row(s, a, row);
    }
    if (row < firm) {
        return bp_row_counts_arc(&s->view->rows[row - shared], s->graph, a);
    }
    const struct bp_cut *cut = &s->bp->cuts[s->prices->cuts[row - firm].cut];
    const size_t block = s->graph->vertices[s->graph->arc_heads[a]].layer - 1;
    return arc_use_of_row(s, a, cut->row) > 0 ? cut->counts[s->group][block] : 0;
}

/* The rows that the group can take of and, where there are any, that have a place; uses of them. */
static void sweep_rows(struct bp_choice_sweep *s, const size_t *places)
{
    const struct bp_group *group = &s->bp->groups[s->group];
    const struct bp_view_group *left = &s->view->groups[s->group];
    const size_t shared = s->bp->rows.count;
    const size_t count = s->graph == NULL ? left->paths.count : s->graph->arc_count;
    const size_t firm = shared + s->view->row_count;
    s->rows = ARENA_ARRAY(s->bp->arena, size_t, shared + left->row_count + s->prices->cut_count);
    for (size_t r = 0; r < shared; r++) {
        if (group->row_begin[r] < group->row_begin[r + 1] && (places == NULL || places[r] != SIZE_MAX)) {
            s->rows[s->row_count++] = r;
        }
    }
    for (size_t k = 0; k < left->row_count; k++) {
        const size_t r = left->rows[k];
        if (s->view->rows[r].right > 0 && (places == NULL || places[shared + r] != SIZE_MAX)) {
            s->rows[s->row_count++] = shared + r;
        }
    }
    s->firm_count = s->row_count;
    for (size_t k = 0; k < s->prices->cut_count; k++) {
        if (s->bp->cuts[s->prices->cuts[k].cut].counts[s->group] != NULL &&
            (places == NULL || places[firm + k] != SIZE_MAX)) {
            s->rows[s->row_count++] = firm + k;
        }
    }
    s->uses = ARENA_ARRAY(s->bp->arena, int64_t, count * s->row_count);
    for (size_t a = 0; a < count; a++) {
        for (size_t i = 0; i < s->row_count && s->is_kept[a]; i++) {
            s->uses[a * s->row_count + i] =
                s->graph == NULL ? path_use(s, a, s->rows[i]) : arc_use(s, a, s->rows[i]);
        }
    }
}

/* The most that any path takes of row i of the sweep. */
static int64_t most_use(const struct bp_choice_sweep *s, size_t i)
{
    int64_t most = 0;
    if (s->graph == NULL) {
        for (size_t k = 0; k < s->view->groups[s->group].paths.count; k++) {
            most = s->is_kept[k] ? max_int64(most, s->uses[k * s->row_count + i]) : most;
        }
        return most;
    }
    const struct arena_mark mark = arena_mark(s->bp->scratch);
    int64_t *so_far = ARENA_ARRAY(s->bp->scratch, int64_t, s->graph->vertex_count);
    for (size_t a = 0; a < s->graph->arc_count; a++) {
        if (s->is_kept[a]) {
            int64_t *head = &so_far[s->graph->arc_heads[a]];
            *head = max_int64(*head, so_far[s->graph->arc_tails[a]] + s->uses[a * s->row_count + i]);
        }
    }
    most = so_far[extended_graph_sink(s->graph)];
    arena_rewind(s->bp->scratch, mark);
    return most;
}

/* Gives a place to the rows that could break, and takes what is left of the others, priced, off the slack. */
static bool find_rows(struct builder *b)
{
    struct bp *bp = b->bp;
    struct bp_choices *choices = b->choices;
    const struct bp_prices *prices = &b->solution->prices;
    const size_t shared = bp->rows.count;
    const size_t firm = shared + b->view->row_count;
    const size_t count = firm + prices->cut_count;
    int128 *most = ARENA_ARRAY(bp->scratch, int128, count);
    b->places = ARENA_ARRAY(bp->scratch, size_t, count);
    choices->capacities = ARENA_ARRAY(bp->scratch, int64_t, count);
    choices->prices = ARENA_ARRAY(bp->scratch, int64_t, count);
    for (size_t g = 0; g < bp->group_count; g++) {
        const struct arena_mark mark = arena_mark(bp->arena);
        struct bp_choice_sweep sweep;
        sweep_begin(&sweep, b, g);
        sweep_rows(&sweep, NULL);
        for (size_t i = 0; i < sweep.row_count; i++) {
            most[sweep.rows[i]] += (int128)most_use(&sweep, i) * (int64_t)bp->groups[g].size;
        }
        arena_rewind(bp->arena, mark);
    }
    for (size_t r = 0; r < count; r++) {
        const int64_t capacity = r < shared ? bp->rows.rows[r].capacity
                                 : r < firm ? b->view->rows[r - shared].right
                                            : bp->cuts[prices->cuts[r - firm].cut].right;
        const int64_t price = r < shared ? prices->shared[r]
                              : r < firm ? prices->branch[r - shared]
                                         : prices->cuts[r - firm].price;
        b->places[r] = SIZE_MAX;
        if (most[r] > capacity) {
            b->places[r] = choices->row_count;
            choices->capacities[choices->row_count] = capacity;
            choices->prices[choices->row_count++] = price;
            choices->firm_count += r < firm;
        } else if (capacity > 0) {
            choices->slack -= price * (capacity - most[r]);
        }
    }
    return choices->slack >= 0;
}

/* ---- choices ---- */

static void write_arcs(struct bp_choice *choice, const struct bp_choice_labels *labels,
                       const struct bp_choice_sweep *s, size_t label)
{
    const uint32_t *origins = s->view->groups[s->group].origins;
    choice->arc_count = s->graph->vertices[s->graph->arc_tails[labels->items[label].arc]].layer + 1;
    size_t *arcs = ARENA_ARRAY(s->bp->scratch, size_t, choice->arc_count);
    for (size_t i = choice->arc_count; i-- > 0; label = labels->items[label].parent) {
        const size_t a = labels->items[label].arc;
        arcs[i] = origins != NULL ? origins[a] : a;
    }
    choice->arcs = arcs;
}

static int compare_choices(const void *a, const void *b)
{
    const struct bp_choice *x = a;
    const struct bp_choice *y = b;
    if (x->above != y->above) {
        return x->above < y->above ? -1 : 1;
    }
    return x->energy_quanta < y->energy_quanta ? -1 : x->energy_quanta > y->energy_quanta;
}

void bp_choices_sort(struct bp_group_choices *choices)
{
    qsort(choices->items, choices->count, sizeof *choices->items, compare_choices);
}

void bp_choices_extremes(int64_t *least, int64_t *most, const struct bp_group_choices *choices, size_t rows)
{
    for (size_t r = 0; r < rows; r++) {
        least[r] = choices->items[0].uses[r];
        most[r] = choices->items[0].uses[r];
        for (size_t k = 1; k < choices->count; k++) {
            least[r] = min_int64(least[r], choices->items[k].uses[r]);
            most[r] = max_int64(most[r], choices->items[k].uses[r]);
        }
    }
}

static void write_choices(struct builder *b, size_t first, const struct bp_choice_sweep *s)
{
    const struct bp_choice_labels *labels = &b->labels;
    struct bp_group_choices *to = &b->choices->groups[s->group];
    for (size_t k = first; k < labels->count; k++) {
        struct bp_choice *choice = &to->items[to->count++];
        int64_t *uses = ARENA_ARRAY(b->bp->scratch, int64_t, b->choices->row_count);
        for (size_t i = 0; i < s->row_count; i++) {
            uses[b->places[s->rows[i]]] = labels->uses[k * s->row_count + i];
        }
        *choice = (struct bp_choice){
            .above = labels->items[k].cost - b->solution->pricing.costs[s->group],
            .energy_quanta = labels->items[k].energy_quanta,
            .uses = uses,
        };
        if (s->graph == NULL) {
            choice->path = b->view->groups[s->group].paths.items[labels->items[k].arc];
        } else {
            write_arcs(choice, labels, s, k);
        }
    }
    bp_choices_sort(to);
}

static bool choose_group(struct builder *b, size_t g)
{
    struct bp *bp = b->bp;
    struct bp_choice_labels *labels = &b->labels;
    const struct arena_mark mark = arena_mark(bp->arena);
    struct bp_choice_sweep sweep;
    size_t first = 0;
    sweep_begin(&sweep, b, g);
    sweep_rows(&sweep, b->places);
    labels->count = 0;
    labels->row_count = sweep.row_count;
    labels->firm_count = sweep.firm_count;
    bool fits = sweep.graph == NULL ? bp_choice_label_list(labels, &sweep)
                                    : bp_choice_label_graph(labels, &first, &sweep);
    b->total += labels->count - first;
    fits = fits && b->total <= CHOICE_LIMIT;
    if (fits) {
        b->choices->groups[g].items = ARENA_ARRAY(bp->scratch, struct bp_choice, labels->count - first);
        write_choices(b, first, &sweep);
    }
    arena_rewind(bp->arena, mark);
    return fits;
}

/* As far as a sum of costs can go without leaving 64 bits. */
static int64_t clip(int128 slack)
{
    return slack > BP_UNREACHED / 2 ? BP_UNREACHED / 2 : (int64_t)slack;
}

bool bp_choices_build(struct bp_choices *choices, struct bp *bp, const struct bp_view *view,
                      const struct bp_solution *solution, int64_t target_quanta)
{
    const struct arena_mark mark = arena_mark(bp->arena);
    const int128 denominator = solution->prices.denominator;
    struct builder b = {.bp = bp, .view = view, .solution = solution, .choices = choices};
    *choices = (struct bp_choices){
        .groups = ARENA_ARRAY(bp->scratch, struct bp_group_choices, bp->group_count),
        .slack = denominator * (target_quanta - 1) - solution->pricing.value,
    };
    bool fits = true;
    b.slack = clip(choices->slack);
    if (choices->slack >= 0 && find_rows(&b)) {
        b.slack = clip(choices->slack);
        bp_choice_labels_init(&b.labels, bp->arena, choices->row_count);
        for (size_t g = 0; g < bp->group_count && fits; g++) {
            fits = !deadline_has_passed(&bp->options->deadline) && choose_group(&b, g);
        }
    }
    arena_rewind(bp->arena, mark);
    return fits;
}

struct bp_path *bp_choice_path(struct bp *bp, size_t group, const struct bp_choice *choice)
{
    return choice->path != NULL ? choice->path : bp_path_of_arcs(bp, group, choice->arcs, choice->arc_count);
}
