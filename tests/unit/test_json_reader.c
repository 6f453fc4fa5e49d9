/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of io/json_reader.h, json_hints.h and json_integer.h: typed reading, exact numbers, helpful
 * complaints. */
#include <CUnit/CUnit.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "io/diagnostic.h"
#include "io/json_hints.h"
#include "io/json_integer.h"
#include "io/json_reader.h"
#include "suites.h"

static struct arena *arena;
static struct diagnostics diagnostics;

static struct json_value parse(const char *text)
{
    struct json_value root = {.item = JSON_NO_ITEM};
    arena = arena_new(NULL, NULL);
    diagnostics_init(&diagnostics, arena, "a.json");
    CU_ASSERT_EQUAL_FATAL(json_parse(&root, arena, &diagnostics, text, strlen(text)), STATUS_OK);
    return root;
}

/* "PATH: MESSAGE" of the only diagnostic, "" if there is none; releases the arena. */
static const char *end(void)
{
    static char complaint[600];
    complaint[0] = '\0';
    if (diagnostics_total(&diagnostics) > 1) {
        snprintf(complaint, sizeof complaint, "%zu diagnostics", diagnostics_total(&diagnostics));
    } else if (diagnostics.count == 1) {
        snprintf(complaint, sizeof complaint, "%s: %s", diagnostics.items[0].path,
                 diagnostics.items[0].message);
    }
    arena_free(arena);
    return complaint;
}

static void test_tree(void)
{
    const struct json_value root =
        parse("{\"a\": [true, null, \"\\u00e9\\ud83d\\ude00\"], \"b c\": {}, \"A\": -1.5}");
    CU_ASSERT_EQUAL(json_kind(root), JSON_OBJECT);
    CU_ASSERT_EQUAL(json_count(root), 3);
    CU_ASSERT_PTR_NULL(json_key(root));
    CU_ASSERT_TRUE(json_is_missing(json_next(root)));
    struct json_value a = json_first(root);
    CU_ASSERT_STRING_EQUAL(json_key(a), "a");
    const struct json_value truth = json_first(a);
    bool answer = false;
    CU_ASSERT_TRUE(json_read_bool(&answer, truth) && answer);
    CU_ASSERT_EQUAL(json_kind(json_next(truth)), JSON_NULL);
    const char *string = NULL;
    CU_ASSERT_TRUE(json_read_string(&string, json_next(json_next(truth)), JSON_TEXT_ANY));
    CU_ASSERT_STRING_EQUAL(string, "\xC3\xA9\xF0\x9F\x98\x80");
    CU_ASSERT_TRUE(json_is_missing(json_next(json_next(json_next(truth)))));
    CU_ASSERT_STRING_EQUAL(json_key(json_next(a)), "b c");
    CU_ASSERT_TRUE(json_is_missing(json_first(json_next(a))));
    CU_ASSERT_TRUE(json_is_missing(json_member(root, "b")));
    double number = 0;
    const struct json_range any = {.low = -2, .high = 2};
    CU_ASSERT_TRUE(json_read_number(&number, json_member(root, "A"), &any));
    CU_ASSERT_EQUAL(number, -1.5);
    CU_ASSERT_STRING_EQUAL(end(), "");
}

/* The same double that strtod reads, the nasty ones included. */
static void test_numbers(void)
{
    static const char *const texts[] = {"0.1",
                                        "1e-9",
                                        "67e-9",
                                        "9007199254740993",
                                        "123456789.123456789e-20",
                                        "2.2250738585072011e-308",
                                        "0.500000000000000166533453693773481063544750213623046875",
                                        "1E+18",
                                        "5e-324",
                                        "1e-400",
                                        "999999999999999983222784"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const struct json_range any = {.low = 0, .high = 1e300};
        double number = -1;
        CU_ASSERT_TRUE(json_read_number(&number, parse(texts[i]), &any));
        CU_ASSERT_EQUAL(number, strtod(texts[i], NULL));
        CU_ASSERT_STRING_EQUAL(end(), "");
    }
}

static void test_number_ranges(void)
{
    static const struct {
        const char *text;
        const struct json_range *range;
        const char *complaint;
    } cases[] = {
        {"0", &json_not_negative, ""},
        {"-0", &json_not_negative, ""},
        {"-1e-300", &json_not_negative, ": must be >= 0, got -1e-300"},
        {"1e18", &json_not_negative, ""},
        {"1000000000000000129", &json_not_negative, ": must be <= 1e+18, got 1000000000000000129"},
        {"0", &json_positive, ": must be > 0, got 0"},
        {"1e-400", &json_positive, ": must be > 0, got 1e-400"},
        {"1e-31", &json_positive, ": must be >= 1e-30, got 1e-31"},
        {"1e-30", &json_positive, ""},
        {"1e19", &json_positive, ": must be <= 1e+18, got 1e19"},
        {"1", &json_fraction, ""},
        {"1.0000000000000003", &json_fraction, ": must be between 0 and 1, got 1.0000000000000003"},
        {"-0.1", &json_fraction, ": must be between 0 and 1, got -0.1"},
        {"0", &json_share, ": must be > 0 and <= 1, got 0"},
        {"\"1\"", &json_share, ": must be a number, got \"1\""},
        {"null", &json_share, ": must be a number, got null"},
        {"false", &json_share, ": must be a number, got false"},
        {"[1]", &json_share, ": must be a number, got an array"},
        {"{}", &json_share, ": must be a number, got an object"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double number = 77;
        const bool is_read = json_read_number(&number, parse(cases[i].text), cases[i].range);
        CU_ASSERT_EQUAL(is_read, cases[i].complaint[0] == '\0');
        CU_ASSERT(is_read || number == 77);
        CU_ASSERT_STRING_EQUAL(end(), cases[i].complaint);
    }
}

static void test_integers(void)
{
    static const struct {
        const char *text;
        enum integer_reading reading;
        int64_t number;
    } cases[] = {
        {"0", INTEGER_READ, 0},
        {"-0", INTEGER_READ, 0},
        {"0.000e5", INTEGER_READ, 0},
        {"0e-99999999999999999999", INTEGER_READ, 0},
        {"85602766", INTEGER_READ, 85602766},
        {"9007199254740993", INTEGER_READ, INT64_C(9007199254740993)},
        {"-9007199254740993", INTEGER_READ, INT64_C(-9007199254740993)},
        {"9223372036854775807", INTEGER_READ, INT64_MAX},
        {"-9223372036854775808", INTEGER_READ, INT64_MIN},
        {"9223372036854775807.000", INTEGER_READ, INT64_MAX},
        {"922337203685477580.7e1", INTEGER_READ, INT64_MAX},
        {"9223372036854775808", INTEGER_TOO_LARGE, 0},
        {"-9223372036854775809", INTEGER_TOO_LARGE, 0},
        {"1e18", INTEGER_READ, INT64_C(1000000000000000000)},
        {"1e19", INTEGER_TOO_LARGE, 0},
        {"1e100", INTEGER_TOO_LARGE, 0},
        {"1e-100", INTEGER_FRACTION, 0},
        {"1e99999999999999999999", INTEGER_TOO_LARGE, 0},
        {"1e9", INTEGER_READ, 1000000000},
        {"2.50e1", INTEGER_READ, 25},
        {"2500e-2", INTEGER_READ, 25},
        {"25e-1", INTEGER_FRACTION, 0},
        {"0.1", INTEGER_FRACTION, 0},
        {"1.0000000000000000000000001", INTEGER_FRACTION, 0},
        {"1e-99999999999999999999", INTEGER_FRACTION, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t number = 0;
        const enum integer_reading reading =
            json_integer_parse(&number, cases[i].text, strlen(cases[i].text));
        if (reading != cases[i].reading || number != cases[i].number) {
            printf("%s\n", cases[i].text);
            CU_FAIL("read as something else");
        }
    }
}

static void test_integer_ranges(void)
{
    static const struct {
        const char *text;
        const char *complaint;
    } cases[] = {
        {"-1", ": must be >= 0, got -1"},
        {"-1e30", ": must be >= 0, got -1e30"},
        {"11", ": must be <= 10, got 11"},
        {"1e30", ": must be <= 10, got 1e30"},
        {"0.5", ": must be an integer, got 0.5"},
        {"true", ": must be a number, got true"},
        {"1e1", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t number = 0;
        json_read_integer(&number, parse(cases[i].text), 0, 10);
        CU_ASSERT_STRING_EQUAL(end(), cases[i].complaint);
    }
}

static void test_strings(void)
{
    static const struct {
        const char *text;
        enum json_text kind;
        const char *complaint;
    } cases[] = {
        {"\"\"", JSON_TEXT_ANY, ""},
        {"\"a\\nb\"", JSON_TEXT_FILLED, ""},
        {"\"\"", JSON_TEXT_FILLED, ": must not be empty"},
        {"\"b c \\u00e9\"", JSON_TEXT_LABEL, ""},
        {"\"\"", JSON_TEXT_LABEL, ": must be 1 to 200 bytes without control characters, got \"\""},
        {"\"a\\u0085\"", JSON_TEXT_LABEL,
         ": must be 1 to 200 bytes without control characters, got \"a\xC2\x85\""},
        {"\"a.B_9-\"", JSON_TEXT_ID, ""},
        {"\"a b\"", JSON_TEXT_ID, ": must be 1 to 64 letters, digits, '.', '_' or '-', got \"a b\""},
        {"\"\\u00e9\"", JSON_TEXT_ID, ": must be 1 to 64 letters, digits, '.', '_' or '-', got \"\xC3\xA9\""},
        {"\"0123456789012345678901234567890123456789012345678901234567890123\"", JSON_TEXT_ID, ""},
        {"\"01234567890123456789012345678901234567890123456789012345678901234\"", JSON_TEXT_ID,
         ": must be 1 to 64 letters, digits, '.', '_' or '-', got "
         "\"012345678901234567890123456789012345678901234567890123456789...\""},
        {"1", JSON_TEXT_ANY, ": must be a string, got 1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *string = NULL;
        const bool is_read = json_read_string(&string, parse(cases[i].text), cases[i].kind);
        CU_ASSERT_EQUAL(is_read, string != NULL);
        CU_ASSERT_STRING_EQUAL(end(), cases[i].complaint);
    }
}

static void test_members(void)
{
    static const char *const words[] = {"worst_case", "mean", NULL};
    static const char text[] = "{\"list\": [], \"word\": \"maen\", \"number\": 1}";
    struct json_value list;
    size_t choice = 5;
    double number = 5;
    CU_ASSERT_FALSE(json_member_list(&list, parse(text), "list", JSON_REQUIRED, JSON_LIST_FILLED));
    CU_ASSERT_STRING_EQUAL(end(), "list: must not be empty");
    CU_ASSERT_TRUE(json_member_list(&list, parse(text), "list", JSON_REQUIRED, JSON_LIST_ANY));
    CU_ASSERT_STRING_EQUAL(end(), "");
    CU_ASSERT_TRUE(json_member_list(&list, parse(text), "other", JSON_OPTIONAL, JSON_LIST_FILLED));
    CU_ASSERT_TRUE(json_is_missing(list));
    CU_ASSERT_STRING_EQUAL(end(), "");
    CU_ASSERT_FALSE(json_member_choice(&choice, parse(text), "word", JSON_OPTIONAL, words));
    CU_ASSERT_STRING_EQUAL(end(),
                           "word: must be \"worst_case\" or \"mean\", got \"maen\"; did you mean \"mean\"?");
    CU_ASSERT_FALSE(json_member_number(&number, parse(text), "other", JSON_REQUIRED, &json_fraction));
    CU_ASSERT_STRING_EQUAL(end(), ": missing key \"other\"");
    CU_ASSERT_TRUE(json_member_number(&number, parse(text), "other", JSON_OPTIONAL, &json_fraction));
    CU_ASSERT_EQUAL(number, 5);
    CU_ASSERT_STRING_EQUAL(end(), "");
    CU_ASSERT_TRUE(json_member_number(&number, parse(text), "number", JSON_OPTIONAL, &json_fraction));
    CU_ASSERT_EQUAL(number, 1);
    CU_ASSERT_STRING_EQUAL(end(), "");
}

static void test_keys(void)
{
    static const char *const keys[] = {"bits_per_s", "power_w", "id", NULL};
    static const struct {
        const char *text;
        const char *complaint;
    } cases[] = {
        {"{\"id\": 1, \"power_w\": 2}", ""},
        {"{}", ""},
        {"[]", ": must be an object, got an array"},
        {"{\"id\": 1, \"id\": 2}", "id: duplicate key; the first one is on line 1"},
        {"{\"\\u0069d\": 1,\n \"id\": 2}", "id: duplicate key; the first one is on line 1"},
        {"{\"x\": 1}", "x: unknown key"},
        {"{\"powerw\": 1}", "powerw: unknown key; did you mean \"power_w\"?"},
        {"{\"POWER_W\": 1}", "POWER_W: unknown key; did you mean \"power_w\"?"},
        {"{\"bandwith\": 1}", "bandwith: unknown key; did you mean \"bits_per_s\"?"},
        {"{\"deadline\": 1}", "deadline: unknown key"},
        {"{\"a key\": 1}", "[\"a key\"]: unknown key"},
        {"{\"\": 1}", "[\"\"]: unknown key"},
        {"{\"of\": 1}", "of: unknown key"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        json_check_object(parse(cases[i].text), keys);
        CU_ASSERT_STRING_EQUAL(end(), cases[i].complaint);
    }
}

static void test_paths(void)
{
    const struct json_value root = parse("{\"a\": [0, {\"b.c\": [[\"x\"]]}]}");
    const struct json_value list = json_member(root, "a");
    const struct json_value deep = json_first(json_next(json_first(list)));
    json_report(json_first(json_first(deep)), "here %d", 1);
    CU_ASSERT_EQUAL(diagnostics.items[0].column, 21);
    CU_ASSERT_EQUAL(diagnostics.items[0].length, 3);
    CU_ASSERT_STRING_EQUAL(end(), "a[1].b.c[0][0]: here 1");
}

static void test_nearest_word(void)
{
    static const char *const words[] = {"device", NULL, "edge", "cloud", "id"};
    static const struct {
        const char *word;
        const char *nearest; /* NULL: none */
    } cases[] = {{"devcie", "device"}, {"Edge", "edge"}, {"cloude2", "cloud"}, {"moon", NULL},
                 {"di", NULL},         {"idx", "id"},    {"", NULL},           {"device", "device"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *nearest = json_nearest_word(cases[i].word, words, 5);
        CU_ASSERT(cases[i].nearest == NULL ? nearest == NULL
                                           : nearest != NULL && strcmp(nearest, cases[i].nearest) == 0);
    }
}

static void test_refusal(void)
{
    struct json_value root = {.item = 7};
    arena = arena_new(NULL, NULL);
    diagnostics_init(&diagnostics, arena, "a.json");
    CU_ASSERT_EQUAL(json_parse(&root, arena, &diagnostics, "[1,\n 2", 6), STATUS_INPUT);
    CU_ASSERT_EQUAL(root.item, 7);
    CU_ASSERT_EQUAL(diagnostics.items[0].line, 2);
    CU_ASSERT_EQUAL(diagnostics.items[0].column, 3);
    CU_ASSERT_STRING_EQUAL(end(), ": expected ',' or ']', found the end of the file");
    CU_ASSERT(strlen(json_reader_version()) >= 5);
}

void test_json_reader_register(void)
{
    static const struct unit_test tests[] = {
        {"values, keys and siblings are those of the text", test_tree},
        {"a number is the double that strtod reads", test_numbers},
        {"ranges hold exactly and are explained", test_number_ranges},
        {"integers are exact up to the ends of int64_t", test_integers},
        {"integer ranges are explained", test_integer_ranges},
        {"strings, labels and ids are told apart", test_strings},
        {"members are required or have defaults", test_members},
        {"unknown and duplicate keys are complaints with hints", test_keys},
        {"a complaint names path and place", test_paths},
        {"the nearest word is one or two edits away", test_nearest_word},
        {"what is not JSON leaves the output alone", test_refusal},
    };
    suite_register("json_reader", tests, sizeof tests / sizeof tests[0]);
}
