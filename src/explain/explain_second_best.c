/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which plan comes second, and why does it lose? And which would come first if the deadline were no concern?
 * By enumeration, so up to a stated number of plans; the differences are told block by block.
 */
#include <string.h>

#include "base/arena.h"
#include "explain/explanation.h"
#include "model/plan.h"
#include "model/problem.h"
#include "solve/exhaustive.h"

struct runner_up {
    const struct plan *first;
    struct arena *arena;
    struct plan *plan; /* the cheapest that is not the first; NULL: none yet */
    int64_t energy_quanta;
};

static bool is_same(const struct plan *a, const struct plan *b)
{
    for (size_t h = 0; h < a->application_count; h++) {
        const struct plan_application *left = &a->applications[h];
        const struct plan_application *right = &b->applications[h];
        if (left->configuration != right->configuration || left->node_count != right->node_count ||
            memcmp(left->nodes, right->nodes, left->node_count * sizeof *left->nodes) != 0) {
            return false;
        }
    }
    return true;
}

static bool visit(void *context, const struct plan *plan, int64_t energy_quanta, int64_t latency_quanta)
{
    struct runner_up *second = context;
    (void)latency_quanta;
    if ((second->plan == NULL || energy_quanta < second->energy_quanta) && !is_same(plan, second->first)) {
        second->plan = plan_copy(second->arena, plan);
        second->energy_quanta = energy_quanta;
    }
    return true;
}

/* What a block costs under a choice, its input coming from the block before. */
static int64_t block_energy(const struct problem *problem, size_t h, const struct plan_application *choice,
                            size_t i)
{
    const struct problem_application *application = &problem->applications[h];
    const struct stage *stage = application->configurations[choice->configuration].stages[i];
    const size_t from = i == 0 ? application->source : choice->nodes[i - 1];
    const size_t node = choice->nodes[i];
    const int64_t transfer =
        from == node ? 0 : stage->transfer_energy_quanta[problem_find_link(problem, from, node)];
    return stage->compute_energy_quanta[node] + transfer;
}

static const char *choice_words(const struct explanation *e, const struct problem *problem, size_t h,
                                const struct plan_application *choice, size_t i)
{
    return i < choice->node_count ? arena_printf(e->arena, "%s, %s", problem->nodes[choice->nodes[i]].id,
                                                 explain_energy(e, block_energy(problem, h, choice, i)))
                                  : "-";
}

/* Block by block, where two plans differ. */
static void add_difference(struct explanation *e, const struct plan *first, const struct plan *other,
                           const char *other_name)
{
    const char *columns[] = {"application", ">block", "optimum", other_name};
    struct text_table *table = document_add_table(e->document, columns, 4);
    for (size_t h = 0; h < first->application_count; h++) {
        const struct plan_application *a = &first->applications[h];
        const struct plan_application *b = &other->applications[h];
        const size_t depth = a->node_count > b->node_count ? a->node_count : b->node_count;
        for (size_t i = 0; i < depth; i++) {
            const char *left = choice_words(e, e->problem, h, a, i);
            const char *right = choice_words(e, e->problem, h, b, i);
            if (strcmp(left, right) != 0) {
                struct text_cell *cells = text_table_add_row(table);
                cells[0].string = e->problem->applications[h].id;
                cells[1].string = arena_printf(e->arena, "%zu", i + 1);
                cells[2].string = left;
                cells[3].string = right;
            }
        }
    }
}

static void add_second(struct explanation *e, const struct runner_up *second)
{
    const int64_t loss = second->energy_quanta - e->exact.solution.energy_quanta;
    if (loss == 0) {
        document_add_paragraph(e->document,
                               "Another plan costs exactly the same, %s: the optimum is not the only one. "
                               "Where they differ:",
                               explain_energy(e, second->energy_quanta));
    } else {
        document_add_paragraph(e->document,
                               "The next plan costs %s, which is %s more. Where they differ, with the energy "
                               "of each block and of moving its input:",
                               explain_energy(e, second->energy_quanta), explain_energy(e, loss));
    }
    add_difference(e, e->exact.solution.plan, second->plan, "second");
}

/* The cheapest plan there would be without any deadline, if the deadline is what forbids it. */
static enum status add_without_deadline(struct explanation *e, struct error *error)
{
    const struct problem *patient = e->problem;
    struct verified_answer answer;
    struct solve_options options = explain_options(e);
    for (size_t h = 0; h < patient->application_count; h++) {
        patient = problem_with_deadline(e->arena, patient, h, QUANTA_LIMIT - 1);
    }
    const enum status status =
        verified_answer_find(&answer, e->arena, e->scratch, patient, e->exact.solver, &options, error);
    if (status != STATUS_OK) {
        return status == STATUS_UNSUPPORTED ? STATUS_OK : status;
    }
    explain_note_limit(e, &options, "the search for the optimum without a deadline");
    if (answer.solution.outcome != OUTCOME_OPTIMAL) {
        return STATUS_OK;
    }
    if (answer.solution.energy_quanta == e->exact.solution.energy_quanta) {
        document_add_paragraph(e->document, "The deadline costs nothing: without it no plan is cheaper.");
        return STATUS_OK;
    }
    document_add_paragraph(
        e->document, "Without the deadline %s would be enough, %s less; this is what it forbids:",
        explain_energy(e, answer.solution.energy_quanta),
        explain_energy(e, e->exact.solution.energy_quanta - answer.solution.energy_quanta));
    add_difference(e, e->exact.solution.plan, answer.solution.plan, "without deadline");
    for (size_t h = 0; h < patient->application_count && h < EXPLAIN_NODES; h++) {
        const int64_t latency = answer.evaluation.applications[h].latency_quanta;
        const int64_t deadline = e->problem->applications[h].deadline_quanta;
        if (latency > deadline) {
            document_add_paragraph(e->document, "It takes %s for %s, %s too long (P4).",
                                   explain_time(e, latency), e->problem->applications[h].id,
                                   explain_time(e, latency - deadline));
        }
    }
    return STATUS_OK;
}

enum status explain_second_best(struct explanation *e, struct error *error)
{
    struct runner_up second = {.first = e->exact.solution.plan, .arena = e->arena};
    struct solve_options options = explain_options(e);
    if (e->exact.solution.outcome != OUTCOME_OPTIMAL) {
        return STATUS_OK;
    }
    document_add_heading(e->document, "The second best plan, and the one without a deadline");
    options.enumeration_limit = EXPLAIN_PLANS;
    const enum status listed = exhaustive_list(e->problem, e->scratch, &options, visit, &second, error);
    if (listed != STATUS_OK && deadline_has_passed(&options.deadline)) {
        explain_note_limit(e, &options, "the search for the second best plan");
    } else if (listed != STATUS_OK) {
        document_add_paragraph(e->document,
                               "There are more than %d plans to look at; the second best was not looked for.",
                               EXPLAIN_PLANS);
    } else if (second.plan == NULL) {
        document_add_paragraph(e->document, "There is no other plan.");
    } else {
        add_second(e, &second);
    }
    return add_without_deadline(e, error);
}
