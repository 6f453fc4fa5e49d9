/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the rows (P6)-(P8) can never be violated? */
#include "model/capacity_bound.h"

#include <stddef.h>

#include "base/arena.h"
#include "base/checked.h"
#include "model/problem.h"

/* What one configuration could use at most, added up in `sums`. */
static void add_configuration(struct capacity_bound *sums, const struct problem *problem,
                              const struct problem_configuration *configuration)
{
    for (size_t i = 0; i < configuration->depth; i++) {
        const struct stage *stage = configuration->stages[i];
        for (size_t n = 0; n < problem->node_count; n++) {
            if (stage->allowed[n]) {
                sums->node_loads_ppm[n] += stage->compute_load_ppm[n];
                sums->node_memory_bytes[n] += stage->memory_bytes;
            }
        }
        for (size_t l = 0; l < problem->link_count; l++) {
            sums->link_loads_ppm[l] += stage->transfer_load_ppm[l];
        }
    }
}

static void capacity_bound_init(struct capacity_bound *bound, struct arena *arena, const struct problem *problem)
{
    bound->node_loads_ppm = ARENA_ARRAY(arena, int64_t, problem->node_count);
    bound->node_memory_bytes = ARENA_ARRAY(arena, int64_t, problem->node_count);
    bound->link_loads_ppm = ARENA_ARRAY(arena, int64_t, problem->link_count);
}

static void raise_to(int64_t *most, const int64_t *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        most[i] = max_int64(most[i], values[i]);
    }
}

static void add_to(int64_t *sums, const int64_t *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        sums[i] += values[i];
    }
}

void capacity_bound_compute(struct capacity_bound *bound, struct arena *arena, const struct problem *problem)
{
    capacity_bound_init(bound, arena, problem);
    for (size_t h = 0; h < problem->application_count; h++) {
        const struct problem_application *application = &problem->applications[h];
        const struct arena_mark mark = arena_mark(arena);
        struct capacity_bound most;
        capacity_bound_init(&most, arena, problem);
        for (size_t c = 0; c < application->configuration_count; c++) {
            if (!configuration_is_accurate(application, &application->configurations[c])) {
                continue;
            }
            const struct arena_mark inner = arena_mark(arena);
            struct capacity_bound sums;
            capacity_bound_init(&sums, arena, problem);
            add_configuration(&sums, problem, &application->configurations[c]);
            raise_to(most.node_loads_ppm, sums.node_loads_ppm, problem->node_count);
            raise_to(most.node_memory_bytes, sums.node_memory_bytes, problem->node_count);
            raise_to(most.link_loads_ppm, sums.link_loads_ppm, problem->link_count);
            arena_rewind(arena, inner);
        }
        add_to(bound->node_loads_ppm, most.node_loads_ppm, problem->node_count);
        add_to(bound->node_memory_bytes, most.node_memory_bytes, problem->node_count);
        add_to(bound->link_loads_ppm, most.link_loads_ppm, problem->link_count);
        arena_rewind(arena, mark);
    }
}

const char *capacity_row_that_may_bind(struct arena *arena, struct arena *scratch, const struct problem *problem)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct capacity_bound bound;
    capacity_bound_compute(&bound, scratch, problem);
    const char *tag = NULL;
    const struct problem_node *node = NULL;
    const struct problem_node *head = NULL; /* of a link from `node` */
    for (size_t n = 0; n < problem->node_count && tag == NULL; n++) {
        node = &problem->nodes[n];
        if (bound.node_loads_ppm[n] > node->capacity_ppm) {
            tag = "P6";
        } else if (bound.node_memory_bytes[n] > node->memory_bytes) {
            tag = "P7";
        }
    }
    for (size_t l = 0; l < problem->link_count && tag == NULL; l++) {
        if (bound.link_loads_ppm[l] > problem->links[l].capacity_ppm) {
            tag = "P8";
            node = &problem->nodes[problem->links[l].from];
            head = &problem->nodes[problem->links[l].to];
        }
    }
    /* Before the name is made: `arena` and `scratch` may be the same. */
    arena_rewind(scratch, mark);
    if (tag == NULL) {
        return NULL;
    }
    return head == NULL ? arena_printf(arena, "%s[%s]", tag, node->id)
                        : arena_printf(arena, "%s[%s,%s]", tag, node->id, head->id);
}
