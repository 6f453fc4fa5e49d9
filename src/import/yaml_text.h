/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IMPORT_YAML_TEXT_H
#define FINOPT_IMPORT_YAML_TEXT_H

#include <stddef.h>

#include "base/error.h"

struct arena;
struct diagnostics;

enum yaml_kind {
    YAML_NOTHING, /* `key:` with nothing behind it */
    YAML_SCALAR,
    YAML_LIST,
    YAML_MAP
};

/* A value with its children in order; those of a map have keys. */
struct yaml_node {
    enum yaml_kind kind;
    const char *key;  /* NULL outside a map */
    const char *text; /* of a scalar */
    size_t offset;    /* where it stands: a scalar itself, else its key or its first child */
    size_t length;
    struct yaml_node *first;
    struct yaml_node *last;
    struct yaml_node *next;
    size_t child_count;
};

/*
 * Reads the part of YAML that profilers write: maps and lists by indentation, `[lists, of, scalars]` that may
 * go on over several lines, plain scalars, comments. All else (quotes, anchors, tags, braces, block text,
 * several documents, tabs before text) is refused as such, and so are repeated keys. The root is a map.
 * STATUS_INPUT with a diagnostic. O(length), and O(n^2) in the keys of a map.
 */
enum status yaml_text_parse(const struct yaml_node **root, struct arena *arena,
                            struct diagnostics *diagnostics, const char *bytes, size_t length);

/* The member of a map; NULL if there is none, or if it is no map. */
const struct yaml_node *yaml_member(const struct yaml_node *map, const char *key);

#endif
