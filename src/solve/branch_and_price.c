/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is the optimum of all applications together? A tree of nodes, each with a bound in integers.
 *
 * The node of least bound is taken next, and from there the search dives along the likelier side of each
 * branch until the bound has met the best plan. Every node is closed for a reason that integers alone
 * establish: its bound is not below the best plan's energy, or prices show that nothing fits. See bp.h for
 * the parts.
 */
#include "solve/branch_and_price.h"

#include <math.h>

#include "base/arena.h"
#include "model/problem.h"
#include "model/solution.h"
#include "solve/bp_cuts.h"
#include "solve/bp_master.h"

enum { LIST_LIMIT = 20000, FAILURE_LIMIT = 20 };

struct bp_node *bp_node_new(struct bp *bp, struct bp_node *parent, int side)
{
    struct bp_node *node = ARENA_NEW(bp->arena, struct bp_node);
    node->kind = CERTIFICATE_LEAF;
    node->parent = parent;
    node->side = side;
    node->failed_gap = INFINITY;
    if (parent != NULL) {
        node->depth = parent->depth + (parent->kind == CERTIFICATE_BRANCH);
        node->bound_quanta = parent->bound_quanta;
        node->prices = parent->prices;
        node->is_combined = parent->is_combined;
        node->failed_gap = parent->failed_gap;
        parent->children[side] = node;
    }
    bp->node_count++;
    return node;
}

/* ---- open nodes, a heap by bound ---- */

static bool is_before(const struct bp_node *a, const struct bp_node *b)
{
    return a->bound_quanta < b->bound_quanta;
}

static void push_open(struct bp *bp, struct bp_node *node)
{
    bp->open = ARENA_GROW(bp->arena, struct bp_node *, bp->open, bp->open_count, &bp->open_capacity);
    size_t at = bp->open_count++;
    while (at > 0 && is_before(node, bp->open[(at - 1) / 2])) {
        bp->open[at] = bp->open[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    bp->open[at] = node;
}

static struct bp_node *pop_open(struct bp *bp)
{
    struct bp_node *top = bp->open[0];
    struct bp_node *last = bp->open[--bp->open_count];
    size_t at = 0;
    while (2 * at + 1 < bp->open_count) {
        size_t child = 2 * at + 1;
        if (child + 1 < bp->open_count && is_before(bp->open[child + 1], bp->open[child])) {
            child++;
        }
        if (!is_before(bp->open[child], last)) {
            break;
        }
        bp->open[at] = bp->open[child];
        at = child;
    }
    if (bp->open_count > 0) {
        bp->open[at] = last;
    }
    return top;
}

/* ---- one node ---- */

/*
 * One path is left to every group: without prices the bound is the energy of that plan, and a row that it
 * breaks proves, at price 1, that it is none.
 */
static void close_single(struct bp *bp, const struct bp_view *view)
{
    struct bp_node *node = view->node;
    struct bp_prices prices = {
        .denominator = 1,
        .shared = ARENA_ARRAY(bp->arena, int64_t, bp->rows.count),
        .branch = ARENA_ARRAY(bp->arena, int64_t, view->row_count),
        .branch_count = view->row_count,
    };
    struct bp_pricing pricing;
    bp_price(&pricing, bp, view, &prices);
    node->is_combined = false;
    node->prices = prices;
    if (!pricing.is_hopeless && bp_bound_closes(bp, (int64_t)pricing.value)) {
        node->bound_quanta = (int64_t)pricing.value;
        return;
    }
    prices.denominator = 0;
    bool is_proved = pricing.is_hopeless;
    for (size_t r = 0; r < bp->rows.count && !is_proved; r++) {
        prices.shared[r] = 1;
        bp_price(&pricing, bp, view, &prices);
        is_proved = pricing.value > 0;
        prices.shared[r] = is_proved;
    }
    node->prices = prices;
    BUG_IF(!is_proved);
}

/* Is it worth looking whether what is left can be listed? Not if it was far too much a moment ago. */
static bool may_list(const struct bp *bp, const struct bp_view *view, const struct bp_solution *solution)
{
    static const double shrinks_by = 0.7;
    if (bp->best_plan == NULL || solution->prices.shared == NULL || solution->pricing.is_hopeless) {
        return false;
    }
    const double gap = (double)(bp->best_energy_quanta - view->node->bound_quanta);
    return gap <= shrinks_by * view->node->failed_gap;
}

/* Lists what is left below the view's node, if that is little, or much less than before. */
static bool make_list(struct bp *bp, const struct bp_view *view, const struct bp_solution *solution)
{
    struct bp_node *node = view->node;
    if (!may_list(bp, view, solution)) {
        return false;
    }
    const struct arena_mark mark = arena_mark(bp->arena);
    struct bp_list *list = ARENA_NEW(bp->arena, struct bp_list);
    if (!bp_list_build(list, bp, view, &solution->prices, &solution->pricing, LIST_LIMIT) ||
        (view->list != NULL && 2 * list->total > view->list->total)) {
        node->failed_gap = (double)(bp->best_energy_quanta - node->bound_quanta);
        arena_rewind(bp->arena, mark); /* a list that is not taken has made no path */
        return false;
    }
    bp->listed_paths += (int64_t)list->total;
    node->kind = CERTIFICATE_LIST;
    node->list = list;
    node->prices = bp_prices_keep(bp, &solution->prices);
    return true;
}

/* Splits the node; returns the side to go on with, the other is open. NULL: it was closed instead. */
static struct bp_node *split(struct bp *bp, const struct bp_view *view, const struct bp_solution *solution)
{
    struct bp_node *node = view->node;
    int first = 0;
    if (!bp_choose_branch(&node->property, &node->at_most, &first, bp, view, solution)) {
        if (bp->group_count < bp->problem->application_count) {
            bp->must_restart = true;
            return NULL;
        }
        close_single(bp, view);
        return NULL;
    }
    node->kind = CERTIFICATE_BRANCH;
    bp_node_new(bp, node, 0);
    bp_node_new(bp, node, 1);
    push_open(bp, node->children[1 - first]);
    return node->children[first];
}

/* At the root, where it matters most: roundings, a dive, and repairs of the best plan while they help. */
static void look_for_plans(struct bp *bp, struct bp_view *view, const struct bp_solution *solution)
{
    enum { ROUNDINGS = 20, PATIENCE = 8, REPAIR_LIMIT = 1000, PAIR_TRIALS = 2000 };
    uint64_t seed = 0;
    uint64_t last_gain = 0;
    bp_round(bp, solution, ROUNDINGS, PAIR_TRIALS);
    bp_dive(bp, view, NULL);
    while (bp->best_plan != NULL && !bp_bound_closes(bp, view->node->bound_quanta) && seed < REPAIR_LIMIT &&
           seed - last_gain < PATIENCE && !deadline_has_passed(&bp->options->deadline)) {
        const int64_t before = bp->best_energy_quanta;
        bp_repair(bp, view, seed++);
        last_gain = bp->best_energy_quanta < before ? seed : last_gain;
    }
    bp->repairs = seed;
}

struct bp_node *bp_node_for_cuts(struct bp_view *view, struct bp *bp)
{
    struct bp_node *node = view->node;
    if (node->parent == NULL || node->parent->kind != CERTIFICATE_CUTS) {
        node->kind = CERTIFICATE_CUTS;
        view->node = bp_node_new(bp, node, 0);
    }
    return view->node->parent;
}

/* By what part of the gap has the bound risen? */
static double rise(const struct bp *bp, int64_t before, int64_t after)
{
    const double gap = (double)(bp->best_energy_quanta - before);
    return bp->best_plan == NULL || gap <= 0.0 ? 0.0 : (double)(after - before) / gap;
}

/* The relaxation of the view's node, with cuts as long as they help; at the root with more patience. */
static enum bp_relaxation relax_with_cuts(struct bp_solution *solution, struct bp *bp, struct bp_view *view)
{
    enum { ROUNDS = 20, PATIENCE_AT_ROOT = 8 };
    static const double worthwhile = 0.05;
    static const double worthwhile_at_root = 0.005;
    const bool is_root = view->node->depth == 0 && view->list == NULL;
    enum bp_relaxation relaxation = bp_relax(solution, bp, view);
    int patience = is_root ? PATIENCE_AT_ROOT : 1;
    for (int i = 0; i < ROUNDS && patience > 0 && relaxation == RELAXATION_SOLVED; i++) {
        if (bp_cuts_separate(bp, view, solution) == 0) {
            break;
        }
        const int64_t before = view->node->bound_quanta;
        relaxation = bp_relax(solution, bp, view);
        if (rise(bp, before, view->node->bound_quanta) < (is_root ? worthwhile_at_root : worthwhile)) {
            patience--;
        } else {
            patience = is_root ? PATIENCE_AT_ROOT : 1;
        }
    }
    return relaxation;
}

enum bp_relaxation bp_bound_node(struct bp_solution *solution, struct bp_view *view, struct bp *bp,
                                 struct bp_node *node)
{
    bp_view_build(view, bp, node);
    bp->branch_nodes++;
    if (view->is_empty) {
        node->prices.shared = NULL;
        node->is_combined = false;
        return RELAXATION_CLOSED;
    }
    const int failures = bp->master_failures;
    const enum bp_relaxation relaxation = relax_with_cuts(solution, bp, view);
    if (relaxation == RELAXATION_STOPPED) {
        bp->is_stopped = bp->is_stopped || bp->master_failures == failures || failures >= FAILURE_LIMIT;
    }
    if (relaxation != RELAXATION_SOLVED) {
        return relaxation;
    }
    if (node->parent == NULL) {
        look_for_plans(bp, view, solution);
    }
    bp_round(bp, solution, 1, 100);
    return bp_bound_closes(bp, view->node->bound_quanta) ? RELAXATION_CLOSED : RELAXATION_SOLVED;
}

/* What the root could not prove with the plan there is, may be proved with a better one. */
static bool ask_improved_fin(struct bp *bp, const struct bp_view *view, const struct bp_solution *solution)
{
    const int64_t before = bp->best_energy_quanta;
    bp->fin_waits = false;
    bp_begin_with_fin(bp, true);
    return bp->best_energy_quanta < before &&
           (bp_bound_closes(bp, view->node->bound_quanta) || bp_finish(bp, view, solution));
}

/* Works on one node; returns a child to go on with, or NULL. */
static struct bp_node *work_on(struct bp *bp, struct bp_node *node)
{
    struct bp_view view;
    struct bp_solution solution;
    const enum bp_relaxation relaxation = bp_bound_node(&solution, &view, bp, node);
    if (relaxation == RELAXATION_CLOSED) {
        return NULL;
    }
    if (relaxation == RELAXATION_STOPPED) {
        push_open(bp, view.node);
        return NULL;
    }
    if (bp_finish(bp, &view, &solution) || (bp->fin_waits && ask_improved_fin(bp, &view, &solution))) {
        return NULL;
    }
    if (make_list(bp, &view, &solution)) {
        return bp_node_new(bp, view.node, 0);
    }
    return split(bp, &view, &solution);
}

/*
 * Now and then another part of the best plan is placed anew, in what is left of the whole problem: a fifth of
 * the simplex iterations, or more while it helps.
 */
static void repair_now_and_then(struct bp *bp)
{
    enum { SHARE = 4, OVERHEAD = 100 };
    const int64_t begin = bp_master_iterations(bp);
    if (begin < bp->next_repair || bp->best_plan == NULL) {
        return;
    }
    const struct arena_mark mark = arena_mark(bp->scratch);
    const int64_t before = bp->best_energy_quanta;
    struct bp_node *node = bp->root;
    while (node->kind == CERTIFICATE_LIST || node->kind == CERTIFICATE_CUTS) {
        node = node->children[0];
    }
    struct bp_view view;
    bp_view_build(&view, bp, node);
    bp_master_enter(bp, &view);
    bp_repair(bp, &view, bp->repairs++);
    const int64_t end = bp_master_iterations(bp);
    const bool helps = bp->best_energy_quanta < before;
    bp->next_repair = helps ? end : end + SHARE * (end - begin) + OVERHEAD;
    arena_rewind(bp->scratch, mark);
}

static bool memory_is_up(const struct bp *bp)
{
    const size_t limit = bp->options->memory_limit_bytes;
    return limit > 0 && arena_bytes(bp->arena) + arena_bytes(bp->scratch) > limit;
}

/* Is the node's bound so far above the least one that it may never have to be split? */
static bool is_far(const struct bp *bp, const struct bp_node *node)
{
    static const double share = 0.3;
    if (bp->best_plan == NULL || bp->open_count == 0) {
        return false;
    }
    const double least = (double)bp->open[0]->bound_quanta;
    return (double)node->bound_quanta - least > share * ((double)bp->best_energy_quanta - least);
}

static void search_tree(struct bp *bp)
{
    push_open(bp, bp->root);
    enum { WHOLE_DIVE_EVERY = 8 };
    int64_t dives = -1;
    while (bp->open_count > 0 && !bp->is_stopped && !bp->must_restart) {
        repair_now_and_then(bp);
        struct bp_node *node = pop_open(bp);
        dives++;
        while (node != NULL && !bp->is_stopped && !bp->must_restart) {
            const struct arena_mark mark = arena_mark(bp->scratch);
            if (bp_bound_closes(bp, node->bound_quanta)) {
                node = NULL;
            } else if (memory_is_up(bp)) {
                bp->is_stopped = true;
            } else {
                node = work_on(bp, node);
                if (node != NULL && is_far(bp, node) && dives % WHOLE_DIVE_EVERY != 0) {
                    push_open(bp, node);
                    node = NULL;
                }
            }
            arena_rewind(bp->scratch, mark);
        }
        if (node != NULL) {
            push_open(bp, node);
        }
    }
}

/* ---- the whole ---- */

static void fill_efforts(struct solution *solution, const struct bp *bp)
{
    solution_add_effort(solution, "branch nodes", bp->branch_nodes);
    solution_add_effort(solution, "columns", bp->column_count);
    solution_add_effort(solution, "cuts", (int64_t)bp->cut_count);
    solution_add_effort(solution, "pricings", bp->pricing_rounds);
    solution_add_effort(solution, "simplex iterations", bp->master != NULL ? bp_master_iterations(bp) : 0);
    solution_add_effort(solution, "labels", bp->labels);
    solution_add_effort(solution, "paths listed", bp->listed_paths);
    solution_add_effort(solution, "combinations", bp->combinations);
    solution_add_effort(solution, "parts combined", bp->combined_parts);
}

static void fill_solution(struct solution *solution, struct bp *bp)
{
    const bool is_done = bp->open_count == 0;
    int64_t bound = bp->best_energy_quanta;
    for (size_t k = 0; k < bp->open_count; k++) {
        bound = min_int64(bound, bp->open[k]->bound_quanta);
    }
    solution->note = is_done ? NULL
                     : bp->master_failures > FAILURE_LIMIT
                         ? "stopped since GLPK failed too often; the bound holds"
                         : "stopped by a limit; the bound holds";
    solution->has_bound = !is_done || bp->best_plan != NULL;
    solution->bound_quanta = solution->has_bound ? bound : 0;
    solution->plan = bp->best_plan;
    if (bp->best_plan == NULL) {
        solution->outcome = is_done ? OUTCOME_INFEASIBLE : OUTCOME_UNKNOWN;
        solution->proof =
            is_done ? "branch and price, in integers: at prices on the shared rows nothing fits" : NULL;
    } else {
        const bool is_proved = bound >= bp->best_energy_quanta;
        solution->energy_quanta = bp->best_energy_quanta;
        solution->outcome = is_proved ? OUTCOME_OPTIMAL : OUTCOME_FEASIBLE;
        solution->proof =
            !is_proved ? NULL
            : bp->combinations > 0
                ? "branch and price, in integers: every leaf's Lagrangian bound, or every "
                  "combination of its paths, is not below the plan"
                : "branch and price: every leaf's Lagrangian bound, in integers, is not below the plan";
    }
    if (bp->options->wants_certificate && solution->has_bound) {
        solution->certificate = bp_certificate(bp, bound, false);
    } else if (bp->options->wants_certificate && is_done) {
        solution->certificate = bp_certificate(bp, 0, true);
    }
}

/* One search; false if it must be done again with every application apart. */
static bool search(struct bp *bp, struct solution *solution)
{
    size_t hopeless = 0;
    if (!bp_begin(bp, &hopeless)) {
        solution->outcome = OUTCOME_INFEASIBLE;
        solution->proof = bp_hopeless_text(bp, hopeless);
        if (bp->options->wants_certificate) {
            solution->certificate = bp_certificate(bp, 0, true);
        }
        fill_efforts(solution, bp);
        return true;
    }
    search_tree(bp);
    if (!bp->must_restart) {
        fill_solution(solution, bp);
        fill_efforts(solution, bp);
    }
    bp_master_free(bp);
    return !bp->must_restart;
}

enum status branch_and_price_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                                   const struct problem *problem, const struct solve_options *options,
                                   struct error *error)
{
    const struct arena_mark mark = arena_mark(scratch);
    *solution = (struct solution){.outcome = OUTCOME_UNKNOWN};
    struct bp bp = {
        .arena = arena,
        .scratch = scratch,
        .problem = problem,
        .options = options,
        .error = error,
    };
    if (!search(&bp, solution)) {
        struct bp apart = {
            .arena = arena,
            .scratch = scratch,
            .problem = problem,
            .options = options,
            .error = error,
            .keeps_apart = true,
        };
        arena_rewind(scratch, mark);
        search(&apart, solution);
    }
    arena_rewind(scratch, mark);
    return STATUS_OK;
}
