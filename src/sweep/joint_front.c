/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What do tighter deadlines cost several applications together? From the latest deadlines that can matter:
 * the optimum there is the optimum down to the share r of the deadlines that its plan needs, the largest of
 * latency over deadline. Below r every deadline d leaves at most ceil(r d) - 1 quanta, and just below r it
 * leaves exactly that; so these deadlines are the next to ask for. A plan that needs a smaller share and
 * costs as much takes the place of the one before.
 */
#include "sweep/joint_front.h"

#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "explain/verified_answer.h"
#include "graph/extended_graph.h"
#include "model/problem.h"
#include "solve/solver.h"
#include "sweep/axis.h"
#include "sweep/pareto_front.h"
#include "verify/verify_plan.h"

struct deadline_walk {
    struct arena *arena;
    struct arena *scratch;
    const struct problem *problem;
    int64_t *deadlines;  /* [application_count] where the walk stands */
    int64_t *references; /* [application_count] the deadlines that are 1; 0: this one does not move */
    struct joint_front *front;
    size_t capacity;
};

/* Every moving deadline to where it decides nothing; false: an application has no path at all. */
static bool start(struct deadline_walk *walk, size_t moving)
{
    const struct problem *problem = walk->problem;
    walk->deadlines = ARENA_ARRAY(walk->scratch, int64_t, problem->application_count);
    walk->references = ARENA_ARRAY(walk->scratch, int64_t, problem->application_count);
    for (size_t h = 0; h < problem->application_count; h++) {
        const struct arena_mark mark = arena_mark(walk->scratch);
        struct extended_graph graph;
        walk->deadlines[h] = problem->applications[h].deadline_quanta;
        extended_graph_build(&graph, walk->scratch, walk->arena,
                             problem_with_deadline(walk->scratch, problem, h, QUANTA_LIMIT), h,
                             EXTENDED_GRAPH_WHOLE);
        if (graph.vertex_count == 0) {
            return false;
        }
        if (moving == h || (moving == ALL_APPLICATIONS && walk->deadlines[h] > 0)) {
            walk->references[h] = walk->deadlines[h] > 0 ? walk->deadlines[h] : 1;
            walk->deadlines[h] =
                extended_graph_dearest_path(walk->scratch, &graph, graph.arc_latencies_quanta);
        }
        arena_rewind(walk->scratch, mark);
    }
    return true;
}

static enum status ask(struct verified_answer *answer, const struct deadline_walk *walk,
                       const struct solve_options *options, struct error *error)
{
    const struct arena_mark mark = arena_mark(walk->scratch);
    const struct problem *problem = walk->problem;
    for (size_t h = 0; h < problem->application_count; h++) {
        problem = problem_with_deadline(walk->scratch, problem, h, walk->deadlines[h]);
    }
    const enum status status =
        verified_answer_find(answer, walk->arena, walk->scratch, problem, solver_find("bp"), options, error);
    arena_rewind(walk->scratch, mark);
    return status;
}

/* The share that the plan needs; of two equal ones the first application's. */
static struct joint_point point_of(const struct deadline_walk *walk, const struct verified_answer *answer)
{
    struct joint_point point = {.deadline_quanta = 0};
    for (size_t h = 0; h < walk->problem->application_count; h++) {
        const int64_t latency = answer->evaluation.applications[h].latency_quanta;
        const int64_t reference = walk->references[h];
        if (reference > 0 && (point.deadline_quanta == 0 || (int128)latency * point.deadline_quanta >
                                                                (int128)point.latency_quanta * reference)) {
            point = (struct joint_point){
                .application = h, .latency_quanta = latency, .deadline_quanta = reference};
        }
    }
    point.energy_quanta = answer->solution.energy_quanta;
    point.plan = answer->solution.plan;
    return point;
}

static void add_point(struct deadline_walk *walk, const struct joint_point *point)
{
    struct joint_front *front = walk->front;
    if (front->count > 0 && front->points[front->count - 1].energy_quanta == point->energy_quanta) {
        front->count--;
    }
    if (front->count == walk->capacity) {
        const size_t count = front->count;
        walk->capacity = count == 0 ? 16 : 2 * count;
        struct joint_point *points = ARENA_ARRAY(walk->arena, struct joint_point, walk->capacity);
        if (count > 0) {
            memcpy(points, front->points, count * sizeof *points);
        }
        front->points = points;
    }
    front->points[front->count++] = *point;
}

/* Just below the share of the point; false if there is nothing below. */
static bool step(struct deadline_walk *walk, const struct joint_point *point)
{
    if (point->deadline_quanta == 0 || point->latency_quanta == 0) {
        return false;
    }
    for (size_t h = 0; h < walk->problem->application_count; h++) {
        if (walk->references[h] > 0) {
            const int64_t left = (int64_t)ceil_divide((int128)point->latency_quanta * walk->references[h],
                                                      point->deadline_quanta) -
                                 1;
            walk->deadlines[h] = left < walk->deadlines[h] ? left : walk->deadlines[h];
        }
    }
    return true;
}

static void reverse_points(struct joint_front *front)
{
    for (size_t i = 0; i < front->count / 2; i++) {
        const struct joint_point point = front->points[i];
        front->points[i] = front->points[front->count - 1 - i];
        front->points[front->count - 1 - i] = point;
    }
}

static enum status go(struct deadline_walk *walk, const struct front_options *options, struct error *error)
{
    struct solve_options solve = solve_options_default();
    solve.deadline = options->deadline;
    solve.memory_limit_bytes = options->memory_limit_bytes;
    struct joint_point point;
    do {
        struct verified_answer answer;
        const enum status status = ask(&answer, walk, &solve, error);
        if (status != STATUS_OK) {
            return status;
        }
        if (answer.solution.outcome == OUTCOME_INFEASIBLE) {
            break;
        }
        if (answer.solution.outcome != OUTCOME_OPTIMAL) {
            walk->front->count = 0;
            walk->front->limit = "stopped by a limit";
            return STATUS_OK;
        }
        point = point_of(walk, &answer);
        add_point(walk, &point);
    } while (step(walk, &point));
    reverse_points(walk->front);
    return STATUS_OK;
}

enum status joint_front_find(struct joint_front *front, struct arena *arena, struct arena *scratch,
                             const struct problem *problem, const struct front_options *options,
                             struct error *error)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct joint_front found = {.limit = NULL};
    struct deadline_walk walk = {.arena = arena, .scratch = scratch, .problem = problem, .front = &found};
    const enum status status = start(&walk, options->moving) ? go(&walk, options, error) : STATUS_OK;
    arena_rewind(scratch, mark);
    if (status == STATUS_OK) {
        *front = found;
    }
    return status;
}
