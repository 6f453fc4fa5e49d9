/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which plans are the cheapest of millions? A heap of bounded size: a plan that is dearer than all it holds
 * is forgotten at once, any other takes the place of the dearest.
 */
#include "cli/plan_list.h"

#include <stdbool.h>

#include "base/arena.h"
#include "model/plan.h"
#include "model/problem.h"

size_t plan_list_cell_count(const struct problem *problem)
{
    size_t count = 0;
    for (size_t h = 0; h < problem->application_count; h++) {
        count += 1 + problem_application_depth(&problem->applications[h]);
    }
    return count;
}

void plan_list_init(struct plan_list *list, struct arena *arena, const struct problem *problem, size_t limit)
{
    *list = (struct plan_list){
        .arena = arena,
        .problem = problem,
        .limit = limit,
        .cell_count = plan_list_cell_count(problem),
    };
}

/* Does `a` come after `b` in the list? */
static bool is_after(const struct kept_plan *a, const struct kept_plan *b)
{
    return a->energy_quanta != b->energy_quanta ? a->energy_quanta > b->energy_quanta : a->rank > b->rank;
}

static void swap(struct kept_plan *a, struct kept_plan *b)
{
    const struct kept_plan kept = *a;
    *a = *b;
    *b = kept;
}

static void sift_up(struct kept_plan *plans, size_t at)
{
    while (at > 0 && is_after(&plans[at], &plans[(at - 1) / 2])) {
        swap(&plans[at], &plans[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
}

static void sift_down(struct kept_plan *plans, size_t count)
{
    for (size_t at = 0;;) {
        size_t last = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < count; child++) {
            last = is_after(&plans[child], &plans[last]) ? child : last;
        }
        if (last == at) {
            return;
        }
        swap(&plans[at], &plans[last]);
        at = last;
    }
}

static void pack(uint32_t *cells, const struct plan *plan, const struct problem *problem)
{
    for (size_t h = 0; h < plan->application_count; h++) {
        const struct plan_application *choice = &plan->applications[h];
        cells[0] = (uint32_t)choice->configuration;
        for (size_t i = 0; i < choice->node_count; i++) {
            cells[1 + i] = (uint32_t)choice->nodes[i];
        }
        cells += 1 + problem_application_depth(&problem->applications[h]);
    }
}

void plan_list_offer(struct plan_list *list, const struct plan *plan, int64_t energy_quanta)
{
    struct kept_plan kept = {.energy_quanta = energy_quanta, .rank = list->offered_count++};
    if (list->count < list->limit) {
        list->plans = ARENA_GROW(list->arena, struct kept_plan, list->plans, list->count, &list->capacity);
        kept.cells = ARENA_ARRAY(list->arena, uint32_t, list->cell_count);
        pack(kept.cells, plan, list->problem);
        list->plans[list->count] = kept;
        sift_up(list->plans, list->count++);
    } else if (is_after(&list->plans[0], &kept)) {
        kept.cells = list->plans[0].cells;
        pack(kept.cells, plan, list->problem);
        list->plans[0] = kept;
        sift_down(list->plans, list->count);
    }
}

void plan_list_sort(struct plan_list *list)
{
    for (size_t count = list->count; count > 1; count--) {
        swap(&list->plans[0], &list->plans[count - 1]);
        sift_down(list->plans, count - 1);
    }
}

struct plan *plan_list_get(const struct plan_list *list, size_t i, struct arena *arena)
{
    struct plan *plan = plan_new(arena, list->problem);
    const uint32_t *cells = list->plans[i].cells;
    for (size_t h = 0; h < plan->application_count; h++) {
        const struct problem_application *application = &list->problem->applications[h];
        struct plan_application *choice = &plan->applications[h];
        choice->configuration = cells[0];
        choice->node_count = application->configurations[cells[0]].depth;
        choice->nodes = ARENA_ARRAY(arena, size_t, choice->node_count);
        for (size_t b = 0; b < choice->node_count; b++) {
            choice->nodes[b] = cells[1 + b];
        }
        cells += 1 + problem_application_depth(application);
    }
    return plan;
}
