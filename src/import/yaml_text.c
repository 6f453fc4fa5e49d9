/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does this YAML say? First lines with their indentation, those in brackets joined; then maps and lists
 * by recursion over indentation. A line `- key: value` is turned into `key: value`, indented by what stood
 * before it, and read again, so that lists of maps need no rule of their own.
 */
#include "import/yaml_text.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "io/diagnostic.h"

enum { DEPTH_LIMIT = 16 };

/* Text without comment and blanks at its ends. */
struct yaml_line {
    size_t indent;
    size_t begin;
    size_t end;
};

struct yaml_reader {
    struct arena *arena;
    struct diagnostics *diagnostics;
    const char *bytes;
    size_t length;
    struct yaml_line *lines; /* [line_count] */
    size_t line_count;
    size_t at; /* the line that is read next */
};

static bool refuse(struct yaml_reader *reader, size_t begin, size_t end, const char *message)
{
    diagnostics_add(reader->diagnostics, begin, end - begin, "", message);
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Where the text of the line ends that begins at `at`: before a comment and blanks; `[` goes on to its `]`.
 */
static bool find_end(size_t *end, size_t *next, struct yaml_reader *reader, size_t at)
{
    const size_t begin = at;
    size_t opened = at;
    bool is_open = false;
    bool is_comment = false;
    *end = at;
    for (; at < reader->length && (is_open || reader->bytes[at] != '\n'); at++) {
        const char c = reader->bytes[at];
        is_comment =
            c != '\n' && (is_comment || (c == '#' && (at == begin || is_blank(reader->bytes[at - 1]))));
        if (c == '\0') {
            return refuse(reader, at, at + 1, "a zero byte");
        }
        if (is_comment || is_blank(c)) {
            continue;
        }
        if (c == '[' && !is_open) {
            is_open = true;
            opened = at;
        } else if (c == ']') {
            is_open = false;
        }
        *end = at + 1;
    }
    *next = at < reader->length ? at + 1 : at;
    return !is_open || refuse(reader, opened, opened + 1, "this list is not closed");
}

static bool read_lines(struct yaml_reader *reader)
{
    size_t capacity = 1;
    for (size_t at = 0; at < reader->length; at++) {
        capacity += reader->bytes[at] == '\n';
    }
    reader->lines = ARENA_ARRAY(reader->arena, struct yaml_line, capacity);
    for (size_t at = 0; at < reader->length;) {
        struct yaml_line line = {.begin = at};
        while (line.begin < reader->length && reader->bytes[line.begin] == ' ') {
            line.begin++;
        }
        line.indent = line.begin - at;
        if (!find_end(&line.end, &at, reader, line.begin)) {
            return false;
        }
        const bool is_start = line.end - line.begin == 3 && memcmp(reader->bytes + line.begin, "---", 3) == 0;
        if (line.end == line.begin || (is_start && reader->line_count == 0)) {
            continue;
        }
        if (reader->bytes[line.begin] == '\t' || is_start) {
            return refuse(reader, line.begin, line.begin + 1,
                          is_start ? "only one document is read" : "a tab cannot indent");
        }
        reader->lines[reader->line_count++] = line;
    }
    return true;
}

static struct yaml_node *add_child(struct yaml_reader *reader, struct yaml_node *parent,
                                   struct yaml_node child)
{
    struct yaml_node *added = ARENA_NEW(reader->arena, struct yaml_node);
    *added = child;
    if (parent->last != NULL) {
        parent->last->next = added;
    } else {
        parent->first = added;
    }
    parent->last = added;
    parent->child_count++;
    return added;
}

/* A scalar between two places; false if it is something this reader does not know. */
static bool read_scalar(struct yaml_node *node, struct yaml_reader *reader, size_t begin, size_t end)
{
    while (begin < end && is_blank(reader->bytes[begin])) {
        begin++;
    }
    while (end > begin && is_blank(reader->bytes[end - 1])) {
        end--;
    }
    if (begin == end) {
        return refuse(reader, begin, begin + 1, "expected a value");
    }
    if (strchr("&*!|>%@`\"'{}[]#,", reader->bytes[begin]) != NULL) {
        return refuse(
            reader, begin, end,
            "of YAML, only maps, lists and plain values are read: no quotes, braces, anchors or tags");
    }
    node->kind = YAML_SCALAR;
    node->text = arena_strndup(reader->arena, reader->bytes + begin, end - begin);
    node->offset = begin;
    node->length = end - begin;
    return true;
}

/* `[a, b]` or a scalar. */
static bool read_inline(struct yaml_node *node, struct yaml_reader *reader, size_t begin, size_t end)
{
    if (reader->bytes[begin] != '[') {
        return read_scalar(node, reader, begin, end);
    }
    node->kind = YAML_LIST;
    if (reader->bytes[end - 1] != ']') {
        return refuse(reader, end - 1, end, "expected the end of the list");
    }
    size_t from = begin + 1;
    while (from < end - 1 && is_blank(reader->bytes[from])) {
        from++;
    }
    if (from == end - 1) {
        return true; /* [] */
    }
    for (size_t at = from; at < end; at++) {
        if (reader->bytes[at] == ',' || at == end - 1) {
            if (!read_scalar(add_child(reader, node, (struct yaml_node){.kind = YAML_NOTHING}), reader, from,
                             at)) {
                return false;
            }
            from = at + 1;
        }
    }
    return true;
}

/* Where the key of a line ends: at a colon that a blank or the end follows; the end of the line if there is
 * none. */
static size_t key_end(const struct yaml_reader *reader, const struct yaml_line *line)
{
    for (size_t at = line->begin; at < line->end; at++) {
        if (reader->bytes[at] == '[') {
            break;
        }
        if (reader->bytes[at] == ':' && (at + 1 == line->end || is_blank(reader->bytes[at + 1]))) {
            return at;
        }
    }
    return line->end;
}

static bool is_item(const struct yaml_reader *reader, const struct yaml_line *line)
{
    return reader->bytes[line->begin] == '-' &&
           (line->end == line->begin + 1 || is_blank(reader->bytes[line->begin + 1]));
}

static bool read_block(struct yaml_node *node, struct yaml_reader *reader, size_t indent, size_t depth);

static bool read_item(struct yaml_node *list, struct yaml_reader *reader, size_t depth)
{
    struct yaml_line *line = &reader->lines[reader->at];
    struct yaml_node *child =
        add_child(reader, list, (struct yaml_node){.kind = YAML_NOTHING, .offset = line->begin, .length = 1});
    size_t begin = line->begin + 1;
    while (begin < line->end && is_blank(reader->bytes[begin])) {
        begin++;
    }
    line->indent += begin - line->begin;
    line->begin = begin;
    if (begin == line->end) {
        return refuse(reader, begin - 1, begin, "expected a value behind the dash");
    }
    if (key_end(reader, line) == line->end && !is_item(reader, line)) {
        reader->at++;
        return read_inline(child, reader, line->begin, line->end);
    }
    return read_block(child, reader, line->indent, depth);
}

static bool read_member(struct yaml_node *map, struct yaml_reader *reader, size_t depth)
{
    const struct yaml_line line = reader->lines[reader->at];
    const size_t colon = key_end(reader, &line);
    struct yaml_node child = {.kind = YAML_NOTHING};
    if (colon == line.end) {
        return refuse(reader, line.begin, line.end, "expected KEY: VALUE");
    }
    if (!read_scalar(&child, reader, line.begin, colon)) {
        return false;
    }
    if (yaml_member(map, child.text) != NULL) {
        return refuse(reader, line.begin, colon, "there is a member of that name before");
    }
    child.kind = YAML_NOTHING;
    child.key = child.text;
    struct yaml_node *member = add_child(reader, map, child);
    size_t begin = colon + 1;
    while (begin < line.end && is_blank(reader->bytes[begin])) {
        begin++;
    }
    reader->at++;
    if (begin < line.end) {
        return read_inline(member, reader, begin, line.end);
    }
    if (reader->at < reader->line_count) {
        const struct yaml_line *next = &reader->lines[reader->at];
        if (next->indent > line.indent || (next->indent == line.indent && is_item(reader, next))) {
            return read_block(member, reader, next->indent, depth);
        }
    }
    return true;
}

static bool read_block(struct yaml_node *node, struct yaml_reader *reader, size_t indent, size_t depth)
{
    const struct yaml_line *first = &reader->lines[reader->at];
    const bool is_list = is_item(reader, first);
    if (depth == DEPTH_LIMIT) {
        return refuse(reader, first->begin, first->end, "nested too deep");
    }
    node->kind = is_list ? YAML_LIST : YAML_MAP;
    while (reader->at < reader->line_count && reader->lines[reader->at].indent == indent) {
        const struct yaml_line *line = &reader->lines[reader->at];
        if (is_item(reader, line) != is_list) {
            if (is_list) {
                break; /* the next member of the map that the list is in, at the same indentation */
            }
            return refuse(reader, line->begin, line->end, "expected KEY: VALUE");
        }
        if (!(is_list ? read_item(node, reader, depth + 1) : read_member(node, reader, depth + 1))) {
            return false;
        }
    }
    if (reader->at < reader->line_count && reader->lines[reader->at].indent > indent) {
        const struct yaml_line *line = &reader->lines[reader->at];
        return refuse(reader, line->begin, line->end, "indented unlike the lines before");
    }
    return true;
}

enum status yaml_text_parse(const struct yaml_node **root, struct arena *arena,
                            struct diagnostics *diagnostics, const char *bytes, size_t length)
{
    struct yaml_reader reader = {
        .arena = arena, .diagnostics = diagnostics, .bytes = bytes, .length = length};
    struct yaml_node *read = ARENA_NEW(arena, struct yaml_node);
    if (!read_lines(&reader)) {
        return STATUS_INPUT;
    }
    if (reader.line_count == 0) {
        diagnostics_add_file(diagnostics, "there is nothing in it");
        return STATUS_INPUT;
    }
    if (!read_block(read, &reader, reader.lines[0].indent, 0)) {
        return STATUS_INPUT;
    }
    if (reader.at < reader.line_count || read->kind != YAML_MAP) {
        const struct yaml_line *line = &reader.lines[reader.at < reader.line_count ? reader.at : 0];
        refuse(&reader, line->begin, line->end,
               read->kind != YAML_MAP ? "expected KEY: VALUE" : "indented unlike the lines before");
        return STATUS_INPUT;
    }
    *root = read;
    return STATUS_OK;
}

const struct yaml_node *yaml_member(const struct yaml_node *map, const char *key)
{
    const struct yaml_node *child = map->kind == YAML_MAP ? map->first : NULL;
    while (child != NULL && strcmp(child->key, key) != 0) {
        child = child->next;
    }
    return child;
}
