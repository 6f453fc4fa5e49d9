/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_BASE_ARENA_H
#define FINOPT_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

/*
 * Arena: memory that is released all at once.
 *
 *   block 1 [used........]  block 2 [used.....|free      ]
 *                                             ^ next allocation
 *
 * Results live in the caller's arena; scratch memory is taken from a second arena between
 * arena_mark() and arena_rewind(). Memory is zeroed. An allocation never returns NULL: when no memory
 * is left the arena calls its failure handler, which must not return (it exits or longjmps).
 *
 * With -DARENA_ONE_PER_OBJECT every object is an allocation of its own, so that the address sanitizer
 * and valgrind see one byte too far.
 */
struct arena;

/* Called with the arena's context and the bytes that were wanted when memory runs out. Must not return. */
typedef void arena_failure_handler(void *context, size_t bytes);

/* A new, empty arena; `on_failure` NULL means abort(). */
struct arena *arena_new(arena_failure_handler *on_failure, void *context);

/* Releases the arena and everything in it. NULL is allowed. */
void arena_free(struct arena *arena);

/* `count` zeroed objects of `size` bytes, aligned for any type; a count of 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

/* The same for large tables that are written before they are read: their contents are undefined. */
void *arena_alloc_unset(struct arena *arena, size_t count, size_t size);

#define ARENA_NEW(arena, type)          ((type *)arena_alloc((arena), 1, sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc((arena), (count), sizeof(type)))

/*
 * An array with room for one more: `items` itself while `count` < `*capacity`, else a copy of its `count`
 * items of `size` bytes in twice the room, which `*capacity` tells. The old array stays as it was. Amortised
 * O(1) per item.
 */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size);

#define ARENA_GROW(arena, type, items, count, capacity)                                                      \
    ((type *)arena_grow((arena), (items), (count), (capacity), sizeof(type)))

/* A copy of a string, of its first `length` bytes, or of formatted text. */
char *arena_strdup(struct arena *arena, const char *string);
char *arena_strndup(struct arena *arena, const char *string, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* A place to come back to. */
struct arena_mark {
    void *block;
    size_t used;
};

struct arena_mark arena_mark(const struct arena *arena);

/* Releases everything allocated since the mark was taken. Marks are rewound in reverse order. */
void arena_rewind(struct arena *arena, struct arena_mark mark);

/* Bytes held from the system now, and the most there ever were. */
size_t arena_bytes(const struct arena *arena);
size_t arena_peak_bytes(const struct arena *arena);

/* For tests: the n-th allocation from now on (1 is the next) fails; 0 switches it off. */
void arena_fail_after(struct arena *arena, size_t n);

#endif
