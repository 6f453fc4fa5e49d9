/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is the problem at a node of the search? The rows of the branches above, and what they leave of the
 * graphs. */
#include "base/arena.h"
#include "graph/extended_graph_filter.h"
#include "solve/bp.h"

/* From the node up; then turned round, so that a row keeps its index in the views below. */
static void collect_rows(struct bp_view *view, struct bp *bp, struct bp_node *node)
{
    view->rows = ARENA_ARRAY(bp->scratch, struct bp_row, node->depth);
    view->row_count = node->depth;
    size_t at = node->depth;
    for (struct bp_node *n = node; n->parent != NULL; n = n->parent) {
        struct bp_node *branch = n->parent;
        if (branch->kind == CERTIFICATE_LIST && view->list == NULL) {
            view->list = branch->list;
        }
        if (branch->kind != CERTIFICATE_BRANCH) {
            continue;
        }
        const int64_t size = (int64_t)bp->groups[branch->property.group].size;
        view->rows[--at] = (struct bp_row){
            .property = branch->property,
            .side = n->side,
            .right = n->side == 0 ? branch->at_most : size - (branch->at_most + 1),
        };
    }
    BUG_IF(at != 0);
}

static void share_out_rows(struct bp_view *view, struct bp *bp)
{
    for (size_t g = 0; g < bp->group_count; g++) {
        struct bp_view_group *group = &view->groups[g];
        group->graph = &bp->groups[g].graph;
        group->rows = ARENA_ARRAY(bp->scratch, size_t, view->row_count);
    }
    for (size_t r = 0; r < view->row_count; r++) {
        struct bp_view_group *group = &view->groups[view->rows[r].property.group];
        group->rows[group->row_count++] = r;
    }
}

/* The arcs that the group's rows forbid; NULL: none. */
static bool *forbidden_arcs(const struct bp_view *view, struct bp *bp, size_t g)
{
    const struct bp_view_group *group = &view->groups[g];
    const struct extended_graph *whole = &bp->groups[g].graph;
    bool *is_removed = NULL;
    for (size_t k = 0; k < group->row_count; k++) {
        const struct bp_row *row = &view->rows[group->rows[k]];
        for (size_t a = 0; a < whole->arc_count && row->right == 0; a++) {
            if (bp_row_counts_arc(row, whole, a)) {
                if (is_removed == NULL) {
                    is_removed = ARENA_ARRAY(bp->scratch, bool, whole->arc_count);
                }
                is_removed[a] = true;
            }
        }
    }
    return is_removed;
}

/* The arenas trade places: what is built must outlast the flags. */
static void filter_group(struct bp_view_group *group, struct bp *bp, size_t g)
{
    struct extended_graph *graph = ARENA_NEW(bp->scratch, struct extended_graph);
    uint32_t *origins = NULL;
    extended_graph_filter(graph, &origins, bp->scratch, bp->arena, &bp->groups[g].graph, group->is_removed);
    group->graph = graph;
    group->origins = origins;
}

static void filter_graphs(struct bp_view *view, struct bp *bp)
{
    bool **removed = ARENA_ARRAY(bp->scratch, bool *, bp->group_count);
    for (size_t g = 0; g < bp->group_count; g++) {
        removed[g] = forbidden_arcs(view, bp, g);
    }
    view->is_empty = !bp_reduce_view(view, bp, removed);
    for (size_t g = 0; g < bp->group_count && !view->is_empty; g++) {
        view->groups[g].is_removed = removed[g];
        if (removed[g] != NULL) {
            filter_group(&view->groups[g], bp, g);
        }
    }
}

static void filter_list(struct bp_view *view, struct bp *bp)
{
    for (size_t g = 0; g < bp->group_count; g++) {
        const struct bp_paths *all = &view->list->groups[g];
        struct bp_paths *left = &view->groups[g].paths;
        left->items = ARENA_ARRAY(bp->scratch, struct bp_path *, all->count);
        for (size_t k = 0; k < all->count; k++) {
            if (bp_view_allows(view, all->items[k])) {
                left->items[left->count++] = all->items[k];
            }
        }
    }
    view->is_empty = !bp_reduce_paths(view, bp);
}

void bp_view_build(struct bp_view *view, struct bp *bp, struct bp_node *node)
{
    *view = (struct bp_view){.node = node,
                             .groups = ARENA_ARRAY(bp->scratch, struct bp_view_group, bp->group_count)};
    collect_rows(view, bp, node);
    share_out_rows(view, bp);
    if (view->list != NULL) {
        filter_list(view, bp);
    } else {
        filter_graphs(view, bp);
    }
}
