/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What do the families `multi` and `tiered` draw in the same way? Links to edges in a ring, exits,
 * applications. The deadline of an application is what its refuge needs and some slack, so a plan always
 * exists: the hidden one.
 */
#include "base/arena.h"
#include "base/rng.h"
#include "generate/multi_draft.h"

int64_t multi_draw(struct rng *rng, int64_t low, int64_t high, int64_t step)
{
    return step * rng_between(rng, low / step, high / step);
}

struct multi_link *multi_add_link(struct multi_draft *draft, enum multi_link_kind kind, size_t from,
                                  size_t to)
{
    struct multi_link *link = &draft->links[draft->link_count++];
    *link = (struct multi_link){.kind = kind, .from = from, .to = to, .utilization_permille = 1000};
    return link;
}

size_t multi_radio_edge(size_t mobile, size_t k, size_t mobiles, size_t edges)
{
    return mobiles + (mobile * edges / mobiles + k) % edges;
}

void multi_draw_exits(struct multi_model *model, struct rng *rng, size_t blocks, size_t most)
{
    for (size_t part = 1; part <= most; part++) {
        const size_t end = part * blocks / most;
        if (end > 0 && (model->exit_count == 0 || model->exits[model->exit_count - 1].block != end - 1)) {
            model->exits[model->exit_count++] = (struct multi_exit){end - 1, multi_draw(rng, 2, 10, 2)};
        }
    }
}

void multi_draw_configurations(struct multi_model *model, struct rng *rng,
                               const struct multi_configuration_range kinds[MULTI_CONFIGURATIONS])
{
    for (size_t k = model->exit_count > 1 ? 0 : 2; k < MULTI_CONFIGURATIONS; k++) {
        struct multi_configuration *configuration = &model->configurations[model->configuration_count++];
        configuration->id = kinds[k].id;
        configuration->accuracy_permille =
            multi_draw(rng, kinds[k].least_permille, kinds[k].most_permille, 10);
        int64_t left = 100;
        for (size_t x = 0; x + 1 < model->exit_count; x++) {
            configuration->percents[x] = rng_between(rng, kinds[k].least_percent, kinds[k].most_percent);
            left -= configuration->percents[x];
        }
        configuration->percents[model->exit_count - 1] = left;
    }
}

/* What all blocks of application h at its refuge take. */
static int64_t refuge_ns(const struct multi_draft *draft, size_t h)
{
    struct multi_route refuge;
    multi_refuge_route(&refuge, draft, h);
    return multi_route_latency_ns(draft, h, &refuge);
}

/* The refuge of application h becomes the one in reach where it is over first. */
static void flee_fast(struct multi_draft *draft, size_t h)
{
    struct multi_application *application = &draft->applications[h];
    size_t best = application->refuge;
    int64_t least_ns = refuge_ns(draft, h);
    for (size_t l = 0; l < draft->link_count; l++) {
        if (draft->links[l].from == application->source) {
            application->refuge = draft->links[l].to;
            const int64_t ns = refuge_ns(draft, h);
            if (ns < least_ns) {
                least_ns = ns;
                best = application->refuge;
            }
        }
    }
    application->refuge = best;
}

void multi_draw_applications(struct multi_draft *draft, struct arena *arena, struct rng *rng,
                             const struct multi_applications *kind)
{
    static const int64_t rates[] = {1000, 2000, 5000, 10000};
    const size_t clouds = draft->node_count - kind->mobiles - kind->edges;
    draft->applications = ARENA_ARRAY(arena, struct multi_application, draft->application_count);
    for (size_t h = 0; h < draft->application_count; h++) {
        struct multi_application *application = &draft->applications[h];
        application->model = (size_t)rng_between(rng, 0, (int64_t)draft->model_count - 1);
        application->source = h % kind->mobiles;
        application->rate_per_1000_s = rates[rng_between(rng, 0, 3)];
        const struct multi_model *model = &draft->models[application->model];
        const int64_t target = rng_between(rng, 0, (int64_t)model->configuration_count - 1);
        application->min_accuracy_permille = model->configurations[target].accuracy_permille;
        application->is_mean = rng_between(rng, 0, 3) == 0;
        const size_t reachable = multi_radio_edge(application->source, h / kind->mobiles % MULTI_RADIO_LINKS,
                                                  kind->mobiles, kind->edges);
        application->refuge = rng_between(rng, 0, 3) == 0 ? reachable : draft->node_count - 1 - h % clouds;
        if (kind->flee == MULTI_FLEE_FAST) {
            flee_fast(draft, h);
        }
        /* Quantising may add a microsecond per transfer and computation. */
        const int64_t needed_us = refuge_ns(draft, h) / 1000 + 1 + 2 * (int64_t)draft->block_count;
        const int64_t slack_percent = rng_between(rng, kind->least_slack_percent, kind->most_slack_percent);
        application->deadline_us = (needed_us * slack_percent / 100 / 1000 + 1) * 1000;
    }
}
