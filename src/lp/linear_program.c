/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How is a linear program held as data? In growing arrays, row by row. What is asked about it (divisors,
 * values at a point) is answered in exact integers: 128 bits hold the sum of 2^32 products |value * x| below
 * 2^95, so points whose values are below 2^31, as those of binaries are, cannot overflow.
 */
#include "lp/linear_program.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"

/* A copy of an array with room for `capacity` objects; the old one stays in the arena. */
static void *grown(struct arena *arena, const void *old, size_t count, size_t size, size_t capacity)
{
    void *fresh = arena_alloc(arena, capacity, size);
    if (count > 0) {
        memcpy(fresh, old, count * size);
    }
    return fresh;
}

static size_t next_capacity(size_t capacity)
{
    return capacity < 8 ? 16 : 2 * capacity;
}

struct linear_program *linear_program_new(struct arena *arena, struct linear_size expected,
                                          struct linear_names names)
{
    struct linear_program *program = ARENA_NEW(arena, struct linear_program);
    program->arena = arena;
    program->names = names;
    program->column_capacity = expected.columns;
    program->columns = ARENA_ARRAY(arena, struct linear_column, expected.columns);
    program->row_capacity = expected.rows;
    program->rows = ARENA_ARRAY(arena, struct linear_row, expected.rows);
    program->row_begin = ARENA_ARRAY(arena, size_t, expected.rows + 1);
    program->entry_capacity = expected.entries;
    program->entry_columns = ARENA_ARRAY(arena, uint32_t, expected.entries);
    program->entry_values = ARENA_ARRAY(arena, int64_t, expected.entries);
    return program;
}

size_t linear_program_add_column(struct linear_program *program, struct linear_column column)
{
    BUG_IF(column.kind == COLUMN_BINARY && (column.lower < 0 || column.upper > 1));
    BUG_IF(column.lower > column.upper || program->column_count >= UINT32_MAX);
    if (program->column_count == program->column_capacity) {
        const size_t capacity = next_capacity(program->column_capacity);
        program->columns = grown(program->arena, program->columns, program->column_count,
                                 sizeof *program->columns, capacity);
        program->column_capacity = capacity;
    }
    program->columns[program->column_count] = column;
    return program->column_count++;
}

size_t linear_program_add_row(struct linear_program *program, int64_t lower, int64_t upper)
{
    BUG_IF(lower > upper);
    const size_t row = program->row_count;
    if (row == program->row_capacity) {
        const size_t capacity = next_capacity(program->row_capacity);
        program->rows = grown(program->arena, program->rows, row, sizeof *program->rows, capacity);
        program->row_begin =
            grown(program->arena, program->row_begin, row + 1, sizeof *program->row_begin, capacity + 1);
        program->row_capacity = capacity;
    }
    program->rows[row] = (struct linear_row){.lower = lower, .upper = upper};
    program->row_begin[row + 1] = program->entry_count;
    program->row_count++;
    return row;
}

void linear_program_add_entry(struct linear_program *program, size_t column, int64_t value)
{
    BUG_IF(program->row_count == 0 || column >= program->column_count);
    if (value == 0) {
        return;
    }
    const size_t at = program->entry_count;
    if (at == program->entry_capacity) {
        const size_t capacity = next_capacity(program->entry_capacity);
        program->entry_columns =
            grown(program->arena, program->entry_columns, at, sizeof *program->entry_columns, capacity);
        program->entry_values =
            grown(program->arena, program->entry_values, at, sizeof *program->entry_values, capacity);
        program->entry_capacity = capacity;
    }
    program->entry_columns[at] = (uint32_t)column;
    program->entry_values[at] = value;
    program->entry_count++;
    program->row_begin[program->row_count] = program->entry_count;
}

char *linear_program_column_name(struct arena *arena, const struct linear_program *program, size_t column)
{
    if (program->names.column == NULL) {
        return arena_printf(arena, "x[%zu]", column);
    }
    return program->names.column(arena, program->names.context, column);
}

char *linear_program_row_name(struct arena *arena, const struct linear_program *program, size_t row)
{
    if (program->names.row == NULL) {
        return arena_printf(arena, "row[%zu]", row);
    }
    return program->names.row(arena, program->names.context, row);
}

/* |value| as far as a divisor is concerned: INT64_MIN, which has no counterpart, is even. */
static int64_t magnitude(int64_t value)
{
    return value == INT64_MIN ? INT64_C(1) << 62 : value < 0 ? -value : value;
}

int64_t linear_program_objective_divisor(const struct linear_program *program)
{
    int64_t divisor = 0;
    for (size_t j = 0; j < program->column_count && divisor != 1; j++) {
        divisor = greatest_common_divisor(divisor, magnitude(program->columns[j].objective));
    }
    return divisor == 0 ? 1 : divisor;
}

int64_t linear_program_row_divisor(const struct linear_program *program, size_t row)
{
    int64_t divisor = 0;
    for (size_t e = program->row_begin[row]; e < program->row_begin[row + 1] && divisor != 1; e++) {
        divisor = greatest_common_divisor(divisor, magnitude(program->entry_values[e]));
    }
    return divisor == 0 ? 1 : divisor;
}

bool linear_program_row_is_integral(const struct linear_program *program, size_t row)
{
    for (size_t e = program->row_begin[row]; e < program->row_begin[row + 1]; e++) {
        if (program->columns[program->entry_columns[e]].kind == COLUMN_CONTINUOUS) {
            return false;
        }
    }
    return true;
}

int128 linear_program_objective_at(const struct linear_program *program, const int64_t *values)
{
    int128 sum = 0;
    for (size_t j = 0; j < program->column_count; j++) {
        sum += (int128)program->columns[j].objective * values[j];
    }
    return sum;
}

int128 linear_program_row_at(const struct linear_program *program, size_t row, const int64_t *values)
{
    int128 sum = 0;
    for (size_t e = program->row_begin[row]; e < program->row_begin[row + 1]; e++) {
        sum += (int128)program->entry_values[e] * values[program->entry_columns[e]];
    }
    return sum;
}

bool linear_program_row_holds(const struct linear_program *program, size_t row, const int64_t *values)
{
    const int128 sum = linear_program_row_at(program, row, values);
    const struct linear_row *bounds = &program->rows[row];
    return (bounds->lower == LINEAR_NO_LOWER || sum >= bounds->lower) &&
           (bounds->upper == LINEAR_NO_UPPER || sum <= bounds->upper);
}

bool linear_program_bounds_hold(const struct linear_program *program, const int64_t *values)
{
    for (size_t j = 0; j < program->column_count; j++) {
        const struct linear_column *column = &program->columns[j];
        if ((column->lower != LINEAR_NO_LOWER && values[j] < column->lower) ||
            (column->upper != LINEAR_NO_UPPER && values[j] > column->upper)) {
            return false;
        }
    }
    return true;
}
