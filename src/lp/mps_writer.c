/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does a program look like in free MPS format? The format goes by columns, a program by rows, so the
 * matrix is turned round first, by counting.
 */
#include "lp/mps_writer.h"

#include <inttypes.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"
#include "lp/linear_program.h"
#include "lp/program_names.h"

struct mps_writer {
    struct text *text;
    const struct linear_program *program;
    struct program_names names;
};

static char row_letter(const struct linear_row *row)
{
    if (row->lower == LINEAR_NO_LOWER) {
        return row->upper == LINEAR_NO_UPPER ? 'N' : 'L';
    }
    return row->lower == row->upper ? 'E' : 'G';
}

static void write_rows(struct mps_writer *writer)
{
    text_add(writer->text, "ROWS\n N " PROGRAM_OBJECTIVE_NAME "\n");
    for (size_t i = 0; i < writer->program->row_count; i++) {
        text_addf(writer->text, " %c %s\n", row_letter(&writer->program->rows[i]), writer->names.rows[i]);
    }
}

/* The entries by column: those of column j are order[begin[j]] .. order[begin[j+1]-1], with their rows. */
struct column_entries {
    size_t *begin; /* [column_count + 1] */
    size_t *order; /* [entry_count] */
    size_t *rows;  /* [entry_count] by entry */
};

static struct column_entries sort_by_column(struct arena *scratch, const struct linear_program *program)
{
    struct column_entries sorted = {
        .begin = ARENA_ARRAY(scratch, size_t, program->column_count + 2),
        .order = ARENA_ARRAY(scratch, size_t, program->entry_count),
        .rows = ARENA_ARRAY(scratch, size_t, program->entry_count),
    };
    /* Counts are kept one place too far right, so that the last pass leaves begin[j] where j begins. */
    for (size_t e = 0; e < program->entry_count; e++) {
        sorted.begin[program->entry_columns[e] + 2]++;
    }
    for (size_t j = 2; j <= program->column_count; j++) {
        sorted.begin[j] += sorted.begin[j - 1];
    }
    for (size_t i = 0; i < program->row_count; i++) {
        for (size_t e = program->row_begin[i]; e < program->row_begin[i + 1]; e++) {
            sorted.rows[e] = i;
            sorted.order[sorted.begin[program->entry_columns[e] + 1]++] = e;
        }
    }
    return sorted;
}

static void write_column(struct mps_writer *writer, size_t column, const struct column_entries *sorted)
{
    const struct linear_program *program = writer->program;
    const char *name = writer->names.columns[column];
    const int64_t objective = program->columns[column].objective;
    const size_t begin = sorted->begin[column];
    const size_t end = sorted->begin[column + 1];
    if (objective != 0 || begin == end) { /* a column must stand somewhere */
        text_addf(writer->text, " %s " PROGRAM_OBJECTIVE_NAME " %" PRId64 "\n", name, objective);
    }
    for (size_t o = begin; o < end; o++) {
        const size_t entry = sorted->order[o];
        text_addf(writer->text, " %s %s %" PRId64 "\n", name, writer->names.rows[sorted->rows[entry]],
                  program->entry_values[entry]);
    }
}

static void write_columns(struct mps_writer *writer, struct arena *scratch)
{
    const struct linear_program *program = writer->program;
    const struct column_entries sorted = sort_by_column(scratch, program);
    bool is_integer = false;
    text_add(writer->text, "COLUMNS\n");
    for (size_t j = 0; j < program->column_count; j++) {
        if (is_integer != (program->columns[j].kind != COLUMN_CONTINUOUS)) {
            is_integer = !is_integer;
            text_addf(writer->text, " MARKER 'MARKER' '%s'\n", is_integer ? "INTORG" : "INTEND");
        }
        write_column(writer, j, &sorted);
    }
    if (is_integer) {
        text_add(writer->text, " MARKER 'MARKER' 'INTEND'\n");
    }
}

static void write_sides(struct mps_writer *writer)
{
    const struct linear_program *program = writer->program;
    bool has_range = false;
    text_add(writer->text, "RHS\n");
    for (size_t i = 0; i < program->row_count; i++) {
        const struct linear_row *row = &program->rows[i];
        const char letter = row_letter(row);
        const int64_t side = letter == 'L' ? row->upper : row->lower;
        if (letter != 'N' && side != 0) {
            text_addf(writer->text, " RHS %s %" PRId64 "\n", writer->names.rows[i], side);
        }
        has_range = has_range || (letter == 'G' && row->upper != LINEAR_NO_UPPER);
    }
    if (!has_range) {
        return;
    }
    text_add(writer->text, "RANGES\n");
    for (size_t i = 0; i < program->row_count; i++) {
        const struct linear_row *row = &program->rows[i];
        if (row_letter(row) == 'G' && row->upper != LINEAR_NO_UPPER) {
            /* Unsigned: the distance of two int64_t fits. */
            text_addf(writer->text, " RANGES %s %" PRIu64 "\n", writer->names.rows[i],
                      (uint64_t)row->upper - (uint64_t)row->lower);
        }
    }
}

static void write_bound(struct mps_writer *writer, const char *kind, const char *name, int64_t value)
{
    text_addf(writer->text, " %s BND %s %" PRId64 "\n", kind, name, value);
}

static void write_bounds(struct mps_writer *writer)
{
    text_add(writer->text, "BOUNDS\n");
    for (size_t j = 0; j < writer->program->column_count; j++) {
        const struct linear_column *column = &writer->program->columns[j];
        const char *name = writer->names.columns[j];
        const bool has_lower = column->lower != LINEAR_NO_LOWER;
        const bool has_upper = column->upper != LINEAR_NO_UPPER;
        if (!has_lower && !has_upper) {
            text_addf(writer->text, " FR BND %s\n", name);
        } else if (column->lower == column->upper) {
            write_bound(writer, "FX", name, column->lower);
        } else {
            if (has_lower) { /* first: an upper bound below 0 would otherwise move the lower one */
                write_bound(writer, "LO", name, column->lower);
            } else {
                text_addf(writer->text, " MI BND %s\n", name);
            }
            if (has_upper) {
                write_bound(writer, "UP", name, column->upper);
            } else {
                text_addf(writer->text, " PL BND %s\n", name);
            }
        }
    }
}

void mps_writer_write(struct text *text, struct arena *scratch, const struct linear_program *program,
                      const char *heading)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct mps_writer writer = {.text = text, .program = program};
    program_names_build(&writer.names, scratch, program, PROGRAM_NAMES_MPS);
    program_heading_write(text, heading, "* ");
    program_names_explain(text, &writer.names, program, "* ");
    text_add(text, "NAME finopt FREE\n");
    write_rows(&writer);
    write_columns(&writer, scratch);
    write_sides(&writer);
    write_bounds(&writer);
    text_add(text, "ENDATA\n");
    arena_rewind(scratch, mark);
}
