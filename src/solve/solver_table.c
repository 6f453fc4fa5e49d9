/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which methods are there? A method is added by one line here. */
#include <stddef.h>
#include <string.h>

#include "solve/branch_and_price.h"
#include "solve/cloud.h"
#include "solve/exhaustive.h"
#include "solve/fin.h"
#include "solve/greedy.h"
#include "solve/ilp.h"
#include "solve/labels.h"
#include "solve/lagrangian.h"
#include "solve/local.h"
#include "solve/mcp.h"
#include "solve/solver.h"

const struct solver solver_table[] = {
    {"fin", "feasible inference graph at resolution gamma", SOLVER_HEURISTIC, fin_solve},
    {"labels", "exact label setting with dominance and bounds", SOLVER_EXACT, labels_solve},
    {"lagrangian", "bound by prices on shared capacities, in integers", SOLVER_HEURISTIC, lagrangian_solve},
    {"bp", "branch and price, proof in integers", SOLVER_EXACT, branch_and_price_solve},
    {"exhaustive", "every plan, up to a limit", SOLVER_EXACT, exhaustive_solve},
    {"ilp", "integer linear program in GLPK", SOLVER_EXACT, ilp_solve},
    {"mcp", "least constraint weight, blind to energy", SOLVER_BASELINE, mcp_solve},
    {"local", "all blocks at the source", SOLVER_BASELINE, local_solve},
    {"cloud", "all blocks at the fastest node", SOLVER_BASELINE, cloud_solve},
    {"greedy", "cheapest next block that keeps the deadline", SOLVER_BASELINE, greedy_solve},
    {NULL, NULL, SOLVER_BASELINE, NULL},
};

const struct solver *solver_find(const char *name)
{
    for (const struct solver *solver = solver_table; solver->name != NULL; solver++) {
        if (strcmp(solver->name, name) == 0) {
            return solver;
        }
    }
    return NULL;
}

struct solve_options solve_options_default(void)
{
    return (struct solve_options){
        .gamma = 100,
        .rounding = DEPTH_CEIL,
        .lambda = -1,
        .enumeration_limit = 1000000,
        .whole_path_limit = 100,
        .deadline = deadline_never(),
    };
}
