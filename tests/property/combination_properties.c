/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Do combinations find every plan below the floor, and no other? Random trees, whose leaves are all
 * combinations with random prices, are made for small joint instances whose plans are all known: each is
 * refused at the first leaf where a plan costs less than the floor, and else accepted.
 */
#include "base/checked.h"
#include "drawn_tree.h"
#include "model/plan.h"

/* Of all plans below each leaf, the cheapest. */
struct harvest {
    const struct nursery *nursery;
    int64_t *least; /* [nursery.count] INT64_MAX: there is none */
};

static bool has_property(const struct problem *problem, const struct certificate_branch *branch,
                         const struct plan *plan, size_t h)
{
    const struct plan_application *choice = &plan->applications[h];
    if (branch->property == PROPERTY_CONFIGURATION) {
        return choice->configuration == branch->configuration;
    }
    if (branch->block >= choice->node_count || choice->nodes[branch->block] != branch->node) {
        return false;
    }
    const size_t from =
        branch->block > 0 ? choice->nodes[branch->block - 1] : problem->applications[h].source;
    return branch->property == PROPERTY_NODE || from == branch->from;
}

/* The leaf that the plan is below. */
static size_t find_leaf(const struct nursery *nursery, const struct plan *plan)
{
    size_t at = 0;
    while (nursery->nodes[at].kind != CERTIFICATE_COMBINATIONS) {
        const struct certificate_node *node = &nursery->nodes[at];
        int64_t count = 0;
        for (size_t i = 0; node->kind == CERTIFICATE_BRANCH && i < node->branch.application_count; i++) {
            count += has_property(nursery->trial->problem, &node->branch, plan, node->branch.applications[i]);
        }
        at = node->children[node->kind == CERTIFICATE_BRANCH && count > node->branch.at_most];
    }
    return at;
}

static bool gather(void *context, const struct plan *plan, int64_t energy_quanta, int64_t latency_quanta)
{
    struct harvest *harvest = context;
    const size_t leaf = find_leaf(harvest->nursery, plan);
    (void)latency_quanta;
    harvest->least[leaf] = min_int64(harvest->least[leaf], energy_quanta);
    return true;
}

/* Is the tree refused where it must be? */
static bool is_judged_well(struct trial *t, const struct harvest *harvest, struct certificate *certificate)
{
    const struct certificate_check answer = check(t, certificate);
    size_t open = NO_CERTIFICATE_NODE;
    for (size_t i = certificate->node_count; i-- > 0;) {
        if (harvest->least[i] < certificate->floor_quanta ||
            (certificate->is_infeasible && harvest->least[i] < INT64_MAX)) {
            open = i;
        }
    }
    if (open == NO_CERTIFICATE_NODE) {
        return answer.verdict < CERTIFICATE_REFUSED ||
               broken(t, "%" PRId64 " is refused at node %zu of %zu: %s; the optimum is %" PRId64,
                      certificate->floor_quanta, answer.node, certificate->node_count, answer.reason,
                      answer_of(&t->optimum));
    }
    return (answer.verdict == CERTIFICATE_REFUSED && answer.node == open) ||
           broken(t, "%" PRId64 " is refused at node %zu of %zu (%d), a plan below node %zu costs %" PRId64,
                  certificate->floor_quanta, answer.node, certificate->node_count, (int)answer.verdict, open,
                  harvest->least[open]);
}

static bool trees_are_judged_well(struct trial *t, size_t height)
{
    struct solve_options options = solve_options_default();
    struct nursery nursery = nursery_new(t, 100);
    struct error error;
    grow(&nursery, height);
    struct harvest harvest = {.nursery = &nursery, .least = ARENA_ARRAY(t->arena, int64_t, nursery.count)};
    struct certificate certificate = {.nodes = nursery.nodes, .node_count = nursery.count};
    for (size_t i = 0; i < nursery.count; i++) {
        harvest.least[i] = INT64_MAX;
    }
    options.enumeration_limit = 4000000;
    if (exhaustive_list(t->problem, t->scratch, &options, gather, &harvest, &error) != STATUS_OK) {
        return broken(t, "%s", error.message);
    }
    const int64_t optimum = answer_of(&t->optimum);
    for (int64_t above = -1; above <= 1; above++) {
        certificate.floor_quanta = optimum + above;
        if (!is_judged_well(t, &harvest, &certificate)) {
            return false;
        }
    }
    certificate.floor_quanta = optimum + rng_between(&t->random.rng, 2, 60);
    if (!is_judged_well(t, &harvest, &certificate)) {
        return false;
    }
    certificate.floor_quanta = 0;
    certificate.is_infeasible = true;
    return is_judged_well(t, &harvest, &certificate);
}

static bool one_node_proves_the_optimum_and_no_more(struct trial *t)
{
    for (int i = 0; i < 3; i++) {
        if (!trees_are_judged_well(t, 0)) {
            return false;
        }
    }
    return true;
}

static bool a_tree_is_refused_where_a_plan_is_below_the_floor(struct trial *t)
{
    return trees_are_judged_well(t, 1 + draw(t, 4));
}

int main(int argc, char **argv)
{
    static const struct property properties[] = {
        {"one node proves the optimum and no more", one_node_proves_the_optimum_and_no_more},
        {"a tree is refused where a plan is below the floor",
         a_tree_is_refused_where_a_plan_is_below_the_floor},
    };
    const struct property_program program = {
        .properties = properties,
        .count = sizeof properties / sizeof properties[0],
        .default_seeds = 3000,
        .prepare = certificate_prepare,
    };
    return run_properties(&program, argc, argv);
}
