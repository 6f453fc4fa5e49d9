/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_FIN_REFINE_H
#define FINOPT_SOLVE_FIN_REFINE_H

#include <stdint.h>

struct arena;
struct extended_graph;
struct solution;
struct solve_options;

/*
 * FIN that proves itself, without any ILP: goes on where FIN left a plan (or none) and a bound, until they
 * are equal or a limit comes. `solution` has a bound, and a plan if its outcome is FEASIBLE; both only get
 * better. It becomes OPTIMAL, with the proof named, or stays FEASIBLE, with the limit in its note: there is
 * always a plan, since the graph, pruned by the deadline and not empty, holds one.
 *
 * Starts at options->gamma cells per vertex and ends at GAMMA_LIMIT. `scratch` is rewound; between limits it
 * holds what the prices take, O(arcs), and one round, O(gamma * vertices).
 */
void fin_refine(struct solution *solution, struct arena *arena, struct arena *scratch,
                const struct extended_graph *graph, const struct solve_options *options);

#endif
