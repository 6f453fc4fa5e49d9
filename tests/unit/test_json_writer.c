/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of io/json_writer.h: what is written is JSON and reads back as what was meant. */
#include <CUnit/CUnit.h>

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/rng.h"
#include "base/text.h"
#include "io/diagnostic.h"
#include "io/json_reader.h"
#include "io/json_writer.h"
#include "suites.h"

static void write_sample(struct json_writer *writer)
{
    json_write_begin_object(writer);
    json_write_key(writer, "name");
    json_write_string(writer, "a\"b\\c\n\x01\x7F/\xC3\xA9");
    json_write_key(writer, "none");
    json_write_string(writer, NULL);
    json_write_key(writer, "list");
    json_write_begin_array(writer);
    json_write_int64(writer, INT64_MIN);
    json_write_bool(writer, true);
    json_write_null(writer);
    json_write_string(writer, "x, y");
    json_write_end_array(writer);
    json_write_key(writer, "deep");
    json_write_begin_array(writer);
    json_write_begin_array(writer);
    json_write_end_array(writer);
    json_write_begin_object(writer);
    json_write_end_object(writer);
    json_write_begin_object(writer);
    json_write_key(writer, "raw");
    json_write_raw(writer, "1e3");
    json_write_end_object(writer);
    json_write_end_array(writer);
    json_write_end_object(writer);
}

static void test_compact(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    struct json_writer writer;
    text_init(&text, arena);
    json_writer_init(&writer, &text, JSON_COMPACT);
    write_sample(&writer);
    CU_ASSERT_STRING_EQUAL(text.data, "{\"name\":\"a\\\"b\\\\c\\n\\u0001\\u007f/\xC3\xA9\",\"none\":null,"
                                      "\"list\":[-9223372036854775808,true,null,\"x, y\"],"
                                      "\"deep\":[[],{},{\"raw\":1e3}]}");
    arena_free(arena);
}

static void test_pretty(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    struct json_writer writer;
    text_init(&text, arena);
    json_writer_init(&writer, &text, JSON_PRETTY);
    write_sample(&writer);
    CU_ASSERT_STRING_EQUAL(text.data, "{\n"
                                      "  \"name\": \"a\\\"b\\\\c\\n\\u0001\\u007f/\xC3\xA9\",\n"
                                      "  \"none\": null,\n"
                                      "  \"list\": [-9223372036854775808, true, null, \"x, y\"],\n"
                                      "  \"deep\": [\n"
                                      "    [],\n"
                                      "    {},\n"
                                      "    {\n"
                                      "      \"raw\": 1e3\n"
                                      "    }\n"
                                      "  ]\n"
                                      "}");
    arena_free(arena);
}

static void test_long_array(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    struct json_writer writer;
    text_init(&text, arena);
    json_writer_init(&writer, &text, JSON_PRETTY);
    json_write_begin_array(&writer);
    for (int i = 0; i < 60; i++) {
        json_write_int64(&writer, i);
    }
    json_write_end_array(&writer);
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "[\n  0,\n  1,\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "  58,\n  59\n]"));
    arena_free(arena);
}

static void test_bad_utf8(void)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    struct json_writer writer;
    text_init(&text, arena);
    json_writer_init(&writer, &text, JSON_COMPACT);
    json_write_string(&writer, "a\xFF\xC3");
    CU_ASSERT_STRING_EQUAL(text.data, "\"a\xEF\xBF\xBD\xEF\xBF\xBD\"");
    arena_free(arena);
}

static const char *write_one(struct text *text, double number)
{
    struct json_writer writer;
    text->length = 0;
    json_writer_init(&writer, text, JSON_COMPACT);
    json_write_double(&writer, number);
    return text->data;
}

static void test_doubles(void)
{
    static const struct {
        double number;
        const char *text;
    } cases[] = {
        {0, "0"},
        {-0.0, "-0"},
        {1, "1"},
        {0.1, "0.1"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1e300, "1e+300"},
        {1e-9, "1e-09"},
        {85602766, "85602766"},
        {9007199254740993.0, "9007199254740992"},
        {NAN, "null"},
        {INFINITY, "null"},
        {-INFINITY, "null"},
        {5e-324, "4.94065645841247e-324"},
    };
    struct arena *arena = arena_new(NULL, NULL);
    struct text text;
    text_init(&text, arena);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CU_ASSERT_STRING_EQUAL(write_one(&text, cases[i].number), cases[i].text);
    }
    struct rng rng = rng_from_seed(1);
    size_t wrong = 0;
    for (int i = 0; i < 20000; i++) {
        const uint64_t bits = rng_next(&rng);
        double number = 0;
        memcpy(&number, &bits, sizeof number);
        const double back = strtod(write_one(&text, number), NULL);
        wrong += isfinite(number) && memcmp(&back, &number, sizeof number) != 0;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    arena_free(arena);
}

/* Random documents: the reader must accept both styles. */
static void write_random(struct json_writer *writer, struct rng *rng, int depth)
{
    const int64_t choice = rng_between(rng, 0, depth > 0 ? 7 : 5);
    char letters[] = {(char)rng_between(rng, 1, 127), (char)(unsigned char)rng_between(rng, 128, 255), '\\',
                      '\0'};
    switch (choice) {
    case 0:
        json_write_null(writer);
        break;
    case 1:
        json_write_bool(writer, false);
        break;
    case 2:
        json_write_int64(writer, (int64_t)rng_next(rng));
        break;
    case 3:
        json_write_double(writer, (double)rng_between(rng, -1000, 1000) / 7);
        break;
    case 4:
    case 5:
        json_write_string(writer, letters);
        break;
    case 6:
        json_write_begin_array(writer);
        for (int64_t i = rng_between(rng, 0, 5); i > 0; i--) {
            write_random(writer, rng, depth - 1);
        }
        json_write_end_array(writer);
        break;
    default:
        json_write_begin_object(writer);
        for (int64_t i = rng_between(rng, 0, 5); i > 0; i--) {
            json_write_key(writer, letters);
            write_random(writer, rng, depth - 1);
        }
        json_write_end_object(writer);
        break;
    }
}

static void test_reads_back(void)
{
    for (uint64_t seed = 0; seed < 2000; seed++) {
        struct arena *arena = arena_new(NULL, NULL);
        struct rng rng = rng_from_seed(seed);
        struct diagnostics diagnostics;
        struct json_value root;
        struct text text;
        struct json_writer writer;
        text_init(&text, arena);
        json_writer_init(&writer, &text, seed % 2 == 0 ? JSON_PRETTY : JSON_COMPACT);
        write_random(&writer, &rng, 6);
        diagnostics_init(&diagnostics, arena, "random.json");
        if (json_parse(&root, arena, &diagnostics, text.data, text.length) != STATUS_OK) {
            printf("%s\n%s\n", text.data, diagnostics.items[0].message);
            CU_FAIL("what was written is no JSON");
        }
        CU_ASSERT(seed % 2 == 0 || memchr(text.data, '\n', text.length) == NULL);
        arena_free(arena);
    }
}

void test_json_writer_register(void)
{
    static const struct unit_test tests[] = {
        {"compact output is one line without spaces", test_compact},
        {"pretty output has short arrays of scalars on one line", test_pretty},
        {"a long array has one element a line", test_long_array},
        {"bytes that are not UTF-8 become replacement characters", test_bad_utf8},
        {"a double is the shortest text that reads back", test_doubles},
        {"the reader accepts whatever is written", test_reads_back},
    };
    suite_register("json_writer", tests, sizeof tests / sizeof tests[0]);
}
