/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of io/json_scan.h, io/json_find.h and io/utf8.h: what is JSON, and where things stand. */
#include <CUnit/CUnit.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "io/json_find.h"
#include "io/json_scan.h"
#include "io/utf8.h"
#include "suites.h"

/* Scans a copy of exactly these bytes, so that a read too far is seen; returns the status. */
static enum status scan_bytes(struct json_fault *fault, const char *bytes, size_t length)
{
    struct arena *arena = arena_new(NULL, NULL);
    struct json_scan scan;
    char *copy = malloc(length > 0 ? length : 1);
    memcpy(copy, bytes, length);
    const enum status status = json_scan_parse(&scan, arena, copy, length, fault);
    free(copy);
    arena_free(arena);
    return status;
}

static void test_accepted(void)
{
    static const char *const texts[] = {"0",
                                        "-0",
                                        "-0.0e-0",
                                        "1E+5",
                                        "0.1",
                                        "12.50e-3",
                                        "1e307",
                                        "9.99e307",
                                        "0e999",
                                        "0.000e99999999999999999999",
                                        "1e-999",
                                        "null",
                                        "true",
                                        "false",
                                        "\"\"",
                                        "[]",
                                        "{}",
                                        " [ ] ",
                                        "\t\r\n{\n}\n",
                                        "[1,2 , 3]",
                                        "{\"\":0}",
                                        "{\"a\":{\"a\":[]},\"b\":[{}]}",
                                        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
                                        "\"\\u00e9\\uD83D\\uDE00\\uDBFF\\uDFFF\\ud800\\udc00\"",
                                        "\"\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80\xF4\x8F\xBF\xBF\"",
                                        "\"\x7F\"",
                                        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
                                        "0.1234567890123456789012345678901234567890123456789012345678901"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct json_fault fault = {0};
        if (scan_bytes(&fault, texts[i], strlen(texts[i])) != STATUS_OK) {
            printf("refused: %s: %s\n", texts[i], fault.message);
            CU_FAIL("a JSON text is refused");
        }
    }
}

static void test_refused(void)
{
    static const struct {
        const char *text;
        size_t offset;
        const char *message; /* a part of it */
    } cases[] = {
        {"", 0, "end of the file"},
        {"  ", 0, "end of the file"},
        {"1 1", 2, "expected the end of the file, found 1"},
        {"[1 2]", 3, "expected ',' or ']', found 2"},
        {"{\"a\" 1}", 5, "expected ':'"},
        {"{\"a\":}", 5, "expected a value, found '}'"},
        {"{1:2}", 1, "expected a key"},
        {"[1,]", 2, "a comma may not stand before ']'"},
        {"{\"a\":1,}", 6, "a comma may not stand before '}'"},
        {"[,1]", 1, "expected a value, found ','"},
        {"[1", 2, "found the end of the file"},
        {"{\"a\":1}}", 7, "expected the end of the file, found '}'"},
        {"nul", 0, "found nul"},
        {"nulll", 0, "found nulll"},
        {"trUe", 0, "found trUe"},
        {"NaN", 0, "found NaN"},
        {"Infinity", 0, "found Infinity"},
        {"01", 0, "may not start with 0"},
        {"-01", 0, "may not start with 0"},
        {"1.", 2, "after the decimal point"},
        {".5", 0, "expected a value, found '.'"},
        {"+1", 0, "expected a value, found '+'"},
        {"1e", 2, "digit in the exponent"},
        {"1e+", 3, "digit in the exponent"},
        {"-", 1, "a digit after '-'"},
        {"0x10", 1, "'x' cannot follow a number"},
        {"1e308", 0, "below 1e308"},
        {"-1e308", 0, "below 1e308"},
        {"0.01e310", 0, "below 1e308"},
        {"1000e305", 0, "below 1e308"},
        {"1e99999999999999999999", 0, "below 1e308"},
        {"0.12345678901234567890123456789012345678901234567890123456789012", 0,
         "at most 63 characters, this has 64"},
        {"\"a", 0, "does not end"},
        {"\"a\nb\"", 0, "does not end on its line"},
        {"\"a\tb\"", 2, "0x09"},
        {"\"\x1F\"", 1, "0x1f"},
        {"\"a\\x\"", 2, "not an escape"},
        {"\"a\\", 2, "does not end"},
        {"\"\\u12g4\"", 1, "four hexadecimal digits"},
        {"\"\\u0000\"", 1, "\\u0000"},
        {"\"\\ud800\"", 1, "without the second"},
        {"\"\\ud800\\n\"", 1, "without the second"},
        {"\"\\ud800\\ud800\"", 1, "without the second"},
        {"\"\\udc00\"", 1, "without the first"},
        {"\"\x80\"", 1, "byte 0x80"},
        {"\"\xC0\xAF\"", 1, "byte 0xc0"},
        {"\"\xE0\x80\xAF\"", 1, "byte 0xe0"},
        {"\"\xED\xA0\x80\"", 1, "byte 0xed"},
        {"\"\xF4\x90\x80\x80\"", 1, "byte 0xf4"},
        {"\"\xE2\x82\"", 1, "byte 0xe2"},
        {"\"\xE2\x82", 1, "byte 0xe2"},
        {"\xEF\xBB\xBF{}", 0, "byte order mark"},
        {"// no\n1", 0, "no comments"},
        {"['a']", 1, "double quotes"},
        {"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", 32, "nested deeper than 32"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct json_fault fault = {0};
        const enum status status = scan_bytes(&fault, cases[i].text, strlen(cases[i].text));
        if (status != STATUS_INPUT || fault.offset != cases[i].offset ||
            strstr(fault.message, cases[i].message) == NULL) {
            printf("%s: status %d, offset %zu: %s\n", cases[i].text, (int)status, fault.offset,
                   fault.message);
            CU_FAIL("not refused, or not there, or not so");
        }
    }
}

static void test_nul_bytes(void)
{
    struct json_fault fault = {0};
    CU_ASSERT_EQUAL(scan_bytes(&fault, "1\0", 2), STATUS_INPUT);
    CU_ASSERT_STRING_EQUAL(fault.message, "expected the end of the file, found byte 0x00");
    CU_ASSERT_EQUAL(scan_bytes(&fault, "\"\0\"", 3), STATUS_INPUT);
    CU_ASSERT_EQUAL(scan_bytes(&fault, "\"\\\0\"", 4), STATUS_INPUT);
    CU_ASSERT_EQUAL(fault.offset, 1);
}

static void test_positions(void)
{
    static const char text[] = "{\"a\": [1, 22], \"b\\u0063\": {\"\": \"x\"}}";
    struct arena *arena = arena_new(NULL, NULL);
    struct json_scan scan;
    struct json_fault fault;
    CU_ASSERT_EQUAL_FATAL(json_scan_parse(&scan, arena, text, sizeof text - 1, &fault), STATUS_OK);
    CU_ASSERT_EQUAL_FATAL(scan.item_count, 6);
    static const struct json_item expected[] = {
        {JSON_OBJECT, 0, sizeof text - 1, 0, 0, JSON_NO_ITEM, 6, 2, JSON_NO_ITEM},
        {JSON_ARRAY, 6, 7, 1, 3, 0, 4, 2, JSON_NO_ITEM},
        {JSON_NUMBER, 7, 1, 0, 0, 1, 3, 0, JSON_NO_ITEM},
        {JSON_NUMBER, 10, 2, 0, 0, 1, 4, 0, JSON_NO_ITEM},
        {JSON_OBJECT, 26, 9, 15, 9, 0, 6, 1, JSON_NO_ITEM},
        {JSON_STRING, 31, 3, 27, 2, 4, 6, 0, JSON_NO_ITEM},
    };
    for (size_t i = 0; i < 6; i++) {
        CU_ASSERT_EQUAL(memcmp(&scan.items[i], &expected[i], sizeof expected[i]), 0);
    }
    arena_free(arena);
}

static void test_same_keys(void)
{
    static const char text[] =
        "{\"k\":0,\"\\u006b\":1,\"K\":2,\"k\":3,\"o\":{\"k\":4},\"\\ud83d\\ude00\":5,\"\xF0\x9F\x98\x80\":6}";
    static const uint32_t expected[] = {JSON_NO_ITEM, JSON_NO_ITEM, 1, JSON_NO_ITEM, 1, JSON_NO_ITEM,
                                        JSON_NO_ITEM, JSON_NO_ITEM, 7};
    struct arena *arena = arena_new(NULL, NULL);
    struct json_scan scan;
    struct json_fault fault;
    CU_ASSERT_EQUAL_FATAL(json_scan_parse(&scan, arena, text, sizeof text - 1, &fault), STATUS_OK);
    CU_ASSERT_EQUAL_FATAL(scan.item_count, 9);
    for (size_t i = 0; i < 9; i++) {
        CU_ASSERT_EQUAL(scan.items[i].first_same_key, expected[i]);
    }
    arena_free(arena);
}

/* 200 000 keys, every second one a repetition: quadratic work would take minutes. */
static void test_many_keys(void)
{
    enum { COUNT = 200000, ROOM = COUNT * 16 };
    char *text = malloc(ROOM);
    size_t length = 0;
    for (size_t i = 0; i < COUNT; i++) {
        length += (size_t)snprintf(text + length, ROOM - length, "%s\"k%zu\":0", i == 0 ? "{" : ",", i / 2);
    }
    text[length++] = '}';
    struct arena *arena = arena_new(NULL, NULL);
    struct json_scan scan;
    struct json_fault fault;
    CU_ASSERT_EQUAL_FATAL(json_scan_parse(&scan, arena, text, length, &fault), STATUS_OK);
    CU_ASSERT_EQUAL_FATAL(scan.item_count, COUNT + 1);
    size_t wrong = 0;
    for (uint32_t i = 1; i <= COUNT; i++) {
        wrong += scan.items[i].first_same_key != (i % 2 == 0 ? i - 1 : JSON_NO_ITEM);
    }
    CU_ASSERT_EQUAL(wrong, 0);
    arena_free(arena);
    free(text);
}

static void test_limits(void)
{
    struct json_fault fault = {0};
    const size_t length = (size_t)JSON_BYTE_LIMIT + 1;
    char *text = malloc(length);
    memset(text, ' ', length);
    text[0] = '0';
    CU_ASSERT_EQUAL(scan_bytes(&fault, text, length - 1), STATUS_OK);
    CU_ASSERT_EQUAL(scan_bytes(&fault, text, length), STATUS_INPUT);
    CU_ASSERT_STRING_EQUAL(fault.message, "larger than 16 MiB");
    /* [0,0,...,0] with JSON_VALUE_LIMIT - 1 zeros is full; one more is too many. */
    const size_t zeros = JSON_VALUE_LIMIT - 1;
    for (size_t i = 0; i <= zeros; i++) {
        text[2 * i] = i == 0 ? '[' : ',';
        text[2 * i + 1] = '0';
    }
    text[2 * zeros] = ']';
    CU_ASSERT_EQUAL(scan_bytes(&fault, text, 2 * zeros + 1), STATUS_OK);
    text[2 * zeros] = ',';
    text[2 * zeros + 2] = ']';
    CU_ASSERT_EQUAL(scan_bytes(&fault, text, 2 * zeros + 3), STATUS_INPUT);
    CU_ASSERT_STRING_EQUAL(fault.message, "more than 1048576 values");
    CU_ASSERT_EQUAL(fault.offset, 2 * zeros + 1);
    free(text);
}

static void test_find(void)
{
    static const char text[] = "{\"nodes\": [{\"id\": \"a\"}, {\"power_w\": -2}], \"f\": {\"a.b\": 2, "
                               "\"a\": {\"b\": 1}, \"\\u0063\": 3}}";
    static const struct {
        const char *path;
        const char *value; /* beginning of the text of what is found */
        size_t matched;
    } cases[] = {
        {"", "{\"nodes", 0},
        {"nodes", "[{\"id", 5},
        {"nodes[1]", "{\"power", 8},
        {"nodes[1].power_w", "-2", 16},
        {"nodes[1].latency_s", "{\"power", 8},
        {"nodes[2].power_w", "[{\"id", 5},
        {"nodes[x]", "[{\"id", 5},
        {"nodesx", "{\"nodes", 0},
        {"nodes[99999999999999999999999]", "[{\"id", 5},
        {"f.a", "{\"b\"", 3},
        {"f.a.b", "2", 5},
        {"f.c", "3", 3},
        {"links[0]", "{\"nodes", 0},
    };
    struct arena *arena = arena_new(NULL, NULL);
    struct json_scan scan;
    struct json_fault fault;
    CU_ASSERT_EQUAL_FATAL(json_scan_parse(&scan, arena, text, sizeof text - 1, &fault), STATUS_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t matched = 99;
        const size_t item = json_scan_find(&matched, &scan, cases[i].path);
        if (matched != cases[i].matched ||
            strncmp(text + scan.items[item].begin, cases[i].value, strlen(cases[i].value)) != 0) {
            printf("%s: %zu characters, item %zu\n", cases[i].path, matched, item);
            CU_FAIL("found something else");
        }
    }
    arena_free(arena);
}

static void test_locate(void)
{
    static const char text[] = "ab\n\ncd\n";
    static const struct {
        size_t offset;
        size_t line;
        size_t column;
    } cases[] = {{0, 1, 1}, {1, 1, 2}, {2, 1, 3}, {3, 2, 1}, {4, 3, 1}, {6, 3, 3}, {7, 4, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t line = 0;
        size_t column = 0;
        json_scan_locate(&line, &column, text, cases[i].offset);
        CU_ASSERT_EQUAL(line, cases[i].line);
        CU_ASSERT_EQUAL(column, cases[i].column);
    }
}

/* Every code point there and back; nothing else decodes to it. */
static void test_utf8_round_trip(void)
{
    size_t wrong = 0;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        char bytes[4];
        uint32_t back = 0;
        if (code >= 0xD800 && code <= 0xDFFF) {
            continue;
        }
        const size_t size = utf8_encode(bytes, code);
        wrong += utf8_decode(&back, bytes, size) != size || back != code;
        wrong += size > 1 && utf8_decode(&back, bytes, size - 1) != 0;
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

void test_json_scan_register(void)
{
    static const struct unit_test tests[] = {
        {"JSON texts are accepted", test_accepted},
        {"what is not JSON is refused at its place with its reason", test_refused},
        {"a NUL byte ends nothing and is refused", test_nul_bytes},
        {"every value and key has its place", test_positions},
        {"equal keys are found after unescaping, in the same object only", test_same_keys},
        {"an object with very many keys takes no quadratic time", test_many_keys},
        {"the limits on bytes and values hold exactly", test_limits},
        {"a path finds its value, or the longest beginning that is there", test_find},
        {"lines and columns count from one", test_locate},
        {"all of Unicode survives encoding and decoding", test_utf8_round_trip},
    };
    suite_register("json_scan", tests, sizeof tests / sizeof tests[0]);
}
