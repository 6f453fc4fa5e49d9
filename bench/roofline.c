/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How close does FIN come to what this core can do? Measures the best bare fused min-plus loop per size of
 * integer, from the first-level cache and from memory, then FIN's sweep on layered graphs, all in one run,
 * and prints relaxations per second and FIN's as a fraction.
 *
 *   roofline ROUNDS [LxNxGAMMA...]        default 100x50x1000 100x16x1000 20x10x100 10x100x20000
 *
 * Bare means: rows of one length at fixed places, no windows, no table of arcs, no path. Of several shapes of
 * the loop the fastest counts. FIN's time is that of filling the rows, its relaxations those between windows;
 * planning and graph building are bench/scaling's affair.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "layered_problem.h"
#include "measure.h"
#include "solve/energy_rows.h"
#include "solve/min_plus.h"

/* Relaxes `length` cells of a target from `sources` rows that stand behind each other in `rows`. */
typedef void bare_loop(void *target, const void *rows, size_t sources, size_t length);

/* SPAN cells of the target in registers while all sources pass. */
#define DEFINE_REGISTERS(NAME, CELL, SPAN)                                                                   \
    static void NAME(void *target, const void *rows, size_t sources, size_t length)                          \
    {                                                                                                        \
        for (size_t begin = 0; begin < length; begin += (SPAN)) {                                            \
            CELL least[SPAN];                                                                                \
            memcpy(least, (const CELL *)target + begin, sizeof least);                                       \
            for (size_t s = 0; s < sources; s++) {                                                           \
                const CELL *row = (const CELL *)rows + s * length + begin;                                   \
                const CELL energy = (CELL)(s & 7U);                                                          \
                for (size_t i = 0; i < (SPAN); i++) {                                                        \
                    const CELL candidate = (CELL)(row[i] + energy);                                          \
                    least[i] = candidate < least[i] ? candidate : least[i];                                  \
                }                                                                                            \
            }                                                                                                \
            memcpy((CELL *)target + begin, least, sizeof least);                                             \
        }                                                                                                    \
    }

/* Four sources fused: the target is loaded and stored once per four. */
#define DEFINE_FUSED(NAME, CELL)                                                                             \
    static void NAME(void *target, const void *rows, size_t sources, size_t length)                          \
    {                                                                                                        \
        CELL *restrict out = target;                                                                         \
        for (size_t s = 0; s + 4 <= sources; s += 4) {                                                       \
            const CELL *restrict a = (const CELL *)rows + s * length;                                        \
            const CELL *restrict b = a + length;                                                             \
            const CELL *restrict c = b + length;                                                             \
            const CELL *restrict d = c + length;                                                             \
            for (size_t i = 0; i < length; i++) {                                                            \
                const CELL first =                                                                           \
                    (CELL)(a[i] + 1) < (CELL)(b[i] + 2) ? (CELL)(a[i] + 1) : (CELL)(b[i] + 2);               \
                const CELL last = (CELL)(c[i] + 3) < (CELL)(d[i] + 4) ? (CELL)(c[i] + 3) : (CELL)(d[i] + 4); \
                const CELL least = first < last ? first : last;                                              \
                out[i] = least < out[i] ? least : out[i];                                                    \
            }                                                                                                \
        }                                                                                                    \
    }

#if defined __x86_64__ || defined __i386__
#define WIDEST     __attribute__((target("avx2")))
#define HAS_WIDEST (__builtin_cpu_supports("avx2") != 0)
#else
#define WIDEST
#define HAS_WIDEST true
#endif

WIDEST DEFINE_REGISTERS(registers_16, int16_t, 128) WIDEST DEFINE_REGISTERS(registers_32, int32_t, 64) WIDEST
    DEFINE_REGISTERS(registers_64, int64_t, 32) WIDEST DEFINE_FUSED(fused_16, int16_t)
WIDEST DEFINE_FUSED(fused_32, int32_t)
WIDEST DEFINE_FUSED(fused_64, int64_t)

struct width {
    size_t cell_bytes;
    int64_t most_cost; /* of the layered family, so that FIN chooses this size */
    bare_loop *loops[2];
};

static const struct width widths[] = {
    {sizeof(int16_t), 100, {registers_16, fused_16}},
    {sizeof(int32_t), 100000, {registers_32, fused_32}},
    {sizeof(int64_t), INT64_C(10000000000), {registers_64, fused_64}},
};

/* Relaxations per second of the fastest loop over `bytes` of source rows. */
static double bare_rate(const struct width *width, size_t sources, size_t length, size_t rounds)
{
    const size_t bytes = (sources + 1) * length * width->cell_bytes;
    char *rows = aligned_alloc(64, (bytes + 63) / 64 * 64);
    double best_s = INFINITY;
    const size_t repeats = 1 + (size_t)20000000 / (sources * length);
    if (rows == NULL) {
        measure_exit_out_of_memory(NULL, bytes);
        return 0.0;
    }
    memset(rows, 1, bytes);
    for (size_t round = 0; round < rounds; round++) {
        for (size_t l = 0; l < 2; l++) {
            const double begin = measure_processor_seconds();
            for (size_t r = 0; r < repeats; r++) {
                width->loops[l](rows + sources * length * width->cell_bytes, rows, sources, length);
            }
            best_s = fmin(best_s, measure_processor_seconds() - begin);
        }
    }
    free(rows);
    return (double)(repeats * sources * length) / best_s;
}

struct fin_figures {
    double rate; /* relaxations per second */
    size_t cell_bytes;
    double layer_kib; /* rows of a layer */
};

static struct fin_figures fin_rate(const struct width *width, size_t blocks, size_t nodes, int64_t gamma,
                                   size_t rounds)
{
    const struct layered_family family = {
        .blocks = blocks, .nodes = nodes, .is_loose = true, .most_cost = width->most_cost, .seed = 1};
    struct arena *arena = arena_new(measure_exit_out_of_memory, NULL);
    struct arena *scratch = arena_new(measure_exit_out_of_memory, NULL);
    const struct deadline never = deadline_never();
    struct extended_graph extended;
    struct feasible_graph feasible;
    struct energy_rows rows;
    double best_s = INFINITY;
    extended_graph_build(&extended, arena, scratch, layered_problem(arena, &family), 0,
                         EXTENDED_GRAPH_PRUNED);
    feasible_graph_build(&feasible, arena, &extended, gamma, DEPTH_CEIL);
    energy_rows_plan(&rows, arena, scratch, &feasible);
    for (size_t r = 0; r < rounds; r++) {
        const struct arena_mark mark = arena_mark(scratch);
        const double begin = measure_processor_seconds();
        energy_rows_fill(&rows, scratch, &never);
        best_s = fmin(best_s, measure_processor_seconds() - begin);
        arena_rewind(scratch, mark);
    }
    const struct fin_figures figures = {
        .rate = (double)rows.relaxations / best_s,
        .cell_bytes = rows.cell_bytes,
        .layer_kib = (double)(rows.cell_count * rows.cell_bytes) / (double)blocks / 1024.0,
    };
    arena_free(scratch);
    arena_free(arena);
    return figures;
}

int main(int argc, char **argv)
{
    static const char *const default_sizes[] = {"100x50x1000", "100x16x1000", "20x10x100", "10x100x20000"};
    enum { L1_SOURCES = 16, L1_BYTES = 16 << 10, MEMORY_SOURCES = 64, MEMORY_BYTES = 192 << 20 };
    if (argc < 2 || !HAS_WIDEST) {
        fprintf(stderr, argc < 2 ? "usage: roofline ROUNDS [LxNxGAMMA...]\n" : "roofline: needs avx2\n");
        return 2;
    }
    const size_t rounds = (size_t)strtoul(argv[1], NULL, 10);
    const char *const *sizes = argc > 2 ? (const char *const *)(argv + 2) : default_sizes;
    const size_t size_count = argc > 2 ? (size_t)argc - 2 : sizeof default_sizes / sizeof default_sizes[0];
    printf("1e9 relaxations per second, best of %zu rounds\n\n", rounds);
    printf(
        "| bits | bare, first-level cache | bare, memory | (L,N,gamma) | rows of a layer, KiB | FIN | of the "
        "cache's | of the memory's |\n|---|---|---|---|---|---|---|---|\n");
    for (size_t w = 0; w < sizeof widths / sizeof widths[0]; w++) {
        const size_t bytes = widths[w].cell_bytes;
        const double l1 = bare_rate(&widths[w], L1_SOURCES, L1_BYTES / bytes / L1_SOURCES, rounds);
        const double memory =
            bare_rate(&widths[w], MEMORY_SOURCES, MEMORY_BYTES / bytes / MEMORY_SOURCES, rounds);
        for (size_t i = 0; i < size_count; i++) {
            size_t blocks = 0;
            size_t nodes = 0;
            int64_t gamma = 0;
            if (sscanf(sizes[i], "%zux%zux%" SCNd64, &blocks, &nodes, &gamma) != 3) {
                fprintf(stderr, "roofline: a size looks like 100x50x1000, got %s\n", sizes[i]);
                return 2;
            }
            const struct fin_figures fin = fin_rate(&widths[w], blocks, nodes, gamma, rounds);
            printf("| %zu | %.1f | %.1f | (%zu,%zu,%" PRId64 ") | %.0f | %.1f%s | %.0f %% | %.0f %% |\n",
                   8 * bytes, l1 * 1e-9, memory * 1e-9, blocks, nodes, gamma, fin.layer_kib, fin.rate * 1e-9,
                   fin.cell_bytes == bytes ? "" : " (other integers)", 100.0 * fin.rate / l1,
                   100.0 * fin.rate / memory);
            fflush(stdout);
        }
    }
    return 0;
}
