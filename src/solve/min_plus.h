/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_SOLVE_MIN_PLUS_H
#define FINOPT_SOLVE_MIN_PLUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The inner loop of FIN's dynamic programme: one block of a vertex's row of energies from the rows of all its
 * predecessors,
 *
 *     target[i] = least over the arcs of  cells[arc.offset + depth + i] + arc.energy,   0 <= i < block_cells
 *
 *   row of u1   ........[=== block, moved by the width of arc 1 ===].........
 *   row of u2   .....[=== block, moved by the width of arc 2 ===]............
 *   row of v    .........[=== depth .. depth + block_cells - 1 ===]..........
 *
 * The block of the target stays in registers while all predecessors pass: a vector of relaxations is one
 * load, one addition and one minimum. Rows must be padded by block_cells cells that hold `no_path` at either
 * end.
 */
enum { MIN_PLUS_BLOCK_LIMIT = 128 };

struct min_plus_arc {
    ptrdiff_t offset;    /* cell of the tail from which the head's depth 0 would be reached */
    int64_t energy;      /* in the cells' unit, 0 <= energy < no_path */
    int32_t first_depth; /* blocks that begin before this ... */
    int32_t last_depth;  /* ... or after this meet no depth of the tail */
};

/* `target` and `cells` point to signed integers of the kernel's size. O(arc_count). */
typedef void min_plus_sweep(void *target, const void *cells, const struct min_plus_arc *arcs,
                            size_t arc_count, int32_t depth);

struct min_plus_kernel {
    const char *instruction_set; /* "avx2", "baseline" */
    size_t cell_bytes;           /* 2, 4, 8 */
    int32_t block_cells;         /* as many as fill eight vector registers; at most MIN_PLUS_BLOCK_LIMIT */
    int64_t no_path;             /* marks a cell no path reaches; twice this still fits the cell */
    min_plus_sweep *sweep;
    min_plus_sweep *sweep_half; /* the first half of a block, for the ends of rows */
    bool needs_avx2;
};

/* Narrow before wide, and for each size the fastest first. */
enum { MIN_PLUS_KERNELS = 6 };
extern const struct min_plus_kernel min_plus_kernels[MIN_PLUS_KERNELS];

/* Has this processor the kernel's instructions? */
bool min_plus_kernel_runs_here(const struct min_plus_kernel *kernel);

/*
 * The fastest kernel of the narrowest cells that hold `most_energy` and stay below their no_path mark.
 * `most_energy` < 2^61.
 */
const struct min_plus_kernel *min_plus_kernel_for(int64_t most_energy);

#endif
