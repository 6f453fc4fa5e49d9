/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What do the formulations have in common? The tags of their rows, and the rows that applications share. */
#include "ilp/tagged_rows.h"

#include "base/arena.h"
#include "base/error.h"
#include "graph/extended_graph.h"
#include "lp/linear_program.h"
#include "model/problem.h"
#include "model/resource_usage.h"

void tagged_rows_init(struct tagged_rows *rows, struct arena *arena, const struct problem *problem,
                      struct linear_program *program)
{
    BUG_IF(program->row_count != 0);
    *rows = (struct tagged_rows){.arena = arena, .problem = problem, .program = program};
}

void tagged_rows_add(struct tagged_rows *rows, struct tagged_row row, int64_t lower, int64_t upper)
{
    BUG_IF(rows->count != rows->program->row_count);
    rows->rows = ARENA_GROW(rows->arena, struct tagged_row, rows->rows, rows->count, &rows->capacity);
    rows->rows[rows->count++] = row;
    linear_program_add_row(rows->program, lower, upper);
}

char *tagged_row_name(struct arena *arena, const struct tagged_rows *rows, size_t row)
{
    const struct problem *problem = rows->problem;
    if (row >= rows->count) {
        return arena_printf(arena, "cover[%zu]", row - rows->count + 1);
    }
    const struct tagged_row *tagged = &rows->rows[row];
    switch (tagged->tag) {
    case ROW_P1:
        return arena_printf(arena, "P1[%s]", problem->applications[tagged->application].id);
    case ROW_P4:
        return arena_printf(arena, "P4[%s]", problem->applications[tagged->application].id);
    case ROW_P6:
        return arena_printf(arena, "P6[%s]", problem_row_id(arena, problem, tagged->subject));
    case ROW_P7:
        return arena_printf(arena, "P7[%s]", problem_row_id(arena, problem, tagged->subject));
    case ROW_P8:
        return arena_printf(arena, "P8[%s,%s]",
                            problem_row_id(arena, problem, problem->links[tagged->subject].from),
                            problem_row_id(arena, problem, problem->links[tagged->subject].to));
    case ROW_IMPLIED:
        return arena_printf(arena, "cut[%zu]", tagged->subject + 1);
    case ROW_P1_BLOCK:
    case ROW_P2:
    case ROW_P6_RUN:
        break;
    }
    return NULL;
}

bool tagged_row_is_limit(const struct tagged_rows *rows, size_t row)
{
    return row < rows->count && rows->rows[row].tag >= ROW_P4;
}

struct column_usage column_usage_of_arc(size_t column, const struct extended_graph *graph, size_t arc)
{
    const struct arc_usage usage = extended_graph_arc_usage(graph, arc);
    return (struct column_usage){.column = column,
                                 .node = usage.node,
                                 .link = usage.link,
                                 .load_ppm = usage.load_ppm,
                                 .memory_bytes = usage.memory_bytes,
                                 .link_load_ppm = usage.link_load_ppm};
}

/* What a usage takes of the subject of a shared row. */
static int64_t taken(const struct column_usage *usage, const struct tagged_row *row)
{
    if (row->tag == ROW_P8) {
        return usage->link == row->subject ? usage->link_load_ppm : 0;
    }
    if (usage->node != row->subject) {
        return 0;
    }
    return row->tag == ROW_P6 ? usage->load_ppm : usage->memory_bytes;
}

/* A row of the program names no column twice, so the usages of one column are added up first. */
static void add_shared_row(struct tagged_rows *rows, struct tagged_row row, int64_t capacity,
                           const struct column_usage *usages, size_t usage_count)
{
    tagged_rows_add(rows, row, LINEAR_NO_LOWER, capacity);
    for (size_t u = 0; u < usage_count;) {
        const size_t column = usages[u].column;
        int64_t sum = 0; /* of values whose sum over all applications is below QUANTA_LIMIT */
        for (; u < usage_count && usages[u].column == column; u++) {
            sum += taken(&usages[u], &row);
        }
        linear_program_add_entry(rows->program, column, sum);
    }
}

void tagged_rows_add_shared(struct tagged_rows *rows, struct arena *scratch,
                            const struct column_usage *usages, size_t usage_count)
{
    const struct arena_mark mark = arena_mark(scratch);
    const struct problem *problem = rows->problem;
    struct resource_usage bound;
    resource_usage_bound_all(&bound, scratch, problem);
    for (size_t n = 0; n < problem->node_count; n++) {
        /* (P6)  node load:  sum over all applications  <=  capacity of n */
        if (bound.node_loads_ppm[n] > problem->nodes[n].capacity_ppm) {
            add_shared_row(rows, (struct tagged_row){.tag = ROW_P6, .subject = n},
                           problem->nodes[n].capacity_ppm, usages, usage_count);
        }
        /* (P7)  memory:  sum over all applications  <=  memory of n */
        if (bound.node_memory_bytes[n] > problem->nodes[n].memory_bytes) {
            add_shared_row(rows, (struct tagged_row){.tag = ROW_P7, .subject = n},
                           problem->nodes[n].memory_bytes, usages, usage_count);
        }
    }
    for (size_t l = 0; l < problem->link_count; l++) {
        /* (P8)  link load:  sum over all applications  <=  capacity of (m,n) */
        if (bound.link_loads_ppm[l] > problem->links[l].capacity_ppm) {
            add_shared_row(rows, (struct tagged_row){.tag = ROW_P8, .subject = l},
                           problem->links[l].capacity_ppm, usages, usage_count);
        }
    }
    arena_rewind(scratch, mark);
}
