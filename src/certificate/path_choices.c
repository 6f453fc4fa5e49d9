/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which paths of an application can be in a plan that costs less than the floor, and are not dominated? All
 * paths within the gap may be hundreds of thousands, a few of them undominated; so partial paths are compared
 * at every cell already: one may go if another at the same cell is as fast, costs no more energy and uses no
 * more of anything, since any completion of the one completes the other, to a path that is left as well.
 */
#include "certificate/path_choices.h"

#include <string.h>

#include "base/arena.h"

/* An arc uses so much of a limit. */
struct use {
    size_t limit;
    int64_t amount;
};

/* The most limits that an arc uses beside branches. */
enum { ROWS_OF_ARC = 3 };

static void add_use(struct use *uses, size_t *count, const struct capacity_rows *rows, size_t place,
                    int64_t amount)
{
    if (amount > 0 && rows->row_of[place] != NO_ROW) {
        uses[(*count)++] = (struct use){.limit = rows->row_of[place], .amount = amount};
    }
}

static size_t cut_count_of(const struct shared_limits *limits)
{
    return limits->count - limits->firm_count;
}

/* What an arc of a step uses, in uses[ROWS_OF_ARC + the group's branches + cuts]; returns how many. */
static size_t find_uses(struct use *uses, const struct proof_state *state, const struct path_choices *choices,
                        const struct space_step *step, const struct space_arc *arc)
{
    const struct path_group *group = choices->group;
    const struct shared_limits *limits = choices->limits;
    const size_t cuts = cut_count_of(limits);
    const struct capacity_rows *rows = &state->capacity_rows;
    size_t count = 0;
    add_use(uses, &count, rows, capacity_rows_place(rows, ROW_NODE_LOAD, arc->node_owner),
            arc->node_load_ppm);
    add_use(uses, &count, rows, capacity_rows_place(rows, ROW_NODE_MEMORY, arc->node_owner),
            arc->memory_bytes);
    if (arc->link_owner != NO_LINK) {
        add_use(uses, &count, rows, capacity_rows_place(rows, ROW_LINK_LOAD, arc->link_owner),
                arc->link_load_ppm);
    }
    for (size_t i = 0; i < group->row_count; i++) {
        if (active_row_counts_arc(&state->rows[group->rows[i]], step, arc)) {
            uses[count++] = (struct use){.limit = rows->count + group->rows[i], .amount = 1};
        }
    }
    for (size_t k = 0; k < cuts; k++) {
        const int64_t amount = choices->cut_counts[step->block * cuts + k];
        if (amount > 0 && capacity_row_amount(&limits->cuts[k]->row, arc) > 0) {
            uses[count++] = (struct use){.limit = limits->firm_count + k, .amount = amount};
        }
    }
    return count;
}

static struct use *new_uses(struct arena *arena, const struct path_choices *choices)
{
    const size_t count = ROWS_OF_ARC + choices->group->row_count + cut_count_of(choices->limits);
    return ARENA_ARRAY(arena, struct use, count);
}

static void find_cut_counts(struct path_choices *choices, struct arena *arena, const struct path_space *space)
{
    const size_t cuts = cut_count_of(choices->limits);
    choices->cut_counts = ARENA_ARRAY(arena, int64_t, space->depth_limit * cuts);
    for (size_t block = 0; block < space->depth_limit; block++) {
        for (size_t k = 0; k < cuts; k++) {
            choices->cut_counts[block * cuts + k] =
                certificate_cut_count(choices->limits->cuts[k]->cut, choices->group->application, block);
        }
    }
}

/* ---- what may be on a path ---- */

void path_choices_begin(struct path_choices *choices, struct proof_state *state, struct arena *arena,
                        struct path_group *group)
{
    const struct path_space *space = &state->spaces[group->class];
    *choices = (struct path_choices){.group = group};
    path_group_cost(&choices->cost, arena, state, group);
    if (group->left.has_list) {
        group->value = path_list_least_cost(&group->left.list, space, &choices->cost);
    } else {
        path_bounds_compute(&choices->bounds, arena, space, &choices->cost);
        group->value =
            least_path_cost(&state->effort, arena, space, &choices->cost, &choices->bounds, COST_INFINITE);
    }
    group->is_exact = true;
}

/* The most that a path may cost. */
static int128 most_cost(const struct path_choices *choices, int128 gap)
{
    const int128 most = choices->group->value + gap;
    return most < COST_INFINITE ? most : COST_INFINITE - 1;
}

/* What the cheapest and the fastest way to every cell cost and take, from the source. */
struct way_here {
    int128 *costs;
    int64_t *latencies;
};

static void find_ways(struct way_here *ways, struct arena *arena, const struct path_space *space,
                      const struct path_choices *choices)
{
    const struct paths_left *left = &choices->group->left;
    const size_t cells = (space->step_count + 1) * space->node_count;
    const size_t start = space->step_count * space->node_count + space->source;
    ways->costs = ARENA_ARRAY(arena, int128, cells);
    ways->latencies = ARENA_ARRAY(arena, int64_t, cells);
    for (size_t i = 0; i < cells; i++) {
        ways->costs[i] = COST_INFINITE;
        ways->latencies[i] = LATENCY_INFINITE;
    }
    ways->costs[start] = 0;
    ways->latencies[start] = 0;
    for (size_t i = 0; i < left->arc_count; i++) {
        const struct left_arc *arc = &left->arcs[i];
        const int128 cost = ways->costs[arc->tail] + choices->cost.arcs[arc->arc];
        const int64_t latency = ways->latencies[arc->tail] + space->arcs[arc->arc].latency_quanta;
        if (cost < ways->costs[arc->head]) {
            ways->costs[arc->head] = cost;
        }
        if (latency < ways->latencies[arc->head]) {
            ways->latencies[arc->head] = latency;
        }
    }
}

static void filter_arcs(struct path_choices *choices, struct arena *arena, const struct path_space *space,
                        int128 most)
{
    const struct paths_left *left = &choices->group->left;
    struct way_here ways;
    find_ways(&ways, arena, space, choices);
    struct left_arc *arcs = ARENA_ARRAY(arena, struct left_arc, left->arc_count);
    for (size_t i = 0; i < left->arc_count; i++) {
        const struct left_arc *arc = &left->arcs[i];
        const int128 cost = ways.costs[arc->tail] + choices->cost.arcs[arc->arc];
        const int64_t latency = ways.latencies[arc->tail] + space->arcs[arc->arc].latency_quanta;
        if (ways.latencies[arc->tail] < LATENCY_INFINITE &&
            !path_bounds_is_hopeless(&choices->bounds, space, arc->head, cost, latency, most)) {
            arcs[choices->arc_count++] = *arc;
        }
    }
    choices->arcs = arcs;
}

/* Block by block the most of any arc, added up. */
static void find_most_of_arcs(struct path_choices *choices, const struct proof_state *state,
                              struct arena *arena, const struct path_space *space, size_t limit_count)
{
    struct use *uses = new_uses(arena, choices);
    int64_t *most = ARENA_ARRAY(arena, int64_t, space->depth_limit * limit_count);
    for (size_t i = 0; i < choices->arc_count; i++) {
        const struct space_step *step = &space->steps[choices->arcs[i].head / space->node_count];
        const size_t count = find_uses(uses, state, choices, step, &space->arcs[choices->arcs[i].arc]);
        for (size_t k = 0; k < count; k++) {
            int64_t *of_block = &most[step->block * limit_count + uses[k].limit];
            *of_block = max_int64(*of_block, uses[k].amount);
        }
    }
    for (size_t block = 0; block < space->depth_limit; block++) {
        for (size_t r = 0; r < limit_count; r++) {
            choices->most[r] += most[block * limit_count + r];
        }
    }
}

/* The uses of a path, whose end and arcs are `path[size]`, are added to uses_of[limit_count]. */
static void add_path_uses(int64_t *uses_of, struct use *uses, const struct proof_state *state,
                          const struct path_choices *choices, const uint32_t *path, size_t size)
{
    const struct path_group *group = choices->group;
    const struct path_space *space = &state->spaces[group->class];
    size_t s = space->ends[path[0]].step;
    for (size_t i = 1; i < size; i++, s = space->steps[s].parent) {
        const size_t count = find_uses(uses, state, choices, &space->steps[s], &space->arcs[path[i]]);
        for (size_t k = 0; k < count; k++) {
            uses_of[uses[k].limit] += uses[k].amount;
        }
    }
    for (size_t i = 0; i < group->row_count; i++) {
        if (active_row_counts_end(&state->rows[group->rows[i]], space, path[0])) {
            uses_of[state->capacity_rows.count + group->rows[i]]++;
        }
    }
}

static void find_most_of_list(struct path_choices *choices, const struct proof_state *state,
                              struct arena *arena, const struct path_space *space, size_t limit_count)
{
    struct use *uses = new_uses(arena, choices);
    int64_t *uses_of = ARENA_ARRAY(arena, int64_t, limit_count);
    for (size_t i = 0; i < choices->list.item_count;) {
        const uint32_t *path = &choices->list.items[i];
        const size_t size = path_list_size(space, path);
        memset(uses_of, 0, limit_count * sizeof *uses_of);
        add_path_uses(uses_of, uses, state, choices, path, size);
        for (size_t r = 0; r < limit_count; r++) {
            choices->most[r] = max_int64(choices->most[r], uses_of[r]);
        }
        i += size;
    }
}

void path_choices_within(struct path_choices *choices, struct proof_state *state, struct arena *arena,
                         const struct shared_limits *limits, int128 gap)
{
    const struct path_group *group = choices->group;
    const struct path_space *space = &state->spaces[group->class];
    const int128 most = most_cost(choices, gap);
    choices->limits = limits;
    choices->most = ARENA_ARRAY(arena, int64_t, limits->count);
    find_cut_counts(choices, arena, space);
    if (group->left.has_list) {
        path_list_filter(&choices->list, arena, &group->left.list, space, &choices->cost, most);
        find_most_of_list(choices, state, arena, space, limits->count);
        return;
    }
    filter_arcs(choices, arena, space, most);
    find_most_of_arcs(choices, state, arena, space, limits->count);
    for (size_t i = 0; i < group->row_count; i++) {
        choices->most[state->capacity_rows.count + group->rows[i]] = 1;
    }
}

/* ---- labels ---- */

/* A label's uses are its latency and those of the columns that the group can use. */
struct sweep {
    const struct path_choices *choices;
    const struct proof_state *state;
    const struct path_space *space;
    const struct shared_limits *limits;
    struct path_effort *effort;
    struct arena *arena;
    size_t *place_of; /* [limits.count] among the uses of a label; 0: not one of them */
    size_t *columns;  /* [width - 1] of the uses behind the latency */
    size_t width;
    size_t firm; /* the first of them: latency, rows and branches */
    int128 most;
    struct choice_set arcs; /* as choices->arcs */
    struct choice_set ends; /* [end_count] */
    struct choice_set labels;
    size_t *begin; /* [cells + 1] of the labels of each cell; */
    size_t *count; /* [cells] */
    struct choice_pairs pairs;
};

static void place_columns(struct sweep *sweep)
{
    const struct shared_limits *limits = sweep->limits;
    sweep->place_of = ARENA_ARRAY(sweep->arena, size_t, limits->count);
    sweep->columns = ARENA_ARRAY(sweep->arena, size_t, limits->column_count);
    sweep->width = 1;
    sweep->firm = 1;
    for (size_t c = 0; c < limits->column_count; c++) {
        if (sweep->choices->most[limits->columns[c]] > 0) {
            sweep->columns[sweep->width - 1] = c;
            sweep->place_of[limits->columns[c]] = sweep->width++;
            sweep->firm += limits->columns[c] < limits->firm_count;
        }
    }
}

/* Arcs and ends as choices. */
static void make_parts(struct sweep *sweep)
{
    const struct path_choices *choices = sweep->choices;
    const struct path_group *group = choices->group;
    const struct path_space *space = sweep->space;
    struct use *uses = new_uses(sweep->arena, choices);
    choice_set_init(&sweep->arcs, sweep->arena, sweep->width, sweep->firm);
    choice_set_init(&sweep->ends, sweep->arena, sweep->width, sweep->firm);
    for (size_t i = 0; i < choices->arc_count; i++) {
        const size_t a = choices->arcs[i].arc;
        const struct space_step *step = &space->steps[choices->arcs[i].head / space->node_count];
        const size_t count = find_uses(uses, sweep->state, choices, step, &space->arcs[a]);
        choice_set_reserve(&sweep->arcs, sweep->arena);
        int64_t *to = choice_uses(&sweep->arcs, i);
        to[0] = space->arcs[a].latency_quanta;
        for (size_t k = 0; k < count; k++) {
            if (sweep->place_of[uses[k].limit] > 0) {
                to[sweep->place_of[uses[k].limit]] += uses[k].amount;
            }
        }
        sweep->arcs.energies[i] = space->arcs[a].energy_quanta;
        sweep->arcs.costs[i] = choices->cost.arcs[a];
        sweep->arcs.keys[i] = choice_key(to, sweep->width);
        sweep->arcs.count++;
    }
    for (size_t e = 0; e < space->end_count; e++) {
        choice_set_reserve(&sweep->ends, sweep->arena);
        int64_t *to = choice_uses(&sweep->ends, e);
        for (size_t i = 0; i < group->row_count; i++) {
            const size_t place = sweep->place_of[sweep->state->capacity_rows.count + group->rows[i]];
            if (place > 0 && active_row_counts_end(&sweep->state->rows[group->rows[i]], space, e)) {
                to[place]++;
            }
        }
        sweep->ends.costs[e] = choices->cost.ends[e];
        sweep->ends.keys[e] = choice_key(to, sweep->width);
        sweep->ends.count++;
    }
}

/* Pairs one label with one arc, or end. */
static void add_pair(struct sweep *sweep, size_t label, const struct choice_set *parts, size_t part,
                     size_t cell)
{
    const struct choice_pair pair = {
        .energy_quanta = sweep->labels.energies[label] + parts->energies[part],
        .key = sweep->labels.keys[label] + parts->keys[part],
        .first = (uint32_t)label,
        .second = (uint32_t)part,
        .cell = (uint32_t)cell,
    };
    choice_pairs_add(&sweep->pairs, sweep->arena, &pair);
    sweep->effort->is_stopped = sweep->effort->is_stopped || sweep->pairs.count > CHOICE_LIMIT;
}

/* Pairs the labels at an arc's tail with it. */
static void extend_over(struct sweep *sweep, size_t i)
{
    const struct left_arc *arc = &sweep->choices->arcs[i];
    const int64_t latency = sweep->space->arcs[arc->arc].latency_quanta;
    path_effort_must_stop(sweep->effort, sweep->arena);
    for (size_t k = 0; k < sweep->count[arc->tail] && !sweep->effort->is_stopped; k++) {
        const size_t label = sweep->begin[arc->tail] + k;
        if (!path_bounds_is_hopeless(&sweep->choices->bounds, sweep->space, arc->head,
                                     sweep->labels.costs[label] + sweep->arcs.costs[i],
                                     choice_uses(&sweep->labels, label)[0] + latency, sweep->most)) {
            add_pair(sweep, label, &sweep->arcs, i, arc->head);
        }
    }
}

/* The pairs that are not dominated become labels of their cells. */
static void keep_labels(struct sweep *sweep)
{
    struct choice_set *labels = &sweep->labels;
    choice_pairs_sort(&sweep->pairs);
    for (size_t i = 0; i < sweep->pairs.count && !sweep->effort->is_stopped; i++) {
        const struct choice_pair *pair = &sweep->pairs.pairs[i];
        if (i == 0 || pair->cell != pair[-1].cell) {
            sweep->begin[pair->cell] = labels->count;
        }
        choice_set_join(labels, sweep->arena, labels, &sweep->arcs, pair);
        if (!choice_is_dominated(labels, sweep->begin[pair->cell])) {
            labels->count++;
            sweep->count[pair->cell]++;
        }
        sweep->effort->is_stopped = labels->count > CHOICE_LIMIT;
    }
    sweep->pairs.count = 0;
}

static void run_sweep(struct sweep *sweep)
{
    const struct path_space *space = sweep->space;
    const size_t cells = (space->step_count + 1) * space->node_count;
    const size_t start = space->step_count * space->node_count + space->source;
    sweep->begin = ARENA_ARRAY(sweep->arena, size_t, cells);
    sweep->count = ARENA_ARRAY(sweep->arena, size_t, cells);
    choice_set_init(&sweep->labels, sweep->arena, sweep->width, sweep->firm);
    choice_set_reserve(&sweep->labels, sweep->arena);
    sweep->labels.count = 1;
    sweep->count[start] = 1;
    for (size_t i = 0; i < sweep->choices->arc_count && !sweep->effort->is_stopped;) {
        const size_t step = sweep->choices->arcs[i].head / space->node_count;
        for (; i < sweep->choices->arc_count && sweep->choices->arcs[i].head / space->node_count == step;
             i++) {
            extend_over(sweep, i);
        }
        keep_labels(sweep);
    }
    sweep->effort->labels += (int64_t)sweep->labels.count;
}

/* The labels that are whole paths, with their ends, as pairs. */
static void pair_with_ends(struct sweep *sweep)
{
    const struct path_space *space = sweep->space;
    for (size_t e = 0; e < space->end_count; e++) {
        const size_t first = space->ends[e].step * space->node_count;
        for (size_t cell = first; cell < first + space->node_count; cell++) {
            const bool is_left = sweep->choices->cost.ends[e] != COST_FORBIDDEN;
            for (size_t k = 0; is_left && k < sweep->count[cell]; k++) {
                const size_t label = sweep->begin[cell] + k;
                if (sweep->labels.costs[label] + sweep->ends.costs[e] <= sweep->most) {
                    add_pair(sweep, label, &sweep->ends, e, 0);
                }
            }
        }
    }
    choice_pairs_sort(&sweep->pairs);
}

/* ---- whole paths ---- */

static void find_by_labels(struct path_choices *choices, struct sweep *sweep, struct arena *arena)
{
    place_columns(sweep);
    make_parts(sweep);
    run_sweep(sweep);
    pair_with_ends(sweep);
    for (size_t i = 0; i < sweep->pairs.count && !sweep->effort->is_stopped; i++) {
        const struct choice_pair *pair = &sweep->pairs.pairs[i];
        struct choice_set *set = &choices->set;
        choice_set_reserve(set, arena);
        int64_t *uses = choice_uses(set, set->count);
        for (size_t k = 1; k < sweep->width; k++) {
            uses[sweep->columns[k - 1]] =
                choice_uses(&sweep->labels, pair->first)[k] + choice_uses(&sweep->ends, pair->second)[k];
        }
        set->energies[set->count] = pair->energy_quanta;
        set->costs[set->count] =
            sweep->labels.costs[pair->first] + sweep->ends.costs[pair->second] - choices->group->value;
        set->keys[set->count] = choice_key(uses, set->width);
        set->count += !choice_is_dominated(set, 0);
    }
}

/* All paths of the list, then those in the order of energy that are not dominated. */
static void find_in_list(struct path_choices *choices, struct sweep *sweep, struct arena *arena)
{
    const struct path_space *space = sweep->space;
    const struct shared_limits *limits = sweep->limits;
    struct use *uses = new_uses(arena, choices);
    int64_t *uses_of = ARENA_ARRAY(arena, int64_t, limits->count);
    struct choice_set all;
    choice_set_init(&all, arena, limits->column_count, choices->set.firm);
    for (size_t i = 0; i < choices->list.item_count;) {
        const uint32_t *path = &choices->list.items[i];
        const size_t size = path_list_size(space, path);
        memset(uses_of, 0, limits->count * sizeof *uses_of);
        add_path_uses(uses_of, uses, sweep->state, choices, path, size);
        choice_set_reserve(&all, arena);
        for (size_t c = 0; c < limits->column_count; c++) {
            choice_uses(&all, all.count)[c] = uses_of[limits->columns[c]];
        }
        all.costs[all.count] = choices->cost.ends[path[0]] - choices->group->value;
        for (size_t k = 1; k < size; k++) {
            all.energies[all.count] += space->arcs[path[k]].energy_quanta;
            all.costs[all.count] += choices->cost.arcs[path[k]];
        }
        all.keys[all.count] = choice_key(choice_uses(&all, all.count), all.width);
        all.count++;
        i += size;
    }
    choice_set_keep(&choices->set, arena, &all);
}

size_t shared_limits_firm(const struct shared_limits *limits)
{
    size_t count = 0;
    while (count < limits->column_count && limits->columns[count] < limits->firm_count) {
        count++;
    }
    return count;
}

void path_choices_find(struct path_choices *choices, struct proof_state *state, struct arena *arena,
                       const struct shared_limits *limits, int128 gap)
{
    struct sweep sweep = {
        .choices = choices,
        .state = state,
        .space = &state->spaces[choices->group->class],
        .limits = limits,
        .effort = &state->effort,
        .arena = arena,
        .most = most_cost(choices, gap),
    };
    choice_set_init(&choices->set, arena, limits->column_count, shared_limits_firm(limits));
    if (choices->group->left.has_list) {
        find_in_list(choices, &sweep, arena);
    } else {
        find_by_labels(choices, &sweep, arena);
    }
}
