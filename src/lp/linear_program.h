/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_LP_LINEAR_PROGRAM_H
#define FINOPT_LP_LINEAR_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/checked.h"

struct arena;

/*
 * A mixed integer linear program as data; it knows nothing of what it models and nothing of a solver.
 *
 *   minimise    sum_j  objective[j] * x[j]
 *   such that   lower <= sum_j value * x[j] <= upper     for every row (either bound may be missing)
 *               lower <= x[j] <= upper                   for every column, integral where its kind says so
 *
 * All numbers are int64_t. The matrix is sparse and stored by rows: the entries of row r are
 * row_begin[r] .. row_begin[r+1]-1. Rows are written one after the other and never change.
 *
 * Invariant: entry_columns are below column_count, entry_values are not 0. That a row names no column
 * twice is the builder's promise; solvers refuse such a row.
 */
#define LINEAR_NO_LOWER INT64_MIN
#define LINEAR_NO_UPPER INT64_MAX

enum column_kind { COLUMN_CONTINUOUS, COLUMN_INTEGER, COLUMN_BINARY };

struct linear_column {
    enum column_kind kind;
    int64_t lower; /* or LINEAR_NO_LOWER */
    int64_t upper; /* or LINEAR_NO_UPPER */
    int64_t objective;
};

struct linear_row {
    int64_t lower; /* or LINEAR_NO_LOWER; equal to `upper` in an equation */
    int64_t upper; /* or LINEAR_NO_UPPER */
};

/* Names are made when somebody asks: a program of 120 000 columns does not spend its time on them. */
struct linear_names {
    char *(*column)(struct arena *arena, const void *context, size_t column);
    char *(*row)(struct arena *arena, const void *context, size_t row);
    const void *context;
};

struct linear_program {
    struct arena *arena;
    struct linear_names names; /* functions may be NULL: then `x[7]` and `row[3]` */

    size_t column_count;
    size_t column_capacity;
    struct linear_column *columns; /* [column_count] */

    size_t row_count;
    size_t row_capacity;
    struct linear_row *rows; /* [row_count] */
    size_t *row_begin;       /* [row_count + 1] */

    size_t entry_count;
    size_t entry_capacity;
    uint32_t *entry_columns; /* [entry_count] */
    int64_t *entry_values;   /* [entry_count] */
};

/* How many columns, rows and entries are expected; more may come, at the price of a copy. */
struct linear_size {
    size_t columns;
    size_t rows;
    size_t entries;
};

/* An empty program in `arena`. */
struct linear_program *linear_program_new(struct arena *arena, struct linear_size expected,
                                          struct linear_names names);

/* Adds a column and returns its index. A binary column has bounds within 0..1; equal bounds fix it. */
size_t linear_program_add_column(struct linear_program *program, struct linear_column column);

/* Opens the next row, which is the last one from now on, and returns its index. */
size_t linear_program_add_row(struct linear_program *program, int64_t lower, int64_t upper);

/* Adds an entry to the last row; a value of 0 is left out. */
void linear_program_add_entry(struct linear_program *program, size_t column, int64_t value);

/* The name in `arena`, never NULL. */
char *linear_program_column_name(struct arena *arena, const struct linear_program *program, size_t column);
char *linear_program_row_name(struct arena *arena, const struct linear_program *program, size_t row);

/* Greatest common divisor of the coefficients; 1 if all are 0. */
int64_t linear_program_objective_divisor(const struct linear_program *program);
int64_t linear_program_row_divisor(const struct linear_program *program, size_t row);

/* Must the sum of this row be integral: are all its columns integer ones? */
bool linear_program_row_is_integral(const struct linear_program *program, size_t row);

/* Exact values at a point; values: [column_count]. */
int128 linear_program_objective_at(const struct linear_program *program, const int64_t *values);
int128 linear_program_row_at(const struct linear_program *program, size_t row, const int64_t *values);

/* Does the point meet the row, exactly? */
bool linear_program_row_holds(const struct linear_program *program, size_t row, const int64_t *values);

/* Is every value within the bounds of its column? */
bool linear_program_bounds_hold(const struct linear_program *program, const int64_t *values);

#endif
