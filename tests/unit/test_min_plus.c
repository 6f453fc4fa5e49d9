/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do all kernels compute what the sentence in their header says, to the last bit? */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/checked.h"
#include "base/rng.h"
#include "solve/min_plus.h"
#include "suites.h"

enum { CELLS = 1024, ARCS = 23 };

static int64_t cell_at(const void *cells, size_t cell_bytes, size_t i)
{
    int16_t narrow = 0;
    int32_t middle = 0;
    int64_t wide = 0;
    const char *at = (const char *)cells + i * cell_bytes;
    switch (cell_bytes) {
    case sizeof narrow:
        memcpy(&narrow, at, sizeof narrow);
        return narrow;
    case sizeof middle:
        memcpy(&middle, at, sizeof middle);
        return middle;
    default:
        memcpy(&wide, at, sizeof wide);
        return wide;
    }
}

static void put_cell(void *cells, size_t cell_bytes, size_t i, int64_t value)
{
    const int16_t narrow = (int16_t)value;
    const int32_t middle = (int32_t)value;
    char *at = (char *)cells + i * cell_bytes;
    memcpy(at,
           cell_bytes == 2   ? (const void *)&narrow
           : cell_bytes == 4 ? (const void *)&middle
                             : &value,
           cell_bytes);
}

/* The sentence of the header, cell by cell. */
static int64_t least_plainly(const struct min_plus_kernel *kernel, const void *cells,
                             const struct min_plus_arc *arcs, size_t arc_count, int32_t depth, int i)
{
    int64_t least = kernel->no_path;
    for (size_t a = 0; a < arc_count; a++) {
        if (depth >= arcs[a].first_depth && depth <= arcs[a].last_depth) {
            const size_t cell = (size_t)(arcs[a].offset + depth + i);
            least = min_int64(least, cell_at(cells, kernel->cell_bytes, cell) + arcs[a].energy);
        }
    }
    return least;
}

/* Rows with gaps, energies up to the largest the kernel allows, blocks at every alignment. */
static void a_sweep_is_the_least_over_the_arcs(void)
{
    static int64_t storage[CELLS];
    static int64_t target[MIN_PLUS_BLOCK_LIMIT];
    struct rng rng = rng_from_seed(7);
    for (size_t k = 0; k < MIN_PLUS_KERNELS; k++) {
        const struct min_plus_kernel *kernel = &min_plus_kernels[k];
        if (!min_plus_kernel_runs_here(kernel)) {
            continue;
        }
        for (size_t trial = 0; trial < 200; trial++) {
            struct min_plus_arc arcs[ARCS];
            const size_t arc_count = trial % (ARCS + 1);
            const int64_t most = trial % 2 == 0 ? kernel->no_path - 1 : 100;
            const int32_t depth = (int32_t)rng_between(&rng, 0, 100);
            for (size_t c = 0; c < CELLS; c++) {
                put_cell(storage, kernel->cell_bytes, c,
                         rng_between(&rng, 0, 3) == 0 ? kernel->no_path : rng_between(&rng, 0, most));
            }
            for (size_t a = 0; a < arc_count; a++) {
                arcs[a] = (struct min_plus_arc){
                    .offset = (ptrdiff_t)rng_between(&rng, 0, CELLS - MIN_PLUS_BLOCK_LIMIT - 100),
                    .energy = rng_between(&rng, 0, most),
                    .first_depth = (int32_t)rng_between(&rng, -50, 60),
                    .last_depth = (int32_t)rng_between(&rng, 40, 150),
                };
            }
            for (int half = 0; half < 2; half++) {
                const int cells = half ? kernel->block_cells / 2 : kernel->block_cells;
                bool all_agree = true;
                memset(target, -1, sizeof target);
                (half ? kernel->sweep_half : kernel->sweep)(target, storage, arcs, arc_count, depth);
                for (int i = 0; i < cells; i++) {
                    all_agree = all_agree && cell_at(target, kernel->cell_bytes, (size_t)i) ==
                                                 least_plainly(kernel, storage, arcs, arc_count, depth, i);
                }
                for (int i = cells; i < kernel->block_cells; i++) {
                    all_agree = all_agree && cell_at(target, kernel->cell_bytes, (size_t)i) == -1;
                }
                CU_ASSERT_TRUE_FATAL(all_agree);
            }
        }
    }
}

static void the_narrowest_integer_that_holds_every_energy_is_chosen(void)
{
    static const struct {
        int64_t most_energy;
        size_t cell_bytes;
    } cases[] = {
        {0, 2},
        {(INT64_C(1) << 14) - 1, 2},
        {INT64_C(1) << 14, 4},
        {(INT64_C(1) << 30) - 1, 4},
        {INT64_C(1) << 30, 8},
        {INT64_C(1) << 60, 8},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct min_plus_kernel *kernel = min_plus_kernel_for(cases[i].most_energy);
        CU_ASSERT_EQUAL(kernel->cell_bytes, cases[i].cell_bytes);
        CU_ASSERT_TRUE(kernel->no_path > cases[i].most_energy);
        CU_ASSERT_TRUE(min_plus_kernel_runs_here(kernel));
    }
}

/* no_path + an energy below it must fit the cell, or a sweep would wrap round. */
static void twice_the_mark_fits_the_cell(void)
{
    for (size_t k = 0; k < MIN_PLUS_KERNELS; k++) {
        const int bits = (int)(8 * min_plus_kernels[k].cell_bytes);
        const int64_t largest = bits == 64 ? INT64_MAX : (INT64_C(1) << (bits - 1)) - 1;
        CU_ASSERT_TRUE(min_plus_kernels[k].no_path - 1 <= largest - min_plus_kernels[k].no_path);
    }
}

void test_min_plus_register(void)
{
    static const struct unit_test tests[] = {
        {"a sweep is the least over the arcs", a_sweep_is_the_least_over_the_arcs},
        {"the narrowest integer that holds every energy is chosen",
         the_narrowest_integer_that_holds_every_energy_is_chosen},
        {"twice the mark fits the cell", twice_the_mark_fits_the_cell},
    };
    suite_register("min-plus", tests, sizeof tests / sizeof tests[0]);
}
