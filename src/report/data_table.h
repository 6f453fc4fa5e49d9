/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_DATA_TABLE_H
#define FINOPT_REPORT_DATA_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct plan_record;
struct text;

/*
 * A table of values that people and programs read: columns with a key and a unit, cells that are numbers
 * until they are written.
 *
 *   key        latency_quanta  latency_s   plan
 *   heading    -               latency     plan         NULL: not in text
 *   cells      6563638         0.00656     {exit3: ..}  text: `6.563638 ms`, `exit3: device, cloud x2`
 */
enum column_form {
    COLUMN_PLAIN,    /* strings and integers as they are */
    COLUMN_QUANTITY, /* a number with its unit and five digits */
    COLUMN_EXACT,    /* the same with all digits */
    COLUMN_PERCENT,  /* a ratio, in text as per cent */
    COLUMN_DURATION  /* measured seconds */
};

struct data_column {
    const char *key;     /* in JSON and CSV; NULL: only in text */
    const char *heading; /* in text; NULL: not there */
    enum column_form form;
    const char *unit; /* of a quantity */
};

enum cell_kind { CELL_EMPTY, CELL_STRING, CELL_INTEGER, CELL_NUMBER, CELL_PLAN };

struct data_cell {
    enum cell_kind kind;
    const char *string;
    int64_t integer;
    double number;
    const struct plan_record *plan;
};

struct data_table {
    struct arena *arena;
    const char *instance;              /* name */
    const char *subject;               /* what the rows are: `pareto` */
    const struct data_column *columns; /* [column_count] */
    size_t column_count;
    struct data_cell *cells; /* [row_count][column_count] */
    size_t row_count;
    size_t row_capacity;
    const char *title;   /* the first line of text */
    const char *closing; /* the last */
    bool is_complete;    /* false: a limit came first somewhere; the closing line says so */
};

/* Empty; the columns are not copied. */
void data_table_init(struct data_table *table, struct arena *arena, const struct data_column *columns,
                     size_t column_count);

/* A new row of empty cells, good until the next is added. */
struct data_cell *data_table_add_row(struct data_table *table);

struct data_cell cell_string(const char *string);
struct data_cell cell_integer(int64_t integer);
struct data_cell cell_number(double number);
struct data_cell cell_plan(const struct plan_record *plan); /* NULL: empty */

/* `exit3: device, cloud x2`, for several applications each with its id; in `arena`. */
const char *plan_words(struct arena *arena, const struct plan_record *plan);

/* For a terminal; one JSON document "finopt-sweep-1"; a row a line with a line of keys. */
void data_table_write_text(struct text *text, const struct data_table *table, bool is_coloured);
void data_table_write_json(struct text *text, const struct data_table *table);
void data_table_write_csv(struct text *text, const struct data_table *table);

#endif
