/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which paths are there no room for? Row by row, the least that a path through an arc takes and the least
 * that all other applications take: more than the capacity, and no plan has the arc. What goes may raise the
 * least of its own application, and so leave less room to others, in any row: until nothing changes.
 *
 * Each step only uses that the least of the others is not too high, so the order does not matter: what is
 * left in the end is the largest set of paths that there is room for. For the same reason a node may start
 * from what is left at the root, and a row is passed by where even the arc with the largest least fits.
 */
#include "certificate/room.h"

#include "base/arena.h"
#include "model/problem.h"

struct room {
    const struct capacity_rows *rows;
    struct path_group *groups;
    size_t count;
    struct path_effort *effort;
    struct arena *arena;
    struct left_work work;
    int64_t *sums;  /* [rows->count] of the least that each application takes */
    int64_t *rooms; /* [rows->count] for one group */
    bool is_empty;  /* a group has nothing left */
};

/* What the capacity leaves to an application of the group beyond what all others take. */
static int64_t room_of(const struct room *room, const struct path_group *group, size_t r)
{
    return room->rows->rows[r].capacity - (room->sums[r] - group->left.least[r]);
}

static void add_to_sums(struct room *room, const struct path_group *group, int64_t sign)
{
    for (size_t r = 0; r < room->rows->count; r++) {
        room->sums[r] += sign * (int64_t)group->count * group->left.least[r];
    }
}

/* Drops the arcs for which row `r` has no room; true if one went. */
static bool squeeze_row(struct room *room, struct path_group *group, size_t r)
{
    struct paths_left *left = &group->left;
    const int64_t before = left->least[r];
    if (left->most[r] == 0) {
        return false; /* nothing that is left takes of it */
    }
    const bool is_less =
        paths_left_within(left, room->arena, &room->work, room->rows, r, room_of(room, group, r));
    room->sums[r] += (left->least[r] - before) * (int64_t)group->count;
    return is_less;
}

/* Latencies and one row after the other, in turn, until all have been looked at since something went. */
static void squeeze_arcs(struct room *room, struct path_group *group)
{
    const size_t looks = room->rows->count + 1;
    size_t calm = 0;
    for (size_t i = 0; calm < looks && group->left.arc_count > 0; i = (i + 1) % looks) {
        const bool is_less = i == 0 ? paths_left_in_time(&group->left, room->arena, &room->work)
                                    : squeeze_row(room, group, i - 1);
        calm = is_less ? 1 : calm + 1;
    }
    room->is_empty = room->is_empty || group->left.arc_count == 0;
}

static void squeeze_list(struct room *room, struct path_group *group)
{
    struct paths_left *left = &group->left;
    bool goes_on = true;
    while (goes_on) {
        bool is_tight = false;
        add_to_sums(room, group, -1);
        if (!paths_left_measure_list(left, &room->work, room->rows)) {
            room->is_empty = true;
            return;
        }
        add_to_sums(room, group, 1);
        for (size_t r = 0; r < room->rows->count; r++) {
            room->rooms[r] = room_of(room, group, r);
            is_tight = is_tight || left->most[r] > room->rooms[r];
        }
        goes_on = is_tight && paths_left_fit_list(left, room->arena, &room->work, room->rows, room->rooms);
    }
}

static void squeeze(struct room *room, struct path_group *group)
{
    if (path_effort_must_stop(room->effort, room->arena)) {
        return;
    }
    if (group->left.has_list) {
        squeeze_list(room, group);
    } else {
        squeeze_arcs(room, group);
    }
}

static bool is_tight(const struct room *room, const struct path_group *group)
{
    for (size_t r = 0; r < room->rows->count; r++) {
        if (group->left.most[r] > room_of(room, group, r)) {
            return true;
        }
    }
    return false;
}

static bool has_forbidden(const struct path_group *group, const struct proof_state *state)
{
    for (size_t i = 0; i < group->row_count; i++) {
        if (state->rows[group->rows[i]].limit == 0) {
            return true;
        }
    }
    return false;
}

/* What the branches above leave; true if it has to be measured. */
static bool begin_group(struct path_group *group, struct proof_state *state, struct arena *arena)
{
    const size_t rows = state->capacity_rows.count;
    const struct path_space *space = &state->spaces[group->class];
    const bool is_forbidden = has_forbidden(group, state);
    struct path_cost cost;
    if (is_forbidden) {
        path_group_cost_of_all(&cost, arena, state, group);
    }
    if (group->list != NULL) {
        paths_left_of_list(&group->left, arena, space, group->list, is_forbidden ? &cost : NULL, rows);
        return true;
    }
    if (state->roots == NULL) {
        paths_left_all(&group->left, arena, space, rows);
        return true;
    }
    paths_left_of(&group->left, arena, &state->roots[group->class], is_forbidden ? &cost : NULL, rows);
    return is_forbidden;
}

static bool is_bare(const struct path_group *group)
{
    return (group->left.has_list ? group->left.list.path_count : group->left.arc_count) == 0;
}

static void find_all(struct room *room, const bool *is_new)
{
    for (size_t g = 0; g < room->count && !room->is_empty && !room->effort->is_stopped; g++) {
        if (is_new[g]) {
            squeeze(room, &room->groups[g]);
        }
    }
    bool goes_on = true;
    while (goes_on && !room->is_empty && !room->effort->is_stopped) {
        goes_on = false;
        for (size_t g = 0; g < room->count && !room->is_empty && !room->effort->is_stopped; g++) {
            if (is_tight(room, &room->groups[g])) {
                squeeze(room, &room->groups[g]);
                goes_on = true;
            }
        }
    }
}

enum leaf_answer room_find(struct path_groups *groups, struct proof_state *state, struct arena *arena)
{
    const struct capacity_rows *rows = &state->capacity_rows;
    struct room room = {
        .rows = rows,
        .groups = groups->groups,
        .count = groups->count,
        .effort = &state->effort,
        .arena = arena,
        .sums = ARENA_ARRAY(arena, int64_t, rows->count),
        .rooms = ARENA_ARRAY(arena, int64_t, rows->count),
    };
    bool *is_new = ARENA_ARRAY(arena, bool, groups->count);
    left_work_init(&room.work, arena, state->spaces, state->class_count, rows->count);
    for (size_t g = 0; g < groups->count; g++) {
        is_new[g] = begin_group(&groups->groups[g], state, arena);
        add_to_sums(&room, &groups->groups[g], 1);
        room.is_empty = room.is_empty || is_bare(&groups->groups[g]);
    }
    find_all(&room, is_new);
    return state->effort.is_stopped ? LEAF_STOPPED : room.is_empty ? LEAF_CLOSED : LEAF_OPEN;
}

enum leaf_answer room_find_roots(struct proof_state *state, struct arena *arena)
{
    struct paths_left *roots = ARENA_ARRAY(arena, struct paths_left, state->class_count);
    struct path_groups groups;
    path_groups_build(&groups, arena, state);
    const enum leaf_answer answer = room_find(&groups, state, arena);
    for (size_t g = 0; g < groups.count; g++) {
        roots[groups.groups[g].class] = groups.groups[g].left;
    }
    state->roots = roots;
    return answer;
}
