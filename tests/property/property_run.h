/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_TESTS_PROPERTY_PROPERTY_RUN_H
#define FINOPT_TESTS_PROPERTY_PROPERTY_RUN_H

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/problem.h"
#include "model/quantize.h"
#include "model/solution.h"
#include "random_instance.h"
#include "solve/exhaustive.h"
#include "solve/solver.h"

/*
 * Runs properties over seeds. A property is a sentence that holds for every instance; each trial is one
 * random instance with its optimum by plain enumeration. PROGRAM [FIRST-SEED [COUNT]]; the count is 20 times
 * the default with FINOPT_LONG=1.
 */
struct trial {
    uint64_t seed;
    struct arena *arena;
    struct arena *scratch;
    struct random_source random; /* for choices of the properties; goes on after the instance was made */
    struct instance *instance;
    const struct problem *problem;
    struct solution optimum; /* OPTIMAL or INFEASIBLE */
    char why[512];           /* filled when a property does not hold */
};

struct property {
    const char *sentence;
    bool (*holds)(struct trial *trial);
};

/* Notes why; false, so that a property ends with `return broken(...)`. */
static inline bool broken(struct trial *trial, const char *format, ...) __attribute__((format(printf, 2, 3)));

static inline bool broken(struct trial *trial, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(trial->why, sizeof trial->why, format, arguments);
    va_end(arguments);
    return false;
}

/* -1 for INFEASIBLE, so that two answers are equal exactly when these are. */
static inline int64_t answer_of(const struct solution *solution)
{
    return solution->outcome == OUTCOME_INFEASIBLE ? -1 : solution->energy_quanta;
}

static inline bool is_proved(const struct solution *solution)
{
    return solution->outcome == OUTCOME_OPTIMAL || solution->outcome == OUTCOME_INFEASIBLE;
}

/* Latencies of all plans: least, most, and a random one. */
struct latencies {
    struct random_source *random;
    int64_t count;
    int64_t least;
    int64_t most;
    int64_t drawn;
};

static inline bool note_latency(void *context, const struct plan *plan, int64_t energy_quanta,
                                int64_t latency_quanta)
{
    struct latencies *latencies = context;
    (void)plan;
    (void)energy_quanta;
    if (latencies->count == 0 || latency_quanta < latencies->least) {
        latencies->least = latency_quanta;
    }
    latencies->most =
        latencies->count == 0 || latency_quanta > latencies->most ? latency_quanta : latencies->most;
    latencies->count++;
    if (rng_between(&latencies->random->rng, 1, latencies->count) == 1) {
        latencies->drawn = latency_quanta;
    }
    return true;
}

/* Exactly a plan's latency, a quantum less, in between, loose, or too tight for any plan. */
static inline int64_t random_deadline(const struct latencies *l)
{
    struct rng *rng = &l->random->rng;
    if (l->count == 0) {
        return rng_between(rng, 0, 100);
    }
    switch (rng_between(rng, 0, 9)) {
    case 0:
        return l->most;
    case 1:
        return l->most + rng_between(rng, 1, 1000);
    case 2:
        return l->least;
    case 3:
        return l->least > 0 ? l->least - 1 : 0;
    case 4:
    case 5:
        return l->drawn > 0 ? l->drawn - 1 : 0;
    case 6:
        return rng_between(rng, l->least, l->most);
    default:
        return l->drawn;
    }
}

/* The deadline in seconds that quantize() makes these quanta of. */
static inline double deadline_seconds(const struct instance *instance, int64_t quanta)
{
    return (quanta > 0 ? (double)quanta : 0.5) * instance->time_quantum_s;
}

/* NULL, or what went wrong before any property could be looked at. */
static inline const char *trial_prepare(struct trial *trial)
{
    struct solve_options options = solve_options_default();
    struct error error;
    trial->instance = random_instance(&trial->random, trial->seed, trial->arena);
    struct latencies latencies = {.random = &trial->random};
    if (quantize(&trial->problem, trial->arena, trial->instance, &error) != STATUS_OK ||
        exhaustive_list(trial->problem, trial->scratch, &options, note_latency, &latencies, &error) !=
            STATUS_OK) {
        return arena_strdup(trial->arena, error.message);
    }
    const int64_t deadline = random_deadline(&latencies);
    trial->instance->applications[0].max_latency_s = deadline_seconds(trial->instance, deadline);
    if (quantize(&trial->problem, trial->arena, trial->instance, &error) != STATUS_OK) {
        return arena_strdup(trial->arena, error.message);
    }
    if (trial->problem->applications[0].deadline_quanta != deadline) {
        return "the deadline does not come back from seconds";
    }
    if (exhaustive_solve(&trial->optimum, trial->arena, trial->scratch, trial->problem, &options, &error) !=
        STATUS_OK) {
        return arena_strdup(trial->arena, error.message);
    }
    return is_proved(&trial->optimum) ? NULL : "too many plans to enumerate";
}

/* What a program runs: its properties, and how a trial gets its instance and optimum. */
struct property_program {
    const struct property *properties;
    size_t count;
    uint64_t default_seeds;
    const char *(*prepare)(struct trial *trial);    /* NULL, or what went wrong */
    bool (*is_wanted_in_half)(struct trial *trial); /* must hold for half of the trials; may be NULL */
};

/* Runs everything; the exit status of the program. */
static inline int run_properties(const struct property_program *program, int argc, char **argv)
{
    const struct property *properties = program->properties;
    const size_t count = program->count;
    enum { SHOWN_LIMIT = 3, PROPERTY_LIMIT = 32 };
    unsigned failures[PROPERTY_LIMIT + 1] = {0};
    const bool is_long = getenv("FINOPT_LONG") != NULL;
    const uint64_t first = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    const uint64_t seeds =
        argc > 2 ? strtoull(argv[2], NULL, 10) : program->default_seeds * (is_long ? 20 : 1);
    uint64_t infeasible = 0;
    uint64_t wanted = 0;
    BUG_IF(count > PROPERTY_LIMIT);
    for (uint64_t seed = first; seed < first + seeds; seed++) {
        struct trial trial = {.seed = seed, .arena = arena_new(NULL, NULL), .scratch = arena_new(NULL, NULL)};
        const char *trouble = program->prepare(&trial);
        infeasible += trouble == NULL && trial.optimum.outcome == OUTCOME_INFEASIBLE;
        wanted +=
            trouble == NULL && (program->is_wanted_in_half == NULL || program->is_wanted_in_half(&trial));
        if (trouble != NULL && failures[count]++ < SHOWN_LIMIT) {
            printf("seed %" PRIu64 " gives no instance: %s\n", seed, trouble);
        }
        for (size_t i = 0; i < count && trouble == NULL; i++) {
            if (!properties[i].holds(&trial) && failures[i]++ < SHOWN_LIMIT) {
                printf("property \"%s\" failed for seed %" PRIu64 ": %s; rerun with %s %" PRIu64 " 1\n",
                       properties[i].sentence, seed, trial.why, argv[0], seed);
            }
        }
        arena_free(trial.arena);
        arena_free(trial.scratch);
    }
    /* A generator that made only one kind of instance would test nothing. */
    if (seeds >= 500 && (infeasible < seeds / 20 || infeasible > seeds / 2 || wanted < seeds / 2)) {
        printf("%" PRIu64 " of %" PRIu64 " instances are infeasible, %" PRIu64
               " as wanted: the generator is not balanced\n",
               infeasible, seeds, wanted);
        failures[count]++;
    }
    unsigned failed = failures[count] > 0;
    for (size_t i = 0; i < count; i++) {
        if (failures[i] > 0) {
            printf("property \"%s\" failed for %u of %" PRIu64 " seeds\n", properties[i].sentence,
                   failures[i], seeds);
            failed++;
        }
    }
    printf("%" PRIu64 " seeds from %" PRIu64 ", %" PRIu64 " of them infeasible\n", seeds, first, infeasible);
    printf("property: %u passed, %u failed\n", (unsigned)count + 1 - failed, failed);
    return failed == 0 && seeds > 0 ? 0 : 1;
}

#endif
