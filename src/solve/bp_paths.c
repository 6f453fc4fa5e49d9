/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which applications are the same, which paths do we know, and what do the branches above a node leave of
 * them?
 *
 * Two applications are the same when their pruned graphs agree in every arc: ends, link, energy, latency and
 * use of shared rows, and in the configurations that end where. Then a path of one is a path of the other at
 * the same cost, and only how many of them take it matters.
 */
#include "solve/bp.h"

#include <string.h>

#include "base/arena.h"
#include "graph/extended_graph_filter.h"
#include "model/problem.h"

void bp_paths_add(struct bp_paths *paths, struct arena *arena, struct bp_path *path)
{
    paths->items = ARENA_GROW(arena, struct bp_path *, paths->items, paths->count, &paths->capacity);
    paths->items[paths->count++] = path;
}

static void find_arc_uses(struct bp *bp, struct bp_group *group)
{
    const struct extended_graph *graph = &group->graph;
    const size_t sink = extended_graph_sink(graph);
    group->arc_use_begin = ARENA_ARRAY(bp->arena, uint32_t, graph->arc_count + 1);
    group->arc_uses = ARENA_ARRAY(bp->arena, struct row_use, ARC_USE_LIMIT * graph->arc_count);
    uint32_t count = 0;
    for (size_t a = 0; a < graph->arc_count; a++) {
        group->arc_use_begin[a] = count;
        if (graph->arc_heads[a] != sink) {
            count += (uint32_t)shared_rows_of_arc(&group->arc_uses[count], &bp->rows, graph, a);
        }
    }
    group->arc_use_begin[graph->arc_count] = count;
}

/* The same by row. */
static void sort_uses_by_row(struct bp *bp, struct bp_group *group)
{
    const size_t arcs = group->graph.arc_count;
    const uint32_t count = group->arc_use_begin[arcs];
    group->row_begin = ARENA_ARRAY(bp->arena, uint32_t, bp->rows.count + 2);
    group->row_arcs = ARENA_ARRAY(bp->arena, uint32_t, count);
    group->row_amounts = ARENA_ARRAY(bp->arena, int64_t, count);
    for (uint32_t k = 0; k < count; k++) {
        group->row_begin[group->arc_uses[k].row + 2]++;
    }
    for (size_t r = 0; r < bp->rows.count; r++) {
        group->row_begin[r + 2] += group->row_begin[r + 1];
    }
    for (size_t a = 0; a < arcs; a++) {
        for (uint32_t k = group->arc_use_begin[a]; k < group->arc_use_begin[a + 1]; k++) {
            const uint32_t at = group->row_begin[group->arc_uses[k].row + 1]++;
            group->row_arcs[at] = (uint32_t)a;
            group->row_amounts[at] = group->arc_uses[k].amount;
        }
    }
}

/* Takes out of the graphs what no plan can use for lack of room. */
static bool reduce_graphs(struct bp *bp, size_t *hopeless)
{
    const struct arena_mark mark = arena_mark(bp->scratch);
    bool **removed = ARENA_ARRAY(bp->scratch, bool *, bp->group_count);
    const bool is_left = bp_reduce_root(bp, removed);
    for (size_t g = 0; g < bp->group_count && is_left; g++) {
        struct bp_group *group = &bp->groups[g];
        if (removed[g] != NULL) {
            struct extended_graph graph;
            extended_graph_filter(&graph, NULL, bp->arena, bp->scratch, &group->graph, removed[g]);
            group->graph = graph;
            find_arc_uses(bp, group);
            sort_uses_by_row(bp, group);
        }
    }
    *hopeless = bp->problem->application_count;
    arena_rewind(bp->scratch, mark);
    return is_left;
}

static bool vertices_agree(const struct extended_graph *a, const struct extended_graph *b)
{
    for (size_t v = 0; v < a->vertex_count; v++) {
        if (a->vertices[v].layer != b->vertices[v].layer || a->vertices[v].node != b->vertices[v].node ||
            a->prefix_configurations[a->vertices[v].prefix] !=
                b->prefix_configurations[b->vertices[v].prefix]) {
            return false;
        }
    }
    return true;
}

static bool arcs_agree(const struct extended_graph *a, const struct extended_graph *b)
{
    const size_t count = a->arc_count;
    return memcmp(a->arc_tails, b->arc_tails, count * sizeof(uint32_t)) == 0 &&
           memcmp(a->arc_heads, b->arc_heads, count * sizeof(uint32_t)) == 0 &&
           memcmp(a->arc_links, b->arc_links, count * sizeof(uint32_t)) == 0 &&
           memcmp(a->arc_energies_quanta, b->arc_energies_quanta, count * sizeof(int64_t)) == 0 &&
           memcmp(a->arc_latencies_quanta, b->arc_latencies_quanta, count * sizeof(int64_t)) == 0;
}

static bool uses_agree(const struct bp_group *a, const struct bp_group *b)
{
    const size_t arcs = a->graph.arc_count;
    if (memcmp(a->arc_use_begin, b->arc_use_begin, (arcs + 1) * sizeof(uint32_t)) != 0) {
        return false;
    }
    for (size_t k = 0; k < a->arc_use_begin[arcs]; k++) {
        if (a->arc_uses[k].row != b->arc_uses[k].row || a->arc_uses[k].amount != b->arc_uses[k].amount) {
            return false;
        }
    }
    return true;
}

static bool groups_agree(const struct bp *bp, const struct bp_group *a, const struct bp_group *b)
{
    const struct problem_application *first = &bp->problem->applications[a->applications[0]];
    const struct problem_application *second = &bp->problem->applications[b->applications[0]];
    return first->source == second->source && first->deadline_quanta == second->deadline_quanta &&
           first->configuration_count == second->configuration_count &&
           a->graph.vertex_count == b->graph.vertex_count && a->graph.arc_count == b->graph.arc_count &&
           vertices_agree(&a->graph, &b->graph) && arcs_agree(&a->graph, &b->graph) && uses_agree(a, b);
}

/* Joins the last group to an earlier one if they agree. */
static void join_last(struct bp *bp)
{
    struct bp_group *last = &bp->groups[bp->group_count - 1];
    for (size_t g = 0; g + 1 < bp->group_count && !bp->keeps_apart; g++) {
        struct bp_group *group = &bp->groups[g];
        if (groups_agree(bp, group, last)) {
            group->applications[group->size++] = last->applications[0];
            bp->group_count--;
            return;
        }
    }
}

bool bp_groups_build(struct bp *bp, size_t *hopeless)
{
    const size_t count = bp->problem->application_count;
    bp->groups = ARENA_ARRAY(bp->arena, struct bp_group, count);
    for (size_t h = 0; h < count; h++) {
        const struct arena_mark mark = arena_mark(bp->arena);
        const size_t before = bp->group_count;
        struct bp_group *group = &bp->groups[bp->group_count++];
        memset(group, 0, sizeof *group);
        group->applications = ARENA_ARRAY(bp->arena, size_t, count - h);
        group->applications[group->size++] = h;
        extended_graph_build(&group->graph, bp->arena, bp->scratch, bp->problem, h, EXTENDED_GRAPH_PRUNED);
        if (group->graph.vertex_count == 0) {
            *hopeless = h;
            return false;
        }
        find_arc_uses(bp, group);
        join_last(bp);
        if (bp->group_count == before) {
            arena_rewind(bp->arena, mark);
        }
    }
    for (size_t g = 0; g < bp->group_count; g++) {
        sort_uses_by_row(bp, &bp->groups[g]);
    }
    if (!reduce_graphs(bp, hopeless)) {
        return false;
    }
    for (size_t g = 0; g < bp->group_count; g++) {
        const struct extended_graph *graph = &bp->groups[g].graph;
        bp->groups[g].depth = graph->vertices[extended_graph_sink(graph)].layer - 1;
        bp->groups[g].hash_size = 64;
        bp->groups[g].hashed = ARENA_ARRAY(bp->arena, struct bp_path *, bp->groups[g].hash_size);
    }
    return true;
}

/* ---- the pool ---- */

static uint64_t hash_path(size_t configuration, const uint32_t *nodes, size_t depth)
{
    uint64_t hash = UINT64_C(0x9E3779B97F4A7C15) * (configuration + 1);
    for (size_t i = 0; i < depth; i++) {
        hash = (hash ^ nodes[i]) * UINT64_C(0xBF58476D1CE4E5B9);
        hash ^= hash >> 31;
    }
    return hash ^ (hash >> 32);
}

static bool is_path(const struct bp_path *path, size_t configuration, const uint32_t *nodes, size_t depth)
{
    return path->configuration == configuration && path->depth == depth &&
           memcmp(path->nodes, nodes, depth * sizeof *nodes) == 0;
}

/* Where the path stands in the hash, or would. */
static struct bp_path **find_slot(const struct bp_group *group, size_t configuration, const uint32_t *nodes,
                                  size_t depth)
{
    size_t at = (size_t)hash_path(configuration, nodes, depth) & (group->hash_size - 1);
    while (group->hashed[at] != NULL && !is_path(group->hashed[at], configuration, nodes, depth)) {
        at = (at + 1) & (group->hash_size - 1);
    }
    return &group->hashed[at];
}

static void grow_hash(struct bp *bp, struct bp_group *group)
{
    if (2 * (group->pool.count + 1) <= group->hash_size) {
        return;
    }
    group->hash_size *= 4;
    group->hashed = ARENA_ARRAY(bp->arena, struct bp_path *, group->hash_size);
    for (size_t k = 0; k < group->pool.count; k++) {
        struct bp_path *path = group->pool.items[k];
        *find_slot(group, path->configuration, path->nodes, path->depth) = path;
    }
}

/* The uses of all arcs, summed by row, rows ascending. */
static void sum_uses(struct bp_path *path, struct bp *bp, const struct bp_group *group, const size_t *arcs,
                     size_t arc_count)
{
    const struct arena_mark mark = arena_mark(bp->scratch);
    int64_t *amounts = ARENA_ARRAY(bp->scratch, int64_t, bp->rows.count);
    uint32_t *steps = ARENA_ARRAY(bp->arena, uint32_t, ARC_USE_LIMIT * arc_count);
    for (size_t i = 0; i < arc_count; i++) {
        for (uint32_t k = group->arc_use_begin[arcs[i]]; k < group->arc_use_begin[arcs[i] + 1]; k++) {
            const struct row_use *use = &group->arc_uses[k];
            path->use_count += amounts[use->row] == 0;
            amounts[use->row] += use->amount;
            steps[path->step_count++] = (uint32_t)(i * bp->rows.count + use->row);
        }
    }
    struct row_use *uses = ARENA_ARRAY(bp->arena, struct row_use, path->use_count);
    size_t count = 0;
    for (size_t r = 0; r < bp->rows.count; r++) {
        if (amounts[r] != 0) {
            uses[count++] = (struct row_use){(uint32_t)r, amounts[r]};
        }
    }
    path->uses = uses;
    path->steps = steps;
    arena_rewind(bp->scratch, mark);
}

struct bp_path *bp_path_of_arcs(struct bp *bp, size_t g, const size_t *arcs, size_t arc_count)
{
    struct bp_group *group = &bp->groups[g];
    const struct extended_graph *graph = &group->graph;
    const struct arena_mark mark = arena_mark(bp->arena);
    const size_t depth = arc_count - 1;
    uint32_t *nodes = ARENA_ARRAY(bp->arena, uint32_t, depth);
    uint32_t *own_arcs = ARENA_ARRAY(bp->arena, uint32_t, arc_count);
    for (size_t i = 0; i < arc_count; i++) {
        own_arcs[i] = (uint32_t)arcs[i];
    }
    for (size_t i = 0; i < depth; i++) {
        nodes[i] = graph->vertices[graph->arc_heads[arcs[i]]].node;
    }
    const uint32_t last = graph->arc_tails[arcs[depth]];
    const size_t configuration = graph->prefix_configurations[graph->vertices[last].prefix];
    struct bp_path *known = *find_slot(group, configuration, nodes, depth);
    if (known != NULL) {
        arena_rewind(bp->arena, mark);
        return known;
    }
    struct bp_path *path = ARENA_NEW(bp->arena, struct bp_path);
    *path = (struct bp_path){.group = (uint32_t)g,
                             .depth = (uint32_t)depth,
                             .configuration = configuration,
                             .nodes = nodes,
                             .arcs = own_arcs,
                             .column = NO_COLUMN};
    for (size_t i = 0; i < arc_count; i++) {
        path->energy_quanta += graph->arc_energies_quanta[arcs[i]];
    }
    sum_uses(path, bp, group, arcs, arc_count);
    grow_hash(bp, group);
    *find_slot(group, configuration, nodes, depth) = path;
    bp_paths_add(&group->pool, bp->arena, path);
    return path;
}

/* The arc into `head` from the vertex `tail`, or SIZE_MAX. */
static size_t find_arc(const struct extended_graph *graph, size_t tail, size_t head)
{
    for (size_t a = graph->in_begin[head]; a < graph->in_begin[head + 1]; a++) {
        if (graph->arc_tails[a] == tail) {
            return a;
        }
    }
    return SIZE_MAX;
}

/* The vertex of (prefix, node) in layer `layer`, or SIZE_MAX. */
static size_t find_vertex(const struct extended_graph *graph, size_t prefix, size_t node)
{
    for (size_t v = 1; v + 1 < graph->vertex_count; v++) {
        if (graph->vertices[v].prefix == prefix && graph->vertices[v].node == node) {
            return v;
        }
    }
    return SIZE_MAX;
}

struct bp_path *bp_path_of_choice(struct bp *bp, size_t g, const struct plan_application *choice)
{
    const struct extended_graph *graph = &bp->groups[g].graph;
    const struct arena_mark mark = arena_mark(bp->scratch);
    const size_t depth = choice->node_count;
    size_t *prefixes = ARENA_ARRAY(bp->scratch, size_t, depth + 1);
    size_t *arcs = ARENA_ARRAY(bp->scratch, size_t, depth + 1);
    const struct problem_configuration *configuration =
        &bp->problem->applications[bp->groups[g].applications[0]].configurations[choice->configuration];
    struct bp_path *path = NULL;
    /* Equal applications have equal stages, of which each has its own copy: go by the first's. */
    size_t prefix = 0;
    for (size_t p = 1; p < graph->prefix_count; p++) {
        const bool follows = prefix < depth && graph->prefix_parents[p] == prefixes[prefix] &&
                             graph->prefix_stages[p] == configuration->stages[prefix];
        if (follows) {
            prefixes[++prefix] = p;
        }
    }
    size_t at = 0;
    bool is_there = prefix == depth;
    for (size_t i = 0; i < depth && is_there; i++) {
        const size_t next = find_vertex(graph, prefixes[i + 1], choice->nodes[i]);
        arcs[i] = next == SIZE_MAX ? SIZE_MAX : find_arc(graph, at, next);
        is_there = arcs[i] != SIZE_MAX;
        at = next;
    }
    if (is_there) {
        arcs[depth] = find_arc(graph, at, extended_graph_sink(graph));
        if (arcs[depth] != SIZE_MAX) {
            path = bp_path_of_arcs(bp, g, arcs, depth + 1);
        }
    }
    arena_rewind(bp->scratch, mark);
    return path;
}

int64_t bp_path_counts(const struct bp *bp, const struct bp_path *path, uint32_t row, const int64_t *counts)
{
    int64_t sum = 0;
    for (size_t k = 0; k < path->step_count; k++) {
        if (path->steps[k] % bp->rows.count == row) {
            sum += counts[path->steps[k] / bp->rows.count];
        }
    }
    return sum;
}

/* ---- branches ---- */

static bool has_property(const struct bp_property *property, const struct bp_path *path)
{
    switch (property->kind) {
    case PROPERTY_NODE:
        return property->block < path->depth && path->nodes[property->block] == property->node;
    case PROPERTY_ARC:
        return property->block < path->depth && path->nodes[property->block] == property->node &&
               (property->block == 0 || path->nodes[property->block - 1] == property->from);
    case PROPERTY_CONFIGURATION:
        return path->configuration == property->configuration;
    }
    return false;
}

bool bp_row_counts(const struct bp_row *row, const struct bp_path *path)
{
    return has_property(&row->property, path) == (row->side == 0);
}

bool bp_row_counts_arc(const struct bp_row *row, const struct extended_graph *graph, size_t arc)
{
    const struct bp_property *property = &row->property;
    const struct extended_vertex *tail = &graph->vertices[graph->arc_tails[arc]];
    const struct extended_vertex *head = &graph->vertices[graph->arc_heads[arc]];
    const bool ends = graph->arc_heads[arc] == extended_graph_sink(graph);
    if (property->kind == PROPERTY_CONFIGURATION) {
        const bool has = ends && graph->prefix_configurations[tail->prefix] == property->configuration;
        return ends && has == (row->side == 0);
    }
    if (ends) {
        /* A path that ends before the block does not have the property. */
        return row->side == 1 && tail->layer <= property->block;
    }
    if (head->layer != property->block + 1) {
        return false;
    }
    const bool has = head->node == property->node && (property->kind == PROPERTY_NODE ||
                                                      property->block == 0 || tail->node == property->from);
    return has == (row->side == 0);
}

bool bp_view_allows(const struct bp_view *view, const struct bp_path *path)
{
    const struct bp_view_group *group = &view->groups[path->group];
    for (size_t i = 0; group->is_removed != NULL && i <= path->depth; i++) {
        if (group->is_removed[path->arcs[i]]) {
            return false;
        }
    }
    for (size_t k = 0; k < group->row_count; k++) {
        const struct bp_row *row = &view->rows[group->rows[k]];
        if (row->right == 0 && bp_row_counts(row, path)) {
            return false;
        }
    }
    return true;
}

int64_t bp_path_cost(const struct bp_view *view, const struct bp_prices *prices, const int64_t *surcharges,
                     const struct bp_path *path)
{
    int64_t cost = prices->denominator * path->energy_quanta;
    for (size_t k = 0; k < path->use_count; k++) {
        cost += prices->shared[path->uses[k].row] * path->uses[k].amount;
    }
    for (size_t k = 0; surcharges != NULL && k < path->step_count; k++) {
        cost += surcharges[path->steps[k]];
    }
    const struct bp_view_group *group = &view->groups[path->group];
    for (size_t k = 0; k < group->row_count; k++) {
        const size_t r = group->rows[k];
        if (prices->branch[r] > 0 && bp_row_counts(&view->rows[r], path)) {
            cost += prices->branch[r];
        }
    }
    return cost;
}
