/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does a number look like a wrong unit? What has been measured, and where:
 *
 *   energy per operation   0.29 pJ  ResNet-50 on three speedAI240 cards, wall power (MLPerf Inference v4.1)
 *                        264    pJ  MobileNetV1 on the processors of phones (DeepEn2023, arXiv 2312.00103)
 *   energy per bit         1.7  nJ  5G mmWave downlink, slope (5G in the wild, SIGCOMM 2021)
 *                      20572    nJ  wide-area downlink (the model of LEAF)
 *   rate                   1.1  Mbit/s  3G uplink (Huang et al., MobiSys 2012)
 *                          3.18 Gbit/s  5G mmWave downlink (5G in the wild, SIGCOMM 2021)
 *   power                  2.84 W   a phone's radio at LTE (5G in the wild, SIGCOMM 2021)
 *                       5531    W   a server with eight H200, wall power (MLPerf Inference v4.1)
 *
 * Ten times wider on both sides is still fine: a wrong prefix is a factor of a thousand. Zero is a choice,
 * not a unit.
 */
#include "base/arena.h"
#include "lint/lint.h"
#include "lint/provenance_cover.h"
#include "model/instance.h"

#define MARGIN 10.0

/* Beyond this a source is no excuse: somebody mistook the unit when copying. */
#define EXPLAINED_MARGIN 1e4

struct range {
    enum lint_rule rule;
    double low; /* as measured */
    double high;
    double scale; /* of `unit` in SI units */
    const char *unit;
};

static const struct range compute_range = {LINT_COMPUTE_ENERGY, 0.29e-12, 264e-12, 1e-12, "pJ per operation"};
static const struct range transfer_range = {LINT_TRANSFER_ENERGY, 1.7e-9, 20572e-9, 1e-9, "nJ per bit"};
static const struct range rate_range = {LINT_BIT_RATE, 1.1e6, 3.179e9, 1e6, "Mbit/s"};
static const struct range power_range = {LINT_POWER, 2.84, 5531.0, 1.0, "W"};

/* A value, where it stands, and what it is called in the provenance. */
struct suspect {
    double value;
    const char *path;
    const char *list;
    const char *id;
    const char *key;
};

static void judge(struct lint_report *report, const struct instance *instance, const struct range *range,
                  const struct suspect *suspect)
{
    if (!(suspect->value > 0.0) ||
        (suspect->value >= range->low / MARGIN && suspect->value <= range->high * MARGIN)) {
        return;
    }
    const struct number_name name = {.steps = {suspect->list, suspect->id, suspect->key}, .count = 3};
    const bool is_explained = suspect->value >= range->low / EXPLAINED_MARGIN &&
                              suspect->value <= range->high * EXPLAINED_MARGIN &&
                              provenance_covers(instance, &name, PROVENANCE_EXPLAINS);
    lint_add(report, range->rule, is_explained ? LINT_NOTE : LINT_WARNING, suspect->path,
             "%.4g %s is far %s what was measured, %.4g to %.4g%s", suspect->value / range->scale,
             range->unit, suspect->value < range->low ? "below" : "above", range->low / range->scale,
             range->high / range->scale,
             is_explained ? "; its provenance explains it" : ": is the unit right?");
}

void lint_ranges(struct lint_report *report, const struct instance *instance)
{
    struct arena *arena = report->arena;
    for (size_t n = 0; n < instance->node_count; n++) {
        const struct instance_node *node = &instance->nodes[n];
        struct suspect suspect = {node->power_w, arena_printf(arena, "nodes[%zu].power_w", n), "nodes",
                                  node->id, "power_w"};
        judge(report, instance, &power_range, &suspect);
        if (node->ops_per_s > 0.0) {
            suspect.value = node->power_w / node->ops_per_s;
            judge(report, instance, &compute_range, &suspect);
        }
    }
    for (size_t l = 0; l < instance->link_count; l++) {
        const struct instance_link *link = &instance->links[l];
        const char *id = link_name(arena, instance, link);
        struct suspect suspect = {link->bits_per_s, arena_printf(arena, "links[%zu].bits_per_s", l), "links",
                                  id, "bits_per_s"};
        judge(report, instance, &rate_range, &suspect);
        suspect.value = link->energy_j_per_bit + link->power_w / link->bits_per_s;
        suspect.key = link->energy_j_per_bit > 0.0 ? "energy_j_per_bit" : "power_w";
        suspect.path = arena_printf(arena, "links[%zu].%s", l, suspect.key);
        judge(report, instance, &transfer_range, &suspect);
    }
}
