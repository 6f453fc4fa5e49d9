/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_LP_LP_WRITER_H
#define FINOPT_LP_LP_WRITER_H

struct arena;
struct linear_program;
struct text;

/*
 * Adds `program` in CPLEX LP format, integers as integers, behind `heading`: lines of comment without control
 * characters, or NULL. Names as in lp/program_names.h. A row without bounds is left out, since the format has
 * no words for it; a row with two different bounds is written twice, the second time as `NAME.lower`; without
 * any column there is a column `none`, fixed at 0. Every line is shorter than 560 bytes, as the format
 * wants. `scratch` is rewound.
 *
 * Reference: GLPK reference manual 5.0, appendix C.
 */
void lp_writer_write(struct text *text, struct arena *scratch, const struct linear_program *program,
                     const char *heading);

#endif
