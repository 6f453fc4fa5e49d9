/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_CUMULATIVE_PATH_H
#define FINOPT_SOLVE_CUMULATIVE_PATH_H

#include <stdint.h>

struct arena;
struct energy_path;
struct energy_path_options;
struct extended_graph;

/*
 * FIN with cumulative rounding: instead of each arc's latency, the latency of the whole partial path is
 * rounded up to a depth, c(T) = ceil(gamma * T / deadline). Each (vertex, depth) keeps one partial path, the
 * cheapest, with its true latency. For every gamma:
 *
 *   (F1) The path meets the deadline: latencies are true, and none above the deadline is kept.
 *   (F5) It costs at most what ceil finds, and is found whenever ceil finds one. Hence (F2) and (F4) hold,
 * too. (F6) It costs at most the optimum at deadline * (1 - (H - 1) / gamma), H = the most blocks of a
 * configuration.
 *
 * Proof of (F5). Let p be a path of the ceil graph, at depth d_i and energy e_i after i arcs. Claim: after i
 * arcs there is a kept partial path to the same vertex of energy at most e_i and of a depth c <= d_i. It
 * holds at the source. Let (e, T) be the one after i arcs and the next arc have energy f, latency t and width
 * w = ceil(gamma t / deadline). Its extension has energy e + f <= e_(i+1), and c(T + t) <= c(T) + w <=
 * d_(i+1), since the ceiling of a sum is at most the sum of the ceilings. It is not thrown away for being
 * late: c(T) <= d_i means T <= d_i * deadline / gamma, and the rest of p fits into the remaining gamma - d_i
 * depths, so T and the rest of p together meet the deadline. What is kept instead of it in its cell is no
 * dearer, and what dominates it is no dearer and no deeper. At the sink d <= gamma.
 *
 * Proof of (F6), along a path p of latency at most deadline * (1 - (H - 1) / gamma). After i < H blocks there
 * is a kept partial path, no dearer, at most i * deadline / gamma slower: two latencies of one cell differ by
 * less than a cell, and what dominates is faster. So it and the rest of p meet the deadline, and it is
 * extended; after the last block nothing is left to go, and what is kept there is no dearer.
 *
 * No more is promised: in one cell the cheapest may be the slowest, so the optimum may be missed at any gamma
 * below the deadline. `options` are those of solve/least_energy_path.h, but for its energy limit.
 */
void cumulative_path(struct energy_path *path, struct arena *arena, struct arena *scratch,
                     const struct extended_graph *graph, int64_t gamma,
                     const struct energy_path_options *options);

#endif
