/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What must all applications cost together, at least? Let each pay for the room it takes, and find its
 * cheapest path at those prices.
 *
 * A price is kept as what the whole capacity of its row would cost, in energy quanta (double, only a guess);
 * for an evaluation it becomes an integer per unit of load over the denominator D. Everything that the
 * bound rests on is computed from those integers. The step is Polyak's, with the best plan as the target.
 */
#include "solve/lagrangian.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "base/rng.h"
#include "graph/extended_graph.h"
#include "model/certificate.h"
#include "model/plan.h"
#include "model/problem.h"
#include "model/resource_usage.h"
#include "model/solution.h"
#include "solve/fin_joint.h"
#include "solve/fin_search.h"
#include "solve/label_setting.h"
#include "solve/shared_rows.h"
#include "solve/solver.h"

/* Scaled energies of all applications together, and likewise all prices paid, stay below this. */
#define SCALED_LIMIT (INT64_C(1) << 56)

enum { DENOMINATOR_BITS = 20, ITERATION_LIMIT = 300, PATIENCE = 8 };

/* A shared row and its price. */
struct priced_row {
    int64_t *used; /* the row in `usage` of the current choices */
    int64_t capacity;
    int64_t most;            /* that any choice could use */
    double price;            /* of the whole capacity, in energy quanta */
    int64_t unit_price;      /* integer, of one unit of load, over the denominator */
    int64_t best_unit_price; /* at which the best bound was found */
};

struct dual {
    struct arena *arena;
    struct arena *scratch;
    const struct problem *problem;
    const struct solve_options *options;
    struct extended_graph *graphs; /* [application_count] pruned */
    struct resource_usage usage;   /* of the current choices */
    struct shared_rows shared;
    struct priced_row *rows; /* [row_count] of shared.rows */
    size_t row_count;
    int64_t denominator;
    struct plan *choices;     /* of the last evaluation */
    struct fin_search search; /* for plans */
    const struct plan *best_plan;
    int64_t best_energy_quanta;
    int64_t bound_quanta;
    int64_t most_energy_quanta; /* no plan costs more */
    double last_value;          /* of the last evaluation, in energy quanta */
    bool is_stopped;
    int64_t iterations;
    int64_t repairs;
    int64_t labels;
};

static void find_rows(struct dual *d)
{
    resource_usage_init(&d->usage, d->scratch, d->problem);
    shared_rows_init(&d->shared, d->scratch, d->arena, d->problem);
    d->row_count = d->shared.count;
    d->rows = ARENA_ARRAY(d->scratch, struct priced_row, d->row_count);
    for (size_t r = 0; r < d->row_count; r++) {
        const struct shared_row *row = &d->shared.rows[r];
        int64_t *used = row->kind == ROW_NODE_LOAD     ? d->usage.node_loads_ppm
                        : row->kind == ROW_NODE_MEMORY ? d->usage.node_memory_bytes
                                                       : d->usage.link_loads_ppm;
        d->rows[r] =
            (struct priced_row){.used = &used[row->owner], .capacity = row->capacity, .most = row->most};
    }
}

/* The most any plan costs, and the largest power of two that keeps that, scaled, below SCALED_LIMIT. */
static void choose_denominator(struct dual *d)
{
    int128 total = 0;
    for (size_t h = 0; h < d->problem->application_count; h++) {
        total += extended_graph_dearest_path(d->scratch, &d->graphs[h], d->graphs[h].arc_energies_quanta);
    }
    d->most_energy_quanta = total < INT64_MAX ? (int64_t)total : INT64_MAX;
    d->denominator = INT64_C(1) << DENOMINATOR_BITS;
    while (d->denominator > 1 && (total + 1) * d->denominator >= SCALED_LIMIT) {
        d->denominator /= 2;
    }
}

/* Rounds the prices to integers per unit of load; together they stay within SCALED_LIMIT for any usage. */
static void fix_unit_prices(struct dual *d)
{
    for (size_t r = 0; r < d->row_count; r++) {
        struct priced_row *row = &d->rows[r];
        const double capacity = (double)max_int64(row->capacity, 1);
        const double wanted = row->price / capacity * (double)d->denominator;
        const int64_t most =
            min_int64(SCALED_LIMIT / (int64_t)d->row_count / row->most, CERTIFICATE_PRICE_LIMIT);
        row->unit_price = wanted >= (double)most ? most : (int64_t)(wanted + 0.5);
    }
}

/* D * energy + prices * loads of every arc. */
static void price_arcs(int64_t *costs, const struct dual *d, const struct extended_graph *graph)
{
    const size_t sink = extended_graph_sink(graph);
    for (size_t a = 0; a < graph->arc_count; a++) {
        struct row_use uses[ARC_USE_LIMIT];
        const size_t count = graph->arc_heads[a] == sink ? 0 : shared_rows_of_arc(uses, &d->shared, graph, a);
        costs[a] = d->denominator * graph->arc_energies_quanta[a];
        for (size_t k = 0; k < count; k++) {
            costs[a] += d->rows[uses[k].row].unit_price * uses[k].amount;
        }
    }
}

/* The least priced cost of application h; sets its choice. A lower bound on it if a limit came first. */
static int64_t solve_application(struct dual *d, size_t h)
{
    const struct arena_mark mark = arena_mark(d->scratch);
    struct extended_graph priced = d->graphs[h];
    priced.arc_energies_quanta = ARENA_ARRAY(d->scratch, int64_t, priced.arc_count);
    price_arcs(priced.arc_energies_quanta, d, &d->graphs[h]);
    const struct label_setting_options options = {
        .deadline = d->options->deadline,
        .memory_limit_bytes = d->options->memory_limit_bytes,
    };
    struct label_setting_result result;
    label_setting_run(&result, d->arena, d->scratch, &priced, &options);
    extended_graph_decode_path(d->choices, d->arena, &d->graphs[h], result.arcs, result.arc_count);
    d->labels += result.labels;
    d->is_stopped = d->is_stopped || result.limit != NULL;
    arena_rewind(d->scratch, mark);
    return result.bound_quanta;
}

static int64_t energy_of_choices(const struct dual *d)
{
    int64_t energy = 0;
    for (size_t h = 0; h < d->problem->application_count; h++) {
        energy += plan_application_energy(d->problem, h, &d->choices->applications[h]);
    }
    return energy;
}

static void keep_plan(struct dual *d, const struct plan *plan, int64_t energy_quanta)
{
    if (d->best_plan == NULL || energy_quanta < d->best_energy_quanta) {
        d->best_plan = plan_copy(d->arena, plan);
        d->best_energy_quanta = energy_quanta;
    }
}

/* Evaluates the prices: raises the bound, and keeps the choices if they happen to fit. */
static void evaluate(struct dual *d)
{
    fix_unit_prices(d);
    int128 value = 0;
    memset(d->usage.node_loads_ppm, 0, d->problem->node_count * sizeof(int64_t));
    memset(d->usage.node_memory_bytes, 0, d->problem->node_count * sizeof(int64_t));
    memset(d->usage.link_loads_ppm, 0, d->problem->link_count * sizeof(int64_t));
    for (size_t h = 0; h < d->problem->application_count; h++) {
        value += solve_application(d, h);
        resource_usage_add(&d->usage, d->problem, h, &d->choices->applications[h], 1);
    }
    for (size_t r = 0; r < d->row_count; r++) {
        value -= (int128)d->rows[r].unit_price * d->rows[r].capacity;
    }
    d->iterations++;
    d->last_value = (double)value / (double)d->denominator;
    const int128 bound = ceil_divide(value, d->denominator);
    if (bound > d->bound_quanta) {
        d->bound_quanta = (int64_t)bound;
        for (size_t r = 0; r < d->row_count; r++) {
            d->rows[r].best_unit_price = d->rows[r].unit_price;
        }
    }
    const struct arena_mark mark = arena_mark(d->scratch);
    if (resource_usage_violated_row(d->scratch, d->problem, &d->usage) == NULL) {
        keep_plan(d, d->choices, energy_of_choices(d));
    }
    arena_rewind(d->scratch, mark);
}

/* One step along the subgradient: rows that are over their capacity get dearer, the others cheaper. */
static bool move_prices(struct dual *d, double factor)
{
    double length = 0.0;
    for (size_t r = 0; r < d->row_count; r++) {
        const double slope =
            (double)(*d->rows[r].used - d->rows[r].capacity) / (double)max_int64(d->rows[r].capacity, 1);
        length += d->rows[r].price > 0.0 || slope > 0.0 ? slope * slope : 0.0;
    }
    if (length <= 0.0) {
        return false;
    }
    /* Without a plan the bound may have no limit: aim well above it. */
    const double target =
        d->best_plan != NULL ? (double)d->best_energy_quanta : 2.0 * (double)d->bound_quanta + 1.0;
    const double step = factor * fmax(target - d->last_value, 1e-3 * fabs(target) + 1e-3) / length;
    for (size_t r = 0; r < d->row_count; r++) {
        struct priced_row *row = &d->rows[r];
        const double slope = (double)(*row->used - row->capacity) / (double)max_int64(row->capacity, 1);
        row->price = fmax(0.0, row->price + step * slope);
    }
    return true;
}

/* Nothing is left to search: the bound has met the plan, or has left every possible plan behind. */
static bool is_closed(const struct dual *d)
{
    return d->best_plan != NULL ? d->bound_quanta >= d->best_energy_quanta
                                : d->bound_quanta > d->most_energy_quanta;
}

/* Applications in an order of its own for each repair, the given one for the first; the same in every run. */
static size_t *repair_order(struct dual *d)
{
    const size_t count = d->problem->application_count;
    size_t *order = ARENA_ARRAY(d->scratch, size_t, count);
    struct rng rng = rng_from_seed((uint64_t)d->repairs);
    for (size_t h = 0; h < count; h++) {
        const size_t at = d->repairs == 0 ? h : (size_t)rng_between(&rng, 0, (int64_t)h);
        order[h] = order[at];
        order[at] = h;
    }
    return order;
}

/*
 * FIN at the current prices: each application pays for scarce resources and so leaves room for those that
 * need it more; the local search then goes by energy alone.
 */
static void repair(struct dual *d)
{
    const struct arena_mark mark = arena_mark(d->scratch);
    const size_t *order = repair_order(d);
    struct fin_search *search = &d->search;
    bool all_are_placed = true;
    d->repairs++;
    fin_search_clear(search);
    for (size_t i = 0; i < d->problem->application_count && all_are_placed; i++) {
        const size_t h = order[i];
        int64_t *costs = ARENA_ARRAY(d->scratch, int64_t, d->graphs[h].arc_count);
        price_arcs(costs, d, &d->graphs[h]);
        all_are_placed = fin_search_insert_priced(search, h, costs) || fin_search_push_aside(search, h);
    }
    arena_rewind(d->scratch, mark);
    if (all_are_placed) {
        int64_t energy_quanta = 0;
        fin_search_improve(search);
        const struct plan *plan = fin_search_plan(&energy_quanta, search);
        keep_plan(d, plan, energy_quanta);
    }
}

static void search_prices(struct dual *d)
{
    enum { REPAIR_EVERY = 30 };
    double factor = 1.0;
    int since_better = 0;
    evaluate(d);
    while (!is_closed(d) && !d->is_stopped && d->iterations < ITERATION_LIMIT && factor > 1e-3 &&
           !deadline_has_passed(&d->options->deadline)) {
        const int64_t before = d->bound_quanta;
        if (!move_prices(d, factor)) {
            break;
        }
        evaluate(d);
        if (d->iterations % REPAIR_EVERY == 0) {
            repair(d);
        }
        since_better = d->bound_quanta > before ? 0 : since_better + 1;
        if (since_better == PATIENCE) {
            since_better = 0;
            factor /= 2.0;
        }
    }
    if (!is_closed(d) && d->row_count > 0) {
        repair(d);
    }
}

/* FIN improved gives the first plan and so the target of the steps. */
static void begin_with_fin(struct dual *d, struct error *error)
{
    struct solve_options options = *d->options;
    struct solution fin;
    options.improve = true;
    if (fin_joint_solve(&fin, d->arena, d->scratch, d->problem, &options, error) == STATUS_OK &&
        fin.plan != NULL) {
        keep_plan(d, fin.plan, fin.energy_quanta);
    }
}

/* The best bound as a tree of one leaf, which rests on nothing but its prices. */
static const struct certificate *make_certificate(const struct dual *d)
{
    struct certificate *certificate = ARENA_NEW(d->arena, struct certificate);
    struct certificate_node *leaf = ARENA_NEW(d->arena, struct certificate_node);
    leaf->kind = CERTIFICATE_LEAF;
    leaf->denominator = d->denominator;
    leaf->prices = ARENA_ARRAY(d->arena, struct certificate_price, d->row_count);
    for (size_t r = 0; r < d->row_count; r++) {
        const struct shared_row *row = &d->shared.rows[r];
        if (d->rows[r].best_unit_price > 0) {
            leaf->prices[leaf->price_count++] = (struct certificate_price){
                .row = row->kind, .index = row->owner, .price = d->rows[r].best_unit_price};
        }
    }
    *certificate = (struct certificate){
        .is_infeasible = d->best_plan == NULL && is_closed(d),
        .floor_quanta = d->bound_quanta,
        .plan = d->best_plan,
        .nodes = leaf,
        .node_count = 1,
    };
    return certificate;
}

static void fill_solution(struct solution *solution, const struct dual *d)
{
    if (d->options->wants_certificate) {
        solution->certificate = make_certificate(d);
    }
    if (d->best_plan == NULL && is_closed(d)) {
        solution->outcome = OUTCOME_INFEASIBLE;
        solution->proof = "the Lagrangian bound, in integers, exceeds what any plan can cost";
        return;
    }
    solution->has_bound = true;
    solution->bound_quanta = d->bound_quanta;
    if (d->best_plan != NULL) {
        BUG_IF(d->bound_quanta > d->best_energy_quanta);
        solution->plan = d->best_plan;
        solution->energy_quanta = d->best_energy_quanta;
        solution->outcome = OUTCOME_FEASIBLE;
        if (is_closed(d)) {
            solution->outcome = OUTCOME_OPTIMAL;
            solution->proof = "the Lagrangian bound, in integers, equals the plan's energy";
        }
    }
    if (d->is_stopped) {
        solution->note = "stopped by a limit; the bound holds";
    }
}

enum status lagrangian_solve(struct solution *solution, struct arena *arena, struct arena *scratch,
                             const struct problem *problem, const struct solve_options *options,
                             struct error *error)
{
    const struct arena_mark mark = arena_mark(scratch);
    *solution = (struct solution){.outcome = OUTCOME_UNKNOWN};
    struct dual d = {
        .arena = arena,
        .scratch = scratch,
        .problem = problem,
        .options = options,
        .graphs = ARENA_ARRAY(scratch, struct extended_graph, problem->application_count),
        .choices = plan_new(arena, problem),
    };
    for (size_t h = 0; h < problem->application_count; h++) {
        extended_graph_build(&d.graphs[h], scratch, arena, problem, h, EXTENDED_GRAPH_PRUNED);
        if (d.graphs[h].vertex_count == 0) {
            solution->outcome = OUTCOME_INFEASIBLE;
            solution->proof = arena_printf(arena, "no path of the extended graph of %s meets (P2)-(P5)",
                                           problem->applications[h].id);
            arena_rewind(scratch, mark);
            return STATUS_OK;
        }
    }
    const size_t planless = fin_search_init(&d.search, arena, scratch, problem, options);
    BUG_IF(planless < problem->application_count);
    find_rows(&d);
    choose_denominator(&d);
    begin_with_fin(&d, error);
    search_prices(&d);
    fill_solution(solution, &d);
    solution_add_effort(solution, "evaluations", d.iterations);
    solution_add_effort(solution, "labels", d.labels);
    solution_add_effort(solution, "priced_rows", (int64_t)d.row_count);
    arena_rewind(scratch, mark);
    return STATUS_OK;
}
