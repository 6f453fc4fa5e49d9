/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does a program look like in CPLEX LP format? Objective, rows, bounds, kinds, one after the other.
 *
 * A reader learns of a column where it first meets its name; so the objective also names, with a factor of
 * 0, the columns that stand nowhere else, and an empty row names the first column with a factor of 0. GLPK
 * gives every column of a section `Binary` the bounds 0 and 1, so fixed binaries go to `General` with their
 * bounds.
 */
#include "lp/lp_writer.h"

#include <inttypes.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"
#include "lp/linear_program.h"
#include "lp/program_names.h"

enum { LINE_WIDTH = 90 };

struct lp_writer {
    struct text *text;
    const struct linear_program *program;
    struct program_names names;
    size_t line_begin;
};

static void break_line(struct lp_writer *writer)
{
    text_add(writer->text, "\n");
    writer->line_begin = writer->text->length;
}

/* One term of a sum, on a new line where this one is full. */
static void add_term(struct lp_writer *writer, int64_t value, const char *name)
{
    if (writer->text->length - writer->line_begin > LINE_WIDTH) {
        break_line(writer);
        text_add(writer->text, "   ");
    }
    /* The magnitude as unsigned: -INT64_MIN does not exist. */
    const uint64_t magnitude = value < 0 ? UINT64_C(0) - (uint64_t)value : (uint64_t)value;
    text_add(writer->text, value < 0 ? " - " : " + ");
    if (magnitude != 1) {
        text_addf(writer->text, "%" PRIu64 " ", magnitude);
    }
    text_add(writer->text, name);
}

static const char *first_column(const struct lp_writer *writer)
{
    return writer->program->column_count > 0 ? writer->names.columns[0] : "none";
}

static void write_objective(struct lp_writer *writer, struct arena *scratch)
{
    const struct linear_program *program = writer->program;
    bool *is_used = ARENA_ARRAY(scratch, bool, program->column_count);
    for (size_t e = 0; e < program->entry_count; e++) {
        is_used[program->entry_columns[e]] = true;
    }
    bool is_empty = true;
    text_add(writer->text, "Minimize\n");
    writer->line_begin = writer->text->length;
    text_add(writer->text, " " PROGRAM_OBJECTIVE_NAME ":");
    for (size_t j = 0; j < program->column_count; j++) {
        if (program->columns[j].objective != 0 || !is_used[j]) {
            add_term(writer, program->columns[j].objective, writer->names.columns[j]);
            is_empty = false;
        }
    }
    if (is_empty) {
        add_term(writer, 0, first_column(writer));
    }
    break_line(writer);
}

static void write_row(struct lp_writer *writer, size_t row, const char *suffix, const char *relation,
                      int64_t side)
{
    const struct linear_program *program = writer->program;
    text_addf(writer->text, " %s%s:", writer->names.rows[row], suffix);
    for (size_t e = program->row_begin[row]; e < program->row_begin[row + 1]; e++) {
        add_term(writer, program->entry_values[e], writer->names.columns[program->entry_columns[e]]);
    }
    if (program->row_begin[row] == program->row_begin[row + 1]) {
        add_term(writer, 0, first_column(writer));
    }
    text_addf(writer->text, " %s %" PRId64, relation, side);
    break_line(writer);
}

static void write_rows(struct lp_writer *writer)
{
    const struct linear_program *program = writer->program;
    bool is_empty = true;
    text_add(writer->text, "Subject To\n");
    writer->line_begin = writer->text->length;
    for (size_t i = 0; i < program->row_count; i++) {
        const struct linear_row *row = &program->rows[i];
        const bool has_lower = row->lower != LINEAR_NO_LOWER;
        const bool has_upper = row->upper != LINEAR_NO_UPPER;
        if (has_lower && has_upper && row->lower == row->upper) {
            write_row(writer, i, "", "=", row->lower);
        } else {
            if (has_upper) {
                write_row(writer, i, "", "<=", row->upper);
            }
            if (has_lower) {
                write_row(writer, i, has_upper ? ".lower" : "", ">=", row->lower);
            }
        }
        is_empty = is_empty && !has_lower && !has_upper;
    }
    if (is_empty) { /* the format wants a row */
        text_add(writer->text, " none:");
        add_term(writer, 0, first_column(writer));
        text_add(writer->text, " <= 0");
        break_line(writer);
    }
}

static bool is_plain_binary(const struct linear_column *column)
{
    return column->kind == COLUMN_BINARY && column->lower == 0 && column->upper == 1;
}

static void write_bound(struct lp_writer *writer, const struct linear_column *column, const char *name)
{
    if (is_plain_binary(column)) {
        return;
    }
    const bool has_lower = column->lower != LINEAR_NO_LOWER;
    const bool has_upper = column->upper != LINEAR_NO_UPPER;
    if (has_lower && has_upper && column->lower == column->upper) {
        text_addf(writer->text, " %s = %" PRId64 "\n", name, column->lower);
    } else if (!has_lower && !has_upper) {
        text_addf(writer->text, " %s free\n", name);
    } else if (!has_lower) {
        text_addf(writer->text, " -inf <= %s <= %" PRId64 "\n", name, column->upper);
    } else if (!has_upper) {
        text_addf(writer->text, " %s >= %" PRId64 "\n", name, column->lower);
    } else {
        text_addf(writer->text, " %" PRId64 " <= %s <= %" PRId64 "\n", column->lower, name, column->upper);
    }
}

static void write_bounds(struct lp_writer *writer)
{
    const struct linear_program *program = writer->program;
    text_add(writer->text, "Bounds\n");
    for (size_t j = 0; j < program->column_count; j++) {
        write_bound(writer, &program->columns[j], writer->names.columns[j]);
    }
    if (program->column_count == 0) {
        text_add(writer->text, " none = 0\n");
    }
}

static bool is_general(const struct linear_column *column)
{
    return column->kind != COLUMN_CONTINUOUS && !is_plain_binary(column);
}

/* The columns of one kind under its title. */
static void write_kind(struct lp_writer *writer, const char *title,
                       bool (*is_wanted)(const struct linear_column *column))
{
    const struct linear_program *program = writer->program;
    for (size_t j = 0; j < program->column_count; j++) {
        if (is_wanted(&program->columns[j])) {
            text_add(writer->text, title);
            text_addf(writer->text, " %s\n", writer->names.columns[j]);
            title = "";
        }
    }
}

void lp_writer_write(struct text *text, struct arena *scratch, const struct linear_program *program,
                     const char *heading)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct lp_writer writer = {.text = text, .program = program};
    program_names_build(&writer.names, scratch, program, PROGRAM_NAMES_LP);
    program_heading_write(text, heading, "\\ ");
    program_names_explain(text, &writer.names, program, "\\ ");
    write_objective(&writer, scratch);
    write_rows(&writer);
    write_bounds(&writer);
    write_kind(&writer, "General\n", is_general);
    write_kind(&writer, "Binary\n", is_plain_binary);
    text_add(text, "End\n");
    arena_rewind(scratch, mark);
}
