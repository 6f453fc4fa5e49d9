/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_LP_MPS_WRITER_H
#define FINOPT_LP_MPS_WRITER_H

struct arena;
struct linear_program;
struct text;

/*
 * Adds `program` in free MPS format, integers as integers, behind `heading`: lines of comment without control
 * characters, or NULL. Names as in lp/program_names.h. Bounds are written for every column, because readers
 * disagree on what an integer column has by itself. `scratch` is rewound.
 *
 * Reference: GLPK reference manual 5.0, appendix B.
 */
void mps_writer_write(struct text *text, struct arena *scratch, const struct linear_program *program,
                      const char *heading);

#endif
