/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How is a JSON text read so that every complaint has a line and a column? The scan (json_scan.h) accepts the
 * text and knows the places; cJSON then parses it, and its tree, whose nodes come in the order of the scan's
 * items, is copied beside them into memory that was taken from the arena before. So the tree never outlives
 * this function and no allocation of the arena, which may not return, happens while it exists.
 *
 * The only file that includes cJSON. Its numbers are strtod() of the same characters, with the decimal point
 * of the locale put in.
 */
#include "io/json_reader.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "io/diagnostic.h"
#include "io/json_find.h"
#include "io/json_hints.h"
#include "io/json_integer.h"

_Static_assert(JSON_DEPTH_LIMIT < CJSON_NESTING_LIMIT, "cJSON must accept what the scan accepted");

union datum {
    double number;
    const char *string;
    bool truth;
};

struct json_document {
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct json_scan scan;
    const char **keys; /* [item_count], NULL outside an object */
    union datum *data; /* [item_count], by the item's kind */
};

const struct json_range json_not_negative = {.low = 0, .high = JSON_MAGNITUDE_LIMIT};
const struct json_range json_positive = {.low = 0, .high = JSON_MAGNITUDE_LIMIT, .is_above = true};
const struct json_range json_fraction = {.low = 0, .high = 1};
const struct json_range json_share = {.low = 0, .high = 1, .is_above = true};

static const struct json_item *item_of(struct json_value value)
{
    return &value.document->scan.items[value.item];
}

/* Copies a string of cJSON to `*pool`, and moves the pool on. */
static const char *take_string(char **pool, const char *string)
{
    char *copy = *pool;
    const size_t size = strlen(string) + 1;
    memcpy(copy, string, size);
    *pool += size;
    return copy;
}

/* Copies the subtree of `node` beside the items from `i` on; returns the first item behind it. */
static uint32_t copy_tree(struct json_document *document, char **pool, const cJSON *node, uint32_t i)
{
    const struct json_item *items = document->scan.items;
    const uint32_t end = items[i].end;
    if (items[i].key_length > 0) {
        document->keys[i] = take_string(pool, node->string);
    }
    switch (items[i].kind) {
    case JSON_NULL:
        break;
    case JSON_BOOL:
        document->data[i].truth = cJSON_IsTrue(node) != 0;
        break;
    case JSON_NUMBER:
        BUG_IF(!cJSON_IsNumber(node));
        document->data[i].number = node->valuedouble;
        break;
    case JSON_STRING:
        BUG_IF(!cJSON_IsString(node));
        document->data[i].string = take_string(pool, node->valuestring);
        break;
    case JSON_ARRAY:
    case JSON_OBJECT: {
        uint32_t next = i + 1;
        for (const cJSON *child = node->child; child != NULL; child = child->next) {
            BUG_IF(next >= end);
            next = copy_tree(document, pool, child, next);
        }
        BUG_IF(next != end);
        break;
    }
    }
    return end;
}

enum status json_parse(struct json_value *root, struct arena *arena, struct diagnostics *diagnostics,
                       const char *bytes, size_t length)
{
    struct json_document *document = ARENA_NEW(arena, struct json_document);
    document->arena = arena;
    document->diagnostics = diagnostics;
    diagnostics->bytes = bytes;
    diagnostics->byte_count = length;
    struct json_fault fault;
    if (json_scan_parse(&document->scan, arena, bytes, length, &fault) != STATUS_OK) {
        diagnostics_add(diagnostics, fault.offset, fault.length, "", arena_strdup(arena, fault.message));
        return STATUS_INPUT;
    }
    const struct json_scan *scan = &document->scan;
    diagnostics->scan = scan;
    size_t pool_bytes = 0;
    for (size_t i = 0; i < scan->item_count; i++) {
        pool_bytes +=
            scan->items[i].key_length + (scan->items[i].kind == JSON_STRING ? scan->items[i].length : 0);
    }
    char *pool = arena_alloc(arena, pool_bytes, 1);
    document->keys = ARENA_ARRAY(arena, const char *, scan->item_count);
    document->data = ARENA_ARRAY(arena, union datum, scan->item_count);

    cJSON *tree = cJSON_ParseWithLengthOpts(bytes, length, NULL, 0);
    const bool is_parsed = tree != NULL;
    if (is_parsed) {
        copy_tree(document, &pool, tree, 0);
    }
    cJSON_Delete(tree);
    if (!is_parsed) {
        diagnostics_add_file(diagnostics, "not enough memory to read it");
        return STATUS_INPUT;
    }
    *root = (struct json_value){.document = document, .item = 0};
    return STATUS_OK;
}

const char *json_reader_version(void)
{
    return cJSON_Version();
}

bool json_is_missing(struct json_value value)
{
    return value.item == JSON_NO_ITEM;
}

enum json_kind json_kind(struct json_value value)
{
    return item_of(value)->kind;
}

size_t json_count(struct json_value value)
{
    return item_of(value)->count;
}

const char *json_key(struct json_value value)
{
    return value.document->keys[value.item];
}

struct json_value json_first(struct json_value value)
{
    const uint32_t first = item_of(value)->count > 0 ? value.item + 1 : JSON_NO_ITEM;
    return (struct json_value){.document = value.document, .item = first};
}

struct json_value json_next(struct json_value value)
{
    const struct json_item *item = item_of(value);
    uint32_t next = JSON_NO_ITEM;
    if (item->parent != JSON_NO_ITEM && item->end < value.document->scan.items[item->parent].end) {
        next = item->end;
    }
    return (struct json_value){.document = value.document, .item = next};
}

struct json_value json_member(struct json_value object, const char *key)
{
    struct json_value member = json_first(object);
    while (!json_is_missing(member) && strcmp(json_key(member), key) != 0) {
        member = json_next(member);
    }
    return member;
}

struct arena *json_arena(struct json_value value)
{
    return value.document->arena;
}

size_t json_line(struct json_value value)
{
    size_t line = 0;
    size_t column = 0;
    json_scan_locate(&line, &column, value.document->scan.bytes, item_of(value)->begin);
    return value.document->diagnostics->lines_before + line;
}

/* Bytes to underline: all of a scalar, the bracket of an array or object. */
static size_t span_of(const struct json_item *item)
{
    return item->kind == JSON_ARRAY || item->kind == JSON_OBJECT ? 1 : item->length;
}

/* `nodes[1].power_w`; keys that are no identifiers are quoted. */
static const char *path_of(struct json_value value)
{
    const struct json_item *item = item_of(value);
    struct arena *arena = value.document->arena;
    if (item->parent == JSON_NO_ITEM) {
        return "";
    }
    const struct json_value parent = {.document = value.document, .item = item->parent};
    const char *front = path_of(parent);
    if (item->key_length == 0) {
        size_t index = 0;
        for (struct json_value at = json_first(parent); at.item != value.item; at = json_next(at)) {
            index++;
        }
        return arena_printf(arena, "%s[%zu]", front, index);
    }
    const char *key = json_key(value);
    if (json_text_is_id(key)) {
        return arena_printf(arena, "%s%s%s", front, front[0] != '\0' ? "." : "", key);
    }
    return arena_printf(arena, "%s[\"%s\"]", front, json_cut_string(arena, key));
}

bool json_report_is_wanted(struct json_value value)
{
    return diagnostics_is_wanted(value.document->diagnostics, item_of(value)->begin);
}

static void report(struct json_value value, size_t offset, size_t length, const char *format,
                   va_list arguments)
{
    struct diagnostics *diagnostics = value.document->diagnostics;
    const bool is_wanted = diagnostics_is_wanted(diagnostics, offset);
    const char *path = is_wanted ? path_of(value) : "";
    const char *message = is_wanted ? arena_vprintf(value.document->arena, format, arguments) : "";
    diagnostics_add(diagnostics, offset, length, path, message);
}

void json_report(struct json_value value, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report(value, item_of(value)->begin, span_of(item_of(value)), format, arguments);
    va_end(arguments);
}

void json_report_key(struct json_value value, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report(value, item_of(value)->key_begin, item_of(value)->key_length, format, arguments);
    va_end(arguments);
}

const char *json_describe(struct json_value value)
{
    const struct json_item *item = item_of(value);
    struct arena *arena = value.document->arena;
    switch (item->kind) {
    case JSON_STRING:
        return arena_printf(arena, "\"%s\"", json_cut_string(arena, value.document->data[value.item].string));
    case JSON_ARRAY:
        return "an array";
    case JSON_OBJECT:
        return "an object";
    case JSON_NULL:
    case JSON_BOOL:
    case JSON_NUMBER:
        break;
    }
    return arena_strndup(arena, value.document->scan.bytes + item->begin, item->length);
}

/* What stands there, for a message that will be kept; else nothing is made. */
static const char *describe_if_wanted(struct json_value value)
{
    return json_report_is_wanted(value) ? json_describe(value) : "";
}

/* Has the value this kind? If not, a diagnostic. */
static bool has_kind(struct json_value value, enum json_kind kind)
{
    static const char *const names[] = {"null",     "true or false", "a number",
                                        "a string", "an array",      "an object"};
    if (json_kind(value) == kind) {
        return true;
    }
    json_report(value, "must be %s, got %s", names[kind], describe_if_wanted(value));
    return false;
}

bool json_check_list(struct json_value value, enum json_list kind)
{
    if (!has_kind(value, JSON_ARRAY)) {
        return false;
    }
    if (kind == JSON_LIST_FILLED && json_count(value) == 0) {
        json_report(value, "must not be empty");
        return false;
    }
    return true;
}

struct json_value json_required_member(struct json_value object, const char *key)
{
    const struct json_value member = json_member(object, key);
    if (json_is_missing(member)) {
        json_report(object, "missing key \"%s\"", key);
    }
    return member;
}

bool json_check_object(struct json_value value, const char *const *keys)
{
    if (!has_kind(value, JSON_OBJECT)) {
        return false;
    }
    for (struct json_value member = json_first(value); !json_is_missing(member); member = json_next(member)) {
        const char *key = json_key(member);
        const uint32_t first = item_of(member)->first_same_key;
        const bool is_wanted = diagnostics_is_wanted(value.document->diagnostics, item_of(member)->key_begin);
        if (first != JSON_NO_ITEM) {
            const struct json_value same = {.document = value.document, .item = first};
            json_report_key(member, "duplicate key; the first one is on line %zu",
                            is_wanted ? json_line(same) : 0);
            continue;
        }
        size_t k = 0;
        while (keys != NULL && keys[k] != NULL && strcmp(keys[k], key) != 0) {
            k++;
        }
        if (keys == NULL || keys[k] != NULL) {
            continue;
        }
        const char *hint = is_wanted ? json_key_hint(key, keys) : NULL;
        if (hint != NULL) {
            json_report_key(member, "unknown key; did you mean \"%s\"?", hint);
        } else {
            json_report_key(member, "unknown key");
        }
    }
    return true;
}

/* "must be > 0 and <= 1", in the fewest words. */
static void report_range(struct json_value value, const struct json_range *range, double number)
{
    const char *got = describe_if_wanted(value);
    if (range->high < JSON_MAGNITUDE_LIMIT) {
        if (range->is_above) {
            json_report(value, "must be > %g and <= %g, got %s", range->low, range->high, got);
        } else {
            json_report(value, "must be between %g and %g, got %s", range->low, range->high, got);
        }
    } else if (number > range->high) {
        json_report(value, "must be <= %g, got %s", range->high, got);
    } else {
        json_report(value, "must be %s %g, got %s", range->is_above ? ">" : ">=", range->low, got);
    }
}

bool json_read_number(double *number, struct json_value value, const struct json_range *range)
{
    if (!has_kind(value, JSON_NUMBER)) {
        return false;
    }
    const double x = value.document->data[value.item].number;
    if (x < range->low || x > range->high || (range->is_above && x <= range->low)) {
        report_range(value, range, x);
        return false;
    }
    if (range->is_above && range->low >= 0 && x < JSON_POSITIVE_LIMIT) {
        json_report(value, "must be >= %g, got %s", JSON_POSITIVE_LIMIT, describe_if_wanted(value));
        return false;
    }
    *number = x;
    return true;
}

bool json_read_integer(int64_t *number, struct json_value value, int64_t low, int64_t high)
{
    if (!has_kind(value, JSON_NUMBER)) {
        return false;
    }
    const struct json_item *item = item_of(value);
    const char *text = value.document->scan.bytes + item->begin;
    const char *got = describe_if_wanted(value);
    int64_t x = 0;
    switch (json_integer_parse(&x, text, item->length)) {
    case INTEGER_FRACTION:
        json_report(value, "must be an integer, got %s", got);
        return false;
    case INTEGER_TOO_LARGE:
        if (text[0] == '-') {
            json_report(value, "must be >= %" PRId64 ", got %s", low, got);
        } else {
            json_report(value, "must be <= %" PRId64 ", got %s", high, got);
        }
        return false;
    case INTEGER_READ:
        break;
    }
    if (x < low || x > high) {
        json_report(value, "must be %s %" PRId64 ", got %s", x < low ? ">=" : "<=", x < low ? low : high,
                    got);
        return false;
    }
    *number = x;
    return true;
}

bool json_read_bool(bool *answer, struct json_value value)
{
    if (!has_kind(value, JSON_BOOL)) {
        return false;
    }
    *answer = value.document->data[value.item].truth;
    return true;
}

bool json_read_string(const char **string, struct json_value value, enum json_text kind)
{
    if (!has_kind(value, JSON_STRING)) {
        return false;
    }
    const char *text = value.document->data[value.item].string;
    if (kind == JSON_TEXT_FILLED && text[0] == '\0') {
        json_report(value, "must not be empty");
        return false;
    }
    if (kind == JSON_TEXT_ID && !json_text_is_id(text)) {
        json_report(value, "must be 1 to %d letters, digits, '.', '_' or '-', got %s", JSON_ID_LENGTH,
                    describe_if_wanted(value));
        return false;
    }
    if (kind == JSON_TEXT_LABEL && !json_text_is_label(text)) {
        json_report(value, "must be 1 to %d bytes without control characters, got %s", JSON_LABEL_LENGTH,
                    describe_if_wanted(value));
        return false;
    }
    *string = text;
    return true;
}

bool json_read_choice(size_t *choice, struct json_value value, const char *const *words)
{
    const char *text = NULL;
    if (!json_read_string(&text, value, JSON_TEXT_ANY)) {
        return false;
    }
    size_t i = 0;
    while (words[i] != NULL && strcmp(words[i], text) != 0) {
        i++;
    }
    if (words[i] == NULL) {
        const bool is_wanted = json_report_is_wanted(value);
        json_report(value, "must be %s, got %s%s",
                    is_wanted ? json_word_list(json_arena(value), words, i) : "",
                    is_wanted ? json_describe(value) : "",
                    is_wanted ? json_did_you_mean(json_arena(value), text, words, i) : "");
        return false;
    }
    *choice = i;
    return true;
}

/* The member, or whether its absence is all right. */
static bool find_member(struct json_value *member, struct json_value object, const char *key,
                        enum json_presence presence)
{
    *member = presence == JSON_REQUIRED ? json_required_member(object, key) : json_member(object, key);
    return presence == JSON_OPTIONAL;
}

bool json_member_number(double *number, struct json_value object, const char *key,
                        enum json_presence presence, const struct json_range *range)
{
    struct json_value member;
    const bool may_miss = find_member(&member, object, key, presence);
    return json_is_missing(member) ? may_miss : json_read_number(number, member, range);
}

bool json_member_integer(int64_t *number, struct json_value object, const char *key,
                         enum json_presence presence)
{
    struct json_value member;
    const bool may_miss = find_member(&member, object, key, presence);
    return json_is_missing(member) ? may_miss : json_read_integer(number, member, 0, INT64_MAX);
}

bool json_member_bool(bool *answer, struct json_value object, const char *key, enum json_presence presence)
{
    struct json_value member;
    const bool may_miss = find_member(&member, object, key, presence);
    return json_is_missing(member) ? may_miss : json_read_bool(answer, member);
}

bool json_member_string(const char **string, struct json_value object, const char *key,
                        enum json_presence presence, enum json_text kind)
{
    struct json_value member;
    const bool may_miss = find_member(&member, object, key, presence);
    return json_is_missing(member) ? may_miss : json_read_string(string, member, kind);
}

bool json_member_choice(size_t *choice, struct json_value object, const char *key,
                        enum json_presence presence, const char *const *words)
{
    struct json_value member;
    const bool may_miss = find_member(&member, object, key, presence);
    return json_is_missing(member) ? may_miss : json_read_choice(choice, member, words);
}

bool json_member_list(struct json_value *list, struct json_value object, const char *key,
                      enum json_presence presence, enum json_list kind)
{
    const bool may_miss = find_member(list, object, key, presence);
    return json_is_missing(*list) ? may_miss : json_check_list(*list, kind);
}
