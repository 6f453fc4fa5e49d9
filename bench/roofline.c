/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How close does FIN come to what this core can do? Measures the best bare fused min-plus loop per size of
 * integer, from the first-level cache and from memory, then FIN's on layered graphs, all in one run, and
 * prints relaxations per second and FIN's as fractions.
 *
 *   roofline ROUNDS [LxNxGAMMA...]        default 100x50x1000 100x16x1000 20x10x100 10x100x20000
 *
 * Bare means: rows of one length at fixed places, no windows, no table of arcs, no path. Of several shapes of
 * the loop the fastest counts. Aligned, all rows begin at multiples of a cache line; moved, each is read from
 * a cell of its own, as an arc's width makes FIN do it. FIN's relaxations are those between windows. Filling
 * is all of energy_rows_fill; the sweep is that less the time of the same with a kernel that only touches its
 * target, so without collecting arcs, pads and fresh memory. Planning and graph building are bench/scaling's
 * affair.
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

enum { BARE_SOURCES_LIMIT = 64, BARE_SLACK_CELLS = 32 };

/* Source s is the `length` cells from `begins[s]`; its arc costs `energies[s]`. */
struct bare_rows {
    const void *cells;
    size_t sources;
    size_t length;
    size_t begins[BARE_SOURCES_LIMIT];
    int64_t energies[BARE_SOURCES_LIMIT +
                     1]; /* after the last -1, so that no compiler takes two sources at once */
};

/* Relaxes the target from all sources. */
typedef void bare_loop(void *target, const struct bare_rows *rows);

/* SPAN cells of the target in registers while all sources pass. */
#define DEFINE_REGISTERS(NAME, CELL, SPAN)                                                                   \
    static void NAME(void *target, const struct bare_rows *rows)                                             \
    {                                                                                                        \
        for (size_t begin = 0; begin < rows->length; begin += (SPAN)) {                                      \
            CELL least[SPAN];                                                                                \
            memcpy(least, (const CELL *)target + begin, sizeof least);                                       \
            for (size_t s = 0; rows->energies[s] >= 0; s++) {                                                \
                const CELL *row = (const CELL *)rows->cells + rows->begins[s] + begin;                       \
                const CELL energy = (CELL)rows->energies[s];                                                 \
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
    static void NAME(void *target, const struct bare_rows *rows)                                             \
    {                                                                                                        \
        CELL *restrict out = target;                                                                         \
        for (size_t s = 0; s + 4 <= rows->sources; s += 4) {                                                 \
            const CELL *restrict a = (const CELL *)rows->cells + rows->begins[s];                            \
            const CELL *restrict b = (const CELL *)rows->cells + rows->begins[s + 1];                        \
            const CELL *restrict c = (const CELL *)rows->cells + rows->begins[s + 2];                        \
            const CELL *restrict d = (const CELL *)rows->cells + rows->begins[s + 3];                        \
            const size_t length = rows->length;                                                              \
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

/* Relaxations per second of the fastest loop over `bytes` of source rows, moved by multiples of `move` cells.
 */
static double bare_rate(const struct width *width, size_t sources, size_t bytes, size_t move, size_t rounds)
{
    const size_t length = bytes / width->cell_bytes / sources;
    const size_t stride = length + BARE_SLACK_CELLS;
    const size_t all_bytes = (sources + 1) * stride * width->cell_bytes;
    const size_t repeats = 1 + (size_t)20000000 / (sources * length);
    char *cells = aligned_alloc(64, (all_bytes + 63) / 64 * 64);
    struct bare_rows rows = {.cells = cells, .sources = sources, .length = length};
    double best_s = INFINITY;
    if (cells == NULL) {
        measure_exit_out_of_memory(NULL, all_bytes);
        return 0.0;
    }
    memset(cells, 1, all_bytes);
    for (size_t s = 0; s < sources; s++) {
        rows.begins[s] = s * stride + s * move % BARE_SLACK_CELLS;
        rows.energies[s] = (int64_t)(s % 8);
    }
    rows.energies[sources] = -1;
    for (size_t round = 0; round < rounds; round++) {
        for (size_t l = 0; l < 2; l++) {
            const double begin = measure_processor_seconds();
            for (size_t r = 0; r < repeats; r++) {
                width->loops[l](cells + sources * stride * width->cell_bytes, &rows);
            }
            best_s = fmin(best_s, measure_processor_seconds() - begin);
        }
    }
    free(cells);
    return (double)(repeats * sources * length) / best_s;
}

struct fin_figures {
    double fill_rate;  /* relaxations per second */
    double sweep_rate; /* the same of the sweep over the levels alone */
    size_t cell_bytes;
    double layer_kib; /* rows of a layer */
};

/* In place of a sweep: the target's memory is there, nothing is computed. */
static void touch_target(void *target, const void *cells, const struct min_plus_arc *arcs, size_t arc_count,
                         int32_t depth)
{
    (void)cells;
    (void)arcs;
    (void)arc_count;
    (void)depth;
    *(volatile char *)target = 0;
}

static double fill_seconds(struct energy_rows *rows, struct arena *scratch)
{
    const struct deadline never = deadline_never();
    const struct arena_mark mark = arena_mark(scratch);
    const double begin = measure_processor_seconds();
    energy_rows_fill(rows, scratch, &never);
    const double end = measure_processor_seconds();
    arena_rewind(scratch, mark);
    return end - begin;
}

static struct fin_figures fin_rate(const struct width *width, size_t blocks, size_t nodes, int64_t gamma,
                                   size_t rounds)
{
    const struct layered_family family = {
        .blocks = blocks, .nodes = nodes, .is_loose = true, .most_cost = width->most_cost, .seed = 1};
    struct arena *arena = arena_new(measure_exit_out_of_memory, NULL);
    struct arena *scratch = arena_new(measure_exit_out_of_memory, NULL);
    struct extended_graph extended;
    struct feasible_graph feasible;
    struct energy_rows rows;
    double fill_s = INFINITY;
    double idle_s = INFINITY;
    extended_graph_build(&extended, arena, scratch, layered_problem(arena, &family), 0,
                         EXTENDED_GRAPH_PRUNED);
    feasible_graph_build(&feasible, arena, &extended, gamma, DEPTH_CEIL);
    energy_rows_plan(&rows, arena, scratch, &feasible, NULL);
    if (rows.kernel == NULL) {
        fprintf(stderr, "roofline: rows this short are not blocked\n");
        exit(2);
    }
    struct min_plus_kernel idle_kernel = *rows.kernel;
    struct energy_rows idle_rows = rows;
    idle_kernel.sweep = touch_target;
    idle_kernel.sweep_half = touch_target;
    idle_rows.kernel = &idle_kernel;
    for (size_t r = 0; r < rounds; r++) {
        fill_s = fmin(fill_s, fill_seconds(&rows, scratch));
        idle_s = fmin(idle_s, fill_seconds(&idle_rows, scratch));
    }
    const struct fin_figures figures = {
        .fill_rate = (double)rows.relaxations / fill_s,
        .sweep_rate = (double)rows.relaxations / (fill_s - idle_s),
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
    enum { L1_SOURCES = 32, L1_BYTES = 16 << 10, MEMORY_BYTES = 192 << 20 };
    if (argc < 2 || !HAS_WIDEST) {
        fprintf(stderr, argc < 2 ? "usage: roofline ROUNDS [LxNxGAMMA...]\n" : "roofline: needs avx2\n");
        return 2;
    }
    const size_t rounds = (size_t)strtoul(argv[1], NULL, 10);
    const char *const *sizes = argc > 2 ? (const char *const *)(argv + 2) : default_sizes;
    const size_t size_count = argc > 2 ? (size_t)argc - 2 : sizeof default_sizes / sizeof default_sizes[0];
    printf("1e9 relaxations per second, best of %zu rounds\n\n", rounds);
    printf(
        "| bits | bare: aligned | moved | memory | (L,N,gamma) | rows of a layer, KiB | sweep | of aligned | "
        "of moved | of memory | filling | of aligned | of memory |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (size_t w = 0; w < sizeof widths / sizeof widths[0]; w++) {
        const size_t bytes = widths[w].cell_bytes;
        const double l1 = bare_rate(&widths[w], L1_SOURCES, L1_BYTES, 0, rounds);
        const double moved = bare_rate(&widths[w], L1_SOURCES, L1_BYTES, 5, rounds);
        const double memory = bare_rate(&widths[w], BARE_SOURCES_LIMIT, MEMORY_BYTES, 0, rounds);
        for (size_t i = 0; i < size_count; i++) {
            size_t blocks = 0;
            size_t nodes = 0;
            int64_t gamma = 0;
            if (sscanf(sizes[i], "%zux%zux%" SCNd64, &blocks, &nodes, &gamma) != 3) {
                fprintf(stderr, "roofline: a size looks like 100x50x1000, got %s\n", sizes[i]);
                return 2;
            }
            const struct fin_figures fin = fin_rate(&widths[w], blocks, nodes, gamma, rounds);
            printf("| %zu | %.1f | %.1f | %.1f | (%zu,%zu,%" PRId64 ") | %.0f | %.1f%s | %.0f %% | %.0f %% | "
                   "%.0f %% | %.1f | %.0f %% | %.0f %% |\n",
                   8 * bytes, l1 * 1e-9, moved * 1e-9, memory * 1e-9, blocks, nodes, gamma, fin.layer_kib,
                   fin.sweep_rate * 1e-9, fin.cell_bytes == bytes ? "" : " (other integers)",
                   100.0 * fin.sweep_rate / l1, 100.0 * fin.sweep_rate / moved,
                   100.0 * fin.sweep_rate / memory, fin.fill_rate * 1e-9, 100.0 * fin.fill_rate / l1,
                   100.0 * fin.fill_rate / memory);
            fflush(stdout);
        }
    }
    return 0;
}
