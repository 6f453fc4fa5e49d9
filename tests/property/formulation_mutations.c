/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Would the tests of the formulations notice if a constraint were missing? Of every formulation the rows of
 * one tag at a time are let go; over the random instances of tests/property/formulation_properties.c at least
 * one must then have no plan, a rejected plan, or another answer. A group of rows that no instance has, or
 * whose loss no instance notices, is a failure.
 */
#include <string.h>

#include "ilp/formulation.h"
#include "joint_trial.h"
#include "lp/glpk_backend.h"
#include "lp/linear_program.h"
#include "property_run.h"
#include "verify/verify_plan.h"

enum { TAGS = ROW_P8 + 1, FORMULATIONS = 4, SEEDS = 600 };

static const char *const tag_names[TAGS] = {[ROW_P1] = "(P1)", [ROW_P1_BLOCK] = "(P1) per block",
                                            [ROW_P2] = "(P2)", [ROW_P6_RUN] = "(P6) runs",
                                            [ROW_P4] = "(P4)", [ROW_P6] = "(P6)",
                                            [ROW_P7] = "(P7)", [ROW_P8] = "(P8)"};

/* How often a group of rows was let go, and how often that was noticed. */
struct tally {
    unsigned tried;
    unsigned noticed;
};

/* What each formulation is made of. */
static bool has_rows(size_t f, enum row_tag tag)
{
    const char *name = formulation_table[f].name;
    if (strcmp(name, "assignment") == 0) {
        return true;
    }
    if (tag == ROW_P1_BLOCK || tag == ROW_P6_RUN) {
        return false;
    }
    return strcmp(name, "path") != 0 || (tag != ROW_P2 && tag != ROW_P4);
}

/* The rows of that tag let go; how many there were. */
static unsigned drop_rows(struct formulation_program *built, enum row_tag tag)
{
    unsigned dropped = 0;
    for (size_t i = 0; i < built->rows->count; i++) {
        if (built->rows->rows[i].tag == tag) {
            built->program->rows[i] = (struct linear_row){.lower = LINEAR_NO_LOWER, .upper = LINEAR_NO_UPPER};
            dropped++;
        }
    }
    return dropped;
}

static bool is_noticed(struct trial *t, const struct formulation_program *built)
{
    const struct integer_options options = {.deadline = deadline_never()};
    struct integer_result result;
    struct error error;
    struct plan *plan = NULL;
    struct evaluation evaluation;
    if (glpk_solve_integer(&result, t->arena, built->program, &options, &error) != STATUS_OK) {
        return false; /* unsafe numbers say nothing about rows */
    }
    if (result.values == NULL) {
        return false;
    }
    if (built->formulation->decode(&plan, t->arena, t->scratch, built, result.values, &error) != STATUS_OK) {
        return true;
    }
    verify_plan(&evaluation, t->arena, t->problem, plan);
    return !evaluation.is_feasible || t->optimum.outcome != OUTCOME_OPTIMAL ||
           evaluation.energy_quanta != t->optimum.energy_quanta;
}

static void try_group(struct tally *tally, struct trial *t, size_t f, enum row_tag tag)
{
    const struct formulation_input input = {.formulation = &formulation_table[f],
                                            .problem = t->problem,
                                            .gamma = 1 + (int64_t)(t->seed % 5),
                                            .rounding = DEPTH_FLOOR};
    struct formulation_program built;
    struct error error;
    if (formulation_build(&built, t->arena, t->scratch, &input, &error) != STATUS_OK ||
        built.no_plan != NULL || drop_rows(&built, tag) == 0) {
        return;
    }
    tally->tried++;
    tally->noticed += is_noticed(t, &built);
}

int main(void)
{
    static struct tally tallies[FORMULATIONS][TAGS];
    unsigned passed = 0;
    unsigned failed = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct trial t = {.seed = seed, .arena = arena_new(NULL, NULL), .scratch = arena_new(NULL, NULL)};
        const char *trouble = seed % 2 == 0 ? joint_prepare(&t) : trial_prepare(&t);
        for (size_t f = 0; f < FORMULATIONS && trouble == NULL; f++) {
            for (int tag = 0; tag < TAGS; tag++) {
                if (has_rows(f, (enum row_tag)tag) && tallies[f][tag].noticed < 3) {
                    try_group(&tallies[f][tag], &t, f, (enum row_tag)tag);
                }
            }
        }
        arena_free(t.arena);
        arena_free(t.scratch);
    }
    for (size_t f = 0; f < FORMULATIONS; f++) {
        for (int tag = 0; tag < TAGS; tag++) {
            if (!has_rows(f, (enum row_tag)tag)) {
                continue;
            }
            const struct tally *tally = &tallies[f][tag];
            printf("%s without %s: noticed in %u of %u instances\n", formulation_table[f].name,
                   tag_names[tag], tally->noticed, tally->tried);
            passed += tally->noticed > 0;
            failed += tally->noticed == 0;
        }
    }
    printf("property: %u passed, %u failed\n", passed, failed);
    return failed == 0 && passed > 0 ? 0 : 1;
}
