/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which choices does one application have? Stage 1 of FIN as a layered DAG.
 *
 * The stage sequences of the accurate configurations (P5) form a trie. On the grid (prefix, node) two sweeps
 * compute the least latency from the source and to the sink; what is finite in both is on a path. An
 * arc u -> v of latency t is kept when forward(u) + t + backward(v) is finite (whole graph) or at most the
 * deadline (pruned): exactly the arcs that are on some path that meets (P4), so pruning loses nothing.
 */
#include "graph/extended_graph.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "base/error.h"
#include "model/plan.h"
#include "model/problem.h"

/* Larger than any path; three of them still fit an int64_t. */
#define UNREACHABLE (INT64_C(1) << 61)
_Static_assert(QUANTA_LIMIT <= UNREACHABLE / 2, "forward + latency + backward must fit an int64_t");

enum { ROOT = 0 };

/* (P2): consecutive blocks run on one node or on two joined by a link. */
struct step {
    uint32_t tail_node;
    uint32_t link; /* ARC_NO_LINK on the same node */
};

struct builder {
    struct extended_graph *graph;
    struct arena *arena;
    struct arena *scratch;
    const struct problem *problem;
    const struct problem_application *application;
    size_t *step_begin; /* [node_count + 1] steps into each node, tails ascending */
    struct step *steps; /* [node_count + link_count] */
    uint32_t *prefix_layers;
    uint32_t *prefixes_by_layer; /* [prefix_count] */
    int64_t *forward;            /* [prefix_count * node_count] least latency from the source */
    int64_t *backward;           /* [prefix_count * node_count] least latency to the sink */
    int64_t limit;               /* keep what has forward + backward <= limit */
    uint32_t *vertex_at;         /* [prefix_count * node_count] */
};

static size_t cell(const struct builder *b, size_t prefix, size_t node)
{
    return prefix * b->problem->node_count + node;
}

/* Trie of the stage sequences of the configurations that meet the accuracy target. */
static void build_prefixes(struct builder *b)
{
    struct extended_graph *graph = b->graph;
    size_t most = 1;
    for (size_t c = 0; c < b->application->configuration_count; c++) {
        most += b->application->configurations[c].depth;
    }
    graph->prefix_stages = ARENA_ARRAY(b->arena, const struct stage *, most);
    graph->prefix_parents = ARENA_ARRAY(b->arena, uint32_t, most);
    graph->prefix_configurations = ARENA_ARRAY(b->arena, size_t, most);
    b->prefix_layers = ARENA_ARRAY(b->scratch, uint32_t, most);
    uint32_t *first_child = ARENA_ARRAY(b->scratch, uint32_t, most);
    uint32_t *next_sibling = ARENA_ARRAY(b->scratch, uint32_t, most);
    graph->prefix_configurations[ROOT] = SIZE_MAX;
    uint32_t count = 1;
    for (size_t c = 0; c < b->application->configuration_count; c++) {
        const struct problem_configuration *configuration = &b->application->configurations[c];
        /* (P5)  a_c >= A_h: the others are not in the graph */
        if (!configuration_is_accurate(b->application, configuration)) {
            continue;
        }
        uint32_t at = ROOT;
        for (size_t i = 0; i < configuration->depth; i++) {
            uint32_t child = first_child[at];
            while (child != ROOT && graph->prefix_stages[child] != configuration->stages[i]) {
                child = next_sibling[child];
            }
            if (child == ROOT) {
                child = count++;
                graph->prefix_stages[child] = configuration->stages[i];
                graph->prefix_parents[child] = at;
                graph->prefix_configurations[child] = SIZE_MAX;
                b->prefix_layers[child] = (uint32_t)i + 1;
                next_sibling[child] = first_child[at];
                first_child[at] = child;
            }
            at = child;
        }
        if (graph->prefix_configurations[at] == SIZE_MAX) {
            graph->prefix_configurations[at] = c;
        }
    }
    graph->prefix_count = count;
}

/* Prefixes in layer order (a counting sort); within a layer in order of creation. */
static void order_prefixes(struct builder *b)
{
    const size_t count = b->graph->prefix_count;
    size_t *begin = ARENA_ARRAY(b->scratch, size_t, count + 2);
    for (size_t p = 0; p < count; p++) {
        begin[b->prefix_layers[p] + 1]++;
    }
    for (size_t layer = 0; layer <= count; layer++) {
        begin[layer + 1] += begin[layer];
    }
    b->prefixes_by_layer = ARENA_ARRAY(b->scratch, uint32_t, count);
    for (size_t p = 0; p < count; p++) {
        b->prefixes_by_layer[begin[b->prefix_layers[p]]++] = (uint32_t)p;
    }
}

static void index_steps(struct builder *b)
{
    const struct problem *problem = b->problem;
    b->step_begin = ARENA_ARRAY(b->scratch, size_t, problem->node_count + 2);
    b->steps = ARENA_ARRAY(b->scratch, struct step, problem->node_count + problem->link_count);
    for (size_t l = 0; l < problem->link_count; l++) {
        b->step_begin[problem->links[l].to + 2]++;
    }
    for (size_t n = 0; n < problem->node_count; n++) {
        b->step_begin[n + 2] += b->step_begin[n + 1] + 1;
    }
    /* Tail by tail, so each node's steps come out ordered by tail. */
    b->step_begin[1] = 0;
    for (size_t m = 0; m < problem->node_count; m++) {
        b->steps[b->step_begin[m + 1]++] = (struct step){.tail_node = (uint32_t)m, .link = ARC_NO_LINK};
        for (size_t l = problem->link_begin[m]; l < problem->link_begin[m + 1]; l++) {
            b->steps[b->step_begin[problem->links[l].to + 1]++] =
                (struct step){.tail_node = (uint32_t)m, .link = (uint32_t)l};
        }
    }
}

/* What moving the input over the step costs. */
static int64_t step_cost(const int64_t *transfer_costs, const struct step *step)
{
    return step->link == ARC_NO_LINK ? 0 : transfer_costs[step->link];
}

static void sweep_forward(struct builder *b, size_t prefix)
{
    const struct stage *stage = b->graph->prefix_stages[prefix];
    const int64_t *transfers = stage->transfer_latency_quanta;
    const int64_t *tails = b->forward + cell(b, b->graph->prefix_parents[prefix], 0);
    int64_t *heads = b->forward + cell(b, prefix, 0);
    for (size_t n = 0; n < b->problem->node_count; n++) {
        if (!stage->allowed[n]) { /* (P3) */
            continue;
        }
        const struct step *end = b->steps + b->step_begin[n + 1];
        int64_t least = UNREACHABLE;
        for (const struct step *step = b->steps + b->step_begin[n]; step < end; step++) {
            least = min_int64(least, tails[step->tail_node] + step_cost(transfers, step));
        }
        if (least < UNREACHABLE) {
            heads[n] = least + stage->compute_latency_quanta[n];
        }
    }
}

/* After all of sweep_forward(), for the prefix's children before it: counts the arcs too. */
static void sweep_backward(struct builder *b, size_t prefix)
{
    const struct stage *stage = b->graph->prefix_stages[prefix];
    const int64_t *transfers = stage->transfer_latency_quanta;
    const size_t tail = cell(b, b->graph->prefix_parents[prefix], 0);
    const int64_t *forwards = b->forward + tail;
    int64_t *backwards = b->backward + tail;
    const int64_t limit = b->limit;
    size_t kept = 0;
    size_t reachable = 0;
    for (size_t n = 0; n < b->problem->node_count; n++) {
        const int64_t to_go = b->backward[cell(b, prefix, n)] + stage->compute_latency_quanta[n];
        if (!stage->allowed[n] || to_go >= UNREACHABLE) {
            continue;
        }
        const struct step *end = b->steps + b->step_begin[n + 1];
        for (const struct step *step = b->steps + b->step_begin[n]; step < end; step++) {
            const int64_t latency = step_cost(transfers, step) + to_go;
            const int64_t forward = forwards[step->tail_node];
            int64_t *backward = &backwards[step->tail_node];
            *backward = min_int64(*backward, latency);
            reachable += forward < UNREACHABLE;
            kept += forward + latency <= limit;
        }
    }
    b->graph->arc_count += kept;
    b->graph->pruned_arc_count += reachable - kept;
}

static void sweep(struct builder *b)
{
    const size_t nodes = b->problem->node_count;
    const size_t prefixes = b->graph->prefix_count;
    b->forward = ARENA_ARRAY(b->scratch, int64_t, prefixes * nodes);
    b->backward = ARENA_ARRAY(b->scratch, int64_t, prefixes * nodes);
    for (size_t p = 0; p < prefixes; p++) {
        const bool ends = b->graph->prefix_configurations[p] != SIZE_MAX;
        for (size_t n = 0; n < nodes; n++) {
            b->forward[cell(b, p, n)] = UNREACHABLE;
            b->backward[cell(b, p, n)] = ends ? 0 : UNREACHABLE;
        }
    }
    b->forward[cell(b, ROOT, b->application->source)] = 0;
    /* A prefix is created after its parent, so ascending order is a topological order. */
    for (size_t p = 1; p < prefixes; p++) {
        sweep_forward(b, p);
    }
    for (size_t p = prefixes; p-- > 1;) {
        sweep_backward(b, p);
    }
}

/* Gives every (prefix, node) that is on a path its number, layer by layer, and counts the arcs into the sink.
 */
static void number_vertices(struct builder *b)
{
    struct extended_graph *graph = b->graph;
    const size_t nodes = b->problem->node_count;
    uint32_t *const vertex_at = ARENA_ARRAY(b->scratch, uint32_t, graph->prefix_count * nodes);
    const int64_t limit = b->limit;
    size_t alive = 0;
    size_t reachable = 0;
    for (size_t p = 0; p < graph->prefix_count; p++) {
        const bool ends = graph->prefix_configurations[p] != SIZE_MAX;
        const int64_t *forward = b->forward + cell(b, p, 0);
        const int64_t *backward = b->backward + cell(b, p, 0);
        for (size_t n = 0; n < nodes; n++) {
            const bool is_reachable = forward[n] < UNREACHABLE && backward[n] < UNREACHABLE;
            const bool is_alive = is_reachable && forward[n] + backward[n] <= limit;
            reachable += is_reachable;
            alive += is_alive;
            vertex_at[cell(b, p, n)] = is_alive;
            if (ends) {
                graph->arc_count += forward[n] <= limit;
                graph->pruned_arc_count += forward[n] < UNREACHABLE && forward[n] > limit;
            }
        }
    }
    graph->pruned_vertex_count = reachable - alive;
    graph->vertex_count = alive > 0 ? alive + 1 : 0;
    graph->vertices = ARENA_ARRAY(b->arena, struct extended_vertex, graph->vertex_count);
    b->vertex_at = vertex_at;
    uint32_t next = 0;
    for (size_t k = 0; k < graph->prefix_count; k++) {
        const uint32_t p = b->prefixes_by_layer[k];
        uint32_t *numbers = vertex_at + cell(b, p, 0);
        for (size_t n = 0; n < nodes; n++) {
            if (numbers[n] != 0) {
                graph->vertices[next] =
                    (struct extended_vertex){.layer = b->prefix_layers[p], .prefix = p, .node = (uint32_t)n};
                numbers[n] = next++;
            }
        }
    }
}

/* A vertex is on a path, so its block may run on its node, (P3). */
static void add_arcs_into(struct builder *b, size_t v)
{
    struct extended_graph *graph = b->graph;
    const size_t prefix = graph->vertices[v].prefix;
    const size_t node = graph->vertices[v].node;
    const struct stage *stage = graph->prefix_stages[prefix];
    const size_t tail = cell(b, graph->prefix_parents[prefix], 0);
    const int64_t latest = b->limit - b->backward[cell(b, prefix, node)];
    const int64_t compute_latency = stage->compute_latency_quanta[node];
    const int64_t compute_energy = stage->compute_energy_quanta[node];
    const struct step *end = b->steps + b->step_begin[node + 1];
    uint32_t *const restrict tails = graph->arc_tails;
    uint32_t *const restrict heads = graph->arc_heads;
    uint32_t *const restrict links = graph->arc_links;
    int64_t *const restrict latencies = graph->arc_latencies_quanta;
    int64_t *const restrict energies = graph->arc_energies_quanta;
    size_t a = graph->arc_count;
    for (const struct step *step = b->steps + b->step_begin[node]; step < end; step++) {
        const int64_t latency = step_cost(stage->transfer_latency_quanta, step) + compute_latency;
        if (b->forward[tail + step->tail_node] > latest - latency) {
            continue;
        }
        tails[a] = b->vertex_at[tail + step->tail_node];
        heads[a] = (uint32_t)v;
        links[a] = step->link;
        latencies[a] = latency;
        energies[a] = step_cost(stage->transfer_energy_quanta, step) + compute_energy;
        a++;
    }
    graph->arc_count = a;
}

static void add_arcs(struct builder *b)
{
    struct extended_graph *graph = b->graph;
    const size_t sink = graph->vertex_count - 1;
    const size_t arcs = graph->arc_count;
    graph->in_begin = ARENA_ARRAY(b->arena, size_t, graph->vertex_count + 1);
    graph->arc_tails = ARENA_ARRAY(b->arena, uint32_t, arcs);
    graph->arc_heads = ARENA_ARRAY(b->arena, uint32_t, arcs);
    graph->arc_energies_quanta = ARENA_ARRAY(b->arena, int64_t, arcs);
    graph->arc_latencies_quanta = ARENA_ARRAY(b->arena, int64_t, arcs);
    graph->arc_links = ARENA_ARRAY(b->arena, uint32_t, arcs);
    graph->arc_count = 0;
    uint32_t last_layer = 0;
    for (size_t v = 1; v < sink; v++) {
        graph->in_begin[v] = graph->arc_count;
        add_arcs_into(b, v);
        last_layer = graph->vertices[v].layer;
    }
    graph->vertices[sink].layer = last_layer + 1;
    graph->in_begin[sink] = graph->arc_count;
    for (size_t v = 0; v < sink; v++) {
        const struct extended_vertex *vertex = &graph->vertices[v];
        if (graph->prefix_configurations[vertex->prefix] != SIZE_MAX &&
            b->forward[cell(b, vertex->prefix, vertex->node)] <= b->limit) {
            const size_t a = graph->arc_count++;
            graph->arc_tails[a] = (uint32_t)v;
            graph->arc_heads[a] = (uint32_t)sink;
            graph->arc_links[a] = ARC_NO_LINK;
        }
    }
    graph->in_begin[sink + 1] = graph->arc_count;
    BUG_IF(graph->arc_count != arcs);
}

void extended_graph_build(struct extended_graph *graph, struct arena *arena, struct arena *scratch,
                          const struct problem *problem, size_t application,
                          enum extended_graph_pruning pruning)
{
    const struct arena_mark mark = arena_mark(scratch);
    *graph = (struct extended_graph){.problem = problem, .application = application};
    struct builder b = {
        .graph = graph,
        .arena = arena,
        .scratch = scratch,
        .problem = problem,
        .application = &problem->applications[application],
    };
    b.limit = pruning == EXTENDED_GRAPH_PRUNED ? b.application->deadline_quanta : UNREACHABLE - 1;
    build_prefixes(&b);
    order_prefixes(&b);
    index_steps(&b);
    sweep(&b);
    number_vertices(&b);
    if (graph->vertex_count > 0) {
        add_arcs(&b);
    } else {
        graph->in_begin = ARENA_ARRAY(arena, size_t, 1);
    }
    arena_rewind(scratch, mark);
}

void extended_graph_decode_path(struct plan *plan, struct arena *arena, const struct extended_graph *graph,
                                const size_t *arcs, size_t arc_count)
{
    BUG_IF(arc_count < 2 || graph->arc_heads[arcs[arc_count - 1]] != extended_graph_sink(graph));
    struct plan_application *application = &plan->applications[graph->application];
    application->node_count = arc_count - 1;
    application->nodes = ARENA_ARRAY(arena, size_t, application->node_count);
    for (size_t i = 0; i < application->node_count; i++) {
        application->nodes[i] = graph->vertices[graph->arc_heads[arcs[i]]].node;
    }
    const uint32_t last = graph->arc_tails[arcs[arc_count - 1]];
    application->configuration = graph->prefix_configurations[graph->vertices[last].prefix];
}

struct arc_usage extended_graph_arc_usage(const struct extended_graph *graph, size_t arc)
{
    const struct problem *problem = graph->problem;
    const struct extended_vertex *tail = &graph->vertices[graph->arc_tails[arc]];
    const struct extended_vertex *head = &graph->vertices[graph->arc_heads[arc]];
    const struct stage *stage = graph->prefix_stages[head->prefix];
    const size_t from = tail->layer == 0 ? NO_NODE : tail->node;
    struct arc_usage usage = {
        .node = problem_node_owner(problem, head->node),
        .link = NO_LINK,
        .load_ppm = problem_block_load_ppm(problem, stage, from, head->node),
        .memory_bytes = stage->memory_bytes,
    };
    if (graph->arc_links[arc] != ARC_NO_LINK) {
        usage.link = problem_link_owner(problem, graph->arc_links[arc]);
        usage.link_load_ppm = stage->transfer_load_ppm[graph->arc_links[arc]];
    }
    return usage;
}

int64_t extended_graph_dearest_path(struct arena *scratch, const struct extended_graph *graph,
                                    const int64_t *arc_costs)
{
    const struct arena_mark mark = arena_mark(scratch);
    int64_t *most = ARENA_ARRAY(scratch, int64_t, graph->vertex_count);
    for (size_t v = 1; v < graph->vertex_count; v++) {
        for (size_t a = graph->in_begin[v]; a < graph->in_begin[v + 1]; a++) {
            most[v] = max_int64(most[v], most[graph->arc_tails[a]] + arc_costs[a]);
        }
    }
    const int64_t cost = most[extended_graph_sink(graph)];
    arena_rewind(scratch, mark);
    return cost;
}
