/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of io/instance_write.h: what is written reads back as what was meant, for every bundled instance too.
 * Those are found from the top of the tree, where the tests are run. */
#include <CUnit/CUnit.h>

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "io/diagnostic.h"
#include "io/instance_json.h"
#include "io/instance_write.h"
#include "model/instance.h"
#include "small_instance.h"
#include "suites.h"

static bool same_string(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool same_nodes(const struct instance *a, const struct instance *b)
{
    bool same = a->node_count == b->node_count;
    for (size_t n = 0; same && n < a->node_count; n++) {
        const struct instance_node *x = &a->nodes[n];
        const struct instance_node *y = &b->nodes[n];
        same = same_string(x->id, y->id) && same_string(x->tier, y->tier) && x->ops_per_s == y->ops_per_s &&
               x->power_w == y->power_w && x->memory_bytes == y->memory_bytes &&
               x->max_utilization == y->max_utilization && x->share_count == y->share_count;
        for (size_t i = 0; same && i < x->share_count; i++) {
            same = x->shares[i] == y->shares[i];
        }
    }
    return same;
}

static bool same_links(const struct instance *a, const struct instance *b)
{
    bool same = a->link_count == b->link_count;
    for (size_t l = 0; same && l < a->link_count; l++) {
        const struct instance_link *x = &a->links[l];
        const struct instance_link *y = &b->links[l];
        same = x->from == y->from && x->to == y->to && x->bits_per_s == y->bits_per_s &&
               x->latency_s == y->latency_s && x->energy_j_per_bit == y->energy_j_per_bit &&
               x->power_w == y->power_w && x->max_utilization == y->max_utilization &&
               x->bidirectional == y->bidirectional;
    }
    return same;
}

static bool same_profile(const struct profile *a, const struct profile *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++) {
        same = a->entries[i].node == b->entries[i].node && a->entries[i].time_s == b->entries[i].time_s &&
               a->entries[i].energy_j == b->entries[i].energy_j;
    }
    return same;
}

static bool same_model(const struct instance_model *a, const struct instance_model *b)
{
    bool same = same_string(a->id, b->id) && a->input_bits == b->input_bits &&
         a->block_count == b->block_count &&
                a->exit_count == b->exit_count && a->configuration_count == b->configuration_count;
    for (size_t i = 0; same && i < a->block_count; i++) {
        const struct instance_block *x = &a->blocks[i];
        const struct instance_block *y = &b->blocks[i];
        same = same_string(x->id, y->id) && x->ops == y->ops && x->output_bits == y->output_bits &&
               x->memory_bytes == y->memory_bytes && same_profile(&x->profile, &y->profile);
    }
    for (size_t i = 0; same && i < a->exit_count; i++) {
        const struct instance_exit *x = &a->exits[i];
        const struct instance_exit *y = &b->exits[i];
        same = same_string(x->id, y->id) && x->block == y->block && x->accuracy == y->accuracy &&
             x->ops == y->ops &&
               x->memory_bytes == y->memory_bytes && same_profile(&x->profile, &y->profile);
    }
    for (size_t c = 0; same && c < a->configuration_count; c++) {
        const struct instance_configuration *x = &a->configurations[c];
        const struct instance_configuration *y = &b->configurations[c];
        same = same_string(x->id, y->id) && x->accuracy == y->accuracy;
        for (size_t e = 0; same && e < a->exit_count; e++) {
            same = x->fractions[e] == y->fractions[e];
        }
    }
    return same;
}

static bool same_application(const struct instance *a, const struct instance *b, size_t h)
{
    const struct instance_application *x = &a->applications[h];
    const struct instance_application *y = &b->applications[h];
    bool same = same_string(x->id, y->id) && x->model == y->model && x->source == y->source &&
                x->rate_per_s == y->rate_per_s && x->max_latency_s == y->max_latency_s &&
                x->min_accuracy == y->min_accuracy && x->latency_metric == y->latency_metric;
    for (size_t i = 0; same && i < a->models[x->model].block_count; i++) {
        const bool *p = x->allowed_nodes[i];
        const bool *q = y->allowed_nodes[i];
        same = (p == NULL) == (q == NULL);
        for (size_t n = 0; same && p != NULL && n < a->node_count; n++) {
            same = p[n] == q[n];
        }
    }
    return same;
}

static bool same_provenance(const struct instance *a, const struct instance *b)
{
    bool same = a->provenance_count == b->provenance_count;
    for (size_t i = 0; same && i < a->provenance_count; i++) {
        const struct provenance *x = &a->provenance[i];
        const struct provenance *y = &b->provenance[i];
        same = same_string(x->path, y->path) && same_string(x->source, y->source) &&
               same_string(x->licence, y->licence) && x->kind == y->kind;
    }
    return same;
}

static bool same_instance(const struct instance *a, const struct instance *b)
{
    bool same = same_string(a->name, b->name) && same_string(a->description, b->description) &&
                same_string(a->reference, b->reference) && a->energy_quantum_j == b->energy_quantum_j &&
                a->time_quantum_s == b->time_quantum_s && same_nodes(a, b) && same_links(a, b) &&
                a->model_count == b->model_count && a->application_count == b->application_count &&
                same_provenance(a, b) && a->expected.status == b->expected.status &&
                a->expected.energy_quanta == b->expected.energy_quanta;
    for (size_t m = 0; same && m < a->model_count; m++) {
        same = same_model(&a->models[m], &b->models[m]);
    }
    for (size_t h = 0; same && h < a->application_count; h++) {
        same = same_application(a, b, h);
    }
    return same;
}

/* Writes, reads, compares and writes again; the second text must be the first. Gives the text. */
static const char *check_round_trip(struct arena *arena, const struct instance *instance)
{
    struct diagnostics diagnostics;
    struct text first;
    struct text second;
    const struct instance *again = NULL;
    text_init(&first, arena);
    text_init(&second, arena);
    instance_write(&first, instance);
    diagnostics_init(&diagnostics, arena, instance->name);
    if (instance_parse(&again, arena, &diagnostics, first.data, first.length) != STATUS_OK) {
        diagnostics_write(&second, &diagnostics);
        printf("%s", second.data);
        CU_FAIL("what was written cannot be read");
        return first.data;
    }
    if (!same_instance(instance, again)) {
        printf("%s does not read back as it was\n", instance->name);
        CU_FAIL("the instance read back differs");
    }
    instance_write(&second, again);
    CU_ASSERT_STRING_EQUAL(first.data, second.data);
    return first.data;
}

/* Files of a folder that were read and written; a file that cannot be read is a failure. */
static size_t round_trip_folder(const char *folder)
{
    size_t count = 0;
    DIR *entries = opendir(folder);
    if (entries == NULL) {
        return 0;
    }
    for (const struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
        const size_t length = strlen(entry->d_name);
        if (length < 5 || strcmp(entry->d_name + length - 5, ".json") != 0) {
            continue;
        }
        struct arena *arena = arena_new(NULL, NULL);
        struct diagnostics diagnostics;
        const struct instance *instance = NULL;
        const char *file = arena_printf(arena, "%s/%s", folder, entry->d_name);
        diagnostics_init(&diagnostics, arena, file);
        if (instance_load(&instance, arena, &diagnostics, file) == STATUS_OK) {
            check_round_trip(arena, instance);
            count++;
        } else {
            CU_FAIL("a bundled instance cannot be read");
        }
        arena_free(arena);
    }
    closedir(entries);
    return count;
}

static void test_bundled(void)
{
    CU_ASSERT(round_trip_folder("instances/paper") >= 100);
    CU_ASSERT(round_trip_folder("instances/teaching") >= 10);
    round_trip_folder("instances/multi");
    round_trip_folder("instances/vision");
    round_trip_folder("instances/transformer");
    round_trip_folder("instances/early-exit");
}

/* The start of every other test, read back from a text with every key, none at its default. */
static const char every_key[] =
    "{ \"format\": \"finopt-instance-1\", \"name\": \"every \\\"key\\\" \\u00e9\", \"description\": \"two\\nlines\","
    " \"reference\": \"\", \"quantum\": { \"energy_j\": 1e-6, \"time_s\": 0.1 },"
    " \"nodes\": [ { \"id\": \"a\", \"tier\": \"mobile\", \"ops_per_s\": 11e9, \"power_w\": 0.30000000000000004,"
    "   \"memory_bytes\": 9007199254740993, \"max_utilization\": 0.5 },"
    "   { \"id\": \"b\", \"tier\": \"edge\", \"power_w\": 0, \"memory_bytes\": 0 } ],"
    " \"links\": [ { \"from\": \"b\", \"to\": \"a\", \"bits_per_s\": 1e-30, \"latency_s\": 4.9406564584124654e-324,"
    "   \"energy_j_per_bit\": 6.7e-8, \"power_w\": 0.25, \"max_utilization\": 0.75, \"bidirectional\": true } ],"
    " \"models\": [ { \"id\": \"m\", \"input_bits\": 7, \"blocks\": ["
    "     { \"id\": \"b1\", \"ops\": 0, \"output_bits\": 1e18, \"memory_bytes\": 9223372036854775807, \"profile\": ["
    "       { \"node\": \"b\", \"time_s\": 0.0012, \"energy_j\": 0 }, { \"node\": \"a\", \"time_s\": 0 } ] },"
    "     { \"id\": \"b2\", \"output_bits\": 1, \"profile\": [ { \"node\": \"b\", \"time_s\": 1 } ] } ],"
    "   \"exits\": [ { \"id\": \"late\", \"block\": \"b2\", \"ops\": 5, \"memory_bytes\": 7,"
    "       \"profile\": [ { \"node\": \"b\", \"time_s\": 2 } ] },"
    "     { \"id\": \"early\", \"block\": \"b1\", \"accuracy\": 0 } ],"
    "   \"configurations\": [ { \"id\": \"c\", \"accuracy\": 0.75, \"fractions\": { \"early\": 0.1, \"late\": 0.9 } },"
    "     { \"id\": \"all\", \"accuracy\": 1, \"fractions\": { \"late\": 1 } } ] } ],"
    " \"applications\": [ { \"id\": \"camera\", \"model\": \"m\", \"source\": \"b\", \"rate_per_s\": 10,"
    "     \"max_latency_s\": 0.005, \"min_accuracy\": 0.78, \"latency_metric\": \"mean\","
    "     \"allowed_nodes\": { \"b2\": [\"b\", \"a\"], \"b1\": [\"a\"] } },"
    "   { \"id\": \"plain\", \"model\": \"m\", \"source\": \"a\", \"max_latency_s\": 1, \"min_accuracy\": 0 } ],"
    " \"provenance\": [ { \"path\": \"*\", \"source\": \"s\", \"licence\": \"l\", \"kind\": \"overlay\" },"
    "   { \"path\": \"p\", \"source\": \"s\", \"kind\": \"measured\" } ],"
    " \"expected\": { \"status\": \"optimal\", \"energy\": 9007199254740993 } }";

static void test_every_key(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct diagnostics diagnostics;
    const struct instance *instance = NULL;
    diagnostics_init(&diagnostics, arena, "every_key");
    CU_ASSERT_EQUAL_FATAL(instance_parse(&instance, arena, &diagnostics, every_key, strlen(every_key)),
                          STATUS_OK);
    check_round_trip(arena, instance);
    arena_free(arena);
}

static void test_defaults(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    instance->links[0].power_w = 0.0;
    const char *text = check_round_trip(arena, instance);
    static const char *const absent[] = {
        "memory_bytes", "max_utilization", "rate_per_s",    "input_bits\": 0", "configurations",
        "expected",     "provenance",      "bidirectional", "description",     "shares"};
    for (size_t i = 0; i < sizeof absent / sizeof absent[0]; i++) {
        CU_ASSERT_PTR_NULL(strstr(text, absent[i]));
    }
    static const char row[] =
        "\n    { \"id\": \"a\", \"tier\": \"mobile\", \"ops_per_s\": 1000000000, \"power_w\": 2 },\n";
    CU_ASSERT_PTR_NOT_NULL(strstr(text, row));
    arena_free(arena);
}

static void test_infeasible(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    instance->expected.status = EXPECTED_INFEASIBLE;
    instance->link_count = 0;
    check_round_trip(arena, instance);
    arena_free(arena);
}

/*
 * A member that begins before the last column may not end far beyond it, but for one that is alone on its
 * line.
 */
static void test_lines_are_folded(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    instance->links[0].bits_per_s = 561797752808.98877;
    instance->links[0].max_utilization = 0.12345678901234567;
    const char *text = check_round_trip(arena, instance);
    for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1) {
        CU_ASSERT(strcspn(line, "\n") <= 102);
    }
    arena_free(arena);
}

void test_instance_write_register(void)
{
    static const struct unit_test tests[] = {
        {"every bundled instance reads back as it was, and is written the same again", test_bundled},
        {"every key survives, with extreme numbers and odd strings", test_every_key},
        {"what is at its default is left out", test_defaults},
        {"an instance without links that is expected to be infeasible survives", test_infeasible},
        {"long rows are folded", test_lines_are_folded},
    };
    suite_register("instance_write", tests, sizeof tests / sizeof tests[0]);
}
