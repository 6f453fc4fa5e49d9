/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_BP_COMBINE_H
#define FINOPT_SOLVE_BP_COMBINE_H

#include <stdint.h>

#include "solve/bp.h"

enum bp_combination {
    COMBINATION_NONE,   /* no plan below the node costs less than the target */
    COMBINATION_BETTER, /* the best plan below the node does, and has been kept */
    COMBINATION_UNKNOWN /* there is too much to combine */
};

/* Is there a plan below the view's node that costs less than `target_quanta`, not above the best plan's
 * energy? By the solution's prices; exact. */
enum bp_combination bp_combine(struct bp *bp, const struct bp_view *view, const struct bp_solution *solution,
                               int64_t target_quanta);

#endif
