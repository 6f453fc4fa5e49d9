/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does a leaf's bound reach the floor? Applications of one class that stand in the same branch rows have the
 * same least cost and are one group. First every group's cheap lower bound; only if their sum is not enough
 * are the groups' least costs found exactly, one by one, as far as needed. A bound below the least cost can
 * only make the sum smaller, so a leaf that closes would close with the least costs too.
 */
#include "certificate/leaf_bound.h"

#include <string.h>

#include "base/arena.h"
#include "model/certificate.h"
#include "model/problem.h"

struct group {
    size_t class;
    const size_t *rows; /* [row_count] into the state's */
    size_t row_count;
    const struct path_list *list; /* NULL: all paths */
    size_t count;                 /* of applications */
    int128 value;                 /* at most the least cost */
    bool is_exact;
};

struct grouping {
    struct group *groups; /* [count] */
    size_t count;
    size_t *group_of; /* [application_count] */
};

/* The rows of each application: rows[begin[h]] .. rows[begin[h+1]-1], ascending. */
static void collect_rows(size_t **begin, size_t **own, struct arena *arena, const struct proof_state *state)
{
    const size_t applications = state->problem->application_count;
    size_t *starts = ARENA_ARRAY(arena, size_t, applications + 2);
    for (size_t r = 0; r < state->row_count; r++) {
        const struct certificate_branch *branch = state->rows[r].branch;
        for (size_t i = 0; i < branch->application_count; i++) {
            starts[branch->applications[i] + 2]++;
        }
    }
    for (size_t h = 0; h < applications; h++) {
        starts[h + 2] += starts[h + 1];
    }
    size_t *rows = ARENA_ARRAY(arena, size_t, starts[applications + 1]);
    for (size_t r = 0; r < state->row_count; r++) {
        const struct certificate_branch *branch = state->rows[r].branch;
        for (size_t i = 0; i < branch->application_count; i++) {
            rows[starts[branch->applications[i] + 1]++] = r;
        }
    }
    *begin = starts;
    *own = rows;
}

static bool is_in_group(const struct group *group, size_t class, const size_t *rows, size_t row_count)
{
    return group->class == class && group->row_count == row_count &&
           memcmp(group->rows, rows, row_count * sizeof *rows) == 0;
}

/* Equal rows at a leaf were equal rows at every list above, so a group has one list. */
static void group_applications(struct grouping *grouping, struct arena *arena,
                               const struct proof_state *state)
{
    const size_t applications = state->problem->application_count;
    size_t *begin = NULL;
    size_t *own = NULL;
    collect_rows(&begin, &own, arena, state);
    /* The last group made of each class, and before each group the previous of its class. */
    size_t *last = ARENA_ARRAY(arena, size_t, state->class_count);
    size_t *previous = ARENA_ARRAY(arena, size_t, applications);
    grouping->groups = ARENA_ARRAY(arena, struct group, applications);
    grouping->group_of = ARENA_ARRAY(arena, size_t, applications);
    grouping->count = 0;
    for (size_t c = 0; c < state->class_count; c++) {
        last[c] = SIZE_MAX;
    }
    for (size_t h = 0; h < applications; h++) {
        const size_t class = state->classes[h];
        const size_t *rows = &own[begin[h]];
        const size_t row_count = begin[h + 1] - begin[h];
        size_t g = last[class];
        while (g != SIZE_MAX && !is_in_group(&grouping->groups[g], class, rows, row_count)) {
            g = previous[g];
        }
        if (g == SIZE_MAX) {
            g = grouping->count++;
            previous[g] = last[class];
            last[class] = g;
            grouping->groups[g] = (struct group){
                .class = class,
                .rows = rows,
                .row_count = row_count,
                .list = state->lists[h],
            };
        }
        grouping->groups[g].count++;
        grouping->group_of[h] = g;
    }
}

static void group_cost(struct path_cost *cost, struct arena *arena, const struct proof_state *state,
                       const struct group *group)
{
    path_cost_compute(cost, arena, &state->spaces[group->class], &state->prices, state->rows, group->rows,
                      group->row_count);
}

/* A lower bound on the least cost of a group, exact if that is cheap. */
static void bound_group(struct group *group, struct proof_state *state, struct arena *scratch, int64_t gamma)
{
    const struct arena_mark mark = arena_mark(scratch);
    const struct path_space *space = &state->spaces[group->class];
    struct path_cost cost;
    group_cost(&cost, scratch, state, group);
    if (group->list != NULL) {
        group->value = path_list_least_cost(group->list, space, &cost);
        group->is_exact = true;
    } else if (gamma > 0) {
        group->value = floor_path_cost(&state->effort, scratch, space, &cost, gamma);
        group->is_exact = true;
    } else {
        struct path_bounds bounds;
        path_bounds_compute(&bounds, scratch, space, &cost);
        group->value = bounds.lower;
        group->is_exact = bounds.lower == bounds.upper;
    }
    arena_rewind(scratch, mark);
}

/* The least cost of a group, or `enough` if it is at least that. */
static int128 solve_group(const struct group *group, struct proof_state *state, struct arena *scratch,
                          int128 enough)
{
    const struct arena_mark mark = arena_mark(scratch);
    const struct path_space *space = &state->spaces[group->class];
    struct path_cost cost;
    struct path_bounds bounds;
    group_cost(&cost, scratch, state, group);
    path_bounds_compute(&bounds, scratch, space, &cost);
    const int128 least = least_path_cost(&state->effort, scratch, space, &cost, &bounds, enough);
    arena_rewind(scratch, mark);
    return least;
}

/* What D * energy must exceed. */
static int128 threshold(const struct proof_state *state, const struct certificate_node *node)
{
    return (int128)node->denominator * ((int128)state->floor_quanta - 1);
}

/* The bound as far as it is known, in `*sum`; true if a group has no path at all. */
static bool sum_groups(int128 *sum, const struct grouping *grouping, int128 price_sum)
{
    *sum = -price_sum;
    for (size_t g = 0; g < grouping->count; g++) {
        const struct group *group = &grouping->groups[g];
        if (group->value >= COST_INFINITE) {
            return true;
        }
        *sum += (int128)group->count * group->value;
    }
    return false;
}

static enum leaf_answer close_groups(struct proof_state *state, struct arena *scratch,
                                     const struct certificate_node *node, struct grouping *grouping,
                                     int128 price_sum)
{
    int128 sum = 0;
    for (size_t g = 0; g < grouping->count && !state->effort.is_stopped; g++) {
        bound_group(&grouping->groups[g], state, scratch, node->floor_gamma);
        if (!state->effort.is_stopped && grouping->groups[g].value >= COST_INFINITE) {
            return LEAF_CLOSED;
        }
    }
    if (state->effort.is_stopped) {
        return LEAF_STOPPED;
    }
    if (sum_groups(&sum, grouping, price_sum) || sum > threshold(state, node)) {
        return LEAF_CLOSED;
    }
    for (size_t g = 0; g < grouping->count; g++) {
        const struct group *group = &grouping->groups[g];
        if (group->is_exact) {
            continue;
        }
        const int128 missing = threshold(state, node) + 1 - sum;
        const int128 enough = group->value + ceil_divide(missing, (int128)group->count);
        const int128 least = solve_group(group, state, scratch, enough);
        if (state->effort.is_stopped) {
            return LEAF_STOPPED;
        }
        sum += (int128)group->count * (least - group->value);
        if (sum > threshold(state, node)) {
            return LEAF_CLOSED;
        }
    }
    return LEAF_OPEN;
}

enum leaf_answer leaf_close(struct proof_state *state, struct arena *scratch,
                            const struct certificate_node *node, int128 price_sum)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct grouping grouping;
    group_applications(&grouping, scratch, state);
    const enum leaf_answer answer = close_groups(state, scratch, node, &grouping, price_sum);
    arena_rewind(scratch, mark);
    return answer;
}

/* The paths of a group that cost at most `most`. */
static void list_group(struct path_list *list, const struct group *group, struct proof_state *state,
                       struct arena *arena, struct arena *scratch, int128 most)
{
    const struct arena_mark mark = arena_mark(scratch);
    const struct path_space *space = &state->spaces[group->class];
    struct path_cost cost;
    group_cost(&cost, scratch, state, group);
    if (group->list != NULL) {
        path_list_filter(list, arena, group->list, space, &cost, most);
    } else {
        struct path_bounds bounds;
        path_bounds_compute(&bounds, scratch, space, &cost);
        path_list_build(list, &state->effort, arena, scratch, space, &cost, &bounds, most);
    }
    arena_rewind(scratch, mark);
}

/*
 * A path of application h whose cost exceeds its least by more than threshold - bound is in no plan below the
 * floor, since every other application costs its least and no row is used beyond its right side.
 */
static enum leaf_answer list_groups(struct path_list *made, int64_t *paths, struct proof_state *state,
                                    struct arena *arena, struct arena *scratch,
                                    const struct certificate_node *node, struct grouping *grouping,
                                    int128 price_sum)
{
    int128 sum = 0;
    for (size_t g = 0; g < grouping->count && !state->effort.is_stopped; g++) {
        struct group *group = &grouping->groups[g];
        if (group->list != NULL) {
            bound_group(group, state, scratch, 0);
        } else {
            group->value = solve_group(group, state, scratch, COST_INFINITE);
        }
    }
    const bool is_empty = sum_groups(&sum, grouping, price_sum);
    for (size_t g = 0; g < grouping->count && !state->effort.is_stopped; g++) {
        const struct group *group = &grouping->groups[g];
        const int128 most = is_empty ? -1 : threshold(state, node) - sum + group->value;
        list_group(&made[g], group, state, arena, scratch, most);
        *paths += (int64_t)made[g].path_count;
    }
    return state->effort.is_stopped ? LEAF_STOPPED : LEAF_CLOSED;
}

enum leaf_answer leaf_list(const struct path_list ***lists, int64_t *paths, struct proof_state *state,
                           struct arena *arena, struct arena *scratch, const struct certificate_node *node,
                           int128 price_sum)
{
    const struct arena_mark mark = arena_mark(scratch);
    const size_t applications = state->problem->application_count;
    struct grouping grouping;
    group_applications(&grouping, scratch, state);
    struct path_list *made = ARENA_ARRAY(arena, struct path_list, grouping.count);
    *lists = ARENA_ARRAY(arena, const struct path_list *, applications);
    const enum leaf_answer answer =
        list_groups(made, paths, state, arena, scratch, node, &grouping, price_sum);
    for (size_t h = 0; h < applications; h++) {
        (*lists)[h] = &made[grouping.group_of[h]];
    }
    arena_rewind(scratch, mark);
    return answer;
}
