/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is there a plan near the relaxation's mix? Each application takes one of its group's columns, the likeliest
 * first, as long as they fit; whoever finds no room pushes another aside. Then single applications, and
 * pairs, move to cheaper columns while they can. All in integers on the rows' capacities; the verifier judges
 * the result like any other.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/rng.h"
#include "model/plan.h"
#include "model/problem.h"
#include "solve/bp.h"

/* One application of a group, as the rounding places it. */
struct unit {
    size_t group;
    struct bp_path *path; /* NULL: not placed */
    double sureness;      /* of its likeliest path, for the order */
};

struct rounding {
    struct bp *bp;
    const struct bp_solution *solution;
    double *likelihoods; /* [columns of the master] what the mix has left of a path */
    struct unit *units;  /* [unit_count] */
    size_t unit_count;
    int64_t *used; /* [rows.count] */
    int64_t energy_quanta;
    int64_t trials_left; /* of pairs */
};

struct plan_application bp_path_choice(const struct bp_path *path, struct arena *arena)
{
    const struct plan_application choice = {
        .configuration = path->configuration,
        .node_count = path->depth,
        .nodes = ARENA_ARRAY(arena, size_t, path->depth),
    };
    for (size_t i = 0; i < path->depth; i++) {
        choice.nodes[i] = path->nodes[i];
    }
    return choice;
}

void bp_keep_paths(struct bp *bp, struct bp_path *const *paths, int64_t energy_quanta)
{
    if (energy_quanta >= bp->best_energy_quanta) {
        return;
    }
    struct plan *plan = plan_new(bp->arena, bp->problem);
    for (size_t h = 0; h < bp->problem->application_count; h++) {
        plan->applications[h] = bp_path_choice(paths[h], bp->arena);
        bp->best_paths[h] = paths[h];
    }
    bp->best_plan = plan;
    bp->best_energy_quanta = energy_quanta;
}

static bool fits(const struct rounding *r, const struct bp_path *path)
{
    for (size_t k = 0; k < path->use_count; k++) {
        const uint32_t row = path->uses[k].row;
        if (r->used[row] + path->uses[k].amount > r->bp->rows.rows[row].capacity) {
            return false;
        }
    }
    return true;
}

static void put(struct rounding *r, struct unit *unit, struct bp_path *path)
{
    for (size_t k = 0; k < path->use_count; k++) {
        r->used[path->uses[k].row] += path->uses[k].amount;
    }
    r->energy_quanta += path->energy_quanta;
    unit->path = path;
}

static void take(struct rounding *r, struct unit *unit)
{
    for (size_t k = 0; k < unit->path->use_count; k++) {
        r->used[unit->path->uses[k].row] -= unit->path->uses[k].amount;
    }
    r->energy_quanta -= unit->path->energy_quanta;
    unit->path = NULL;
}

/* The likeliest column that fits; among those the mix does not have, the one of least energy. */
static struct bp_path *likeliest(const struct rounding *r, size_t g)
{
    const struct bp_paths *columns = &r->bp->groups[g].columns;
    struct bp_path *best = NULL;
    double best_likelihood = -1.0;
    for (size_t k = 0; k < columns->count; k++) {
        struct bp_path *path = columns->items[k];
        const double likelihood = r->likelihoods[path->column];
        const bool is_better =
            likelihood > best_likelihood ||
            (likelihood >= best_likelihood && best != NULL && path->energy_quanta < best->energy_quanta);
        if (is_better && fits(r, path)) {
            best = path;
            best_likelihood = likelihood;
        }
    }
    return best;
}

/* The cheapest column that fits and costs less than `limit`. */
static struct bp_path *cheapest(const struct rounding *r, size_t g, int64_t limit)
{
    const struct bp_paths *columns = &r->bp->groups[g].columns;
    struct bp_path *best = NULL;
    for (size_t k = 0; k < columns->count; k++) {
        struct bp_path *path = columns->items[k];
        if (path->energy_quanta < limit && fits(r, path)) {
            best = path;
            limit = path->energy_quanta;
        }
    }
    return best;
}

/* Makes room by moving one other. */
static bool push_aside(struct rounding *r, struct unit *unit)
{
    for (size_t v = 0; v < r->unit_count; v++) {
        struct unit *other = &r->units[v];
        if (other == unit || other->path == NULL) {
            continue;
        }
        struct bp_path *before = other->path;
        take(r, other);
        struct bp_path *path = likeliest(r, unit->group);
        if (path != NULL) {
            put(r, unit, path);
            struct bp_path *next = cheapest(r, other->group, INT64_MAX);
            if (next != NULL) {
                put(r, other, next);
                return true;
            }
            take(r, unit);
        }
        put(r, other, before);
    }
    return false;
}

static bool place_all(struct rounding *r)
{
    for (size_t u = 0; u < r->unit_count; u++) {
        struct unit *unit = &r->units[u];
        struct bp_path *path = likeliest(r, unit->group);
        if (path != NULL) {
            r->likelihoods[path->column] -= 1.0;
            put(r, unit, path);
        } else if (!push_aside(r, unit)) {
            return false;
        }
    }
    return true;
}

static bool improve_singles(struct rounding *r)
{
    bool any = false;
    for (size_t u = 0; u < r->unit_count; u++) {
        struct unit *unit = &r->units[u];
        struct bp_path *before = unit->path;
        take(r, unit);
        struct bp_path *path = cheapest(r, unit->group, before->energy_quanta);
        put(r, unit, path != NULL ? path : before);
        any = any || path != NULL;
    }
    return any;
}

/* Moves u to a cheaper column and v wherever it costs least then, if both together cost less. */
static bool improve_pair(struct rounding *r, struct unit *u, struct unit *v)
{
    struct bp_path *before_u = u->path;
    struct bp_path *before_v = v->path;
    const struct bp_paths *columns = &r->bp->groups[u->group].columns;
    take(r, u);
    take(r, v);
    for (size_t k = 0; k < columns->count; k++) {
        struct bp_path *path = columns->items[k];
        const int64_t gain = before_u->energy_quanta - path->energy_quanta;
        if (gain <= 0 || !fits(r, path)) {
            continue;
        }
        put(r, u, path);
        struct bp_path *next = cheapest(r, v->group, before_v->energy_quanta + gain);
        if (next != NULL) {
            put(r, v, next);
            return true;
        }
        take(r, u);
    }
    put(r, u, before_u);
    put(r, v, before_v);
    return false;
}

static bool share_a_row(const struct bp_path *a, const struct bp_path *b)
{
    size_t i = 0;
    for (size_t k = 0; k < a->use_count; k++) {
        while (i < b->use_count && b->uses[i].row < a->uses[k].row) {
            i++;
        }
        if (i < b->use_count && b->uses[i].row == a->uses[k].row) {
            return true;
        }
    }
    return false;
}

static bool improve_pairs(struct rounding *r)
{
    for (size_t u = 0; u < r->unit_count; u++) {
        for (size_t v = 0; v < r->unit_count; v++) {
            if (u == v || !share_a_row(r->units[u].path, r->units[v].path)) {
                continue;
            }
            if (r->trials_left-- <= 0) {
                return false;
            }
            if (improve_pair(r, &r->units[u], &r->units[v])) {
                return true;
            }
        }
    }
    return false;
}

static void offer_plan(struct rounding *r)
{
    struct bp *bp = r->bp;
    if (r->energy_quanta >= bp->best_energy_quanta) {
        return;
    }
    struct bp_path **paths = ARENA_ARRAY(bp->scratch, struct bp_path *, r->unit_count);
    size_t *next = ARENA_ARRAY(bp->scratch, size_t, bp->group_count);
    for (size_t u = 0; u < r->unit_count; u++) {
        const size_t g = r->units[u].group;
        paths[bp->groups[g].applications[next[g]++]] = r->units[u].path;
    }
    bp_keep_paths(bp, paths, r->energy_quanta);
}

static int compare_units(const void *left, const void *right)
{
    const struct unit *a = left;
    const struct unit *b = right;
    if (a->sureness > b->sureness || a->sureness < b->sureness) {
        return a->sureness > b->sureness ? -1 : 1;
    }
    return a->group < b->group ? -1 : a->group > b->group;
}

/* One unit per application; the surest first, shaken a little by `noise`. */
static void make_units(struct rounding *r, struct rng *rng, double noise)
{
    struct bp *bp = r->bp;
    double *surest = ARENA_ARRAY(bp->scratch, double, bp->group_count);
    for (size_t k = 0; k < r->solution->count; k++) {
        const struct bp_fraction *fraction = &r->solution->fractions[k];
        double *best = &surest[fraction->path->group];
        *best = fraction->value > *best ? fraction->value : *best;
    }
    r->units = ARENA_ARRAY(bp->scratch, struct unit, bp->problem->application_count);
    r->unit_count = 0;
    for (size_t g = 0; g < bp->group_count; g++) {
        for (size_t k = 0; k < bp->groups[g].size; k++) {
            const double shake = noise * (double)rng_between(rng, 0, 1000) / 1000.0;
            r->units[r->unit_count++] = (struct unit){.group = g, .sureness = surest[g] + shake};
        }
    }
    qsort(r->units, r->unit_count, sizeof *r->units, compare_units);
}

static void round_once(struct bp *bp, const struct bp_solution *solution, uint64_t seed, int64_t trials)
{
    struct rounding r = {.bp = bp, .solution = solution, .trials_left = trials};
    struct rng rng = rng_from_seed(seed);
    r.used = ARENA_ARRAY(bp->scratch, int64_t, bp->rows.count);
    r.likelihoods = ARENA_ARRAY(bp->scratch, double, bp_master_column_count(bp));
    for (size_t k = 0; k < solution->count; k++) {
        r.likelihoods[solution->fractions[k].path->column] = solution->fractions[k].value;
        if (seed > 0) {
            r.likelihoods[solution->fractions[k].path->column] *=
                (double)rng_between(&rng, 200, 1000) / 1000.0;
        }
    }
    make_units(&r, &rng, seed > 0 ? 0.5 : 0.0);
    if (!place_all(&r)) {
        return;
    }
    while (improve_singles(&r) || improve_pairs(&r)) {
    }
    offer_plan(&r);
}

void bp_round(struct bp *bp, const struct bp_solution *solution, size_t tries, int64_t trials)
{
    for (size_t k = 0; k < tries; k++) {
        const struct arena_mark mark = arena_mark(bp->scratch);
        round_once(bp, solution, k, trials);
        arena_rewind(bp->scratch, mark);
    }
}
