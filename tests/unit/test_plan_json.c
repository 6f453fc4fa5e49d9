/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of io/plan_json.h: what a good plan becomes, and what is left to the verifier. */
#include <CUnit/CUnit.h>

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "io/diagnostic.h"
#include "io/instance_json.h"
#include "io/plan_json.h"
#include "model/instance.h"
#include "model/plan.h"
#include "suites.h"

/* Two applications; model m has configurations, model k has not. */
static const char instance_text[] =
    "{\"format\":\"finopt-instance-1\",\"name\":\"two\",\"nodes\":[{\"id\":\"a\",\"tier\":\"t\",\"power_w\":"
    "0},"
    "{\"id\":\"b\",\"tier\":\"t\",\"power_w\":0}],\"models\":["
    "{\"id\":\"m\",\"blocks\":[{\"id\":\"b1\",\"ops\":1,\"output_bits\":0}],\"exits\":[{\"id\":\"x\","
    "\"block\":\"b1\"}],"
    "\"configurations\":[{\"id\":\"c0\",\"accuracy\":1,\"fractions\":{\"x\":1}},"
    "{\"id\":\"c1\",\"accuracy\":1,\"fractions\":{\"x\":1}}]},"
    "{\"id\":\"k\",\"blocks\":[{\"id\":\"b1\",\"ops\":1,\"output_bits\":0},{\"id\":\"b2\",\"ops\":1,\"output_"
    "bits\":0}],"
    "\"exits\":[{\"id\":\"last\",\"block\":\"b2\",\"accuracy\":1},{\"id\":\"first\",\"block\":\"b1\","
    "\"accuracy\":1}]}],"
    "\"applications\":[{\"id\":\"h\",\"model\":\"m\",\"source\":\"a\",\"max_latency_s\":1,\"min_accuracy\":0}"
    ","
    "{\"id\":\"g\",\"model\":\"k\",\"source\":\"a\",\"max_latency_s\":1,\"min_accuracy\":0}]}";

#define FRAME "{\"format\":\"finopt-plan-1\",\"instance\":\"two\""

static struct arena *arena;
static struct diagnostics diagnostics;
static struct plan_document document;

static enum status parse(const char *text)
{
    const struct instance *instance = NULL;
    arena = arena_new(NULL, NULL);
    diagnostics_init(&diagnostics, arena, "two.json");
    CU_ASSERT_EQUAL_FATAL(
        instance_parse(&instance, arena, &diagnostics, instance_text, sizeof instance_text - 1), STATUS_OK);
    diagnostics_init(&diagnostics, arena, "plan.json");
    document = (struct plan_document){.instance_name = "untouched"};
    return plan_parse(&document, arena, &diagnostics, text, strlen(text), instance);
}

static void test_whole(void)
{
    CU_ASSERT_EQUAL_FATAL(
        parse(FRAME ",\"applications\":[{\"id\":\"g\",\"configuration\":\"first\",\"nodes\":[\"b\"]},"
                    "{\"id\":\"h\",\"configuration\":\"c1\",\"nodes\":[\"a\"]}],"
                    "\"claimed_energy\":9007199254740993,\"claimed_energy_j\":0.5}"),
        STATUS_OK);
    CU_ASSERT_STRING_EQUAL(document.instance_name, "two");
    CU_ASSERT_TRUE(document.has_claimed_energy);
    CU_ASSERT_EQUAL(document.claimed_energy_quanta, INT64_C(9007199254740993));
    CU_ASSERT_TRUE(document.has_claimed_energy_j);
    CU_ASSERT_EQUAL(document.claimed_energy_j, 0.5);
    CU_ASSERT_EQUAL_FATAL(document.plan->application_count, 2);
    CU_ASSERT_EQUAL(document.plan->applications[0].configuration, 1);
    CU_ASSERT_EQUAL(document.plan->applications[0].node_count, 1);
    CU_ASSERT_EQUAL(document.plan->applications[0].nodes[0], 0);
    CU_ASSERT_EQUAL(document.plan->applications[1].configuration, 1);
    CU_ASSERT_EQUAL(document.plan->applications[1].nodes[0], 1);
    arena_free(arena);
}

static void test_left_to_the_verifier(void)
{
    CU_ASSERT_EQUAL(parse(FRAME ",\"applications\":[]}"), STATUS_OK);
    CU_ASSERT_FALSE(document.has_claimed_energy);
    CU_ASSERT_FALSE(document.has_claimed_energy_j);
    CU_ASSERT_EQUAL(document.plan->applications[0].configuration, PLAN_NO_CONFIGURATION);
    CU_ASSERT_EQUAL(document.plan->applications[1].configuration, PLAN_NO_CONFIGURATION);
    CU_ASSERT_EQUAL(document.plan->applications[1].node_count, 0);
    arena_free(arena);
    CU_ASSERT_EQUAL(parse(FRAME
                          ",\"applications\":[{\"id\":\"h\",\"configuration\":\"c0\",\"nodes\":[]},"
                          "{\"id\":\"g\",\"configuration\":\"first\",\"nodes\":[\"a\",\"b\",\"a\",\"a\"]}]}"),
                    STATUS_OK);
    CU_ASSERT_EQUAL(document.plan->applications[0].node_count, 0);
    CU_ASSERT_EQUAL(document.plan->applications[1].node_count, 4);
    arena_free(arena);
}

static void test_refused(void)
{
    static const struct {
        const char *text;
        const char *message;
    } cases[] = {
        {"{}", "missing key \"format\""},
        {FRAME "}", "missing key \"applications\""},
        {"{\"format\":\"finopt-plan-1\",\"instance\":\"tow\",\"applications\":[]}",
         "the plan is for another instance; this one is \"two\""},
        {FRAME ",\"applications\":[{\"id\":\"h\",\"configuration\":\"x\",\"nodes\":[]}]}",
         "no configuration has the id \"x\"; it must be \"c0\" or \"c1\""},
        {FRAME ",\"applications\":[{\"id\":\"g\",\"configuration\":\"fisrt\",\"nodes\":[]}]}",
         "no configuration has the id \"fisrt\"; did you mean \"first\"?"},
        {FRAME ",\"applications\":[{\"id\":\"h\",\"configuration\":\"c0\",\"nodes\":[\"a\",\"z\"]}]}",
         "no node has the id \"z\"; did you mean \"a\"?"},
        {FRAME ",\"applications\":[{\"id\":\"h\",\"configuration\":\"c0\",\"nodes\":[]},\n"
               "{\"id\":\"h\",\"configuration\":\"c0\",\"nodes\":[]}]}",
         "application \"h\" is placed already, on line 1"},
        {FRAME ",\"applications\":[],\"claimed_energy\":-1}", "must be >= 0, got -1"},
        {FRAME ",\"applications\":[],\"claimed_energy\":9223372036854775808}",
         "must be <= 9223372036854775807, got 9223372036854775808"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CU_ASSERT_EQUAL(parse(cases[i].text), STATUS_INPUT);
        CU_ASSERT_STRING_EQUAL(document.instance_name, "untouched");
        CU_ASSERT_FATAL(diagnostics.count > 0);
        CU_ASSERT_STRING_EQUAL(diagnostics.items[0].message, cases[i].message);
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

static void test_out_of_memory(void)
{
    static const char text[] =
        FRAME ",\"applications\":[{\"id\":\"g\",\"configuration\":\"first\",\"nodes\":[\"b\"]}]}";
    volatile size_t failures = 0;
    volatile bool is_done = false;
    for (volatile size_t n = 1; !is_done && n < 10000; n++) {
        const struct instance *instance = NULL;
        struct arena *own = arena_new(on_failure, NULL);
        struct plan_document result;
        diagnostics_init(&diagnostics, own, "two.json");
        CU_ASSERT_EQUAL_FATAL(
            instance_parse(&instance, own, &diagnostics, instance_text, sizeof instance_text - 1), STATUS_OK);
        diagnostics_init(&diagnostics, own, "plan.json");
        if (setjmp(out_of_memory) == 0) {
            arena_fail_after(own, n);
            CU_ASSERT_EQUAL(plan_parse(&result, own, &diagnostics, text, sizeof text - 1, instance),
                            STATUS_OK);
            is_done = true;
        } else {
            failures++;
        }
        arena_free(own);
    }
    CU_ASSERT_TRUE(is_done);
    CU_ASSERT(failures > 10);
}

void test_plan_json_register(void)
{
    static const struct unit_test tests[] = {
        {"ids become indices, claims are exact", test_whole},
        {"missing applications and wrong numbers of nodes are left to the verifier",
         test_left_to_the_verifier},
        {"what names nothing is refused and the output untouched", test_refused},
        {"running out of memory anywhere leaks nothing", test_out_of_memory},
    };
    suite_register("plan_json", tests, sizeof tests / sizeof tests[0]);
}
