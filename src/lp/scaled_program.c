/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which numbers may a floating-point solver be given? All decisions are made here in integers: what is
 * divided by what, what is too large, and where room keeps integer points and moves them off
 * the boundary.
 */
#include "lp/scaled_program.h"

#include <math.h>

#include "base/arena.h"
#include "base/checked.h"
#include "lp/glpk_backend.h"
#include "lp/linear_program.h"

/* Of GLPK: the most rows or columns, and the most entries, that a problem object takes. */
#define GLPK_MOST_LINES   100000000
#define GLPK_MOST_ENTRIES 500000000

struct scaling {
    struct scaled_program *scaled;
    enum scaling_kind kind;
    struct arena *arena; /* for names in messages */
    struct error *error;
};

static int128 magnitude(int128 value)
{
    return value < 0 ? -value : value;
}

/* The largest (sign 1) or negated smallest (sign -1) sum the row can take; false if there is none. */
static bool largest_activity(int128 *activity, const struct linear_program *program, size_t row, int sign)
{
    int128 sum = 0;
    for (size_t e = program->row_begin[row]; e < program->row_begin[row + 1]; e++) {
        const struct linear_column *column = &program->columns[program->entry_columns[e]];
        const int128 value = (int128)program->entry_values[e] * sign;
        const int64_t end = value > 0 ? column->upper : column->lower;
        if (end == LINEAR_NO_LOWER || end == LINEAR_NO_UPPER || magnitude(end) > INT32_MAX) {
            return false;
        }
        sum += value * end;
    }
    *activity = sum;
    return true;
}

static enum status unsafe(struct scaling *s, const char *what, int128 value, int64_t divisor)
{
    return error_set(s->error, STATUS_UNSUPPORTED,
                     "numerically unsafe: %s is %.0f after dividing by %lld; no proof is claimed above 1e9",
                     what, (double)value, (long long)divisor);
}

static enum status unsafe_at(struct scaling *s, size_t row, size_t column, int128 value)
{
    const char *what = NULL;
    if (row == SIZE_MAX) {
        what = arena_printf(s->arena, "the objective coefficient of %s",
                            linear_program_column_name(s->arena, s->scaled->program, column));
        return unsafe(s, what, value, s->scaled->objective_divisor);
    }
    const char *row_name = linear_program_row_name(s->arena, s->scaled->program, row);
    what = column == SIZE_MAX
               ? arena_printf(s->arena, "the right-hand side of %s", row_name)
               : arena_printf(s->arena, "the coefficient of %s in %s",
                              linear_program_column_name(s->arena, s->scaled->program, column), row_name);
    return unsafe(s, what, value, s->scaled->rows[row].divisor);
}

/*
 * The room that a row over integer columns gets: a thousandth of its largest coefficient, half a unit at
 * most. What a solver takes for equal is a ten-millionth of that coefficient; more room than needed would
 * only weaken the bounds of rows with small ones.
 */
static double room_of(const struct scaling *s, size_t row)
{
    const struct linear_program *program = s->scaled->program;
    int128 largest = 0;
    if (s->kind == SCALE_RELAXATION || program->rows[row].lower == program->rows[row].upper ||
        !linear_program_row_is_integral(program, row)) {
        return 0.0;
    }
    for (size_t e = program->row_begin[row]; e < program->row_begin[row + 1]; e++) {
        const int128 value = magnitude(program->entry_values[e]);
        largest = value > largest ? value : largest;
    }
    return fmin(0.5, 1e-3 * (double)(largest / s->scaled->rows[row].divisor));
}

/* Divides the bounds; where only integer sums are possible, rounds inwards and gives some room. */
static enum status scale_bounds(struct scaling *s, size_t row)
{
    const struct linear_row *bounds = &s->scaled->program->rows[row];
    struct scaled_row *scaled = &s->scaled->rows[row];
    const bool is_equation = bounds->lower == bounds->upper;
    const double room = room_of(s, row);
    scaled->lower = -INFINITY;
    scaled->upper = INFINITY;
    /* A bound that no point can reach is left out. */
    int128 most = 0;
    int128 least = 0;
    const bool may_exceed = !largest_activity(&most, s->scaled->program, row, 1) || most > bounds->upper;
    const bool may_fall_short =
        !largest_activity(&least, s->scaled->program, row, -1) || -least < bounds->lower;
    if (bounds->upper != LINEAR_NO_UPPER && (is_equation || may_exceed)) {
        const int128 upper = floor_divide(bounds->upper, scaled->divisor);
        if (magnitude(upper) > GLPK_SAFE_MAGNITUDE) {
            return unsafe_at(s, row, SIZE_MAX, upper);
        }
        scaled->upper = s->kind == SCALE_RELAXATION ? (double)bounds->upper / (double)scaled->divisor
                                                    : (double)upper + room;
    }
    if (bounds->lower != LINEAR_NO_LOWER && (is_equation || may_fall_short)) {
        const int128 lower = ceil_divide(bounds->lower, scaled->divisor);
        if (magnitude(lower) > GLPK_SAFE_MAGNITUDE) {
            return unsafe_at(s, row, SIZE_MAX, lower);
        }
        scaled->lower = s->kind == SCALE_RELAXATION ? (double)bounds->lower / (double)scaled->divisor
                                                    : (double)lower - room;
    }
    return STATUS_OK;
}

static enum status scale_row(struct scaling *s, size_t row)
{
    const struct linear_program *program = s->scaled->program;
    const struct linear_row *bounds = &program->rows[row];
    int64_t divisor = linear_program_row_divisor(program, row);
    /* Where a quotient of the bounds could not be rounded, they must be divisible too. */
    if (bounds->lower == bounds->upper || !linear_program_row_is_integral(program, row)) {
        if (bounds->lower != LINEAR_NO_LOWER) {
            divisor = greatest_common_divisor(divisor, bounds->lower < 0 ? -bounds->lower : bounds->lower);
        }
        if (bounds->upper != LINEAR_NO_UPPER && bounds->upper != LINEAR_NO_LOWER) {
            divisor = greatest_common_divisor(divisor, bounds->upper < 0 ? -bounds->upper : bounds->upper);
        }
    }
    s->scaled->rows[row].divisor = divisor;
    for (size_t e = program->row_begin[row]; e < program->row_begin[row + 1]; e++) {
        const int128 value = (int128)program->entry_values[e] / divisor;
        if (magnitude(value) > GLPK_SAFE_MAGNITUDE) {
            return unsafe_at(s, row, program->entry_columns[e], value);
        }
    }
    return scale_bounds(s, row);
}

/* Such a column costs nothing, whatever its objective coefficient; it is not shown to GLPK. */
static bool is_fixed_at_zero(const struct linear_column *column)
{
    return column->lower == 0 && column->upper == 0;
}

static enum status scale_column(struct scaling *s, size_t column)
{
    const struct linear_column *c = &s->scaled->program->columns[column];
    const int128 value = (int128)c->objective / s->scaled->objective_divisor;
    if (!is_fixed_at_zero(c) && magnitude(value) > GLPK_SAFE_MAGNITUDE) {
        return unsafe_at(s, SIZE_MAX, column, value);
    }
    const bool is_low = c->lower != LINEAR_NO_LOWER && magnitude(c->lower) > GLPK_SAFE_MAGNITUDE;
    const bool is_high = c->upper != LINEAR_NO_UPPER && magnitude(c->upper) > GLPK_SAFE_MAGNITUDE;
    if (is_low || is_high) {
        const char *what = arena_printf(s->arena, "a bound of %s",
                                        linear_program_column_name(s->arena, s->scaled->program, column));
        return unsafe(s, what, is_low ? c->lower : c->upper, 1);
    }
    return STATUS_OK;
}

static enum status check_size(const struct linear_program *program, struct error *error)
{
    if (program->column_count > GLPK_MOST_LINES || program->row_count > GLPK_MOST_LINES ||
        program->entry_count > GLPK_MOST_ENTRIES) {
        return error_set(error, STATUS_UNSUPPORTED,
                         "too large for GLPK: %zu columns, %zu rows, %zu entries; the limits are %d, %d, %d",
                         program->column_count, program->row_count, program->entry_count, GLPK_MOST_LINES,
                         GLPK_MOST_LINES, GLPK_MOST_ENTRIES);
    }
    return STATUS_OK;
}

enum status scaled_program_build(struct scaled_program *scaled, struct arena *arena,
                                 const struct linear_program *program, enum scaling_kind kind,
                                 struct error *error)
{
    enum status status = check_size(program, error);
    if (status != STATUS_OK) {
        return status;
    }
    *scaled = (struct scaled_program){.program = program,
                                      .objective_divisor = linear_program_objective_divisor(program),
                                      .rows = ARENA_ARRAY(arena, struct scaled_row, program->row_count)};
    struct scaling scaling = {.scaled = scaled, .kind = kind, .arena = arena, .error = error};
    for (size_t j = 0; j < program->column_count && status == STATUS_OK; j++) {
        status = scale_column(&scaling, j);
    }
    for (size_t i = 0; i < program->row_count && status == STATUS_OK; i++) {
        const size_t length = program->row_begin[i + 1] - program->row_begin[i];
        scaled->longest_row = length > scaled->longest_row ? length : scaled->longest_row;
        status = scale_row(&scaling, i);
    }
    return status;
}

int64_t scaled_program_objective(const struct scaled_program *scaled, size_t column)
{
    const struct linear_column *c = &scaled->program->columns[column];
    return is_fixed_at_zero(c) ? 0 : c->objective / scaled->objective_divisor;
}
