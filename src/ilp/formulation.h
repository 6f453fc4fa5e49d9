/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_ILP_FORMULATION_H
#define FINOPT_ILP_FORMULATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "graph/feasible_graph.h"
#include "ilp/tagged_rows.h"

struct arena;
struct linear_program;
struct plan;
struct problem;

/*
 * The formulations of (P0)-(P8) as integer programs behind one interface: a row each of the table in
 * ilp/formulation_table.c. The same name stands in formulations/.
 *
 *   problem ── build ──> linear program ── some solver ──> values ── decode ──> plan
 */
struct formulation_input {
    const struct formulation *formulation;
    const struct problem *problem;
    int64_t gamma;                /* feasible_graph, 1 .. GAMMA_LIMIT */
    enum depth_rounding rounding; /* feasible_graph */
    size_t path_limit;            /* path: the most paths; 0: PATH_LIMIT */
};

struct formulation_program {
    const struct formulation *formulation;
    const struct problem *problem;
    struct linear_program *program;
    const struct tagged_rows *rows;
    const bool
        *follows; /* [column_count] columns that others decide, such as transfers; NULL: there are none */
    const char *no_plan; /* why no plan exists, proved in integers while building; NULL: that is open */
    /* Its optimum is the instance's. Otherwise its points are plans, but not all plans are points. */
    bool is_exact;
    int64_t offset_quanta; /* energy of every plan beside what the objective says */
    const void *state;     /* of the formulation */
};

struct formulation {
    const char *name;
    const char *summary;
    /*
     * Builds the program, with what decode() needs, in `arena`; `scratch` is rewound. The problem must live
     * as long. STATUS_UNSUPPORTED: it would be larger than the formulation's limit.
     */
    enum status (*build)(struct formulation_program *built, struct arena *arena, struct arena *scratch,
                         const struct formulation_input *input, struct error *error);
    /*
     * The plan, in `arena`, of a point that meets every row; values: [column_count]. It costs what the
     * objective says, or less where a column that follows was chosen without need. STATUS_SOLVER if the point
     * is no plan.
     */
    enum status (*decode)(struct plan **plan, struct arena *arena, struct arena *scratch,
                          const struct formulation_program *built, const int64_t *values,
                          struct error *error);
};

/* All formulations; ends with a row whose name is NULL. The first is the default. */
extern const struct formulation formulation_table[];

/* The row of that name, or NULL. */
const struct formulation *formulation_find(const char *name);

/* Builds the program of the input's formulation: see `build` above. */
enum status formulation_build(struct formulation_program *built, struct arena *arena, struct arena *scratch,
                              const struct formulation_input *input, struct error *error);

/* One whole extended graph per application, in `arena`; what most formulations begin with. */
const struct extended_graph *formulation_graphs(struct arena *arena, struct arena *scratch,
                                                const struct problem *problem);

/* The first application whose extended graph has no path, as a proof in words; NULL if each has one. */
const char *formulation_no_path(struct arena *arena, const struct problem *problem,
                                const struct extended_graph *graphs);

#endif
