/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which path in time is provably the cheapest? Extend every partial path that might still become it.
 *
 *   front of u  (t,e) (t,e) (t,e) ──arc──┐
 *   front of w  (t,e) (t,e) ────────arc──┴─> runs ──merge, dominance──> front of v
 *
 * A front is ordered: latencies rise, energies fall strictly. Shifting it by an arc keeps the order, so the
 * front of v is a merge of shifted fronts. Before a label enters a run three tests may drop it: the least
 * latency to go, and the bounds of solve/lagrangian_bound.h against the incumbent. Every dropped label has a
 * reason that holds for all its completions, so when the fronts are done the incumbent is optimal.
 *
 * Incumbents come from completing labels along the bounds' own paths, long before the sink is reached. The
 * search goes in rounds: each looks only for plans within a target a little above the proved bound, and so
 * either finds the optimum or raises the bound. A round keeps only the arcs such a plan can use
 * (solve/near_graph.h): bounds from both ends, forward to an arc's tail and backward from its head. The
 * search itself runs one way: measured, fronts take a twelfth of the time at (20,20) and a sixth at (50,50),
 * most of the rest goes into the graph and the bounds, which a search from both ends needs as well.
 *
 * Where latencies are small integers and fronts would be long, a round ends with a table over every latency
 * instead: the feasible graph at gamma = deadline, exact by (F4), in the rows of solve/energy_rows.h.
 */
#include "solve/label_setting.h"

#include "base/arena.h"
#include "base/checked.h"
#include "base/error.h"
#include "graph/extended_graph.h"
#include "graph/feasible_graph.h"
#include "model/problem.h"
#include "solve/energy_rows.h"
#include "solve/label_runs.h"
#include "solve/lagrangian_bound.h"
#include "solve/least_energy_path.h"
#include "solve/near_graph.h"

struct front {
    const struct label *labels; /* [count] */
    size_t count;
    int64_t least_costs[LAGRANGIAN_BOUND_LIMIT]; /* over its labels, of S_k * energy + P_k * latency */
};

struct incumbent {
    bool found;
    int64_t energy_quanta;
    size_t vertex; /* the path is: label `label` of this vertex, then the completion of bound `bound` */
    size_t label;
    size_t bound;
};

struct search {
    struct label_setting_result *result;
    struct arena *arena;
    struct arena *scratch;
    const struct label_setting_options *options;
    const struct extended_graph *whole;
    int64_t deadline_quanta;
    struct lagrangian_dual dual;
    size_t strongest;                   /* of the bounds */
    const int64_t *costs;               /* from the source, by the strongest bound */
    struct near_graph near;             /* of this round */
    const struct extended_graph *graph; /* where fronts are built: near.graph */
    struct front *fronts;               /* [vertex_count] */
    struct incumbent incumbent;
    int64_t target_quanta;  /* this round looks for plans that cost at most this */
    struct label_runs runs; /* that become the front at hand */
    size_t scratch_bytes_before;
    int64_t look_at;         /* the clock, when there have been that many extensions */
    int64_t extension_limit; /* with more of them than this the table is the cheaper way */
};

/* Why a round of label setting ended early although no limit of the caller's came. */
static const char table_is_cheaper[] = "a table over every latency is cheaper";

/* Tries to complete label `l` of vertex `v` along each bound's own path. */
static void improve_incumbent(struct search *s, size_t v, size_t l)
{
    const struct label *label = &s->fronts[v].labels[l];
    for (size_t k = 0; k < s->dual.count; k++) {
        const struct lagrangian_bound *bound = &s->dual.bounds[k];
        const int64_t energy = label->energy_quanta + bound->energy_to_go[v];
        if (label->latency_quanta + bound->latency_to_go[v] <= s->deadline_quanta &&
            (!s->incumbent.found || energy < s->incumbent.energy_quanta)) {
            s->incumbent = (struct incumbent){true, energy, v, l, k};
        }
    }
}

/*
 * What a label at the head of an arc must meet to be kept, as limits on the label at the tail:
 *
 *   latency <= latest,   S_k * energy + P_k * latency <= highest[k]   for every bound k
 */
struct arc_limits {
    int64_t latest;
    int64_t highest[LAGRANGIAN_BOUND_LIMIT];
};

static void limits_of_arc(struct arc_limits *limits, const struct search *s, size_t arc)
{
    const size_t head = s->graph->arc_heads[arc];
    const int64_t energy = s->graph->arc_energies_quanta[arc];
    const int64_t latency = s->graph->arc_latencies_quanta[arc];
    const int64_t wanted = min_int64(s->incumbent.energy_quanta - 1, s->target_quanta);
    limits->latest = s->deadline_quanta - latency - s->dual.bounds[1].latency_to_go[head];
    for (size_t k = 0; k < s->dual.count; k++) {
        const struct lagrangian_bound *bound = &s->dual.bounds[k];
        /* Each term is below 2^61 by lagrangian_bound's limits; P > 0 only if the deadline binds. */
        limits->highest[k] = bound->energy_scale * wanted + bound->latency_price * s->deadline_quanta -
                             bound->cost_to_go[head] - bound->energy_scale * energy -
                             bound->latency_price * latency;
    }
}

static int64_t label_cost(const struct lagrangian_bound *bound, const struct label *label)
{
    return bound->energy_scale * label->energy_quanta + bound->latency_price * label->latency_quanta;
}

static bool may_improve(const struct search *s, const struct arc_limits *limits, const struct label *label)
{
    for (size_t k = 2; k < s->dual.count; k++) {
        if (label_cost(&s->dual.bounds[k], label) > limits->highest[k]) {
            return false;
        }
    }
    return label->energy_quanta <= limits->highest[0];
}

/* Could any label of the front pass? One look at the front spares a look at each of its labels. */
static bool front_may_improve(const struct search *s, const struct arc_limits *limits,
                              const struct front *front)
{
    for (size_t k = 0; k < s->dual.count; k++) {
        if (front->least_costs[k] > limits->highest[k]) {
            return false;
        }
    }
    return true;
}

/* Shifts the front of the arc's tail into a run at `out`; returns its length. */
static size_t extend_front(struct search *s, struct label *out, size_t arc)
{
    const struct front *front = &s->fronts[s->graph->arc_tails[arc]];
    const int64_t energy = s->graph->arc_energies_quanta[arc];
    const int64_t latency = s->graph->arc_latencies_quanta[arc];
    struct arc_limits limits;
    limits_of_arc(&limits, s, arc);
    size_t count = 0;
    size_t l = 0;
    if (!front_may_improve(s, &limits, front)) {
        return 0;
    }
    for (; l < front->count && front->labels[l].latency_quanta <= limits.latest; l++) {
        const struct label *label = &front->labels[l];
        if (may_improve(s, &limits, label)) {
            out[count++] = (struct label){
                .latency_quanta = label->latency_quanta + latency,
                .energy_quanta = label->energy_quanta + energy,
                .arc = (uint32_t)arc,
                .parent = (uint32_t)l,
            };
        }
    }
    s->result->extensions += (int64_t)l;
    return count;
}

/* Sets the front of v, its least costs, and tries every label as the beginning of a better plan. */
static void open_front(struct search *s, size_t v, const struct label *labels, size_t count)
{
    struct front *front = &s->fronts[v];
    *front = (struct front){.labels = labels, .count = count};
    for (size_t k = 0; k < s->dual.count; k++) {
        front->least_costs[k] = INT64_MAX;
        for (size_t l = 0; l < count; l++) {
            front->least_costs[k] =
                min_int64(front->least_costs[k], label_cost(&s->dual.bounds[k], &labels[l]));
        }
    }
    for (size_t l = 0; l < count; l++) {
        improve_incumbent(s, v, l);
    }
}

static void build_front(struct search *s, size_t v)
{
    const struct extended_graph *graph = s->graph;
    size_t candidates = 0;
    for (size_t a = graph->in_begin[v]; a < graph->in_begin[v + 1]; a++) {
        candidates += s->fronts[graph->arc_tails[a]].count;
    }
    label_runs_clear(&s->runs, candidates);
    for (size_t a = graph->in_begin[v]; a < graph->in_begin[v + 1]; a++) {
        label_runs_add(&s->runs, extend_front(s, label_runs_end(&s->runs), a));
    }
    size_t count = 0;
    const struct label *labels = label_runs_merge(&count, &s->runs, s->scratch);
    s->result->labels += (int64_t)count;
    open_front(s, v, labels, count);
}

/* NULL, or the limit that came first. The clock, which costs as much as two extensions, is not read for each
 * vertex. */
static const char *limit_reached(struct search *s)
{
    enum { EXTENSIONS_PER_LOOK = 2000 };
    if (s->options->memory_limit_bytes > 0 &&
        arena_bytes(s->scratch) > s->options->memory_limit_bytes + s->scratch_bytes_before) {
        return "stopped by the memory limit";
    }
    if (s->result->extensions > s->extension_limit) {
        return table_is_cheaper;
    }
    if (s->result->extensions < s->look_at) {
        return NULL;
    }
    s->look_at = s->result->extensions + EXTENSIONS_PER_LOOK;
    return deadline_has_passed(&s->options->deadline) ? "stopped by the time limit" : NULL;
}

/* Builds the fronts in topological order; NULL when all are done, else the limit that came first. */
static const char *build_fronts(struct search *s)
{
    const struct extended_graph *graph = s->graph;
    label_runs_init(&s->runs, s->scratch, extended_graph_most_arcs_in(graph), LABEL_DOMINANCE_PARETO);
    for (size_t v = 1; v < graph->vertex_count; v++) {
        build_front(s, v);
        const char *limit = limit_reached(s);
        if (limit != NULL) {
            return limit;
        }
    }
    return NULL;
}

/* Appends the completion of vertex `v` that the bound rests on to the `count` arcs there; tells how many
 * then.
 */
static size_t append_completion(size_t *arcs, size_t count, const struct extended_graph *graph,
                                const struct lagrangian_bound *bound, size_t v)
{
    const size_t sink = extended_graph_sink(graph);
    while (v != sink) {
        const uint32_t arc = bound->next_arcs[v];
        arcs[count++] = arc;
        v = graph->arc_heads[arc];
    }
    return count;
}

/* Copies the incumbent's path, which lives in fronts that the next round gives up, into the result. */
static void decode_incumbent(struct search *s)
{
    const struct extended_graph *graph = s->graph;
    const size_t sink = extended_graph_sink(graph);
    const size_t longest = graph->vertices[sink].layer;
    size_t *arcs = ARENA_ARRAY(s->arena, size_t, longest);
    size_t count = graph->vertices[s->incumbent.vertex].layer;
    size_t l = s->incumbent.label;
    size_t v = s->incumbent.vertex;
    if (v == sink) {
        /* A path may reach the sink early; its layer is then not the number of arcs. */
        count = graph->vertices[graph->arc_tails[s->fronts[v].labels[l].arc]].layer + 1;
    }
    for (size_t i = count; i-- > 0;) {
        const struct label *label = &s->fronts[v].labels[l];
        arcs[i] = s->near.whole_arcs[label->arc];
        v = graph->arc_tails[label->arc];
        l = label->parent;
    }
    s->result->arcs = arcs;
    s->result->arc_count =
        append_completion(arcs, count, s->whole, &s->dual.bounds[s->incumbent.bound], s->incumbent.vertex);
    s->result->energy_quanta = s->incumbent.energy_quanta;
}

/*
 * The fronts of all labels that may lead to a plan within the target. NULL when they are through; then every
 * plan costs at least min(incumbent, target + 1). Else the limit that came first.
 */
static const char *search_by_labels(struct search *s)
{
    const struct arena_mark mark = arena_mark(s->scratch);
    const int64_t energy_before = s->incumbent.energy_quanta;
    const bool had_incumbent = s->incumbent.found;
    s->fronts = ARENA_ARRAY(s->scratch, struct front, s->graph->vertex_count);
    open_front(s, 0, ARENA_NEW(s->scratch, struct label), 1);
    /* The pruned graph holds only arcs on feasible paths, so the fastest completion of the source is one. */
    BUG_IF(!s->incumbent.found);
    const char *limit = s->target_quanta < 0 ? NULL : build_fronts(s);
    if (!had_incumbent || s->incumbent.energy_quanta < energy_before) {
        decode_incumbent(s);
    }
    arena_rewind(s->scratch, mark);
    return limit;
}

/* How many extensions may be tried before the table would have cost less; no limit if it does not fit. */
static int64_t extensions_worth_a_table(const struct search *s, const struct energy_rows *rows)
{
    /* A cell costs about 2 ns and a relaxation 0.1, an extension 16; labels may try for a small part of that.
     */
    enum {
        RELAXATIONS_PER_CELL = 16,
        CELLS_PER_EXTENSION = 64,
        FEW_EXTENSIONS = 2000,
        TABLE_BYTES = 256 << 20
    };
    const size_t limit_bytes = s->options->memory_limit_bytes;
    const size_t bytes = rows->cell_count * rows->cell_bytes;
    if (bytes > TABLE_BYTES || (limit_bytes > 0 && bytes > limit_bytes)) {
        return INT64_MAX;
    }
    const int64_t worth =
        ((int64_t)rows->cell_count + rows->most_relaxations / RELAXATIONS_PER_CELL) / CELLS_PER_EXTENSION;
    return max_int64(worth, FEW_EXTENSIONS);
}

/* (F4): at gamma = deadline an arc climbs exactly its latency. */
static const char *search_by_table(struct search *s, const struct feasible_graph *feasible)
{
    const struct energy_path_options options = {
        .table = ENERGY_TABLE_DENSE,
        .lambda = feasible->gamma,
        .deadline = s->options->deadline,
        .memory_limit_bytes = s->options->memory_limit_bytes,
    };
    struct energy_path path;
    least_energy_path(&path, s->arena, s->scratch, feasible, &options);
    s->result->relaxations += path.relaxations;
    if (path.stopped_by != NULL) {
        return path.stopped_by[0] == 't' ? "stopped by the time limit" : "stopped by the memory limit";
    }
    if (path.found && path.energy_quanta < s->incumbent.energy_quanta) {
        for (size_t i = 0; i < path.arc_count; i++) {
            path.arcs[i] = s->near.whole_arcs[path.arcs[i]];
        }
        s->incumbent.energy_quanta = path.energy_quanta;
        s->result->arcs = path.arcs;
        s->result->arc_count = path.arc_count;
        s->result->energy_quanta = path.energy_quanta;
    }
    return NULL;
}

/* One round, by labels and, if there are too many of them, by table. Returns as search_by_labels(). */
static const char *run_round(struct search *s)
{
    const struct arena_mark mark = arena_mark(s->scratch);
    const struct lagrangian_bound *bound = &s->dual.bounds[s->strongest];
    const int64_t wanted = min_int64(s->incumbent.energy_quanta - 1, s->target_quanta);
    near_graph_build(&s->near, s->scratch, s->whole, bound, s->costs,
                     bound->energy_scale * wanted + bound->latency_price * s->deadline_quanta);
    s->graph = &s->near.graph;
    s->extension_limit = INT64_MAX;
    struct feasible_graph feasible;
    if (s->deadline_quanta >= 1 && s->deadline_quanta <= GAMMA_LIMIT) {
        struct energy_rows rows;
        feasible_graph_build(&feasible, s->scratch, s->graph, s->deadline_quanta, DEPTH_CEIL);
        energy_rows_plan(&rows, s->scratch, s->arena, &feasible, NULL);
        const int64_t worth = extensions_worth_a_table(s, &rows);
        s->extension_limit = worth < INT64_MAX ? s->result->extensions + worth : INT64_MAX;
    }
    const char *limit = search_by_labels(s);
    if (limit == table_is_cheaper) {
        limit = search_by_table(s, &feasible);
    }
    arena_rewind(s->scratch, mark);
    return limit;
}

static const char bound_is_met[] = "the Lagrangian bound equals the plan's energy";

/*
 * Rounds with a rising target, from the Lagrangian bound: a round is cheap while its target is close to the
 * bound, and the optimum mostly is. A target that rises by ever larger steps makes the last round the
 * dearest.
 */
static void run_rounds(struct search *s)
{
    enum { GAP_DIVISOR = 4096, STEP_FACTOR = 4 };
    struct label_setting_result *result = s->result;
    lagrangian_dual_go_on(&s->dual, s->scratch, s->whole, s->deadline_quanta);
    result->sweeps = s->dual.sweeps;
    s->strongest = s->dual.count > 2 ? 2 : 0;
    result->bound_quanta = lagrangian_bound_energy(&s->dual.bounds[s->strongest], s->deadline_quanta);
    s->target_quanta = -1;
    search_by_labels(s);
    const char *proof = bound_is_met;
    int64_t step = 0;
    if (result->bound_quanta < s->incumbent.energy_quanta) {
        s->costs = near_graph_costs(s->scratch, s->whole, &s->dual.bounds[s->strongest]);
    }
    while (result->bound_quanta < s->incumbent.energy_quanta) {
        const int64_t relaxations = result->relaxations;
        s->target_quanta = result->bound_quanta + step;
        result->limit = run_round(s);
        if (result->limit != NULL) {
            return;
        }
        result->bound_quanta = min_int64(s->target_quanta + 1, s->incumbent.energy_quanta);
        proof = result->relaxations > relaxations
                    ? "a table over every latency holds no path in time of less energy (F4)"
                    : "label setting: every dropped partial path is dominated, late or too dear";
        const int64_t gap = s->incumbent.energy_quanta - result->bound_quanta;
        step = step == 0 ? gap / GAP_DIVISOR + 1 : STEP_FACTOR * step;
    }
    result->proof = proof;
}

/* Where the deadline does not bind, the path of least energy, which the bound holds, is the answer. */
static void take_cheapest_path(struct label_setting_result *result, struct arena *arena,
                               const struct extended_graph *graph, const struct lagrangian_bound *cheapest)
{
    result->arcs = ARENA_ARRAY(arena, size_t, graph->vertices[extended_graph_sink(graph)].layer);
    result->arc_count = append_completion(result->arcs, 0, graph, cheapest, 0);
    result->energy_quanta = cheapest->energy_to_go[0];
    result->bound_quanta = result->energy_quanta;
    result->proof = bound_is_met;
}

void label_setting_run(struct label_setting_result *result, struct arena *arena, struct arena *scratch,
                       const struct extended_graph *graph, const struct label_setting_options *options)
{
    const struct arena_mark mark = arena_mark(scratch);
    const size_t scratch_bytes = arena_bytes(scratch);
    const int64_t deadline = graph->problem->applications[graph->application].deadline_quanta;
    struct lagrangian_dual dual;
    *result = (struct label_setting_result){.sweeps = 1};
    if (lagrangian_dual_begin(&dual, scratch, graph, deadline)) {
        take_cheapest_path(result, arena, graph, &dual.bounds[0]);
    } else {
        /* Nearly a kilobyte to clear, as long as a dozen arcs take: not before it is needed. */
        struct search search = {
            .result = result,
            .arena = arena,
            .scratch = scratch,
            .options = options,
            .whole = graph,
            .graph = graph,
            .deadline_quanta = deadline,
            .dual = dual,
            .scratch_bytes_before = scratch_bytes,
        };
        run_rounds(&search);
    }
    arena_rewind(scratch, mark);
}
