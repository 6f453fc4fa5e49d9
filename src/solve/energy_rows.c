/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does it cost, at least, to reach a vertex at a depth? An arc u -> v of width w and energy e relaxes
 * row(v)[d + w] with row(u)[d] + e: a min-plus sweep over two contiguous rows, in topological order.
 *
 * Blocked, the order is: for all vertices of a layer that have the same predecessors, block of depths by
 * block, vertex by vertex, all arcs into it at once (solve/min_plus.h). Each cell is written once, and the
 * stretch of the predecessors' rows that a block reads stays in the first-level cache while all vertices of
 * the layer use it. Nothing is allocated within.
 */
#include "solve/energy_rows.h"

#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "base/deadline.h"
#include "base/error.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "model/problem.h"
#include "solve/min_plus.h"

_Static_assert(QUANTA_LIMIT <= ENERGY_ROWS_NO_PATH, "a path's energy must be below the marker");

static bool has_window(const struct energy_row *row)
{
    return row->least_depth <= row->most_depth;
}

/* Depths of the head that a tail reaches by an arc of that width, both in their windows; empty if from > to.
 */
struct depth_range {
    int32_t from;
    int32_t to;
};

static struct depth_range reached_depths(const struct energy_row *head, const struct energy_row *tail,
                                         int32_t width)
{
    const int32_t low = tail->least_depth + width;
    const int32_t high = tail->most_depth + width;
    return (struct depth_range){
        .from = head->least_depth > low ? head->least_depth : low,
        .to = head->most_depth < high ? head->most_depth : high,
    };
}

/* The depth after the last block of a row, which may be half a block. */
static int32_t blocks_end(const struct energy_rows *rows, const struct energy_row *row)
{
    const int32_t half = rows->kernel->block_cells / 2;
    return row->least_depth + ((row->most_depth - row->least_depth) / half + 1) * half;
}

/* Cells between the rows of the blocked layout. All rows are whole halves of blocks and so an even number of
 * cache lines; a pad of an odd number makes the blocks of one depth begin in different sets of the cache,
 * however long the rows. (A pad of one block: rows of 4 KiB, fifty of them in the same four sets.) */
static size_t pad_cells(const struct energy_rows *rows)
{
    enum { CACHE_LINE_BYTES = 64 };
    return (size_t)rows->kernel->block_cells + CACHE_LINE_BYTES / rows->kernel->cell_bytes;
}

/* Vertices of one layer with the same predecessors stand together. */
static size_t end_of_group(const struct extended_graph *graph, size_t first)
{
    size_t end = first + 1;
    while (end < graph->vertex_count && graph->vertices[end].layer == graph->vertices[first].layer &&
           graph->vertices[end].prefix == graph->vertices[first].prefix) {
        end++;
    }
    return end;
}

static void lay_out(struct energy_rows *rows)
{
    const bool is_blocked = rows->kernel != NULL;
    const size_t pad = is_blocked ? pad_cells(rows) : 0;
    rows->cell_bytes = is_blocked ? rows->kernel->cell_bytes : sizeof(int64_t);
    rows->cell_count = pad;
    for (size_t v = 0; v < rows->feasible->extended->vertex_count; v++) {
        struct energy_row *row = &rows->rows[v];
        if (has_window(row)) {
            const int32_t end = is_blocked ? blocks_end(rows, row) : row->most_depth + 1;
            row->origin = (ptrdiff_t)rows->cell_count - row->least_depth;
            rows->cell_count += (size_t)(end - row->least_depth) + pad;
        }
    }
}

void energy_rows_plan_with(struct energy_rows *rows, struct arena *arena,
                           const struct feasible_graph *feasible, const struct min_plus_kernel *kernel,
                           int64_t unit_quanta)
{
    *rows = (struct energy_rows){
        .feasible = feasible,
        .kernel = kernel,
        .unit_quanta = unit_quanta,
        .rows = ARENA_ARRAY(arena, struct energy_row, feasible->extended->vertex_count),
    };
    const size_t *in_begin = feasible->extended->in_begin;
    for (size_t v = 0; v < feasible->extended->vertex_count; v++) {
        const int64_t depths = (int64_t)feasible->most_depths[v] - feasible->least_depths[v] + 1;
        rows->rows[v].least_depth = feasible->least_depths[v];
        rows->rows[v].most_depth = feasible->most_depths[v];
        rows->most_relaxations += max_int64(depths, 0) * (int64_t)(in_begin[v + 1] - in_begin[v]);
    }
    lay_out(rows);
}

static int64_t common_divisor(const struct extended_graph *graph)
{
    int64_t divisor = 0;
    for (size_t a = 0; a < graph->arc_count && divisor != 1; a++) {
        divisor = greatest_common_divisor(divisor, graph->arc_energies_quanta[a]);
    }
    return max_int64(divisor, 1);
}

struct energy_scale energy_scale_of(struct arena *scratch, const struct extended_graph *graph)
{
    /* Every arc is on a path, so no arc's energy is above the dearest path's. */
    const int64_t unit_quanta = common_divisor(graph);
    return (struct energy_scale){
        .unit_quanta = unit_quanta,
        .most_units = extended_graph_dearest_path(scratch, graph, graph->arc_energies_quanta) / unit_quanta,
    };
}

void energy_rows_plan(struct energy_rows *rows, struct arena *arena, struct arena *scratch,
                      const struct feasible_graph *feasible, const struct energy_scale *scale)
{
    /* Measured: with fewer relaxations than these per graph and arc, arc by arc is faster. */
    enum { FEW_PER_GRAPH = 1000, FEW_PER_ARC = 12 };
    const struct extended_graph *graph = feasible->extended;
    energy_rows_plan_with(rows, arena, feasible, NULL, 1);
    if (rows->most_relaxations < FEW_PER_GRAPH + FEW_PER_ARC * (int64_t)graph->arc_count) {
        return;
    }
    const struct energy_scale chosen = scale != NULL ? *scale : energy_scale_of(scratch, graph);
    rows->unit_quanta = chosen.unit_quanta;
    rows->kernel = min_plus_kernel_for(chosen.most_units);
    lay_out(rows);
}

static int64_t cell_get(const struct energy_rows *rows, ptrdiff_t cell)
{
    switch (rows->cell_bytes) {
    case sizeof(int16_t):
        return ((const int16_t *)rows->cells)[cell];
    case sizeof(int32_t):
        return ((const int32_t *)rows->cells)[cell];
    default:
        return ((const int64_t *)rows->cells)[cell];
    }
}

static void cells_set(struct energy_rows *rows, ptrdiff_t first, ptrdiff_t count, int64_t energy)
{
    switch (rows->cell_bytes) {
    case sizeof(int16_t):
        for (ptrdiff_t c = first; c < first + count; c++) {
            ((int16_t *)rows->cells)[c] = (int16_t)energy;
        }
        break;
    case sizeof(int32_t):
        for (ptrdiff_t c = first; c < first + count; c++) {
            ((int32_t *)rows->cells)[c] = (int32_t)energy;
        }
        break;
    default:
        for (ptrdiff_t c = first; c < first + count; c++) {
            ((int64_t *)rows->cells)[c] = energy;
        }
    }
}

int64_t energy_rows_at(const struct energy_rows *rows, size_t vertex, int32_t depth)
{
    const int64_t energy = cell_get(rows, rows->rows[vertex].origin + depth);
    if (rows->kernel == NULL) {
        return energy;
    }
    return energy == rows->kernel->no_path ? ENERGY_ROWS_NO_PATH : energy * rows->unit_quanta;
}

static void relax_row(int64_t *restrict head, const int64_t *restrict tail, size_t count, int64_t energy)
{
    for (size_t d = 0; d < count; d++) {
        const int64_t candidate = tail[d] + energy;
        head[d] = candidate < head[d] ? candidate : head[d];
    }
}

enum { RELAXATIONS_PER_LOOK = 10000000 };

static bool fill_by_arc(struct energy_rows *rows, const struct deadline *deadline)
{
    const struct extended_graph *graph = rows->feasible->extended;
    int64_t *cells = rows->cells;
    int64_t until_look = RELAXATIONS_PER_LOOK;
    for (size_t c = 0; c < rows->cell_count; c++) {
        cells[c] = ENERGY_ROWS_NO_PATH;
    }
    cells[rows->rows[0].origin] = 0;
    for (size_t a = 0; a < graph->arc_count; a++) {
        const struct energy_row *head = &rows->rows[graph->arc_heads[a]];
        const struct energy_row *tail = &rows->rows[graph->arc_tails[a]];
        const int32_t width = rows->feasible->widths[a];
        const struct depth_range range = reached_depths(head, tail, width);
        if (range.from > range.to) {
            continue;
        }
        const int64_t count = range.to - range.from + 1;
        rows->relaxations += count;
        until_look -= count;
        if (until_look < 0) {
            until_look = RELAXATIONS_PER_LOOK;
            if (deadline_has_passed(deadline)) {
                return false;
            }
        }
        relax_row(cells + head->origin + range.from, cells + tail->origin + range.from - width, (size_t)count,
                  graph->arc_energies_quanta[a]);
    }
    return true;
}

/* Vertices first .. end-1: one layer, the same predecessors, so blocks of them are filled together. */
struct vertex_group {
    size_t first;
    size_t end;
    size_t *arc_begin; /* [end - first + 1] */
    struct min_plus_arc *arcs;
};

/* Energies in the cells' unit. */
static void scale_energies(struct min_plus_arc *arcs, size_t count, int64_t unit_quanta)
{
    for (size_t a = 0; a < count && unit_quanta != 1; a++) {
        arcs[a].energy /= unit_quanta;
    }
}

/* The arcs into v that any depth can use; returns their number and counts their relaxations. By itself its
 * values stay in registers: inlined, gcc spills them, and `fin` at (20,10,100) takes 7 % longer. */
__attribute__((noinline)) static size_t collect_arcs_into(struct min_plus_arc *restrict arcs,
                                                          struct energy_rows *rows, size_t v)
{
    const struct feasible_graph *feasible = rows->feasible;
    const struct extended_graph *graph = feasible->extended;
    const struct energy_row *all_rows = rows->rows;
    const struct energy_row head = all_rows[v];
    const int32_t block = rows->kernel->block_cells;
    const size_t end = graph->in_begin[v + 1];
    size_t count = 0;
    uint64_t relaxations = 0;
    for (size_t a = graph->in_begin[v]; a < end; a++) {
        const struct energy_row *tail = &all_rows[graph->arc_tails[a]];
        const int32_t width = feasible->widths[a];
        const struct depth_range range = reached_depths(&head, tail, width);
        arcs[count].offset = tail->origin - width;
        arcs[count].energy = graph->arc_energies_quanta[a];
        arcs[count].first_depth = range.from - block + 1;
        arcs[count].last_depth = range.to;
        const int32_t depths = range.to - range.from + 1;
        count += depths > 0;
        relaxations += (uint32_t)(depths > 0 ? depths : 0);
    }
    rows->relaxations += (int64_t)relaxations;
    return count;
}

/* The group's arcs, vertex by vertex. */
static void collect_arcs(struct vertex_group *group, struct energy_rows *rows)
{
    size_t count = 0;
    for (size_t v = group->first; v < group->end; v++) {
        group->arc_begin[v - group->first] = count;
        count += collect_arcs_into(group->arcs + count, rows, v);
    }
    group->arc_begin[group->end - group->first] = count;
    scale_energies(group->arcs, count, rows->unit_quanta);
}

static bool fill_group(struct energy_rows *rows, const struct vertex_group *group, int64_t *until_look,
                       const struct deadline *deadline)
{
    const struct min_plus_kernel *kernel = rows->kernel;
    const size_t group_arcs = group->arc_begin[group->end - group->first];
    int32_t longest = -1; /* depths after the first of a window */
    for (size_t v = group->first; v < group->end; v++) {
        const struct energy_row *row = &rows->rows[v];
        if (has_window(row) && row->most_depth - row->least_depth > longest) {
            longest = row->most_depth - row->least_depth;
        }
    }
    for (int32_t begin = 0; begin <= longest; begin += kernel->block_cells) {
        *until_look -= (int64_t)group_arcs * kernel->block_cells;
        if (*until_look < 0) {
            *until_look = RELAXATIONS_PER_LOOK;
            if (deadline_has_passed(deadline)) {
                return false;
            }
        }
        for (size_t v = group->first; v < group->end; v++) {
            const struct energy_row *row = &rows->rows[v];
            if (!has_window(row) || begin > row->most_depth - row->least_depth) {
                continue;
            }
            const int32_t depth = row->least_depth + begin;
            const bool is_half = row->most_depth - depth < kernel->block_cells / 2;
            const size_t *arc_begin = group->arc_begin + (v - group->first);
            char *target = (char *)rows->cells + (size_t)(row->origin + depth) * kernel->cell_bytes;
            min_plus_sweep *const sweep = is_half ? kernel->sweep_half : kernel->sweep;
            sweep(target, rows->cells, group->arcs + arc_begin[0], arc_begin[1] - arc_begin[0], depth);
        }
    }
    return true;
}

/* No path in the pads, copies of the first, and in the source's row but for depth 0. */
static void fill_pads(struct energy_rows *rows)
{
    const int64_t no_path = rows->kernel->no_path;
    const size_t pad_bytes = pad_cells(rows) * rows->cell_bytes;
    cells_set(rows, 0, (ptrdiff_t)pad_cells(rows), no_path);
    for (size_t v = 0; v < rows->feasible->extended->vertex_count; v++) {
        if (has_window(&rows->rows[v])) {
            const ptrdiff_t end = rows->rows[v].origin + blocks_end(rows, &rows->rows[v]);
            memcpy((char *)rows->cells + (size_t)end * rows->cell_bytes, rows->cells, pad_bytes);
        }
    }
    cells_set(rows, rows->rows[0].origin, blocks_end(rows, &rows->rows[0]), no_path);
    cells_set(rows, rows->rows[0].origin, 1, 0);
}

static bool fill_blocks(struct energy_rows *rows, struct arena *arena, const struct deadline *deadline)
{
    const struct extended_graph *graph = rows->feasible->extended;
    size_t most_vertices = 0;
    size_t most_arcs = 0;
    for (size_t v = 1, end = 0; v < graph->vertex_count; v = end) {
        end = end_of_group(graph, v);
        const size_t arcs = graph->in_begin[end] - graph->in_begin[v];
        most_vertices = end - v > most_vertices ? end - v : most_vertices;
        most_arcs = arcs > most_arcs ? arcs : most_arcs;
    }
    struct vertex_group group = {
        .arc_begin = ARENA_ARRAY(arena, size_t, most_vertices + 1),
        .arcs = ARENA_ARRAY(arena, struct min_plus_arc, most_arcs),
    };
    int64_t until_look = RELAXATIONS_PER_LOOK;
    fill_pads(rows);
    for (group.first = 1; group.first < graph->vertex_count; group.first = group.end) {
        group.end = end_of_group(graph, group.first);
        collect_arcs(&group, rows);
        if (!fill_group(rows, &group, &until_look, deadline)) {
            return false;
        }
    }
    return true;
}

bool energy_rows_fill(struct energy_rows *rows, struct arena *arena, const struct deadline *deadline)
{
    rows->cells = arena_alloc_unset(arena, rows->cell_count, rows->cell_bytes);
    rows->relaxations = 0;
    return rows->kernel != NULL ? fill_blocks(rows, arena, deadline) : fill_by_arc(rows, deadline);
}
