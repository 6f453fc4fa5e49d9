/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "awkward_program.h"

#include "base/arena.h"
#include "lp/linear_program.h"

static char *column_name(struct arena *arena, const void *context, size_t column)
{
    static const char *const names[] = {"x[a-b]", "x[(1)~#]", "x[\xc3\xa9 c]", "free", "x[a-b]", "y[unused]"};
    (void)context;
    return arena_strdup(arena, names[column]);
}

/*
 *   minimise  -3 x0 + x2 - 2 x3          x0 binary, x1 binary fixed at 1, x2 in -2 .. (integer), x3 free,
 *   such that  x0 + x1 + x2 = 0          x4 integer in -4 .. -1, x5 continuous, >= 0, nowhere
 *              -5 <= 2 x3 - x4 <= 7
 *              (nothing) <= 3
 *              x1 without bounds
 *   Optimum by hand: x1 = 1, x4 = -1, x3 = 3; x0 = 1 and x2 = -2: -3 - 2 - 6 = -11.
 */
struct linear_program *awkward_program_new(struct arena *arena)
{
    const struct linear_names names = {.column = column_name};
    struct linear_program *program = linear_program_new(arena, (struct linear_size){.columns = 6}, names);
    static const struct linear_column columns[] = {
        {COLUMN_BINARY, 0, 1, -3},
        {COLUMN_BINARY, 1, 1, 0},
        {COLUMN_INTEGER, -2, LINEAR_NO_UPPER, 1},
        {COLUMN_CONTINUOUS, LINEAR_NO_LOWER, LINEAR_NO_UPPER, -2},
        {COLUMN_INTEGER, -4, -1, 0},
        {COLUMN_CONTINUOUS, 0, LINEAR_NO_UPPER, 0},
    };
    for (size_t j = 0; j < sizeof columns / sizeof columns[0]; j++) {
        linear_program_add_column(program, columns[j]);
    }
    linear_program_add_row(program, 0, 0);
    linear_program_add_entry(program, 0, 1);
    linear_program_add_entry(program, 1, 1);
    linear_program_add_entry(program, 2, 1);
    linear_program_add_row(program, -5, 7);
    linear_program_add_entry(program, 3, 2);
    linear_program_add_entry(program, 4, -1);
    linear_program_add_row(program, LINEAR_NO_LOWER, 3);
    linear_program_add_row(program, LINEAR_NO_LOWER, LINEAR_NO_UPPER);
    linear_program_add_entry(program, 1, 1);
    return program;
}
