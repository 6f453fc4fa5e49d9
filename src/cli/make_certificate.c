/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which proof is there of this answer? What label setting and FIN prove about each application by itself is a
 * leaf without prices, which the checker evaluates anew; other methods leave a certificate of their own.
 */
#include "cli/make_certificate.h"

#include <string.h>

#include "base/arena.h"
#include "cli/options.h"
#include "cli/signals.h"
#include "explain/verified_answer.h"
#include "model/plan.h"
#include "solve/solver.h"

bool make_certificate_knows(const char *method)
{
    static const char *const methods[] = {"labels", "fin", "lagrangian", "bp"};
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        if (strcmp(method, methods[i]) == 0) {
            return true;
        }
    }
    return false;
}

static enum status solve(struct verified_answer *answer, struct arena *arena, struct arena *scratch,
                         const struct problem *problem, const struct options *options,
                         const struct solver *solver, struct error *error)
{
    struct solve_options solve = solve_options_default();
    solve.gamma = options->gamma;
    solve.wants_certificate = true;
    solve.memory_limit_bytes = (size_t)options->memory_limit_mib << 19;
    solve.deadline = deadline_after(options->time_limit_s, signals_stop_now());
    return verified_answer_find(answer, arena, scratch, problem, solver, &solve, error);
}

/* One leaf without prices: each application by itself. */
static struct certificate make_leaf(struct arena *arena, const struct solution *solution, int64_t floor_gamma)
{
    struct certificate_node *leaf = ARENA_NEW(arena, struct certificate_node);
    *leaf = (struct certificate_node){.kind = CERTIFICATE_LEAF, .denominator = 1, .floor_gamma = floor_gamma};
    return (struct certificate){
        .is_infeasible = solution->outcome == OUTCOME_INFEASIBLE,
        .floor_quanta = solution->bound_quanta,
        .plan = solution->plan,
        .nodes = leaf,
        .node_count = 1,
    };
}

/* What an answer proves; false if that is nothing. */
static bool prove(struct certificate_document *document, struct arena *arena,
                  const struct verified_answer *answer, const struct options *options)
{
    const struct solution *solution = &answer->solution;
    const char *method = answer->solver->name;
    const bool is_proved = solution->outcome == OUTCOME_OPTIMAL || solution->outcome == OUTCOME_INFEASIBLE;
    if (solution->certificate != NULL) {
        document->certificate = *solution->certificate;
    } else if (strcmp(method, "fin") == 0 && is_proved) {
        document->certificate = make_leaf(arena, solution, options->gamma);
    } else if (strcmp(method, "labels") == 0 && (is_proved || solution->has_bound)) {
        document->certificate = make_leaf(arena, solution, 0);
    } else {
        return false;
    }
    document->claim = document->certificate.is_infeasible    ? CLAIM_INFEASIBLE
                      : solution->outcome == OUTCOME_OPTIMAL ? CLAIM_OPTIMAL
                                                             : CLAIM_BOUND;
    return true;
}

/* Asks one method. STATUS_UNSUPPORTED: it does not do such a problem, or proved nothing. */
static enum status ask(struct certificate_document *document, struct arena *arena, struct arena *scratch,
                       const struct problem *problem, const struct options *options,
                       const struct solver *solver, struct error *error)
{
    struct verified_answer answer;
    const enum status status = solve(&answer, arena, scratch, problem, options, solver, error);
    if (status != STATUS_OK) {
        return status;
    }
    if (!prove(document, arena, &answer, options)) {
        const char *note = answer.solution.note;
        return error_set(error, STATUS_UNSUPPORTED, "%s proved nothing%s%s", solver->name,
                         note != NULL ? ": " : "", note != NULL ? note : "");
    }
    return STATUS_OK;
}

enum status make_certificate(struct certificate_document *document, struct arena *arena,
                             struct arena *scratch, const struct problem *problem,
                             const struct options *options, struct error *error)
{
    static const char *const shared_methods[] = {"bp", "lagrangian"};
    const struct solver *first =
        options->methods_are_default ? solver_find("labels") : options->methods.methods[0];
    struct certificate_document made = {.claim = CLAIM_BOUND};
    enum status status = ask(&made, arena, scratch, problem, options, first, error);
    bool is_settled = !options->methods_are_default || (status == STATUS_OK && made.claim != CLAIM_BOUND);
    for (size_t i = 0; i < sizeof shared_methods / sizeof shared_methods[0] && !is_settled; i++) {
        const struct solver *solver = solver_find(shared_methods[i]);
        if (solver != NULL) {
            status = ask(&made, arena, scratch, problem, options, solver, error);
            is_settled = status != STATUS_UNSUPPORTED;
        }
    }
    if (status == STATUS_OK) {
        *document = made;
    }
    return status;
}
