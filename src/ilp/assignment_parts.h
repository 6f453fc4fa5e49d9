/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_ILP_ASSIGNMENT_PARTS_H
#define FINOPT_ILP_ASSIGNMENT_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ilp/tagged_rows.h"
#include "lp/linear_program.h"

struct stage;

/*
 * What the assignment formulation knows of its rows and columns: assignment.c builds it, assignment_read.c
 * names and decodes. Invariant: columns of z come first, then those of x, then y and r.
 */

/* No such column. */
#define NO_COLUMN SIZE_MAX

/* A stage of an application, with its columns. */
struct assigned_stage {
    const struct stage *stage;
    size_t application;
    size_t configuration; /* the first that has it, for names */
    size_t *x;            /* [node_count] columns, or NO_COLUMN */
    size_t *before;       /* [before_count] the stages before it, as indices into `stages` */
    size_t before_count;
};

/* What a column means, for its name. */
enum column_role { ROLE_Z, ROLE_X, ROLE_Y, ROLE_R };

struct column_meaning {
    enum column_role role;
    uint32_t application;
    size_t stage; /* the configuration of z */
    uint32_t from;
    uint32_t node;
};

/* Of the rows that tagged_row_name() does not name: `subject` is an index here. */
#define FROM_ANYWHERE UINT32_MAX

struct row_meaning {
    size_t stage;
    uint32_t from;
    uint32_t node;
};

struct assignment {
    const struct problem *problem;
    struct linear_program *program;
    struct tagged_rows rows;
    struct arena *arena;

    struct assigned_stage *stages; /* [stage_count] */
    size_t stage_count;
    size_t *first_stages; /* [application_count + 1] */
    size_t **z;           /* [application_count][configuration_count] columns, or NO_COLUMN */

    struct column_meaning *columns; /* [column_count] */
    bool *follows;                  /* [column_count] */
    struct column_usage *usages;    /* [column_count] of columns that take anything, ascending */
    size_t usage_count;
    size_t column_capacity;
    int64_t *latencies_quanta; /* [column_count] */

    struct row_meaning *row_meanings;
    size_t row_meaning_count;
    const bool *has_load_row; /* [node_count] (P6) of this owner can bind */
};

/* Names of columns and rows; `assignment` must live as long as the program. */
struct linear_names assignment_names(const struct assignment *assignment);

#endif
