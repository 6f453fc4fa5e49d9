/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is FIN ever wrong about itself? Layered problems of every kind that rounding could trip over, each from a
 * random gamma: what adaptive FIN proves must be what label setting proves, its plan must pass the verifier,
 * and it must prove everything here. The ways to a proof are counted: one that is never taken would be
 * untested.
 *
 *   adaptive_properties [FIRST-SEED [COUNT]]
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../bench/layered_problem.h"
#include "base/deadline.h"
#include "base/error.h"
#include "model/solution.h"
#include "solve/fin.h"
#include "solve/labels.h"
#include "solve/solver.h"
#include "verify/verify_plan.h"

enum { PROOF_LIMIT = 16, SHOWN_LIMIT = 5 };

struct tally {
    uint64_t problems;
    uint64_t failures;
    const char *proofs[PROOF_LIMIT];
    uint64_t counts[PROOF_LIMIT];
};

/* How an arc's energy and latency are drawn. */
enum flavour {
    TIES,       /* 0 .. 2: nearly everything costs the same */
    SMALL,      /* 1 .. 100, independent */
    ANTI,       /* 1 .. 100, what is fast is dear */
    HUGE_COSTS, /* up to 2^50 */
    POWERS,     /* 2^k or nothing: sums never meet by chance */
    FREE,       /* half of the latencies are 0 */
    CLOSE,      /* latencies that differ in their last digits only */
    FLAVOURS
};

static struct layered_cost draw(struct rng *rng, enum flavour flavour, size_t block)
{
    const int64_t energy = rng_between(rng, 1, 100);
    switch (flavour) {
    case TIES:
        return (struct layered_cost){rng_between(rng, 0, 2), rng_between(rng, 0, 2)};
    case ANTI:
        return (struct layered_cost){energy, 105 - energy + rng_between(rng, -4, 4)};
    case HUGE_COSTS:
        return (struct layered_cost){rng_between(rng, 0, INT64_C(1) << 50),
                                     rng_between(rng, 0, INT64_C(1) << 50)};
    case POWERS:
        return rng_between(rng, 0, 1) == 0 ? (struct layered_cost){0, INT64_C(1) << 2 * block}
                                           : (struct layered_cost){INT64_C(1) << 2 * block, 0};
    case FREE:
        return (struct layered_cost){energy, rng_between(rng, 0, 1) * rng_between(rng, 1, 100)};
    case CLOSE:
        return (struct layered_cost){energy, 1000000 + rng_between(rng, -50, 50)};
    case SMALL:
    case FLAVOURS:
        break;
    }
    return (struct layered_cost){energy, rng_between(rng, 1, 100)};
}

/* Draws the costs of all arcs anew. */
static void season(struct problem_configuration *configuration, struct arena *arena, struct rng *rng,
                   enum flavour flavour, size_t links)
{
    for (size_t i = 0; i < configuration->depth; i++) {
        struct stage *stage = ARENA_NEW(arena, struct stage);
        int64_t *energies = ARENA_ARRAY(arena, int64_t, links);
        int64_t *latencies = ARENA_ARRAY(arena, int64_t, links);
        for (size_t l = 0; l < links; l++) {
            const struct layered_cost cost = draw(rng, flavour, i);
            energies[l] = cost.energy;
            latencies[l] = cost.latency;
        }
        *stage = *configuration->stages[i];
        stage->transfer_energy_quanta = energies;
        stage->transfer_latency_quanta = latencies;
        configuration->stages[i] = stage;
    }
}

static const struct problem *make_problem(struct arena *arena, uint64_t seed)
{
    struct rng rng = rng_from_seed(seed);
    const struct layered_family family = {
        .blocks = (size_t)rng_between(&rng, 1, 12),
        .nodes = (size_t)rng_between(&rng, 1, 5),
        .seed = seed,
    };
    const struct problem *problem = layered_problem(arena, &family);
    season(problem->applications[0].configurations, arena, &rng, (enum flavour)(seed % FLAVOURS),
           problem->link_count);
    const int64_t fastest = layered_extreme_latency(arena, problem, false);
    const int64_t cheapest = layered_extreme_latency(arena, problem, true);
    /* Anywhere between; often at an end, where a path just fits or just does not. */
    const int64_t deadline = rng_between(&rng, 0, 3) == 0 ? cheapest - rng_between(&rng, 0, 1)
                                                          : rng_between(&rng, fastest, cheapest);
    return problem_with_deadline(arena, problem, 0, deadline > 0 ? deadline : 1);
}

static void count_proof(struct tally *tally, const char *proof)
{
    size_t p = 0;
    while (tally->proofs[p] != NULL && tally->proofs[p] != proof) {
        p++;
    }
    tally->proofs[p] = proof;
    tally->counts[p]++;
}

static int64_t answer_of(const struct solution *solution)
{
    return solution->outcome == OUTCOME_INFEASIBLE ? -1 : solution->energy_quanta;
}

static bool is_right(const struct solution *fin, const struct solution *labels, struct arena *arena,
                     const struct problem *problem)
{
    if (fin->proof == NULL || labels->proof == NULL || answer_of(fin) != answer_of(labels)) {
        return false;
    }
    if (fin->outcome == OUTCOME_INFEASIBLE) {
        return true;
    }
    struct evaluation evaluation;
    verify_plan(&evaluation, arena, problem, fin->plan);
    return fin->bound_quanta == fin->energy_quanta && evaluation.is_feasible &&
           evaluation.energy_quanta == fin->energy_quanta;
}

static void run_seed(struct tally *tally, uint64_t seed)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    const struct problem *problem = make_problem(arena, seed);
    struct rng rng = rng_from_seed(~seed);
    struct solve_options options = solve_options_default();
    struct solution fin;
    struct solution labels;
    struct error error;
    const int64_t deadline = problem->applications[0].deadline_quanta;
    options.adaptive = true;
    options.gamma = rng_between(&rng, 0, 9) == 0 && deadline <= 1000 ? deadline : rng_between(&rng, 1, 50);
    const bool is_answered = fin_solve(&fin, arena, scratch, problem, &options, &error) == STATUS_OK &&
                             labels_solve(&labels, arena, scratch, problem, &options, &error) == STATUS_OK;
    tally->problems++;
    if (is_answered && is_right(&fin, &labels, arena, problem)) {
        count_proof(tally, fin.proof);
    } else if (tally->failures++ < SHOWN_LIMIT) {
        printf("seed %" PRIu64 ", gamma %" PRId64 ": fin %s %" PRId64 " bound %" PRId64
               " (%s), labels %" PRId64 "\n",
               seed, options.gamma, outcome_name(fin.outcome), answer_of(&fin), fin.bound_quanta,
               fin.note != NULL ? fin.note : fin.proof, answer_of(&labels));
    }
    arena_free(scratch);
    arena_free(arena);
}

int main(int argc, char **argv)
{
    enum { PROOFS_WANTED = 6 };
    const uint64_t first = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const uint64_t count = argc > 2                        ? strtoull(argv[2], NULL, 10)
                           : getenv("FINOPT_LONG") != NULL ? 1000000
                                                           : 20000;
    struct tally tally = {0};
    for (uint64_t seed = first; seed < first + count; seed++) {
        run_seed(&tally, seed);
    }
    size_t proofs = 0;
    for (; tally.proofs[proofs] != NULL; proofs++) {
        printf("%8" PRIu64 " %s\n", tally.counts[proofs], tally.proofs[proofs]);
    }
    printf("%" PRIu64 " problems, %" PRIu64 " failures\n", tally.problems, tally.failures);
    const bool is_good = tally.failures == 0 && (count < 1000 || proofs >= PROOFS_WANTED);
    printf("property: %d passed, %d failed\n", is_good, !is_good);
    return is_good ? 0 : 1;
}
