/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does whoever counts more than `at_most` take more than the row's capacity? For each group the least that
 * one of its paths takes while counting p, for every p: a sweep over the arcs with p as a second dimension,
 * or a look at each path of the list. Then application by application: the least that all take together
 * while counting p. What is beyond at_most is one number, so the tables stay small.
 */
#include "certificate/cut_check.h"

#include <string.h>

#include "base/arena.h"
#include "model/problem.h"

/* least[p], p < size - 1: of those that count p; least[size - 1]: of those that count more. */
struct count_profile {
    int64_t *least; /* [size] AMOUNT_UNREACHED: nobody */
    size_t size;
};

static void profile_init(struct count_profile *profile, struct arena *arena, size_t size)
{
    *profile = (struct count_profile){.least = ARENA_ARRAY(arena, int64_t, size), .size = size};
    for (size_t p = 0; p < size; p++) {
        profile->least[p] = AMOUNT_UNREACHED;
    }
}

static void profile_lower(struct count_profile *profile, size_t p, int64_t amount)
{
    const size_t at = p < profile->size ? p : profile->size - 1;
    profile->least[at] = min_int64(profile->least[at], amount);
}

/* The most that a path of the group can count, or `limit` if that is less. */
static size_t most_count(const struct certificate_cut *cut, const struct path_group *group, size_t limit)
{
    size_t sum = 0;
    for (size_t i = 0; i < cut->count_count && sum < limit; i++) {
        sum += cut->counts[i].application == group->application ? (size_t)cut->counts[i].count : 0;
    }
    return sum < limit ? sum : limit;
}

/* How much each step counts where it takes something. */
static size_t *step_counts(struct arena *arena, const struct certificate_cut *cut,
                           const struct path_group *group)
{
    const struct path_space *space = group->left.space;
    size_t *counts = ARENA_ARRAY(arena, size_t, space->step_count);
    for (size_t s = 0; s < space->step_count; s++) {
        counts[s] = (size_t)certificate_cut_count(cut, group->application, space->steps[s].block);
    }
    return counts;
}

static void profile_arcs(struct count_profile *profile, struct arena *scratch, const struct active_cut *cut,
                         const struct path_group *group)
{
    const struct paths_left *left = &group->left;
    const struct path_space *space = left->space;
    const size_t size = profile->size;
    const size_t cells = (space->step_count + 1) * space->node_count;
    const size_t *counts = step_counts(scratch, cut->cut, group);
    int64_t *least = ARENA_ARRAY(scratch, int64_t, cells * size);
    for (size_t i = 0; i < cells * size; i++) {
        least[i] = AMOUNT_UNREACHED;
    }
    least[(space->step_count * space->node_count + space->source) * size] = 0;
    for (size_t i = 0; i < left->arc_count; i++) {
        const struct left_arc *arc = &left->arcs[i];
        const int64_t amount = capacity_row_amount(&cut->row, &space->arcs[arc->arc]);
        const size_t count = amount > 0 ? counts[arc->head / space->node_count] : 0;
        struct count_profile to = {.least = &least[arc->head * size], .size = size};
        for (size_t p = 0; p < size; p++) {
            profile_lower(&to, p + count, least[arc->tail * size + p] + amount);
        }
    }
    for (size_t e = 0; e < space->end_count; e++) {
        const int64_t *at = &least[space->ends[e].step * space->node_count * size];
        for (size_t i = 0; i < space->node_count * size && left->ends[e]; i++) {
            profile_lower(profile, i % size, at[i]);
        }
    }
}

static void profile_list(struct count_profile *profile, struct arena *scratch, const struct active_cut *cut,
                         const struct path_group *group)
{
    const struct path_space *space = group->left.space;
    const struct path_list *list = &group->left.list;
    const size_t *counts = step_counts(scratch, cut->cut, group);
    for (size_t i = 0; i < list->item_count;) {
        const uint32_t *path = &list->items[i];
        const size_t size = path_list_size(space, path);
        size_t step = space->ends[path[0]].step;
        size_t count = 0;
        int64_t taken = 0;
        for (size_t k = 1; k < size; k++, step = space->steps[step].parent) {
            const int64_t amount = capacity_row_amount(&cut->row, &space->arcs[path[k]]);
            taken += amount;
            count += amount > 0 ? counts[step] : 0;
        }
        profile_lower(profile, count, taken);
        i += size;
    }
}

/* One more application that takes and counts as `one` says. */
static void join(struct count_profile *all, const struct count_profile *one, struct arena *scratch)
{
    struct count_profile sum;
    profile_init(&sum, scratch, all->size);
    for (size_t p = 0; p < all->size; p++) {
        for (size_t q = 0; q < one->size && all->least[p] < AMOUNT_UNREACHED; q++) {
            profile_lower(&sum, p + q, all->least[p] + one->least[q]);
        }
    }
    memcpy(all->least, sum.least, all->size * sizeof *all->least);
}

/* Joins all applications of a group that counts. */
static bool join_group(struct count_profile *all, struct proof_state *state, struct arena *scratch,
                       const struct active_cut *cut, const struct path_group *group)
{
    const struct path_space *space = group->left.space;
    const size_t size = most_count(cut->cut, group, all->size - 1) + 1;
    const size_t cells = (space->step_count + 1) * space->node_count;
    struct count_profile one;
    if (cells > FLOOR_CELL_LIMIT / size) {
        state->effort.is_stopped = true;
        return false;
    }
    profile_init(&one, scratch, size);
    const struct arena_mark mark = arena_mark(scratch);
    if (group->left.has_list) {
        profile_list(&one, scratch, cut, group);
    } else {
        profile_arcs(&one, scratch, cut, group);
    }
    arena_rewind(scratch, mark);
    for (size_t k = 0; k < group->count; k++) {
        if (deadline_has_passed(&state->effort.deadline)) {
            state->effort.is_stopped = true;
            return false;
        }
        join(all, &one, scratch);
        arena_rewind(scratch, mark);
    }
    return true;
}

enum leaf_answer cut_check(struct proof_state *state, struct arena *scratch, const struct path_groups *groups,
                           const struct active_cut *cut)
{
    const struct arena_mark mark = arena_mark(scratch);
    const size_t r = state->capacity_rows
                         .row_of[capacity_rows_place(&state->capacity_rows, cut->row.kind, cut->row.index)];
    struct count_profile all;
    int64_t others = 0;
    profile_init(&all, scratch, (size_t)cut->cut->at_most + 2);
    all.least[0] = 0;
    for (size_t g = 0; g < groups->count; g++) {
        const struct path_group *group = &groups->groups[g];
        if (most_count(cut->cut, group, 1) == 0) {
            others += r != NO_ROW ? (int64_t)group->count * group->left.least[r] : 0;
        } else if (!join_group(&all, state, scratch, cut, group)) {
            arena_rewind(scratch, mark);
            return LEAF_STOPPED;
        }
    }
    const int64_t beyond = all.least[all.size - 1];
    arena_rewind(scratch, mark);
    return beyond >= AMOUNT_UNREACHED || others + beyond > cut->row.capacity ? LEAF_CLOSED : LEAF_OPEN;
}

/* Where the counts of each application begin; one more at the end. */
static size_t *find_counts(struct arena *arena, const struct certificate_cut *cut, size_t applications)
{
    size_t *begin = ARENA_ARRAY(arena, size_t, applications + 1);
    size_t i = 0;
    for (size_t h = 0; h < applications; h++) {
        begin[h] = i;
        while (i < cut->count_count && cut->counts[i].application == h) {
            i++;
        }
    }
    begin[applications] = i;
    return begin;
}

static bool is_counted_alike(const struct certificate_cut *cut, const size_t *begin, size_t h, size_t other)
{
    const size_t count = begin[h + 1] - begin[h];
    if (begin[other + 1] - begin[other] != count) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const struct certificate_count *a = &cut->counts[begin[h] + i];
        const struct certificate_count *b = &cut->counts[begin[other] + i];
        if (a->block != b->block || a->count != b->count) {
            return false;
        }
    }
    return true;
}

void cut_tell_apart(struct proof_state *state, struct arena *arena, const struct certificate_cut *cut)
{
    const size_t applications = state->problem->application_count;
    const size_t *begin = find_counts(arena, cut, applications);
    size_t *kinds = ARENA_ARRAY(arena, size_t, applications);
    state->kind_count = 0;
    for (size_t h = 0; h < applications; h++) {
        size_t other = 0;
        while (other < h &&
               (state->kinds[other] != state->kinds[h] || !is_counted_alike(cut, begin, h, other))) {
            other++;
        }
        kinds[h] = other < h ? kinds[other] : state->kind_count++;
    }
    state->kinds = kinds;
}
