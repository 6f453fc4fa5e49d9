/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is there a plan below a node that costs less than the floor? Application by application its undominated
 * paths are put together with what there is of the applications before, and only that is kept which such a
 * plan may contain:
 *
 *     energy + least energies of the others                            <   floor
 *     use + least uses of the others                                   <=  right side, of each limit
 *     costs above the least + sum of price * slack that stays anyhow   <=  S = D * (floor - 1) - V
 *
 * and for which the others could fill each single limit well enough (row_filling.h).
 *
 * For D * energy is V, the costs above the least, and price * slack of all rows together; all of these are at
 * least 0, a row's slack at least what is left even if all others use the most they can. Everything dropped
 * is in no plan that costs less than the floor, or dominated (choice_set.h): if there is such a plan, one is
 * found.
 */
#include "certificate/combinations.h"

#include <string.h>

#include "base/arena.h"
#include "certificate/choice_set.h"
#include "certificate/path_choices.h"
#include "certificate/path_group.h"
#include "certificate/price_shift.h"
#include "certificate/room.h"
#include "certificate/row_filling.h"
#include "model/certificate.h"
#include "model/problem.h"

struct search {
    struct proof_state *state;
    struct arena *arena;
    struct path_groups groups;
    struct path_choices *choices; /* [groups.count] */
    struct shared_limits limits;
    int128 gap; /* S, less what is known of slacks */
    size_t kept;
};

/* What the applications still to come, or all but one, use and cost at least and at most. */
struct outlook {
    int128 energy;
    int64_t *least; /* [column_count] */
    int64_t *most;  /* [column_count] */
};

/* ---- limits ---- */

/* The rows that can bind, the branches above, the cuts with a price; columns but for branches that forbid. */
static void init_limits(struct search *search)
{
    const struct proof_state *state = search->state;
    const struct capacity_rows *rows = &state->capacity_rows;
    const struct price_table *prices = &state->prices;
    struct shared_limits *limits = &search->limits;
    limits->firm_count = rows->count + state->row_count;
    limits->count = limits->firm_count;
    limits->cuts = ARENA_ARRAY(search->arena, const struct active_cut *, state->cut_count);
    for (size_t k = 0; k < state->cut_count; k++) {
        if (state->cuts[k].price > 0) {
            limits->cuts[limits->count++ - limits->firm_count] = &state->cuts[k];
        }
    }
    limits->limits = ARENA_ARRAY(search->arena, struct shared_limit, limits->count);
    limits->columns = ARENA_ARRAY(search->arena, size_t, limits->count);
    for (size_t r = 0; r < rows->count; r++) {
        const struct capacity_row *row = &rows->rows[r];
        limits->limits[r] = (struct shared_limit){
            .right = row->capacity,
            .price = row->kind == ROW_NODE_LOAD     ? prices->node_loads[row->index]
                     : row->kind == ROW_NODE_MEMORY ? prices->node_memories[row->index]
                                                    : prices->link_loads[row->index],
        };
        limits->columns[limits->column_count++] = r;
    }
    for (size_t b = 0; b < state->row_count; b++) {
        const struct active_row *row = &state->rows[b];
        limits->limits[rows->count + b] = (struct shared_limit){.right = row->limit, .price = row->price};
        if (row->limit > 0) {
            limits->columns[limits->column_count++] = rows->count + b;
        }
    }
    for (size_t k = 0; limits->firm_count + k < limits->count; k++) {
        limits->limits[limits->firm_count + k] =
            (struct shared_limit){.right = limits->cuts[k]->cut->at_most, .price = limits->cuts[k]->price};
        limits->columns[limits->column_count++] = limits->firm_count + k;
    }
}

/*
 * Keeps the columns of limits that can bind, all applications together using at most `most[column_count]`;
 * the slack of the others is known. True if one went.
 */
static bool narrow_columns(struct search *search, const int64_t *most)
{
    struct shared_limits *limits = &search->limits;
    const size_t before = limits->column_count;
    limits->column_count = 0;
    for (size_t c = 0; c < before; c++) {
        const struct shared_limit *limit = &limits->limits[limits->columns[c]];
        if (most[c] > limit->right) {
            limits->columns[limits->column_count++] = limits->columns[c];
        } else {
            search->gap -= (int128)limit->price * (limit->right - most[c]);
        }
    }
    return limits->column_count < before;
}

/* What paths within the gap use, and so the limits that can bind. */
static void find_limits(struct search *search)
{
    init_limits(search);
    int64_t *most = ARENA_ARRAY(search->arena, int64_t, search->limits.column_count);
    for (size_t g = 0; g < search->groups.count; g++) {
        struct path_choices *choices = &search->choices[g];
        path_choices_within(choices, search->state, search->arena, &search->limits, search->gap);
        for (size_t c = 0; c < search->limits.column_count; c++) {
            most[c] += choices->most[search->limits.columns[c]] * (int64_t)choices->group->count;
        }
    }
    narrow_columns(search, most);
}

/* ---- what may be in a plan below the floor ---- */

static void outlook_init(struct outlook *outlook, struct arena *arena, size_t columns)
{
    *outlook = (struct outlook){
        .least = ARENA_ARRAY(arena, int64_t, columns),
        .most = ARENA_ARRAY(arena, int64_t, columns),
    };
}

static void outlook_add(struct outlook *outlook, const struct outlook *other, int64_t times, size_t columns)
{
    outlook->energy += (int128)times * other->energy;
    for (size_t c = 0; c < columns; c++) {
        outlook->least[c] += times * other->least[c];
        outlook->most[c] += times * other->most[c];
    }
}

/* What one application chooses, of a set that is not empty. */
static void outlook_measure(struct outlook *outlook, struct arena *arena, const struct choice_set *set)
{
    outlook_init(outlook, arena, set->width);
    outlook->energy = set->energies[0];
    for (size_t c = 0; c < set->width; c++) {
        outlook->least[c] = choice_uses(set, 0)[c];
        for (size_t i = 0; i < set->count; i++) {
            outlook->least[c] = min_int64(outlook->least[c], choice_uses(set, i)[c]);
            outlook->most[c] = max_int64(outlook->most[c], choice_uses(set, i)[c]);
        }
    }
}

/* May such a plan contain this, the others being as the outlook says? */
static bool may_be(const struct search *search, const struct outlook *others, int128 energy, int128 cost,
                   const int64_t *uses)
{
    if (energy + others->energy >= search->state->floor_quanta || cost > search->gap) {
        return false;
    }
    for (size_t c = 0; c < search->limits.column_count; c++) {
        const struct shared_limit *limit = &search->limits.limits[search->limits.columns[c]];
        if (uses[c] + others->least[c] > limit->right) {
            return false;
        }
        const int64_t slack = limit->right - uses[c] - others->most[c];
        if (limit->price > 0 && slack > 0) {
            cost += (int128)limit->price * slack;
        }
    }
    return cost <= search->gap;
}

/* ---- single paths ---- */

/* Drops the paths of a set that cannot be; true if one went. */
static bool drop_paths(const struct search *search, struct choice_set *set, const struct outlook *others)
{
    size_t kept = 0;
    for (size_t i = 0; i < set->count; i++) {
        if (may_be(search, others, set->energies[i], set->costs[i], choice_uses(set, i))) {
            set->energies[kept] = set->energies[i];
            set->costs[kept] = set->costs[i];
            set->keys[kept] = set->keys[i];
            memmove(choice_uses(set, kept), choice_uses(set, i), set->width * sizeof *set->uses);
            kept++;
        }
    }
    const bool is_less = kept < set->count;
    set->count = kept;
    return is_less;
}

/* Measures all applications, one of each group in `ones`; false if one has nothing left. */
static bool measure_all(const struct search *search, struct outlook *all, struct outlook *ones)
{
    const size_t columns = search->limits.column_count;
    outlook_init(all, search->arena, columns);
    for (size_t g = 0; g < search->groups.count; g++) {
        const struct path_choices *choices = &search->choices[g];
        if (choices->set.count == 0) {
            return false;
        }
        outlook_measure(&ones[g], search->arena, &choices->set);
        outlook_add(all, &ones[g], (int64_t)choices->group->count, columns);
    }
    return true;
}

/* Drops what cannot be until nothing goes; false if an application has nothing left. */
static bool trim(const struct search *search, struct outlook *all, struct outlook *ones)
{
    const size_t columns = search->limits.column_count;
    bool goes_on = true;
    while (goes_on) {
        goes_on = false;
        if (!measure_all(search, all, ones)) {
            return false;
        }
        for (size_t g = 0; g < search->groups.count; g++) {
            outlook_add(all, &ones[g], -1, columns);
            goes_on = drop_paths(search, &search->choices[g].set, all) || goes_on;
            outlook_add(all, &ones[g], 1, columns);
        }
    }
    return true;
}

/* The set of a group without the columns that went; what they told apart may now be dominated. */
static void narrow_set(const struct search *search, struct choice_set *set, const size_t *columns_before)
{
    const struct choice_set before = *set;
    struct choice_set narrow;
    choice_set_init(&narrow, search->arena, search->limits.column_count, shared_limits_firm(&search->limits));
    for (size_t i = 0; i < before.count; i++) {
        choice_set_reserve(&narrow, search->arena);
        int64_t *uses = choice_uses(&narrow, i);
        for (size_t c = 0, from = 0; c < narrow.width; c++, from++) {
            while (columns_before[from] != search->limits.columns[c]) {
                from++;
            }
            uses[c] = choice_uses(&before, i)[from];
        }
        narrow.energies[i] = before.energies[i];
        narrow.costs[i] = before.costs[i];
        narrow.keys[i] = choice_key(uses, narrow.width);
        narrow.count++;
    }
    choice_set_init(set, search->arena, narrow.width, narrow.firm);
    choice_set_keep(set, search->arena, &narrow);
}

/* Trims, and drops the columns that cannot bind any more, in turn; false if an application has nothing left.
 */
static bool settle(struct search *search, struct outlook *all, struct outlook *ones)
{
    size_t *columns = ARENA_ARRAY(search->arena, size_t, search->limits.count);
    for (;;) {
        if (!trim(search, all, ones)) {
            return false;
        }
        memcpy(columns, search->limits.columns, search->limits.column_count * sizeof *columns);
        if (!narrow_columns(search, all->most)) {
            return true;
        }
        for (size_t g = 0; g < search->groups.count; g++) {
            narrow_set(search, &search->choices[g].set, columns);
        }
    }
}

/* ---- several applications ---- */

/* How far apart the uses of the group's paths are, at their prices. */
static int128 width_of(const struct search *search, const struct outlook *one)
{
    int128 sum = 0;
    for (size_t c = 0; c < search->limits.column_count; c++) {
        const struct shared_limit *limit = &search->limits.limits[search->limits.columns[c]];
        sum += (int128)limit->price * (one->most[c] - one->least[c]);
    }
    return sum;
}

/* The groups in the order in which they are put together: those without a choice, then the widest first. */
static size_t *order_groups(const struct search *search, const struct outlook *ones)
{
    const size_t count = search->groups.count;
    size_t *order = ARENA_ARRAY(search->arena, size_t, count);
    int128 *widths = ARENA_ARRAY(search->arena, int128, count);
    for (size_t g = 0; g < count; g++) {
        widths[g] = search->choices[g].set.count == 1 ? COST_INFINITE : width_of(search, &ones[g]);
        size_t at = g;
        for (; at > 0 && widths[order[at - 1]] < widths[g]; at--) {
            order[at] = order[at - 1];
        }
        order[at] = g;
    }
    return order;
}

/* What there is so far. */
struct sums {
    struct choice_set set;
    struct choice_set next; /* while one more application is added */
    struct choice_pairs pairs;
    struct outlook rest; /* of the applications still to come */
    struct price_shifts shifts;
    struct row_fillings *rows; /* [column_count] */
    size_t turn;               /* applications so far */
};

/* Can those still to come not fill some limit well enough? */
static bool cannot_be_filled(const struct sums *sums, int128 cost, const int64_t *uses, size_t columns)
{
    bool is_excluded = false;
    for (size_t c = 0; c < columns && !is_excluded; c++) {
        is_excluded = row_fillings_exclude(&sums->rows[c], sums->turn, cost, uses[c]);
    }
    return is_excluded;
}

static void find_pairs(struct search *search, struct sums *sums, const struct choice_set *paths,
                       int64_t *uses)
{
    struct path_effort *effort = &search->state->effort;
    sums->pairs.count = 0;
    for (size_t i = 0; i < sums->set.count && !path_effort_must_stop(effort, search->arena); i++) {
        const int64_t *so_far = choice_uses(&sums->set, i);
        for (size_t k = 0; k < paths->count; k++) {
            for (size_t c = 0; c < paths->width; c++) {
                uses[c] = so_far[c] + choice_uses(paths, k)[c];
            }
            const struct choice_pair pair = {
                .energy_quanta = sums->set.energies[i] + paths->energies[k],
                .key = sums->set.keys[i] + paths->keys[k],
                .first = (uint32_t)i,
                .second = (uint32_t)k,
            };
            const int128 cost = sums->set.costs[i] + paths->costs[k];
            if (may_be(search, &sums->rest, pair.energy_quanta, cost, uses) &&
                !price_shifts_exclude(&sums->shifts, &search->limits, search->gap, cost, uses) &&
                !cannot_be_filled(sums, cost, uses, paths->width)) {
                choice_pairs_add(&sums->pairs, search->arena, &pair);
            }
        }
        effort->is_stopped = effort->is_stopped || sums->pairs.count > CHOICE_LIMIT;
    }
}

/* Adds one more application, which chooses of `paths`. */
static void add_application(int64_t *tried, struct search *search, struct sums *sums,
                            const struct choice_set *paths, int64_t *uses)
{
    struct path_effort *effort = &search->state->effort;
    find_pairs(search, sums, paths, uses);
    *tried += (int64_t)sums->pairs.count;
    choice_pairs_sort(&sums->pairs);
    sums->next.count = 0;
    for (size_t i = 0; i < sums->pairs.count && !effort->is_stopped; i++) {
        choice_set_join(&sums->next, search->arena, &sums->set, paths, &sums->pairs.pairs[i]);
        sums->next.count += !choice_is_dominated(&sums->next, 0);
    }
    const struct choice_set before = sums->set;
    sums->set = sums->next;
    sums->next = before;
    search->kept += sums->set.count;
    effort->is_stopped = effort->is_stopped || search->kept > CHOICE_LIMIT;
}

/* What an application of each group has at least at shifted prices, [group * shifts + shift]; all of them
 * together are still to come. */
static int128 *shift_prices(struct search *search, struct sums *sums)
{
    struct price_shifts *shifts = &sums->shifts;
    price_shifts_make(shifts, search->arena, &search->limits, sums->rest.most, search->gap);
    int128 *ones = ARENA_ARRAY(search->arena, int128, search->groups.count * shifts->count);
    for (size_t g = 0; g < search->groups.count; g++) {
        for (size_t k = 0; k < shifts->count; k++) {
            const int128 least = price_shift_least(&shifts->items[k], &search->choices[g].set);
            ones[g * shifts->count + k] = least;
            shifts->rest[k] += (int128)search->groups.groups[g].count * least;
        }
    }
    return ones;
}

/* How the applications, in that order, can fill each limit; false if a limit of time came first. */
static bool find_fillings(struct search *search, struct sums *sums, const size_t *order)
{
    const struct shared_limits *limits = &search->limits;
    struct choice_turns turns = {
        .sets =
            ARENA_ARRAY(search->arena, const struct choice_set *, search->state->problem->application_count),
        .deadline = search->state->effort.deadline,
    };
    for (size_t i = 0; i < search->groups.count; i++) {
        for (size_t k = 0; k < search->groups.groups[order[i]].count; k++) {
            turns.sets[turns.count++] = &search->choices[order[i]].set;
        }
    }
    sums->rows = ARENA_ARRAY(search->arena, struct row_fillings, limits->column_count);
    for (size_t c = 0; c < limits->column_count; c++) {
        sums->rows[c] = (struct row_fillings){
            .column = c, .limit = limits->limits[limits->columns[c]], .gap = search->gap};
    }
    return row_fillings_build(sums->rows, limits->column_count, search->arena, &turns);
}

static enum leaf_answer put_together(int64_t *tried, struct search *search, const struct outlook *all,
                                     const struct outlook *ones)
{
    const size_t columns = search->limits.column_count;
    const size_t *order = order_groups(search, ones);
    int64_t *uses = ARENA_ARRAY(search->arena, int64_t, columns);
    struct sums sums = {.rest = *all};
    const int128 *shifted = shift_prices(search, &sums);
    const size_t firm = shared_limits_firm(&search->limits);
    choice_set_init(&sums.set, search->arena, columns, firm);
    choice_set_init(&sums.next, search->arena, columns, firm);
    choice_set_reserve(&sums.set, search->arena);
    sums.set.count = 1;
    if (!find_fillings(search, &sums, order)) {
        return LEAF_STOPPED;
    }
    for (size_t i = 0; i < search->groups.count; i++) {
        const struct path_choices *choices = &search->choices[order[i]];
        for (size_t k = 0; k < choices->group->count && sums.set.count > 0; k++) {
            outlook_add(&sums.rest, &ones[order[i]], -1, columns);
            for (size_t s = 0; s < sums.shifts.count; s++) {
                sums.shifts.rest[s] -= shifted[order[i] * sums.shifts.count + s];
            }
            sums.turn++;
            add_application(tried, search, &sums, &choices->set, uses);
            if (search->state->effort.is_stopped) {
                return LEAF_STOPPED;
            }
        }
    }
    return sums.set.count > 0 ? LEAF_OPEN : LEAF_CLOSED;
}

/* ---- the node ---- */

/* Least costs, and the gap; false if an application has no path, or the gap is negative: nothing is left to
 * be done. */
static bool find_gap(struct search *search, const struct certificate_node *node, int128 price_sum)
{
    search->gap = (int128)node->denominator * ((int128)search->state->floor_quanta - 1) + price_sum;
    for (size_t g = 0; g < search->groups.count && !search->state->effort.is_stopped; g++) {
        struct path_group *group = &search->groups.groups[g];
        path_choices_begin(&search->choices[g], search->state, search->arena, group);
        if (group->value >= COST_INFINITE) {
            return false;
        }
        search->gap -= (int128)group->count * group->value;
    }
    return search->gap >= 0;
}

static enum leaf_answer search_node(int64_t *tried, struct search *search,
                                    const struct certificate_node *node, int128 price_sum)
{
    const size_t groups = search->groups.count;
    struct path_effort *effort = &search->state->effort;
    struct outlook all;
    struct outlook *ones = ARENA_ARRAY(search->arena, struct outlook, groups);
    search->choices = ARENA_ARRAY(search->arena, struct path_choices, groups);
    if (!find_gap(search, node, price_sum)) {
        return effort->is_stopped ? LEAF_STOPPED : LEAF_CLOSED;
    }
    find_limits(search);
    for (size_t g = 0; g < groups && !effort->is_stopped; g++) {
        path_choices_find(&search->choices[g], search->state, search->arena, &search->limits, search->gap);
    }
    if (effort->is_stopped) {
        return LEAF_STOPPED;
    }
    return settle(search, &all, ones) ? put_together(tried, search, &all, ones) : LEAF_CLOSED;
}

enum leaf_answer combinations_close(int64_t *choices, struct proof_state *state, struct arena *scratch,
                                    const struct certificate_node *node, int128 price_sum)
{
    const struct arena_mark mark = arena_mark(scratch);
    struct search search = {.state = state, .arena = scratch};
    path_groups_build(&search.groups, scratch, state);
    enum leaf_answer answer = room_find(&search.groups, state, scratch);
    if (answer == LEAF_OPEN) {
        answer = search_node(choices, &search, node, price_sum);
    }
    arena_rewind(scratch, mark);
    return answer;
}
