/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Can the checker of certificates be talked into anything false? Trees of random branches, lists and prices
 * are made for small joint instances whose optimum enumeration knows: what is accepted must be true. Trees
 * that fix every application's path prove exactly the optimum, and after a random change what is still
 * accepted is still true.
 */
#include <string.h>

#include "drawn_tree.h"
#include "model/plan.h"
#include "verify/verify_plan.h"

/* The highest floor that is accepted must not exceed the optimum. */
static bool random_trees_prove_nothing_false(struct trial *t)
{
    struct nursery nursery = nursery_new(t, 20);
    grow(&nursery, draw(t, 5));
    struct certificate certificate = {.nodes = nursery.nodes, .node_count = nursery.count};
    int64_t low = 0;
    int64_t high = 4096;
    while (low < high) {
        certificate.floor_quanta = low + (high - low + 1) / 2;
        const struct certificate_check answer = check(t, &certificate);
        if (!is_true(t, &certificate, &answer)) {
            return false;
        }
        if (answer.verdict == CERTIFICATE_PROVES_BOUND) {
            low = certificate.floor_quanta;
        } else {
            high = certificate.floor_quanta - 1;
        }
    }
    certificate.is_infeasible = true;
    const struct certificate_check answer = check(t, &certificate);
    return is_true(t, &certificate, &answer);
}

/* ---- complete trees ---- */

/* What has been decided on the way down. */
struct decisions {
    struct plan *plan; /* nodes as far as decided; node_count the blocks that run at all */
    size_t h;          /* the application that is being decided */
};

/*
 * The leaf where every application's path is decided but for its configuration, which depth and costs fix: if
 * the plan overloads a row, a price of 1 on it shows that, else energy alone says enough.
 */
static void make_leaf(struct nursery *nursery, struct certificate_node *node, struct plan *plan)
{
    struct trial *t = nursery->trial;
    struct evaluation evaluation;
    for (size_t h = 0; h < plan->application_count; h++) {
        const struct problem_application *application = &t->problem->applications[h];
        for (size_t c = 0; c < application->configuration_count; c++) {
            if (application->configurations[c].depth == plan->applications[h].node_count &&
                configuration_is_accurate(application, &application->configurations[c])) {
                plan->applications[h].configuration = c;
            }
        }
    }
    node->kind = is_drawn(t, 20) ? CERTIFICATE_COMBINATIONS : CERTIFICATE_LEAF;
    node->denominator = 1;
    verify_plan(&evaluation, t->arena, t->problem, plan);
    if (evaluation.is_feasible || evaluation.violations[0].tag[1] < '6' ||
        node->kind == CERTIFICATE_COMBINATIONS) {
        return;
    }
    struct certificate_price price = {.price = 1};
    for (size_t n = 0; n < t->problem->node_count; n++) {
        if (evaluation.node_loads_ppm[n] > t->problem->nodes[n].capacity_ppm) {
            price = (struct certificate_price){.row = ROW_NODE_LOAD, .index = n, .price = 1};
        } else if (evaluation.node_memory_bytes[n] > t->problem->nodes[n].memory_bytes) {
            price = (struct certificate_price){.row = ROW_NODE_MEMORY, .index = n, .price = 1};
        }
    }
    for (size_t l = 0; l < t->problem->link_count; l++) {
        if (evaluation.link_loads_ppm[l] > t->problem->links[l].capacity_ppm) {
            price = (struct certificate_price){.row = ROW_LINK_LOAD, .index = l, .price = 1};
        }
    }
    node->denominator = 0;
    node->prices = ARENA_NEW(t->arena, struct certificate_price);
    node->prices[0] = price;
    node->price_count = 1;
}

/* Decides application h from its next block on, which is not on a node before `n`. */
static size_t decide(struct nursery *nursery, struct plan *plan, size_t h, size_t n)
{
    struct trial *t = nursery->trial;
    const struct problem *problem = t->problem;
    if (nursery->is_full) {
        return 0;
    }
    if (h == problem->application_count) {
        const size_t at = add_node(nursery);
        make_leaf(nursery, &nursery->nodes[at], plan);
        return at;
    }
    struct plan_application *choice = &plan->applications[h];
    if (n == problem->node_count ||
        choice->node_count == problem_application_depth(&problem->applications[h])) {
        return decide(nursery, plan, h + 1, 0);
    }
    const size_t at = add_node(nursery);
    struct certificate_node *node = &nursery->nodes[at];
    node->kind = CERTIFICATE_BRANCH;
    node->branch = (struct certificate_branch){
        .property = PROPERTY_NODE,
        .block = choice->node_count,
        .node = n,
        .applications = ARENA_ARRAY(t->arena, size_t, 1),
        .application_count = 1,
    };
    node->branch.applications[0] = h;
    node->children[0] = decide(nursery, plan, h, n + 1);
    choice->nodes[choice->node_count++] = n;
    node->children[1] = decide(nursery, plan, h, 0);
    choice->node_count--;
    return at;
}

/* The tree that decides everything, perhaps below a list; false if it would be too large. */
static bool plant(struct certificate *certificate, struct trial *t)
{
    struct nursery nursery = nursery_new(t, 0);
    struct plan *plan = plan_new(t->arena, t->problem);
    for (size_t h = 0; h < plan->application_count; h++) {
        plan->applications[h].nodes =
            ARENA_ARRAY(t->arena, size_t, problem_application_depth(&t->problem->applications[h]) + 1);
        plan->applications[h].node_count = 0;
    }
    if (is_drawn(t, 50)) {
        struct certificate_node *cuts = &nursery.nodes[add_node(&nursery)];
        cuts->kind = CERTIFICATE_CUTS;
        cuts->cuts = draw_held_cuts(t, &cuts->cut_count);
        cuts->children[0] = nursery.count;
        nursery.above[nursery.depth++] = 0;
    }
    if (is_drawn(t, 30)) {
        struct certificate_node *list = &nursery.nodes[add_node(&nursery)];
        list->kind = CERTIFICATE_LIST;
        draw_prices(&nursery, list);
        list->denominator += list->denominator == 0;
        list->children[0] = nursery.count;
    }
    decide(&nursery, plan, 0, 0);
    *certificate = (struct certificate){
        .is_infeasible = t->optimum.outcome == OUTCOME_INFEASIBLE,
        .floor_quanta = answer_of(&t->optimum),
        .plan = t->optimum.plan,
        .nodes = nursery.nodes,
        .node_count = nursery.count,
    };
    return !nursery.is_full;
}

static bool complete_trees_prove_the_optimum_and_no_more(struct trial *t)
{
    struct certificate certificate;
    if (!plant(&certificate, t)) {
        return true;
    }
    struct certificate_check answer = check(t, &certificate);
    if (answer.verdict != CERTIFICATE_PROVES_OPTIMUM && answer.verdict != CERTIFICATE_PROVES_INFEASIBILITY) {
        return broken(t, "refused at node %zu of %zu: %s", answer.node, certificate.node_count,
                      answer.reason);
    }
    certificate.floor_quanta++;
    certificate.plan = NULL;
    answer = check(t, &certificate);
    return is_true(t, &certificate, &answer);
}

/* Changes one thing. */
static void mutate_node(struct trial *t, struct certificate *certificate)
{
    const bool is_first = is_drawn(t, 30); /* where cuts are */
    struct certificate_node *node = &certificate->nodes[is_first ? 0 : draw(t, certificate->node_count)];
    const int64_t by = is_drawn(t, 50) ? 1 : -1;
    if (node->kind == CERTIFICATE_BRANCH) {
        switch (draw(t, 6)) {
        case 0:
            node->branch.block = draw(t, 4);
            break;
        case 1:
            node->branch.node = draw(t, t->problem->node_count + 1);
            break;
        case 2:
            node->branch.applications[0] = draw(t, t->problem->application_count + 1);
            break;
        case 3:
            node->branch.at_most += by;
            break;
        case 4:
            node->branch.property = (enum certificate_property)draw(t, 3);
            break;
        default:
            node->children[draw(t, 2)] = draw(t, certificate->node_count + 1);
        }
    } else if (node->kind == CERTIFICATE_CUTS && is_drawn(t, 90)) {
        mutate_cut(t, &node->cuts[draw(t, node->cut_count)], by);
    } else if (node->price_count > 0) {
        struct certificate_price *price = &node->prices[draw(t, node->price_count)];
        switch (draw(t, 4)) {
        case 0:
            price->price += by;
            break;
        case 1:
            price->index += (size_t)by;
            break;
        case 2:
            price->row = (enum certificate_row)draw(t, 5);
            break;
        default:
            node->denominator += by;
        }
    } else {
        switch (draw(t, 3)) {
        case 0:
            node->denominator += by;
            break;
        case 1:
            node->floor_gamma += by;
            break;
        default:
            *node = certificate->nodes[draw(t, certificate->node_count)];
        }
    }
}

static void mutate(struct trial *t, struct certificate *certificate)
{
    struct plan *plan = certificate->plan != NULL ? plan_copy(t->arena, certificate->plan) : NULL;
    switch (draw(t, 8)) {
    case 0:
        certificate->floor_quanta += rng_between(&t->random.rng, -1, 1);
        break;
    case 1:
        certificate->node_count -= 1 + draw(t, certificate->node_count);
        break;
    case 2:
        if (plan != NULL) {
            struct plan_application *choice = &plan->applications[draw(t, plan->application_count)];
            choice->nodes[draw(t, choice->node_count)] = draw(t, t->problem->node_count + 1);
            certificate->plan = plan;
        }
        break;
    case 3:
        certificate->is_infeasible = !certificate->is_infeasible;
        certificate->plan = is_drawn(t, 50) ? NULL : certificate->plan;
        break;
    default:
        mutate_node(t, certificate);
    }
}

static bool what_a_change_leaves_accepted_is_true(struct trial *t)
{
    struct certificate certificate;
    if (!plant(&certificate, t)) {
        return true;
    }
    for (int i = 0; i < 12; i++) {
        mutate(t, &certificate);
        if (certificate.node_count == 0) {
            return check(t, &certificate).verdict == CERTIFICATE_REFUSED ||
                   broken(t, "an empty tree is accepted");
        }
        const struct certificate_check answer = check(t, &certificate);
        if (!is_true(t, &certificate, &answer)) {
            return false;
        }
    }
    return true;
}

/* Methods whose solutions can carry a certificate. */
static bool certificates_of_methods_prove_what_they_claim(struct trial *t)
{
    static const char *const methods[] = {"lagrangian", "bp"};
    for (size_t m = 0; m < sizeof methods / sizeof methods[0]; m++) {
        const struct solver *solver = solver_find(methods[m]);
        struct solve_options options = solve_options_default();
        struct solution solution;
        struct error error;
        options.wants_certificate = true;
        if (solver == NULL) {
            continue;
        }
        if (solver->solve(&solution, t->arena, t->scratch, t->problem, &options, &error) != STATUS_OK) {
            return broken(t, "%s: %s", solver->name, error.message);
        }
        if (solution.certificate == NULL) {
            continue;
        }
        const struct certificate_check answer = check(t, solution.certificate);
        const bool is_proved =
            solution.outcome == OUTCOME_INFEASIBLE ? answer.verdict == CERTIFICATE_PROVES_INFEASIBILITY
            : solution.outcome == OUTCOME_OPTIMAL
                ? answer.verdict == CERTIFICATE_PROVES_OPTIMUM
                : answer.verdict == CERTIFICATE_PROVES_BOUND && answer.floor_quanta == solution.bound_quanta;
        if (!is_proved || !is_true(t, solution.certificate, &answer)) {
            return broken(t, "%s says %s with bound %" PRId64 ", the checker %d at node %zu: %s",
                          solver->name, outcome_name(solution.outcome), solution.bound_quanta,
                          (int)answer.verdict, answer.node, answer.reason);
        }
    }
    return true;
}

/* The tree that decides everything fits, for most instances. */
static bool is_small(struct trial *t)
{
    struct certificate certificate;
    return plant(&certificate, t);
}

int main(int argc, char **argv)
{
    static const struct property properties[] = {
        {"random trees prove nothing false", random_trees_prove_nothing_false},
        {"complete trees prove the optimum and no more", complete_trees_prove_the_optimum_and_no_more},
        {"certificates of methods prove what they claim", certificates_of_methods_prove_what_they_claim},
        {"what a change leaves accepted is true", what_a_change_leaves_accepted_is_true},
    };
    const struct property_program program = {
        .properties = properties,
        .count = sizeof properties / sizeof properties[0],
        .default_seeds = 300,
        .prepare = certificate_prepare,
        .is_wanted_in_half = is_small,
    };
    return run_properties(&program, argc, argv);
}
