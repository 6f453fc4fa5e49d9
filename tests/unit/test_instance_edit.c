/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does every edit leave an instance that a file can hold, and less of it? And does reducing end where it
 * must? */
#include <CUnit/CUnit.h>

#include "base/arena.h"
#include "base/text.h"
#include "generate/family.h"
#include "io/diagnostic.h"
#include "io/instance_json.h"
#include "io/instance_write.h"
#include "reduce/instance_edit.h"
#include "reduce/reduce.h"
#include "suites.h"

static const char rich[] =
    "{\"format\": \"finopt-instance-1\", \"name\": \"rich\", \"description\": \"text\","
    " \"nodes\": [{\"id\": \"d\", \"tier\": \"mobile\", \"ops_per_s\": 1.25e9, \"power_w\": 6, "
    "\"memory_bytes\": 500},"
    " {\"id\": \"e\", \"tier\": \"edge\", \"power_w\": 10, \"shares\": [0.25, 1]},"
    " {\"id\": \"c\", \"tier\": \"cloud\", \"ops_per_s\": 1e12, \"power_w\": 300, \"max_utilization\": 0.5}],"
    " \"links\": [{\"from\": \"d\", \"to\": \"e\", \"bits_per_s\": 1e8, \"bidirectional\": true},"
    " {\"from\": \"e\", \"to\": \"c\", \"bits_per_s\": 123456789, \"latency_s\": 0.001}],"
    " \"models\": [{\"id\": \"m\", \"input_bits\": 8, \"blocks\": ["
    " {\"id\": \"b1\", \"ops\": 1000, \"output_bits\": 10, \"memory_bytes\": 7},"
    " {\"id\": \"b2\", \"output_bits\": 10, \"profile\": [{\"node\": \"e\", \"time_s\": 0.01},"
    " {\"node\": \"c\", \"time_s\": 0.002, \"energy_j\": 0.5}]},"
    " {\"id\": \"b3\", \"ops\": 1234, \"output_bits\": 0}],"
    " \"exits\": [{\"id\": \"x1\", \"block\": \"b1\"}, {\"id\": \"x2\", \"block\": \"b2\", \"ops\": 5},"
    " {\"id\": \"x3\", \"block\": \"b3\"}],"
    " \"configurations\": [{\"id\": \"c1\", \"accuracy\": 0.7, \"fractions\": {\"x1\": 0.5, \"x2\": 0.25, "
    "\"x3\": 0.25}},"
    " {\"id\": \"c2\", \"accuracy\": 0.91, \"fractions\": {\"x3\": 1}}]},"
    " {\"id\": \"unused\", \"blocks\": [{\"id\": \"b\", \"ops\": 1, \"output_bits\": 0}],"
    " \"exits\": [{\"id\": \"x\", \"block\": \"b\", \"accuracy\": 0.123}]}],"
    " \"applications\": [{\"id\": \"a\", \"model\": \"m\", \"source\": \"d\", \"max_latency_s\": 0.75,"
    " \"min_accuracy\": 0.65, \"rate_per_s\": 2, \"latency_metric\": \"mean\","
    " \"allowed_nodes\": {\"b1\": [\"d\"], \"b2\": [\"e\", \"c\"]}},"
    " {\"id\": \"b\", \"model\": \"m\", \"source\": \"e\", \"max_latency_s\": 1, \"min_accuracy\": 0.5}],"
    " \"provenance\": [{\"path\": \"*\", \"source\": \"made up\", \"kind\": \"assumed\"}],"
    " \"expected\": {\"status\": \"infeasible\"}}";

static const struct instance *parse(struct arena *arena, const char *bytes, size_t length)
{
    struct diagnostics diagnostics;
    const struct instance *instance = NULL;
    diagnostics_init(&diagnostics, arena, "test.json");
    return instance_parse(&instance, arena, &diagnostics, bytes, length) == STATUS_OK ? instance : NULL;
}

static struct text written(struct arena *arena, const struct instance *instance)
{
    struct text text;
    text_init(&text, arena);
    instance_write(&text, instance);
    return text;
}

/* Every edit of the instance; returns how many did something. */
static size_t try_all(struct arena *arena, const struct instance *instance)
{
    struct edit edit = EDIT_BEFORE_FIRST;
    const struct text before = written(arena, instance);
    size_t count = 0;
    while (edit_next(&edit, instance)) {
        const struct instance *smaller = instance_edit(arena, instance, &edit);
        if (smaller != NULL) {
            const struct text after = written(arena, smaller);
            CU_ASSERT_PTR_NOT_NULL(parse(arena, after.data, after.length));
            CU_ASSERT_STRING_NOT_EQUAL(after.data, before.data);
            count++;
        }
    }
    CU_ASSERT_STRING_EQUAL(written(arena, instance).data, before.data); /* the original is untouched */
    return count;
}

static void every_edit_leaves_an_instance(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct instance *instance = parse(arena, rich, sizeof rich - 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(instance);
    CU_ASSERT(try_all(arena, instance) > 40);
    for (uint64_t seed = 1; seed <= 10; seed++) {
        const struct family_parameters parameters = {
            .applications = 3, .nodes = 4, .blocks = 3, .tightness_permille = 1000, .seed = seed};
        struct error error;
        CU_ASSERT_EQUAL_FATAL(family_find("multi")->generate(&instance, arena, &parameters, &error),
                              STATUS_OK);
        CU_ASSERT(try_all(arena, instance) > 20);
    }
    arena_free(arena);
}

static bool always(void *context, const struct instance *instance)
{
    struct arena *arena = context;
    const struct text text = written(arena, instance);
    return parse(arena, text.data, text.length) != NULL;
}

static bool has_two_blocks(void *context, const struct instance *instance)
{
    return always(context, instance) && instance->models[0].block_count >= 2;
}

static bool never_stop(void *context)
{
    (void)context;
    return false;
}

static bool stop(void *context)
{
    (void)context;
    return true;
}

static void what_is_always_true_leaves_next_to_nothing(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    const struct reduce_predicate predicate = {scratch, always, never_stop};
    struct reduced reduced;
    reduce_instance(&reduced, arena, parse(arena, rich, sizeof rich - 1), &predicate);
    CU_ASSERT(reduced.is_minimal);
    CU_ASSERT_EQUAL(reduced.instance->application_count, 1);
    CU_ASSERT_EQUAL(reduced.instance->node_count, 1);
    CU_ASSERT_EQUAL(reduced.instance->link_count, 0);
    CU_ASSERT_EQUAL(reduced.instance->model_count, 1);
    CU_ASSERT_EQUAL(reduced.instance->models[0].block_count, 1);
    CU_ASSERT_EQUAL(reduced.instance->models[0].exit_count, 1);
    CU_ASSERT_EQUAL(reduced.instance->models[0].configuration_count, 1);
    arena_free(scratch);
    arena_free(arena);
}

static void what_must_hold_holds_in_the_end(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct arena *scratch = arena_new(NULL, NULL);
    const struct reduce_predicate predicate = {scratch, has_two_blocks, never_stop};
    struct reduced reduced;
    reduce_instance(&reduced, arena, parse(arena, rich, sizeof rich - 1), &predicate);
    CU_ASSERT_EQUAL(reduced.instance->models[0].block_count, 2);
    CU_ASSERT(reduced.instance->node_count <= 2);
    arena_free(scratch);
    arena_free(arena);
}

static void a_stop_leaves_what_there_is(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct reduce_predicate predicate = {arena, always, stop};
    const struct instance *instance = parse(arena, rich, sizeof rich - 1);
    struct reduced reduced;
    reduce_instance(&reduced, arena, instance, &predicate);
    CU_ASSERT_PTR_EQUAL(reduced.instance, instance);
    CU_ASSERT(!reduced.is_minimal);
    arena_free(arena);
}

void test_instance_edit_register(void)
{
    static const struct unit_test tests[] = {
        {"every edit leaves an instance", every_edit_leaves_an_instance},
        {"what is always true leaves next to nothing", what_is_always_true_leaves_next_to_nothing},
        {"what must hold holds in the end", what_must_hold_holds_in_the_end},
        {"a stop leaves what there is", a_stop_leaves_what_there_is},
    };
    suite_register("instance_edit", tests, sizeof tests / sizeof tests[0]);
}
