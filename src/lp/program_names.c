/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What may a row or column be called in a file that other solvers read? GLPK's CPLEX LP reader takes letters,
 * digits and "!\"#$%&()/,.;?@_`'{}|~", that of COIN-OR names of at most 100 bytes; both take a free MPS
 * name of anything but blanks. What is used here is legal in all of them.
 *
 * Reference: GLPK reference manual 5.0, appendices B and C.
 */
#include "lp/program_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "lp/linear_program.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The character that stands for `c`, or NUL: hex. */
static char plain_byte(char c, enum program_name_style style)
{
    if (is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == ',') {
        return c;
    }
    switch (c) {
    case '[':
        return style == PROGRAM_NAMES_LP ? '(' : '[';
    case ']':
        return style == PROGRAM_NAMES_LP ? ')' : ']';
    case '-':
        return style == PROGRAM_NAMES_LP ? '~' : '-';
    default:
        return '\0';
    }
}

static char *escaped(struct arena *arena, const char *name, enum program_name_style style)
{
    static const char digits[] = "0123456789ABCDEF";
    char *legal = arena_alloc(arena, 3 * strlen(name) + 1, 1);
    size_t length = 0;
    for (const char *at = name; *at != '\0'; at++) {
        const char plain = plain_byte(*at, style);
        if (plain != '\0') {
            legal[length++] = plain;
        } else {
            legal[length++] = '#';
            legal[length++] = digits[(unsigned char)*at >> 4];
            legal[length++] = digits[(unsigned char)*at & 15];
        }
    }
    return legal;
}

static bool is_usable(const char *legal)
{
    return strlen(legal) <= PROGRAM_NAME_LIMIT && is_letter(legal[0]) && legal[0] != 'e' && legal[0] != 'E' &&
           strpbrk(legal, "([") != NULL;
}

struct numbered_name {
    const char *name;
    size_t index;
};

static int compare_names(const void *a, const void *b)
{
    const struct numbered_name *left = a;
    const struct numbered_name *right = b;
    const int order = strcmp(left->name, right->name);
    return order != 0 ? order : (left->index > right->index) - (left->index < right->index);
}

/* Replaces what is not usable or not unique in names[0 .. count-1] by `stem` and a number. */
static void settle(const char **names, const char **old, struct arena *arena, size_t count, const char *stem)
{
    struct numbered_name *sorted = ARENA_ARRAY(arena, struct numbered_name, count);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = (struct numbered_name){.name = names[i], .index = i};
    }
    qsort(sorted, count, sizeof *sorted, compare_names);
    for (size_t i = 0; i < count; i++) {
        const size_t index = sorted[i].index;
        const bool is_repeated = i > 0 && strcmp(sorted[i - 1].name, sorted[i].name) == 0;
        if (is_repeated || !is_usable(sorted[i].name)) {
            old[index] = names[index];
            names[index] = arena_printf(arena, "%s%zu", stem, index + 1);
        }
    }
}

void program_names_build(struct program_names *names, struct arena *arena,
                         const struct linear_program *program, enum program_name_style style)
{
    *names = (struct program_names){
        .columns = ARENA_ARRAY(arena, const char *, program->column_count),
        .rows = ARENA_ARRAY(arena, const char *, program->row_count),
        .old_columns = ARENA_ARRAY(arena, const char *, program->column_count),
        .old_rows = ARENA_ARRAY(arena, const char *, program->row_count),
    };
    for (size_t j = 0; j < program->column_count; j++) {
        names->columns[j] = escaped(arena, linear_program_column_name(arena, program, j), style);
    }
    for (size_t i = 0; i < program->row_count; i++) {
        names->rows[i] = escaped(arena, linear_program_row_name(arena, program, i), style);
    }
    settle(names->columns, names->old_columns, arena, program->column_count, "column");
    settle(names->rows, names->old_rows, arena, program->row_count, "row");
}

/* Lines of a CPLEX LP file should not be longer than 560 bytes. */
enum { EXPLANATION_LIMIT = 400 };

static void explain(struct text *text, const char *comment, const char *name, const char *old)
{
    if (old != NULL) {
        text_addf(text, "%s%s is %.*s%s\n", comment, name, EXPLANATION_LIMIT, old,
                  strlen(old) > EXPLANATION_LIMIT ? "..." : "");
    }
}

void program_names_explain(struct text *text, const struct program_names *names,
                           const struct linear_program *program, const char *comment)
{
    for (size_t j = 0; j < program->column_count; j++) {
        explain(text, comment, names->columns[j], names->old_columns[j]);
    }
    for (size_t i = 0; i < program->row_count; i++) {
        explain(text, comment, names->rows[i], names->old_rows[i]);
    }
}

void program_heading_write(struct text *text, const char *heading, const char *comment)
{
    for (const char *at = heading; at != NULL && *at != '\0';) {
        const size_t length = strcspn(at, "\n");
        text_add(text, comment);
        text_add_bytes(text, at, length);
        text_add(text, "\n");
        at += length;
        at += *at == '\n';
    }
}
