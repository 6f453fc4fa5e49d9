/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which shared rows are left after presolve, and which of them does an arc use? */
#include "solve/shared_rows.h"

#include "base/arena.h"
#include "base/checked.h"
#include "graph/extended_graph.h"
#include "model/problem.h"
#include "model/resource_usage.h"

static uint32_t add_row(struct shared_rows *rows, struct shared_row row)
{
    if (row.most <= row.capacity) {
        return NO_ROW;
    }
    rows->rows[rows->count] = row;
    return (uint32_t)rows->count++;
}

static void keep_largest(int64_t *most, const int64_t *amounts, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        most[k] = max_int64(most[k], amounts[k]);
    }
}

/* Row by row, the most that the application that could use most of it could use. */
static void most_of_one(struct resource_usage *most, struct arena *scratch, const struct problem *problem)
{
    resource_usage_init(most, scratch, problem);
    for (size_t h = 0; h < problem->application_count; h++) {
        const struct arena_mark mark = arena_mark(scratch);
        struct resource_usage one;
        resource_usage_bound(&one, scratch, problem, h);
        keep_largest(most->node_loads_ppm, one.node_loads_ppm, problem->node_count);
        keep_largest(most->node_memory_bytes, one.node_memory_bytes, problem->node_count);
        keep_largest(most->link_loads_ppm, one.link_loads_ppm, problem->link_count);
        arena_rewind(scratch, mark);
    }
}

void shared_rows_init(struct shared_rows *rows, struct arena *arena, struct arena *scratch,
                      const struct problem *problem)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct resource_usage most;
    resource_usage_bound_all(&most, scratch, problem);
    struct resource_usage one;
    most_of_one(&one, scratch, problem);
    *rows = (struct shared_rows){
        .rows = ARENA_ARRAY(arena, struct shared_row, 2 * problem->node_count + problem->link_count),
        .node_load_rows = ARENA_ARRAY(arena, uint32_t, problem->node_count),
        .node_memory_rows = ARENA_ARRAY(arena, uint32_t, problem->node_count),
        .link_rows = ARENA_ARRAY(arena, uint32_t, problem->link_count),
    };
    for (size_t n = 0; n < problem->node_count; n++) {
        const struct problem_node *node = &problem->nodes[n];
        rows->node_load_rows[n] = add_row(rows, (struct shared_row){.kind = ROW_NODE_LOAD,
                                                                    .owner = n,
                                                                    .capacity = node->capacity_ppm,
                                                                    .most = most.node_loads_ppm[n],
                                                                    .most_of_one = one.node_loads_ppm[n]});
        rows->node_memory_rows[n] =
            add_row(rows, (struct shared_row){.kind = ROW_NODE_MEMORY,
                                              .owner = n,
                                              .capacity = node->memory_bytes,
                                              .most = most.node_memory_bytes[n],
                                              .most_of_one = one.node_memory_bytes[n]});
    }
    for (size_t l = 0; l < problem->link_count; l++) {
        rows->link_rows[l] = add_row(rows, (struct shared_row){.kind = ROW_LINK_LOAD,
                                                               .owner = l,
                                                               .capacity = problem->links[l].capacity_ppm,
                                                               .most = most.link_loads_ppm[l],
                                                               .most_of_one = one.link_loads_ppm[l]});
    }
    arena_rewind(scratch, mark);
}

static size_t add_use(struct row_use *uses, size_t count, uint32_t row, int64_t amount)
{
    if (row == NO_ROW || amount == 0) {
        return count;
    }
    uses[count] = (struct row_use){row, amount};
    return count + 1;
}

int64_t row_uses_of(const struct row_use *uses, size_t count, size_t row)
{
    int64_t sum = 0;
    for (size_t k = 0; k < count; k++) {
        sum += uses[k].row == row ? uses[k].amount : 0;
    }
    return sum;
}

size_t shared_rows_of_arc(struct row_use *uses, const struct shared_rows *rows,
                          const struct extended_graph *graph, size_t arc)
{
    const struct arc_usage usage = extended_graph_arc_usage(graph, arc);
    size_t count = add_use(uses, 0, rows->node_load_rows[usage.node], usage.load_ppm);
    count = add_use(uses, count, rows->node_memory_rows[usage.node], usage.memory_bytes);
    if (usage.link != NO_LINK) {
        count = add_use(uses, count, rows->link_rows[usage.link], usage.link_load_ppm);
    }
    return count;
}
