/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How are applications put, taken out and put elsewhere? An application is taken out and put back where it
 * now costs least, or two at once in either order. The total never rises, and each step lowers it by at least
 * one quantum, so the search ends.
 */
#include "solve/fin_search.h"

#include "base/arena.h"
#include "base/checked.h"
#include "model/problem.h"
#include "solve/solver.h"

size_t fin_search_init(struct fin_search *search, struct arena *arena, struct arena *scratch,
                       const struct problem *problem, const struct solve_options *options)
{
    struct resource_usage nothing;
    *search = (struct fin_search){
        .arena = arena,
        .scratch = scratch,
        .problem = problem,
        .options = options,
        .applications = ARENA_ARRAY(arena, struct fin_application, problem->application_count),
        .slots = ARENA_ARRAY(arena, struct fin_slot, problem->application_count),
    };
    resource_usage_init(&search->used, arena, problem);
    resource_usage_init(&nothing, arena, problem);
    for (size_t h = 0; h < problem->application_count; h++) {
        struct fin_placement alone;
        fin_application_build(&search->applications[h], arena, scratch, problem, h, options->gamma);
        if (search->applications[h].graph.vertex_count == 0) {
            return h;
        }
        search->applications[h].time_limit = options->deadline;
        fin_place(&alone, arena, scratch, &search->applications[h], &nothing, FIN_NO_LIMIT);
        search->relaxations += alone.relaxations;
        search->slots[h].energy_alone_quanta = alone.found ? alone.energy_quanta : 0;
        search->slots[h].choice_alone = alone.choice;
    }
    return problem->application_count;
}

bool fin_search_time_is_up(struct fin_search *j)
{
    j->is_timed_out = j->is_timed_out || deadline_has_passed(&j->options->deadline);
    return j->is_timed_out;
}

static void remove_application(struct fin_search *j, size_t h)
{
    if (j->slots[h].is_placed) {
        resource_usage_add(&j->used, j->problem, h, &j->slots[h].choice, -1);
        j->slots[h].is_placed = false;
    }
}

static void put_application(struct fin_search *j, size_t h, const struct plan_application *choice,
                            int64_t energy_quanta)
{
    struct fin_slot *slot = &j->slots[h];
    slot->is_placed = true;
    slot->energy_quanta = energy_quanta;
    slot->choice = *choice;
    resource_usage_add(&j->used, j->problem, h, choice, 1);
}

bool fin_search_insert(struct fin_search *j, size_t h, int64_t energy_limit)
{
    struct fin_placement placement;
    fin_place(&placement, j->arena, j->scratch, &j->applications[h], &j->used, energy_limit);
    j->relaxations += placement.relaxations;
    if (placement.found) {
        put_application(j, h, &placement.choice, placement.energy_quanta);
    }
    return placement.found;
}

void fin_search_clear(struct fin_search *search)
{
    for (size_t h = 0; h < search->problem->application_count; h++) {
        remove_application(search, h);
    }
}

bool fin_search_insert_priced(struct fin_search *search, size_t h, int64_t *arc_costs)
{
    const struct arena_mark mark = arena_mark(search->scratch);
    struct fin_application priced = search->applications[h];
    priced.graph.arc_energies_quanta = arc_costs;
    priced.feasible.extended = &priced.graph;
    fin_application_find_energies_to_go(&priced, search->scratch);
    struct fin_placement placement;
    fin_place(&placement, search->arena, search->scratch, &priced, &search->used, FIN_NO_LIMIT);
    search->relaxations += placement.relaxations;
    if (placement.found) {
        put_application(search, h, &placement.choice,
                        plan_application_energy(search->problem, h, &placement.choice));
    }
    arena_rewind(search->scratch, mark);
    return placement.found;
}

const struct plan *fin_search_plan(int64_t *energy_quanta, const struct fin_search *search)
{
    struct plan *plan = plan_new(search->arena, search->problem);
    *energy_quanta = 0;
    for (size_t h = 0; h < search->problem->application_count; h++) {
        plan->applications[h] = search->slots[h].choice;
        *energy_quanta += search->slots[h].energy_quanta;
    }
    return plan;
}

/* Takes h out and puts it back where it costs least now; true if that is cheaper than before. */
static bool reinsert(struct fin_search *j, size_t h)
{
    const struct fin_slot before = j->slots[h];
    if (before.energy_quanta == before.energy_alone_quanta) {
        return false;
    }
    remove_application(j, h);
    if (fin_search_insert(j, h, before.energy_quanta)) {
        j->moves++;
        return true;
    }
    put_application(j, h, &before.choice, before.energy_quanta);
    return false;
}

/* Puts `first` and then `second` back, both taken out before; true if both have a place and cost less than
 * `limit`. */
static bool insert_pair(struct fin_search *j, size_t first, size_t second, int64_t limit)
{
    /* The second costs what it costs alone, at least. */
    if (fin_search_insert(j, first, limit - j->slots[second].energy_alone_quanta)) {
        if (fin_search_insert(j, second, limit - j->slots[first].energy_quanta)) {
            return true;
        }
        remove_application(j, first);
    }
    return false;
}

/* Takes h and k out and puts them back in either order; true if they cost less together than before. */
static bool swap_pair(struct fin_search *j, size_t h, size_t k)
{
    const struct fin_slot before_h = j->slots[h];
    const struct fin_slot before_k = j->slots[k];
    const int64_t limit = before_h.energy_quanta + before_k.energy_quanta;
    remove_application(j, h);
    remove_application(j, k);
    if (insert_pair(j, h, k, limit) || insert_pair(j, k, h, limit)) {
        j->moves++;
        return true;
    }
    put_application(j, h, &before_h.choice, before_h.energy_quanta);
    put_application(j, k, &before_k.choice, before_k.energy_quanta);
    return false;
}

static bool improve_singles(struct fin_search *j)
{
    bool any = false;
    bool again = true;
    while (again && !fin_search_time_is_up(j)) {
        again = false;
        for (size_t h = 0; h < j->problem->application_count; h++) {
            again = reinsert(j, h) || again;
        }
        any = any || again;
    }
    return any;
}

/* Do the two ever meet on a node? If not, moving one makes no room for the other there. */
static bool share_a_node(const struct problem *problem, const struct plan_application *a,
                         const struct plan_application *b)
{
    for (size_t i = 0; i < a->node_count; i++) {
        for (size_t k = 0; k < b->node_count; k++) {
            if (problem_node_owner(problem, a->nodes[i]) == problem_node_owner(problem, b->nodes[k])) {
                return true;
            }
        }
    }
    return false;
}

/*
 * Looks for a pair of which the first pays more than it would alone; stops at the first that helps, or when
 * its trials are used up: their number is fixed, so the answer does not depend on the machine's speed.
 */
static bool improve_a_pair(struct fin_search *j, int64_t *trials_left)
{
    const size_t count = j->problem->application_count;
    for (size_t h = 0; h < count; h++) {
        if (j->slots[h].energy_quanta == j->slots[h].energy_alone_quanta) {
            continue;
        }
        for (size_t k = 0; k < count; k++) {
            if (k == h || !share_a_node(j->problem, &j->slots[h].choice_alone, &j->slots[k].choice)) {
                continue;
            }
            if (*trials_left == 0 || fin_search_time_is_up(j)) {
                return false;
            }
            *trials_left -= 1;
            if (swap_pair(j, h, k)) {
                return true;
            }
        }
    }
    return false;
}

void fin_search_improve(struct fin_search *j)
{
    enum { TRIALS_PER_APPLICATION = 10 };
    int64_t trials_left = TRIALS_PER_APPLICATION * (int64_t)j->problem->application_count;
    improve_singles(j);
    while (improve_a_pair(j, &trials_left)) {
        improve_singles(j);
    }
}

bool fin_search_push_aside(struct fin_search *j, size_t h)
{
    for (size_t k = 0; k < j->problem->application_count && !fin_search_time_is_up(j); k++) {
        if (k == h || !j->slots[k].is_placed) {
            continue;
        }
        const struct fin_slot before = j->slots[k];
        remove_application(j, k);
        if (insert_pair(j, h, k, FIN_NO_LIMIT)) {
            j->moves++;
            return true;
        }
        put_application(j, k, &before.choice, before.energy_quanta);
    }
    return false;
}
