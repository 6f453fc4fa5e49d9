/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What if this limit stood elsewhere? The answer is an instance, in the user's units, that goes through the
 * same quantiser as any other: what is found with it holds for the file with that value in it.
 */
#include "explain/relaxed_instance.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "model/instance.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "report/engineering.h"
#include "verify/verify_plan.h"

/* Out of the way, but still within what quantize() takes. */
#define NO_DEADLINE_QUANTA (QUANTA_LIMIT / 4)
#define NO_CAPACITY        1e9

static size_t place_of(const struct instance *instance, size_t node)
{
    return instance_first_place(instance, node);
}

/* The row of (P8) of an instance's link in one direction, or NO_LINK. */
static size_t row_of_link(const struct instance *instance, const struct problem *problem, size_t link,
                          bool is_back)
{
    const struct instance_link *given = &instance->links[link];
    const size_t from = place_of(instance, is_back ? given->to : given->from);
    const size_t to = place_of(instance, is_back ? given->from : given->to);
    return is_back && !given->bidirectional ? NO_LINK : problem_find_link(problem, from, to);
}

size_t limits_list(struct limit **limits, struct arena *arena, const struct instance *instance,
                   const struct problem *problem)
{
    size_t most = 2 * instance->node_count + instance->link_count;
    size_t count = 0;
    for (size_t h = 0; h < instance->application_count; h++) {
        most += 2 + instance->models[instance->applications[h].model].block_count;
    }
    *limits = ARENA_ARRAY(arena, struct limit, most);
    for (size_t h = 0; h < instance->application_count; h++) {
        const struct instance_application *application = &instance->applications[h];
        (*limits)[count++] = (struct limit){.kind = LIMIT_DEADLINE, .application = h};
        if (problem->applications[h].min_accuracy_ppb > 0) {
            (*limits)[count++] = (struct limit){.kind = LIMIT_ACCURACY, .application = h};
        }
        for (size_t b = 0; b < instance->models[application->model].block_count; b++) {
            if (application->allowed_nodes[b] != NULL) {
                (*limits)[count++] = (struct limit){.kind = LIMIT_NODES, .application = h, .subject = b};
            }
        }
    }
    for (size_t n = 0; n < instance->node_count; n++) {
        (*limits)[count++] = (struct limit){.kind = LIMIT_CAPACITY, .subject = n};
        if (instance->nodes[n].memory_bytes != MEMORY_UNLIMITED) {
            (*limits)[count++] = (struct limit){.kind = LIMIT_MEMORY, .subject = n};
        }
    }
    for (size_t l = 0; l < instance->link_count; l++) {
        (*limits)[count++] = (struct limit){.kind = LIMIT_LINK, .subject = l};
    }
    return count;
}

/* `count` items copied, with room for `more`. */
static void *copy_items(struct arena *arena, const void *items, size_t count, size_t more, size_t size)
{
    void *copy = arena_alloc(arena, count + more, size);
    if (count > 0) {
        memcpy(copy, items, count * size);
    }
    return copy;
}

static void allow(struct arena *arena, const struct instance *instance,
                  struct instance_application *application, const struct moved_limit *move)
{
    bool **row = &application->allowed_nodes[move->limit.subject];
    if (move->value == LIMIT_GONE || *row == NULL) {
        *row = NULL;
        return;
    }
    *row = copy_items(arena, *row, instance->node_count, 0, sizeof **row);
    (*row)[move->value] = true;
}

static void apply(struct arena *arena, struct instance *instance, const struct moved_limit *move)
{
    const struct limit *limit = &move->limit;
    const bool is_gone = move->value == LIMIT_GONE;
    const double parts = is_gone ? NO_CAPACITY : (double)move->value / (double)LOAD_SCALE;
    switch (limit->kind) {
    case LIMIT_DEADLINE:
        instance->applications[limit->application].max_latency_s =
            quanta_in_si(is_gone ? NO_DEADLINE_QUANTA : move->value, instance->time_quantum_s);
        break;
    case LIMIT_ACCURACY:
        instance->applications[limit->application].min_accuracy =
            is_gone ? 0.0 : (double)move->value / (double)ACCURACY_SCALE;
        break;
    case LIMIT_NODES:
        allow(arena, instance, &instance->applications[limit->application], move);
        break;
    case LIMIT_CAPACITY:
        instance->nodes[limit->subject].max_utilization = parts;
        break;
    case LIMIT_MEMORY:
        instance->nodes[limit->subject].memory_bytes = is_gone ? MEMORY_UNLIMITED : move->value;
        break;
    case LIMIT_LINK:
        instance->links[limit->subject].max_utilization = parts;
        break;
    case LIMIT_NO_LINK:
        instance->links[instance->link_count++] = (struct instance_link){.from = limit->application,
                                                                         .to = limit->subject,
                                                                         .bits_per_s = INFINITY,
                                                                         .max_utilization = NO_CAPACITY};
        break;
    }
}

const struct instance *relaxed_instance_new(struct arena *arena, const struct instance *instance,
                                            const struct moved_limit *moves, size_t move_count)
{
    struct instance *copy = ARENA_NEW(arena, struct instance);
    *copy = *instance;
    copy->nodes = copy_items(arena, instance->nodes, instance->node_count, 0, sizeof *copy->nodes);
    copy->links = copy_items(arena, instance->links, instance->link_count, move_count, sizeof *copy->links);
    copy->applications =
        copy_items(arena, instance->applications, instance->application_count, 0, sizeof *copy->applications);
    for (size_t h = 0; h < copy->application_count; h++) {
        struct instance_application *application = &copy->applications[h];
        application->allowed_nodes =
            copy_items(arena, application->allowed_nodes, instance->models[application->model].block_count, 0,
                       sizeof *application->allowed_nodes);
    }
    for (size_t m = 0; m < move_count; m++) {
        apply(arena, copy, &moves[m]);
    }
    return copy;
}

int64_t limit_value(const struct limit *limit, const struct instance *instance, const struct problem *problem)
{
    switch (limit->kind) {
    case LIMIT_DEADLINE:
        return problem->applications[limit->application].deadline_quanta;
    case LIMIT_ACCURACY:
        return problem->applications[limit->application].min_accuracy_ppb;
    case LIMIT_CAPACITY:
        return problem->nodes[place_of(instance, limit->subject)].capacity_ppm;
    case LIMIT_MEMORY:
        return problem->nodes[place_of(instance, limit->subject)].memory_bytes;
    case LIMIT_LINK:
        return problem->links[row_of_link(instance, problem, limit->subject, false)].capacity_ppm;
    case LIMIT_NODES:
    case LIMIT_NO_LINK:
        break;
    }
    return 0;
}

int64_t limit_need(struct arena *scratch, const struct limit *limit, const struct instance *instance,
                   const struct problem *problem, const struct plan *plan)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct evaluation evaluation;
    int64_t need = 0;
    verify_plan(&evaluation, scratch, problem, plan);
    if (limit->kind == LIMIT_DEADLINE) {
        need = evaluation.applications[limit->application].latency_quanta;
    } else if (limit->kind == LIMIT_CAPACITY) {
        need = evaluation.node_loads_ppm[place_of(instance, limit->subject)];
    } else if (limit->kind == LIMIT_MEMORY) {
        need = evaluation.node_memory_bytes[place_of(instance, limit->subject)];
    } else if (limit->kind == LIMIT_LINK) {
        const size_t back = row_of_link(instance, problem, limit->subject, true);
        need = evaluation.link_loads_ppm[row_of_link(instance, problem, limit->subject, false)];
        need = back == NO_LINK ? need : max_int64(need, evaluation.link_loads_ppm[back]);
    }
    arena_rewind(scratch, mark);
    return need;
}
