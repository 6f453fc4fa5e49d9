/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does a search begin with? Groups of equal applications with their graphs, the denominator that all
 * prices share, and FIN improved, whose plan is the first to beat and whose paths are the first columns.
 * It takes longer than most proofs where graphs are large: there, if plain FIN has a plan, it waits for the
 * root's being proved without it.
 */
#include "base/arena.h"
#include "model/problem.h"
#include "model/solution.h"
#include "solve/bp_master.h"
#include "solve/fin_joint.h"

/* The scaled energy of a path stays below this. */
#define SCALED_ENERGY_LIMIT (INT64_C(1) << 57)

enum { DENOMINATOR_BITS_LIMIT = 36, FIN_RELAXATIONS_AT_ONCE = 500000 };

static void choose_denominator(struct bp *bp)
{
    int128 dearest = 0;
    for (size_t g = 0; g < bp->group_count; g++) {
        const struct extended_graph *graph = &bp->groups[g].graph;
        const int64_t most = extended_graph_dearest_path(bp->scratch, graph, graph->arc_energies_quanta);
        bp->most_energy_quanta += most * (int64_t)bp->groups[g].size;
        dearest = most > dearest ? most : dearest;
    }
    bp->denominator = INT64_C(1) << DENOMINATOR_BITS_LIMIT;
    while (bp->denominator > 1 && (dearest + 1) * bp->denominator >= SCALED_ENERGY_LIMIT) {
        bp->denominator /= 2;
    }
}

int64_t bp_begin_with_fin(struct bp *bp, bool improves)
{
    struct solve_options options = *bp->options;
    struct solution fin;
    options.improve = improves;
    const enum status status =
        fin_joint_solve(&fin, bp->arena, bp->scratch, bp->problem, &options, bp->error);
    if (status != STATUS_OK) {
        return 0;
    }
    const int64_t relaxations = solution_effort(&fin, "relaxations");
    if (fin.plan == NULL) {
        return relaxations;
    }
    struct bp_path **paths = ARENA_ARRAY(bp->arena, struct bp_path *, bp->problem->application_count);
    for (size_t g = 0; g < bp->group_count; g++) {
        for (size_t k = 0; k < bp->groups[g].size; k++) {
            const size_t h = bp->groups[g].applications[k];
            paths[h] = bp_path_of_choice(bp, g, &fin.plan->applications[h]);
            BUG_IF(paths[h] == NULL);
            bp_master_add(bp, paths[h]);
        }
    }
    bp_keep_paths(bp, paths, fin.energy_quanta);
    return relaxations;
}

const char *bp_hopeless_text(const struct bp *bp, size_t hopeless)
{
    return hopeless == bp->problem->application_count
               ? "what every application takes at least leaves another no room"
               : arena_printf(bp->arena, "no path of the extended graph of %s meets (P2)-(P5)",
                              bp->problem->applications[hopeless].id);
}

bool bp_begin(struct bp *bp, size_t *hopeless)
{
    shared_rows_init(&bp->rows, bp->arena, bp->scratch, bp->problem);
    bp->best_energy_quanta = INT64_MAX;
    bp->root = bp_node_new(bp, NULL, 0);
    if (!bp_groups_build(bp, hopeless)) {
        return false;
    }
    choose_denominator(bp);
    bp->best_paths = ARENA_ARRAY(bp->arena, struct bp_path *, bp->problem->application_count);
    bp_master_new(bp);
    const int64_t relaxations = bp_begin_with_fin(bp, false);
    bp->fin_waits = bp->best_plan != NULL && relaxations > FIN_RELAXATIONS_AT_ONCE;
    if (!bp->fin_waits) {
        bp_begin_with_fin(bp, true);
    }
    return true;
}
