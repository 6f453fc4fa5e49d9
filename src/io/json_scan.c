/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is this text JSON, and where does every value stand? One pass of recursive descent over the bytes, at most
 * JSON_DEPTH_LIMIT deep, that appends an item per value; the items are allocated once, from a count of the
 * characters that can start a value. When an object closes, its keys are unescaped into scratch memory and
 * sorted, so that duplicates are neighbours: no object is quadratic, however many keys it has.
 * Grammar: RFC 8259.
 */
#include "io/json_scan.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "io/utf8.h"

_Static_assert(JSON_BYTE_LIMIT < UINT32_MAX, "offsets are 32 bits");

struct scanner {
    struct json_scan *scan;
    struct arena *arena;
    struct json_fault *fault;
    const char *bytes;
    size_t length;
    size_t at;       /* next byte to read */
    size_t capacity; /* of scan->items */
    size_t depth;
};

static bool scan_value(struct scanner *s, uint32_t parent, uint32_t key_begin, uint32_t key_length);

static bool fail(struct scanner *s, size_t offset, size_t length, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static bool fail(struct scanner *s, size_t offset, size_t length, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    s->fault->offset = offset;
    s->fault->length = length;
    vsnprintf(s->fault->message, sizeof s->fault->message, format, arguments);
    va_end(arguments);
    return false;
}

/* The byte at the cursor, -1 at the end. */
static int peek(const struct scanner *s)
{
    return s->at < s->length ? (unsigned char)s->bytes[s->at] : -1;
}

static bool is_space(int byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_digit(int byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_word(int byte)
{
    return is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

static void skip_space(struct scanner *s)
{
    while (is_space(peek(s))) {
        s->at++;
    }
}

/* "expected ..., found ...": names what stands at the cursor, a whole word if it is one. */
static bool fail_expected(struct scanner *s, const char *expected)
{
    const int byte = peek(s);
    if (byte < 0) {
        size_t end = s->length;
        while (end > 0 && is_space((unsigned char)s->bytes[end - 1])) {
            end--;
        }
        return fail(s, end, 1, "expected %s, found the end of the file", expected);
    }
    if (byte == '/' || byte == '#') {
        return fail(s, s->at, 1, "expected %s, found '%c' (JSON has no comments)", expected, byte);
    }
    if (byte == '\'') {
        return fail(s, s->at, 1, "expected %s, found ' (strings and keys need double quotes)", expected);
    }
    size_t length = 0;
    while (s->at + length < s->length && length < 24 && is_word((unsigned char)s->bytes[s->at + length])) {
        length++;
    }
    if (length > 0) {
        return fail(s, s->at, length, "expected %s, found %.*s", expected, (int)length, s->bytes + s->at);
    }
    if (byte > ' ' && byte < 0x7F) {
        return fail(s, s->at, 1, "expected %s, found '%c'", expected, byte);
    }
    return fail(s, s->at, 1, "expected %s, found byte 0x%02x", expected, (unsigned)byte);
}

/* Four hexadecimal digits at `at`; false if they are not. */
static bool read_hex(uint32_t *code, const char *bytes, size_t at, size_t length)
{
    *code = 0;
    if (length < 4 || at > length - 4) {
        return false;
    }
    for (size_t i = at; i < at + 4; i++) {
        const char byte = bytes[i];
        uint32_t digit = 0;
        if (byte >= '0' && byte <= '9') {
            digit = (uint32_t)(byte - '0');
        } else if (byte >= 'a' && byte <= 'f') {
            digit = (uint32_t)(byte - 'a') + 10;
        } else if (byte >= 'A' && byte <= 'F') {
            digit = (uint32_t)(byte - 'A') + 10;
        } else {
            return false;
        }
        *code = *code * 16 + digit;
    }
    return true;
}

/* An escape; the cursor stands on the backslash. */
static bool scan_escape(struct scanner *s)
{
    const size_t begin = s->at++;
    const int letter = peek(s);
    if (letter < 0) {
        return fail(s, begin, 1, "the string does not end");
    }
    if (letter != 'u') {
        if (letter == '\0' || strchr("\"\\/bfnrt", letter) == NULL) {
            return fail(s, begin, 1, "not an escape; after \\ comes one of \" \\ / b f n r t u");
        }
        s->at++;
        return true;
    }
    uint32_t code = 0;
    if (!read_hex(&code, s->bytes, s->at + 1, s->length)) {
        return fail(s, begin, 2, "\\u needs four hexadecimal digits");
    }
    s->at += 5;
    if (code == 0) {
        return fail(s, begin, 6, "\\u0000 is not allowed in a string");
    }
    if (code >= 0xDC00 && code <= 0xDFFF) {
        return fail(s, begin, 6, "second half of a surrogate pair without the first");
    }
    if (code >= 0xD800 && code <= 0xDBFF) {
        uint32_t low = 0;
        if (s->length - s->at < 6 || memcmp(s->bytes + s->at, "\\u", 2) != 0 ||
            !read_hex(&low, s->bytes, s->at + 2, s->length) || low < 0xDC00 || low > 0xDFFF) {
            return fail(s, begin, 6, "first half of a surrogate pair without the second");
        }
        s->at += 6;
    }
    return true;
}

/* A string; the cursor stands on the opening quote. */
static bool scan_string(struct scanner *s)
{
    const size_t begin = s->at++;
    for (;;) {
        const int byte = peek(s);
        if (byte < 0) {
            return fail(s, begin, 1, "the string does not end");
        }
        if (byte == '"') {
            s->at++;
            return true;
        }
        if (byte == '\\') {
            if (!scan_escape(s)) {
                return false;
            }
        } else if (byte == '\n' || byte == '\r') {
            return fail(s, begin, 1, "the string does not end on its line");
        } else if (byte < 0x20) {
            return fail(s, s->at, 1, "control character 0x%02x in a string; write it as \\u%04x",
                        (unsigned)byte, (unsigned)byte);
        } else {
            uint32_t code = 0;
            const size_t size = utf8_decode(&code, s->bytes + s->at, s->length - s->at);
            if (size == 0) {
                return fail(s, s->at, 1, "not UTF-8: byte 0x%02x", (unsigned)byte);
            }
            s->at += size;
        }
    }
}

static size_t skip_digits(struct scanner *s)
{
    const size_t begin = s->at;
    while (is_digit(peek(s))) {
        s->at++;
    }
    return s->at - begin;
}

/* Is the number below 1e308? Decided on the text: the decimal exponent of its first digit that is not 0. */
static bool is_below_limit(const char *text, size_t length)
{
    long leading = -1; /* exponent of the digit read next, counted down from the point */
    bool is_zero = true;
    size_t i = text[0] == '-';
    size_t point = i;
    while (point < length && is_digit(text[point])) {
        point++;
    }
    long exponent_of_first = 0;
    leading = (long)(point - i) - 1;
    for (; i < length && (is_digit(text[i]) || text[i] == '.'); i++) {
        if (text[i] == '.') {
            continue;
        }
        if (text[i] != '0' && is_zero) {
            is_zero = false;
            exponent_of_first = leading;
        }
        leading--;
    }
    /* At most JSON_NUMBER_LIMIT characters, so strtol saturates at worst. */
    long exponent = 0;
    if (i < length) {
        char digits[JSON_NUMBER_LIMIT + 1] = "";
        memcpy(digits, text + i + 1, length - i - 1);
        exponent = strtol(digits, NULL, 10);
    }
    return is_zero || exponent < 308 - exponent_of_first;
}

static bool scan_number(struct scanner *s)
{
    const size_t begin = s->at;
    if (peek(s) == '-') {
        s->at++;
    }
    const size_t first = s->at;
    if (skip_digits(s) == 0) {
        return fail_expected(s, "a digit after '-'");
    }
    if (s->bytes[first] == '0' && s->at - first > 1) {
        return fail(s, begin, s->at - begin, "a number may not start with 0");
    }
    if (peek(s) == '.') {
        s->at++;
        if (skip_digits(s) == 0) {
            return fail_expected(s, "a digit after the decimal point");
        }
    }
    if (peek(s) == 'e' || peek(s) == 'E') {
        s->at++;
        if (peek(s) == '+' || peek(s) == '-') {
            s->at++;
        }
        if (skip_digits(s) == 0) {
            return fail_expected(s, "a digit in the exponent");
        }
    }
    const size_t length = s->at - begin;
    if (is_word(peek(s))) {
        return fail(s, s->at, 1, "'%c' cannot follow a number; units are part of the key", peek(s));
    }
    if (length > JSON_NUMBER_LIMIT) {
        return fail(s, begin, length, "a number may have at most %d characters, this has %zu",
                    JSON_NUMBER_LIMIT, length);
    }
    if (!is_below_limit(s->bytes + begin, length)) {
        return fail(s, begin, length, "number out of range: magnitudes must be below 1e308");
    }
    return true;
}

struct sorted_key {
    const char *bytes;
    size_t length;
    uint32_t item;
};

static int compare_keys(const void *left, const void *right)
{
    const struct sorted_key *a = left;
    const struct sorted_key *b = right;
    const size_t shorter = a->length < b->length ? a->length : b->length;
    const int order = memcmp(a->bytes, b->bytes, shorter);
    if (order != 0) {
        return order;
    }
    if (a->length != b->length) {
        return a->length < b->length ? -1 : 1;
    }
    return a->item < b->item ? -1 : 1;
}

size_t json_unescape(char *to, const char *from, size_t length)
{
    size_t written = 0;
    for (size_t i = 1; i + 1 < length; i++) {
        if (from[i] != '\\') {
            to[written++] = from[i];
            continue;
        }
        const char letter = from[++i];
        if (letter != 'u') {
            static const char letters[] = "bfnrt";
            static const char meanings[] = "\b\f\n\r\t";
            const char *found = strchr(letters, letter);
            to[written++] = found != NULL ? meanings[found - letters] : letter;
            continue;
        }
        uint32_t code = 0;
        uint32_t low = 0;
        read_hex(&code, from, i + 1, length);
        i += 4;
        if (code >= 0xD800 && code <= 0xDBFF && read_hex(&low, from, i + 3, length)) {
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            i += 6;
        }
        written += utf8_encode(to + written, code);
    }
    return written;
}

/* Marks the members of a complete object whose key an earlier member has too. */
static void mark_same_keys(struct scanner *s, uint32_t object)
{
    struct json_item *items = s->scan->items;
    const size_t count = items[object].count;
    if (count < 2) {
        return;
    }
    size_t bytes = 0;
    for (uint32_t i = object + 1; i < items[object].end; i = items[i].end) {
        bytes += items[i].key_length;
    }
    const struct arena_mark mark = arena_mark(s->arena);
    struct sorted_key *keys = ARENA_ARRAY(s->arena, struct sorted_key, count);
    char *pool = arena_alloc(s->arena, bytes, 1);
    size_t k = 0;
    for (uint32_t i = object + 1; i < items[object].end; i = items[i].end) {
        const size_t length = json_unescape(pool, s->bytes + items[i].key_begin, items[i].key_length);
        keys[k++] = (struct sorted_key){.bytes = pool, .length = length, .item = i};
        pool += length;
    }
    qsort(keys, count, sizeof *keys, compare_keys);
    size_t first = 0;
    for (size_t i = 1; i < count; i++) {
        if (keys[i].length == keys[first].length &&
            memcmp(keys[i].bytes, keys[first].bytes, keys[i].length) == 0) {
            items[keys[i].item].first_same_key = keys[first].item;
        } else {
            first = i;
        }
    }
    arena_rewind(s->arena, mark);
}

/* The members or elements; the cursor stands behind the opening bracket, and then behind the closing one. */
static bool scan_children(struct scanner *s, uint32_t container, char close)
{
    const bool is_object = close == '}';
    skip_space(s);
    if (peek(s) == close) {
        s->at++;
        return true;
    }
    for (;;) {
        uint32_t key_begin = 0;
        uint32_t key_length = 0;
        if (is_object) {
            if (peek(s) != '"') {
                return fail_expected(s, "a key in double quotes");
            }
            key_begin = (uint32_t)s->at;
            if (!scan_string(s)) {
                return false;
            }
            key_length = (uint32_t)s->at - key_begin;
            skip_space(s);
            if (peek(s) != ':') {
                return fail_expected(s, "':' after the key");
            }
            s->at++;
            skip_space(s);
        }
        if (!scan_value(s, container, key_begin, key_length)) {
            return false;
        }
        s->scan->items[container].count++;
        skip_space(s);
        if (peek(s) == close) {
            s->at++;
            return true;
        }
        if (peek(s) != ',') {
            return fail_expected(s, is_object ? "',' or '}'" : "',' or ']'");
        }
        const size_t comma = s->at++;
        skip_space(s);
        if (peek(s) == close) {
            return fail(s, comma, 1, "a comma may not stand before '%c'", close);
        }
    }
}

static bool scan_container(struct scanner *s, uint32_t item, char close)
{
    if (s->depth == JSON_DEPTH_LIMIT) {
        return fail(s, s->at, 1, "nested deeper than %d arrays and objects", JSON_DEPTH_LIMIT);
    }
    s->depth++;
    s->at++;
    if (!scan_children(s, item, close)) {
        return false;
    }
    s->depth--;
    s->scan->items[item].end = (uint32_t)s->scan->item_count;
    if (close == '}') {
        mark_same_keys(s, item);
    }
    return true;
}

static bool scan_word(struct scanner *s, const char *word)
{
    const size_t length = strlen(word);
    if (s->length - s->at < length || memcmp(s->bytes + s->at, word, length) != 0 ||
        (s->at + length < s->length && is_word((unsigned char)s->bytes[s->at + length]))) {
        return fail_expected(s, "a value");
    }
    s->at += length;
    return true;
}

static bool scan_value(struct scanner *s, uint32_t parent, uint32_t key_begin, uint32_t key_length)
{
    struct json_scan *scan = s->scan;
    if (scan->item_count == JSON_VALUE_LIMIT) {
        return fail(s, s->at, 1, "more than %d values", JSON_VALUE_LIMIT);
    }
    BUG_IF(scan->item_count == s->capacity);
    const uint32_t item = (uint32_t)scan->item_count++;
    scan->items[item] = (struct json_item){.begin = (uint32_t)s->at,
                                           .key_begin = key_begin,
                                           .key_length = key_length,
                                           .parent = parent,
                                           .end = item + 1,
                                           .first_same_key = JSON_NO_ITEM};
    bool is_good = false;
    const int byte = peek(s);
    if (byte == '{' || byte == '[') {
        scan->items[item].kind = byte == '{' ? JSON_OBJECT : JSON_ARRAY;
        is_good = scan_container(s, item, byte == '{' ? '}' : ']');
    } else if (byte == '"') {
        scan->items[item].kind = JSON_STRING;
        is_good = scan_string(s);
    } else if (byte == '-' || is_digit(byte)) {
        scan->items[item].kind = JSON_NUMBER;
        is_good = scan_number(s);
    } else if (byte == 't' || byte == 'f') {
        scan->items[item].kind = JSON_BOOL;
        is_good = scan_word(s, byte == 't' ? "true" : "false");
    } else if (byte == 'n') {
        scan->items[item].kind = JSON_NULL;
        is_good = scan_word(s, "null");
    } else {
        return fail_expected(s, "a value");
    }
    scan->items[item].length = (uint32_t)(s->at - scan->items[item].begin);
    return is_good;
}

/* Every value but the root stands behind an opening bracket or brace, a comma, or the colon of its key. */
static size_t count_values_at_most(const char *bytes, size_t length)
{
    size_t count = 1;
    for (size_t i = 0; i < length && count < JSON_VALUE_LIMIT; i++) {
        count += bytes[i] == ',' || bytes[i] == '[' || bytes[i] == '{';
    }
    return count;
}

enum status json_scan_parse(struct json_scan *scan, struct arena *arena, const char *bytes, size_t length,
                            struct json_fault *fault)
{
    *scan = (struct json_scan){.bytes = bytes, .length = length};
    struct scanner s = {
        .scan = scan, .arena = arena, .fault = fault, .bytes = bytes, .length = length, .at = 0, .depth = 0};
    if (length > JSON_BYTE_LIMIT) {
        fail(&s, 0, 0, "larger than %d MiB", JSON_BYTE_LIMIT / (1024 * 1024));
        return STATUS_INPUT;
    }
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        fail(&s, 0, 3, "starts with a byte order mark; write UTF-8 without one");
        return STATUS_INPUT;
    }
    s.capacity = count_values_at_most(bytes, length);
    scan->items = ARENA_ARRAY(arena, struct json_item, s.capacity);
    skip_space(&s);
    if (!scan_value(&s, JSON_NO_ITEM, 0, 0)) {
        return STATUS_INPUT;
    }
    skip_space(&s);
    if (s.at < length) {
        fail_expected(&s, "the end of the file");
        return STATUS_INPUT;
    }
    return STATUS_OK;
}
