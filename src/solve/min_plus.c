/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How fast can rows be relaxed? As fast as the first-level cache delivers them.
 *
 * A loop over a block of constant length, inside a loop over the arcs, with the block in a local array: gcc
 * and clang at -O3 (the Makefile sees to it for this file) keep the array in vector registers and turn the
 * body into vpaddd with a memory operand and vpminsd; `objdump -d` shows nothing else in the loop. One
 * function per size of integer and instruction set, chosen when it runs; all compute the same integers.
 */
#include "solve/min_plus.h"

#include "base/error.h"

/* SPAN cells of the BLOCK at a time: as many as fit the vector registers. */
#define DEFINE_SWEEP(NAME, CELL, BLOCK, SPAN, NO_PATH)                                                       \
    static void NAME(void *target, const void *cells, const struct min_plus_arc *arcs, size_t arc_count,     \
                     int32_t depth)                                                                          \
    {                                                                                                        \
        for (int32_t begin = 0; begin < (BLOCK); begin += (SPAN)) {                                          \
            CELL least[SPAN];                                                                                \
            for (int i = 0; i < (SPAN); i++) {                                                               \
                least[i] = (NO_PATH);                                                                        \
            }                                                                                                \
            for (size_t a = 0; a < arc_count; a++) {                                                         \
                if (depth < arcs[a].first_depth || depth > arcs[a].last_depth) {                             \
                    continue;                                                                                \
                }                                                                                            \
                const CELL *tail = (const CELL *)cells + arcs[a].offset + depth + begin;                     \
                const CELL energy = (CELL)arcs[a].energy;                                                    \
                for (int i = 0; i < (SPAN); i++) {                                                           \
                    const CELL candidate = (CELL)(tail[i] + energy);                                         \
                    least[i] = candidate < least[i] ? candidate : least[i];                                  \
                }                                                                                            \
            }                                                                                                \
            for (int i = 0; i < (SPAN); i++) {                                                               \
                ((CELL *)target)[begin + i] = least[i];                                                      \
            }                                                                                                \
        }                                                                                                    \
    }

#define NO_PATH_16 (1 << 14)
#define NO_PATH_32 (1 << 30)
#define NO_PATH_64 (INT64_C(1) << 61)

DEFINE_SWEEP(sweep_16, int16_t, 128, 64, NO_PATH_16)
DEFINE_SWEEP(sweep_half_16, int16_t, 64, 64, NO_PATH_16)
DEFINE_SWEEP(sweep_32, int32_t, 64, 32, NO_PATH_32)
DEFINE_SWEEP(sweep_half_32, int32_t, 32, 32, NO_PATH_32)
DEFINE_SWEEP(sweep_64, int64_t, 32, 16, NO_PATH_64)
DEFINE_SWEEP(sweep_half_64, int64_t, 16, 16, NO_PATH_64)

#if defined __x86_64__ || defined __i386__
#define HAS_AVX2 (__builtin_cpu_supports("avx2") != 0)
#define AVX2     __attribute__((target("avx2")))
#else
#define HAS_AVX2 false
#define AVX2     /* never chosen */
#endif

AVX2 DEFINE_SWEEP(sweep_16_avx2, int16_t, 128, 128, NO_PATH_16)
AVX2 DEFINE_SWEEP(sweep_half_16_avx2, int16_t, 64, 64, NO_PATH_16)
AVX2 DEFINE_SWEEP(sweep_32_avx2, int32_t, 64, 64, NO_PATH_32)
AVX2 DEFINE_SWEEP(sweep_half_32_avx2, int32_t, 32, 32, NO_PATH_32)
AVX2 DEFINE_SWEEP(sweep_64_avx2, int64_t, 32, 32, NO_PATH_64)
AVX2 DEFINE_SWEEP(sweep_half_64_avx2, int64_t, 16, 16, NO_PATH_64)

    const struct min_plus_kernel min_plus_kernels[] = {
        {"avx2", sizeof(int16_t), 128, NO_PATH_16, sweep_16_avx2, sweep_half_16_avx2, true},
        {"baseline", sizeof(int16_t), 128, NO_PATH_16, sweep_16, sweep_half_16, false},
        {"avx2", sizeof(int32_t), 64, NO_PATH_32, sweep_32_avx2, sweep_half_32_avx2, true},
        {"baseline", sizeof(int32_t), 64, NO_PATH_32, sweep_32, sweep_half_32, false},
        {"avx2", sizeof(int64_t), 32, NO_PATH_64, sweep_64_avx2, sweep_half_64_avx2, true},
        {"baseline", sizeof(int64_t), 32, NO_PATH_64, sweep_64, sweep_half_64, false},
};

_Static_assert(sizeof min_plus_kernels / sizeof min_plus_kernels[0] == MIN_PLUS_KERNELS,
               "as the header says");

bool min_plus_kernel_runs_here(const struct min_plus_kernel *kernel)
{
    return !kernel->needs_avx2 || HAS_AVX2;
}

const struct min_plus_kernel *min_plus_kernel_for(int64_t most_energy)
{
    const struct min_plus_kernel *kernel = min_plus_kernels;
    while (kernel->no_path <= most_energy || !min_plus_kernel_runs_here(kernel)) {
        kernel++;
        BUG_IF(kernel == min_plus_kernels + MIN_PLUS_KERNELS);
    }
    return kernel;
}
