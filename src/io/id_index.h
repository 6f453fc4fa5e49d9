/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_ID_INDEX_H
#define FINOPT_IO_ID_INDEX_H

#include <stdbool.h>
#include <stddef.h>

#include "io/json_reader.h"

struct arena;

/*
 * The ids of a list, to find and to complain about. Sorted, so that neither needs time quadratic in the list.
 */
struct id_index {
    const char *noun; /* "node", "exit": what the ids are of, for messages */
    const char **ids; /* [count] in the order of the list; NULL where an id could not be read */
    size_t count;
    size_t *sorted; /* [sorted_count] positions by id; of equal ids the earlier one first */
    size_t sorted_count;
    bool is_complete; /* all ids are known; else a reference that finds nothing is no diagnostic of its own */
};

/* An index of `ids`, which it shares. O(count log count). */
void id_index_build(struct id_index *index, struct arena *arena, const char *noun, const char **ids,
                    size_t count);

/* Is there such an id, and where (the first)? */
bool id_index_find(size_t *position, const struct id_index *index, const char *id);

/*
 * Reads member "id" of every element of `list` (those that are no objects are left NULL, without a
 * diagnostic) and indexes them; an id that an earlier element has is a diagnostic.
 */
void id_index_read(struct id_index *index, struct arena *arena, const char *noun, struct json_value list);

/* An index that knows nothing, of a list that could not be read. */
struct id_index id_index_unknown(const char *noun);

/*
 * The position that a string value names; a diagnostic if it is no string or names nothing (without one when
 * the index is not complete: what is wrong has been said where the ids are).
 */
bool id_index_resolve(size_t *position, const struct id_index *index, struct json_value value);

/* The same for the key of a member. */
bool id_index_resolve_key(size_t *position, const struct id_index *index, struct json_value member);

#endif
