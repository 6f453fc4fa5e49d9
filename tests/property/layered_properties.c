/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is label setting exact where plans differ by a single quantum? Layered problems with costs of 1 to a few,
 * every arc with costs of its own, at every deadline from too tight to loose: against plain enumeration. Then
 * problems with many labels, with small latencies and the same in a much finer unit: label setting ends the
 * first kind with a table over every latency and cannot do so with the second.
 *
 *   layered_properties [FIRST-SEED [COUNT]]
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../bench/layered_problem.h"
#include "base/deadline.h"
#include "model/solution.h"
#include "solve/exhaustive.h"
#include "solve/fin.h"
#include "solve/labels.h"
#include "solve/solver.h"

struct tally {
    uint64_t problems;
    uint64_t infeasible;
    uint64_t failures;
};

static int64_t answer_of(const struct solution *solution)
{
    return solution->outcome == OUTCOME_INFEASIBLE ? -1 : solution->energy_quanta;
}

/* FIN at gamma = deadline is exact too, (F4). */
static void compare_at(struct tally *tally, struct arena *arena, struct arena *scratch,
                       const struct problem *problem, uint64_t seed)
{
    struct solve_options options = solve_options_default();
    struct solution enumeration;
    struct solution labels;
    struct solution fin;
    struct error error;
    options.gamma = problem->applications[0].deadline_quanta;
    const bool all_answered =
        exhaustive_solve(&enumeration, arena, scratch, problem, &options, &error) == STATUS_OK &&
        labels_solve(&labels, arena, scratch, problem, &options, &error) == STATUS_OK &&
        fin_solve(&fin, arena, scratch, problem, &options, &error) == STATUS_OK;
    tally->problems++;
    tally->infeasible += all_answered && enumeration.outcome == OUTCOME_INFEASIBLE;
    if (!all_answered || answer_of(&labels) != answer_of(&enumeration) ||
        answer_of(&fin) != answer_of(&enumeration)) {
        printf("seed %" PRIu64 ", deadline %" PRId64 ": enumeration %" PRId64 ", labels %" PRId64
               ", fin %" PRId64 "\n",
               seed, options.gamma, answer_of(&enumeration), answer_of(&labels), answer_of(&fin));
        tally->failures++;
    }
}

static void run_seed(struct tally *tally, uint64_t seed)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    const struct layered_family family = {
        .blocks = 3 + seed % 4,
        .nodes = 2 + seed % 2,
        .anti_correlated = seed % 3 == 0,
        .most_cost = 3 + (int64_t)(seed % 7),
        .seed = seed,
    };
    const struct problem *problem = layered_problem(arena, &family);
    const int64_t most = problem->applications[0].deadline_quanta * 2 + 3;
    for (int64_t deadline = 1; deadline <= most; deadline++) {
        const struct arena_mark mark = arena_mark(arena);
        compare_at(tally, arena, scratch, problem_with_deadline(arena, problem, 0, deadline), seed);
        arena_rewind(arena, mark);
    }
    arena_free(scratch);
    arena_free(arena);
}

/* Energy by labels, or -1 if it is not proved to be the least; adds the relaxations of tables. */
static int64_t prove(int64_t *relaxations, const struct layered_family *family)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    const struct solve_options options = solve_options_default();
    struct solution solution;
    struct error error;
    int64_t energy = -1;
    if (labels_solve(&solution, arena, scratch, layered_problem(arena, family), &options, &error) ==
            STATUS_OK &&
        solution.outcome == OUTCOME_OPTIMAL) {
        energy = solution.energy_quanta;
        *relaxations += solution_effort(&solution, "relaxations");
    }
    arena_free(scratch);
    arena_free(arena);
    return energy;
}

static bool tables_and_labels_agree(uint64_t first, uint64_t count)
{
    int64_t relaxations[2] = {0, 0};
    bool all_agree = true;
    for (uint64_t seed = first; seed < first + count; seed++) {
        int64_t energies[2] = {0, 0};
        for (size_t is_fine = 0; is_fine < 2; is_fine++) {
            const struct layered_family family = {
                .blocks = 20 + seed % 7,
                .nodes = 10 + seed % 9,
                .anti_correlated = true,
                .is_loose = seed % 2 == 0,
                .latency_unit = is_fine ? 1000003 : 1,
                .seed = seed,
            };
            energies[is_fine] = prove(&relaxations[is_fine], &family);
        }
        if (energies[0] != energies[1] || energies[0] < 0) {
            printf("seed %" PRIu64 ": %" PRId64 " by tables, %" PRId64 " by labels alone\n", seed,
                   energies[0], energies[1]);
            all_agree = false;
        }
    }
    /* Not every pair needs a table; many of them without one would compare nothing. */
    enum { MANY_PAIRS = 20 };
    if ((count >= MANY_PAIRS && relaxations[0] == 0) || relaxations[1] != 0) {
        printf("relaxations of tables: %" PRId64 " and %" PRId64 "\n", relaxations[0], relaxations[1]);
        all_agree = false;
    }
    return all_agree;
}

int main(int argc, char **argv)
{
    const uint64_t first = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const uint64_t count = argc > 2                        ? strtoull(argv[2], NULL, 10)
                           : getenv("FINOPT_LONG") != NULL ? 20000
                                                           : 1000;
    struct tally tally = {0};
    for (uint64_t seed = first; seed < first + count; seed++) {
        run_seed(&tally, seed);
    }
    printf("%" PRIu64 " problems, %" PRIu64 " of them infeasible\n", tally.problems, tally.infeasible);
    const bool is_good = tally.failures == 0 && tally.problems > tally.infeasible;
    enum { PROBLEMS_PER_PAIR = 10 };
    const bool do_agree = tables_and_labels_agree(first, (count + PROBLEMS_PER_PAIR - 1) / PROBLEMS_PER_PAIR);
    printf("property: %d passed, %d failed\n", is_good + do_agree, !is_good + !do_agree);
    return is_good && do_agree ? 0 : 1;
}
