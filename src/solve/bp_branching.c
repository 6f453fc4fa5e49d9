/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * On what does a node split? On how many of a group's applications run a block on a node, come to it over an
 * arc, or end in a configuration, where the relaxation says a fraction. The most evenly split are probed
 * (strong branching): the one that raises both sides most is taken. Different paths of an application differ
 * in a node or in their configuration, so something to branch on exists as long as a group has more than one
 * path left.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "model/problem.h"
#include "solve/bp.h"

#define TINY 1e-6

/* Probes cost more in a larger master, which is where they are worth less: so many lines times probes. */
enum { PROBE_LIMIT = 60, PROBE_LEAST = 8, PROBED_LINES = 4000 };

struct candidate_branch {
    struct bp_property property;
    double value;
    double score;
};

struct chooser {
    struct bp *bp;
    const struct bp_solution *solution;
    struct candidate_branch best[PROBE_LIMIT]; /* [limit] by falling score */
    size_t count;
    size_t limit;
};

static void offer(struct chooser *c, const struct bp_property *property, double value)
{
    const double part = value - floor(value);
    const double score = fmin(part, 1.0 - part);
    if (score < TINY) {
        return;
    }
    size_t at = c->count;
    while (at > 0 && c->best[at - 1].score < score) {
        at--;
    }
    if (at == c->limit) {
        return;
    }
    if (c->count < c->limit) {
        c->count++;
    }
    memmove(&c->best[at + 1], &c->best[at], (c->count - 1 - at) * sizeof c->best[0]);
    c->best[at] = (struct candidate_branch){.property = *property, .value = value, .score = score};
}

/* Sums of the fractions of one group, by some number below `count`. */
struct tally {
    double *sums;
    size_t *keys; /* those that are not 0 */
    size_t key_count;
};

static struct tally tally_new(struct arena *arena, size_t count)
{
    return (struct tally){.sums = ARENA_ARRAY(arena, double, count),
                          .keys = ARENA_ARRAY(arena, size_t, count)};
}

static void tally_add(struct tally *tally, size_t key, double value)
{
    if (tally->sums[key] <= 0.0) {
        tally->keys[tally->key_count++] = key;
    }
    tally->sums[key] += value;
}

/* What a path is counted under: its configuration, or what it does at a block; SIZE_MAX if nothing. */
static size_t key_of(const struct bp_path *path, const struct bp_property *kind, size_t node_count)
{
    if (kind->kind == PROPERTY_CONFIGURATION) {
        return path->configuration;
    }
    if (kind->block >= path->depth) {
        return SIZE_MAX;
    }
    if (kind->kind == PROPERTY_NODE) {
        return path->nodes[kind->block];
    }
    return kind->block == 0 ? SIZE_MAX : path->nodes[kind->block - 1] * node_count + path->nodes[kind->block];
}

static void offer_kind(struct chooser *c, const struct bp_fraction *fractions, size_t count,
                       struct bp_property property)
{
    struct bp *bp = c->bp;
    const size_t nodes = bp->problem->node_count;
    const struct problem_application *application =
        &bp->problem->applications[bp->groups[property.group].applications[0]];
    const size_t keys = property.kind == PROPERTY_CONFIGURATION ? application->configuration_count
                        : property.kind == PROPERTY_NODE        ? nodes
                                                                : nodes * nodes;
    const struct arena_mark mark = arena_mark(bp->scratch);
    struct tally tally = tally_new(bp->scratch, keys);
    for (size_t k = 0; k < count; k++) {
        const size_t key = key_of(fractions[k].path, &property, nodes);
        if (key != SIZE_MAX) {
            tally_add(&tally, key, fractions[k].value);
        }
    }
    for (size_t k = 0; k < tally.key_count; k++) {
        const size_t key = tally.keys[k];
        property.configuration = key;
        property.node = property.kind == PROPERTY_ARC ? key % nodes : key;
        property.from = property.kind == PROPERTY_ARC ? key / nodes : 0;
        offer(c, &property, tally.sums[key]);
    }
    arena_rewind(bp->scratch, mark);
}

/* All properties of one group that the relaxation splits. Arcs only where nothing else is split. */
static void offer_group(struct chooser *c, size_t g, const struct bp_fraction *fractions, size_t count)
{
    size_t depth = 0;
    for (size_t k = 0; k < count; k++) {
        depth = fractions[k].path->depth > depth ? fractions[k].path->depth : depth;
    }
    offer_kind(c, fractions, count, (struct bp_property){.kind = PROPERTY_CONFIGURATION, .group = g});
    for (size_t i = 0; i < depth; i++) {
        offer_kind(c, fractions, count, (struct bp_property){.kind = PROPERTY_NODE, .group = g, .block = i});
    }
}

static void offer_arcs(struct chooser *c, size_t g, const struct bp_fraction *fractions, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        for (size_t i = 1; i < fractions[k].path->depth; i++) {
            offer_kind(c, fractions, count,
                       (struct bp_property){.kind = PROPERTY_ARC, .group = g, .block = i});
        }
        return; /* one path names all blocks */
    }
}

typedef void group_visitor(struct chooser *c, size_t g, const struct bp_fraction *fractions, size_t count);

/* The fractions stand group by group only by chance: sort them first, stably. */
static struct bp_fraction *sort_by_group(struct bp *bp, const struct bp_solution *solution, size_t *begin)
{
    struct bp_fraction *sorted = ARENA_ARRAY(bp->scratch, struct bp_fraction, solution->count);
    for (size_t k = 0; k < solution->count; k++) {
        begin[solution->fractions[k].path->group + 2]++;
    }
    for (size_t g = 0; g < bp->group_count; g++) {
        begin[g + 2] += begin[g + 1];
    }
    for (size_t k = 0; k < solution->count; k++) {
        sorted[begin[solution->fractions[k].path->group + 1]++] = solution->fractions[k];
    }
    return sorted;
}

static void visit_groups(struct chooser *c, const struct bp_fraction *sorted, const size_t *begin,
                         group_visitor *visit)
{
    for (size_t g = 0; g < c->bp->group_count; g++) {
        if (begin[g + 1] > begin[g]) {
            visit(c, g, &sorted[begin[g]], begin[g + 1] - begin[g]);
        }
    }
}

/* Where another path than `first` is left in the list; false if none is. */
static bool differ_in_list(struct bp_property *property, const struct bp_view *view,
                           const struct bp_path *first)
{
    const struct bp_paths *list = &view->groups[first->group].paths;
    for (size_t k = 0; k < list->count; k++) {
        const struct bp_path *other = list->items[k];
        if (other == first) {
            continue;
        }
        for (size_t i = 0; i < first->depth; i++) {
            if (i >= other->depth || other->nodes[i] != first->nodes[i]) {
                property->block = i;
                property->node = first->nodes[i];
                return true;
            }
        }
        property->kind = PROPERTY_CONFIGURATION;
        return true;
    }
    return false;
}

/* The same in the graph: a vertex that `first` does not visit, or another end. */
static bool differ_in_graph(struct bp_property *property, const struct bp_view *view,
                            const struct bp_path *first)
{
    const struct extended_graph *graph = view->groups[first->group].graph;
    const size_t sink = extended_graph_sink(graph);
    for (size_t v = 1; v < sink; v++) {
        const size_t block = graph->vertices[v].layer - 1;
        if (block < first->depth && graph->vertices[v].node != first->nodes[block]) {
            property->block = block;
            property->node = first->nodes[block];
            return true;
        }
    }
    property->kind = PROPERTY_CONFIGURATION;
    return graph->in_begin[sink + 1] - graph->in_begin[sink] > 1;
}

/*
 * The relaxation is integral, but rounding keeps the bound below the plan, or the plan does not fit by less
 * than what floating point sees: any two paths that are left of one application will do.
 */
static bool choose_any(struct bp_property *property, int64_t *at_most, const struct bp *bp,
                       const struct bp_view *view, const struct bp_solution *solution)
{
    for (size_t g = 0; g < bp->group_count; g++) {
        const struct bp_path *first = solution->pricing.paths[g];
        *property =
            (struct bp_property){.kind = PROPERTY_NODE, .group = g, .configuration = first->configuration};
        *at_most = 0;
        if (bp->groups[g].size == 1 && (view->list != NULL ? differ_in_list(property, view, first)
                                                           : differ_in_graph(property, view, first))) {
            return true;
        }
    }
    return false;
}

/* What the two sides would bring, by the record. */
static void expect(double gains[2], const struct bp_gain *record, double value)
{
    const double part = value - floor(value);
    for (int side = 0; side < 2; side++) {
        const double moved = side == 0 ? part : 1.0 - part;
        gains[side] =
            record->counts[side] > 0 ? record->sums[side] / (double)record->counts[side] * moved : 0.0;
    }
}

static void remember(struct bp_gain *record, int side, double value, double gain)
{
    const double part = value - floor(value);
    record->sums[side] += gain / (side == 0 ? part : 1.0 - part);
    record->counts[side]++;
}

/* Takes the best product of the two rises; probes those of whom little is known. */
static const struct candidate_branch *probe(struct chooser *c)
{
    enum { RELIABLE_IN_SMALL = 4, RELIABLE_IN_LARGE = 1, PATIENCE = 8 };
    const size_t reliable = c->limit == PROBE_LIMIT ? RELIABLE_IN_SMALL : RELIABLE_IN_LARGE;
    const double now = c->solution->objective_quanta;
    const double least = fmax(1e-6 * fabs(now), 1e-3);
    const struct candidate_branch *best = &c->best[0];
    double best_score = -1.0;
    size_t probes_since = 0;
    for (size_t k = 0; k < c->count; k++) {
        struct bp_gain *record = bp_gain_of(c->bp, &c->best[k].property);
        double gains[2];
        expect(gains, record, c->best[k].value);
        if (record->counts[0] < reliable || record->counts[1] < reliable) {
            if (probes_since >= PATIENCE) {
                continue;
            }
            double estimates[2];
            bp_probe(estimates, c->bp, &c->best[k].property, (int64_t)floor(c->best[k].value), now);
            for (int side = 0; side < 2; side++) {
                gains[side] = estimates[side] - now;
                remember(record, side, c->best[k].value, gains[side]);
            }
            probes_since++;
        }
        const double score = fmax(gains[0], least) * fmax(gains[1], least);
        if (score > best_score) {
            best_score = score;
            best = &c->best[k];
            probes_since = 0;
        }
    }
    return best;
}

bool bp_choose_branch(struct bp_property *property, int64_t *at_most, int *first_side, struct bp *bp,
                      const struct bp_view *view, const struct bp_solution *solution)
{
    struct chooser c = {.bp = bp, .solution = solution};
    const size_t lines = bp->rows.count + bp->group_count;
    c.limit = (size_t)max_int64(PROBE_LEAST, min_int64(PROBE_LIMIT, PROBED_LINES / (int64_t)lines));
    size_t *begin = ARENA_ARRAY(bp->scratch, size_t, bp->group_count + 2);
    const struct bp_fraction *sorted = sort_by_group(bp, solution, begin);
    visit_groups(&c, sorted, begin, offer_group);
    if (c.count == 0) {
        visit_groups(&c, sorted, begin, offer_arcs);
    }
    *first_side = 1;
    if (c.count == 0) {
        return choose_any(property, at_most, bp, view, solution);
    }
    const struct candidate_branch *best = probe(&c);
    *property = best->property;
    *at_most = (int64_t)floor(best->value);
    *first_side = best->value - floor(best->value) >= 0.5 ? 1 : 0;
    return true;
}
