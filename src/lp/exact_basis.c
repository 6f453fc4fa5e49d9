/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is the exact optimum of a linear program, given a basis that may be optimal?
 *
 * A row that is not basic is met with equality. So the basic columns solve a square system, and the prices of
 * those rows its transpose. Both are solved without fractions: after each step of Bareiss' elimination every
 * entry is a determinant of the matrix, so that divisions are exact, and all unknowns have the last one as
 * denominator. Then everything is compared with its bound: a feasible point and feasible prices that fit
 * together are a proof.
 */
#include "lp/exact_basis.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "lp/linear_program.h"

/* ---- 128 bits that say when they do not suffice ---- */

static bool multiply(int128 *product, int128 a, int128 b)
{
    return !__builtin_mul_overflow(a, b, product);
}

/* sum += a * b */
static bool add_product(int128 *sum, int128 a, int128 b)
{
    int128 product = 0;
    return multiply(&product, a, b) && !__builtin_add_overflow(*sum, product, sum);
}

static bool subtract_product(int128 *difference, int128 a, int128 b)
{
    int128 product = 0;
    return multiply(&product, a, b) && !__builtin_sub_overflow(*difference, product, difference);
}

/* ---- systems of equations ---- */

struct square_system {
    size_t size;
    int128 *cells;      /* [size][size + 1], the right-hand sides last */
    int128 determinant; /* once it is solved: the unknowns are cells[i][size] / determinant */
};

static struct square_system square_system_new(struct arena *scratch, size_t size)
{
    return (struct square_system){.size = size, .cells = ARENA_ARRAY(scratch, int128, size * (size + 1))};
}

static int128 *cell(const struct square_system *system, size_t row, size_t column)
{
    return &system->cells[row * (system->size + 1) + column];
}

/* Brings an entry that is not 0 to (k, k); false if there is none. */
static bool bring_pivot(struct square_system *system, size_t k)
{
    size_t row = k;
    while (row < system->size && *cell(system, row, k) == 0) {
        row++;
    }
    if (row == system->size) {
        return false;
    }
    for (size_t j = 0; j <= system->size && row != k; j++) {
        const int128 kept = *cell(system, row, j);
        *cell(system, row, j) = *cell(system, k, j);
        *cell(system, k, j) = kept;
    }
    return true;
}

/* row i := (pivot * row i - factor * row k) / last, which is integral. */
static bool eliminate(struct square_system *system, size_t i, size_t k, int128 last)
{
    const int128 pivot = *cell(system, k, k);
    const int128 factor = *cell(system, i, k);
    if (factor == 0 && pivot == last) {
        return true;
    }
    for (size_t j = 0; j <= system->size; j++) {
        int128 value = 0;
        if (!multiply(&value, pivot, *cell(system, i, j)) ||
            !subtract_product(&value, factor, *cell(system, k, j))) {
            return false;
        }
        *cell(system, i, j) = value / last;
    }
    return true;
}

/* EXACT_NOT_OPTIMAL: the matrix is singular, so it is that of no basis. */
static enum exact_outcome solve(struct square_system *system)
{
    int128 last = 1;
    for (size_t k = 0; k < system->size; k++) {
        if (!bring_pivot(system, k)) {
            return EXACT_NOT_OPTIMAL;
        }
        for (size_t i = 0; i < system->size; i++) {
            if (i != k && !eliminate(system, i, k, last)) {
                return EXACT_UNKNOWN;
            }
        }
        last = *cell(system, k, k);
    }
    system->determinant = last;
    return EXACT_OPTIMAL;
}

/* ---- the two points of a basis ---- */

struct checker {
    const struct linear_program *program;
    const struct basis *basis;
    size_t size;
    size_t *basic;  /* [size] the basic columns */
    size_t *active; /* [size] the rows that are not basic */
    size_t *place;  /* [column_count] index in `basic`, or SIZE_MAX */
    int128 *values; /* [column_count] times value_scale */
    int128 *prices; /* [row_count] times price_scale; 0 of basic rows */
    int128 value_scale;
    int128 price_scale;
};

static int64_t bound_of(enum basis_status status, int64_t lower, int64_t upper)
{
    if (status == BASIS_FREE) {
        return 0;
    }
    return status == BASIS_AT_UPPER ? upper : lower;
}

/* The same answer with a scale > 0. */
static void scale_up(int128 *numbers, size_t count, int128 *scale)
{
    for (size_t i = 0; i < count && *scale < 0; i++) {
        numbers[i] = -numbers[i];
    }
    *scale = *scale < 0 ? -*scale : *scale;
}

/* A[active, basic] x = bound - A[active, others] x */
static enum exact_outcome find_values(struct checker *c, struct arena *scratch)
{
    const struct linear_program *program = c->program;
    struct square_system system = square_system_new(scratch, c->size);
    for (size_t k = 0; k < c->size; k++) {
        const size_t row = c->active[k];
        int128 *side = cell(&system, k, c->size);
        *side = bound_of(c->basis->rows[row], program->rows[row].lower, program->rows[row].upper);
        for (size_t e = program->row_begin[row]; e < program->row_begin[row + 1]; e++) {
            const size_t j = program->entry_columns[e];
            if (c->place[j] != SIZE_MAX) {
                *cell(&system, k, c->place[j]) = program->entry_values[e];
            } else if (!subtract_product(side, program->entry_values[e], c->values[j])) {
                return EXACT_UNKNOWN;
            }
        }
    }
    const enum exact_outcome outcome = solve(&system);
    c->value_scale = c->size > 0 ? system.determinant : 1;
    for (size_t j = 0; outcome == EXACT_OPTIMAL && j < program->column_count; j++) {
        if (c->place[j] != SIZE_MAX) {
            c->values[j] = *cell(&system, c->place[j], c->size);
        } else if (!multiply(&c->values[j], c->values[j], c->value_scale)) {
            return EXACT_UNKNOWN;
        }
    }
    scale_up(c->values, program->column_count, &c->value_scale);
    return outcome;
}

/* A[active, basic]' y = cost of the basic columns */
static enum exact_outcome find_prices(struct checker *c, struct arena *scratch)
{
    const struct linear_program *program = c->program;
    struct square_system system = square_system_new(scratch, c->size);
    for (size_t k = 0; k < c->size; k++) {
        const size_t row = c->active[k];
        *cell(&system, k, c->size) = program->columns[c->basic[k]].objective;
        for (size_t e = program->row_begin[row]; e < program->row_begin[row + 1]; e++) {
            const size_t place = c->place[program->entry_columns[e]];
            if (place != SIZE_MAX) {
                *cell(&system, place, k) = program->entry_values[e];
            }
        }
    }
    const enum exact_outcome outcome = solve(&system);
    c->price_scale = c->size > 0 ? system.determinant : 1;
    for (size_t k = 0; outcome == EXACT_OPTIMAL && k < c->size; k++) {
        c->prices[c->active[k]] = *cell(&system, k, c->size);
    }
    scale_up(c->prices, program->row_count, &c->price_scale);
    return outcome;
}

/* ---- are they feasible? ---- */

/* lower <= number / scale <= upper? */
static enum exact_outcome is_within(int128 number, int128 scale, int64_t lower, int64_t upper)
{
    int128 least = 0;
    int128 most = 0;
    if ((lower != LINEAR_NO_LOWER && !multiply(&least, lower, scale)) ||
        (upper != LINEAR_NO_UPPER && !multiply(&most, upper, scale))) {
        return EXACT_UNKNOWN;
    }
    const bool holds =
        (lower == LINEAR_NO_LOWER || number >= least) && (upper == LINEAR_NO_UPPER || number <= most);
    return holds ? EXACT_OPTIMAL : EXACT_NOT_OPTIMAL;
}

static enum exact_outcome check_values(const struct checker *c)
{
    const struct linear_program *program = c->program;
    enum exact_outcome outcome = EXACT_OPTIMAL;
    for (size_t j = 0; j < program->column_count && outcome == EXACT_OPTIMAL; j++) {
        outcome =
            is_within(c->values[j], c->value_scale, program->columns[j].lower, program->columns[j].upper);
    }
    for (size_t i = 0; i < program->row_count && outcome == EXACT_OPTIMAL; i++) {
        int128 sum = 0;
        for (size_t e = program->row_begin[i]; e < program->row_begin[i + 1]; e++) {
            if (!add_product(&sum, program->entry_values[e], c->values[program->entry_columns[e]])) {
                return EXACT_UNKNOWN;
            }
        }
        outcome = is_within(sum, c->value_scale, program->rows[i].lower, program->rows[i].upper);
    }
    return outcome;
}

/* May a price of this sign stand at a bound of this status? A minimum presses down from an upper bound. */
static bool is_price(int128 price, enum basis_status status, int64_t lower, int64_t upper)
{
    switch (status) {
    case BASIS_AT_LOWER:
        return price >= 0 || lower == upper;
    case BASIS_AT_UPPER:
        return price <= 0 || lower == upper;
    case BASIS_BASIC:
    case BASIS_FREE:
        break;
    }
    return price == 0;
}

static enum exact_outcome check_prices(const struct checker *c, struct arena *scratch)
{
    const struct linear_program *program = c->program;
    int128 *reduced = ARENA_ARRAY(scratch, int128, program->column_count);
    for (size_t j = 0; j < program->column_count; j++) {
        if (!multiply(&reduced[j], program->columns[j].objective, c->price_scale)) {
            return EXACT_UNKNOWN;
        }
    }
    for (size_t i = 0; i < program->row_count; i++) {
        if (!is_price(c->prices[i], c->basis->rows[i], program->rows[i].lower, program->rows[i].upper)) {
            return EXACT_NOT_OPTIMAL;
        }
        for (size_t e = program->row_begin[i]; e < program->row_begin[i + 1]; e++) {
            if (!subtract_product(&reduced[program->entry_columns[e]], program->entry_values[e],
                                  c->prices[i])) {
                return EXACT_UNKNOWN;
            }
        }
    }
    for (size_t j = 0; j < program->column_count; j++) {
        if (!is_price(reduced[j], c->basis->columns[j], program->columns[j].lower,
                      program->columns[j].upper)) {
            return EXACT_NOT_OPTIMAL;
        }
    }
    return EXACT_OPTIMAL;
}

/* ---- the answer ---- */

/* False if the basis is not one: as many basic columns as rows that are not, all others at a bound there is.
 */
static bool sort_basis(struct checker *c, struct arena *scratch)
{
    const struct linear_program *program = c->program;
    size_t active = 0;
    c->basic = ARENA_ARRAY(scratch, size_t, program->column_count);
    c->active = ARENA_ARRAY(scratch, size_t, program->row_count);
    c->place = ARENA_ARRAY(scratch, size_t, program->column_count);
    c->values = ARENA_ARRAY(scratch, int128, program->column_count);
    c->prices = ARENA_ARRAY(scratch, int128, program->row_count);
    for (size_t j = 0; j < program->column_count; j++) {
        const struct linear_column *column = &program->columns[j];
        c->place[j] = SIZE_MAX;
        if (c->basis->columns[j] == BASIS_BASIC) {
            c->place[j] = c->size;
            c->basic[c->size++] = j;
        } else {
            c->values[j] = bound_of(c->basis->columns[j], column->lower, column->upper);
            if (c->values[j] == LINEAR_NO_LOWER || c->values[j] == LINEAR_NO_UPPER) {
                return false;
            }
        }
    }
    for (size_t i = 0; i < program->row_count; i++) {
        const int64_t bound = bound_of(c->basis->rows[i], program->rows[i].lower, program->rows[i].upper);
        if (c->basis->rows[i] == BASIS_BASIC) {
            continue;
        }
        if (bound == LINEAR_NO_LOWER || bound == LINEAR_NO_UPPER) {
            return false;
        }
        c->active[active++] = i;
    }
    return active == c->size;
}

static int128 common_divisor(int128 a, int128 b)
{
    a = a < 0 ? -a : a;
    while (b != 0) {
        const int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static enum exact_outcome check(struct fraction *value, struct checker *c, struct arena *scratch)
{
    int128 sum = 0;
    if (!sort_basis(c, scratch)) {
        return EXACT_NOT_OPTIMAL;
    }
    if (c->size > EXACT_BASIS_LIMIT) {
        return EXACT_UNKNOWN;
    }
    enum exact_outcome outcome = find_values(c, scratch);
    outcome = outcome == EXACT_OPTIMAL ? check_values(c) : outcome;
    outcome = outcome == EXACT_OPTIMAL ? find_prices(c, scratch) : outcome;
    outcome = outcome == EXACT_OPTIMAL ? check_prices(c, scratch) : outcome;
    for (size_t j = 0; j < c->program->column_count && outcome == EXACT_OPTIMAL; j++) {
        outcome = add_product(&sum, c->program->columns[j].objective, c->values[j]) ? outcome : EXACT_UNKNOWN;
    }
    if (outcome == EXACT_OPTIMAL) {
        const int128 divisor = common_divisor(sum, c->value_scale);
        *value = (struct fraction){.numerator = sum / divisor, .denominator = c->value_scale / divisor};
    }
    return outcome;
}

enum exact_outcome exact_basis_value(struct fraction *value, struct arena *scratch,
                                     const struct linear_program *program, const struct basis *basis)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct checker c = {.program = program, .basis = basis};
    const enum exact_outcome outcome = check(value, &c, scratch);
    arena_rewind(scratch, mark);
    return outcome;
}

/* The decimal digits of a number >= 0, at the end of the buffer. */
static const char *digits(char *end, int128 number)
{
    *--end = '\0';
    do {
        *--end = (char)('0' + (int)(number % 10));
        number /= 10;
    } while (number > 0);
    return end;
}

const char *fraction_text(struct arena *arena, const struct fraction *fraction)
{
    char numerator[48];
    char denominator[48];
    const bool is_negative = fraction->numerator < 0;
    const int128 magnitude = is_negative ? -fraction->numerator : fraction->numerator;
    const char *above = digits(numerator + sizeof numerator, magnitude);
    const char *below = digits(denominator + sizeof denominator, fraction->denominator);
    return arena_printf(arena, "%s%s%s%s", is_negative ? "-" : "", above,
                        fraction->denominator == 1 ? "" : "/", fraction->denominator == 1 ? "" : below);
}
