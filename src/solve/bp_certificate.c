/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a finished, or stopped, search written down as a proof? Its tree, with the prices of every leaf. */
#include "base/arena.h"
#include "model/problem.h"
#include "solve/bp_cuts.h"

/* Cuts that no leaf and no list has a price on are left out. */
static void find_used_cuts(struct bp *bp, const struct bp_node *node)
{
    const bool has_prices = node->kind == CERTIFICATE_LEAF || node->kind == CERTIFICATE_LIST;
    for (size_t k = 0; has_prices && node->prices.shared != NULL && k < node->prices.cut_count; k++) {
        bp->cuts[node->prices.cuts[k].cut].is_used = true;
    }
    for (int side = 0; side < 2; side++) {
        if (node->children[side] != NULL) {
            find_used_cuts(bp, node->children[side]);
        }
    }
}

/* Numbers each used cut among those of its node, and counts them there. */
static void number_cuts(struct bp *bp)
{
    for (size_t k = 0; k < bp->cut_count; k++) {
        if (bp->cuts[k].is_used) {
            bp->cuts[k].number = bp->cuts[k].node->used_cut_count++;
        }
    }
}

/* A node of cuts of which none is used has no place in the certificate; its child takes it. */
static bool is_passed_over(const struct bp_node *node)
{
    return node->kind == CERTIFICATE_CUTS && node->used_cut_count == 0;
}

/* Numbers the nodes below `node`, parents before children; returns the next number. */
static size_t number_nodes(struct bp_node *node, size_t next)
{
    node->number = next;
    next += !is_passed_over(node);
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
    to->prices = ARENA_ARRAY(bp->arena, struct certificate_price,
                             bp->rows.count + prices->cut_count + prices->branch_count);
    for (size_t r = 0; r < bp->rows.count; r++) {
        if (prices->shared[r] > 0) {
            to->prices[to->price_count++] = (struct certificate_price){
                .row = bp->rows.rows[r].kind, .index = bp->rows.rows[r].owner, .price = prices->shared[r]};
        }
    }
    for (size_t k = 0; k < prices->cut_count; k++) {
        const struct bp_cut *cut = &bp->cuts[prices->cuts[k].cut];
        to->prices[to->price_count++] = (struct certificate_price){
            .row = ROW_CUT, .index = cut->node->number, .cut = cut->number, .price = prices->cuts[k].price};
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

/* What group by group counts becomes a count for each application, ascending. */
static void write_cut(struct certificate_cut *to, struct bp *bp, const struct bp_cut *cut)
{
    const size_t applications = bp->problem->application_count;
    const struct arena_mark mark = arena_mark(bp->scratch);
    size_t *groups = ARENA_ARRAY(bp->scratch, size_t, applications);
    size_t most = 0;
    for (size_t g = 0; g < bp->group_count; g++) {
        most += bp->groups[g].size * bp->groups[g].depth;
        for (size_t k = 0; k < bp->groups[g].size; k++) {
            groups[bp->groups[g].applications[k]] = g;
        }
    }
    const struct shared_row *row = &bp->rows.rows[cut->row];
    *to = (struct certificate_cut){
        .row = row->kind,
        .index = row->owner,
        .at_most = cut->right,
        .counts = ARENA_ARRAY(bp->arena, struct certificate_count, most),
    };
    for (size_t h = 0; h < applications; h++) {
        const int64_t *counts = cut->counts[groups[h]];
        for (size_t i = 0; counts != NULL && i < bp->groups[groups[h]].depth; i++) {
            if (counts[i] > 0) {
                to->counts[to->count_count++] = (struct certificate_count){h, i, counts[i]};
            }
        }
    }
    arena_rewind(bp->scratch, mark);
}

static void write_cuts(struct certificate_node *to, struct bp *bp, const struct bp_node *node)
{
    to->cuts = ARENA_ARRAY(bp->arena, struct certificate_cut, node->used_cut_count);
    for (size_t k = 0; k < bp->cut_count; k++) {
        if (bp->cuts[k].node == node && bp->cuts[k].is_used) {
            write_cut(&to->cuts[to->cut_count++], bp, &bp->cuts[k]);
        }
    }
}

/* A leaf whose bound comes from combining at its prices, or at those of a node above, says so. */
static enum certificate_kind kind_of(const struct bp_node *node)
{
    return node->kind == CERTIFICATE_LEAF && node->is_combined ? CERTIFICATE_COMBINATIONS : node->kind;
}

static void write_node(struct certificate *certificate, struct bp *bp, const struct bp_node *node)
{
    struct certificate_node *to = &certificate->nodes[node->number];
    if (is_passed_over(node)) {
        write_node(certificate, bp, node->children[0]);
        return;
    }
    to->kind = kind_of(node);
    switch (to->kind) {
    case CERTIFICATE_BRANCH:
        write_branch(&to->branch, bp, node);
        break;
    case CERTIFICATE_CUTS:
        write_cuts(to, bp, node);
        break;
    case CERTIFICATE_LEAF:
    case CERTIFICATE_LIST:
    case CERTIFICATE_COMBINATIONS:
        write_prices(to, bp, node);
        break;
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
    find_used_cuts(bp, bp->root);
    number_cuts(bp);
    certificate->node_count = number_nodes(bp->root, 0);
    certificate->nodes = ARENA_ARRAY(bp->arena, struct certificate_node, certificate->node_count);
    write_node(certificate, bp, bp->root);
    return certificate;
}
