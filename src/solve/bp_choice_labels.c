/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which paths of a group are worth looking at? Labels of (energy, latency, use of each firm row) go from the
 * source on along the arcs that are kept; those that are dominated at their vertex go. Sorted by energy, a
 * label is compared with some of those kept last: to keep one too many is no error.
 */
#include "solve/bp_choice_labels.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "solve/bp_choices.h"

/* Labels of one group, and with how many of those kept a label is compared. */
enum { LABEL_LIMIT = 20000, WINDOW = 256 };

void bp_choice_labels_init(struct bp_choice_labels *labels, struct arena *arena, size_t row_count)
{
    *labels = (struct bp_choice_labels){
        .items = arena_alloc_unset(arena, LABEL_LIMIT, sizeof *labels->items),
        .uses = arena_alloc_unset(arena, LABEL_LIMIT * row_count, sizeof *labels->uses),
        .kept_items = arena_alloc_unset(arena, LABEL_LIMIT, sizeof *labels->items),
        .kept_uses = arena_alloc_unset(arena, LABEL_LIMIT * row_count, sizeof *labels->uses),
    };
}

struct order_key {
    int64_t energy_quanta;
    int64_t latency_quanta;
    uint32_t label;
};

static int compare_keys(const void *a, const void *b)
{
    const struct order_key *x = a;
    const struct order_key *y = b;
    if (x->energy_quanta != y->energy_quanta) {
        return x->energy_quanta < y->energy_quanta ? -1 : 1;
    }
    if (x->latency_quanta != y->latency_quanta) {
        return x->latency_quanta < y->latency_quanta ? -1 : 1;
    }
    return x->label < y->label ? -1 : x->label > y->label;
}

/* Takes the dominated ones out of labels first .. count-1, which stand at one vertex, and sorts the rest. */
static void keep_undominated(struct bp_choice_labels *labels, struct arena *scratch, size_t first)
{
    const struct arena_mark mark = arena_mark(scratch);
    const size_t rows = labels->row_count;
    const size_t count = labels->count - first;
    struct order_key *keys = arena_alloc_unset(scratch, count, sizeof *keys);
    for (size_t k = 0; k < count; k++) {
        const struct bp_choice_label *label = &labels->items[first + k];
        keys[k] = (struct order_key){label->energy_quanta, label->latency_quanta, (uint32_t)(first + k)};
    }
    qsort(keys, count, sizeof *keys, compare_keys);
    size_t kept = 0;
    for (size_t k = 0; k < count; k++) {
        const struct bp_choice_label *label = &labels->items[keys[k].label];
        const int64_t *uses = &labels->uses[keys[k].label * rows];
        const size_t end = kept > WINDOW ? kept - WINDOW : 0;
        bool is_dominated = false;
        for (size_t i = kept; i-- > end && !is_dominated;) {
            is_dominated = labels->kept_items[i].latency_quanta <= label->latency_quanta &&
                           bp_takes_no_more(&labels->kept_uses[i * rows], uses, labels->firm_count);
        }
        if (!is_dominated) {
            labels->kept_items[kept] = *label;
            memcpy(&labels->kept_uses[kept * rows], uses, rows * sizeof *uses);
            kept++;
        }
    }
    memcpy(&labels->items[first], labels->kept_items, kept * sizeof *labels->items);
    memcpy(&labels->uses[first * rows], labels->kept_uses, kept * rows * sizeof *labels->uses);
    labels->count = first + kept;
    arena_rewind(scratch, mark);
}

/* The label that goes on from `parent` along arc a, if that can still be cheap enough and in time; false if
 * there are too many. */
static bool extend(struct bp_choice_labels *labels, const struct bp_choice_sweep *s, size_t parent, size_t a)
{
    const struct bp_choice_label *from = &labels->items[parent];
    const size_t head = s->graph->arc_heads[a];
    const bool is_end = head == extended_graph_sink(s->graph);
    const int64_t cost = from->cost + s->costs[a];
    const int64_t latency = from->latency_quanta + s->graph->arc_latencies_quanta[a];
    if (!bp_path_bounds_keep(&s->bounds, PATH_BEGIN, head, cost, latency)) {
        return true;
    }
    if (labels->count == LABEL_LIMIT) {
        return false;
    }
    labels->items[labels->count] = (struct bp_choice_label){
        .cost = cost,
        .energy_quanta = from->energy_quanta + s->graph->arc_energies_quanta[a],
        .latency_quanta = is_end ? 0 : latency,
        .parent = (uint32_t)parent,
        .arc = (uint32_t)a,
    };
    for (size_t i = 0; i < s->row_count; i++) {
        labels->uses[labels->count * s->row_count + i] =
            labels->uses[parent * s->row_count + i] + s->uses[a * s->row_count + i];
    }
    labels->count++;
    return true;
}

bool bp_choice_label_graph(struct bp_choice_labels *labels, size_t *first, const struct bp_choice_sweep *s)
{
    const struct extended_graph *graph = s->graph;
    const struct arena_mark mark = arena_mark(s->bp->scratch);
    size_t *begin = ARENA_ARRAY(s->bp->scratch, size_t, graph->vertex_count + 1);
    bool fits = true;
    labels->items[0] = (struct bp_choice_label){.cost = 0};
    memset(labels->uses, 0, s->row_count * sizeof *labels->uses);
    labels->count = 1;
    begin[1] = 1;
    for (size_t v = 1; v < graph->vertex_count && fits; v++) {
        for (size_t a = graph->in_begin[v]; a < graph->in_begin[v + 1]; a++) {
            const size_t tail = graph->arc_tails[a];
            for (size_t k = begin[tail]; k < begin[tail + 1] && s->is_kept[a] && fits; k++) {
                fits = extend(labels, s, k, a);
            }
        }
        keep_undominated(labels, s->bp->scratch, begin[v]);
        begin[v + 1] = labels->count;
    }
    *first = begin[extended_graph_sink(graph)];
    arena_rewind(s->bp->scratch, mark);
    s->bp->labels += (int64_t)labels->count;
    return fits;
}

bool bp_choice_label_list(struct bp_choice_labels *labels, const struct bp_choice_sweep *s)
{
    const struct bp_paths *paths = &s->view->groups[s->group].paths;
    for (size_t k = 0; k < paths->count; k++) {
        if (!s->is_kept[k]) {
            continue;
        }
        if (labels->count == LABEL_LIMIT) {
            return false;
        }
        labels->items[labels->count] = (struct bp_choice_label){
            .cost = s->costs[k], .energy_quanta = paths->items[k]->energy_quanta, .arc = (uint32_t)k};
        memcpy(&labels->uses[labels->count * s->row_count], &s->uses[k * s->row_count],
               s->row_count * sizeof *labels->uses);
        labels->count++;
    }
    keep_undominated(labels, s->bp->scratch, 0);
    return true;
}
