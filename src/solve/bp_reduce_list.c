/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which listed paths are in no plan for lack of room? As in bp_reduce.c, but path by path: one that takes
 * more of a row than the others leave of it, taking what they must, goes; until nothing changes.
 */
#include <string.h>

#include "base/arena.h"
#include "solve/bp.h"

/* What any of the paths takes at least of each row; there is one. */
static void find_least(int64_t *least, struct bp *bp, const struct bp_paths *paths)
{
    const size_t rows = bp->rows.count;
    const struct arena_mark mark = arena_mark(bp->scratch);
    size_t *users = ARENA_ARRAY(bp->scratch, size_t, rows);
    for (size_t k = 0; k < paths->count; k++) {
        for (size_t i = 0; i < paths->items[k]->use_count; i++) {
            const struct row_use *use = &paths->items[k]->uses[i];
            least[use->row] = users[use->row]++ == 0 ? use->amount : min_int64(least[use->row], use->amount);
        }
    }
    for (size_t r = 0; r < rows; r++) {
        least[r] = users[r] == paths->count ? least[r] : 0;
    }
    arena_rewind(bp->scratch, mark);
}

static bool has_room(const struct bp *bp, const struct bp_path *path, const int64_t *sums,
                     const int64_t *least)
{
    for (size_t i = 0; i < path->use_count; i++) {
        const size_t r = path->uses[i].row;
        if (path->uses[i].amount > bp->rows.rows[r].capacity - (sums[r] - least[r])) {
            return false;
        }
    }
    return true;
}

/* Keeps the paths that have room; true if one went. */
static bool drop_paths(struct bp_paths *paths, const struct bp *bp, const int64_t *sums, const int64_t *least)
{
    const size_t before = paths->count;
    paths->count = 0;
    for (size_t k = 0; k < before; k++) {
        if (has_room(bp, paths->items[k], sums, least)) {
            paths->items[paths->count++] = paths->items[k];
        }
    }
    return paths->count < before;
}

bool bp_reduce_paths(struct bp_view *view, struct bp *bp)
{
    const size_t rows = bp->rows.count;
    int64_t *least = ARENA_ARRAY(bp->scratch, int64_t, bp->group_count * rows);
    int64_t *sums = ARENA_ARRAY(bp->scratch, int64_t, rows);
    bool goes_on = true;
    while (goes_on) {
        goes_on = false;
        memset(sums, 0, rows * sizeof *sums);
        for (size_t g = 0; g < bp->group_count; g++) {
            view->groups[g].least = &least[g * rows];
            if (view->groups[g].paths.count == 0) {
                return false;
            }
            find_least(&least[g * rows], bp, &view->groups[g].paths);
            for (size_t r = 0; r < rows; r++) {
                sums[r] += least[g * rows + r] * (int64_t)bp->groups[g].size;
            }
        }
        for (size_t g = 0; g < bp->group_count; g++) {
            goes_on = drop_paths(&view->groups[g].paths, bp, sums, &least[g * rows]) || goes_on;
        }
    }
    return true;
}
