/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_MCP_H
#define FINOPT_SOLVE_MCP_H

#include "base/error.h"

struct arena;
struct problem;
struct solution;
struct solve_options;

/*
 * Baseline `mcp`: the paper's comparison, read as multi-constrained path (Xue et al., ToN 2007): among all
 * accurate configurations and paths, the one whose largest normalised constraint weight, max(latency /
 * deadline, accuracy target / accuracy), is least. Energy plays no part. Ties: less latency, then file order.
 * UNKNOWN if even that misses a constraint. Signature as in solve/solver.h. O(configurations * depth * (nodes
 * + links)).
 */
enum status mcp_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                      const struct problem *problem, const struct solve_options *options,
                      struct error *error);

#endif
