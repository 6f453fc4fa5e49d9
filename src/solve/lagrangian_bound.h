/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_LAGRANGIAN_BOUND_H
#define FINOPT_SOLVE_LAGRANGIAN_BOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct extended_graph;

/*
 * Lagrangian bounds for (P4), in integers. With energy scale S = 2^k > 0 and latency price P >= 0 an arc
 * costs S * energy + P * latency. For a label (energy e, latency t) at vertex v, every completion that meets
 * the deadline has
 *
 *     S * energy of the whole path  >=  S * e + P * t + cost_to_go[v] - P * deadline
 *
 * whatever P and S are, so the bound is a proof although the best P/S was only searched for. The completion
 * of least cost is kept with its energy and latency: when it meets the deadline it is a plan. Source: Handler
 * & Zang, Networks 1980; Beasley & Christofides, Networks 1989.
 */
struct lagrangian_bound {
    int64_t energy_scale;
    int64_t latency_price;
    int64_t *cost_to_go;    /* [vertex_count] least S * energy + P * latency to the sink */
    int64_t *energy_to_go;  /* [vertex_count] energy of that completion */
    int64_t *latency_to_go; /* [vertex_count] its latency; least among completions of equal cost */
    uint32_t *next_arcs;    /* [vertex_count] its first arc */
};

/* One backward sweep, in `arena`. Energies and latencies of any path times S and P must stay below 2^60.
 * O(arcs). */
void lagrangian_bound_compute(struct lagrangian_bound *bound, struct arena *arena,
                              const struct extended_graph *graph, int64_t energy_scale,
                              int64_t latency_price);

/* Lower bound on the energy of any feasible path, from the source: rounded up, at least 0. */
int64_t lagrangian_bound_energy(const struct lagrangian_bound *bound, int64_t deadline_quanta);

/*
 * The multipliers that a search for the best bound met: bounds[0] is energy alone (P = 0), bounds[1]
 * latency alone (S = 0, no bound on energies), bounds[2] the best found, then others around it.
 * count is 2 if the least-energy path meets the deadline or nothing does.
 */
enum { LAGRANGIAN_BOUND_LIMIT = 6 };

struct lagrangian_dual {
    struct lagrangian_bound bounds[LAGRANGIAN_BOUND_LIMIT];
    size_t count;
    int64_t sweeps;
};

/*
 * The least-energy path, bounds[0], alone: one sweep. True if it meets the deadline; then it is a plan of
 * least energy and nothing is left to search. The graph must not be empty. Results in `arena`. O(arcs).
 */
bool lagrangian_dual_begin(struct lagrangian_dual *dual, struct arena *arena,
                           const struct extended_graph *graph, int64_t deadline_quanta);

/*
 * After that: searches the multiplier by intersecting the lines of a path that meets the deadline and one
 * that does not. O(sweeps * arcs), sweeps at most about 20.
 */
void lagrangian_dual_go_on(struct lagrangian_dual *dual, struct arena *arena,
                           const struct extended_graph *graph, int64_t deadline_quanta);

#endif
