/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does the certificate prove what it says? A walk through the tree from the root. Each branch splits the
 * plans below it in two, so if every leaf is closed no plan below the floor is left anywhere; the walk sees
 * to it that every branch has both sides and that each node is met exactly once.
 *
 * Correctness of a leaf: let a plan meet the rows of the leaf, use(r) <= right side(r), prices p(r) >= 0.
 * Then D * energy >= D * energy + sum p(r) * (use(r) - right side(r)), and the sum over applications of the
 * least (D * energy + p * use) is at most that. Integers throughout, 128 bits wide.
 */
#include "certificate/check_certificate.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "certificate/check_plan.h"
#include "certificate/combinations.h"
#include "certificate/cut_check.h"
#include "certificate/leaf_bound.h"
#include "certificate/node_form.h"
#include "certificate/path_group.h"
#include "certificate/room.h"
#include "model/certificate.h"
#include "model/plan.h"
#include "model/problem.h"

/* A node on the way from the root to the present one. */
struct visit {
    size_t node;
    int next_child;
    struct arena_mark mark; /* of a list, of cuts: before what holds below them was made */
    const struct path_list **outer_lists;
    const size_t *outer_kinds;
    size_t outer_kind_count;
};

struct checker {
    struct certificate_check *check;
    struct arena *arena;
    struct arena *scratch;
    const struct problem *problem;
    const struct certificate *certificate;
    struct proof_state state;
    size_t *row_of; /* [node_count] of an active branch 1 + its position in state.rows, of active cuts 1 +
                       that of the first in state.cuts; 0: not active */
    bool *is_met;   /* [node_count] */
    struct visit *visits; /* [depth] */
    size_t depth;
};

static bool refuse(struct checker *checker, size_t node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool refuse(struct checker *checker, size_t node, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(checker->check->reason, sizeof checker->check->reason, format, arguments);
    va_end(arguments);
    checker->check->verdict = CERTIFICATE_REFUSED;
    checker->check->node = node;
    return false;
}

static bool leave_undecided(struct checker *checker, size_t node)
{
    checker->check->verdict = CERTIFICATE_TOO_LARGE;
    checker->check->node = node;
    snprintf(checker->check->reason, sizeof checker->check->reason,
             "a limit of time, memory or size came first");
    return false;
}

/* Applications whose choices are the same share one space. */
static void build_classes(struct checker *checker)
{
    const struct problem *problem = checker->problem;
    struct proof_state *state = &checker->state;
    state->spaces = ARENA_ARRAY(checker->arena, struct path_space, problem->application_count);
    state->classes = ARENA_ARRAY(checker->arena, size_t, problem->application_count);
    for (size_t h = 0; h < problem->application_count; h++) {
        const struct arena_mark mark = arena_mark(checker->arena);
        struct path_space space;
        size_t class = 0;
        path_space_build(&space, checker->arena, checker->scratch, problem, h);
        while (class < state->class_count && !path_space_is_same(&state->spaces[class], &space)) {
            class ++;
        }
        if (class == state->class_count) {
            state->spaces[state->class_count++] = space;
        } else {
            arena_rewind(checker->arena, mark);
        }
        state->classes[h] = class;
    }
    checker->check->classes = state->class_count;
}

/* No plan costs more: the dearest path of every application. */
static int64_t most_energy(const struct checker *checker)
{
    int64_t sum = 0;
    for (size_t h = 0; h < checker->problem->application_count; h++) {
        sum += path_space_most_energy(&checker->state.spaces[checker->state.classes[h]], checker->scratch);
    }
    return sum;
}

/* Is that node one above, of that kind? */
static bool is_above(const struct checker *checker, size_t node, enum certificate_kind kind)
{
    return node < checker->certificate->node_count && checker->row_of[node] > 0 &&
           checker->certificate->nodes[node].kind == kind;
}

/* Where the price of a branch or cut is kept, and its right side; NULL after a refusal. */
static int64_t *find_price_of_tree(struct checker *checker, size_t node,
                                   const struct certificate_price *price, int64_t *limit)
{
    const size_t i = price->index;
    if (price->row == ROW_BRANCH) {
        if (!is_above(checker, i, CERTIFICATE_BRANCH)) {
            refuse(checker, node, "a price on node %zu, which is no branch above", i);
            return NULL;
        }
        struct active_row *row = &checker->state.rows[checker->row_of[i] - 1];
        *limit = row->limit;
        return &row->price;
    }
    if (!is_above(checker, i, CERTIFICATE_CUTS) || price->cut >= checker->certificate->nodes[i].cut_count) {
        refuse(checker, node, "a price on cut %zu of node %zu, which is none above", price->cut, i);
        return NULL;
    }
    struct active_cut *cut = &checker->state.cuts[checker->row_of[i] - 1 + price->cut];
    *limit = cut->cut->at_most;
    return &cut->price;
}

/* Where the price of a row is kept, and its right side; NULL after a refusal. */
static int64_t *find_price(struct checker *checker, size_t node, const struct certificate_price *price,
                           int64_t *limit)
{
    struct price_table *prices = &checker->state.prices;
    struct capacity_row row;
    if (price->row == ROW_BRANCH || price->row == ROW_CUT) {
        return find_price_of_tree(checker, node, price, limit);
    }
    if (!capacity_row_find(&row, checker->problem, price->row, price->index)) {
        refuse(checker, node, "a price on a row that there is not");
        return NULL;
    }
    *limit = row.capacity;
    return price->row == ROW_NODE_LOAD     ? &prices->node_loads[price->index]
           : price->row == ROW_NODE_MEMORY ? &prices->node_memories[price->index]
                                           : &prices->link_loads[price->index];
}

/* Spreads the prices out; `*price_sum` of price * right side. */
static bool set_prices(int128 *price_sum, struct checker *checker, size_t node)
{
    const struct certificate_node *at = &checker->certificate->nodes[node];
    *price_sum = 0;
    if (at->denominator < (at->kind != CERTIFICATE_LEAF) || at->denominator > CERTIFICATE_PRICE_LIMIT) {
        return refuse(checker, node, "a denominator of %" PRId64, at->denominator);
    }
    if (at->floor_gamma < 0 || at->floor_gamma > CERTIFICATE_FLOOR_GAMMA_LIMIT) {
        return refuse(checker, node, "a floor graph of resolution %" PRId64, at->floor_gamma);
    }
    checker->state.prices.denominator = at->denominator;
    for (size_t p = 0; p < at->price_count; p++) {
        int64_t limit = 0;
        int64_t *price = find_price(checker, node, &at->prices[p], &limit);
        if (price == NULL) {
            return false;
        }
        if (*price != 0) {
            return refuse(checker, node, "two prices on one row");
        }
        if (at->prices[p].price <= 0 || at->prices[p].price > CERTIFICATE_PRICE_LIMIT) {
            return refuse(checker, node, "a price of %" PRId64, at->prices[p].price);
        }
        *price = at->prices[p].price;
        *price_sum += (int128)*price * limit;
    }
    return true;
}

static void clear_prices(struct checker *checker, size_t node)
{
    const struct certificate_node *at = &checker->certificate->nodes[node];
    for (size_t p = 0; p < at->price_count; p++) {
        int64_t limit = 0;
        *find_price(checker, node, &at->prices[p], &limit) = 0;
    }
}

/* A leaf, or combinations. */
static bool enter_leaf(struct checker *checker, size_t node)
{
    const struct certificate_node *at = &checker->certificate->nodes[node];
    const bool is_leaf = at->kind == CERTIFICATE_LEAF;
    struct certificate_check *check = checker->check;
    int128 price_sum = 0;
    ++*(is_leaf ? &check->leaves : &check->combinations);
    if (!set_prices(&price_sum, checker, node)) {
        return false;
    }
    const enum leaf_answer answer =
        is_leaf ? leaf_close(&checker->state, checker->scratch, at, price_sum)
                : combinations_close(&check->choices, &checker->state, checker->scratch, at, price_sum);
    clear_prices(checker, node);
    if (answer == LEAF_OPEN) {
        return refuse(checker, node,
                      is_leaf ? "the bound of the leaf does not reach what it must"
                              : "some combination costs less than the bound");
    }
    return answer == LEAF_CLOSED || leave_undecided(checker, node);
}

static bool enter_list(struct checker *checker, struct visit *visit)
{
    int128 price_sum = 0;
    checker->check->lists++;
    if (!set_prices(&price_sum, checker, visit->node)) {
        return false;
    }
    visit->mark = arena_mark(checker->arena);
    visit->outer_lists = checker->state.lists;
    const struct path_list **lists = NULL;
    const enum leaf_answer answer =
        leaf_list(&lists, &checker->check->paths, &checker->state, checker->arena, checker->scratch,
                  &checker->certificate->nodes[visit->node], price_sum);
    clear_prices(checker, visit->node);
    checker->state.lists = lists;
    return answer == LEAF_CLOSED || leave_undecided(checker, visit->node);
}

static void push_row(struct checker *checker, size_t node, bool is_at_least)
{
    const struct certificate_branch *branch = &checker->certificate->nodes[node].branch;
    checker->state.rows[checker->state.row_count++] = (struct active_row){
        .branch = branch,
        .node = node,
        .is_at_least = is_at_least,
        .limit = is_at_least ? (int64_t)branch->application_count - (branch->at_most + 1) : branch->at_most,
    };
    checker->row_of[node] = checker->state.row_count;
}

static void pop_row(struct checker *checker, size_t node)
{
    checker->state.row_count--;
    checker->row_of[node] = 0;
}

/* Goes on to a child of the node on top. */
static bool push_child(struct checker *checker, size_t parent, size_t child)
{
    if (child <= parent || child >= checker->certificate->node_count) {
        return refuse(checker, parent, "its child is node %zu, which does not come after it", child);
    }
    if (checker->is_met[child]) {
        return refuse(checker, child, "the node is the child of two nodes");
    }
    checker->is_met[child] = true;
    checker->visits[checker->depth++] = (struct visit){.node = child};
    return true;
}

static bool visit_branch(struct checker *checker, struct visit *visit)
{
    const size_t node = visit->node;
    char reason[sizeof checker->check->reason];
    if (visit->next_child == 0 && !branch_is_formed(reason, sizeof reason, checker->problem,
                                                    &checker->certificate->nodes[node].branch)) {
        return refuse(checker, node, "%s", reason);
    }
    if (visit->next_child > 0) {
        pop_row(checker, node);
    }
    if (visit->next_child == 2) {
        checker->check->branches++;
        checker->depth--;
        return true;
    }
    const int side = visit->next_child++;
    push_row(checker, node, side == 1);
    return push_child(checker, node, checker->certificate->nodes[node].children[side]);
}

static bool visit_list(struct checker *checker, struct visit *visit)
{
    if (visit->next_child == 0) {
        visit->next_child = 1;
        return enter_list(checker, visit) &&
               push_child(checker, visit->node, checker->certificate->nodes[visit->node].children[0]);
    }
    checker->state.lists = visit->outer_lists;
    arena_rewind(checker->arena, visit->mark);
    checker->depth--;
    return true;
}

/* Adds the cuts of a node to the state; false after a refusal. */
static bool push_cuts(struct checker *checker, size_t node)
{
    const struct certificate_node *at = &checker->certificate->nodes[node];
    struct proof_state *state = &checker->state;
    char reason[sizeof checker->check->reason];
    checker->row_of[node] = state->cut_count + 1;
    for (size_t k = 0; k < at->cut_count; k++) {
        struct active_cut active = {.cut = &at->cuts[k]};
        if (!cut_is_formed(reason, sizeof reason, checker->problem, active.cut)) {
            return refuse(checker, node, "%s", reason);
        }
        capacity_row_find(&active.row, checker->problem, active.cut->row, active.cut->index);
        state->cuts[state->cut_count++] = active;
        cut_tell_apart(state, checker->arena, active.cut);
    }
    return true;
}

/* Each cut for itself, over the paths left; if an application has none they all hold. */
static bool check_cuts(struct checker *checker, size_t node)
{
    struct proof_state *state = &checker->state;
    const struct arena_mark mark = arena_mark(checker->scratch);
    const size_t first = checker->row_of[node] - 1;
    size_t k = first;
    struct path_groups groups;
    path_groups_build(&groups, checker->scratch, state);
    enum leaf_answer answer = room_find(&groups, state, checker->scratch);
    if (answer == LEAF_OPEN) {
        answer = LEAF_CLOSED;
        for (; k < state->cut_count && answer == LEAF_CLOSED; k++) {
            answer = cut_check(state, checker->scratch, &groups, &state->cuts[k]);
        }
    }
    arena_rewind(checker->scratch, mark);
    if (answer == LEAF_OPEN) {
        return refuse(checker, node, "cut %zu does not hold", k - 1 - first);
    }
    return answer == LEAF_CLOSED || leave_undecided(checker, node);
}

static bool visit_cuts(struct checker *checker, struct visit *visit)
{
    const size_t node = visit->node;
    const struct certificate_node *at = &checker->certificate->nodes[node];
    if (visit->next_child == 0) {
        visit->next_child = 1;
        visit->mark = arena_mark(checker->arena);
        visit->outer_kinds = checker->state.kinds;
        visit->outer_kind_count = checker->state.kind_count;
        checker->check->cuts += (int64_t)at->cut_count;
        return push_cuts(checker, node) && check_cuts(checker, node) &&
               push_child(checker, node, at->children[0]);
    }
    checker->state.cut_count -= at->cut_count;
    checker->row_of[node] = 0;
    checker->state.kinds = visit->outer_kinds;
    checker->state.kind_count = visit->outer_kind_count;
    arena_rewind(checker->arena, visit->mark);
    checker->depth--;
    return true;
}

static bool walk(struct checker *checker)
{
    const size_t count = checker->certificate->node_count;
    if (count == 0) {
        return refuse(checker, NO_CERTIFICATE_NODE, "there is no node");
    }
    checker->visits[checker->depth++] = (struct visit){.node = 0};
    checker->is_met[0] = true;
    while (checker->depth > 0) {
        struct visit *visit = &checker->visits[checker->depth - 1];
        bool is_fine = false;
        if (deadline_has_passed(&checker->state.effort.deadline)) {
            return leave_undecided(checker, visit->node);
        }
        switch (checker->certificate->nodes[visit->node].kind) {
        case CERTIFICATE_BRANCH:
            is_fine = visit_branch(checker, visit);
            break;
        case CERTIFICATE_LIST:
            is_fine = visit_list(checker, visit);
            break;
        case CERTIFICATE_CUTS:
            is_fine = visit_cuts(checker, visit);
            break;
        case CERTIFICATE_LEAF:
        case CERTIFICATE_COMBINATIONS:
            checker->depth--;
            is_fine = enter_leaf(checker, visit->node);
            break;
        }
        if (!is_fine) {
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!checker->is_met[i]) {
            return refuse(checker, i, "the node is the child of none");
        }
    }
    return true;
}

/* The plan, and what is left to prove; false after a refusal. */
static bool check_claim(struct checker *checker)
{
    const struct certificate *certificate = checker->certificate;
    struct certificate_check *check = checker->check;
    char reason[sizeof check->reason];
    if (certificate->is_infeasible && certificate->plan != NULL) {
        return refuse(checker, NO_CERTIFICATE_NODE, "a plan in a proof that there is none");
    }
    if (certificate->plan != NULL) {
        if (!check_plan(&check->plan_energy_quanta, reason, sizeof reason, checker->scratch, checker->problem,
                        certificate->plan)) {
            return refuse(checker, NO_CERTIFICATE_NODE, "%s", reason);
        }
        if (check->plan_energy_quanta < certificate->floor_quanta) {
            return refuse(checker, NO_CERTIFICATE_NODE,
                          "the plan costs %" PRId64 ", less than the bound %" PRId64,
                          check->plan_energy_quanta, certificate->floor_quanta);
        }
        check->has_plan = true;
    }
    check->floor_quanta = certificate->floor_quanta;
    checker->state.floor_quanta =
        certificate->is_infeasible ? most_energy(checker) + 1 : certificate->floor_quanta;
    return true;
}

/* Everything whose size the problem and the certificate give. */
static void begin(struct checker *checker, const struct certificate_limits *limits)
{
    struct arena *arena = checker->arena;
    const struct problem *problem = checker->problem;
    const size_t nodes = checker->certificate->node_count;
    size_t cuts = 0;
    for (size_t i = 0; i < nodes; i++) {
        cuts += checker->certificate->nodes[i].cut_count;
    }
    checker->row_of = ARENA_ARRAY(arena, size_t, nodes);
    checker->is_met = ARENA_ARRAY(arena, bool, nodes);
    checker->visits = ARENA_ARRAY(arena, struct visit, nodes + 1);
    checker->state = (struct proof_state){
        .problem = problem,
        .rows = ARENA_ARRAY(arena, struct active_row, nodes),
        .cuts = ARENA_ARRAY(arena, struct active_cut, cuts),
        .lists = ARENA_ARRAY(arena, const struct path_list *, problem->application_count),
        .prices =
            {
                .node_loads = ARENA_ARRAY(arena, int64_t, problem->node_count),
                .node_memories = ARENA_ARRAY(arena, int64_t, problem->node_count),
                .link_loads = ARENA_ARRAY(arena, int64_t, problem->link_count),
            },
        .effort = {.memory_limit_bytes = limits->memory_limit_bytes, .deadline = limits->deadline},
    };
    build_classes(checker);
    checker->state.kinds = checker->state.classes;
    checker->state.kind_count = checker->state.class_count;
    capacity_rows_build(&checker->state.capacity_rows, arena, checker->scratch, problem,
                        checker->state.spaces, checker->state.classes);
}

void check_certificate(struct certificate_check *check, struct arena *arena, struct arena *scratch,
                       const struct problem *problem, const struct certificate *certificate,
                       const struct certificate_limits *limits)
{
    const struct arena_mark mark = arena_mark(arena);
    *check = (struct certificate_check){.verdict = CERTIFICATE_REFUSED, .node = NO_CERTIFICATE_NODE};
    struct checker checker = {
        .check = check,
        .arena = arena,
        .scratch = scratch,
        .problem = problem,
        .certificate = certificate,
    };
    begin(&checker, limits);
    if (check_claim(&checker) &&
        (room_find_roots(&checker.state, arena) != LEAF_STOPPED ||
         leave_undecided(&checker, NO_CERTIFICATE_NODE)) &&
        walk(&checker)) {
        if (certificate->is_infeasible) {
            check->verdict = CERTIFICATE_PROVES_INFEASIBILITY;
        } else if (check->has_plan && check->plan_energy_quanta == certificate->floor_quanta) {
            check->verdict = CERTIFICATE_PROVES_OPTIMUM;
        } else {
            check->verdict = CERTIFICATE_PROVES_BOUND;
        }
    }
    check->labels = checker.state.effort.labels;
    arena_rewind(arena, mark);
}
