/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_LP_PROGRAM_NAMES_H
#define FINOPT_LP_PROGRAM_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct linear_program;
struct text;

/*
 * Names of rows and columns as file formats take them: legal, unique, and as close to `P4[camera]` as that
 * allows.
 *
 *   in the program     CPLEX LP           free MPS
 *   P4[camera]         P4(camera)         P4[camera]         brackets are operators in CPLEX LP
 *   x[cam-1,1,a,b]     x(cam~1,1,a,b)     x[cam-1,1,a,b]     so is the minus
 *   x[my cam]          x(my#20cam)        x[my#20cam]        any other byte but letters, digits, `_ . ,`: hex
 *
 * That can be undone: `(`, `)`, `~` and `#` of a name itself are written in hex. Not so where a name would be
 * longer than PROGRAM_NAME_LIMIT bytes, is that of an earlier row or column, does not begin with a letter
 * other than e (which begins numbers) or has no bracket (it might be a word of the format): such a one is
 * called `column7` or `row7`, counted from 1, and program_names_explain() says what it stands for.
 */
enum { PROGRAM_NAME_LIMIT = 100 };

enum program_name_style { PROGRAM_NAMES_LP, PROGRAM_NAMES_MPS };

struct program_names {
    const char **columns;     /* [column_count] */
    const char **rows;        /* [row_count] */
    const char **old_columns; /* [column_count] the name that gave way, escaped; or NULL */
    const char **old_rows;    /* [row_count] likewise */
};

/* The name of the objective; no row has it. */
#define PROGRAM_OBJECTIVE_NAME "P0"

/* All names, in `arena`. O(n log n) comparisons. */
void program_names_build(struct program_names *names, struct arena *arena,
                         const struct linear_program *program, enum program_name_style style);

/* Adds a line `column7 is x[...]`, behind `comment`, for every name that gave way. */
void program_names_explain(struct text *text, const struct program_names *names,
                           const struct linear_program *program, const char *comment);

/* Adds `heading`, which may be NULL, with `comment` before each of its lines. */
void program_heading_write(struct text *text, const char *heading, const char *comment);

#endif
