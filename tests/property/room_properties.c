/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does the checker of certificates leave out a path that some plan needs, or believe a cut that some plan
 * does not meet? On small joint instances every plan is known.
 */
#include "drawn_cut.h"

enum { CUTS = 4, PLANS = 6 };

/* Of all plans: the most they count, and some of them. */
struct census {
    struct trial *trial;
    struct certificate_cut cuts[CUTS];
    int64_t most[CUTS];
    struct plan *plans[PLANS];
    int64_t plan_count;
};

static bool take_census(void *context, const struct plan *plan, int64_t energy_quanta, int64_t latency_quanta)
{
    struct census *census = context;
    struct trial *t = census->trial;
    (void)energy_quanta;
    (void)latency_quanta;
    for (size_t k = 0; k < CUTS; k++) {
        const int64_t count = plan_count(t->problem, &census->cuts[k], plan);
        census->most[k] = count > census->most[k] ? count : census->most[k];
    }
    /* The first ones, then each with a probability that falls. */
    const int64_t at =
        census->plan_count < PLANS ? census->plan_count : rng_between(&t->random.rng, 0, census->plan_count);
    if (at < PLANS) {
        census->plans[at] = plan_copy(t->arena, plan);
    }
    census->plan_count++;
    return true;
}

static bool hold_census(struct census *census, struct trial *t)
{
    struct solve_options options = solve_options_default();
    struct error error;
    options.enumeration_limit = 4000000;
    *census = (struct census){.trial = t};
    for (size_t k = 0; k < CUTS; k++) {
        census->cuts[k] = draw_cut(t);
    }
    return exhaustive_list(t->problem, t->scratch, &options, take_census, census, &error) == STATUS_OK ||
           broken(t, "%s", error.message);
}

/* The same problem, but that no shared row can bind. */
static struct problem *unlimited(struct trial *t)
{
    struct problem *problem = ARENA_NEW(t->arena, struct problem);
    *problem = *t->problem;
    problem->nodes = ARENA_ARRAY(t->arena, struct problem_node, problem->node_count);
    problem->links = ARENA_ARRAY(t->arena, struct problem_link, problem->link_count);
    for (size_t n = 0; n < problem->node_count; n++) {
        problem->nodes[n] = t->problem->nodes[n];
        problem->nodes[n].capacity_ppm = QUANTA_LIMIT;
        problem->nodes[n].memory_bytes = MEMORY_UNLIMITED;
    }
    for (size_t l = 0; l < problem->link_count; l++) {
        problem->links[l] = t->problem->links[l];
        problem->links[l].capacity_ppm = QUANTA_LIMIT;
    }
    return problem;
}

/* Without prices and rows a leaf says what label setting says, no more and no less; with rows no less. */
static bool a_bare_leaf_is_the_sum_of_the_single_optima(struct trial *t)
{
    const struct solve_options options = solve_options_default();
    const struct problem *loose = unlimited(t);
    struct solution labels;
    struct error error;
    struct certificate_node leaf = {.kind = CERTIFICATE_LEAF, .denominator = 1};
    struct certificate certificate = {.nodes = &leaf, .node_count = 1};
    if (labels_solve(&labels, t->arena, t->scratch, t->problem, &options, &error) != STATUS_OK) {
        return broken(t, "labels: %s", error.message);
    }
    if (!labels.has_bound) {
        certificate.is_infeasible = true;
        return labels.outcome != OUTCOME_INFEASIBLE ||
               check(t, &certificate).verdict == CERTIFICATE_PROVES_INFEASIBILITY ||
               broken(t, "labels prove that there is no plan, the leaf does not");
    }
    certificate.floor_quanta = labels.bound_quanta;
    const enum certificate_verdict at = check(t, &certificate).verdict;
    const enum certificate_verdict loose_at = check_of(t, loose, &certificate).verdict;
    certificate.floor_quanta++;
    const enum certificate_verdict above = check_of(t, loose, &certificate).verdict;
    return (at == CERTIFICATE_PROVES_BOUND && loose_at == CERTIFICATE_PROVES_BOUND &&
            above == CERTIFICATE_REFUSED) ||
           broken(t, "labels' bound is %" PRId64, labels.bound_quanta);
}

static bool what_some_plan_exceeds_is_no_cut(struct trial *t)
{
    struct census census;
    if (!hold_census(&census, t)) {
        return false;
    }
    for (size_t k = 0; k < CUTS && census.plan_count > 0; k++) {
        struct certificate_cut *cut = &census.cuts[k];
        for (cut->at_most = 0; cut->at_most < census.most[k]; cut->at_most++) {
            if (is_believed(t, cut)) {
                return broken(t, "a cut at %" PRId64 " is believed, a plan counts %" PRId64, cut->at_most,
                              census.most[k]);
            }
        }
    }
    return true;
}

/* Where nothing binds but the row of a cut on one application, the cut is believed if all its plans meet it.
 */
static bool a_cut_of_one_row_and_one_application_is_believed(struct trial *t)
{
    const struct problem *all = t->problem;
    struct problem *one = unlimited(t);
    struct problem_application application = all->applications[0];
    struct census census = {.trial = t};
    struct solve_options options = solve_options_default();
    struct error error;
    application.deadline_quanta = QUANTA_LIMIT;
    one->applications = &application;
    one->application_count = 1;
    t->problem = one;
    struct certificate_cut cut = draw_cut(t);
    if (cut.row == ROW_NODE_LOAD) {
        one->nodes[cut.index].capacity_ppm = all->nodes[cut.index].capacity_ppm;
    } else if (cut.row == ROW_NODE_MEMORY) {
        one->nodes[cut.index].memory_bytes = all->nodes[cut.index].memory_bytes;
    } else {
        one->links[cut.index].capacity_ppm = all->links[cut.index].capacity_ppm;
    }
    for (size_t k = 0; k < CUTS; k++) {
        census.cuts[k] = cut;
    }
    options.enumeration_limit = 4000000;
    const bool is_listed =
        exhaustive_list(one, t->scratch, &options, take_census, &census, &error) == STATUS_OK;
    cut.at_most = census.most[0];
    const bool is_fine = is_listed && (census.plan_count == 0 || is_believed(t, &cut));
    t->problem = all;
    return is_fine || broken(t, "a cut at %" PRId64 " is not believed, no plan counts more", cut.at_most);
}

/* Adds a branch on whether block i of application h is where the plan has it; it goes on on that side. */
static void add_decision(struct certificate_node *nodes, size_t *count, struct trial *t,
                         const struct plan *plan, size_t h, size_t i)
{
    const struct plan_application *choice = &plan->applications[h];
    struct certificate_node *node = &nodes[*count];
    *node = (struct certificate_node){
        .kind = CERTIFICATE_BRANCH,
        .branch = {.property = is_drawn(t, 50) ? PROPERTY_NODE : PROPERTY_ARC,
                   .block = i,
                   .from = i > 0 ? choice->nodes[i - 1] : t->problem->applications[h].source,
                   .node = choice->nodes[i],
                   .applications = ARENA_ARRAY(t->arena, size_t, 1),
                   .application_count = 1},
        .children = {*count + 1, *count + 2},
    };
    node->branch.applications[0] = h;
    /* The other side is of no interest: below a floor as low as can be every leaf is closed that may be. */
    nodes[*count + 1] = (struct certificate_node){.kind = CERTIFICATE_LEAF, .denominator = 1};
    *count += 2;
}

/* Where some blocks are decided as a plan has them, that plan is left: a leaf of denominator 0 and without
 * prices is closed only if an application has no path. */
static bool room_leaves_every_plan(struct trial *t)
{
    enum { NODES = 64 };
    struct census census;
    if (!hold_census(&census, t)) {
        return false;
    }
    for (int64_t k = 0; k < PLANS && k < census.plan_count; k++) {
        const struct plan *plan = census.plans[k];
        const int64_t percent = rng_between(&t->random.rng, 0, 4) * 25;
        struct certificate_node nodes[NODES];
        size_t count = 0;
        for (size_t h = 0; h < plan->application_count; h++) {
            for (size_t i = 0; i < plan->applications[h].node_count; i++) {
                if (is_drawn(t, percent) && count + 3 < NODES) {
                    add_decision(nodes, &count, t, plan, h, i);
                }
            }
        }
        nodes[count++] = (struct certificate_node){.kind = CERTIFICATE_LEAF, .denominator = 0};
        const struct certificate certificate = {
            .floor_quanta = INT64_MIN + 1, .nodes = nodes, .node_count = count};
        const struct certificate_check answer = check(t, &certificate);
        if (answer.verdict != CERTIFICATE_REFUSED || answer.node != count - 1) {
            return broken(t, "%zu decisions that a plan meets leave nothing; node %zu: %s", count / 2,
                          answer.node, answer.reason);
        }
    }
    return true;
}

int main(int argc, char **argv)
{
    static const struct property properties[] = {
        {"a bare leaf is the sum of the single optima", a_bare_leaf_is_the_sum_of_the_single_optima},
        {"what some plan exceeds is no cut", what_some_plan_exceeds_is_no_cut},
        {"a cut of one row and one application is believed",
         a_cut_of_one_row_and_one_application_is_believed},
        {"room leaves every plan", room_leaves_every_plan},
    };
    const struct property_program program = {
        .properties = properties,
        .count = sizeof properties / sizeof properties[0],
        .default_seeds = 300,
        .prepare = certificate_prepare,
    };
    return run_properties(&program, argc, argv);
}
