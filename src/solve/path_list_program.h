/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_PATH_LIST_PROGRAM_H
#define FINOPT_SOLVE_PATH_LIST_PROGRAM_H

#include <stdint.h>

struct bp;
struct bp_list;
struct bp_prices;
struct formulation_program;

/*
 * The path program of ilp/path.h over a list of paths instead of all, in the arena of `bp`. Groups are taken
 * apart: a binary per application and path. The paths of the best plan are added, and paths left out that
 * another is as good as. Of an application's energies the least is left out, since one path is chosen in any
 * case: together the program's offset. Rows (P6)-(P8) that no choice from the list breaks are left out, too;
 * cuts with a price are rows.
 *
 * Returns a point of the program, [column_count], that is as good as the best plan; NULL if there is none.
 * O(paths^2 * rows), less if the deadline passes.
 */
const int64_t *path_list_program_build(struct formulation_program *built, struct bp *bp,
                                       const struct bp_list *list, const struct bp_prices *prices);

#endif
