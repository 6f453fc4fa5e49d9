/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_TESTS_PROPERTY_DRAWN_TREE_H
#define FINOPT_TESTS_PROPERTY_DRAWN_TREE_H

#include "certificate_trial.h"
#include "drawn_cut.h"

/* Random trees of branches, cuts, lists and leaves with prices. */

enum { NODE_LIMIT = 1 << 13 };

/* A tree that grows. */
struct nursery {
    struct trial *trial;
    struct certificate_node *nodes; /* [NODE_LIMIT] */
    size_t count;
    bool is_full;
    size_t above[64]; /* branches and cuts on the way down */
    size_t depth;
    int64_t combinations_percent; /* of the leaves */
};

static inline struct nursery nursery_new(struct trial *t, int64_t combinations_percent)
{
    return (struct nursery){
        .trial = t,
        .nodes = ARENA_ARRAY(t->arena, struct certificate_node, NODE_LIMIT),
        .combinations_percent = combinations_percent,
    };
}

static inline size_t add_node(struct nursery *nursery)
{
    if (nursery->count == NODE_LIMIT) {
        nursery->is_full = true;
        return 0;
    }
    return nursery->count++;
}

static inline struct certificate_branch draw_branch(struct trial *t)
{
    const struct problem *problem = t->problem;
    struct certificate_branch branch = {
        .property = (enum certificate_property)draw(t, 3),
        .block = draw(t, 4),
        .from = draw(t, problem->node_count),
        .node = draw(t, problem->node_count),
        .applications = ARENA_ARRAY(t->arena, size_t, problem->application_count),
    };
    for (size_t h = 0; h < problem->application_count; h++) {
        if (is_drawn(t, 60)) {
            branch.applications[branch.application_count++] = h;
        }
    }
    if (branch.application_count == 0) {
        branch.applications[branch.application_count++] = draw(t, problem->application_count);
    }
    branch.at_most = (int64_t)draw(t, branch.application_count);
    return branch;
}

static inline void draw_prices(struct nursery *nursery, struct certificate_node *node)
{
    struct trial *t = nursery->trial;
    const struct problem *problem = t->problem;
    const size_t most = 2 * problem->node_count + problem->link_count + nursery->depth;
    node->prices = ARENA_ARRAY(t->arena, struct certificate_price, most);
    node->denominator = is_drawn(t, 25) ? 0 : rng_between(&t->random.rng, 1, 200000);
    for (size_t n = 0; n < problem->node_count; n++) {
        for (int row = ROW_NODE_LOAD; row <= ROW_NODE_MEMORY; row++) {
            if (problem->nodes[n].place == 0 && is_drawn(t, 30)) {
                node->prices[node->price_count++] = (struct certificate_price){
                    .row = (enum certificate_row)row,
                    .index = n,
                    .price = rng_between(&t->random.rng, 1, row == ROW_NODE_LOAD ? 9 : 99)};
            }
        }
    }
    for (size_t l = 0; l < problem->link_count; l++) {
        if (problem->links[l].owner_distance == 0 && is_drawn(t, 20)) {
            node->prices[node->price_count++] = (struct certificate_price){
                .row = ROW_LINK_LOAD, .index = l, .price = rng_between(&t->random.rng, 1, 9)};
        }
    }
    for (size_t i = 0; i < nursery->depth; i++) {
        const struct certificate_node *above = &nursery->nodes[nursery->above[i]];
        if (!is_drawn(t, 40)) {
            continue;
        }
        if (above->kind == CERTIFICATE_CUTS) {
            node->prices[node->price_count++] =
                (struct certificate_price){.row = ROW_CUT,
                                           .index = nursery->above[i],
                                           .cut = draw(t, above->cut_count),
                                           .price = rng_between(&t->random.rng, 1, 2000000)};
        } else {
            node->prices[node->price_count++] =
                (struct certificate_price){.row = ROW_BRANCH,
                                           .index = nursery->above[i],
                                           .price = rng_between(&t->random.rng, 1, 2000000)};
        }
    }
}

/* A random tree below a new node, whose position it returns. */
static inline size_t grow(struct nursery *nursery, size_t height)
{
    struct trial *t = nursery->trial;
    const size_t at = add_node(nursery);
    struct certificate_node *node = &nursery->nodes[at];
    if (height > 0 && is_drawn(t, 25)) {
        node->kind = CERTIFICATE_CUTS;
        node->cuts = draw_held_cuts(t, &node->cut_count);
        nursery->above[nursery->depth++] = at;
        node->children[0] = grow(nursery, height - 1);
        nursery->depth--;
    } else if (height > 0 && is_drawn(t, 30)) {
        node->kind = CERTIFICATE_LIST;
        draw_prices(nursery, node);
        node->denominator += node->denominator == 0;
        node->children[0] = grow(nursery, height - 1);
    } else if (height > 0 && is_drawn(t, 80)) {
        node->kind = CERTIFICATE_BRANCH;
        node->branch = draw_branch(t);
        nursery->above[nursery->depth++] = at;
        node->children[0] = grow(nursery, height - 1);
        node->children[1] = grow(nursery, height - 1);
        nursery->depth--;
    } else if (is_drawn(t, nursery->combinations_percent)) {
        node->kind = CERTIFICATE_COMBINATIONS;
        draw_prices(nursery, node);
        node->denominator += node->denominator == 0;
    } else {
        node->kind = CERTIFICATE_LEAF;
        draw_prices(nursery, node);
        node->floor_gamma = is_drawn(t, 20) ? rng_between(&t->random.rng, 1, 40) : 0;
    }
    return at;
}

#endif
