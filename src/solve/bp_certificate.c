/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a finished, or stopped, search written down as a proof? Its tree, with the prices of every leaf. */
#include "base/arena.h"
#include "solve/bp.h"

/* Numbers the nodes below `node`, parents before children; returns the next number. */
static size_t number_nodes(struct bp_node *node, size_t next)
{
    node->number = next++;
    for (int side = 0; side < 2; side++) {
        if (node->children[side] != NULL) {
            next = number_nodes(node->children[side], next);
        }
    }
    return next;
}

/* The branches above `node`, by depth. */
static void collect_branches(const struct bp_node **branches, const struct bp_node *node)
{
    for (const struct bp_node *n = node; n->parent != NULL; n = n->parent) {
        if (n->parent->kind == CERTIFICATE_BRANCH) {
            branches[n->parent->depth] = n->parent;
        }
    }
}

static void write_prices(struct certificate_node *to, struct bp *bp, const struct bp_node *node)
{
    const struct bp_prices *prices = &node->prices;
    const struct arena_mark mark = arena_mark(bp->scratch);
    const struct bp_node **branches = ARENA_ARRAY(bp->scratch, const struct bp_node *, node->depth);
    to->denominator = 1;
    if (prices->shared == NULL) {
        return;
    }
    collect_branches(branches, node);
    to->denominator = prices->denominator;
    to->prices = ARENA_ARRAY(bp->arena, struct certificate_price, bp->rows.count + prices->branch_count);
    for (size_t r = 0; r < bp->rows.count; r++) {
        if (prices->shared[r] > 0) {
            to->prices[to->price_count++] = (struct certificate_price){
                .row = bp->rows.rows[r].kind, .index = bp->rows.rows[r].owner, .price = prices->shared[r]};
        }
    }
    for (size_t r = 0; r < prices->branch_count; r++) {
        if (prices->branch[r] > 0) {
            to->prices[to->price_count++] = (struct certificate_price){
                .row = ROW_BRANCH, .index = branches[r]->number, .price = prices->branch[r]};
        }
    }
    arena_rewind(bp->scratch, mark);
}

static void write_branch(struct certificate_branch *to, const struct bp *bp, const struct bp_node *node)
{
    const struct bp_group *group = &bp->groups[node->property.group];
    *to = (struct certificate_branch){
        .property = node->property.kind,
        .block = node->property.block,
        .from = node->property.from,
        .node = node->property.node,
        .configuration = node->property.configuration,
        .applications = group->applications,
        .application_count = group->size,
        .at_most = node->at_most,
    };
}

static void write_node(struct certificate *certificate, struct bp *bp, const struct bp_node *node)
{
    struct certificate_node *to = &certificate->nodes[node->number];
    to->kind = node->kind;
    if (node->kind == CERTIFICATE_BRANCH) {
        write_branch(&to->branch, bp, node);
    } else {
        write_prices(to, bp, node);
    }
    for (int side = 0; side < 2; side++) {
        if (node->children[side] != NULL) {
            to->children[side] = node->children[side]->number;
            write_node(certificate, bp, node->children[side]);
        }
    }
}

const struct certificate *bp_certificate(struct bp *bp, int64_t floor_quanta, bool is_infeasible)
{
    struct certificate *certificate = ARENA_NEW(bp->arena, struct certificate);
    certificate->is_infeasible = is_infeasible;
    certificate->floor_quanta = floor_quanta;
    certificate->plan = bp->best_plan;
    certificate->node_count = number_nodes(bp->root, 0);
    certificate->nodes = ARENA_ARRAY(bp->arena, struct certificate_node, certificate->node_count);
    write_node(certificate, bp, bp->root);
    return certificate;
}
