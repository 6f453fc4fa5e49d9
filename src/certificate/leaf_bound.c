/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does a leaf's bound reach the floor? First every group's cheap lower bound; only if their sum is not enough
 * are the groups' least costs found exactly, one by one, as far as needed. A bound below the least cost can
 * only make the sum smaller, so a leaf that closes would close with the least costs too.
 */
#include "certificate/leaf_bound.h"

#include "base/arena.h"
#include "certificate/path_group.h"
#include "certificate/room.h"
#include "model/certificate.h"
#include "model/problem.h"

/* A lower bound on the least cost of a group, exact if that is cheap. */
static void bound_group(struct path_group *group, struct proof_state *state, struct arena *scratch,
                        int64_t gamma)
{
    const struct arena_mark mark = arena_mark(scratch);
    const struct path_space *space = &state->spaces[group->class];
    struct path_cost cost;
    path_group_cost(&cost, scratch, state, group);
    if (group->left.has_list) {
        group->value = path_list_least_cost(&group->left.list, space, &cost);
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
static int128 solve_group(const struct path_group *group, struct proof_state *state, struct arena *scratch,
                          int128 enough)
{
    const struct arena_mark mark = arena_mark(scratch);
    const struct path_space *space = &state->spaces[group->class];
    struct path_cost cost;
    struct path_bounds bounds;
    path_group_cost(&cost, scratch, state, group);
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
static bool sum_groups(int128 *sum, const struct path_groups *groups, int128 price_sum)
{
    *sum = -price_sum;
    for (size_t g = 0; g < groups->count; g++) {
        const struct path_group *group = &groups->groups[g];
        if (group->value >= COST_INFINITE) {
            return true;
        }
        *sum += (int128)group->count * group->value;
    }
    return false;
}

static enum leaf_answer close_groups(struct proof_state *state, struct arena *scratch,
                                     const struct certificate_node *node, struct path_groups *groups,
                                     int128 price_sum)
{
    int128 sum = 0;
    for (size_t g = 0; g < groups->count && !state->effort.is_stopped; g++) {
        bound_group(&groups->groups[g], state, scratch, node->floor_gamma);
        if (!state->effort.is_stopped && groups->groups[g].value >= COST_INFINITE) {
            return LEAF_CLOSED;
        }
    }
    if (state->effort.is_stopped) {
        return LEAF_STOPPED;
    }
    if (sum_groups(&sum, groups, price_sum) || sum > threshold(state, node)) {
        return LEAF_CLOSED;
    }
    for (size_t g = 0; g < groups->count; g++) {
        const struct path_group *group = &groups->groups[g];
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
    struct path_groups groups;
    path_groups_build(&groups, scratch, state);
    enum leaf_answer answer = room_find(&groups, state, scratch);
    if (answer == LEAF_OPEN) {
        answer = close_groups(state, scratch, node, &groups, price_sum);
    }
    arena_rewind(scratch, mark);
    return answer;
}

/* The paths of a group that cost at most `most`. */
static void list_group(struct path_list *list, const struct path_group *group, struct proof_state *state,
                       struct arena *arena, struct arena *scratch, int128 most)
{
    const struct arena_mark mark = arena_mark(scratch);
    const struct path_space *space = &state->spaces[group->class];
    struct path_cost cost;
    path_group_cost(&cost, scratch, state, group);
    if (group->left.has_list) {
        path_list_filter(list, arena, &group->left.list, space, &cost, most);
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
                                    const struct certificate_node *node, struct path_groups *groups,
                                    int128 price_sum)
{
    int128 sum = 0;
    for (size_t g = 0; g < groups->count && !state->effort.is_stopped; g++) {
        struct path_group *group = &groups->groups[g];
        if (group->left.has_list) {
            bound_group(group, state, scratch, 0);
        } else {
            group->value = solve_group(group, state, scratch, COST_INFINITE);
        }
    }
    const bool is_empty = sum_groups(&sum, groups, price_sum);
    for (size_t g = 0; g < groups->count && !state->effort.is_stopped; g++) {
        const struct path_group *group = &groups->groups[g];
        const int128 most = is_empty ? -1 : threshold(state, node) - sum + group->value;
        list_group(&made[g], group, state, arena, scratch, most);
        *paths += (int64_t)made[g].path_count;
    }
    return state->effort.is_stopped ? LEAF_STOPPED : LEAF_CLOSED;
}

/* An application has no path: nor need the others. */
static void make_empty(struct path_list *made, struct arena *arena, size_t count)
{
    for (size_t g = 0; g < count; g++) {
        made[g] = (struct path_list){.items = ARENA_ARRAY(arena, uint32_t, 0)};
    }
}

enum leaf_answer leaf_list(const struct path_list ***lists, int64_t *paths, struct proof_state *state,
                           struct arena *arena, struct arena *scratch, const struct certificate_node *node,
                           int128 price_sum)
{
    const struct arena_mark mark = arena_mark(scratch);
    const size_t applications = state->problem->application_count;
    struct path_groups groups;
    path_groups_build(&groups, scratch, state);
    struct path_list *made = ARENA_ARRAY(arena, struct path_list, groups.count);
    *lists = ARENA_ARRAY(arena, const struct path_list *, applications);
    enum leaf_answer answer = room_find(&groups, state, scratch);
    if (answer == LEAF_OPEN) {
        answer = list_groups(made, paths, state, arena, scratch, node, &groups, price_sum);
    } else {
        make_empty(made, arena, groups.count);
    }
    for (size_t h = 0; h < applications; h++) {
        (*lists)[h] = &made[groups.group_of[h]];
    }
    arena_rewind(scratch, mark);
    return answer;
}
