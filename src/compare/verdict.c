/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Do the results of all methods fit together? Three facts are enough: all proofs must say the same, no plan
 * may cost less than a proved optimum, and no bound may lie above a plan. Everything else a verdict rests on
 * (a rejected plan, a violated theorem, a died child) comes as a finding from whoever saw it.
 */
#include "compare/verdict.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"

/* Space for one more of `count` objects of `size` bytes: a list that doubles. */
static void *grow(struct arena *arena, void *list, size_t count, size_t size)
{
    if ((count & (count - 1)) != 0) {
        return list;
    }
    void *more = arena_alloc(arena, count == 0 ? 1 : 2 * count, size);
    if (count > 0) {
        memcpy(more, list, count * size);
    }
    return more;
}

static struct finding *append_finding(struct instance_record *record, struct arena *arena)
{
    record->findings = grow(arena, record->findings, record->finding_count, sizeof *record->findings);
    return &record->findings[record->finding_count++];
}

void record_add_finding(struct instance_record *record, struct arena *arena, enum verdict severity,
                        const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    *append_finding(record, arena) =
        (struct finding){.severity = severity, .message = arena_vprintf(arena, format, arguments)};
    va_end(arguments);
}

void record_add_result(struct instance_record *record, struct arena *arena,
                       const struct method_record *result)
{
    record->results = grow(arena, record->results, record->result_count, sizeof *record->results);
    record->results[record->result_count++] = *result;
}

static void contradict(struct instance_record *record, struct arena *arena, enum verdict severity,
                       const char *format, ...) __attribute__((format(printf, 4, 5)));

static void contradict(struct instance_record *record, struct arena *arena, enum verdict severity,
                       const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    *append_finding(record, arena) = (struct finding){
        .severity = severity, .message = arena_vprintf(arena, format, arguments), .is_derived = true};
    va_end(arguments);
}

static void forget_derived(struct instance_record *record)
{
    size_t kept = 0;
    for (size_t i = 0; i < record->finding_count; i++) {
        if (!record->findings[i].is_derived) {
            record->findings[kept++] = record->findings[i];
        }
    }
    record->finding_count = kept;
    record->has_optimum = false;
    record->optimum_quanta = 0;
    record->proved_by_count = 0;
}

static bool is_proof(const struct method_record *result)
{
    return !result->is_unverified &&
           (result->status == RESULT_OPTIMAL || result->status == RESULT_INFEASIBLE);
}

static bool is_plan(const struct method_record *result)
{
    return !result->is_unverified && result->has_energy &&
           (result->status == RESULT_OPTIMAL || result->status == RESULT_FEASIBLE);
}

static void compare_plan_with_proof(struct instance_record *record, struct arena *arena,
                                    const struct method_record *plan, const struct method_record *proof)
{
    if (proof->status == RESULT_INFEASIBLE) {
        contradict(record, arena, VERDICT_DISAGREE, "%s has a plan, but %s proves that there is none",
                   method_record_label(plan), method_record_label(proof));
    } else if (plan->status == RESULT_FEASIBLE && plan->energy_quanta < proof->energy_quanta) {
        contradict(record, arena, VERDICT_DISAGREE,
                   "the plan of %s costs %" PRId64 ", less than the optimum %" PRId64 " that %s proves",
                   method_record_label(plan), plan->energy_quanta, proof->energy_quanta,
                   method_record_label(proof));
    } else if (plan->status == RESULT_OPTIMAL && plan->energy_quanta != proof->energy_quanta) {
        contradict(record, arena, VERDICT_DISAGREE, "%s proves the optimum %" PRId64 ", %s proves %" PRId64,
                   method_record_label(proof), proof->energy_quanta, method_record_label(plan),
                   plan->energy_quanta);
    }
}

/* Each pair of results once, the proofs against the plans and the bounds against the plans. */
static void find_contradictions(struct instance_record *record, struct arena *arena)
{
    const size_t count = record->result_count;
    for (size_t i = 0; i < count; i++) {
        const struct method_record *a = &record->results[i];
        for (size_t j = 0; j < count; j++) {
            const struct method_record *b = &record->results[j];
            const bool both_are_proofs = is_proof(a) && is_proof(b);
            if (i != j && is_plan(a) && is_proof(b) &&
                (!both_are_proofs || j < i || b->status == RESULT_INFEASIBLE)) {
                compare_plan_with_proof(record, arena, a, b);
            }
            /* Two proofs that differ have been reported already, with their energies. */
            const bool is_reported = both_are_proofs && b->energy_quanta != a->energy_quanta;
            if (is_plan(a) && b->has_bound && !b->is_unverified && b->bound_quanta > a->energy_quanta &&
                !is_reported) {
                contradict(record, arena, VERDICT_DISAGREE,
                           "the lower bound %" PRId64 " of %s is above the energy %" PRId64
                           " of the plan of %s",
                           b->bound_quanta, method_record_label(b), a->energy_quanta, method_record_label(a));
            }
        }
    }
}

/* A method may have run several times, with other parameters; it is named once. */
static void add_prover(struct instance_record *record, const char *method)
{
    for (size_t i = 0; i < record->proved_by_count; i++) {
        if (strcmp(record->proved_by[i], method) == 0) {
            return;
        }
    }
    record->proved_by[record->proved_by_count++] = method;
}

static void derive_status(struct instance_record *record, struct arena *arena)
{
    record->proved_by = ARENA_ARRAY(arena, const char *, record->result_count);
    record->status = RESULT_UNKNOWN;
    const struct method_record *proof = NULL;
    bool has_plan = false;
    for (size_t i = 0; i < record->result_count; i++) {
        const struct method_record *result = &record->results[i];
        has_plan = has_plan || is_plan(result);
        if (!is_proof(result)) {
            continue;
        }
        proof = proof == NULL ? result : proof;
        if (result->status == proof->status &&
            (proof->status == RESULT_INFEASIBLE || result->energy_quanta == proof->energy_quanta)) {
            add_prover(record, result->method);
        }
    }
    if (proof != NULL) {
        record->status = proof->status;
        record->has_optimum = proof->status == RESULT_OPTIMAL;
        record->optimum_quanta = record->has_optimum ? proof->energy_quanta : 0;
    } else if (record->is_refused) {
        record->status = RESULT_ERROR;
    } else if (has_plan) {
        record->status = RESULT_FEASIBLE;
    }
}

/* FIN may have run several times, with other orders; its best answer counts. */
static void judge_gap_of_fin(struct instance_record *record, struct arena *arena, double max_gap)
{
    bool has_run = false;
    const struct method_record *best = NULL;
    for (size_t i = 0; i < record->result_count; i++) {
        const struct method_record *result = &record->results[i];
        if (strcmp(result->method, "fin") != 0) {
            continue;
        }
        has_run = true;
        if (is_plan(result) && (best == NULL || result->energy_quanta < best->energy_quanta)) {
            best = result;
        }
    }
    if (max_gap < 0.0 || !record->has_optimum || !has_run) {
        return;
    }
    if (best == NULL) {
        contradict(record, arena, VERDICT_GAP, "fin has no plan, the optimum is %" PRId64,
                   record->optimum_quanta);
    } else if (relative_gap(best->energy_quanta, record->optimum_quanta) > max_gap) {
        contradict(record, arena, VERDICT_GAP, "the gap of fin is %.4g %%, more than the %.4g %% allowed",
                   100.0 * relative_gap(best->energy_quanta, record->optimum_quanta), 100.0 * max_gap);
    }
}

void verdict_decide(struct instance_record *record, struct arena *arena,
                    const struct verdict_options *options)
{
    forget_derived(record);
    find_contradictions(record, arena);
    derive_status(record, arena);
    judge_gap_of_fin(record, arena, options->max_gap);
    record->verdict = record->proved_by_count > 0 ? VERDICT_AGREE : VERDICT_UNPROVED;
    if (record->is_refused) {
        record->verdict = VERDICT_NONE;
    }
    for (size_t i = 0; i < record->finding_count; i++) {
        if (record->findings[i].severity > record->verdict && record->findings[i].severity != VERDICT_AGREE) {
            record->verdict = record->findings[i].severity;
        }
    }
}
