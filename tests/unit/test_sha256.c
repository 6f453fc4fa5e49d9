/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is it SHA-256? The examples of FIPS 180 and its neighbours around the length of a block. */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "base/sha256.h"
#include "io/instance_hash.h"
#include "model/instance.h"
#include "small_instance.h"
#include "suites.h"

static void examples_have_their_digests(void)
{
    static const struct {
        const char *text;
        const char *digest;
    } examples[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmno"
         "pqr"
         "stnopqrstu",
         "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        char hex[SHA256_HEX_SIZE];
        sha256_hex(hex, examples[i].text, strlen(examples[i].text));
        CU_ASSERT_STRING_EQUAL(hex, examples[i].digest);
    }
}

static void a_million_letters(void)
{
    enum { MILLION = 1000000 };
    struct arena *arena = arena_new(NULL, NULL);
    char *text = ARENA_ARRAY(arena, char, MILLION);
    char hex[SHA256_HEX_SIZE];
    memset(text, 'a', MILLION);
    sha256_hex(hex, text, MILLION);
    CU_ASSERT_STRING_EQUAL(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    arena_free(arena);
}

/* 55 bytes fit into a block with their length, 56 do not; 64 fill one. */
static void lengths_around_a_block(void)
{
    static const struct {
        size_t length;
        const char *digest;
    } examples[] = {
        {55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
        {56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
        {64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
    };
    char text[64];
    memset(text, 'a', sizeof text);
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        char hex[SHA256_HEX_SIZE];
        sha256_hex(hex, text, examples[i].length);
        CU_ASSERT_STRING_EQUAL(hex, examples[i].digest);
    }
}

static void only_what_methods_read_is_in_an_instance_s_hash(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct instance *instance = small_instance_new(arena);
    char before[SHA256_HEX_SIZE];
    char after[SHA256_HEX_SIZE];
    struct provenance provenance = {.path = "*", .source = "a book"};
    instance_hash(before, arena, instance);
    instance->description = "told in other words";
    instance->reference = "somewhere";
    instance->expected = (struct expected){.status = EXPECTED_OPTIMAL, .energy_quanta = 7};
    instance->provenance = &provenance;
    instance->provenance_count = 1;
    instance_hash(after, arena, instance);
    CU_ASSERT_STRING_EQUAL(before, after);
    CU_ASSERT_PTR_NOT_NULL(instance->description); /* it is only looked at */
    instance->applications[0].max_latency_s *= 1.0 + 1e-15;
    instance_hash(after, arena, instance);
    CU_ASSERT_STRING_NOT_EQUAL(before, after);
    arena_free(arena);
}

void test_sha256_register(void)
{
    static const struct unit_test tests[] = {
        {"examples have their digests", examples_have_their_digests},
        {"a million letters", a_million_letters},
        {"lengths around a block", lengths_around_a_block},
        {"only what methods read is in an instance's hash", only_what_methods_read_is_in_an_instance_s_hash},
    };
    suite_register("sha256", tests, sizeof tests / sizeof tests[0]);
}
