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
#include "certificate/leaf_bound.h"
#include "model/certificate.h"
#include "model/plan.h"
#include "model/problem.h"

/* A node on the way from the root to the present one. */
struct visit {
    size_t node;
    int next_child;
    struct arena_mark mark; /* of a list: before its lists were made */
    const struct path_list **outer_lists;
};

struct checker {
    struct certificate_check *check;
    struct arena *arena;
    struct arena *scratch;
    const struct problem *problem;
    const struct certificate *certificate;
    struct proof_state state;
    size_t *row_of;       /* [node_count] 1 + position in state.rows of an active branch; 0: not active */
    bool *is_met;         /* [node_count] */
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

/* Where the price of a row is kept, and its right side; NULL after a refusal. */
static int64_t *find_price(struct checker *checker, size_t node, const struct certificate_price *price,
                           int64_t *limit)
{
    const struct problem *problem = checker->problem;
    struct price_table *prices = &checker->state.prices;
    const size_t i = price->index;
    switch (price->row) {
    case ROW_NODE_LOAD:
    case ROW_NODE_MEMORY:
        if (i < problem->node_count && problem->nodes[i].place == 0) {
            const bool is_load = price->row == ROW_NODE_LOAD;
            *limit = is_load ? problem->nodes[i].capacity_ppm : problem->nodes[i].memory_bytes;
            return is_load ? &prices->node_loads[i] : &prices->node_memories[i];
        }
        break;
    case ROW_LINK_LOAD:
        if (i < problem->link_count && problem->links[i].owner_distance == 0) {
            *limit = problem->links[i].capacity_ppm;
            return &prices->link_loads[i];
        }
        break;
    case ROW_BRANCH:
        if (i < checker->certificate->node_count && checker->row_of[i] > 0) {
            struct active_row *row = &checker->state.rows[checker->row_of[i] - 1];
            *limit = row->limit;
            return &row->price;
        }
        refuse(checker, node, "a price on node %zu, which is no branch above", i);
        return NULL;
    }
    refuse(checker, node, "a price on a row that there is not");
    return NULL;
}

/* Spreads the prices out; `*price_sum` of price * right side. */
static bool set_prices(int128 *price_sum, struct checker *checker, size_t node)
{
    const struct certificate_node *at = &checker->certificate->nodes[node];
    *price_sum = 0;
    if (at->denominator < (at->kind == CERTIFICATE_LIST) || at->denominator > CERTIFICATE_PRICE_LIMIT) {
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

static bool enter_leaf(struct checker *checker, size_t node)
{
    int128 price_sum = 0;
    checker->check->leaves++;
    if (!set_prices(&price_sum, checker, node)) {
        return false;
    }
    const enum leaf_answer answer =
        leaf_close(&checker->state, checker->scratch, &checker->certificate->nodes[node], price_sum);
    clear_prices(checker, node);
    if (answer == LEAF_OPEN) {
        return refuse(checker, node, "the bound of the leaf does not reach what it must");
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

static bool check_branch(struct checker *checker, size_t node)
{
    const struct problem *problem = checker->problem;
    const struct certificate_branch *branch = &checker->certificate->nodes[node].branch;
    const bool is_configuration = branch->property == PROPERTY_CONFIGURATION;
    if (branch->at_most < 0 || branch->application_count == 0 ||
        branch->at_most >= (int64_t)branch->application_count) {
        return refuse(checker, node, "a branch at %" PRId64 " of %zu applications", branch->at_most,
                      branch->application_count);
    }
    if (!is_configuration && (branch->node >= problem->node_count ||
                              (branch->property == PROPERTY_ARC && branch->from >= problem->node_count))) {
        return refuse(checker, node, "a branch on a node that there is not");
    }
    for (size_t i = 0; i < branch->application_count; i++) {
        const size_t h = branch->applications[i];
        if (h >= problem->application_count || (i > 0 && h <= branch->applications[i - 1])) {
            return refuse(checker, node, "the applications of the branch are not ascending");
        }
        if (is_configuration && branch->configuration >= problem->applications[h].configuration_count) {
            return refuse(checker, node, "a branch on a configuration that %s has not",
                          problem->applications[h].id);
        }
    }
    return true;
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
    if (visit->next_child == 0 && !check_branch(checker, node)) {
        return false;
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
        case CERTIFICATE_LEAF:
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
    checker->row_of = ARENA_ARRAY(arena, size_t, nodes);
    checker->is_met = ARENA_ARRAY(arena, bool, nodes);
    checker->visits = ARENA_ARRAY(arena, struct visit, nodes + 1);
    checker->state = (struct proof_state){
        .problem = problem,
        .rows = ARENA_ARRAY(arena, struct active_row, nodes),
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
    if (check_claim(&checker) && walk(&checker)) {
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
