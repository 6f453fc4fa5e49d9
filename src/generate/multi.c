/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How is an instance of family `multi` made up? Network, models and applications are drawn; deadlines are
 * those of a hidden plan, in which every application flees to one edge or the cloud, with some slack;
 * capacities are then set from what the cheapest routes and the hidden plan use:
 *
 *   capacity of a node (link) = most of   mean over its kind of what all cheapest routes use / tightness
 *                                         what the hidden plan uses there
 *                                         the most that the cheapest route of one application uses there
 *
 * where rates are first lowered, all by one factor, until nothing needs more than 90 % of real time. What the
 * network is not meant to be short of (cloud, cellular, wide area, neighbours) stays open but for that.
 */
#include "generate/multi.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/checked.h"
#include "base/rng.h"
#include "generate/family.h"
#include "generate/family_stamp.h"
#include "generate/multi_draft.h"
#include "model/instance.h"

enum { FULL_PPM = 900000, RADIO_LINKS = 3 };

/* A round number: a multiple of `step` in low..high, both multiples. */
static int64_t draw(struct rng *rng, int64_t low, int64_t high, int64_t step)
{
    return step * rng_between(rng, low / step, high / step);
}

/* ---- network ---- */

static void draw_nodes(struct multi_draft *draft, struct arena *arena, struct rng *rng, size_t mobiles,
                       size_t edges)
{
    draft->nodes = ARENA_ARRAY(arena, struct multi_node, draft->node_count);
    for (size_t n = 0; n < draft->node_count; n++) {
        struct multi_node *node = &draft->nodes[n];
        node->utilization_permille = 1000;
        if (n < mobiles) {
            node->tier = MULTI_MOBILE;
            node->number = n + 1;
            node->speed_gops = draw(rng, 8, 16, 2);
            node->power_mw = node->speed_gops * draw(rng, 200, 400, 50); /* 0.2 to 0.4 nJ per operation */
        } else if (n < mobiles + edges) {
            node->tier = MULTI_EDGE;
            node->number = n - mobiles + 1;
            node->speed_gops = draw(rng, 100, 250, 50);
            node->power_mw = node->speed_gops * draw(rng, 200, 300, 20);
        } else {
            node->tier = MULTI_CLOUD;
            node->number = n - mobiles - edges + 1;
            node->speed_gops = draw(rng, 1000, 2000, 500);
            node->power_mw = node->speed_gops * draw(rng, 300, 400, 50);
        }
    }
}

static struct multi_link *add_link(struct multi_draft *draft, enum multi_link_kind kind, size_t from,
                                   size_t to)
{
    struct multi_link *link = &draft->links[draft->link_count++];
    *link = (struct multi_link){.kind = kind, .from = from, .to = to, .utilization_permille = 1000};
    return link;
}

/* The k-th edge that a mobile reaches: the one near it, then the next on the ring. */
static size_t radio_edge(size_t mobile, size_t k, size_t mobiles, size_t edges)
{
    return mobiles + (mobile * edges / mobiles + k) % edges;
}

/* A mobile reaches the edge near it best, and the next two at half the rate. */
static void draw_radio(struct multi_draft *draft, struct rng *rng, size_t mobile, size_t mobiles,
                       size_t edges)
{
    for (size_t k = 0; k < RADIO_LINKS && k < edges; k++) {
        struct multi_link *link = add_link(draft, MULTI_RADIO, mobile, radio_edge(mobile, k, mobiles, edges));
        link->mbit_per_s = draw(rng, 60, 160, 20) / (k == 0 ? 1 : 2);
        link->latency_us = draw(rng, 3000, 8000, 1000);
        link->nj_per_bit = draw(rng, 60, 120, 10) + (k == 0 ? 0 : 40);
    }
}

static void draw_links(struct multi_draft *draft, struct arena *arena, struct rng *rng, size_t mobiles,
                       size_t edges)
{
    const size_t reach = edges - 1 < 6 ? (edges - 1) / 2 : 3; /* on the ring, to either side */
    const size_t clouds = draft->node_count - mobiles - edges;
    draft->links = ARENA_ARRAY(arena, struct multi_link,
                               mobiles * (RADIO_LINKS + clouds) + edges * (4 + clouds));
    for (size_t n = 0; n < mobiles; n++) {
        draw_radio(draft, rng, n, mobiles, edges);
        for (size_t c = mobiles + edges; c < draft->node_count; c++) {
            struct multi_link *link = add_link(draft, MULTI_CELLULAR, n, c);
            link->mbit_per_s = draw(rng, 20, 50, 10);
            link->latency_us = draw(rng, 25000, 45000, 5000);
            link->nj_per_bit = draw(rng, 250, 400, 50);
        }
    }
    for (size_t e = 0; e < edges; e++) {
        for (size_t k = 1; k <= reach ||
             (edges % 2 == 0 && edges <= 6 && k == edges / 2 && e < edges / 2); k++) {
            struct multi_link *link = add_link(draft, MULTI_NEIGHBOUR, mobiles + e,
                                               mobiles + (e + k) % edges);
            link->bidirectional = true;
            link->mbit_per_s = 1000;
            link->latency_us = draw(rng, 1000, 3000, 500);
            link->nj_per_bit = draw(rng, 10, 30, 5);
        }
        for (size_t c = mobiles + edges; c < draft->node_count; c++) {
            struct multi_link *link = add_link(draft, MULTI_WIDE_AREA, mobiles + e, c);
            link->bidirectional = true;
            link->mbit_per_s = draw(rng, 500, 1000, 500);
            link->latency_us = draw(rng, 10000, 20000, 2000);
            link->nj_per_bit = draw(rng, 30, 60, 10);
        }
    }
}

/* ---- models and applications ---- */

/* Exits after a third, two thirds and all of the blocks, as far as these differ. */
static void draw_exits(struct multi_model *model, struct rng *rng, size_t blocks)
{
    for (size_t third = 1; third <= 3; third++) {
        const size_t end = third * blocks / 3;
        if (end > 0 && (model->exit_count == 0 || model->exits[model->exit_count - 1].block != end - 1)) {
            model->exits[model->exit_count++] = (struct multi_exit){end - 1, draw(rng, 2, 10, 2)};
        }
    }
}

/* Three ways to use the exits, the more accurate the fewer leave early; with a single exit there is one. */
static void draw_configurations(struct multi_model *model, struct rng *rng)
{
    static const struct {
        const char *id;
        int64_t least_percent; /* of those who leave at each early exit */
        int64_t most_percent;
        int64_t least_permille;
        int64_t most_permille;
    } kinds[MULTI_CONFIGURATIONS] = {
        {"thrifty", 30, 45, 700, 780}, {"balanced", 15, 30, 800, 860}, {"full", 0, 0, 880, 950}};
    for (size_t k = model->exit_count > 1 ? 0 : 2; k < MULTI_CONFIGURATIONS; k++) {
        struct multi_configuration *configuration = &model->configurations[model->configuration_count++];
        configuration->id = kinds[k].id;
        configuration->accuracy_permille = draw(rng, kinds[k].least_permille, kinds[k].most_permille, 10);
        int64_t left = 100;
        for (size_t x = 0; x + 1 < model->exit_count; x++) {
            configuration->percents[x] = rng_between(rng, kinds[k].least_percent, kinds[k].most_percent);
            left -= configuration->percents[x];
        }
        configuration->percents[model->exit_count - 1] = left;
    }
}

static void draw_models(struct multi_draft *draft, struct arena *arena, struct rng *rng)
{
    draft->models = ARENA_ARRAY(arena, struct multi_model, draft->model_count);
    for (size_t m = 0; m < draft->model_count; m++) {
        struct multi_model *model = &draft->models[m];
        const int64_t width_kbit = draw(rng, 1000, 2400,
                                        200); /* of what the first blocks pass on; it shrinks */
        const int64_t blocks = (int64_t)draft->block_count;
        model->input_kbit = draw(rng, 600, 1600, 200);
        model->blocks = ARENA_ARRAY(arena, struct multi_block, draft->block_count);
        for (int64_t i = 0; i < blocks; i++) {
            const int64_t shrunk = width_kbit * (blocks - i) / blocks * rng_between(rng, 60, 100) / 100;
            model->blocks[i] = (struct multi_block){
                .mop = draw(rng, 50, 400, 10),
                .output_kbit = i + 1 < blocks ? max_int64(shrunk / 10, 1) * 10 : 0,
                .memory_mib = rng_between(rng, 4, 40),
            };
        }
        draw_exits(model, rng, draft->block_count);
        draw_configurations(model, rng);
    }
}

static void draw_applications(struct multi_draft *draft, struct arena *arena, struct rng *rng, size_t mobiles,
                              size_t edges)
{
    static const int64_t rates[] = {1000, 2000, 5000, 10000};
    draft->applications = ARENA_ARRAY(arena, struct multi_application, draft->application_count);
    for (size_t h = 0; h < draft->application_count; h++) {
        struct multi_application *application = &draft->applications[h];
        application->model = (size_t)rng_between(rng, 0, (int64_t)draft->model_count - 1);
        application->source = h % mobiles;
        application->rate_per_1000_s = rates[rng_between(rng, 0, 3)];
        const struct multi_model *model = &draft->models[application->model];
        const int64_t target = rng_between(rng, 0, (int64_t)model->configuration_count - 1);
        application->min_accuracy_permille = model->configurations[target].accuracy_permille;
        application->is_mean = rng_between(rng, 0, 3) == 0;
        const size_t reachable = radio_edge(application->source, h / mobiles % RADIO_LINKS, mobiles, edges);
        application->refuge = rng_between(rng, 0, 3) == 0 ? reachable : draft->node_count - 1;
        struct multi_route refuge;
        multi_refuge_route(&refuge, draft, h);
        /* Quantising may add a microsecond per transfer and computation. */
        const int64_t needed_us =
            multi_route_latency_ns(draft, h, &refuge) / 1000 + 1 + 2 * (int64_t)draft->block_count;
        application->deadline_us = (needed_us * rng_between(rng, 120, 200) / 100 / 1000 + 1) * 1000;
    }
}

/* ---- capacities ---- */

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

static void fit_capacities(struct multi_draft *draft, struct arena *arena, int64_t tightness_permille)
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

/* ---- the whole ---- */

const struct family_ranges multi_ranges = {
    .applications = {1, 5, FAMILY_APPLICATIONS_LIMIT},
    .nodes = {3, 5, FAMILY_NODES_LIMIT},
    .blocks = {1, 5, FAMILY_BLOCKS_LIMIT},
    .tightness_permille = {1, 1000, FAMILY_TIGHTNESS_LIMIT_PERMILLE},
};

static void describe(struct instance *instance, struct arena *arena,
                     const struct family_parameters *parameters)
{
    const struct family_stamp stamp = {
        .family = "multi",
        .ranges = &multi_ranges,
        .purpose = arena_printf(
            arena,
            "The applications' single optima would use about %s of what mobiles, edges and radio links "
            "have together, unless the applications are too few for that.",
            family_permille_text(arena, parameters->tightness_permille)),
        .source = "drawn at random by finopt's family multi: round numbers of realistic size, not measured",
    };
    family_stamp(instance, arena, &stamp, parameters);
}

enum status multi_generate(const struct instance **instance, struct arena *arena,
                           const struct family_parameters *parameters, struct error *error)
{
    const enum status status = family_check(parameters, &multi_ranges, error);
    if (status != STATUS_OK) {
        return status;
    }
    struct rng rng = rng_from_seed(parameters->seed);
    struct multi_draft draft = {
        .node_count = (size_t)parameters->nodes,
        .block_count = (size_t)parameters->blocks,
        .application_count = (size_t)parameters->applications,
        .model_count = (size_t)min_int64(parameters->applications, MULTI_MODELS),
    };
    const size_t mobiles = draft.node_count * 2 / 5;
    const size_t edges = draft.node_count - mobiles - 1;
    draw_nodes(&draft, arena, &rng, mobiles, edges);
    draw_links(&draft, arena, &rng, mobiles, edges);
    draw_models(&draft, arena, &rng);
    draw_applications(&draft, arena, &rng, mobiles, edges);
    fit_capacities(&draft, arena, parameters->tightness_permille);
    struct instance *made = multi_draft_instance(arena, &draft);
    describe(made, arena, parameters);
    *instance = made;
    return STATUS_OK;
}
