/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which number does a path of the provenance speak of? */
#include <CUnit/CUnit.h>

#include "lint/provenance_cover.h"
#include "suites.h"

static const struct number_name power = {.steps = {"nodes", "edge.one", "power_w"}, .count = 3};
static const struct number_name rate = {.steps = {"links", "device-edge", "bits_per_s"}, .count = 3};
static const struct number_name ops = {.steps = {"models", "net", "blocks", "b1", "ops"}, .count = 5};

static void a_path_covers_what_it_names(void)
{
    CU_ASSERT(provenance_path_covers("nodes.edge.one.power_w", &power));
    CU_ASSERT(provenance_path_covers("links.device-edge.bits_per_s", &rate));
    CU_ASSERT(!provenance_path_covers("nodes.edge.one.ops_per_s", &power));
    CU_ASSERT(!provenance_path_covers("nodes.edge.one.power", &power));
    CU_ASSERT(!provenance_path_covers("nodes.edge.one.power_w.more", &power));
}

static void a_path_covers_what_lies_below_it(void)
{
    CU_ASSERT(provenance_path_covers("nodes", &power));
    CU_ASSERT(provenance_path_covers("nodes.edge.one", &power));
    CU_ASSERT(provenance_path_covers("models.net.blocks", &ops));
    CU_ASSERT(!provenance_path_covers("node", &power));
    CU_ASSERT(!provenance_path_covers("nodes.edge", &power)); /* half an id */
    CU_ASSERT(!provenance_path_covers("", &power));
}

static void a_star_stays_within_a_step(void)
{
    CU_ASSERT(provenance_path_covers("*", &ops));
    CU_ASSERT(provenance_path_covers("nodes.*.power_w", &power));
    CU_ASSERT(provenance_path_covers("links.device-*.bits_per_s", &rate));
    CU_ASSERT(provenance_path_covers("models.*.blocks.*.ops", &ops));
    CU_ASSERT(!provenance_path_covers("models.*.ops", &ops));
    CU_ASSERT(!provenance_path_covers("links.edge-*", &rate));
}

void test_provenance_cover_register(void)
{
    static const struct unit_test tests[] = {
        {"a path covers what it names", a_path_covers_what_it_names},
        {"a path covers what lies below it", a_path_covers_what_lies_below_it},
        {"a star stays within a step", a_star_stays_within_a_step},
    };
    suite_register("provenance_cover", tests, sizeof tests / sizeof tests[0]);
}
