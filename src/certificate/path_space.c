/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What may this application choose? Two walks over its configurations: one joins their stages to a tree
 * (equal stages are equal pointers), one lists for every step the arcs from nodes that the step before can
 * reach.
 */
#include "certificate/path_space.h"

#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "model/problem.h"

/* The step of `stage` after `parent`, made if there is none. */
static size_t find_step(struct path_space *space, size_t parent, const struct stage *stage)
{
    size_t *link = parent == NO_STEP ? &space->first_root : &space->steps[parent].first_child;
    while (*link != NO_STEP) {
        if (space->steps[*link].stage == stage) {
            return *link;
        }
        link = &space->steps[*link].next_sibling;
    }
    const size_t s = space->step_count++;
    *link = s;
    space->steps[s] = (struct space_step){
        .stage = stage,
        .block = parent == NO_STEP ? 0 : space->steps[parent].block + 1,
        .parent = parent,
        .first_child = NO_STEP,
        .next_sibling = NO_STEP,
    };
    return s;
}

static void build_steps(struct path_space *space, struct arena *arena,
                        const struct problem_application *application)
{
    size_t stages = 0;
    for (size_t c = 0; c < application->configuration_count; c++) {
        stages += application->configurations[c].depth;
    }
    space->steps = ARENA_ARRAY(arena, struct space_step, stages);
    space->ends = ARENA_ARRAY(arena, struct space_end, application->configuration_count);
    for (size_t c = 0; c < application->configuration_count; c++) {
        const struct problem_configuration *configuration = &application->configurations[c];
        /* (P5) a_c >= A_h */
        if (configuration->accuracy_ppb < application->min_accuracy_ppb) {
            continue;
        }
        size_t step = NO_STEP;
        for (size_t i = 0; i < configuration->depth; i++) {
            step = find_step(space, step, configuration->stages[i]);
        }
        space->ends[space->end_count++] = (struct space_end){.configuration = c, .step = step};
        if (configuration->depth > space->depth_limit) {
            space->depth_limit = configuration->depth;
        }
    }
}

/* (P2), (P3): block on `to`, its input over `link` from `from`. */
static struct space_arc make_arc(const struct problem *problem, const struct space_step *step, size_t from,
                                 size_t to, size_t link)
{
    const struct stage *stage = step->stage;
    const bool moves = link != NO_LINK;
    const bool stays_on_share = problem->nodes[to].is_share && step->block > 0 && from == to;
    return (struct space_arc){
        .from = from,
        .to = to,
        .energy_quanta = stage->compute_energy_quanta[to] + (moves ? stage->transfer_energy_quanta[link] : 0),
        .latency_quanta =
            stage->compute_latency_quanta[to] + (moves ? stage->transfer_latency_quanta[link] : 0),
        .node_load_ppm = stays_on_share ? 0 : stage->compute_load_ppm[to],
        .memory_bytes = stage->memory_bytes,
        .link_load_ppm = moves ? stage->transfer_load_ppm[link] : 0,
        .node_owner = to - problem->nodes[to].place,
        .link_owner = moves ? link - problem->links[link].owner_distance : NO_LINK,
    };
}

/* The arcs of a step that start at `from`, ascending by their end: the links do, and staying has its place.
 */
static void add_arcs_from(struct path_space *space, const struct problem *problem,
                          const struct space_step *step, size_t from)
{
    const bool *allowed = step->stage->allowed;
    bool has_stayed = !allowed[from];
    for (size_t l = problem->link_begin[from]; l < problem->link_begin[from + 1]; l++) {
        const size_t to = problem->links[l].to;
        if (!has_stayed && to > from) {
            space->arcs[space->arc_count++] = make_arc(problem, step, from, from, NO_LINK);
            has_stayed = true;
        }
        if (allowed[to]) {
            space->arcs[space->arc_count++] = make_arc(problem, step, from, to, l);
        }
    }
    if (!has_stayed) {
        space->arcs[space->arc_count++] = make_arc(problem, step, from, from, NO_LINK);
    }
}

void path_space_build(struct path_space *space, struct arena *arena, struct arena *scratch,
                      const struct problem *problem, size_t h)
{
    const struct problem_application *application = &problem->applications[h];
    const struct arena_mark mark = arena_mark(scratch);
    const size_t nodes = problem->node_count;
    *space = (struct path_space){
        .source = application->source,
        .deadline_quanta =
            application->deadline_quanta < QUANTA_LIMIT ? application->deadline_quanta : QUANTA_LIMIT,
        .node_count = nodes,
        .first_root = NO_STEP,
    };
    build_steps(space, arena, application);
    space->arcs = ARENA_ARRAY(arena, struct space_arc, space->step_count * (nodes + problem->link_count));
    bool *reached = ARENA_ARRAY(scratch, bool, space->step_count *nodes);
    for (size_t s = 0; s < space->step_count; s++) {
        struct space_step *step = &space->steps[s];
        step->arc_begin = space->arc_count;
        for (size_t from = 0; from < nodes; from++) {
            if (step->parent == NO_STEP ? from == space->source : reached[step->parent * nodes + from]) {
                add_arcs_from(space, problem, step, from);
            }
        }
        step->arc_end = space->arc_count;
        for (size_t a = step->arc_begin; a < step->arc_end; a++) {
            reached[s * nodes + space->arcs[a].to] = true;
        }
    }
    arena_rewind(scratch, mark);
}

bool path_space_is_same(const struct path_space *a, const struct path_space *b)
{
    if (a->source != b->source || a->deadline_quanta != b->deadline_quanta ||
        a->step_count != b->step_count || a->arc_count != b->arc_count || a->end_count != b->end_count) {
        return false;
    }
    for (size_t s = 0; s < a->step_count; s++) {
        if (a->steps[s].parent != b->steps[s].parent || a->steps[s].arc_end != b->steps[s].arc_end) {
            return false;
        }
    }
    return memcmp(a->ends, b->ends, a->end_count * sizeof *a->ends) == 0 &&
           memcmp(a->arcs, b->arcs, a->arc_count * sizeof *a->arcs) == 0;
}

/* What is known of a step and node: 0 energy and an endless latency where nothing leads. */
struct reach {
    int64_t least_latency; /* from the source */
    int64_t latency_to_go; /* least, to an end */
    int64_t most_energy;   /* from the source, over arcs that can be in time */
};

#define LATENCY_ENDLESS (INT64_MAX / 4)

static struct reach *reach_before(struct reach *reaches, struct reach *start, const struct path_space *space,
                                  const struct space_step *step, size_t from)
{
    return step->parent == NO_STEP ? start : &reaches[step->parent * space->node_count + from];
}

/* Least latencies from the source, and to the ends. */
static void measure_latencies(struct reach *reaches, struct reach *start, const struct path_space *space)
{
    const size_t nodes = space->node_count;
    for (size_t i = 0; i < space->step_count * nodes; i++) {
        reaches[i] = (struct reach){LATENCY_ENDLESS, LATENCY_ENDLESS, 0};
    }
    for (size_t a = 0, s = 0; s < space->step_count; s++) {
        for (; a < space->steps[s].arc_end; a++) {
            const struct space_arc *arc = &space->arcs[a];
            const int64_t latency =
                reach_before(reaches, start, space, &space->steps[s], arc->from)->least_latency +
                arc->latency_quanta;
            struct reach *to = &reaches[s * nodes + arc->to];
            to->least_latency = min_int64(to->least_latency, latency);
        }
    }
    for (size_t e = 0; e < space->end_count; e++) {
        for (size_t n = 0; n < nodes; n++) {
            reaches[space->ends[e].step * nodes + n].latency_to_go = 0;
        }
    }
    for (size_t s = space->step_count; s-- > 0;) {
        for (size_t a = space->steps[s].arc_begin; a < space->steps[s].arc_end; a++) {
            const struct space_arc *arc = &space->arcs[a];
            struct reach *from = reach_before(reaches, start, space, &space->steps[s], arc->from);
            from->latency_to_go = min_int64(from->latency_to_go,
                                            reaches[s * nodes + arc->to].latency_to_go + arc->latency_quanta);
        }
    }
}

int64_t path_space_most_energy(const struct path_space *space, struct arena *scratch)
{
    const struct arena_mark mark = arena_mark(scratch);
    const size_t nodes = space->node_count;
    struct reach *reaches = ARENA_ARRAY(scratch, struct reach, space->step_count * nodes);
    struct reach start = {0, LATENCY_ENDLESS, 0};
    int64_t dearest = 0;
    measure_latencies(reaches, &start, space);
    for (size_t s = 0; s < space->step_count; s++) {
        for (size_t a = space->steps[s].arc_begin; a < space->steps[s].arc_end; a++) {
            const struct space_arc *arc = &space->arcs[a];
            const struct reach *from = reach_before(reaches, &start, space, &space->steps[s], arc->from);
            struct reach *to = &reaches[s * nodes + arc->to];
            /* (P4) no path in time has the arc unless the fastest through it is in time */
            if (from->least_latency + arc->latency_quanta + to->latency_to_go <= space->deadline_quanta) {
                to->most_energy = max_int64(to->most_energy, from->most_energy + arc->energy_quanta);
            }
        }
    }
    for (size_t e = 0; e < space->end_count; e++) {
        for (size_t n = 0; n < nodes; n++) {
            dearest = max_int64(dearest, reaches[space->ends[e].step * nodes + n].most_energy);
        }
    }
    arena_rewind(scratch, mark);
    return dearest;
}

size_t path_space_arcs_from(const struct path_space *space, size_t step, size_t from)
{
    size_t low = space->steps[step].arc_begin;
    size_t high = space->steps[step].arc_end;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (space->arcs[middle].from < from) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}
