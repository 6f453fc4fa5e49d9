/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which element has this id? A sorted list of positions and a binary search; duplicates are neighbours. */
#include "io/id_index.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "io/json_hints.h"

struct named_position {
    const char *id;
    size_t position;
};

static int compare(const void *left, const void *right)
{
    const struct named_position *a = left;
    const struct named_position *b = right;
    const int order = strcmp(a->id, b->id);
    return order != 0 ? order : a->position < b->position ? -1 : 1;
}

void id_index_build(struct id_index *index, struct arena *arena, const char *noun, const char **ids,
                    size_t count)
{
    *index = (struct id_index){.noun = noun, .ids = ids, .count = count};
    index->sorted = ARENA_ARRAY(arena, size_t, count);
    const struct arena_mark mark = arena_mark(arena);
    struct named_position *order = ARENA_ARRAY(arena, struct named_position, count);
    for (size_t i = 0; i < count; i++) {
        if (ids[i] != NULL) {
            order[index->sorted_count++] = (struct named_position){.id = ids[i], .position = i};
        }
    }
    qsort(order, index->sorted_count, sizeof *order, compare);
    for (size_t i = 0; i < index->sorted_count; i++) {
        index->sorted[i] = order[i].position;
    }
    index->is_complete = index->sorted_count == count;
    arena_rewind(arena, mark);
}

struct id_index id_index_unknown(const char *noun)
{
    return (struct id_index){.noun = noun, .is_complete = false};
}

bool id_index_find(size_t *position, const struct id_index *index, const char *id)
{
    size_t low = 0;
    size_t high = index->sorted_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(index->ids[index->sorted[middle]], id) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == index->sorted_count || strcmp(index->ids[index->sorted[low]], id) != 0) {
        return false;
    }
    *position = index->sorted[low];
    return true;
}

void id_index_read(struct id_index *index, struct arena *arena, const char *noun, struct json_value list)
{
    const size_t count = json_count(list);
    const char **ids = ARENA_ARRAY(arena, const char *, count);
    struct json_value *values = ARENA_ARRAY(arena, struct json_value, count);
    size_t i = 0;
    for (struct json_value element = json_first(list); !json_is_missing(element);
         element = json_next(element)) {
        if (json_kind(element) == JSON_OBJECT) {
            values[i] = json_member(element, "id");
            json_member_string(&ids[i], element, "id", JSON_REQUIRED, JSON_TEXT_ID);
        }
        i++;
    }
    id_index_build(index, arena, noun, ids, count);
    size_t first = 0;
    for (size_t s = 1; s < index->sorted_count; s++) {
        const size_t position = index->sorted[s];
        if (strcmp(ids[position], ids[index->sorted[first]]) == 0) {
            json_report(
                values[position], "\"%s\" is the id of an earlier %s, on line %zu", ids[position], noun,
                json_report_is_wanted(values[position]) ? json_line(values[index->sorted[first]]) : 0);
        } else {
            first = s;
        }
    }
}

/* `no node has the id "devcie"; did you mean "device"?`; lists the ids if none is near and they are few. */
static const char *explain_unknown(const struct id_index *index, struct arena *arena, const char *id)
{
    enum { LISTED = 6 };
    const char *hint = json_did_you_mean(arena, id, index->ids, index->count);
    if (hint[0] == '\0' && index->count <= LISTED && index->count > 0) {
        hint = arena_printf(arena, "; it must be %s", json_word_list(arena, index->ids, index->count));
    }
    return arena_printf(arena, "no %s has the id \"%s\"%s", index->noun, json_cut_string(arena, id), hint);
}

bool id_index_resolve(size_t *position, const struct id_index *index, struct json_value value)
{
    const char *id = NULL;
    if (!json_read_string(&id, value, JSON_TEXT_ANY)) {
        return false;
    }
    if (id_index_find(position, index, id)) {
        return true;
    }
    if (index->is_complete) {
        json_report(value, "%s",
                    json_report_is_wanted(value) ? explain_unknown(index, json_arena(value), id) : "");
    }
    return false;
}

bool id_index_resolve_key(size_t *position, const struct id_index *index, struct json_value member)
{
    const char *id = json_key(member);
    if (id_index_find(position, index, id)) {
        return true;
    }
    if (index->is_complete) {
        json_report_key(member, "%s",
                        json_report_is_wanted(member) ? explain_unknown(index, json_arena(member), id) : "");
    }
    return false;
}
