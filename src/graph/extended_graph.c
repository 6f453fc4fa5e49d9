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

struct builder {
    struct extended_graph *graph;
    struct arena *arena;
    struct arena *scratch;
    const struct problem *problem;
    const struct problem_application *application;
    size_t *in_link_begin; /* [node_count + 1] links into each node, by tail */
    size_t *in_links;      /* [link_count] */
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

static void index_links_by_head(struct builder *b)
{
    const struct problem *problem = b->problem;
    b->in_link_begin = ARENA_ARRAY(b->scratch, size_t, problem->node_count + 2);
    b->in_links = ARENA_ARRAY(b->scratch, size_t, problem->link_count);
    for (size_t l = 0; l < problem->link_count; l++) {
        b->in_link_begin[problem->links[l].to + 2]++;
    }
    for (size_t n = 0; n < problem->node_count; n++) {
        b->in_link_begin[n + 2] += b->in_link_begin[n + 1];
    }
    /* Links are ordered by tail, so each list comes out ordered by tail. */
    for (size_t l = 0; l < problem->link_count; l++) {
        b->in_links[b->in_link_begin[problem->links[l].to + 1]++] = l;
    }
}

/* An arc into (prefix, head node): from the same node over no link, or over a link. */
struct step {
    size_t tail_node;
    size_t link; /* NO_LINK on the same node */
};

/*
 * The k-th possible arc into `node`, tails ascending: the links into it, with the node itself at its place.
 * `own` counts whether it has passed. (P2): consecutive blocks on one node or joined by a link.
 */
static bool next_step(const struct builder *b, struct step *step, size_t node, size_t *next_link, bool *own)
{
    const bool more = *next_link < b->in_link_begin[node + 1];
    const size_t link = more ? b->in_links[*next_link] : NO_LINK;
    if (!*own && (!more || b->problem->links[link].from > node)) {
        *own = true;
        *step = (struct step){.tail_node = node, .link = NO_LINK};
        return true;
    }
    if (!more) {
        return false;
    }
    *next_link += 1;
    *step = (struct step){.tail_node = b->problem->links[link].from, .link = link};
    return true;
}

static int64_t step_latency(const struct stage *stage, size_t node, const struct step *step)
{
    const int64_t transfer = step->link == NO_LINK ? 0 : stage->transfer_latency_quanta[step->link];
    return transfer + stage->compute_latency_quanta[node];
}

static int64_t step_energy(const struct stage *stage, size_t node, const struct step *step)
{
    const int64_t transfer = step->link == NO_LINK ? 0 : stage->transfer_energy_quanta[step->link];
    return transfer + stage->compute_energy_quanta[node];
}

/* What a sweep does with one arc of the grid. */
typedef void arc_visitor(struct builder *b, size_t prefix, size_t node, const struct step *step);

/* Visits every arc into (prefix, node) whose head may run the block, (P3). */
static void visit_arcs_into(struct builder *b, size_t prefix, size_t node, arc_visitor *visit)
{
    if (!b->graph->prefix_stages[prefix]->allowed[node]) {
        return;
    }
    size_t next_link = b->in_link_begin[node];
    bool own = false;
    struct step step;
    while (next_step(b, &step, node, &next_link, &own)) {
        visit(b, prefix, node, &step);
    }
}

static void relax_forward(struct builder *b, size_t prefix, size_t node, const struct step *step)
{
    const size_t tail = cell(b, b->graph->prefix_parents[prefix], step->tail_node);
    if (b->forward[tail] < UNREACHABLE) {
        const int64_t latency = b->forward[tail] + step_latency(b->graph->prefix_stages[prefix], node, step);
        int64_t *least = &b->forward[cell(b, prefix, node)];
        *least = min_int64(*least, latency);
    }
}

static void relax_backward(struct builder *b, size_t prefix, size_t node, const struct step *step)
{
    const size_t head = cell(b, prefix, node);
    if (b->backward[head] < UNREACHABLE) {
        const int64_t latency = b->backward[head] + step_latency(b->graph->prefix_stages[prefix], node, step);
        int64_t *least = &b->backward[cell(b, b->graph->prefix_parents[prefix], step->tail_node)];
        *least = min_int64(*least, latency);
    }
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
        for (size_t n = 0; n < nodes; n++) {
            visit_arcs_into(b, p, n, relax_forward);
        }
    }
    for (size_t p = prefixes; p-- > 1;) {
        for (size_t n = 0; n < nodes; n++) {
            visit_arcs_into(b, p, n, relax_backward);
        }
    }
}

static bool is_on_a_path(const struct builder *b, int64_t forward, int64_t latency, int64_t backward)
{
    return forward < UNREACHABLE && backward < UNREACHABLE && forward + latency + backward <= b->limit;
}

static void count_arc(struct builder *b, size_t prefix, size_t node, const struct step *step)
{
    const int64_t forward = b->forward[cell(b, b->graph->prefix_parents[prefix], step->tail_node)];
    const int64_t backward = b->backward[cell(b, prefix, node)];
    if (forward < UNREACHABLE && backward < UNREACHABLE) {
        const int64_t latency = step_latency(b->graph->prefix_stages[prefix], node, step);
        if (is_on_a_path(b, forward, latency, backward)) {
            b->graph->arc_count++;
        } else {
            b->graph->pruned_arc_count++;
        }
    }
}

static void add_arc(struct builder *b, size_t prefix, size_t node, const struct step *step)
{
    struct extended_graph *graph = b->graph;
    const struct stage *stage = graph->prefix_stages[prefix];
    const size_t tail = cell(b, graph->prefix_parents[prefix], step->tail_node);
    const size_t head = cell(b, prefix, node);
    const int64_t latency = step_latency(stage, node, step);
    if (!is_on_a_path(b, b->forward[tail], latency, b->backward[head])) {
        return;
    }
    const size_t a = graph->arc_count++;
    graph->arc_tails[a] = b->vertex_at[tail];
    graph->arc_heads[a] = b->vertex_at[head];
    graph->arc_latencies_quanta[a] = latency;
    graph->arc_energies_quanta[a] = step_energy(stage, node, step);
    graph->arc_links[a] = step->link == NO_LINK ? ARC_NO_LINK : (uint32_t)step->link;
}

/* Gives every (prefix, node) that is on a path its number, layer by layer, and counts the arcs. */
static void number_vertices(struct builder *b)
{
    struct extended_graph *graph = b->graph;
    const size_t nodes = b->problem->node_count;
    size_t alive = 0;
    for (size_t p = 0; p < graph->prefix_count; p++) {
        const bool ends = graph->prefix_configurations[p] != SIZE_MAX;
        for (size_t n = 0; n < nodes; n++) {
            const int64_t forward = b->forward[cell(b, p, n)];
            const int64_t backward = b->backward[cell(b, p, n)];
            if (is_on_a_path(b, forward, 0, backward)) {
                alive++;
                graph->arc_count += ends && forward <= b->limit;
            } else if (forward < UNREACHABLE && backward < UNREACHABLE) {
                graph->pruned_vertex_count++;
            }
            graph->pruned_arc_count += ends && forward < UNREACHABLE && forward > b->limit;
            if (p != ROOT) {
                visit_arcs_into(b, p, n, count_arc);
            }
        }
    }
    graph->vertex_count = alive > 0 ? alive + 1 : 0;
    graph->vertices = ARENA_ARRAY(b->arena, struct extended_vertex, graph->vertex_count);
    b->vertex_at = ARENA_ARRAY(b->scratch, uint32_t, graph->prefix_count * nodes);
    uint32_t next = 0;
    for (size_t k = 0; k < graph->prefix_count; k++) {
        const uint32_t p = b->prefixes_by_layer[k];
        for (size_t n = 0; n < nodes; n++) {
            const size_t at = cell(b, p, n);
            if (is_on_a_path(b, b->forward[at], 0, b->backward[at])) {
                graph->vertices[next] =
                    (struct extended_vertex){.layer = b->prefix_layers[p], .prefix = p, .node = (uint32_t)n};
                b->vertex_at[at] = next++;
            }
        }
    }
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
        visit_arcs_into(b, graph->vertices[v].prefix, graph->vertices[v].node, add_arc);
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
    index_links_by_head(&b);
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
    for (size_t a = 0; a < graph->arc_count; a++) {
        int64_t *head = &most[graph->arc_heads[a]];
        *head = max_int64(*head, most[graph->arc_tails[a]] + arc_costs[a]);
    }
    const int64_t cost = most[extended_graph_sink(graph)];
    arena_rewind(scratch, mark);
    return cost;
}
