/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_TESTS_PROPERTY_DRAWN_CUT_H
#define FINOPT_TESTS_PROPERTY_DRAWN_CUT_H

#include <string.h>

#include "certificate_trial.h"

/* Cuts with random counts, and what plans count in them. */

/* A row that there is. */
static inline void draw_row(struct certificate_cut *cut, struct trial *t)
{
    const struct problem *problem = t->problem;
    cut->row = (enum certificate_row)draw(t, problem->link_count > 0 ? 3 : 2);
    if (cut->row == ROW_LINK_LOAD) {
        cut->index = problem_link_owner(problem, draw(t, problem->link_count));
    } else {
        cut->index = problem_node_owner(problem, draw(t, problem->node_count));
    }
}

/* In half of the cuts equal blocks count the same, else whatever. */
static inline struct certificate_cut draw_cut(struct trial *t)
{
    enum { BLOCKS = 5 };
    const struct problem *problem = t->problem;
    const bool is_even = is_drawn(t, 50);
    struct certificate_cut cut = {
        .counts = ARENA_ARRAY(t->arena, struct certificate_count, problem->application_count * BLOCKS)};
    draw_row(&cut, t);
    for (size_t h = 0; h < problem->application_count; h++) {
        for (size_t i = 0; i < BLOCKS; i++) {
            if (is_even || is_drawn(t, 60)) {
                cut.counts[cut.count_count++] = (struct certificate_count){
                    .application = h,
                    .block = i,
                    .count = is_even ? 1 : rng_between(&t->random.rng, 1, 3),
                };
            }
        }
    }
    return cut;
}

/* What block i of the choice takes of the row, by the definition of (P6)-(P8). */
static inline int64_t block_amount(const struct problem *problem, const struct certificate_cut *cut, size_t h,
                                   const struct plan_application *choice, size_t i)
{
    const struct problem_application *application = &problem->applications[h];
    const struct stage *stage = application->configurations[choice->configuration].stages[i];
    const size_t node = choice->nodes[i];
    const size_t before = i > 0 ? choice->nodes[i - 1] : application->source;
    if (cut->row == ROW_LINK_LOAD) {
        const size_t link = before != node ? problem_find_link(problem, before, node) : NO_LINK;
        return link != NO_LINK && problem_link_owner(problem, link) == cut->index
                   ? stage->transfer_load_ppm[link]
                   : 0;
    }
    if (problem_node_owner(problem, node) != cut->index) {
        return 0;
    }
    return cut->row == ROW_NODE_LOAD
               ? problem_block_load_ppm(problem, stage, i > 0 ? choice->nodes[i - 1] : NO_NODE, node)
               : stage->memory_bytes;
}

static inline int64_t plan_count(const struct problem *problem, const struct certificate_cut *cut,
                                 const struct plan *plan)
{
    int64_t sum = 0;
    for (size_t k = 0; k < cut->count_count; k++) {
        const struct certificate_count *count = &cut->counts[k];
        const struct plan_application *choice = &plan->applications[count->application];
        if (count->block < choice->node_count &&
            block_amount(problem, cut, count->application, choice, count->block) > 0) {
            sum += count->count;
        }
    }
    return sum;
}

/* Is the cut believed at the root? */
static inline bool is_believed(struct trial *t, const struct certificate_cut *cut)
{
    struct certificate_cut copy = *cut;
    struct certificate_node nodes[] = {
        {.kind = CERTIFICATE_CUTS, .cuts = &copy, .cut_count = 1, .children = {1}},
        {.kind = CERTIFICATE_LEAF, .denominator = 1},
    };
    const struct certificate certificate = {.floor_quanta = INT64_MIN, .nodes = nodes, .node_count = 2};
    return check(t, &certificate).verdict == CERTIFICATE_PROVES_BOUND;
}

/* One or two cuts that are believed at the root at their least at_most. */
static inline struct certificate_cut *draw_held_cuts(struct trial *t, size_t *count)
{
    *count = 1 + draw(t, 2);
    struct certificate_cut *cuts = ARENA_ARRAY(t->arena, struct certificate_cut, *count);
    for (size_t k = 0; k < *count; k++) {
        cuts[k] = draw_cut(t);
        while (!is_believed(t, &cuts[k])) {
            cuts[k].at_most++;
        }
    }
    return cuts;
}

/* Changes a cut, in a copy of its counts. */
static inline void mutate_cut(struct trial *t, struct certificate_cut *cut, int64_t by)
{
    struct certificate_count *counts = ARENA_ARRAY(t->arena, struct certificate_count, cut->count_count);
    if (cut->count_count > 0) {
        memcpy(counts, cut->counts, cut->count_count * sizeof *counts);
    }
    cut->counts = counts;
    switch (cut->count_count > 0 ? draw(t, 6) : 0) {
    case 0:
        cut->at_most += by;
        break;
    case 1:
        cut->index += (size_t)by;
        break;
    case 2:
        cut->row = (enum certificate_row)draw(t, 5);
        break;
    case 3:
        counts[draw(t, cut->count_count)].count += by;
        break;
    case 4:
        counts[draw(t, cut->count_count)].block += (size_t)by;
        break;
    default:
        counts[draw(t, cut->count_count)].application += (size_t)by;
    }
}

#endif
