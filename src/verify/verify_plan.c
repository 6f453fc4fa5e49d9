/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is this plan what it claims to be? A walk along every application's blocks adds up energies, latencies and
 * loads and notes each broken constraint; the shared rows are looked at once all loads are known.
 *
 * A broken (P1)-(P3) is noted and the walk goes on with what can still be computed, so that one run names
 * everything that is wrong. Sums cannot overflow: see the invariant of struct problem.
 */
#include "verify/verify_plan.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/arena.h"
#include "model/plan.h"
#include "model/problem.h"

struct judge {
    struct evaluation *evaluation;
    struct arena *arena;
    const struct problem *problem;
    size_t violation_capacity;
};

static void add_violation(struct judge *judge, struct violation violation)
{
    struct evaluation *evaluation = judge->evaluation;
    evaluation->violations = ARENA_GROW(judge->arena, struct violation, evaluation->violations,
                                        evaluation->violation_count, &judge->violation_capacity);
    evaluation->violations[evaluation->violation_count++] = violation;
}

/* Seconds in a unit a person reads, "5.203 ms". */
static const char *seconds_text(struct arena *arena, double seconds)
{
    static const struct {
        double scale;
        const char *unit;
    } units[] = {{1.0, "s"}, {1e3, "ms"}, {1e6, "us"}, {1e9, "ns"}};
    size_t i = 0;
    while (i < 3 && seconds * units[i].scale < 1.0) {
        i++;
    }
    return arena_printf(arena, "%.4g %s", seconds * units[i].scale, units[i].unit);
}

static void violate_p1(struct judge *judge, const struct problem_application *application, size_t nodes,
                       size_t depth)
{
    add_violation(judge, (struct violation){
                             .tag = "P1",
                             .subject = application->id,
                             .value = (int64_t)nodes,
                             .limit = (int64_t)depth,
                             .excess = nodes > depth ? (int64_t)(nodes - depth) : (int64_t)(depth - nodes),
                             .message = arena_printf(
                                 judge->arena, "(P1) %s names %zu node(s), its configuration has %zu block(s)",
                                 application->id, nodes, depth),
                         });
}

static void violate_p2(struct judge *judge, const struct problem_application *application, size_t block,
                       size_t from, size_t to)
{
    const char *from_id = judge->problem->nodes[from].id;
    const char *to_id = judge->problem->nodes[to].id;
    add_violation(judge, (struct violation){
                             .tag = "P2",
                             .subject = arena_printf(judge->arena, "%s/%zu", application->id, block + 1),
                             .value = 1,
                             .limit = 0,
                             .excess = 1,
                             .message = arena_printf(
                                 judge->arena,
                                 "(P2) the input of block %zu of %s goes from %s to %s, which no link joins",
                                 block + 1, application->id, from_id, to_id),
                         });
}

static void violate_p3(struct judge *judge, const struct problem_application *application, size_t block,
                       size_t node)
{
    add_violation(judge,
                  (struct violation){
                      .tag = "P3",
                      .subject = arena_printf(judge->arena, "%s/%zu", application->id, block + 1),
                      .value = 1,
                      .limit = 0,
                      .excess = 1,
                      .message = arena_printf(judge->arena, "(P3) block %zu of %s may not run on %s",
                                              block + 1, application->id, judge->problem->nodes[node].id),
                  });
}

/* Adds the cost of the block on `node`, its input coming from node `from`. */
static void add_block(struct judge *judge, size_t h, const struct stage *stage, size_t from, size_t node)
{
    const struct problem_application *application = &judge->problem->applications[h];
    struct evaluation *evaluation = judge->evaluation;
    struct application_evaluation *sums = &evaluation->applications[h];
    /* (P2) consecutive blocks, and the source and block 1, are on the same node or joined by a link */
    if (node != from) {
        const size_t link = problem_find_link(judge->problem, from, node);
        if (link == NO_LINK) {
            violate_p2(judge, application, stage->block, from, node);
        } else {
            sums->energy_quanta += stage->transfer_energy_quanta[link];
            sums->latency_quanta += stage->transfer_latency_quanta[link];
            evaluation->link_loads_ppm[problem_link_owner(judge->problem, link)] +=
                stage->transfer_load_ppm[link];
        }
    }
    /* (P3) block i may only run on its allowed nodes */
    if (!stage->allowed[node]) {
        violate_p3(judge, application, stage->block, node);
        return;
    }
    sums->energy_quanta += stage->compute_energy_quanta[node];
    sums->compute_energy_quanta += stage->compute_energy_quanta[node];
    sums->latency_quanta += stage->compute_latency_quanta[node];
    sums->compute_latency_quanta += stage->compute_latency_quanta[node];
    const size_t owner = problem_node_owner(judge->problem, node);
    const size_t before = stage->block == 0 ? NO_NODE : from;
    evaluation->node_loads_ppm[owner] += problem_block_load_ppm(judge->problem, stage, before, node);
    evaluation->node_memory_bytes[owner] += stage->memory_bytes;
}

static void judge_limits(struct judge *judge, size_t h, const struct problem_configuration *configuration)
{
    const struct problem_application *application = &judge->problem->applications[h];
    const int64_t latency = judge->evaluation->applications[h].latency_quanta;
    /* (P4) latency of h = sum of its computation and transfer latencies <= delta_h */
    if (latency > application->deadline_quanta) {
        const char *seconds = seconds_text(judge->arena, (double)latency * judge->problem->time_quantum_s);
        add_violation(
            judge, (struct violation){
                       .tag = "P4",
                       .subject = application->id,
                       .value = latency,
                       .limit = application->deadline_quanta,
                       .excess = latency - application->deadline_quanta,
                       .message = arena_printf(
                           judge->arena, "(P4) latency of %s is %" PRId64 " quanta (%s), deadline %" PRId64,
                           application->id, latency, seconds, application->deadline_quanta),
                   });
    }
    /* (P5) a_c >= A_h */
    if (configuration->accuracy_ppb < application->min_accuracy_ppb) {
        add_violation(judge,
                      (struct violation){
                          .tag = "P5",
                          .subject = application->id,
                          .value = configuration->accuracy_ppb,
                          .limit = application->min_accuracy_ppb,
                          .excess = application->min_accuracy_ppb - configuration->accuracy_ppb,
                          .message = arena_printf(
                              judge->arena, "(P5) accuracy of %s is %.9g by %s, target %.9g", application->id,
                              (double)configuration->accuracy_ppb / (double)ACCURACY_SCALE, configuration->id,
                              (double)application->min_accuracy_ppb / (double)ACCURACY_SCALE),
                      });
    }
}

static void judge_application(struct judge *judge, const struct plan_application *choice, size_t h)
{
    const struct problem_application *application = &judge->problem->applications[h];
    /* (P1) every application has exactly one configuration and one node per block up to D_c */
    if (choice == NULL || choice->configuration >= application->configuration_count) {
        add_violation(judge,
                      (struct violation){
                          .tag = "P1",
                          .subject = application->id,
                          .value = 0,
                          .limit = 1,
                          .excess = 1,
                          .message = arena_printf(judge->arena, "(P1) %s is not placed", application->id),
                      });
        return;
    }
    const struct problem_configuration *configuration = &application->configurations[choice->configuration];
    if (choice->node_count != configuration->depth) {
        violate_p1(judge, application, choice->node_count, configuration->depth);
    }
    size_t from = application->source;
    for (size_t i = 0; i < choice->node_count && i < configuration->depth; i++) {
        if (choice->nodes[i] >= judge->problem->node_count) {
            violate_p1(judge, application, i, configuration->depth);
            break;
        }
        add_block(judge, h, configuration->stages[i], from, choice->nodes[i]);
        from = choice->nodes[i];
    }
    judge_limits(judge, h, configuration);
}

/* One shared row: sum over all applications <= capacity. */
static void judge_row(struct judge *judge, const char *tag, const char *what, const char *subject,
                      int64_t value, int64_t limit)
{
    if (value <= limit) {
        return;
    }
    add_violation(judge,
                  (struct violation){
                      .tag = tag,
                      .subject = subject,
                      .value = value,
                      .limit = limit,
                      .excess = value - limit,
                      .message = arena_printf(judge->arena, "(%s) %s of %s is %" PRId64 ", capacity %" PRId64,
                                              tag, what, subject, value, limit),
                  });
}

static void judge_shared_rows(struct judge *judge)
{
    const struct problem *problem = judge->problem;
    const struct evaluation *evaluation = judge->evaluation;
    for (size_t n = 0; n < problem->node_count; n++) {
        const struct problem_node *node = &problem->nodes[n];
        /* (P6) node load: sum over all applications <= capacity of n */
        const char *id = problem_row_id(judge->arena, problem, n);
        judge_row(judge, "P6", "load in parts per million", id, evaluation->node_loads_ppm[n],
                  node->capacity_ppm);
        /* (P7) memory: sum over all applications <= memory of n */
        judge_row(judge, "P7", "memory in bytes", id, evaluation->node_memory_bytes[n], node->memory_bytes);
    }
    for (size_t l = 0; l < problem->link_count; l++) {
        const struct problem_link *link = &problem->links[l];
        /* (P8) link load: sum over all applications <= capacity of (m,n) */
        if (evaluation->link_loads_ppm[l] > link->capacity_ppm) {
            const char *subject =
                arena_printf(judge->arena, "%s->%s", problem_row_id(judge->arena, problem, link->from),
                             problem_row_id(judge->arena, problem, link->to));
            judge_row(judge, "P8", "load in parts per million", subject, evaluation->link_loads_ppm[l],
                      link->capacity_ppm);
        }
    }
}

void verify_plan(struct evaluation *evaluation, struct arena *arena, const struct problem *problem,
                 const struct plan *plan)
{
    *evaluation = (struct evaluation){
        .applications = ARENA_ARRAY(arena, struct application_evaluation, problem->application_count),
        .node_loads_ppm = ARENA_ARRAY(arena, int64_t, problem->node_count),
        .node_memory_bytes = ARENA_ARRAY(arena, int64_t, problem->node_count),
        .link_loads_ppm = ARENA_ARRAY(arena, int64_t, problem->link_count),
    };
    struct judge judge = {.evaluation = evaluation, .arena = arena, .problem = problem};
    for (size_t h = 0; h < problem->application_count; h++) {
        judge_application(&judge, h < plan->application_count ? &plan->applications[h] : NULL, h);
        /* (P0) minimise the sum of all computation and transfer energies */
        evaluation->energy_quanta += evaluation->applications[h].energy_quanta;
    }
    judge_shared_rows(&judge);
    evaluation->is_feasible = evaluation->violation_count == 0;
}
