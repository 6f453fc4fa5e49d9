/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which applications need to be looked at only once? Those with the same choices, the same branches above
 * them and the same counts in the cuts above.
 */
#include "certificate/path_group.h"

#include <string.h>

#include "base/arena.h"
#include "certificate/proof_state.h"
#include "model/problem.h"

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

static bool is_in_group(const struct path_group *group, const size_t *rows, size_t row_count)
{
    return group->row_count == row_count && memcmp(group->rows, rows, row_count * sizeof *rows) == 0;
}

/* Equal rows and kinds at a node were so at every list above, so a group has one list. */
void path_groups_build(struct path_groups *groups, struct arena *arena, const struct proof_state *state)
{
    const size_t applications = state->problem->application_count;
    size_t *begin = NULL;
    size_t *own = NULL;
    collect_rows(&begin, &own, arena, state);
    /* The last group made of each kind, and before each group the previous of its kind. */
    size_t *last = ARENA_ARRAY(arena, size_t, state->kind_count);
    size_t *previous = ARENA_ARRAY(arena, size_t, applications);
    groups->groups = ARENA_ARRAY(arena, struct path_group, applications);
    groups->group_of = ARENA_ARRAY(arena, size_t, applications);
    groups->count = 0;
    for (size_t k = 0; k < state->kind_count; k++) {
        last[k] = SIZE_MAX;
    }
    for (size_t h = 0; h < applications; h++) {
        const size_t kind = state->kinds[h];
        const size_t *rows = &own[begin[h]];
        const size_t row_count = begin[h + 1] - begin[h];
        size_t g = last[kind];
        while (g != SIZE_MAX && !is_in_group(&groups->groups[g], rows, row_count)) {
            g = previous[g];
        }
        if (g == SIZE_MAX) {
            g = groups->count++;
            previous[g] = last[kind];
            last[kind] = g;
            groups->groups[g] = (struct path_group){
                .class = state->classes[h],
                .application = h,
                .rows = rows,
                .row_count = row_count,
                .list = state->lists[h],
            };
        }
        groups->groups[g].count++;
        groups->group_of[h] = g;
    }
}

void path_group_cost_of_all(struct path_cost *cost, struct arena *arena, const struct proof_state *state,
                            const struct path_group *group)
{
    const struct cost_terms terms = {
        .prices = &state->prices,
        .rows = state->rows,
        .own_rows = group->rows,
        .own_row_count = group->row_count,
        .cuts = state->cuts,
        .cut_count = state->cut_count,
        .application = group->application,
    };
    path_cost_compute(cost, arena, &state->spaces[group->class], &terms);
}

void path_group_cost(struct path_cost *cost, struct arena *arena, const struct proof_state *state,
                     const struct path_group *group)
{
    path_group_cost_of_all(cost, arena, state, group);
    if (!group->left.has_list) {
        paths_left_forbid(cost, &group->left);
    }
}
