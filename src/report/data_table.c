/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How do the same values become lines for people and fields for programs? Each column says it once. */
#include "report/data_table.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "compare/record.h"
#include "io/json_writer.h"
#include "io/safe_text.h"
#include "report/csv_fields.h"
#include "report/engineering.h"
#include "report/result_json.h"
#include "report/text_table.h"

void data_table_init(struct data_table *table, struct arena *arena, const struct data_column *columns,
                     size_t column_count)
{
    *table = (struct data_table){.arena = arena, .columns = columns, .column_count = column_count};
}

struct data_cell *data_table_add_row(struct data_table *table)
{
    table->cells = arena_grow(table->arena, table->cells, table->row_count, &table->row_capacity,
                              table->column_count * sizeof *table->cells);
    return &table->cells[table->row_count++ * table->column_count];
}

struct data_cell cell_string(const char *string)
{
    return (struct data_cell){.kind = string != NULL ? CELL_STRING : CELL_EMPTY, .string = string};
}

struct data_cell cell_integer(int64_t integer)
{
    return (struct data_cell){.kind = CELL_INTEGER, .integer = integer};
}

struct data_cell cell_number(double number)
{
    return (struct data_cell){.kind = isfinite(number) ? CELL_NUMBER : CELL_EMPTY, .number = number};
}

struct data_cell cell_plan(const struct plan_record *plan)
{
    return (struct data_cell){.kind = plan != NULL ? CELL_PLAN : CELL_EMPTY, .plan = plan};
}

/* Runs of blocks on the same node: `device, cloud x2`. */
static void add_nodes(struct text *text, const struct plan_record_application *place)
{
    for (size_t i = 0; i < place->node_count;) {
        size_t run = 1;
        while (i + run < place->node_count && strcmp(place->nodes[i], place->nodes[i + run]) == 0) {
            run++;
        }
        text_add(text, i == 0 ? ": " : ", ");
        text_add_safe(text, place->nodes[i]);
        if (run > 1) {
            text_addf(text, " x%zu", run);
        }
        i += run;
    }
}

const char *plan_words(struct arena *arena, const struct plan_record *plan)
{
    struct text text;
    text_init(&text, arena);
    for (size_t h = 0; h < plan->application_count; h++) {
        const struct plan_record_application *place = &plan->applications[h];
        text_add(&text, h == 0 ? "" : "; ");
        if (plan->application_count > 1) {
            text_add_safe(&text, place->id);
            text_add(&text, " ");
        }
        text_add_safe(&text, place->configuration);
        add_nodes(&text, place);
    }
    return text.data;
}

enum { PLANS_ON_A_LINE = 3 };

/* A cell as people read it. */
static const char *cell_words(struct arena *arena, const struct data_column *column,
                              const struct data_cell *cell)
{
    struct text text;
    text_init(&text, arena);
    switch (cell->kind) {
    case CELL_EMPTY:
        return "-";
    case CELL_STRING:
        return safe_words(arena, cell->string);
    case CELL_INTEGER:
        return arena_printf(arena, "%" PRId64, cell->integer);
    case CELL_PLAN: /* a line has room for few */
        return cell->plan->application_count <= PLANS_ON_A_LINE
                   ? plan_words(arena, cell->plan)
                   : arena_printf(arena, "of %zu applications, see --format json",
                                  cell->plan->application_count);
    case CELL_NUMBER:
        break;
    }
    if (column->form == COLUMN_PERCENT) {
        text_add_percent(&text, cell->number);
    } else if (column->form == COLUMN_DURATION) {
        text_add_duration(&text, cell->number);
    } else if (column->form == COLUMN_EXACT) {
        text_add_exact_quantity(&text, cell->number, column->unit);
    } else if (column->form == COLUMN_QUANTITY) {
        text_add_quantity(&text, cell->number, column->unit);
    } else {
        text_addf(&text, "%.9g", cell->number);
    }
    return text.data;
}

/* Numbers stand to the right, words to the left. */
static enum text_alignment alignment_of(const struct data_table *table, size_t column)
{
    for (size_t r = 0; r < table->row_count; r++) {
        const enum cell_kind kind = table->cells[r * table->column_count + column].kind;
        if (kind == CELL_STRING || kind == CELL_PLAN) {
            return ALIGN_LEFT;
        }
    }
    return ALIGN_RIGHT;
}

void data_table_write_text(struct text *text, const struct data_table *table, bool is_coloured)
{
    enum text_alignment *alignments = ARENA_ARRAY(table->arena, enum text_alignment, table->column_count);
    size_t *shown = ARENA_ARRAY(table->arena, size_t, table->column_count);
    size_t count = 0;
    for (size_t c = 0; c < table->column_count; c++) {
        if (table->columns[c].heading != NULL) {
            alignments[count] = alignment_of(table, c);
            shown[count++] = c;
        }
    }
    struct text_table lines;
    text_table_init(&lines, table->arena, alignments, count);
    struct text_cell *headings = text_table_add_row(&lines);
    for (size_t c = 0; c < count; c++) {
        headings[c] = (struct text_cell){table->columns[shown[c]].heading, STYLE_DIM};
    }
    for (size_t r = 0; r < table->row_count; r++) {
        struct text_cell *row = text_table_add_row(&lines);
        for (size_t c = 0; c < count; c++) {
            const struct data_cell *cell = &table->cells[r * table->column_count + shown[c]];
            row[c].string = cell_words(table->arena, &table->columns[shown[c]], cell);
        }
    }
    text_add_styled(text, table->title, STYLE_BOLD, is_coloured);
    text_add(text, "\n");
    if (table->row_count > 0) {
        text_table_write(text, &lines, 0, is_coloured);
    }
    text_addf(text, "%s\n", table->closing);
}

static void write_json_cell(struct json_writer *json, const struct data_table *table,
                            const struct data_cell *cell)
{
    switch (cell->kind) {
    case CELL_EMPTY:
        json_write_null(json);
        break;
    case CELL_STRING:
        json_write_string(json, cell->string);
        break;
    case CELL_INTEGER:
        json_write_int64(json, cell->integer);
        break;
    case CELL_NUMBER:
        json_write_double(json, cell->number);
        break;
    case CELL_PLAN:
        plan_json_write_object(json, table->instance, cell->plan);
        break;
    }
}

void data_table_write_json(struct text *text, const struct data_table *table)
{
    struct json_writer json;
    json_writer_init(&json, text, JSON_PRETTY);
    json_write_begin_object(&json);
    json_write_key(&json, "format");
    json_write_string(&json, "finopt-sweep-1");
    json_write_key(&json, "instance");
    json_write_string(&json, table->instance);
    json_write_key(&json, "subject");
    json_write_string(&json, table->subject);
    json_write_key(&json, "complete");
    json_write_bool(&json, table->is_complete);
    json_write_key(&json, "rows");
    json_write_begin_array(&json);
    for (size_t r = 0; r < table->row_count; r++) {
        json_write_begin_object(&json);
        for (size_t c = 0; c < table->column_count; c++) {
            if (table->columns[c].key != NULL) {
                json_write_key(&json, table->columns[c].key);
                write_json_cell(&json, table, &table->cells[r * table->column_count + c]);
            }
        }
        json_write_end_object(&json);
    }
    json_write_end_array(&json);
    json_write_end_object(&json);
    text_add(text, "\n");
}

static void write_csv_cell(struct text *text, const struct data_table *table, const struct data_cell *cell)
{
    switch (cell->kind) {
    case CELL_EMPTY:
        break;
    case CELL_STRING:
        text_add_csv_field(text, cell->string);
        break;
    case CELL_INTEGER:
        text_addf(text, "%" PRId64, cell->integer);
        break;
    case CELL_NUMBER:
        text_add_csv_number(text, cell->number);
        break;
    case CELL_PLAN:
        text_add_csv_field(text, plan_words(table->arena, cell->plan));
        break;
    }
}

void data_table_write_csv(struct text *text, const struct data_table *table)
{
    const char *separator = "";
    for (size_t c = 0; c < table->column_count; c++) {
        if (table->columns[c].key != NULL) {
            text_addf(text, "%s%s", separator, table->columns[c].key);
            separator = ",";
        }
    }
    text_add(text, "\n");
    for (size_t r = 0; r < table->row_count; r++) {
        separator = "";
        for (size_t c = 0; c < table->column_count; c++) {
            if (table->columns[c].key != NULL) {
                text_add(text, separator);
                write_csv_cell(text, table, &table->cells[r * table->column_count + c]);
                separator = ",";
            }
        }
        text_add(text, "\n");
    }
}
