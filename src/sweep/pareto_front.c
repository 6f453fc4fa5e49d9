/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does each deadline cost? Per vertex of the extended graph the partial paths that no other beats in
 * both latency and energy; those of the sink are the front. A partial path that is beaten stays beaten
 * whatever completes it, because costs add up; so nothing on the front is ever dropped. No deadline and no
 * bound takes part: every deadline is answered at once.
 */
#include "sweep/pareto_front.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "graph/extended_graph.h"
#include "model/plan.h"
#include "model/problem.h"
#include "solve/each_application.h"
#include "sweep/joint_front.h"
#include "verify/verify_plan.h"

/* A partial path: `parent` is a label of the tail of its last arc. */
struct front_label {
    int64_t latency;
    int64_t energy;
    size_t arc;
    size_t parent;
};

struct vertex_front {
    struct front_label *labels; /* [count] latencies rise, energies fall strictly */
    size_t count;
};

/* By latency, then energy; then as they were made, so that the answer is the same everywhere. */
static int compare_labels(const void *left, const void *right)
{
    const struct front_label *a = left;
    const struct front_label *b = right;
    if (a->latency != b->latency) {
        return a->latency < b->latency ? -1 : 1;
    }
    if (a->energy != b->energy) {
        return a->energy < b->energy ? -1 : 1;
    }
    if (a->arc != b->arc) {
        return a->arc < b->arc ? -1 : 1;
    }
    return a->parent < b->parent ? -1 : a->parent > b->parent;
}

static size_t candidate_count(const struct vertex_front *fronts, const struct extended_graph *graph, size_t v)
{
    size_t count = 0;
    for (size_t a = graph->in_begin[v]; a < graph->in_begin[v + 1]; a++) {
        count += fronts[graph->arc_tails[a]].count;
    }
    return count;
}

/* Everything that extends to v, sorted, and of that what is not dominated. Other memory is given back. */
static void build_vertex(struct vertex_front *fronts, struct arena *arena, struct arena *scratch,
                         const struct extended_graph *graph, size_t v)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct front_label *labels = ARENA_ARRAY(scratch, struct front_label, candidate_count(fronts, graph, v));
    size_t count = 0;
    for (size_t a = graph->in_begin[v]; a < graph->in_begin[v + 1]; a++) {
        const struct vertex_front *tail = &fronts[graph->arc_tails[a]];
        for (size_t l = 0; l < tail->count; l++) {
            labels[count++] = (struct front_label){
                .latency = tail->labels[l].latency + graph->arc_latencies_quanta[a],
                .energy = tail->labels[l].energy + graph->arc_energies_quanta[a],
                .arc = a,
                .parent = l,
            };
        }
    }
    qsort(labels, count, sizeof *labels, compare_labels);
    size_t kept = 0;
    for (size_t l = 0; l < count; l++) {
        if (kept == 0 || labels[l].energy < labels[kept - 1].energy) {
            labels[kept++] = labels[l];
        }
    }
    fronts[v].labels = ARENA_ARRAY(arena, struct front_label, kept);
    fronts[v].count = kept;
    if (kept > 0) {
        memcpy(fronts[v].labels, labels, kept * sizeof *labels);
    }
    arena_rewind(scratch, mark);
}

/* The plan of a label of the sink. */
static const struct plan *decode(struct arena *arena, struct arena *scratch,
                                 const struct extended_graph *graph, const struct vertex_front *fronts,
                                 size_t label)
{
    const struct arena_mark mark = arena_mark(scratch);
    size_t *arcs = ARENA_ARRAY(scratch, size_t, graph->vertices[extended_graph_sink(graph)].layer);
    size_t count = 0;
    for (size_t v = extended_graph_sink(graph); v != 0;) {
        const struct front_label *at = &fronts[v].labels[label];
        arcs[count++] = at->arc;
        v = graph->arc_tails[at->arc];
        label = at->parent;
    }
    for (size_t i = 0; i < count / 2; i++) {
        const size_t arc = arcs[i];
        arcs[i] = arcs[count - 1 - i];
        arcs[count - 1 - i] = arc;
    }
    struct plan *plan = plan_new(arena, graph->problem);
    extended_graph_decode_path(plan, arena, graph, arcs, count);
    arena_rewind(scratch, mark);
    return plan;
}

/* Does the verifier find what the label says? */
static bool point_holds(struct arena *scratch, const struct problem *problem, const struct front_point *point)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct evaluation evaluation;
    verify_plan(&evaluation, scratch, problem, point->plan);
    const bool holds = evaluation.is_feasible && evaluation.energy_quanta == point->energy_quanta &&
                       evaluation.applications[0].latency_quanta == point->latency_quanta;
    arena_rewind(scratch, mark);
    return holds;
}

/* NULL, or the limit that is reached with `more` labels, of which at most half are for good. */
static const char *limit_reached(const struct front_options *options, const struct arena *held,
                                 size_t bytes_before, size_t more)
{
    const size_t bytes = arena_bytes(held) - bytes_before + 2 * more * sizeof(struct front_label);
    if (options->memory_limit_bytes > 0 && bytes > options->memory_limit_bytes) {
        return "stopped by the memory limit";
    }
    return deadline_has_passed(&options->deadline) ? "stopped by the time limit" : NULL;
}

/* Fills the front from the graph; false if the verifier contradicts. Fronts of vertices live in `scratch`. */
static bool find(struct pareto_front *front, struct arena *arena, struct arena *scratch,
                 const struct extended_graph *graph, const struct front_options *options)
{
    const size_t bytes_before = arena_bytes(scratch);
    struct vertex_front *fronts = ARENA_ARRAY(scratch, struct vertex_front, graph->vertex_count);
    fronts[0].labels = ARENA_NEW(scratch, struct front_label);
    fronts[0].count = 1;
    for (size_t v = 1; v < graph->vertex_count; v++) {
        front->limit = limit_reached(options, scratch, bytes_before, candidate_count(fronts, graph, v));
        if (front->limit != NULL) {
            return true;
        }
        build_vertex(fronts, scratch, arena, graph, v);
    }
    const struct vertex_front *sink = &fronts[extended_graph_sink(graph)];
    front->proof = "label setting";
    front->points = ARENA_ARRAY(arena, struct front_point, sink->count);
    front->count = sink->count;
    for (size_t l = 0; l < sink->count; l++) {
        front->points[l] = (struct front_point){
            .latency_quanta = sink->labels[l].latency,
            .energy_quanta = sink->labels[l].energy,
            .plan = decode(arena, scratch, graph, fronts, l),
        };
        if (!point_holds(scratch, graph->problem, &front->points[l])) {
            return false;
        }
    }
    return true;
}

/* The same where shared resources bind: the front of one application among others, of which there are none.
 */
static enum status find_by_deadlines(struct pareto_front *front, struct arena *arena, struct arena *scratch,
                                     const struct problem *problem, const struct front_options *options,
                                     struct error *error)
{
    struct joint_front joint = {.limit = NULL};
    const enum status status = joint_front_find(&joint, arena, scratch, problem, options, error);
    if (status != STATUS_OK) {
        return status;
    }
    front->proof = "branch and price at each deadline";
    front->limit = joint.limit;
    front->count = joint.count;
    front->points = ARENA_ARRAY(arena, struct front_point, joint.count);
    for (size_t p = 0; p < joint.count; p++) {
        front->points[p] = (struct front_point){joint.points[p].latency_quanta, joint.points[p].energy_quanta,
                                                joint.points[p].plan};
    }
    return STATUS_OK;
}

enum status pareto_front_find(struct pareto_front *front, struct arena *arena, struct arena *scratch,
                              const struct problem *problem, const struct front_options *options,
                              struct error *error)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct pareto_front found = {.proof = "no path of the extended graph"};
    struct extended_graph graph;
    if (options->moving >= problem->application_count) {
        return error_set(error, STATUS_UNSUPPORTED, "a front is that of one application, there are %zu",
                         problem->application_count);
    }
    const struct problem *patient = problem_with_deadline(arena, problem, options->moving, QUANTA_LIMIT);
    extended_graph_build(&graph, scratch, arena, patient, options->moving, EXTENDED_GRAPH_WHOLE);
    enum status status = STATUS_OK;
    if (graph.vertex_count > 0 && problem_is_single(problem, scratch)) {
        if (!find(&found, arena, scratch, &graph, options)) {
            status = error_set(error, STATUS_SOLVER, "the verifier rejects a plan of the front");
        }
    } else if (graph.vertex_count > 0) {
        status = find_by_deadlines(&found, arena, scratch, problem, options, error);
    }
    arena_rewind(scratch, mark);
    if (status == STATUS_OK) {
        *front = found;
    }
    return status;
}

const struct front_point *pareto_front_at(const struct pareto_front *front, int64_t deadline_quanta)
{
    size_t low = 0;
    size_t high = front->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (front->points[middle].latency_quanta <= deadline_quanta) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low == 0 ? NULL : &front->points[low - 1];
}
