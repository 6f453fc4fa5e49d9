/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why is there no plan? The limits that conflict, and what each of them alone would have to become. */
#include "base/arena.h"
#include "explain/explanation.h"
#include "solve/each_application.h"

static void add_conflict(struct explanation *e)
{
    static const char *const columns[] = {"limit as it stands", "alone enough"};
    const struct why_infeasible *why = &e->why;
    struct text_table *table = document_add_table(e->document, columns, 2);
    for (size_t r = 0; r < why->relaxation_count && r < EXPLAIN_NODES; r++) {
        struct text_cell *cells = text_table_add_row(table);
        cells[0].string = limit_words(e->arena, &why->relaxations[r].limit, e->instance, e->problem);
        cells[1].string = relaxation_words(e->arena, &why->relaxations[r], e->instance, e->problem);
    }
    if (why->relaxation_count > EXPLAIN_NODES) {
        document_add_paragraph(e->document, "And %zu more.", why->relaxation_count - EXPLAIN_NODES);
    }
}

void explain_infeasible(struct explanation *e)
{
    const struct why_infeasible *why = &e->why;
    document_add_heading(e->document, "Why there is no plan");
    if (why->relaxation_count == 0) {
        document_add_paragraph(e->document,
                               "No limit is to blame: even without all of them no chain of links leads from "
                               "the source over nodes that can run the blocks.");
    } else {
        document_add_paragraph(e->document, "%s",
                               why->is_minimal ? "These limits conflict: together they leave no plan, "
                                                 "whatever the others are, and without any one of "
                                                 "them there is one when the others are out of the way."
                                               : "Among these limits is a conflict; a limit of time came "
                                                 "before the smallest set was found.");
        add_conflict(e);
    }
    const char *hint = why_infeasible_hint(e->arena, why, e->instance, e->problem);
    if (hint != NULL) {
        document_add_paragraph(e->document, "Enough would be: %s.", hint);
        document_add_paragraph(
            e->document,
            "Each was tried: the changed instance was quantised anew and has a plan; where the limit is a "
            "number, one step "
            "less (a quantum, a part per billion or million, a byte) was tried too and leaves none%s.",
            problem_is_single(e->problem, e->scratch)
                ? ""
                : ", by enumeration or, where that is too much, by GLPK in floating point");
    } else if (why->is_minimal) {
        document_add_paragraph(e->document, "No single limit is enough: another conflict would remain.");
    }
}
