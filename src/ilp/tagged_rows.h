/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_ILP_TAGGED_ROWS_H
#define FINOPT_ILP_TAGGED_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct extended_graph;
struct linear_program;
struct problem;

/*
 * The rows of an integer program by the constraint of (P0)-(P8) that each states. What comes after them in
 * the program, covers for instance, is not a row of the formulation.
 */
enum row_tag {
    ROW_P1,       /* an application has one configuration, or one path */
    ROW_P1_BLOCK, /* a block of the chosen configuration has one node; named by its builder, as the next two
                   */
    ROW_P2,       /* what follows what: flow conservation, links */
    ROW_P6_RUN,   /* a run of blocks on a share begins */
    ROW_P4,
    ROW_P6,
    ROW_P7,
    ROW_P8,
    ROW_IMPLIED /* a cut: whatever meets the others meets it */
};

struct tagged_row {
    enum row_tag tag;
    uint32_t application; /* of all up to (P4) */
    size_t
        subject; /* node of (P6), (P7), link of (P8), number of a cut; what the builder wants of the others */
};

struct tagged_rows {
    struct arena *arena;
    const struct problem *problem;
    struct linear_program *program;
    struct tagged_row *rows; /* [count] the first rows of the program */
    size_t count;
    size_t capacity;
};

/* No rows yet; `program` has none either. */
void tagged_rows_init(struct tagged_rows *rows, struct arena *arena, const struct problem *problem,
                      struct linear_program *program);

/* Opens the next row of the program, as linear_program_add_row() does. */
void tagged_rows_add(struct tagged_rows *rows, struct tagged_row row, int64_t lower, int64_t upper);

/* "P1[camera]", "P4[camera]", "P6[edge]", "P7[edge]", "P8[device,edge]", "cut[1]", and "cover[1]" for what
 * comes after; NULL for the rows that the builder names. */
char *tagged_row_name(struct arena *arena, const struct tagged_rows *rows, size_t row);

/*
 * Is it one of (P4), (P6)-(P8) or implied by them: an upper limit on a sum of integral columns with factors
 * >= 0? Only such a row can be broken by a rounding error, and only its points can be excluded by a cover.
 */
bool tagged_row_is_limit(const struct tagged_rows *rows, size_t row);

/* What one column takes of the shared resources; of one column there may be several in a row. */
struct column_usage {
    size_t column;
    size_t node; /* that owns the rows (P6), (P7) */
    size_t link; /* that owns the row (P8), or NO_LINK */
    int64_t load_ppm;
    int64_t memory_bytes;
    int64_t link_load_ppm;
};

/* What a column takes that chooses arc `arc`, not into the sink, of an extended graph. */
struct column_usage column_usage_of_arc(size_t column, const struct extended_graph *graph, size_t arc);

/*
 * Adds the rows (P6)-(P8) that some choice could violate (model/resource_usage.h). Usages are sorted by
 * column. `scratch` is rewound. O(rows that can bind * usages).
 */
void tagged_rows_add_shared(struct tagged_rows *rows, struct arena *scratch,
                            const struct column_usage *usages, size_t usage_count);

#endif
