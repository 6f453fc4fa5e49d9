/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How much room do nodes and links get? With routes[h] the cheapest of application h alone,
 *
 *   capacity of a node (link) = most of   mean over its kind of what all cheapest routes use / tightness
 *                                         what the hidden plan uses there
 *                                         the most that the cheapest route of one application uses there
 *
 * where rates are first lowered, all by one factor, until nothing needs more than 90 % of real time. What the
 * network is not meant to be short of (cloud, cellular, wide area, neighbours) stays open but for that.
 */
#include "base/arena.h"
#include "base/checked.h"
#include "generate/multi_draft.h"

enum { FULL_PPM = 900000 };

static void usage_init(struct multi_usage *usage, struct arena *arena, const struct multi_draft *draft)
{
    usage->node_loads_ppm = ARENA_ARRAY(arena, int64_t, draft->node_count);
    usage->node_memory_mib = ARENA_ARRAY(arena, int64_t, draft->node_count);
    usage->link_loads_ppm = ARENA_ARRAY(arena, int64_t, 2 * draft->link_count);
}

/* All applications at their cheapest; the hidden plan; row by row the most that one application takes. */
struct demands {
    struct multi_usage cheapest;
    struct multi_usage hidden;
    struct multi_usage single;
};

static void keep_most(int64_t *most, int64_t *now, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        most[i] = max_int64(most[i], now[i]);
        now[i] = 0;
    }
}

static void find_demands(struct demands *demands, struct arena *arena, const struct multi_draft *draft,
                         const struct multi_route *routes)
{
    struct multi_usage one;
    usage_init(&one, arena, draft);
    usage_init(&demands->cheapest, arena, draft);
    usage_init(&demands->hidden, arena, draft);
    usage_init(&demands->single, arena, draft);
    for (size_t h = 0; h < draft->application_count; h++) {
        struct multi_route refuge;
        multi_refuge_route(&refuge, draft, h);
        multi_usage_add(&demands->cheapest, draft, h, &routes[h]);
        multi_usage_add(&demands->hidden, draft, h, &refuge);
        multi_usage_add(&one, draft, h, &routes[h]);
        keep_most(demands->single.node_loads_ppm, one.node_loads_ppm, draft->node_count);
        keep_most(demands->single.node_memory_mib, one.node_memory_mib, draft->node_count);
        keep_most(demands->single.link_loads_ppm, one.link_loads_ppm, 2 * draft->link_count);
    }
}

/* What the rows of one kind (a tier, a kind of link) need on average, by the cheapest routes. */
struct mean {
    int64_t sum;
    int64_t count;
};

struct means {
    struct mean load[MULTI_CLOUD + 1];
    struct mean memory[MULTI_CLOUD + 1];
    struct mean link[MULTI_WIDE_AREA + 1];
};

static void add_to_mean(struct mean *mean, int64_t value)
{
    mean->sum += value;
    mean->count++;
}

static bool is_scarce(enum multi_tier tier)
{
    return tier != MULTI_CLOUD;
}

static bool is_link_row(const struct multi_draft *draft, size_t row)
{
    return row % 2 == 0 || draft->links[row / 2].bidirectional;
}

static void find_means(struct means *means, const struct multi_draft *draft, const struct demands *demands)
{
    *means = (struct means){.load = {{0}}};
    for (size_t n = 0; n < draft->node_count; n++) {
        add_to_mean(&means->load[draft->nodes[n].tier], demands->cheapest.node_loads_ppm[n]);
        add_to_mean(&means->memory[draft->nodes[n].tier], demands->cheapest.node_memory_mib[n]);
    }
    for (size_t row = 0; row < 2 * draft->link_count; row++) {
        if (is_link_row(draft, row)) {
            add_to_mean(&means->link[draft->links[row / 2].kind], demands->cheapest.link_loads_ppm[row]);
        }
    }
}

/*
 * What a row gets: the mean over its kind by the tightness, but what the hidden plan and each application by
 * itself need of it. 0: nothing of the kind is used, so there is nothing to be short of. `mean` NULL: not
 * scarce.
 */
static int64_t need_of(const struct mean *mean, int64_t tightness_permille, int64_t hidden, int64_t single)
{
    const int64_t least = max_int64(hidden, single);
    if (mean == NULL || mean->sum == 0) {
        return least;
    }
    return max_int64(least, mean->sum * 1000 / tightness_permille / mean->count + 1);
}

/* The same for load and memory of node n, and for the rate of row `row` of the links. */
struct fit {
    const struct demands *demands;
    const struct means *means;
    int64_t tightness_permille;
};

static int64_t node_load_need(const struct fit *fit, const struct multi_node *node, size_t n)
{
    return need_of(is_scarce(node->tier) ? &fit->means->load[node->tier] : NULL, fit->tightness_permille,
                   fit->demands->hidden.node_loads_ppm[n], fit->demands->single.node_loads_ppm[n]);
}

static int64_t node_memory_need(const struct fit *fit, const struct multi_node *node, size_t n)
{
    return need_of(is_scarce(node->tier) ? &fit->means->memory[node->tier] : NULL, fit->tightness_permille,
                   fit->demands->hidden.node_memory_mib[n], fit->demands->single.node_memory_mib[n]);
}

static int64_t link_need(const struct fit *fit, const struct multi_link *link, size_t row)
{
    return need_of(link->kind == MULTI_RADIO ? &fit->means->link[MULTI_RADIO] : NULL, fit->tightness_permille,
                   fit->demands->hidden.link_loads_ppm[row], fit->demands->single.link_loads_ppm[row]);
}

/* Lowers all rates by one factor, to two digits, if some row needs more than FULL_PPM. */
static void lower_rates(struct multi_draft *draft, const struct fit *fit)
{
    int64_t most = 0;
    for (size_t n = 0; n < draft->node_count; n++) {
        most = max_int64(most, node_load_need(fit, &draft->nodes[n], n));
    }
    for (size_t row = 0; row < 2 * draft->link_count; row++) {
        most = is_link_row(draft, row) ? max_int64(most, link_need(fit, &draft->links[row / 2], row)) : most;
    }
    for (size_t h = 0; h < draft->application_count && most > FULL_PPM; h++) {
        int64_t *rate = &draft->applications[h].rate_per_1000_s;
        *rate = max_int64(*rate * FULL_PPM / most, 1);
        int64_t unit = 1;
        while (*rate / unit >= 100) {
            unit *= 10;
        }
        *rate = *rate / unit * unit;
    }
}

/*
 * Room for `ppm` in steps of a permille, one more so that no rounding elsewhere matters; all if nothing is
 * needed.
 */
static int64_t permille_for(int64_t ppm)
{
    return ppm == 0 ? 1000 : min_int64(ppm / 1000 + 2, 1000);
}

static void set_capacities(struct multi_draft *draft, const struct fit *fit)
{
    for (size_t n = 0; n < draft->node_count; n++) {
        struct multi_node *node = &draft->nodes[n];
        if (is_scarce(node->tier)) {
            node->utilization_permille = permille_for(node_load_need(fit, node, n));
            node->memory_mib = node_memory_need(fit, node, n);
        }
    }
    for (size_t l = 0; l < draft->link_count; l++) {
        struct multi_link *link = &draft->links[l];
        if (link->kind == MULTI_RADIO) {
            link->utilization_permille = permille_for(link_need(fit, link, 2 * l));
        }
    }
}

void multi_fit_capacities(struct multi_draft *draft, struct arena *arena, int64_t tightness_permille)
{
    struct multi_route *routes = ARENA_ARRAY(arena, struct multi_route, draft->application_count);
    struct demands demands;
    struct means means;
    const struct fit fit = {&demands, &means, tightness_permille};
    for (size_t h = 0; h < draft->application_count; h++) {
        multi_cheapest_route(&routes[h], arena, draft, h);
    }
    find_demands(&demands, arena, draft, routes);
    find_means(&means, draft, &demands);
    lower_rates(draft, &fit);
    find_demands(&demands, arena, draft, routes);
    find_means(&means, draft, &demands);
    set_capacities(draft, &fit);
}
