/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which limits conflict, and how far must one give way? A deletion filter over all limits leaves a minimal
 * set; a bisection for each of its members, between where it stands and what a plan without it needs, finds
 * the least value at which there is a plan. Feasibility is monotone in every limit, which makes bisection
 * right.
 */
#include "explain/why_infeasible.h"

#include "base/arena.h"
#include "base/deadline.h"
#include "base/error.h"
#include "model/instance.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "solve/feasibility.h"
#include "solve/solver.h"

struct search {
    struct arena *arena;
    struct arena *scratch;
    const struct instance *instance;
    const struct problem *problem;
    const struct solve_options *options;
    struct limit *limits; /* [limit_count] */
    size_t limit_count;
    bool *is_in; /* [limit_count] the conflict */
};

/* Is there a plan when these limits are moved? `*need` becomes what the plan needs of the first of them. */
static enum feasibility ask(int64_t *need, const struct search *s, const struct moved_limit *moves,
                            size_t count)
{
    const struct arena_mark mark = arena_mark(s->arena);
    const struct problem *problem = NULL;
    const struct plan *plan = NULL;
    struct error error;
    enum feasibility answer = FEASIBILITY_UNKNOWN;
    const struct instance *instance = relaxed_instance_new(s->arena, s->instance, moves, count);
    if (!deadline_has_passed(&s->options->deadline) &&
        quantize(&problem, s->arena, instance, &error) == STATUS_OK) {
        answer = feasibility_ask(&plan, s->arena, s->scratch, problem, s->options);
        if (answer == FEASIBILITY_YES && need != NULL) {
            *need = limit_need(s->scratch, &moves[0].limit, instance, problem, plan);
        }
    }
    arena_rewind(s->arena, mark);
    return answer;
}

/* What is out of the way when only the conflict, without member `left_out`, stands. */
static size_t all_but_conflict(struct moved_limit *moves, const struct search *s, size_t left_out)
{
    size_t count = 0;
    for (size_t l = 0; l < s->limit_count; l++) {
        if (!s->is_in[l] || l == left_out) {
            moves[count++] = (struct moved_limit){s->limits[l], LIMIT_GONE};
        }
    }
    return count;
}

/* Leaves out each limit in turn, for good if the rest still conflicts; those of resources first, so that they
 * stay only if they must. */
static void filter(struct why_infeasible *why, struct search *s)
{
    struct moved_limit *moves = ARENA_ARRAY(s->arena, struct moved_limit, s->limit_count + 1);
    why->is_minimal = true;
    for (size_t l = s->limit_count; l-- > 0;) {
        switch (ask(NULL, s, moves, all_but_conflict(moves, s, l))) {
        case FEASIBILITY_NO:
            s->is_in[l] = false;
            break;
        case FEASIBILITY_UNKNOWN:
            why->is_minimal = false;
            break;
        case FEASIBILITY_YES:
            break;
        }
    }
}

/* Least value of a limit, more being easier, at which there is a plan. */
static void bisect(struct relaxation *relaxation, const struct search *s)
{
    struct moved_limit move = {relaxation->limit, LIMIT_GONE};
    int64_t enough = 0;
    const enum feasibility without = ask(&enough, s, &move, 1);
    relaxation->is_exact = without != FEASIBILITY_UNKNOWN;
    relaxation->helps = without == FEASIBILITY_YES;
    if (!relaxation->helps) {
        return;
    }
    int64_t too_little = limit_value(&relaxation->limit, s->instance, s->problem);
    bool is_first = true;
    while (enough - too_little > 1) {
        /* The first plan is often the very best, the fastest one. */
        move.value = is_first ? enough - 1 : too_little + (enough - too_little) / 2;
        is_first = false;
        int64_t need = 0;
        const enum feasibility answer = ask(&need, s, &move, 1);
        if (answer == FEASIBILITY_UNKNOWN) {
            relaxation->is_exact = false;
            break;
        }
        if (answer == FEASIBILITY_YES) {
            enough = need < move.value ? need : move.value;
        } else {
            too_little = move.value;
        }
    }
    relaxation->value = enough;
}

/* The highest accuracy of a configuration below the target with which there is a plan. */
static void lower_accuracy(struct relaxation *relaxation, const struct search *s)
{
    const struct problem_application *application = &s->problem->applications[relaxation->limit.application];
    int64_t above = application->min_accuracy_ppb;
    relaxation->is_exact = true;
    while (above > 0 && !relaxation->helps) {
        int64_t next = -1;
        for (size_t c = 0; c < application->configuration_count; c++) {
            const int64_t accuracy = application->configurations[c].accuracy_ppb;
            next = accuracy < above && accuracy > next ? accuracy : next;
        }
        if (next < 0) {
            return;
        }
        const struct moved_limit move = {relaxation->limit, next};
        const enum feasibility answer = ask(NULL, s, &move, 1);
        relaxation->is_exact = relaxation->is_exact && answer != FEASIBILITY_UNKNOWN;
        relaxation->helps = answer == FEASIBILITY_YES;
        relaxation->value = next;
        above = next;
    }
}

/* Nodes that are enough when the block may run on one of them too. */
static void allow_nodes(struct relaxation *relaxation, const struct search *s)
{
    const struct limit *limit = &relaxation->limit;
    const bool *allowed = s->instance->applications[limit->application].allowed_nodes[limit->subject];
    relaxation->is_exact = true;
    for (size_t n = 0; n < s->instance->node_count && relaxation->node_count < RELAXATION_NODES_LIMIT; n++) {
        const struct moved_limit move = {*limit, (int64_t)n};
        const enum feasibility answer = allowed[n] ? FEASIBILITY_NO : ask(NULL, s, &move, 1);
        if (answer == FEASIBILITY_YES) {
            relaxation->nodes[relaxation->node_count++] = n;
        }
        relaxation->is_exact = relaxation->is_exact && answer != FEASIBILITY_UNKNOWN;
    }
    relaxation->helps = relaxation->node_count > 0;
}

static bool has_link(const struct instance *instance, size_t from, size_t to)
{
    for (size_t l = 0; l < instance->link_count; l++) {
        const struct instance_link *link = &instance->links[l];
        if ((link->from == from && link->to == to) ||
            (link->bidirectional && link->from == to && link->to == from)) {
            return true;
        }
    }
    return false;
}

/* Links that are not there, each of which would be enough if it took no time. Small networks only. */
static void find_missing_links(struct why_infeasible *why, const struct search *s)
{
    enum { MOST_NODES = 12 };
    const size_t nodes = s->instance->node_count;
    for (size_t from = 0; nodes <= MOST_NODES && from < nodes; from++) {
        for (size_t to = 0; to < nodes && why->missing_link_count < MISSING_LINKS_LIMIT; to++) {
            const struct moved_limit move = {{LIMIT_NO_LINK, from, to}, 0};
            if (from != to && !has_link(s->instance, from, to) && ask(NULL, s, &move, 1) == FEASIBILITY_YES) {
                why->missing_links[why->missing_link_count++] = move.limit;
            }
        }
    }
}

void why_infeasible_find(struct why_infeasible *why, struct arena *arena, struct arena *scratch,
                         const struct instance *instance, const struct problem *problem,
                         const struct solve_options *options)
{
    struct search s = {
        .arena = arena, .scratch = scratch, .instance = instance, .problem = problem, .options = options};
    *why = (struct why_infeasible){.relaxations = NULL};
    s.limit_count = limits_list(&s.limits, arena, instance, problem);
    s.is_in = ARENA_ARRAY(arena, bool, s.limit_count);
    for (size_t l = 0; l < s.limit_count; l++) {
        s.is_in[l] = true;
    }
    filter(why, &s);
    why->relaxations = ARENA_ARRAY(arena, struct relaxation, s.limit_count);
    for (size_t l = 0; l < s.limit_count; l++) {
        if (!s.is_in[l]) {
            continue;
        }
        struct relaxation *relaxation = &why->relaxations[why->relaxation_count++];
        relaxation->limit = s.limits[l];
        if (relaxation->limit.kind == LIMIT_ACCURACY) {
            lower_accuracy(relaxation, &s);
        } else if (relaxation->limit.kind == LIMIT_NODES) {
            allow_nodes(relaxation, &s);
        } else {
            bisect(relaxation, &s);
        }
    }
    find_missing_links(why, &s);
}
