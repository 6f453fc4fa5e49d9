/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of io/instance_json.h and io/input_file.h: what a good file becomes. Bad files are the affair of
 * tests/errors. */
#include <CUnit/CUnit.h>

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "io/diagnostic.h"
#include "io/input_file.h"
#include "io/instance_json.h"
#include "model/instance.h"
#include "suites.h"

/* Every key once, with a value that is not its default. */
static const char full[] =
    "{ \"format\": \"finopt-instance-1\", \"name\": \"full one\", \"description\": \"d\\n\", \"reference\": "
    "\"\","
    "  \"quantum\": { \"energy_j\": 1e-6, \"time_s\": 1e-3 },"
    "  \"nodes\": ["
    "    { \"id\": \"device\", \"tier\": \"mobile\", \"ops_per_s\": 11e9, \"power_w\": 6,"
    "      \"memory_bytes\": 9007199254740993, \"max_utilization\": 0.5 },"
    "    { \"id\": \"edge\", \"tier\": \"edge\", \"power_w\": 0 } ],"
    "  \"links\": ["
    "    { \"from\": \"device\", \"to\": \"edge\", \"bits_per_s\": 1e8, \"latency_s\": 0.002,"
    "      \"energy_j_per_bit\": 67e-9, \"power_w\": 0.25, \"max_utilization\": 0.75, \"bidirectional\": "
    "true } ],"
    "  \"models\": ["
    "    { \"id\": \"first\", \"blocks\": [ { \"id\": \"b\", \"ops\": 0, \"output_bits\": 0 } ],"
    "      \"exits\": [ { \"id\": \"x\", \"block\": \"b\", \"accuracy\": 1 } ] },"
    "    { \"id\": \"net\", \"input_bits\": 24576, \"blocks\": ["
    "        { \"id\": \"conv1\", \"ops\": 22620000, \"output_bits\": 1492992, \"memory_bytes\": 1e3,"
    "          \"profile\": [ { \"node\": \"edge\", \"time_s\": 0.0012, \"energy_j\": 0.168 },"
    "                       { \"node\": \"device\", \"time_s\": 0 } ] },"
    "        { \"id\": \"fc\", \"output_bits\": 1, \"profile\": [ { \"node\": \"edge\", \"time_s\": 1 } ] } "
    "],"
    "      \"exits\": [ { \"id\": \"late\", \"block\": \"fc\", \"ops\": 5, \"memory_bytes\": 7,"
    "                   \"profile\": [ { \"node\": \"edge\", \"time_s\": 2 } ] },"
    "                 { \"id\": \"early\", \"block\": \"conv1\", \"accuracy\": 0.5 } ],"
    "      \"configurations\": [ { \"id\": \"both\", \"accuracy\": 0.75, \"fractions\": { \"early\": 0.25, "
    "\"late\": 0.75 } },"
    "                          { \"id\": \"all\", \"accuracy\": 0.875, \"fractions\": { \"late\": 1 } } ] } "
    "],"
    "  \"applications\": ["
    "    { \"id\": \"camera\", \"model\": \"net\", \"source\": \"edge\", \"rate_per_s\": 10, "
    "\"max_latency_s\": 0.005,"
    "      \"min_accuracy\": 0.78, \"latency_metric\": \"mean\", \"allowed_nodes\": { \"fc\": [\"edge\"] } },"
    "    { \"id\": \"plain\", \"model\": \"net\", \"source\": \"device\", \"max_latency_s\": 1, "
    "\"min_accuracy\": 0 } ],"
    "  \"provenance\": [ { \"path\": \"nodes.*\", \"source\": \"s\", \"licence\": \"l\", \"kind\": "
    "\"scaled\" },"
    "                  { \"path\": \"p\", \"source\": \"s\", \"kind\": \"published\" } ],"
    "  \"expected\": { \"status\": \"optimal\", \"energy\": 9007199254740993 } }";

static const struct instance *parse(struct arena *arena, const char *text)
{
    struct diagnostics diagnostics;
    const struct instance *instance = NULL;
    diagnostics_init(&diagnostics, arena, "a.json");
    if (instance_parse(&instance, arena, &diagnostics, text, strlen(text)) != STATUS_OK) {
        struct text printed;
        text_init(&printed, arena);
        diagnostics_write(&printed, &diagnostics);
        printf("%s", printed.data);
        CU_FAIL_FATAL("a good instance is refused");
    }
    return instance;
}

static void test_frame(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct instance *instance = parse(arena, full);
    CU_ASSERT_STRING_EQUAL(instance->name, "full one");
    CU_ASSERT_STRING_EQUAL(instance->description, "d\n");
    CU_ASSERT_STRING_EQUAL(instance->reference, "");
    CU_ASSERT_EQUAL(instance->energy_quantum_j, 1e-6);
    CU_ASSERT_EQUAL(instance->time_quantum_s, 1e-3);
    CU_ASSERT_EQUAL(instance->expected.status, EXPECTED_OPTIMAL);
    CU_ASSERT_EQUAL(instance->expected.energy_quanta, INT64_C(9007199254740993));
    CU_ASSERT_EQUAL_FATAL(instance->provenance_count, 2);
    CU_ASSERT_STRING_EQUAL(instance->provenance[0].path, "nodes.*");
    CU_ASSERT_STRING_EQUAL(instance->provenance[0].licence, "l");
    CU_ASSERT_EQUAL(instance->provenance[0].kind, PROVENANCE_SCALED);
    CU_ASSERT_PTR_NULL(instance->provenance[1].licence);
    CU_ASSERT_EQUAL(instance->provenance[1].kind, PROVENANCE_PUBLISHED);
    arena_free(arena);
}

static void test_network(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct instance *instance = parse(arena, full);
    CU_ASSERT_EQUAL_FATAL(instance->node_count, 2);
    const struct instance_node *device = &instance->nodes[0];
    CU_ASSERT_STRING_EQUAL(device->id, "device");
    CU_ASSERT_STRING_EQUAL(device->tier, "mobile");
    CU_ASSERT_EQUAL(device->ops_per_s, 11e9);
    CU_ASSERT_EQUAL(device->power_w, 6);
    CU_ASSERT_EQUAL(device->memory_bytes, INT64_C(9007199254740993));
    CU_ASSERT_EQUAL(device->max_utilization, 0.5);
    CU_ASSERT_EQUAL(instance->nodes[1].ops_per_s, 0);
    CU_ASSERT_EQUAL(instance->nodes[1].memory_bytes, MEMORY_UNLIMITED);
    CU_ASSERT_EQUAL(instance->nodes[1].max_utilization, 1);
    CU_ASSERT_EQUAL_FATAL(instance->link_count, 1);
    const struct instance_link *link = &instance->links[0];
    CU_ASSERT_EQUAL(link->from, 0);
    CU_ASSERT_EQUAL(link->to, 1);
    CU_ASSERT_EQUAL(link->bits_per_s, 1e8);
    CU_ASSERT_EQUAL(link->latency_s, 0.002);
    CU_ASSERT_EQUAL(link->energy_j_per_bit, 67e-9);
    CU_ASSERT_EQUAL(link->power_w, 0.25);
    CU_ASSERT_EQUAL(link->max_utilization, 0.75);
    CU_ASSERT_TRUE(link->bidirectional);
    arena_free(arena);
}

static void test_models(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct instance *instance = parse(arena, full);
    CU_ASSERT_EQUAL_FATAL(instance->model_count, 2);
    CU_ASSERT_EQUAL(instance->models[0].input_bits, 0);
    CU_ASSERT_EQUAL(instance->models[0].configuration_count, 0);
    const struct instance_model *net = &instance->models[1];
    CU_ASSERT_EQUAL(net->input_bits, 24576);
    CU_ASSERT_EQUAL_FATAL(net->block_count, 2);
    CU_ASSERT_STRING_EQUAL(net->blocks[0].id, "conv1");
    CU_ASSERT_EQUAL(net->blocks[0].ops, 22620000);
    CU_ASSERT_EQUAL(net->blocks[0].output_bits, 1492992);
    CU_ASSERT_EQUAL(net->blocks[0].memory_bytes, 1000);
    CU_ASSERT_EQUAL_FATAL(net->blocks[0].profile.count, 2);
    CU_ASSERT_EQUAL(net->blocks[0].profile.entries[0].node, 1);
    CU_ASSERT_EQUAL(net->blocks[0].profile.entries[0].time_s, 0.0012);
    CU_ASSERT_EQUAL(net->blocks[0].profile.entries[0].energy_j, 0.168);
    CU_ASSERT(net->blocks[0].profile.entries[1].energy_j < 0);
    CU_ASSERT(net->blocks[1].ops < 0);
    CU_ASSERT_EQUAL_FATAL(net->exit_count, 2);
    CU_ASSERT_EQUAL(net->exits[0].block, 1);
    CU_ASSERT(net->exits[0].accuracy < 0);
    CU_ASSERT_EQUAL(net->exits[0].ops, 5);
    CU_ASSERT_EQUAL(net->exits[0].memory_bytes, 7);
    CU_ASSERT_EQUAL(net->exits[0].profile.count, 1);
    CU_ASSERT_EQUAL(net->exits[1].accuracy, 0.5);
    CU_ASSERT_EQUAL(net->exits[1].ops, 0);
    CU_ASSERT_EQUAL_FATAL(net->configuration_count, 2);
    CU_ASSERT_STRING_EQUAL(net->configurations[0].id, "both");
    CU_ASSERT_EQUAL(net->configurations[0].accuracy, 0.75);
    CU_ASSERT_EQUAL(net->configurations[0].fractions[0], 0.75);
    CU_ASSERT_EQUAL(net->configurations[0].fractions[1], 0.25);
    CU_ASSERT_EQUAL(net->configurations[1].fractions[1], 0);
    arena_free(arena);
}

static void test_applications(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct instance *instance = parse(arena, full);
    CU_ASSERT_EQUAL_FATAL(instance->application_count, 2);
    const struct instance_application *camera = &instance->applications[0];
    CU_ASSERT_EQUAL(camera->model, 1);
    CU_ASSERT_EQUAL(camera->source, 1);
    CU_ASSERT_EQUAL(camera->rate_per_s, 10);
    CU_ASSERT_EQUAL(camera->max_latency_s, 0.005);
    CU_ASSERT_EQUAL(camera->min_accuracy, 0.78);
    CU_ASSERT_EQUAL(camera->latency_metric, LATENCY_MEAN);
    CU_ASSERT_PTR_NULL(camera->allowed_nodes[0]);
    CU_ASSERT_PTR_NOT_NULL_FATAL(camera->allowed_nodes[1]);
    CU_ASSERT_FALSE(camera->allowed_nodes[1][0]);
    CU_ASSERT_TRUE(camera->allowed_nodes[1][1]);
    const struct instance_application *plain = &instance->applications[1];
    CU_ASSERT_EQUAL(plain->rate_per_s, 1);
    CU_ASSERT_EQUAL(plain->latency_metric, LATENCY_WORST_CASE);
    CU_ASSERT_PTR_NULL(plain->allowed_nodes[0]);
    CU_ASSERT_PTR_NULL(plain->allowed_nodes[1]);
    arena_free(arena);
}

static const char least[] =
    "{\"format\":\"finopt-instance-1\",\"name\":\"n\",\"nodes\":[{\"id\":\"a\",\"tier\":\"t\",\"power_w\":0}]"
    ","
    "\"models\":[{\"id\":\"m\",\"blocks\":[{\"id\":\"b\",\"ops\":1,\"output_bits\":0}],"
    "\"exits\":[{\"id\":\"x\",\"block\":\"b\",\"accuracy\":1}]}],"
    "\"applications\":[{\"id\":\"h\",\"model\":\"m\",\"source\":\"a\",\"max_latency_s\":1,\"min_accuracy\":0}"
    "]}";

static void test_defaults(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    const struct instance *instance = parse(arena, least);
    CU_ASSERT_PTR_NULL(instance->description);
    CU_ASSERT_PTR_NULL(instance->reference);
    CU_ASSERT_EQUAL(instance->energy_quantum_j, 1e-9);
    CU_ASSERT_EQUAL(instance->time_quantum_s, 1e-9);
    CU_ASSERT_EQUAL(instance->link_count, 0);
    CU_ASSERT_EQUAL(instance->provenance_count, 0);
    CU_ASSERT_EQUAL(instance->expected.status, EXPECTED_NOTHING);
    arena_free(arena);
}

/* Every text that is cut short is refused, and none of them kills the reader. */
static void test_truncation(void)
{
    for (size_t length = 0; length < sizeof full - 1; length++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct diagnostics diagnostics;
        const struct instance *instance = NULL;
        char *copy = malloc(length + 1);
        memcpy(copy, full, length);
        diagnostics_init(&diagnostics, arena, "a.json");
        CU_ASSERT_EQUAL(instance_parse(&instance, arena, &diagnostics, copy, length), STATUS_INPUT);
        CU_ASSERT_EQUAL(diagnostics_total(&diagnostics), 1);
        CU_ASSERT_PTR_NULL(instance);
        free(copy);
        arena_free(arena);
    }
}

static jmp_buf out_of_memory;

static void on_failure(void *context, size_t bytes)
{
    (void)context;
    (void)bytes;
    longjmp(out_of_memory, 1);
}

/* The n-th allocation fails, for every n: nothing leaks (the sanitizer looks) and the last run succeeds. */
static void test_out_of_memory(void)
{
    volatile size_t failures = 0;
    volatile bool is_done = false;
    for (volatile size_t n = 1; !is_done && n < 100000; n++) {
        struct arena *arena = arena_new(on_failure, NULL);
        struct diagnostics diagnostics;
        const struct instance *instance = NULL;
        if (setjmp(out_of_memory) == 0) {
            arena_fail_after(arena, n);
            diagnostics_init(&diagnostics, arena, "a.json");
            CU_ASSERT_EQUAL(instance_parse(&instance, arena, &diagnostics, full, sizeof full - 1), STATUS_OK);
            is_done = true;
        } else {
            failures++;
        }
        arena_free(arena);
    }
    CU_ASSERT_TRUE(is_done);
    CU_ASSERT(failures > 50);
}

/* A small file that asks for tables of 10^10 cells is refused before they are made. */
static void test_cell_limit(void)
{
    enum { COUNT = 40000 };
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    text_init(&text, arena);
    text_add(&text, "{\"format\":\"finopt-instance-1\",\"name\":\"n\",\"nodes\":[{\"id\":\"a\",\"tier\":"
                    "\"t\",\"power_w\":0}],"
                    "\"models\":[{\"id\":\"m\",\"blocks\":[");
    for (int i = 0; i < COUNT; i++) {
        text_addf(&text, "%s{\"id\":\"b%d\",\"ops\":1,\"output_bits\":0}", i == 0 ? "" : ",", i);
    }
    text_add(&text, "],\"exits\":[");
    for (int i = 0; i < COUNT; i++) {
        text_addf(&text, "%s{\"id\":\"x%d\",\"block\":\"b%d\"}", i == 0 ? "" : ",", i, i);
    }
    text_add(&text, "],\"configurations\":[");
    for (int i = 0; i < COUNT; i++) {
        text_addf(&text, "%s{\"id\":\"c%d\",\"accuracy\":1,\"fractions\":{\"x0\":1}}", i == 0 ? "" : ",", i);
    }
    text_add(&text, "]}],\"applications\":[{\"id\":\"h\",\"model\":\"m\",\"source\":\"a\",\"max_latency_s\":"
                    "1,\"min_accuracy\":0}]}");
    struct diagnostics diagnostics;
    const struct instance *instance = NULL;
    diagnostics_init(&diagnostics, arena, "a.json");
    CU_ASSERT_EQUAL(instance_parse(&instance, arena, &diagnostics, text.data, text.length), STATUS_INPUT);
    CU_ASSERT_EQUAL(diagnostics_total(&diagnostics), 1);
    CU_ASSERT_STRING_EQUAL(diagnostics.items[0].message,
                           "the tables of fractions and allowed nodes hold more than 8388608 cells");
    CU_ASSERT(arena_peak_bytes(arena) < (size_t)128 * 1024 * 1024);
    arena_free(arena);
}

/* The same for lists of allowed nodes. */
static void test_allowed_node_limit(void)
{
    enum { COUNT = 4000 };
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    text_init(&text, arena);
    text_add(&text, "{\"format\":\"finopt-instance-1\",\"name\":\"n\",\"nodes\":[");
    for (int i = 0; i < COUNT; i++) {
        text_addf(&text, "%s{\"id\":\"n%d\",\"tier\":\"t\",\"power_w\":0}", i == 0 ? "" : ",", i);
    }
    text_add(&text, "],\"models\":[{\"id\":\"m\",\"blocks\":[");
    for (int i = 0; i < COUNT; i++) {
        text_addf(&text, "%s{\"id\":\"b%d\",\"ops\":1,\"output_bits\":0}", i == 0 ? "" : ",", i);
    }
    text_addf(&text, "],\"exits\":[{\"id\":\"x\",\"block\":\"b%d\",\"accuracy\":1}]}],", COUNT - 1);
    text_add(&text, "\"applications\":[{\"id\":\"h\",\"model\":\"m\",\"source\":\"n0\",");
    text_add(&text, "\"max_latency_s\":1,\"min_accuracy\":0,\"allowed_nodes\":{");
    for (int i = 0; i < COUNT; i++) {
        text_addf(&text, "%s\"b%d\":[\"n0\"]", i == 0 ? "" : ",", i);
    }
    text_add(&text, "}}]}");
    struct diagnostics diagnostics;
    const struct instance *instance = NULL;
    diagnostics_init(&diagnostics, arena, "a.json");
    CU_ASSERT_EQUAL(instance_parse(&instance, arena, &diagnostics, text.data, text.length), STATUS_INPUT);
    CU_ASSERT(diagnostics_total(&diagnostics) > 1000);
    CU_ASSERT(arena_peak_bytes(arena) < (size_t)32 * 1024 * 1024);
    arena_free(arena);
}

/* What instance_load says about `file`, without its name. */
static void check_message(const char *file, const char *message)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct diagnostics diagnostics;
    const struct instance *instance = NULL;
    diagnostics_init(&diagnostics, arena, file);
    CU_ASSERT_EQUAL(instance_load(&instance, arena, &diagnostics, file), STATUS_INPUT);
    CU_ASSERT_EQUAL_FATAL(diagnostics.count, 1);
    CU_ASSERT_FALSE(diagnostics.items[0].has_place);
    CU_ASSERT_STRING_EQUAL(diagnostics.items[0].message, message);
    arena_free(arena);
}

static void test_files(void)
{
    char directory[] = "/tmp/finopt-test-XXXXXX";
    char file[64];
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(directory));
    snprintf(file, sizeof file, "%s/file", directory);
    check_message(file, "no such file");
    check_message(directory, "is a directory");
    CU_ASSERT_EQUAL_FATAL(mkfifo(file, 0600), 0);
    check_message(file, "is not a regular file (use - for the standard input)");
    unlink(file);
    check_message("/dev/null", "is not a regular file (use - for the standard input)");

    FILE *stream = fopen(file, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(stream);
    fclose(stream);
    check_message(file, "the file is empty");
    char below[80];
    snprintf(below, sizeof below, "%s/below", file);
    check_message(below, "no such file: a part of its path is not a directory");
    CU_ASSERT_EQUAL(truncate(file, (off_t)INPUT_FILE_LIMIT + 1), 0);
    check_message(file, "larger than 16 MiB, the limit");
    if (geteuid() != 0) {
        CU_ASSERT_EQUAL(chmod(file, 0), 0);
        check_message(file, "no permission to read it");
    }
    unlink(file);
    rmdir(directory);
}

static void test_load(void)
{
    char file[] = "/tmp/finopt-test-XXXXXX";
    const int descriptor = mkstemp(file);
    CU_ASSERT_FATAL(descriptor >= 0);
    CU_ASSERT_EQUAL(write(descriptor, least, sizeof least - 1), (ssize_t)sizeof least - 1);
    close(descriptor);
    struct arena *arena = arena_new(NULL, NULL);
    struct diagnostics diagnostics;
    const struct instance *instance = NULL;
    diagnostics_init(&diagnostics, arena, file);
    CU_ASSERT_EQUAL_FATAL(instance_load(&instance, arena, &diagnostics, file), STATUS_OK);
    CU_ASSERT_STRING_EQUAL(instance->name, "n");
    arena_free(arena);
    unlink(file);
}

void test_instance_json_register(void)
{
    static const struct unit_test tests[] = {
        {"name, quanta, provenance and expectation are read", test_frame},
        {"nodes and links are read, integers exactly", test_network},
        {"blocks, exits, profiles and configurations are read", test_models},
        {"applications and their allowed nodes are read", test_applications},
        {"what may be left out has its default", test_defaults},
        {"every truncation is refused with one diagnostic", test_truncation},
        {"running out of memory anywhere leaks nothing", test_out_of_memory},
        {"a small file cannot ask for huge tables", test_cell_limit},
        {"nor for huge lists of allowed nodes", test_allowed_node_limit},
        {"what cannot be read as a file is explained", test_files},
        {"a file is loaded", test_load},
    };
    suite_register("instance_json", tests, sizeof tests / sizeof tests[0]);
}
