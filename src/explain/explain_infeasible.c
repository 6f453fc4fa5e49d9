/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why is there no plan? The limits that conflict, and what each of them alone would have to become. Where
 * none is enough there is more than one conflict: the first is taken out of the way and the next one told, to
 * the last.
 */
#include "base/arena.h"
#include "explain/explanation.h"
#include "model/quantize.h"
#include "solve/each_application.h"
#include "solve/feasibility.h"

/* An infeasible instance, the limits of earlier conflicts being out of the way. */
struct round {
    const struct instance *instance;
    const struct problem *problem;
    struct why_infeasible why;
};

static void add_conflict(struct explanation *e, const struct round *round)
{
    static const char *const columns[] = {"limit as it stands", "alone enough"};
    const struct why_infeasible *why = &round->why;
    struct text_table *table = document_add_table(e->document, columns, 2);
    for (size_t r = 0; r < why->relaxation_count && r < EXPLAIN_NODES; r++) {
        struct text_cell *cells = text_table_add_row(table);
        cells[0].string = limit_words(e->arena, &why->relaxations[r].limit, round->instance, round->problem);
        cells[1].string = relaxation_words(e->arena, &why->relaxations[r], round->instance, round->problem);
    }
    if (why->relaxation_count > EXPLAIN_NODES) {
        document_add_paragraph(e->document, "And %zu more.", why->relaxation_count - EXPLAIN_NODES);
    }
}

static bool all_are_exact(const struct why_infeasible *why)
{
    for (size_t r = 0; r < why->relaxation_count; r++) {
        if (!why->relaxations[r].is_exact) {
            return false;
        }
    }
    return true;
}

static void add_proof(struct explanation *e, const struct round *round)
{
    if (!all_are_exact(&round->why)) {
        document_add_paragraph(e->document, "A limit of time came first: a lesser change may be enough.");
        return;
    }
    document_add_paragraph(
        e->document,
        "Each was tried: the changed instance was quantised anew and has a plan; where the limit is a "
        "number, one "
        "step less (a quantum, a part per billion or million, a byte) was tried too and leaves none%s.",
        problem_is_single(e->problem, e->scratch)
            ? ""
            : ", by enumeration or, where that is too much, by GLPK in floating point");
}

/* The conflict of this round; true if another one remains, whatever becomes of a single limit. */
static bool add_round(struct explanation *e, const struct round *round)
{
    const struct why_infeasible *why = &round->why;
    if (why->relaxation_count == 0) {
        document_add_paragraph(e->document,
                               "No limit is to blame: even without all of them no chain of links leads from "
                               "the source over nodes that can run the blocks.");
    } else if (why->is_minimal) {
        document_add_paragraph(e->document,
                               "These limits conflict: together they leave no plan, whatever the others are, "
                               "and without any one of them there is one when the others are out of the "
                               "way.");
    } else {
        document_add_paragraph(e->document,
                               "Among these limits is a conflict; a limit of time came before the smallest "
                               "set was found.");
    }
    if (why->relaxation_count > 0) {
        add_conflict(e, round);
    }
    const char *hint = why_infeasible_hint(e->arena, why, round->instance, round->problem);
    if (hint != NULL) {
        document_add_paragraph(e->document, "Enough would be: %s.", hint);
        add_proof(e, round);
    }
    return hint == NULL && why->relaxation_count > 0 && why->is_minimal && all_are_exact(why);
}

/* The same with the limits of this round's conflict gone; false if there is a plan then, or nobody knows. */
static bool next_round(struct explanation *e, struct round *round)
{
    const size_t count = round->why.relaxation_count;
    struct moved_limit *moves = ARENA_ARRAY(e->arena, struct moved_limit, count);
    struct solve_options options = explain_options(e);
    struct error error;
    for (size_t r = 0; r < count; r++) {
        moves[r] = (struct moved_limit){round->why.relaxations[r].limit, LIMIT_GONE};
    }
    round->instance = relaxed_instance_new(e->arena, round->instance, moves, count);
    if (quantize(&round->problem, e->arena, round->instance, &error) != STATUS_OK ||
        feasibility_ask(NULL, e->arena, e->scratch, round->problem, &options) != FEASIBILITY_NO) {
        return false;
    }
    why_infeasible_find(&round->why, e->arena, e->scratch, round->instance, round->problem, &options);
    return true;
}

void explain_infeasible(struct explanation *e)
{
    enum { MOST_ROUNDS = 5 };
    struct round round = {e->instance, e->problem, e->why};
    document_add_heading(e->document, "Why there is no plan");
    for (int i = 1; add_round(e, &round) && i < MOST_ROUNDS; i++) {
        document_add_paragraph(e->document, "No single limit is enough, since another conflict remains.");
        if (!next_round(e, &round)) {
            document_add_paragraph(e->document,
                                   "Without this conflict there is a plan, or a limit of time came first.");
            break;
        }
        document_add_paragraph(e->document, "With those limits out of the way:");
    }
}
