/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of each shared resource is used, or could be? */
#include "model/resource_usage.h"

#include "base/arena.h"
#include "base/checked.h"
#include "base/error.h"
#include "model/plan.h"
#include "model/problem.h"

void resource_usage_init(struct resource_usage *usage, struct arena *arena, const struct problem *problem)
{
    usage->node_loads_ppm = ARENA_ARRAY(arena, int64_t, problem->node_count);
    usage->node_memory_bytes = ARENA_ARRAY(arena, int64_t, problem->node_count);
    usage->link_loads_ppm = ARENA_ARRAY(arena, int64_t, problem->link_count);
}

void resource_usage_add_block(struct resource_usage *usage, const struct problem *problem,
                              const struct stage *stage, const struct resource_step *step, int sign)
{
    const size_t owner = problem_node_owner(problem, step->node);
    const size_t from = step->is_first ? NO_NODE : step->from;
    usage->node_loads_ppm[owner] += sign * problem_block_load_ppm(problem, stage, from, step->node);
    usage->node_memory_bytes[owner] += sign * stage->memory_bytes;
    if (step->link != NO_LINK) {
        usage->link_loads_ppm[problem_link_owner(problem, step->link)] +=
            sign * stage->transfer_load_ppm[step->link];
    }
}

void resource_usage_add(struct resource_usage *usage, const struct problem *problem, size_t h,
                        const struct plan_application *choice, int sign)
{
    const struct problem_application *application = &problem->applications[h];
    const struct problem_configuration *configuration = &application->configurations[choice->configuration];
    struct resource_step step = {.from = application->source, .is_first = true};
    for (size_t i = 0; i < configuration->depth; i++) {
        step.node = choice->nodes[i];
        step.link = step.from == step.node ? NO_LINK : problem_find_link(problem, step.from, step.node);
        BUG_IF(step.from != step.node && step.link == NO_LINK);
        resource_usage_add_block(usage, problem, configuration->stages[i], &step, sign);
        step.from = step.node;
        step.is_first = false;
    }
}

const char *resource_usage_violated_row(struct arena *arena, const struct problem *problem,
                                        const struct resource_usage *usage)
{
    for (size_t n = 0; n < problem->node_count; n++) {
        if (usage->node_loads_ppm[n] > problem->nodes[n].capacity_ppm) {
            return arena_printf(arena, "P6[%s]", problem_row_id(arena, problem, n));
        }
        if (usage->node_memory_bytes[n] > problem->nodes[n].memory_bytes) {
            return arena_printf(arena, "P7[%s]", problem_row_id(arena, problem, n));
        }
    }
    for (size_t l = 0; l < problem->link_count; l++) {
        if (usage->link_loads_ppm[l] > problem->links[l].capacity_ppm) {
            return arena_printf(arena, "P8[%s,%s]", problem_row_id(arena, problem, problem->links[l].from),
                                problem_row_id(arena, problem, problem->links[l].to));
        }
    }
    return NULL;
}

/* One past the last place of the node that begins at n. */
static size_t end_of_places(const struct problem *problem, size_t n)
{
    size_t end = n + 1;
    while (end < problem->node_count && problem->nodes[end].place > 0) {
        end++;
    }
    return end;
}

static void add_to(int64_t *sums, const int64_t *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        sums[i] += values[i];
    }
}

/* What one configuration could use at most, added up in `sums`. */
static void add_configuration(struct resource_usage *sums, const struct problem *problem,
                              const struct problem_configuration *configuration)
{
    for (size_t i = 0; i < configuration->depth; i++) {
        const struct stage *stage = configuration->stages[i];
        for (size_t n = 0; n < problem->node_count; n = end_of_places(problem, n)) {
            int64_t load = 0;
            bool is_allowed = false;
            for (size_t place = n; place < end_of_places(problem, n); place++) {
                if (stage->allowed[place]) {
                    load = max_int64(load, stage->compute_load_ppm[place]);
                    is_allowed = true;
                }
            }
            sums->node_loads_ppm[n] += load;
            sums->node_memory_bytes[n] += is_allowed ? stage->memory_bytes : 0;
        }
        add_to(sums->link_loads_ppm, stage->transfer_load_ppm, problem->link_count);
    }
    /* The links of one physical link carry the same load; their row is the first one's. */
    for (size_t l = 0; l < problem->link_count; l++) {
        if (problem->links[l].owner_distance > 0) {
            sums->link_loads_ppm[l] = 0;
        }
    }
}

static void raise_to(int64_t *most, const int64_t *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        most[i] = max_int64(most[i], values[i]);
    }
}

void resource_usage_bound(struct resource_usage *most, struct arena *arena, const struct problem *problem,
                          size_t h)
{
    const struct problem_application *application = &problem->applications[h];
    resource_usage_init(most, arena, problem);
    for (size_t c = 0; c < application->configuration_count; c++) {
        if (!configuration_is_accurate(application, &application->configurations[c])) {
            continue;
        }
        const struct arena_mark mark = arena_mark(arena);
        struct resource_usage sums;
        resource_usage_init(&sums, arena, problem);
        add_configuration(&sums, problem, &application->configurations[c]);
        raise_to(most->node_loads_ppm, sums.node_loads_ppm, problem->node_count);
        raise_to(most->node_memory_bytes, sums.node_memory_bytes, problem->node_count);
        raise_to(most->link_loads_ppm, sums.link_loads_ppm, problem->link_count);
        arena_rewind(arena, mark);
    }
}

void resource_usage_bound_all(struct resource_usage *most, struct arena *arena, const struct problem *problem)
{
    resource_usage_init(most, arena, problem);
    for (size_t h = 0; h < problem->application_count; h++) {
        const struct arena_mark mark = arena_mark(arena);
        struct resource_usage one;
        resource_usage_bound(&one, arena, problem, h);
        add_to(most->node_loads_ppm, one.node_loads_ppm, problem->node_count);
        add_to(most->node_memory_bytes, one.node_memory_bytes, problem->node_count);
        add_to(most->link_loads_ppm, one.link_loads_ppm, problem->link_count);
        arena_rewind(arena, mark);
    }
}
