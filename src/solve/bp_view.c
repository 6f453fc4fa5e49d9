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
        if (branch->kind == CERTIFICATE_LIST) {
            if (view->list == NULL) {
                view->list = branch->list;
            }
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

/* Takes out what the group's rows forbid. The arenas trade places: what is built must outlast the flags. */
static void filter_group(struct bp_view *view, struct bp *bp, size_t g)
{
    struct bp_view_group *group = &view->groups[g];
    const struct extended_graph *whole = &bp->groups[g].graph;
    bool *is_removed = ARENA_ARRAY(bp->scratch, bool, whole->arc_count);
    bool any = false;
    for (size_t k = 0; k < group->row_count; k++) {
        const struct bp_row *row = &view->rows[group->rows[k]];
        for (size_t a = 0; a < whole->arc_count && row->right == 0; a++) {
            if (bp_row_counts_arc(row, whole, a)) {
                is_removed[a] = true;
                any = true;
            }
        }
    }
    if (any) {
        struct extended_graph *graph = ARENA_NEW(bp->scratch, struct extended_graph);
        uint32_t *origins = NULL;
        extended_graph_filter(graph, &origins, bp->scratch, bp->arena, whole, is_removed);
        group->graph = graph;
        group->origins = origins;
    }
}

void bp_view_build(struct bp_view *view, struct bp *bp, struct bp_node *node)
{
    *view = (struct bp_view){.node = node,
                             .groups = ARENA_ARRAY(bp->scratch, struct bp_view_group, bp->group_count)};
    collect_rows(view, bp, node);
    share_out_rows(view, bp);
    for (size_t g = 0; g < bp->group_count && view->list == NULL; g++) {
        if (view->groups[g].row_count > 0) {
            filter_group(view, bp, g);
        }
    }
}
