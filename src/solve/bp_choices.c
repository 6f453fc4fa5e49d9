/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which paths can be in a plan that costs less than a target, and are worth looking at there?
 *
 * First what a sweep there and one back tell: an arc goes if no path through it is cheap enough, or none in
 * time, and a row goes if the paths left cannot break it together, taking the most of it that they can. Then,
 * group by group, labels of (energy, latency, use of each row) from the source on, of which those that are
 * dominated at their vertex go. Below a list its paths take the place of the labels at the sink.
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
#include "solve/bp_cuts.h"

#define UNREACHED (INT64_C(1) << 61)

/* Labels of one group, choices of all, and with how many of those kept a label is compared. */
enum { LABEL_LIMIT = 20000, CHOICE_LIMIT = 20000, WINDOW = 256 };

struct label {
    int64_t cost;
    int64_t energy_quanta;
    int64_t latency_quanta; /* 0 at the sink: it does not matter any more */
    uint32_t parent;
    uint32_t arc; /* of the view's graph; of a list: the path */
};

/* Labels of one group, those of a vertex together, with what each has taken of the group's rows. */
struct labels {
    struct label *items; /* [count] */
    int64_t *uses;       /* [count * row_count] */
    size_t count;
    size_t row_count;
    size_t firm_count;        /* the first rows, by which labels dominate */
    struct label *kept_items; /* [LABEL_LIMIT] where a vertex is sorted out */
    int64_t *kept_uses;
    uint32_t *order; /* [LABEL_LIMIT] */
};

/* One group at the prices. */
struct sweep {
    struct bp *bp;
    const struct bp_view *view;
    size_t group;
    const struct extended_graph *graph; /* NULL below a list */
    int64_t *costs;                     /* [arc_count], below a list [paths] */
    int64_t *cost_to_go;                /* [vertex_count] */
    int64_t *latency_to_go;             /* [vertex_count] */
    bool *is_kept;                      /* [arc_count], [paths] */
    int64_t cost_limit;
    int64_t deadline_quanta;
    const struct bp_prices *prices;
    size_t *rows; /* [row_count] those that count here: see struct builder */
    size_t row_count;
    size_t firm_count;
    int64_t *uses; /* [arc_count, or paths; * row_count] of what is kept */
};

struct builder {
    struct bp *bp;
    const struct bp_view *view;
    const struct bp_solution *solution;
    struct bp_choices *choices;
    size_t *places; /* [shared rows, then branches of the view, then cuts with a price] in the choices, or
                       SIZE_MAX */
    int64_t slack;  /* that of the choices, or less than any path can cost */
    struct labels labels;
    size_t total;
};

/* ---- what is kept ---- */

static void sweep_graph(struct sweep *s)
{
    const struct extended_graph *graph = s->graph;
    const size_t sink = extended_graph_sink(graph);
    int64_t *cost_from = ARENA_ARRAY(s->bp->arena, int64_t, graph->vertex_count);
    int64_t *latency_from = ARENA_ARRAY(s->bp->arena, int64_t, graph->vertex_count);
    for (size_t v = 0; v <= sink; v++) {
        cost_from[v] = v == 0 ? 0 : UNREACHED;
        latency_from[v] = v == 0 ? 0 : UNREACHED;
        s->cost_to_go[v] = v == sink ? 0 : UNREACHED;
        s->latency_to_go[v] = v == sink ? 0 : UNREACHED;
    }
    for (size_t a = 0; a < graph->arc_count; a++) {
        const size_t tail = graph->arc_tails[a];
        const size_t head = graph->arc_heads[a];
        const int64_t latency = graph->arc_latencies_quanta[a];
        cost_from[head] = min_int64(cost_from[head], cost_from[tail] + s->costs[a]);
        latency_from[head] = min_int64(latency_from[head], latency_from[tail] + latency);
    }
    for (size_t a = graph->arc_count; a-- > 0;) {
        const size_t tail = graph->arc_tails[a];
        const size_t head = graph->arc_heads[a];
        const int64_t latency = graph->arc_latencies_quanta[a];
        s->cost_to_go[tail] = min_int64(s->cost_to_go[tail], s->costs[a] + s->cost_to_go[head]);
        s->latency_to_go[tail] = min_int64(s->latency_to_go[tail], latency + s->latency_to_go[head]);
        s->is_kept[a] = cost_from[tail] + s->costs[a] + s->cost_to_go[head] <= s->cost_limit &&
                        latency_from[tail] + latency + s->latency_to_go[head] <= s->deadline_quanta;
    }
}

/* Costs, and which arcs (paths) may still be used. */
static void sweep_begin(struct sweep *s, struct builder *b, size_t g)
{
    struct bp *bp = b->bp;
    const struct bp_prices *prices = &b->solution->prices;
    const struct bp_view_group *group = &b->view->groups[g];
    const bool has_list = b->view->list != NULL;
    const size_t count = has_list ? group->paths.count : group->graph->arc_count;
    *s = (struct sweep){
        .bp = bp,
        .view = b->view,
        .group = g,
        .graph = has_list ? NULL : group->graph,
        .prices = prices,
        .costs = ARENA_ARRAY(bp->arena, int64_t, count),
        .is_kept = ARENA_ARRAY(bp->arena, bool, count),
        .cost_limit = b->solution->pricing.costs[g] + b->slack,
        .deadline_quanta = bp->problem->applications[bp->groups[g].applications[0]].deadline_quanta,
    };
    if (!has_list) {
        s->cost_to_go = ARENA_ARRAY(bp->arena, int64_t, group->graph->vertex_count);
        s->latency_to_go = ARENA_ARRAY(bp->arena, int64_t, group->graph->vertex_count);
        bp_price_arcs(s->costs, bp, b->view, g, prices);
        sweep_graph(s);
        return;
    }
    const int64_t *surcharges = bp_cut_surcharges(bp, g, prices);
    for (size_t k = 0; k < count; k++) {
        s->costs[k] = bp_path_cost(b->view, prices, surcharges, group->paths.items[k]);
        s->is_kept[k] = s->costs[k] <= s->cost_limit;
    }
}

/* ---- uses ---- */

static int64_t use_of(const struct row_use *uses, size_t count, size_t row)
{
    int64_t sum = 0;
    for (size_t k = 0; k < count; k++) {
        sum += uses[k].row == row ? uses[k].amount : 0;
    }
    return sum;
}

static int64_t path_use(const struct sweep *s, size_t k, size_t row)
{
    const struct bp_path *path = s->view->groups[s->group].paths.items[k];
    const size_t shared = s->bp->rows.count;
    const size_t firm = shared + s->view->row_count;
    return row >= firm     ? bp_cut_counts(&s->bp->cuts[s->prices->cuts[row - firm].cut], s->bp, path)
           : row >= shared ? bp_row_counts(&s->view->rows[row - shared], path)
                           : use_of(path->uses, path->use_count, row);
}

static int64_t arc_use_of_row(const struct sweep *s, size_t a, size_t row)
{
    const struct bp_group *group = &s->bp->groups[s->group];
    const uint32_t *origins = s->view->groups[s->group].origins;
    const size_t origin = origins != NULL ? origins[a] : a;
    const uint32_t begin = group->arc_use_begin[origin];
    return use_of(&group->arc_uses[begin], group->arc_use_begin[origin + 1] - begin, row);
}

static int64_t arc_use(const struct sweep *s, size_t a, size_t row)
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
static void sweep_rows(struct sweep *s, const size_t *places)
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
static int64_t most_use(const struct sweep *s, size_t i)
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
        struct sweep sweep;
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

/* ---- labels ---- */

static void labels_init(struct labels *labels, struct arena *arena, size_t row_count)
{
    *labels = (struct labels){
        .items = arena_alloc_unset(arena, LABEL_LIMIT, sizeof *labels->items),
        .uses = arena_alloc_unset(arena, LABEL_LIMIT * row_count, sizeof *labels->uses),
        .kept_items = arena_alloc_unset(arena, LABEL_LIMIT, sizeof *labels->items),
        .kept_uses = arena_alloc_unset(arena, LABEL_LIMIT * row_count, sizeof *labels->uses),
        .order = arena_alloc_unset(arena, LABEL_LIMIT, sizeof *labels->order),
    };
}

struct order_key {
    int64_t energy_quanta;
    int64_t latency_quanta;
    uint32_t label;
};

static int compare_keys(const void *a, const void *b)
{
    const struct order_key *x = a;
    const struct order_key *y = b;
    if (x->energy_quanta != y->energy_quanta) {
        return x->energy_quanta < y->energy_quanta ? -1 : 1;
    }
    if (x->latency_quanta != y->latency_quanta) {
        return x->latency_quanta < y->latency_quanta ? -1 : 1;
    }
    return x->label < y->label ? -1 : x->label > y->label;
}

/* Takes the dominated ones out of labels first .. count-1, which stand at one vertex, and sorts the rest. */
static void keep_undominated(struct labels *labels, struct arena *scratch, size_t first)
{
    const struct arena_mark mark = arena_mark(scratch);
    const size_t rows = labels->row_count;
    const size_t count = labels->count - first;
    struct order_key *keys = arena_alloc_unset(scratch, count, sizeof *keys);
    for (size_t k = 0; k < count; k++) {
        const struct label *label = &labels->items[first + k];
        keys[k] = (struct order_key){label->energy_quanta, label->latency_quanta, (uint32_t)(first + k)};
    }
    qsort(keys, count, sizeof *keys, compare_keys);
    size_t kept = 0;
    for (size_t k = 0; k < count; k++) {
        const struct label *label = &labels->items[keys[k].label];
        const int64_t *uses = &labels->uses[keys[k].label * rows];
        const size_t end = kept > WINDOW ? kept - WINDOW : 0;
        bool is_dominated = false;
        for (size_t i = kept; i-- > end && !is_dominated;) {
            is_dominated = labels->kept_items[i].latency_quanta <= label->latency_quanta &&
                           bp_takes_no_more(&labels->kept_uses[i * rows], uses, labels->firm_count);
        }
        if (!is_dominated) {
            labels->kept_items[kept] = *label;
            memcpy(&labels->kept_uses[kept * rows], uses, rows * sizeof *uses);
            kept++;
        }
    }
    memcpy(&labels->items[first], labels->kept_items, kept * sizeof *labels->items);
    memcpy(&labels->uses[first * rows], labels->kept_uses, kept * rows * sizeof *labels->uses);
    labels->count = first + kept;
    arena_rewind(scratch, mark);
}

/* The label that goes on from `parent` along arc a, if that can still be cheap enough and in time; false if
 * there are too many. */
static bool extend(struct labels *labels, const struct sweep *s, size_t parent, size_t a)
{
    const struct label *from = &labels->items[parent];
    const size_t head = s->graph->arc_heads[a];
    const bool is_end = head == extended_graph_sink(s->graph);
    const int64_t cost = from->cost + s->costs[a];
    const int64_t latency = from->latency_quanta + s->graph->arc_latencies_quanta[a];
    if (cost + s->cost_to_go[head] > s->cost_limit || latency + s->latency_to_go[head] > s->deadline_quanta) {
        return true;
    }
    if (labels->count == LABEL_LIMIT) {
        return false;
    }
    labels->items[labels->count] = (struct label){
        .cost = cost,
        .energy_quanta = from->energy_quanta + s->graph->arc_energies_quanta[a],
        .latency_quanta = is_end ? 0 : latency,
        .parent = (uint32_t)parent,
        .arc = (uint32_t)a,
    };
    for (size_t i = 0; i < s->row_count; i++) {
        labels->uses[labels->count * s->row_count + i] =
            labels->uses[parent * s->row_count + i] + s->uses[a * s->row_count + i];
    }
    labels->count++;
    return true;
}

/* The undominated labels at the sink are the last ones, from *first on; false if there are too many. */
static bool label_graph(struct labels *labels, size_t *first, const struct sweep *s)
{
    const struct extended_graph *graph = s->graph;
    const struct arena_mark mark = arena_mark(s->bp->scratch);
    size_t *begin = ARENA_ARRAY(s->bp->scratch, size_t, graph->vertex_count + 1);
    bool fits = true;
    labels->items[0] = (struct label){.cost = 0};
    memset(labels->uses, 0, s->row_count * sizeof *labels->uses);
    labels->count = 1;
    begin[1] = 1;
    for (size_t v = 1; v < graph->vertex_count && fits; v++) {
        for (size_t a = graph->in_begin[v]; a < graph->in_begin[v + 1]; a++) {
            const size_t tail = graph->arc_tails[a];
            for (size_t k = begin[tail]; k < begin[tail + 1] && s->is_kept[a] && fits; k++) {
                fits = extend(labels, s, k, a);
            }
        }
        keep_undominated(labels, s->bp->scratch, begin[v]);
        begin[v + 1] = labels->count;
    }
    *first = begin[extended_graph_sink(graph)];
    arena_rewind(s->bp->scratch, mark);
    s->bp->labels += (int64_t)labels->count;
    return fits;
}

static bool label_list(struct labels *labels, const struct sweep *s)
{
    const struct bp_paths *paths = &s->view->groups[s->group].paths;
    for (size_t k = 0; k < paths->count; k++) {
        if (!s->is_kept[k]) {
            continue;
        }
        if (labels->count == LABEL_LIMIT) {
            return false;
        }
        labels->items[labels->count] = (struct label){
            .cost = s->costs[k], .energy_quanta = paths->items[k]->energy_quanta, .arc = (uint32_t)k};
        memcpy(&labels->uses[labels->count * s->row_count], &s->uses[k * s->row_count],
               s->row_count * sizeof *labels->uses);
        labels->count++;
    }
    keep_undominated(labels, s->bp->scratch, 0);
    return true;
}

/* ---- choices ---- */

static void write_arcs(struct bp_choice *choice, const struct labels *labels, const struct sweep *s,
                       size_t label)
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

static void write_choices(struct builder *b, size_t first, const struct sweep *s)
{
    const struct labels *labels = &b->labels;
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
    qsort(to->items, to->count, sizeof *to->items, compare_choices);
}

static bool choose_group(struct builder *b, size_t g)
{
    struct bp *bp = b->bp;
    struct labels *labels = &b->labels;
    const struct arena_mark mark = arena_mark(bp->arena);
    struct sweep sweep;
    size_t first = 0;
    sweep_begin(&sweep, b, g);
    sweep_rows(&sweep, b->places);
    labels->count = 0;
    labels->row_count = sweep.row_count;
    labels->firm_count = sweep.firm_count;
    bool fits = sweep.graph == NULL ? label_list(labels, &sweep) : label_graph(labels, &first, &sweep);
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
    return slack > UNREACHED / 2 ? UNREACHED / 2 : (int64_t)slack;
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
        labels_init(&b.labels, bp->arena, choices->row_count);
        for (size_t g = 0; g < bp->group_count && fits; g++) {
            fits = choose_group(&b, g);
        }
    }
    arena_rewind(bp->arena, mark);
    return fits;
}

struct bp_path *bp_choice_path(struct bp *bp, size_t group, const struct bp_choice *choice)
{
    return choice->path != NULL ? choice->path : bp_path_of_arcs(bp, group, choice->arcs, choice->arc_count);
}
