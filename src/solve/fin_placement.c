/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where does FIN put one application when others already hold part of the network?
 *
 * The dynamic programme over (vertex, depth) as in solve/least_energy_path.c, with a predecessor per cell:
 * the way back tells what the partial path itself uses. Rows that have room for anything the application
 * could use are never looked at; if all rows have, the plain sweep does.
 */
#include "solve/fin_placement.h"

#include "base/arena.h"
#include "base/checked.h"
#include "base/deadline.h"
#include "base/error.h"
#include "model/problem.h"
#include "solve/least_energy_path.h"

#define NO_PATH FIN_NO_LIMIT
_Static_assert(QUANTA_LIMIT <= NO_PATH, "a path's energy must be below the marker");

/* The best partial path that ends at a vertex with a depth. */
struct cell {
    int64_t energy_quanta;
    uint32_t arc; /* its last arc */
};

struct programme {
    const struct fin_application *fin;
    const struct problem *problem;
    const struct resource_usage *used;
    int64_t energy_limit;
    struct cell **rows;      /* [vertex_count] cells of depths least..most; NULL if there are none */
    int64_t *least_energies; /* [vertex_count] over the row */
    int64_t relaxations;
    int64_t relaxations_at_look; /* at the last look at the clock */
};

void fin_application_build(struct fin_application *fin, struct arena *arena, struct arena *scratch,
                           const struct problem *problem, size_t h, int64_t gamma)
{
    extended_graph_build(&fin->graph, arena, scratch, problem, h, EXTENDED_GRAPH_PRUNED);
    feasible_graph_build(&fin->feasible, arena, &fin->graph, gamma, DEPTH_CEIL);
    resource_usage_bound(&fin->most, arena, problem, h);
    const struct extended_graph *graph = &fin->graph;
    fin->usages = ARENA_ARRAY(arena, struct arc_usage, graph->arc_count);
    for (size_t a = 0; a < graph->arc_count; a++) {
        fin->usages[a] = graph->arc_heads[a] == extended_graph_sink(graph)
                             ? (struct arc_usage){.link = NO_LINK}
                             : extended_graph_arc_usage(graph, a);
    }
    fin_application_find_energies_to_go(fin, arena);
    fin->time_limit = deadline_never();
}

void fin_application_find_energies_to_go(struct fin_application *fin, struct arena *arena)
{
    const struct extended_graph *graph = &fin->graph;
    fin->energies_to_go = ARENA_ARRAY(arena, int64_t, graph->vertex_count);
    for (size_t v = 0; v + 1 < graph->vertex_count; v++) {
        fin->energies_to_go[v] = NO_PATH;
    }
    for (size_t a = graph->arc_count; a-- > 0;) {
        int64_t *least = &fin->energies_to_go[graph->arc_tails[a]];
        *least = min_int64(*least, graph->arc_energies_quanta[a] + fin->energies_to_go[graph->arc_heads[a]]);
    }
}

static struct cell *cell_at(const struct programme *p, size_t v, int32_t depth)
{
    return p->rows[v] + (depth - p->fin->feasible.least_depths[v]);
}

static bool has_cell(const struct programme *p, size_t v, int32_t depth)
{
    return depth >= p->fin->feasible.least_depths[v] && depth <= p->fin->feasible.most_depths[v];
}

static void open_rows(struct programme *p, struct arena *scratch)
{
    const struct feasible_graph *feasible = &p->fin->feasible;
    const size_t vertices = p->fin->graph.vertex_count;
    p->rows = ARENA_ARRAY(scratch, struct cell *, vertices);
    p->least_energies = ARENA_ARRAY(scratch, int64_t, vertices);
    for (size_t v = 0; v < vertices; v++) {
        p->least_energies[v] = NO_PATH;
        const int32_t window = feasible->most_depths[v] - feasible->least_depths[v] + 1;
        if (window <= 0) {
            continue;
        }
        p->rows[v] = ARENA_ARRAY(scratch, struct cell, (size_t)window);
        for (int32_t k = 0; k < window; k++) {
            p->rows[v][k].energy_quanta = NO_PATH;
        }
    }
}

/* Which rows an arc must be checked against; rows with room for the whole application are left out. */
struct demand {
    struct arc_usage usage; /* link NO_LINK: none, or one with room */
    bool is_tight;
    bool is_impossible; /* no room even for the arc alone */
};

static struct demand demand_of(const struct programme *p, size_t arc)
{
    const struct resource_usage *most = &p->fin->most;
    struct demand demand = {.usage = p->fin->usages[arc]};
    if (p->fin->graph.arc_heads[arc] == extended_graph_sink(&p->fin->graph)) {
        return demand;
    }
    const size_t n = demand.usage.node;
    const size_t link = demand.usage.link;
    const struct problem_node *node = &p->problem->nodes[n];
    const int64_t load_left = node->capacity_ppm - p->used->node_loads_ppm[n];
    const int64_t memory_left = node->memory_bytes - p->used->node_memory_bytes[n];
    demand.is_tight = most->node_loads_ppm[n] > load_left || most->node_memory_bytes[n] > memory_left;
    demand.is_impossible = demand.usage.load_ppm > load_left || demand.usage.memory_bytes > memory_left;
    if (link != NO_LINK) {
        const int64_t link_left = p->problem->links[link].capacity_ppm - p->used->link_loads_ppm[link];
        demand.is_impossible = demand.is_impossible || demand.usage.link_load_ppm > link_left;
        if (most->link_loads_ppm[link] > link_left) {
            demand.is_tight = true;
        } else {
            demand.usage.link = NO_LINK;
        }
    }
    return demand;
}

/* (P6)-(P8): is there room for `arc` after the partial path that ends at (tail, depth)? */
static bool has_room(const struct programme *p, size_t arc, int32_t depth, const struct demand *demand)
{
    const struct extended_graph *graph = &p->fin->graph;
    const struct arc_usage *wanted = &demand->usage;
    const struct problem_node *node = &p->problem->nodes[wanted->node];
    int64_t load = p->used->node_loads_ppm[wanted->node] + wanted->load_ppm;
    int64_t memory = p->used->node_memory_bytes[wanted->node] + wanted->memory_bytes;
    int64_t link_load =
        wanted->link != NO_LINK ? p->used->link_loads_ppm[wanted->link] + wanted->link_load_ppm : 0;
    for (size_t v = graph->arc_tails[arc]; v != 0;) {
        const size_t last = cell_at(p, v, depth)->arc;
        const struct arc_usage *before = &p->fin->usages[last];
        if (before->node == wanted->node) {
            load += before->load_ppm;
            memory += before->memory_bytes;
        }
        if (wanted->link != NO_LINK && before->link == wanted->link) {
            link_load += before->link_load_ppm;
        }
        depth -= p->fin->feasible.widths[last];
        v = graph->arc_tails[last];
    }
    return load <= node->capacity_ppm && memory <= node->memory_bytes &&
           (wanted->link == NO_LINK || link_load <= p->problem->links[wanted->link].capacity_ppm);
}

static void relax_arc(struct programme *p, size_t arc)
{
    const struct extended_graph *graph = &p->fin->graph;
    const struct feasible_graph *feasible = &p->fin->feasible;
    const size_t tail = graph->arc_tails[arc];
    const size_t head = graph->arc_heads[arc];
    const int64_t arc_energy = graph->arc_energies_quanta[arc];
    const int64_t most_energy =
        p->energy_limit - 1 - arc_energy - p->fin->energies_to_go[head]; /* at the tail */
    if (p->least_energies[tail] > most_energy) {
        return;
    }
    const struct demand demand = demand_of(p, arc);
    if (demand.is_impossible) {
        return;
    }
    for (int32_t d = feasible->least_depths[tail]; d <= feasible->most_depths[tail]; d++) {
        const int32_t to = d + feasible->widths[arc];
        const struct cell *from = cell_at(p, tail, d);
        if (from->energy_quanta > most_energy || !has_cell(p, head, to)) {
            continue;
        }
        p->relaxations++;
        struct cell *cell = cell_at(p, head, to);
        const int64_t energy = from->energy_quanta + arc_energy;
        if (energy < cell->energy_quanta && (!demand.is_tight || has_room(p, arc, d, &demand))) {
            *cell = (struct cell){.energy_quanta = energy, .arc = (uint32_t)arc};
            p->least_energies[head] = min_int64(p->least_energies[head], energy);
        }
    }
}

/* Looks at the clock every few thousand relaxations. */
static bool time_is_up(struct programme *p)
{
    enum { RELAXATIONS_PER_LOOK = 1 << 14 };
    if (p->relaxations - p->relaxations_at_look < RELAXATIONS_PER_LOOK) {
        return false;
    }
    p->relaxations_at_look = p->relaxations;
    return deadline_has_passed(&p->fin->time_limit);
}

static void recover(struct fin_placement *placement, struct arena *arena, struct arena *scratch,
                    const struct programme *p, int32_t depth)
{
    const struct extended_graph *graph = &p->fin->graph;
    const size_t sink = extended_graph_sink(graph);
    const size_t longest = graph->vertices[sink].layer;
    size_t *arcs = ARENA_ARRAY(scratch, size_t, longest);
    size_t begin = longest;
    for (size_t v = sink; v != 0; v = graph->arc_tails[arcs[begin]]) {
        arcs[--begin] = cell_at(p, v, depth)->arc;
        depth -= p->fin->feasible.widths[arcs[begin]];
    }
    struct plan *plan = plan_new(scratch, p->problem);
    extended_graph_decode_path(plan, arena, graph, arcs + begin, longest - begin);
    placement->choice = plan->applications[graph->application];
}

static void place_among_others(struct fin_placement *placement, struct arena *arena, struct arena *scratch,
                               struct programme *p)
{
    const struct extended_graph *graph = &p->fin->graph;
    const struct feasible_graph *feasible = &p->fin->feasible;
    const size_t sink = extended_graph_sink(graph);
    open_rows(p, scratch);
    cell_at(p, 0, 0)->energy_quanta = 0;
    p->least_energies[0] = 0;
    for (size_t a = 0; a < graph->arc_count; a++) {
        relax_arc(p, a);
        if (time_is_up(p)) {
            placement->relaxations = p->relaxations;
            return;
        }
    }
    placement->energy_quanta = NO_PATH;
    int32_t depth = 0;
    for (int32_t d = feasible->least_depths[sink]; d <= feasible->most_depths[sink]; d++) {
        if (cell_at(p, sink, d)->energy_quanta < placement->energy_quanta) {
            placement->energy_quanta = cell_at(p, sink, d)->energy_quanta;
            depth = d;
        }
    }
    placement->found = placement->energy_quanta < NO_PATH;
    placement->relaxations = p->relaxations;
    if (placement->found) {
        recover(placement, arena, scratch, p, depth);
    }
}

/* Every row has room for whatever the application could use. */
static bool all_rows_have_room(const struct programme *p)
{
    for (size_t n = 0; n < p->problem->node_count; n++) {
        const struct problem_node *node = &p->problem->nodes[n];
        if (p->used->node_loads_ppm[n] + p->fin->most.node_loads_ppm[n] > node->capacity_ppm ||
            p->used->node_memory_bytes[n] > node->memory_bytes - p->fin->most.node_memory_bytes[n]) {
            return false;
        }
    }
    for (size_t l = 0; l < p->problem->link_count; l++) {
        if (p->used->link_loads_ppm[l] + p->fin->most.link_loads_ppm[l] > p->problem->links[l].capacity_ppm) {
            return false;
        }
    }
    return true;
}

static void place_alone(struct fin_placement *placement, struct arena *arena, struct arena *scratch,
                        const struct programme *p)
{
    const struct energy_path_options options = {.lambda = p->fin->feasible.gamma,
                                                .deadline = p->fin->time_limit};
    struct energy_path path;
    least_energy_path(&path, arena, scratch, &p->fin->feasible, &options);
    placement->energy_quanta = path.energy_quanta;
    placement->relaxations = path.relaxations;
    placement->found = path.found && path.energy_quanta < p->energy_limit;
    if (placement->found) {
        struct plan *plan = plan_new(scratch, p->problem);
        extended_graph_decode_path(plan, arena, &p->fin->graph, path.arcs, path.arc_count);
        placement->choice = plan->applications[p->fin->graph.application];
    }
}

void fin_place(struct fin_placement *placement, struct arena *arena, struct arena *scratch,
               const struct fin_application *fin, const struct resource_usage *used, int64_t energy_limit)
{
    const struct arena_mark mark = arena_mark(scratch);
    *placement = (struct fin_placement){0};
    struct programme programme = {
        .fin = fin, .problem = fin->graph.problem, .used = used, .energy_limit = energy_limit};
    const struct extended_graph *graph = &fin->graph;
    if (graph->vertex_count > 0 && !deadline_has_passed(&fin->time_limit) &&
        fin->feasible.least_depths[extended_graph_sink(graph)] <= fin->feasible.gamma) {
        if (all_rows_have_room(&programme)) {
            place_alone(placement, arena, scratch, &programme);
        } else {
            place_among_others(placement, arena, scratch, &programme);
        }
    }
    arena_rewind(scratch, mark);
}
