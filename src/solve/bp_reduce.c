/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which paths are in no plan since what the others take at least leaves no room for them? Row by row, the
 * least that a path through an arc takes, and the least that any path of each other application takes: if
 * they exceed the capacity together the arc goes. That may raise what its own application takes at least, of
 * any row, so it goes round until nothing changes. What is left does not depend on the order.
 *
 * Invariant: no plan below the node uses what is removed.
 */
#include <string.h>

#include "base/arena.h"
#include "model/problem.h"
#include "solve/bp.h"

#define UNREACHED (INT64_C(1) << 61)

struct reducer {
    struct bp *bp;
    bool **removed;    /* [group_count] [arc_count], or NULL: none */
    int64_t **least;   /* [group_count] [rows.count] that a path takes; the root's, or an own copy */
    int64_t **dearest; /* [group_count] [rows.count] the largest least over arcs */
    bool *is_own;      /* [group_count] are the two above copies? */
    int64_t *sums;     /* [rows.count] of least, over applications */
    int64_t *forward;  /* [largest vertex_count] */
    int64_t *backward;
    int64_t *amounts; /* [largest arc_count] */
    bool is_empty;    /* a group has no path left */
};

/* Least costs to and from every vertex over what is left; the least of a whole path. */
static int64_t sweep(struct reducer *r, const struct extended_graph *graph, const bool *removed,
                     const int64_t *costs)
{
    const size_t sink = extended_graph_sink(graph);
    for (size_t v = 0; v <= sink; v++) {
        r->forward[v] = v == 0 ? 0 : UNREACHED;
        r->backward[v] = v == sink ? 0 : UNREACHED;
    }
    for (size_t a = 0; a < graph->arc_count; a++) {
        if (!removed[a]) {
            int64_t *head = &r->forward[graph->arc_heads[a]];
            *head = min_int64(*head, r->forward[graph->arc_tails[a]] + costs[a]);
        }
    }
    for (size_t a = graph->arc_count; a-- > 0;) {
        if (!removed[a]) {
            int64_t *tail = &r->backward[graph->arc_tails[a]];
            *tail = min_int64(*tail, r->backward[graph->arc_heads[a]] + costs[a]);
        }
    }
    return r->forward[sink];
}

/* Removes arcs on no path of at most `limit`; how many. `*dearest`: the most that is left. */
static size_t remove_beyond(struct reducer *r, const struct extended_graph *graph, bool *removed,
                            const int64_t *costs, int64_t limit, int64_t *dearest)
{
    size_t count = 0;
    *dearest = 0;
    for (size_t a = 0; a < graph->arc_count; a++) {
        const int64_t through = r->forward[graph->arc_tails[a]] + costs[a] + r->backward[graph->arc_heads[a]];
        if (!removed[a] && through > limit) {
            removed[a] = true;
            count++;
        } else if (!removed[a]) {
            *dearest = max_int64(*dearest, through);
        }
    }
    return count;
}

static void spread_amounts(struct reducer *r, const struct bp_group *group, size_t row)
{
    memset(r->amounts, 0, group->graph.arc_count * sizeof *r->amounts);
    for (uint32_t k = group->row_begin[row]; k < group->row_begin[row + 1]; k++) {
        r->amounts[group->row_arcs[k]] = group->row_amounts[k];
    }
}

/* The group gets bookkeeping of its own. */
static void own(struct reducer *r, size_t g)
{
    const size_t rows = r->bp->rows.count;
    if (!r->is_own[g]) {
        int64_t *least = ARENA_ARRAY(r->bp->scratch, int64_t, rows);
        int64_t *dearest = ARENA_ARRAY(r->bp->scratch, int64_t, rows);
        memcpy(least, r->least[g], rows * sizeof *least);
        memcpy(dearest, r->dearest[g], rows * sizeof *dearest);
        r->least[g] = least;
        r->dearest[g] = dearest;
        r->is_own[g] = true;
    }
    if (r->removed[g] == NULL) {
        r->removed[g] = ARENA_ARRAY(r->bp->scratch, bool, r->bp->groups[g].graph.arc_count);
    }
}

/* What the row has room for, beyond all other applications. */
static int64_t room(const struct reducer *r, size_t g, size_t row)
{
    return r->bp->keeps_crowded ? UNREACHED
                                : r->bp->rows.rows[row].capacity - (r->sums[row] - r->least[g][row]);
}

/* One row of one group; true if an arc went. */
static bool reduce_row(struct reducer *r, size_t g, size_t row)
{
    const struct bp_group *group = &r->bp->groups[g];
    own(r, g);
    spread_amounts(r, group, row);
    const int64_t least = sweep(r, &group->graph, r->removed[g], r->amounts);
    if (least >= UNREACHED) {
        r->is_empty = true;
        return true;
    }
    r->sums[row] += (least - r->least[g][row]) * (int64_t)group->size;
    r->least[g][row] = least;
    return remove_beyond(r, &group->graph, r->removed[g], r->amounts, room(r, g, row), &r->dearest[g][row]) >
           0;
}

/* After arcs of the group went: latencies, then all its rows. */
static void refresh(struct reducer *r, size_t g)
{
    const struct bp_group *group = &r->bp->groups[g];
    const struct extended_graph *graph = &group->graph;
    const int64_t deadline = r->bp->problem->applications[group->applications[0]].deadline_quanta;
    bool goes_on = true;
    own(r, g);
    while (goes_on && !r->is_empty) {
        int64_t slowest = 0;
        goes_on = false;
        if (sweep(r, graph, r->removed[g], graph->arc_latencies_quanta) >= UNREACHED) {
            r->is_empty = true;
            return;
        }
        remove_beyond(r, graph, r->removed[g], graph->arc_latencies_quanta, deadline, &slowest);
        for (size_t row = 0; row < r->bp->rows.count && !r->is_empty; row++) {
            if (group->row_begin[row + 1] > group->row_begin[row]) {
                goes_on = reduce_row(r, g, row) || goes_on;
            }
        }
    }
}

static void reduce_all(struct reducer *r)
{
    struct bp *bp = r->bp;
    bool goes_on = true;
    while (goes_on && !r->is_empty) {
        goes_on = false;
        for (size_t g = 0; g < bp->group_count && !r->is_empty; g++) {
            for (size_t row = 0; row < bp->rows.count && !r->is_empty; row++) {
                if (r->dearest[g][row] > room(r, g, row) && reduce_row(r, g, row)) {
                    refresh(r, g);
                    goes_on = true;
                }
            }
        }
    }
}

static struct reducer reducer_new(struct bp *bp)
{
    size_t vertices = 0;
    size_t arcs = 0;
    for (size_t g = 0; g < bp->group_count; g++) {
        const struct extended_graph *graph = &bp->groups[g].graph;
        vertices = graph->vertex_count > vertices ? graph->vertex_count : vertices;
        arcs = graph->arc_count > arcs ? graph->arc_count : arcs;
    }
    struct reducer r = {
        .bp = bp,
        .removed = ARENA_ARRAY(bp->scratch, bool *, bp->group_count),
        .least = ARENA_ARRAY(bp->scratch, int64_t *, bp->group_count),
        .dearest = ARENA_ARRAY(bp->scratch, int64_t *, bp->group_count),
        .is_own = ARENA_ARRAY(bp->scratch, bool, bp->group_count),
        .sums = ARENA_ARRAY(bp->scratch, int64_t, bp->rows.count),
        .forward = ARENA_ARRAY(bp->scratch, int64_t, vertices),
        .backward = ARENA_ARRAY(bp->scratch, int64_t, vertices),
        .amounts = ARENA_ARRAY(bp->scratch, int64_t, arcs),
    };
    for (size_t g = 0; g < bp->group_count; g++) {
        r.least[g] = bp->groups[g].least;
        r.dearest[g] = bp->groups[g].dearest;
        for (size_t row = 0; row < bp->rows.count; row++) {
            r.sums[row] += r.least[g][row] * (int64_t)bp->groups[g].size;
        }
    }
    return r;
}

/* What went of the group's arcs; NULL if none did. */
static bool *removed_of(const struct reducer *r, size_t g)
{
    for (size_t a = 0; r->removed[g] != NULL && a < r->bp->groups[g].graph.arc_count; a++) {
        if (r->removed[g][a]) {
            return r->removed[g];
        }
    }
    return NULL;
}

bool bp_reduce_root(struct bp *bp, bool **removed)
{
    for (size_t g = 0; g < bp->group_count; g++) {
        bp->groups[g].least = ARENA_ARRAY(bp->arena, int64_t, bp->rows.count);
        bp->groups[g].dearest = ARENA_ARRAY(bp->arena, int64_t, bp->rows.count);
    }
    struct reducer r = reducer_new(bp);
    for (size_t g = 0; g < bp->group_count && !r.is_empty; g++) {
        refresh(&r, g);
    }
    reduce_all(&r);
    for (size_t g = 0; g < bp->group_count; g++) {
        if (r.is_own[g]) {
            memcpy(bp->groups[g].least, r.least[g], bp->rows.count * sizeof(int64_t));
            memcpy(bp->groups[g].dearest, r.dearest[g], bp->rows.count * sizeof(int64_t));
        }
        removed[g] = removed_of(&r, g);
    }
    return !r.is_empty;
}

bool bp_reduce_view(struct bp_view *view, struct bp *bp, bool **removed)
{
    struct reducer r = reducer_new(bp);
    for (size_t g = 0; g < bp->group_count && !r.is_empty; g++) {
        if (removed[g] != NULL) {
            r.removed[g] = removed[g];
            refresh(&r, g);
        }
    }
    reduce_all(&r);
    for (size_t g = 0; g < bp->group_count; g++) {
        removed[g] = removed_of(&r, g);
        view->groups[g].least = r.least[g];
    }
    return !r.is_empty;
}
