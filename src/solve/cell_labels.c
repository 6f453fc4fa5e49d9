/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What do partial paths cost, told apart by cells of latency? A row of cells for the vertex at hand, filled
 * by the labels of its predecessors; then the row becomes the vertex's list of labels, latencies rising, and
 * is used again.
 *
 *   list of u  (t,e) (t,e) (t,e) ──arc──┐     row of v   |(t,e)|     |(t,e)|(t,e)|     |
 *   list of w  (t,e) (t,e) ────────arc──┴─> scatter        cell 0  1     2     3     4      ──> list of v
 *
 * Cells are ranges, in order, so the latencies of a row rise. A label that is no cheaper than one before it
 * is dominated and leaves, with everything that its prices rule out.
 */
#include "solve/cell_labels.h"

#include "base/arena.h"
#include "base/checked.h"
#include "base/error.h"
#include "graph/extended_graph.h"
#include "solve/least_energy_path.h"

#define NO_LABEL (INT64_C(1) << 61)

struct cell_label {
    int64_t latency_quanta;
    int64_t energy_quanta; /* NO_LABEL: the cell is empty */
    uint32_t arc;          /* that brought the energy here */
    uint32_t parent;       /* index in the list of the arc's tail */
};

struct label_list {
    struct cell_label *labels; /* [count] */
    size_t count;
};

struct cell_run {
    struct energy_path *path;
    struct arena *scratch;
    const struct extended_graph *graph;
    const struct cell_options *options;
    const int64_t *cell_ends; /* CELL_KEEP: [gamma + 1] the last latency of each cell */
    double cells_per_quantum; /* CELL_KEEP */
    struct label_list *lists; /* [vertex_count] */
    struct cell_label *row;   /* of the vertex at hand */
    size_t scratch_bytes_before;
};

/* Least k with (width >> k) < gamma. */
static int cell_shift(int64_t width, int64_t gamma)
{
    int shift = 0;
    while (width >> shift >= gamma) {
        shift++;
    }
    return shift;
}

/* Cells of a vertex: what is before the first is not looked at. */
struct vertex_cells {
    int64_t earliest;
    int64_t latest;
    int shift; /* CELL_MERGE */
    size_t count;
};

/* The cell of the common grid: the least c with latency <= cell_ends[c]. The guess is at most one off. */
static size_t common_cell(const struct cell_run *run, int64_t latency)
{
    size_t c = (size_t)((double)latency * run->cells_per_quantum);
    c = c > (size_t)run->options->gamma ? (size_t)run->options->gamma : c;
    while (run->cell_ends[c] < latency) {
        c++;
    }
    while (c > 0 && run->cell_ends[c - 1] >= latency) {
        c--;
    }
    return c;
}

static size_t cell_of(const struct cell_run *run, const struct vertex_cells *cells, int64_t latency)
{
    return run->cell_ends != NULL ? common_cell(run, latency)
                                  : (size_t)((latency - cells->earliest) >> cells->shift);
}

static struct vertex_cells cells_of(const struct cell_run *run, size_t v)
{
    const struct cell_options *options = run->options;
    struct vertex_cells cells = {.earliest = options->earliest[v], .latest = options->latest[v]};
    if (cells.earliest <= cells.latest) {
        cells.shift = cell_shift(cells.latest - cells.earliest, options->gamma);
        cells.count = cell_of(run, &cells, cells.latest) + 1;
    }
    return cells;
}

static void put(struct cell_label *cell, enum cell_policy policy, const struct cell_label *label)
{
    if (policy == CELL_KEEP) {
        if (label->energy_quanta < cell->energy_quanta ||
            (label->energy_quanta == cell->energy_quanta && label->latency_quanta < cell->latency_quanta)) {
            *cell = *label;
        }
        return;
    }
    const int64_t latency = min_int64(label->latency_quanta, cell->latency_quanta);
    if (label->energy_quanta < cell->energy_quanta) {
        *cell = *label;
    }
    cell->latency_quanta = latency;
}

static void extend_list(struct cell_run *run, const struct vertex_cells *cells, size_t arc)
{
    const struct label_list *list = &run->lists[run->graph->arc_tails[arc]];
    const int64_t energy = run->graph->arc_energies_quanta[arc];
    const int64_t latency = run->graph->arc_latencies_quanta[arc];
    const enum cell_policy policy = run->options->policy;
    const int64_t latest = cells->latest - latency;
    size_t l = 0;
    for (; l < list->count && list->labels[l].latency_quanta <= latest; l++) {
        /* A path that matters is not here before the earliest; a label that is, stands for later ones. */
        const struct cell_label label = {
            .latency_quanta = max_int64(list->labels[l].latency_quanta + latency, cells->earliest),
            .energy_quanta = list->labels[l].energy_quanta + energy,
            .arc = (uint32_t)arc,
            .parent = (uint32_t)l,
        };
        put(&run->row[cell_of(run, cells, label.latency_quanta)], policy, &label);
    }
    run->path->relaxations += (int64_t)l;
}

/* Could a completion of the label at v cost at most the target and be in time? */
static bool may_reach_target(const struct cell_options *options, size_t v, const struct cell_label *label)
{
    for (size_t k = 0; k < options->price_count; k++) {
        const struct cell_price *price = &options->prices[k];
        const int64_t cost = price->energy_scale * label->energy_quanta +
                             price->latency_price * label->latency_quanta + price->costs_to_go[v];
        if (cost >
            price->energy_scale * options->target_quanta + price->latency_price * options->deadline_quanta) {
            return false;
        }
    }
    return true;
}

/* Makes the row the list of v. A window that looks at late labels only needs the dominated ones, too. */
static void close_row(struct cell_run *run, size_t v, size_t cells)
{
    const bool keeps_dominated =
        run->options->policy == CELL_KEEP && run->options->lambda < run->options->gamma;
    int64_t cheapest = NO_LABEL;
    size_t count = 0;
    for (size_t c = 0; c < cells; c++) {
        const struct cell_label *label = &run->row[c];
        if (label->energy_quanta < (keeps_dominated ? NO_LABEL : cheapest) &&
            may_reach_target(run->options, v, label)) {
            cheapest = label->energy_quanta;
            run->row[count++] = *label;
        }
    }
    struct label_list *list = &run->lists[v];
    list->count = count;
    list->labels = ARENA_ARRAY(run->scratch, struct cell_label, count);
    for (size_t l = 0; l < count; l++) {
        list->labels[l] = run->row[l];
    }
}

static void fill_row(struct cell_run *run, size_t v)
{
    const struct vertex_cells cells = cells_of(run, v);
    for (size_t c = 0; c < cells.count; c++) {
        run->row[c] = (struct cell_label){.latency_quanta = NO_LABEL, .energy_quanta = NO_LABEL};
    }
    for (size_t a = run->graph->in_begin[v]; cells.count > 0 && a < run->graph->in_begin[v + 1]; a++) {
        extend_list(run, &cells, a);
    }
    close_row(run, v, cells.count);
}

/* The first label of least energy at the sink, in the window if there is one there; SIZE_MAX if there is
 * none. */
static size_t choose_label(const struct cell_run *run)
{
    const struct cell_options *options = run->options;
    const struct label_list *list = &run->lists[extended_graph_sink(run->graph)];
    int64_t least = NO_LABEL;
    int64_t least_in_window = NO_LABEL;
    size_t chosen = SIZE_MAX;
    size_t chosen_in_window = SIZE_MAX;
    for (size_t l = 0; l < list->count; l++) {
        const int64_t energy = list->labels[l].energy_quanta;
        const bool is_in_window =
            run->cell_ends == NULL ||
            (int64_t)common_cell(run, list->labels[l].latency_quanta) >= options->gamma - options->lambda;
        if (energy < least) {
            least = energy;
            chosen = l;
        }
        if (is_in_window && energy < least_in_window) {
            least_in_window = energy;
            chosen_in_window = l;
        }
    }
    struct energy_path *path = run->path;
    path->found = chosen != SIZE_MAX;
    path->found_in_window = chosen_in_window != SIZE_MAX;
    path->energy_quanta = path->found_in_window ? least_in_window : least;
    path->window_energy_loss = path->energy_quanta - least;
    return path->found_in_window ? chosen_in_window : chosen;
}

static void recover_path(struct cell_run *run, struct arena *arena, size_t label)
{
    const struct extended_graph *graph = run->graph;
    const size_t sink = extended_graph_sink(graph);
    size_t count = 0;
    size_t l = label;
    for (size_t v = sink; v != 0; count++) {
        const struct cell_label *at = &run->lists[v].labels[l];
        l = at->parent;
        v = graph->arc_tails[at->arc];
    }
    struct energy_path *path = run->path;
    path->arcs = ARENA_ARRAY(arena, size_t, count);
    path->arc_count = count;
    int64_t energy = 0;
    l = label;
    for (size_t v = sink; v != 0;) {
        const struct cell_label *at = &run->lists[v].labels[l];
        path->arcs[--count] = at->arc;
        path->latency_quanta += graph->arc_latencies_quanta[at->arc];
        energy += graph->arc_energies_quanta[at->arc];
        l = at->parent;
        v = graph->arc_tails[at->arc];
    }
    BUG_IF(energy != path->energy_quanta);
}

/* Which limit came, or NULL. */
static const char *limit_reached(const struct cell_run *run)
{
    const struct cell_options *options = run->options;
    if (options->memory_limit_bytes > 0 &&
        arena_bytes(run->scratch) - run->scratch_bytes_before > options->memory_limit_bytes) {
        return "memory limit";
    }
    return deadline_has_passed(&options->time_limit) ? "time limit" : NULL;
}

/* False if a limit came first. */
static bool fill_rows(struct cell_run *run)
{
    enum { RELAXATIONS_PER_LOOK = 1000000 };
    int64_t look_at = RELAXATIONS_PER_LOOK;
    for (size_t v = 1; v < run->graph->vertex_count; v++) {
        fill_row(run, v);
        if (run->path->relaxations >= look_at) {
            look_at = run->path->relaxations + RELAXATIONS_PER_LOOK;
            run->path->stopped_by = limit_reached(run);
            if (run->path->stopped_by != NULL) {
                return false;
            }
        }
    }
    return true;
}

/* Room for the widest row and, on the common grid, where its cells end. */
static void prepare(struct cell_run *run)
{
    const struct cell_options *options = run->options;
    if (options->policy == CELL_KEEP) {
        int64_t *ends = ARENA_ARRAY(run->scratch, int64_t, (size_t)options->gamma + 1);
        for (int64_t c = 0; c <= options->gamma; c++) {
            ends[c] = (int64_t)floor_divide((int128)c * options->deadline_quanta, options->gamma);
        }
        run->cell_ends = ends;
        run->cells_per_quantum =
            options->deadline_quanta > 0 ? (double)options->gamma / (double)options->deadline_quanta : 0.0;
    }
    size_t most = 1;
    for (size_t v = 0; v < run->graph->vertex_count; v++) {
        const size_t count = cells_of(run, v).count;
        most = count > most ? count : most;
    }
    run->row = ARENA_ARRAY(run->scratch, struct cell_label, most);
    run->lists = ARENA_ARRAY(run->scratch, struct label_list, run->graph->vertex_count);
    run->lists[0] = (struct label_list){ARENA_NEW(run->scratch, struct cell_label), 1};
}

void cell_labels_run(struct energy_path *path, struct arena *arena, struct arena *scratch,
                     const struct extended_graph *graph, const struct cell_options *options)
{
    *path = (struct energy_path){0};
    if (graph->vertex_count == 0) {
        return;
    }
    const struct arena_mark mark = arena_mark(scratch);
    struct cell_run run = {
        .path = path,
        .scratch = scratch,
        .graph = graph,
        .options = options,
        .scratch_bytes_before = arena_bytes(scratch),
    };
    prepare(&run);
    if (fill_rows(&run)) {
        const size_t label = choose_label(&run);
        if (path->found) {
            recover_path(&run, arena, label);
        }
    }
    arena_rewind(scratch, mark);
}

int64_t cell_labels_most_work(const struct extended_graph *graph, const struct cell_options *options)
{
    int64_t work = 0;
    for (size_t a = 0; a < graph->arc_count; a++) {
        const size_t tail = graph->arc_tails[a];
        const int64_t range = options->latest[tail] - options->earliest[tail] + 1;
        work += range < 0 ? 0 : min_int64(range, options->gamma);
    }
    return work;
}
