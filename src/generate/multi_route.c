/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where would one application of a draft run if it had the network to itself, and what would it use there?
 *
 * The cheapest route within a deadline is hard to find; its Lagrangian relative is not: put a price on
 * latency, take the shortest path through blocks and nodes, and find by bisection the lowest price whose path
 * is in time. Costs are picojoules (milliwatts times nanoseconds), a price is in milliwatts, so all sums fit
 * an int64_t.
 */
#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "generate/multi_draft.h"

/*
 * No price is above 2^24 mW. A block takes less than 1e9 ns with its transfer and less than 1e13 pJ, so 100
 * of them cost below 100 * (2^24 * 1e9 + 1e13) < 2^61.
 */
enum { PRICE_BITS = 24 };
#define NO_ROUTE INT64_MAX

/* One step of an application: block i of a configuration, and the transfer of its input. */
struct step {
    const struct multi_draft *draft;
    int64_t reach_percent;
    bool is_mean;
    int64_t mop;        /* of the block and its active exit head */
    int64_t memory_mib;
    int64_t input_kbit;
};

struct cost {
    int64_t energy_pj;
    int64_t latency_ns;
};

static struct step step_of(const struct multi_draft *draft, size_t h, size_t c, size_t i)
{
    const struct multi_application *application = &draft->applications[h];
    const struct multi_model *model = &draft->models[application->model];
    const struct multi_configuration *configuration = &model->configurations[c];
    struct step step = {
        .draft = draft,
        .reach_percent = 100,
        .is_mean = application->is_mean,
        .mop = model->blocks[i].mop,
        .memory_mib = model->blocks[i].memory_mib,
        .input_kbit = i == 0 ? model->input_kbit : model->blocks[i - 1].output_kbit,
    };
    for (size_t x = 0; x < model->exit_count; x++) {
        if (model->exits[x].block < i) {
            step.reach_percent -= configuration->percents[x];
        } else if (model->exits[x].block == i && configuration->percents[x] > 0) {
            step.mop += model->exits[x].mop;
        }
    }
    return step;
}

static size_t depth_of(const struct multi_draft *draft, size_t h, size_t c)
{
    const struct multi_model *model = &draft->models[draft->applications[h].model];
    size_t depth = 0;
    for (size_t x = 0; x < model->exit_count; x++) {
        if (model->configurations[c].percents[x] > 0) {
            depth = model->exits[x].block + 1;
        }
    }
    return depth;
}

static int64_t divide_up(int64_t a, int64_t b)
{
    return (a + b - 1) / b;
}

static int64_t computing_ns(const struct step *step, size_t node)
{
    return divide_up(step->mop * 1000000, step->draft->nodes[node].speed_gops);
}

/* Time on the link alone; its latency comes on top. */
static int64_t sending_ns(const struct step *step, const struct multi_link *link)
{
    return divide_up(step->input_kbit * 1000000, link->mbit_per_s);
}

static int64_t weighted_ns(const struct step *step, int64_t ns)
{
    return step->is_mean ? divide_up(ns * step->reach_percent, 100) : ns;
}

static struct cost computing_cost(const struct step *step, size_t node)
{
    const int64_t ns = computing_ns(step, node);
    return (struct cost){step->draft->nodes[node].power_mw * ns / 100 * step->reach_percent,
                         weighted_ns(step, ns)};
}

static struct cost sending_cost(const struct step *step, const struct multi_link *link)
{
    /* kbit * 1000 * nJ/bit * 1000 pJ/nJ * percent / 100 */
    return (struct cost){step->input_kbit * link->nj_per_bit * 10000 * step->reach_percent,
                         weighted_ns(step, sending_ns(step, link) + link->latency_us * 1000)};
}

/* The link from one node to another as 2 * index + (1 if its reverse is meant). */
static size_t find_link(const struct multi_draft *draft, size_t from, size_t to)
{
    for (size_t l = 0; l < draft->link_count; l++) {
        const struct multi_link *link = &draft->links[l];
        if (link->from == from && link->to == to) {
            return 2 * l;
        }
        if (link->bidirectional && link->from == to && link->to == from) {
            return 2 * l + 1;
        }
    }
    BUG_IF(true); /* routes go along links */
    return 0;
}

int64_t multi_route_latency_ns(const struct multi_draft *draft, size_t h, const struct multi_route *route)
{
    int64_t latency_ns = 0;
    size_t at = draft->applications[h].source;
    for (size_t i = 0; i < route->depth; i++) {
        const struct step step = step_of(draft, h, route->configuration, i);
        if (route->nodes[i] != at) {
            latency_ns += sending_cost(&step,
                                       &draft->links[find_link(draft, at, route->nodes[i]) / 2]).latency_ns;
        }
        at = route->nodes[i];
        latency_ns += computing_cost(&step, at).latency_ns;
    }
    return latency_ns;
}

/* A rate times a time, as a share of a second: 1e6 * rate / 1000 * ns / 1e9 * percent / 100. */
static int64_t load_ppm(const struct step *step, const struct multi_application *application, int64_t ns)
{
    return divide_up(application->rate_per_1000_s * divide_up(ns * step->reach_percent, 1000), 100000);
}

void multi_usage_add(struct multi_usage *usage, const struct multi_draft *draft, size_t h,
                     const struct multi_route *route)
{
    const struct multi_application *application = &draft->applications[h];
    size_t at = application->source;
    for (size_t i = 0; i < route->depth; i++) {
        const struct step step = step_of(draft, h, route->configuration, i);
        const size_t to = route->nodes[i];
        if (to != at) {
            const size_t link = find_link(draft, at, to);
            usage->link_loads_ppm[link] += load_ppm(&step, application,
                                                    sending_ns(&step, &draft->links[link / 2]));
        }
        usage->node_loads_ppm[to] += load_ppm(&step, application, computing_ns(&step, to));
        usage->node_memory_mib[to] += step.memory_mib;
        at = to;
    }
}

static bool is_accurate(const struct multi_draft *draft, size_t h, size_t c)
{
    const struct multi_application *application = &draft->applications[h];
    const struct multi_model *model = &draft->models[application->model];
    return model->configurations[c].accuracy_permille >= application->min_accuracy_permille;
}

void multi_refuge_route(struct multi_route *route, const struct multi_draft *draft, size_t h)
{
    size_t c = 0;
    while (!is_accurate(draft, h, c)) {
        c++; /* the last one is: targets are accuracies of configurations */
    }
    *route = (struct multi_route){.configuration = c, .depth = depth_of(draft, h, c)};
    for (size_t i = 0; i < route->depth; i++) {
        route->nodes[i] = draft->applications[h].refuge;
    }
}

/* Shortest paths to every node, block by block. */
struct search {
    const struct multi_draft *draft;
    int64_t price_mw;
    int64_t *at;      /* [node_count] cost of the best path whose last block runs there */
    int64_t *arrived; /* [node_count] the same with the next block's input moved */
    uint32_t *from;   /* [block_count][node_count] node of the block before */
};

static int64_t priced(const struct search *s, const struct cost *cost)
{
    return cost->energy_pj + s->price_mw * cost->latency_ns;
}

static void move(struct search *s, const struct step *step, size_t i, size_t from, size_t to,
                 const struct multi_link *link)
{
    if (s->at[from] == NO_ROUTE) {
        return;
    }
    const struct cost cost = sending_cost(step, link);
    const int64_t value = s->at[from] + priced(s, &cost);
    if (value < s->arrived[to]) {
        s->arrived[to] = value;
        s->from[i * s->draft->node_count + to] = (uint32_t)from;
    }
}

/* The best route of configuration c at the price, and its cost. */
static int64_t search_configuration(struct multi_route *route, struct search *s, size_t h, size_t c)
{
    const struct multi_draft *draft = s->draft;
    const size_t nodes = draft->node_count;
    *route = (struct multi_route){.configuration = c, .depth = depth_of(draft, h, c)};
    for (size_t n = 0; n < nodes; n++) {
        s->at[n] = n == draft->applications[h].source ? 0 : NO_ROUTE;
    }
    for (size_t i = 0; i < route->depth; i++) {
        const struct step step = step_of(draft, h, c, i);
        for (size_t n = 0; n < nodes; n++) {
            s->arrived[n] = s->at[n];
            s->from[i * nodes + n] = (uint32_t)n;
        }
        for (size_t l = 0; l < draft->link_count; l++) {
            const struct multi_link *link = &draft->links[l];
            move(s, &step, i, link->from, link->to, link);
            if (link->bidirectional) {
                move(s, &step, i, link->to, link->from, link);
            }
        }
        for (size_t n = 0; n < nodes; n++) {
            const struct cost cost = computing_cost(&step, n);
            s->at[n] = s->arrived[n] == NO_ROUTE ? NO_ROUTE : s->arrived[n] + priced(s, &cost);
        }
    }
    size_t best = draft->applications[h].source;
    for (size_t n = 0; n < nodes; n++) {
        best = s->at[n] < s->at[best] ? n : best;
    }
    const int64_t value = s->at[best];
    for (size_t i = route->depth; i-- > 0;) {
        route->nodes[i] = best;
        best = s->from[i * nodes + best];
    }
    return value;
}

/* The best route over all accurate configurations at a price; true if it is in time. */
static bool search_route(struct multi_route *route, struct search *s, size_t h, int64_t price_mw)
{
    const struct multi_application *application = &s->draft->applications[h];
    int64_t least = NO_ROUTE;
    s->price_mw = price_mw;
    for (size_t c = 0; c < s->draft->models[application->model].configuration_count; c++) {
        struct multi_route candidate;
        if (!is_accurate(s->draft, h, c)) {
            continue;
        }
        const int64_t value = search_configuration(&candidate, s, h, c);
        if (value < least) {
            least = value;
            *route = candidate;
        }
    }
    return multi_route_latency_ns(s->draft, h, route) <= application->deadline_us * 1000;
}

void multi_cheapest_route(struct multi_route *route, struct arena *scratch, const struct multi_draft *draft,
                          size_t h)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct search search = {
        .draft = draft,
        .at = ARENA_ARRAY(scratch, int64_t, draft->node_count),
        .arrived = ARENA_ARRAY(scratch, int64_t, draft->node_count),
        .from = ARENA_ARRAY(scratch, uint32_t, draft->block_count * draft->node_count),
    };
    struct multi_route candidate;
    int64_t too_low = 0;
    int64_t enough = INT64_C(1) << PRICE_BITS;
    if (!search_route(route, &search, h, 0)) {
        multi_refuge_route(route, draft, h);
        while (enough - too_low > 1) {
            const int64_t middle = too_low + (enough - too_low) / 2;
            if (search_route(&candidate, &search, h, middle)) {
                enough = middle;
                *route = candidate;
            } else {
                too_low = middle;
            }
        }
    }
    arena_rewind(scratch, mark);
}
