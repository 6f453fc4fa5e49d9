/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_BENCH_MEASURE_H
#define FINOPT_BENCH_MEASURE_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "base/arena.h"
#include "base/deadline.h"
#include "model/solution.h"
#include "solve/solver.h"

/*
 * Times of one method on one problem, in process, the quantised problem in memory. Methods that
 * are compared are run in turn, round by round, so that a slow moment of the machine hits all of them.
 */
enum { MEASURE_ROUNDS_LIMIT = 1001 };

struct measured_method {
    const char *label; /* "fin 100" */
    const struct solver *solver;
    struct solve_options options;
    double time_limit_s;
    struct solution solution; /* of the last round */
    double (*clock)(void);    /* NULL: the wall's; a call of the processor's own takes half a microsecond */
    double seconds[MEASURE_ROUNDS_LIMIT];
    size_t rounds;
    size_t peak_bytes; /* most the scratch and result arenas held */
    enum status status;
    struct error error;
};

static inline void measure_exit_out_of_memory(void *context, size_t bytes)
{
    (void)context;
    fprintf(stderr, "out of memory (%zu bytes)\n", bytes);
    exit(70);
}

/* Processor time of this process: what a loop takes when others share the machine. */
static inline double measure_processor_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* So many runs in warm arenas, each rewound after it; the plans are gone afterwards. Seconds of all together.
 */
static inline double measure_runs(struct measured_method *method, struct arena *arena, struct arena *scratch,
                                  const struct problem *problem, size_t runs)
{
    const struct arena_mark mark = arena_mark(arena);
    method->options.deadline = deadline_after(method->time_limit_s, NULL);
    double (*const seconds_now)(void) = method->clock != NULL ? method->clock : monotonic_seconds;
    const double begin = seconds_now();
    for (size_t r = 0; r < runs; r++) {
        arena_rewind(arena, mark);
        method->status = method->solver->solve(&method->solution, arena, scratch, problem, &method->options,
                                               &method->error);
    }
    const double took_s = seconds_now() - begin;
    method->solution.plan = NULL;
    arena_rewind(arena, mark);
    const size_t bytes = arena_peak_bytes(arena) + arena_peak_bytes(scratch);
    method->peak_bytes = bytes > method->peak_bytes ? bytes : method->peak_bytes;
    return took_s;
}

/* One round: solves the problem once. */
static inline void measure_round(struct measured_method *method, struct arena *arena, struct arena *scratch,
                                 const struct problem *problem)
{
    method->seconds[method->rounds++] = measure_runs(method, arena, scratch, problem, 1);
}

/*
 * Seconds of one run where a run may take less than the clock's own reading: the least of three rounds, each
 * of so many runs that it lasts a millisecond; none begins when a second has gone. `seconds_of` does so many
 * runs and tells how long all took. peers/boost_labels.cc measures by the same rule.
 */
static inline double measure_least_s(double (*seconds_of)(void *context, size_t runs), void *context)
{
    double least_s = INFINITY;
    double spent_s = 0.0;
    size_t runs = 1;
    for (int round = 0; round < 3 && spent_s < 1.0;) {
        const double took_s = seconds_of(context, runs);
        if (took_s < 1e-3) {
            runs *= 2;
            continue;
        }
        least_s = fmin(least_s, took_s / (double)runs);
        spent_s += took_s;
        round++;
    }
    return least_s;
}

static inline int measure_compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

struct measured_time {
    double min_s;
    double median_s;
};

/* Sorts the method's times. */
static inline struct measured_time measure_summary(struct measured_method *method)
{
    qsort(method->seconds, method->rounds, sizeof method->seconds[0], measure_compare_doubles);
    return (struct measured_time){method->seconds[0], method->seconds[method->rounds / 2]};
}

/* "12.3 us", "4.56 ms", "1.23 s" in a static width of 9. */
static inline void measure_print_seconds(FILE *out, double seconds)
{
    if (seconds < 1e-3) {
        fprintf(out, "%6.1f us", seconds * 1e6);
    } else if (seconds < 1.0) {
        fprintf(out, "%6.2f ms", seconds * 1e3);
    } else {
        fprintf(out, "%6.2f s ", seconds);
    }
}

/* Peak resident memory of this process so far, in MiB. */
static inline double measure_peak_resident_mib(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024.0;
}

#endif
