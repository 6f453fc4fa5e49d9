/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_LP_EXACT_BASIS_H
#define FINOPT_LP_EXACT_BASIS_H

#include "base/checked.h"

struct arena;
struct linear_program;

/* Where a simplex method leaves a column, or the sum of a row. */
enum basis_status { BASIS_BASIC, BASIS_AT_LOWER, BASIS_AT_UPPER, BASIS_FREE };

struct basis {
    enum basis_status *columns; /* [column_count] */
    enum basis_status *rows;    /* [row_count] */
};

enum exact_outcome {
    EXACT_OPTIMAL,     /* proved: the point meets everything, and so do its prices */
    EXACT_NOT_OPTIMAL, /* not an optimal basis of this program */
    EXACT_UNKNOWN /* too large: the numbers leave 128 bits, or there are more than EXACT_BASIS_LIMIT of them
                   */
};

enum { EXACT_BASIS_LIMIT = 200 };

/* numerator / denominator, in lowest terms, denominator > 0. */
struct fraction {
    int128 numerator;
    int128 denominator;
};

/*
 * Is the basis optimal for the linear relaxation of `program`, and what is the optimum, exactly? Whoever
 * found the basis, by whatever arithmetic, need not be trusted: primal and dual point are recomputed in
 * integers and compared with every bound. `scratch` is rewound. O(k^3) for k basic columns. Reference:
 * Bareiss, Math. Comp. 22 (1968).
 */
enum exact_outcome exact_basis_value(struct fraction *value, struct arena *scratch,
                                     const struct linear_program *program, const struct basis *basis);

/* "35", "-71/2", in `arena`. */
const char *fraction_text(struct arena *arena, const struct fraction *fraction);

#endif
