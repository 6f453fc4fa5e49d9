/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does any combination of the paths that are left make a better plan? A dynamic programme over applications,
 * in integers. A *part* chooses for some of them; it has an energy, a cost above the least, and what it takes
 * of each row. It goes
 *
 *   - if it costs more above the least than a better plan may, with prices * what will be left of the rows
 *     even if all who come after take the most they can;
 *   - if, of some row, those who come after cannot fill what it leaves well enough, whole paths at a time;
 *   - if it takes more of a row than is there once those who come after take the least they can;
 *   - if another part of the same applications needs no more energy and takes no more of any row.
 *
 * The first three hold for no part of a better plan; so a part that dominates a part of one is part of one
 * itself, and is kept. Where a gap is small this ends in milliseconds what would take thousands of branches.
 *
 * Sources: dynamic programming with dominance and bounds, Weingartner and Ness, Operations Research 15
 * (1967); Marsten and Morin, Mathematical Programming 14 (1978).
 */
#include "solve/bp_combine.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/problem.h"
#include "solve/bp_choices.h"
#include "solve/bp_fill.h"

/* Parts after one application, and with how many of those kept a part is compared. */
enum { PART_LIMIT = 20000, WINDOW = 128 };

struct part {
    int64_t above;
    int64_t energy_quanta;
    uint32_t parent; /* before the turn */
    uint32_t choice;
};

/* One application to choose for. */
struct turn {
    size_t group;
    double weight;            /* what its choices differ by, at the prices */
    const int64_t *least;     /* [rows] that those who come after it take */
    const int64_t *most;      /* [rows] */
    const struct part *parts; /* what is kept after it */
};

struct combiner {
    struct bp *bp;
    const struct bp_choices *choices;
    size_t rows;
    struct turn *turns; /* [turn_count] */
    size_t turn_count;
    int64_t *room;         /* [rows] capacities less what those without a choice take */
    struct bp_fill *fills; /* [rows] */
    int128 above;          /* what they cost above the least */
    int64_t energy_quanta; /* and their energy */
    struct part *parts;    /* [part_count] */
    int64_t *uses;         /* [part_count * rows] */
    size_t part_count;
    struct part *next_parts; /* [PART_LIMIT] */
    int64_t *next_uses;
    size_t next_count;
};

/* ---- turns ---- */

/* The dearest difference first: what comes last should be known well. Rows without a price count a little. */
static double weigh(const struct combiner *c, const int64_t *least, const int64_t *most)
{
    double weight = 0.0;
    for (size_t r = 0; r < c->rows; r++) {
        const double difference = (double)(most[r] - least[r]);
        weight += (double)c->choices->prices[r] * difference + difference / (double)c->choices->capacities[r];
    }
    return weight;
}

static int compare_turns(const void *a, const void *b)
{
    const struct turn *x = a;
    const struct turn *y = b;
    if (x->weight != y->weight) {
        return x->weight > y->weight ? -1 : 1;
    }
    return x->group < y->group ? -1 : x->group > y->group;
}

/* A turn for each application that has a choice. */
static void make_turns(struct combiner *c)
{
    struct arena *scratch = c->bp->scratch;
    int64_t *least = ARENA_ARRAY(scratch, int64_t, c->rows);
    int64_t *most = ARENA_ARRAY(scratch, int64_t, c->rows);
    c->turns = ARENA_ARRAY(scratch, struct turn, c->bp->problem->application_count);
    c->room = ARENA_ARRAY(scratch, int64_t, c->rows);
    memcpy(c->room, c->choices->capacities, c->rows * sizeof *c->room);
    for (size_t g = 0; g < c->bp->group_count; g++) {
        const struct bp_group_choices *choices = &c->choices->groups[g];
        const int64_t size = (int64_t)c->bp->groups[g].size;
        if (choices->count == 1) {
            c->above += (int128)choices->items[0].above * size;
            c->energy_quanta += choices->items[0].energy_quanta * size;
            for (size_t r = 0; r < c->rows; r++) {
                c->room[r] -= choices->items[0].uses[r] * size;
            }
            continue;
        }
        bp_choices_extremes(least, most, choices, c->rows);
        for (int64_t k = 0; k < size; k++) {
            c->turns[c->turn_count++] = (struct turn){.group = g, .weight = weigh(c, least, most)};
        }
    }
    qsort(c->turns, c->turn_count, sizeof *c->turns, compare_turns);
}

/* What the turns from each on take at least, and at most. */
static void sum_extremes(struct combiner *c)
{
    const size_t rows = c->rows;
    int64_t *least = ARENA_ARRAY(c->bp->scratch, int64_t, (c->turn_count + 1) * rows);
    int64_t *most = ARENA_ARRAY(c->bp->scratch, int64_t, (c->turn_count + 1) * rows);
    for (size_t t = c->turn_count; t-- > 0;) {
        bp_choices_extremes(&least[t * rows], &most[t * rows], &c->choices->groups[c->turns[t].group], rows);
        for (size_t r = 0; r < rows; r++) {
            least[t * rows + r] += least[(t + 1) * rows + r];
            most[t * rows + r] += most[(t + 1) * rows + r];
        }
    }
    for (size_t t = 0; t < c->turn_count; t++) {
        c->turns[t].least = &least[(t + 1) * rows];
        c->turns[t].most = &most[(t + 1) * rows];
    }
}

/* ---- fillings ---- */

/* False if the time is up. */
static bool make_fills(struct combiner *c)
{
    struct bp_turns turns = {
        .choices = ARENA_ARRAY(c->bp->scratch, const struct bp_group_choices *, c->turn_count),
        .count = c->turn_count,
        .deadline = c->bp->options->deadline,
    };
    for (size_t t = 0; t < c->turn_count; t++) {
        turns.choices[t] = &c->choices->groups[c->turns[t].group];
    }
    c->fills = ARENA_ARRAY(c->bp->scratch, struct bp_fill, c->rows);
    for (size_t r = 0; r < c->rows; r++) {
        c->fills[r] = (struct bp_fill){
            .row = r, .price = c->choices->prices[r], .room = c->room[r], .slack = c->choices->slack};
    }
    return bp_fills_build(c->fills, c->rows, c->bp->scratch, c->bp->arena, &turns);
}

/* Do the turns from t on find a way to fill every row well enough? */
static bool can_be_filled(const struct combiner *c, size_t t, int64_t above, const int64_t *uses)
{
    bool can = true;
    for (size_t r = 0; r < c->rows && can; r++) {
        can = bp_fill_is_possible(&c->fills[r], t, above, c->room[r] - uses[r]);
    }
    return can;
}

/* ---- parts ---- */

/* Adds part `k` with a choice to the next ones if it may be part of a better plan; false: too many. */
static bool extend(struct combiner *c, const struct turn *turn, size_t k, uint32_t choice)
{
    const struct bp_choice *item = &c->choices->groups[turn->group].items[choice];
    const size_t rows = c->rows;
    if (c->next_count == PART_LIMIT) {
        return false;
    }
    const int64_t *before = &c->uses[k * rows];
    int64_t *uses = &c->next_uses[c->next_count * rows];
    int128 slack = c->choices->slack - c->parts[k].above - item->above;
    for (size_t r = 0; r < rows; r++) {
        uses[r] = before[r] + item->uses[r];
        const int64_t left = c->room[r] - uses[r] - turn->most[r];
        if (uses[r] + turn->least[r] > c->room[r]) {
            return true;
        }
        if (left > 0) {
            slack -= (int128)left * c->choices->prices[r];
        }
    }
    if (slack < 0 ||
        !can_be_filled(c, (size_t)(turn - c->turns) + 1, c->parts[k].above + item->above, uses)) {
        return true;
    }
    c->next_parts[c->next_count++] = (struct part){
        .above = c->parts[k].above + item->above,
        .energy_quanta = c->parts[k].energy_quanta + item->energy_quanta,
        .parent = (uint32_t)k,
        .choice = choice,
    };
    return true;
}

struct part_key {
    int64_t energy_quanta;
    uint32_t part;
};

static int compare_keys(const void *a, const void *b)
{
    const struct part_key *x = a;
    const struct part_key *y = b;
    if (x->energy_quanta != y->energy_quanta) {
        return x->energy_quanta < y->energy_quanta ? -1 : 1;
    }
    return x->part < y->part ? -1 : x->part > y->part;
}

/* The next parts become the parts, without those that are dominated. */
static void keep_undominated(struct combiner *c, struct turn *turn)
{
    struct arena *scratch = c->bp->scratch;
    const size_t rows = c->rows;
    struct part_key *keys = arena_alloc_unset(c->bp->arena, c->next_count, sizeof *keys);
    for (size_t k = 0; k < c->next_count; k++) {
        keys[k] = (struct part_key){c->next_parts[k].energy_quanta, (uint32_t)k};
    }
    qsort(keys, c->next_count, sizeof *keys, compare_keys);
    c->part_count = 0;
    for (size_t k = 0; k < c->next_count; k++) {
        const int64_t *uses = &c->next_uses[keys[k].part * rows];
        const size_t end = c->part_count > WINDOW ? c->part_count - WINDOW : 0;
        bool is_dominated = false;
        for (size_t i = c->part_count; i-- > end && !is_dominated;) {
            is_dominated = bp_takes_no_more(&c->uses[i * rows], uses, c->choices->firm_count);
        }
        if (!is_dominated) {
            c->parts[c->part_count] = c->next_parts[keys[k].part];
            memcpy(&c->uses[c->part_count * rows], uses, rows * sizeof *uses);
            c->part_count++;
        }
    }
    struct part *parts = arena_alloc_unset(scratch, c->part_count, sizeof *parts);
    memcpy(parts, c->parts, c->part_count * sizeof *parts);
    turn->parts = parts;
}

/* False if there are too many parts, or a limit came. */
static bool combine_turns(struct combiner *c)
{
    c->parts[0] = (struct part){.above = (int64_t)c->above, .energy_quanta = c->energy_quanta};
    c->part_count = 1;
    for (size_t t = 0; t < c->turn_count && c->part_count > 0; t++) {
        struct turn *turn = &c->turns[t];
        const struct bp_group_choices *choices = &c->choices->groups[turn->group];
        if (deadline_has_passed(&c->bp->options->deadline)) {
            return false;
        }
        c->next_count = 0;
        for (size_t k = 0; k < c->part_count; k++) {
            for (size_t i = 0;
                 i < choices->count && c->parts[k].above + choices->items[i].above <= c->choices->slack;
                 i++) {
                if (!extend(c, turn, k, (uint32_t)i)) {
                    return false;
                }
            }
        }
        c->bp->combined_parts += (int64_t)c->next_count;
        const struct arena_mark mark = arena_mark(c->bp->arena);
        keep_undominated(c, turn);
        arena_rewind(c->bp->arena, mark);
    }
    return true;
}

/* Offers the plan that ends with `part` after the last turn. */
static void keep_plan(struct combiner *c, size_t part)
{
    struct bp *bp = c->bp;
    const int64_t energy = c->parts[part].energy_quanta;
    struct bp_path **paths = ARENA_ARRAY(bp->scratch, struct bp_path *, bp->problem->application_count);
    size_t *used = ARENA_ARRAY(bp->scratch, size_t, bp->group_count);
    for (size_t t = c->turn_count; t-- > 0;) {
        const size_t g = c->turns[t].group;
        const struct part *at = &c->turns[t].parts[part];
        paths[bp->groups[g].applications[used[g]++]] =
            bp_choice_path(bp, g, &c->choices->groups[g].items[at->choice]);
        part = at->parent;
    }
    for (size_t g = 0; g < bp->group_count; g++) {
        while (used[g] < bp->groups[g].size) {
            paths[bp->groups[g].applications[used[g]++]] =
                bp_choice_path(bp, g, &c->choices->groups[g].items[0]);
        }
    }
    bp_keep_paths(bp, paths, energy);
}

/* Does what nobody has a choice about leave room, of rows and of the slack? */
static bool has_room(const struct combiner *c)
{
    if (c->above > c->choices->slack) {
        return false;
    }
    for (size_t r = 0; r < c->rows; r++) {
        if (c->room[r] < 0) {
            return false;
        }
    }
    return true;
}

static enum bp_combination combine(struct bp *bp, const struct bp_choices *choices, int64_t target_quanta)
{
    const size_t rows = choices->row_count;
    struct combiner c = {.bp = bp, .choices = choices, .rows = rows};
    make_turns(&c);
    sum_extremes(&c);
    if (!has_room(&c)) {
        return COMBINATION_NONE;
    }
    if (!make_fills(&c)) {
        return COMBINATION_UNKNOWN;
    }
    c.parts = arena_alloc_unset(bp->scratch, PART_LIMIT, sizeof *c.parts);
    c.uses = arena_alloc_unset(bp->scratch, PART_LIMIT * rows, sizeof *c.uses);
    c.next_parts = arena_alloc_unset(bp->scratch, PART_LIMIT, sizeof *c.next_parts);
    c.next_uses = arena_alloc_unset(bp->scratch, PART_LIMIT * rows, sizeof *c.next_uses);
    memset(c.uses, 0, rows * sizeof *c.uses);
    if (!combine_turns(&c)) {
        return COMBINATION_UNKNOWN;
    }
    /* Sorted by energy: the first is the best. */
    if (c.part_count == 0 || c.parts[0].energy_quanta >= target_quanta) {
        return COMBINATION_NONE;
    }
    keep_plan(&c, 0);
    return COMBINATION_BETTER;
}

enum bp_combination bp_combine(struct bp *bp, const struct bp_view *view, const struct bp_solution *solution,
                               int64_t target_quanta)
{
    const struct arena_mark mark = arena_mark(bp->scratch);
    struct bp_choices choices;
    enum bp_combination answer = COMBINATION_UNKNOWN;
    if (bp_choices_build(&choices, bp, view, solution, target_quanta)) {
        answer = bp_choices_trim(&choices, bp) ? combine(bp, &choices, target_quanta) : COMBINATION_NONE;
    }
    arena_rewind(bp->scratch, mark);
    return answer;
}
