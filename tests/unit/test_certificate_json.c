/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a certificate survive being written and read, with places, arcs and rows, and when it is long? */
#include <CUnit/CUnit.h>

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "io/certificate_json.h"
#include "io/diagnostic.h"
#include "io/instance_json.h"
#include "model/plan.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "suites.h"

/* Node b has two places, so that nodes are a 0, b@0.5 1, b@1 2, c 3, and rows belong to a, b@0.5, c. */
static const char instance_text[] =
    "{\"format\":\"finopt-instance-1\",\"name\":\"two\",\"nodes\":[{\"id\":\"a\",\"tier\":\"t\",\"power_w\":"
    "0,"
    "\"ops_per_s\":1},{\"id\":\"b\",\"tier\":\"t\",\"power_w\":0,\"ops_per_s\":1,\"shares\":[0.5,1]},"
    "{\"id\":\"c\",\"tier\":\"t\",\"power_w\":0,\"ops_per_s\":1}],\"links\":[{\"from\":\"a\",\"to\":\"b\","
    "\"bits_per_s\":1,\"bidirectional\":true},{\"from\":\"b\",\"to\":\"c\",\"bits_per_s\":1}],"
    "\"models\":[{\"id\":\"m\",\"blocks\":[{\"id\":\"b1\",\"ops\":1,\"output_bits\":0},{\"id\":\"b2\","
    "\"ops\":1,\"output_bits\":0}],\"exits\":[{\"id\":\"x\",\"block\":\"b2\",\"accuracy\":1},{\"id\":\"y\","
    "\"block\":\"b1\",\"accuracy\":1}]}],\"applications\":[{\"id\":\"h\",\"model\":\"m\",\"source\":\"a\","
    "\"max_latency_s\":9,\"min_accuracy\":0},{\"id\":\"i\",\"model\":\"m\",\"source\":\"a\","
    "\"max_latency_s\":9,\"min_accuracy\":0}]}";

static struct arena *arena;
static struct arena *scratch;
static struct diagnostics diagnostics;
static const struct instance *instance;
static const struct problem *problem;

static void begin(void)
{
    struct error error;
    arena = arena_new(NULL, NULL);
    scratch = arena_new(NULL, NULL);
    diagnostics_init(&diagnostics, arena, "two.json");
    CU_ASSERT_EQUAL_FATAL(
        instance_parse(&instance, arena, &diagnostics, instance_text, sizeof instance_text - 1), STATUS_OK);
    CU_ASSERT_EQUAL_FATAL(quantize(&problem, arena, instance, &error), STATUS_OK);
}

static void end(void)
{
    arena_free(scratch);
    arena_free(arena);
}

static enum status parse(struct certificate_document *document, const char *bytes, size_t length)
{
    diagnostics_init(&diagnostics, arena, "proof.json");
    const struct certificate_reading reading = {arena, scratch, &diagnostics, instance, problem};
    return certificate_parse(document, &reading, bytes, length);
}

static const char branches_text[] =
    "{\n"
    "  \"format\": \"finopt-certificate-1\",\n"
    "  \"instance\": \"two\",\n"
    "  \"claim\": \"bound\",\n"
    "  \"bound\": 9007199254740993,\n"
    "  \"nodes\": [\n"
    "    {\"kind\":\"branch\",\"property\":\"arc\",\"block\":2,\"from\":\"b@0.5\",\"node\":\"b@1\","
    "\"applications\":[\"h\",\"i\"],\"at_most\":1,\"children\":[1,2]},\n"
    "    {\"kind\":\"leaf\",\"denominator\":0,\"prices\":{\"P6[b]\":1,\"P7[c]\":1099511627776,"
    "\"P8[b,a]\":3,\"branch[0]\":4}},\n"
    "    "
    "{\"kind\":\"list\",\"denominator\":5,\"prices\":{\"cut[4294967295,0]\":7,\"cut[6,12]\":8},\"child\":3},"
    "\n"
    "    {\"kind\":\"branch\",\"property\":\"configuration\",\"configuration\":\"y\","
    "\"applications\":[\"i\"],\"at_most\":0,\"children\":[4,5]},\n"
    "    {\"kind\":\"leaf\",\"denominator\":1,\"prices\":{},\"floor_gamma\":1000000},\n"
    "    {\"kind\":\"branch\",\"property\":\"node\",\"block\":1,\"node\":\"c\",\"applications\":[\"h\"],"
    "\"at_most\":0,\"children\":[6,7]},\n"
    "    "
    "{\"kind\":\"cuts\",\"cuts\":[{\"row\":\"P6[b]\",\"at_most\":1024,\"counts\":{\"h\":[0,3],\"i\":[1024]}},"
    "{\"row\":\"P8[b,a]\",\"at_most\":0,\"counts\":{}},{\"row\":\"P7[c]\",\"at_most\":2,\"counts\":{\"i\":[1,"
    "2]}}],"
    "\"child\":7},\n"
    "    {\"kind\":\"combinations\",\"denominator\":1,\"prices\":{\"cut[6,0]\":9}}\n"
    "  ]\n"
    "}\n";

static void names_become_indices_and_names_again(void)
{
    begin();
    struct certificate_document document;
    struct text text;
    CU_ASSERT_EQUAL_FATAL(parse(&document, branches_text, sizeof branches_text - 1), STATUS_OK);
    const struct certificate *certificate = &document.certificate;
    const struct certificate_node *nodes = certificate->nodes;
    CU_ASSERT_EQUAL(document.claim, CLAIM_BOUND);
    CU_ASSERT_EQUAL(certificate->floor_quanta, INT64_C(9007199254740993));
    CU_ASSERT_PTR_NULL(certificate->plan);
    CU_ASSERT_EQUAL_FATAL(certificate->node_count, 8);
    CU_ASSERT_EQUAL(nodes[0].branch.property, PROPERTY_ARC);
    CU_ASSERT_EQUAL(nodes[0].branch.block, 1);
    CU_ASSERT_EQUAL(nodes[0].branch.from, 1);
    CU_ASSERT_EQUAL(nodes[0].branch.node, 2);
    CU_ASSERT_EQUAL(nodes[0].branch.application_count, 2);
    CU_ASSERT_EQUAL(nodes[0].branch.at_most, 1);
    CU_ASSERT_EQUAL(nodes[0].children[1], 2);
    CU_ASSERT_EQUAL_FATAL(nodes[1].price_count, 4);
    CU_ASSERT_EQUAL(nodes[1].prices[0].row, ROW_NODE_LOAD);
    CU_ASSERT_EQUAL(nodes[1].prices[0].index, 1);
    CU_ASSERT_EQUAL(nodes[1].prices[1].row, ROW_NODE_MEMORY);
    CU_ASSERT_EQUAL(nodes[1].prices[1].price, CERTIFICATE_PRICE_LIMIT);
    CU_ASSERT_EQUAL(nodes[1].prices[2].row, ROW_LINK_LOAD);
    CU_ASSERT_EQUAL(problem->links[nodes[1].prices[2].index].from, 1);
    CU_ASSERT_EQUAL(problem->links[nodes[1].prices[2].index].to, 0);
    CU_ASSERT_EQUAL(nodes[1].prices[3].row, ROW_BRANCH);
    CU_ASSERT_EQUAL(nodes[2].kind, CERTIFICATE_LIST);
    CU_ASSERT_EQUAL(nodes[2].children[0], 3);
    CU_ASSERT_EQUAL(nodes[2].prices[0].row, ROW_CUT);
    CU_ASSERT_EQUAL(nodes[2].prices[0].index, UINT32_MAX);
    CU_ASSERT_EQUAL(nodes[2].prices[1].index, 6);
    CU_ASSERT_EQUAL(nodes[2].prices[1].cut, 12);
    CU_ASSERT_EQUAL(nodes[2].prices[1].price, 8);
    CU_ASSERT_EQUAL(nodes[3].branch.configuration, 1);
    CU_ASSERT_EQUAL(nodes[3].branch.applications[0], 1);
    CU_ASSERT_EQUAL(nodes[4].floor_gamma, 1000000);
    CU_ASSERT_EQUAL(nodes[7].kind, CERTIFICATE_COMBINATIONS);
    CU_ASSERT_EQUAL(nodes[7].denominator, 1);
    CU_ASSERT_EQUAL(nodes[7].prices[0].price, 9);
    CU_ASSERT_EQUAL(nodes[6].kind, CERTIFICATE_CUTS);
    CU_ASSERT_EQUAL(nodes[6].children[0], 7);
    CU_ASSERT_EQUAL_FATAL(nodes[6].cut_count, 3);
    CU_ASSERT_EQUAL(nodes[6].cuts[0].row, ROW_NODE_LOAD);
    CU_ASSERT_EQUAL(nodes[6].cuts[0].index, 1);
    CU_ASSERT_EQUAL(nodes[6].cuts[0].at_most, 1024);
    CU_ASSERT_EQUAL_FATAL(nodes[6].cuts[0].count_count, 2);
    CU_ASSERT_EQUAL(nodes[6].cuts[0].counts[0].application, 0);
    CU_ASSERT_EQUAL(nodes[6].cuts[0].counts[0].block, 1);
    CU_ASSERT_EQUAL(nodes[6].cuts[0].counts[0].count, 3);
    CU_ASSERT_EQUAL(nodes[6].cuts[0].counts[1].application, 1);
    CU_ASSERT_EQUAL(nodes[6].cuts[1].count_count, 0);
    text_init(&text, arena);
    certificate_write(&text, problem, &document);
    CU_ASSERT_STRING_EQUAL(text.data, branches_text);
    end();
}

static void a_plan_goes_through_too(void)
{
    begin();
    struct plan *plan = plan_new(arena, problem);
    size_t nodes[] = {2, 3};
    struct certificate_node leaf = {.denominator = 1};
    struct certificate_document document = {.claim = CLAIM_OPTIMAL,
                                            .certificate = {.plan = plan, .nodes = &leaf, .node_count = 1}};
    struct certificate_document again;
    struct text text;
    for (size_t h = 0; h < 2; h++) {
        plan->applications[h] =
            (struct plan_application){.configuration = h, .nodes = nodes, .node_count = 2 - h};
    }
    text_init(&text, arena);
    certificate_write(&text, problem, &document);
    CU_ASSERT_EQUAL_FATAL(parse(&again, text.data, text.length), STATUS_OK);
    for (size_t h = 0; h < 2; h++) {
        CU_ASSERT_EQUAL(again.certificate.plan->applications[h].configuration, h);
        CU_ASSERT_EQUAL(again.certificate.plan->applications[h].node_count, 2 - h);
        CU_ASSERT_EQUAL(again.certificate.plan->applications[h].nodes[0], 2);
    }
    end();
}

/* A plan that was read may leave an application out: it is written without it. */
static void an_incomplete_plan_stays_so(void)
{
    begin();
    struct certificate_node leaf = {.denominator = 1};
    struct certificate_document document = {
        .claim = CLAIM_BOUND,
        .certificate = {.plan = plan_new(arena, problem), .nodes = &leaf, .node_count = 1}};
    struct certificate_document again;
    struct text text;
    text_init(&text, arena);
    certificate_write(&text, problem, &document);
    CU_ASSERT_EQUAL_FATAL(parse(&again, text.data, text.length), STATUS_OK);
    CU_ASSERT_EQUAL(again.certificate.plan->applications[1].configuration, PLAN_NO_CONFIGURATION);
    end();
}

/* Ten times as many values as a document may have that is parsed at once. */
static void a_long_certificate_is_read_piece_by_piece(void)
{
    enum { NODES = 100000 };
    begin();
    struct certificate_document document;
    struct text text;
    text_init(&text, arena);
    text_add(
        &text,
        "{\"format\":\"finopt-certificate-1\",\"instance\":\"two\",\"claim\":\"infeasible\",\"nodes\":[");
    for (int i = 0; i < NODES; i++) {
        text_addf(&text,
                  "%s{\"kind\":\"leaf\",\"denominator\":%d,\"prices\":{\"P6[a]\":1,\"P6[b]\":2,\"P6[c]\":3,"
                  "\"P7[a]\":1,\"P7[b]\":2,\"P7[c]\":3,\"P8[a,b]\":1}}",
                  i > 0 ? ",\n" : "", i);
    }
    text_add(&text, "]}");
    CU_ASSERT_EQUAL_FATAL(parse(&document, text.data, text.length), STATUS_OK);
    CU_ASSERT_TRUE(document.certificate.is_infeasible);
    CU_ASSERT_EQUAL(document.certificate.node_count, NODES);
    CU_ASSERT_EQUAL(document.certificate.nodes[NODES - 1].denominator, NODES - 1);
    CU_ASSERT_TRUE(arena_peak_bytes(scratch) < 1000000);
    end();
}

static void what_is_wrong_far_down_has_its_line(void)
{
    begin();
    struct certificate_document document = {.claim = CLAIM_BOUND};
    struct text text;
    text_init(&text, arena);
    text_add(&text, branches_text);
    char *bad = strstr(text.data, "1000000}");
    CU_ASSERT_PTR_NOT_NULL_FATAL(bad);
    memcpy(bad, "10000.5", 7);
    CU_ASSERT_EQUAL(parse(&document, text.data, text.length), STATUS_INPUT);
    CU_ASSERT_EQUAL_FATAL(diagnostics.count, 1);
    CU_ASSERT_EQUAL(diagnostics.items[0].line, 11);
    CU_ASSERT_EQUAL(document.claim, CLAIM_BOUND);
    end();
}

/* Zeros behind the last count say nothing: they are read, and not written. */
static void zeros_at_the_end_are_left_out(void)
{
    begin();
    struct certificate_document document;
    struct text text;
    static const char zeros_text[] = "{\"format\":\"finopt-certificate-1\",\"instance\":\"two\",\"claim\":"
                                     "\"infeasible\",\"nodes\":[{\"kind\":"
                                     "\"cuts\",\"cuts\":[{\"row\":\"P6[a]\",\"at_most\":0,\"counts\":{\"h\":["
                                     "0,0],\"i\":[1,0]}}],\"child\":1}]}";
    CU_ASSERT_EQUAL_FATAL(parse(&document, zeros_text, sizeof zeros_text - 1), STATUS_OK);
    text_init(&text, arena);
    certificate_write(&text, problem, &document);
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "\"counts\":{\"i\":[1]}"));
    end();
}

/* Counts of the second application before those of the first. */
static void counts_stand_in_the_order_of_the_instance(void)
{
    begin();
    struct certificate_document document;
    static const char turned_text[] = "{\"format\":\"finopt-certificate-1\",\"instance\":\"two\",\"claim\":"
                                      "\"infeasible\",\"nodes\":[{\"kind\":"
                                      "\"cuts\",\"cuts\":[{\"row\":\"P6[a]\",\"at_most\":0,\"counts\":{\"i\":"
                                      "[1],\"h\":[1]}}],\"child\":1}]}";
    CU_ASSERT_EQUAL(parse(&document, turned_text, sizeof turned_text - 1), STATUS_INPUT);
    CU_ASSERT_EQUAL_FATAL(diagnostics.count, 1);
    CU_ASSERT_STRING_EQUAL(diagnostics.items[0].path, "nodes[0].cuts[0].counts.h");
    end();
}

void test_certificate_json_register(void)
{
    static const struct unit_test tests[] = {
        {"names become indices and names again", names_become_indices_and_names_again},
        {"a plan goes through too", a_plan_goes_through_too},
        {"an incomplete plan stays so", an_incomplete_plan_stays_so},
        {"a long certificate is read piece by piece", a_long_certificate_is_read_piece_by_piece},
        {"zeros at the end are left out", zeros_at_the_end_are_left_out},
        {"counts stand in the order of the instance", counts_stand_in_the_order_of_the_instance},
        {"what is wrong far down has its line", what_is_wrong_far_down_has_its_line},
    };
    suite_register("certificate_json", tests, sizeof tests / sizeof tests[0]);
}
