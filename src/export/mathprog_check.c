/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Would glpsol get this problem wrong? It computes in doubles: no number, no sum over a plan and no product
 * with gamma may reach 2^53. It cuts no symbol, but refuses long ones in the middle of the file. And a model
 * that writes out all paths must not be given too many.
 */
#include "export/mathprog_check.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "export/mathprog_data.h"
#include "export/place_sequences.h"
#include "model/problem.h"

/* Most characters of a symbol: MAX_LENGTH of GLPK's translator. */
enum { SYMBOL_LIMIT = 100 };

/* Up to here the model goes through all sequences of places by itself; above, it is told which links allow.
 */
enum { ALL_SEQUENCES = 1000 };

struct check {
    const struct problem *problem;
    const struct mathprog_target *target;
    struct arena *scratch;
    struct error *error;
};

static int64_t largest(const int64_t *values, size_t count)
{
    int64_t most = 0;
    for (size_t i = 0; i < count; i++) {
        most = max_int64(most, values[i]);
    }
    return most;
}

/* The most that the plans of one application can add up to, whatever they choose. */
struct totals {
    int64_t energy;
    int64_t latency;
    int64_t load;
    int64_t memory;
};

static struct totals application_totals(const struct problem *problem, size_t h)
{
    const struct problem_application *application = &problem->applications[h];
    struct totals most = {0};
    for (size_t c = 0; c < application->configuration_count; c++) {
        const struct problem_configuration *configuration = &application->configurations[c];
        struct totals sum = {0};
        for (size_t i = 0; i < configuration->depth; i++) {
            const struct stage *stage = configuration->stages[i];
            sum.energy += largest(stage->compute_energy_quanta, problem->node_count) +
                          largest(stage->transfer_energy_quanta, problem->link_count);
            sum.latency += largest(stage->compute_latency_quanta, problem->node_count) +
                           largest(stage->transfer_latency_quanta, problem->link_count);
            sum.load += max_int64(largest(stage->compute_load_ppm, problem->node_count),
                                  largest(stage->transfer_load_ppm, problem->link_count));
            sum.memory += stage->memory_bytes;
        }
        most.energy = max_int64(most.energy, sum.energy);
        most.latency = max_int64(most.latency, sum.latency);
        most.load = max_int64(most.load, sum.load);
        most.memory = max_int64(most.memory, sum.memory);
    }
    return most;
}

static enum status require_exact(const struct check *check, int64_t value, const char *noun, const char *id,
                                 const char *advice)
{
    if (value < MATHPROG_EXACT_LIMIT) {
        return STATUS_OK;
    }
    return error_set(check->error, STATUS_OVERFLOW,
                     "%s%s%s can be %" PRId64 ", and glpsol computes exactly below 2^53 only%s", noun,
                     id != NULL ? " of " : "", id != NULL ? id : "", value, advice);
}

static const char coarser_time[] = "; a larger quantum.time_s helps";

static enum status check_application(struct totals *sum, const struct check *check, size_t h)
{
    const struct problem_application *application = &check->problem->applications[h];
    const struct totals most = application_totals(check->problem, h);
    sum->energy += most.energy;
    sum->load += most.load;
    sum->memory += most.memory;
    enum status status =
        require_exact(check, application->deadline_quanta, "the deadline", application->id, coarser_time);
    if (status == STATUS_OK) {
        status = require_exact(check, most.latency, "the latency", application->id, coarser_time);
    }
    /* The deadline is below 2^53 now and gamma at most 10^6; the model divides gamma * latency, rounded up.
     */
    if (status == STATUS_OK && strcmp(check->target->formulation, "feasible_graph") == 0) {
        const int128 product = ((int128)check->target->gamma + 1) * application->deadline_quanta;
        const int64_t capped = product < INT64_MAX ? (int64_t)product : INT64_MAX;
        status = require_exact(check, capped, "gamma times the deadline", application->id,
                               "; a smaller gamma or a larger quantum.time_s helps");
    }
    return status;
}

static enum status check_numbers(const struct check *check)
{
    struct totals sum = {0};
    for (size_t h = 0; h < check->problem->application_count; h++) {
        const enum status status = check_application(&sum, check, h);
        if (status != STATUS_OK) {
            return status;
        }
    }
    enum status status =
        require_exact(check, sum.energy, "the energy of a plan", NULL, "; a larger quantum.energy_j helps");
    if (status == STATUS_OK) {
        status = require_exact(check, sum.load, "the load of a node or link", NULL,
                               "; a smaller rate_per_s helps");
    }
    if (status == STATUS_OK) {
        status = require_exact(check, sum.memory, "the memory of all blocks", NULL, "");
    }
    for (size_t n = 0; n < check->problem->node_count && status == STATUS_OK; n++) {
        if (check->problem->nodes[n].memory_bytes != MEMORY_UNLIMITED) {
            status = require_exact(check, check->problem->nodes[n].memory_bytes, "memory_bytes",
                                   check->problem->nodes[n].id, "");
        }
    }
    return status;
}

static enum status check_symbol(const struct check *check, const char *id)
{
    const size_t length = strlen(id);
    if (length <= SYMBOL_LIMIT) {
        return STATUS_OK;
    }
    return error_set(check->error, STATUS_UNSUPPORTED,
                     "the id %.20s... has %zu bytes, a symbol of MathProg at most %d", id, length,
                     SYMBOL_LIMIT);
}

static enum status check_symbols(const struct check *check)
{
    enum status status = STATUS_OK;
    for (size_t n = 0; n < check->problem->node_count && status == STATUS_OK; n++) {
        status = check_symbol(check, check->problem->nodes[n].id);
    }
    for (size_t h = 0; h < check->problem->application_count && status == STATUS_OK; h++) {
        const struct problem_application *application = &check->problem->applications[h];
        status = check_symbol(check, application->id);
        for (size_t c = 0; c < application->configuration_count && status == STATUS_OK; c++) {
            status = check_symbol(check, application->configurations[c].id);
        }
    }
    return status;
}

bool mathprog_takes_all_sequences(const struct problem *problem, size_t depth)
{
    return place_sequences_count(problem, depth, ALL_SEQUENCES) <= ALL_SEQUENCES;
}

/* Sequences of a configuration that the model looks at, or more than MATHPROG_SEQUENCE_LIMIT. */
static int64_t sequence_count(const struct check *check, size_t source, size_t depth)
{
    const int64_t all = place_sequences_count(check->problem, depth, MATHPROG_EXACT_LIMIT - 1);
    if (all <= ALL_SEQUENCES || all == MATHPROG_EXACT_LIMIT) {
        return all;
    }
    return place_walks_count(check->problem, check->scratch, source, depth, MATHPROG_SEQUENCE_LIMIT);
}

static enum status check_sequences(const struct check *check)
{
    int64_t blocks = 0;
    for (size_t h = 0; h < check->problem->application_count; h++) {
        const struct problem_application *application = &check->problem->applications[h];
        for (size_t c = 0; c < application->configuration_count; c++) {
            const int64_t depth = (int64_t)application->configurations[c].depth;
            const int64_t count = sequence_count(check, application->source, (size_t)depth);
            if (count > MATHPROG_SEQUENCE_LIMIT / depth || blocks + count * depth > MATHPROG_SEQUENCE_LIMIT) {
                return error_set(
                    check->error, STATUS_UNSUPPORTED,
                    "path would have glpsol look at sequences of nodes with more than %d blocks together, or "
                    "more than 2^53 sequences; arc_flow has no such limit",
                    MATHPROG_SEQUENCE_LIMIT);
            }
            blocks += count * depth;
        }
    }
    return STATUS_OK;
}

static enum status check_formulation(const struct check *check)
{
    static const char *const names[] = {"arc_flow", "assignment", "feasible_graph", "path"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], check->target->formulation) == 0) {
            return STATUS_OK;
        }
    }
    return error_set(check->error, STATUS_UNSUPPORTED, "there is no model formulations/%s.mod",
                     check->target->formulation);
}

enum status mathprog_check(const struct problem *problem, const struct mathprog_target *target,
                           struct arena *scratch, struct error *error)
{
    const struct check check = {.problem = problem, .target = target, .scratch = scratch, .error = error};
    enum status status = check_formulation(&check);
    if (status == STATUS_OK) {
        status = check_numbers(&check);
    }
    if (status == STATUS_OK) {
        status = check_symbols(&check);
    }
    if (status == STATUS_OK && strcmp(target->formulation, "path") == 0) {
        status = check_sequences(&check);
    }
    return status;
}
