/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where does memory come from? From a chain of blocks, newest first; an allocation moves a cursor in
 * the newest block or opens a new one. A rewind frees the blocks opened since the mark, but keeps one
 * standard block at hand, so that a loop of mark, work, rewind asks the system for nothing.
 */
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16, BLOCK_BYTES = 64 * 1024 };

struct block {
    struct block *older;
    size_t capacity;
    size_t used;
    size_t padding; /* keeps the data after the header 16-byte aligned */
};

_Static_assert(sizeof(struct block) % ALIGNMENT == 0, "data after the header must stay aligned");

struct arena {
    struct block *newest;
    struct block *spare; /* one empty, zeroed standard block, or NULL */
    size_t bytes;
    size_t peak_bytes;
    size_t fail_after;
    arena_failure_handler *on_failure;
    void *context;
};

static void fail(const struct arena *arena, size_t bytes)
{
    if (arena->on_failure != NULL) {
        arena->on_failure(arena->context, bytes);
    }
    abort();
}

struct arena *arena_new(arena_failure_handler *on_failure, void *context)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL) {
        const struct arena none = {.on_failure = on_failure, .context = context};
        fail(&none, sizeof none);
        return NULL;
    }
    arena->on_failure = on_failure;
    arena->context = context;
    return arena;
}

static void release_block(struct arena *arena, struct block *block)
{
    if (arena->spare == NULL && block->capacity == BLOCK_BYTES) {
        memset(block + 1, 0, block->used);
        block->used = 0;
        block->older = NULL;
        arena->spare = block;
        return;
    }
    arena->bytes -= sizeof *block + block->capacity;
    free(block);
}

void arena_free(struct arena *arena)
{
    if (arena == NULL) {
        return;
    }
    while (arena->newest != NULL) {
        struct block *block = arena->newest;
        arena->newest = block->older;
        free(block);
    }
    free(arena->spare);
    free(arena);
}

static void push_block(struct arena *arena, struct block *block)
{
    block->older = arena->newest;
    arena->newest = block;
}

/* A zeroed block, or one whose data are undefined; NULL if the system has none. */
static struct block *new_block(size_t capacity, bool is_zeroed)
{
    if (capacity > SIZE_MAX - sizeof(struct block)) {
        return NULL;
    }
    if (is_zeroed) {
        return calloc(1, sizeof(struct block) + capacity);
    }
    struct block *block = malloc(sizeof *block + capacity);
    if (block != NULL) {
        *block = (struct block){0};
    }
    return block;
}

/* A block with room for `bytes`: the spare one when it fits, else a new one from the system. */
static struct block *open_block(struct arena *arena, size_t bytes, bool is_zeroed)
{
    if (arena->spare != NULL && bytes <= BLOCK_BYTES) {
        struct block *block = arena->spare;
        arena->spare = NULL;
        push_block(arena, block);
        return block;
    }
#ifdef ARENA_ONE_PER_OBJECT
    const size_t capacity = bytes;
#else
    const size_t capacity = bytes > BLOCK_BYTES ? bytes : (size_t)BLOCK_BYTES;
#endif
    /* An unset block has no room left over, so nobody else will find its dirt. */
    struct block *block = new_block(capacity, is_zeroed || capacity != bytes);
    if (block == NULL) {
        fail(arena, capacity);
        return NULL;
    }
    block->capacity = capacity;
    arena->bytes += sizeof *block + capacity;
    if (arena->bytes > arena->peak_bytes) {
        arena->peak_bytes = arena->bytes;
    }
    push_block(arena, block);
    return block;
}

/* The next `bytes` of a block that has room for them. */
static inline void *take(struct block *block, size_t bytes)
{
    char *data = (char *)(block + 1) + block->used;
    block->used += bytes;
    return data;
}

#ifdef ARENA_ONE_PER_OBJECT
static inline void *take_of_newest(struct arena *arena, size_t count, size_t size)
{
    (void)arena, (void)count, (void)size;
    return NULL;
}

static inline size_t padded(size_t bytes)
{
    return bytes;
}
#else
static inline size_t padded(size_t bytes)
{
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/*
 * The common case, apart because it calls nothing and so saves no registers: room in the newest block. Else
 * NULL. The room is a multiple of the alignment, so what fits does so padded.
 */
static inline void *take_of_newest(struct arena *arena, size_t count, size_t size)
{
    struct block *block = arena->newest;
    size_t bytes = 0;
    if (block == NULL || __builtin_mul_overflow(count, size, &bytes) ||
        bytes > block->capacity - block->used) {
        return NULL;
    }
    return take(block, padded(bytes));
}
#endif

static void *allocate(struct arena *arena, size_t count, size_t size, bool is_zeroed)
{
    size_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX - ALIGNMENT) {
        fail(arena, SIZE_MAX);
    }
    if (arena->fail_after > 0 && --arena->fail_after == 0) {
        fail(arena, bytes);
    }
    void *data = take_of_newest(arena, 1, bytes);
    return data != NULL ? data : take(open_block(arena, padded(bytes), is_zeroed), padded(bytes));
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
    void *data = arena->fail_after == 0 ? take_of_newest(arena, count, size) : NULL;
    return data != NULL ? data : allocate(arena, count, size, true);
}

void *arena_alloc_unset(struct arena *arena, size_t count, size_t size)
{
    void *data = arena->fail_after == 0 ? take_of_newest(arena, count, size) : NULL;
    return data != NULL ? data : allocate(arena, count, size, false);
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    enum { AT_FIRST = 16 };
    if (count < *capacity) {
        return items;
    }
    *capacity = 2 * count + AT_FIRST;
    void *more = arena_alloc(arena, *capacity, size);
    if (count > 0) {
        memcpy(more, items, count * size);
    }
    return more;
}

char *arena_strndup(struct arena *arena, const char *string, size_t length)
{
    char *copy = arena_alloc(arena, length + 1, 1);
    memcpy(copy, string, length);
    return copy;
}

char *arena_strdup(struct arena *arena, const char *string)
{
    return arena_strndup(arena, string, strlen(string));
}

char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0) {
        return arena_strdup(arena, "");
    }
    char *text = arena_alloc(arena, (size_t)length + 1, 1);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}

struct arena_mark arena_mark(const struct arena *arena)
{
    const struct block *block = arena->newest;
    return (struct arena_mark){.block = arena->newest, .used = block != NULL ? block->used : 0};
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
    while (arena->newest != mark.block) {
        struct block *block = arena->newest;
        arena->newest = block->older;
        release_block(arena, block);
    }
    struct block *block = arena->newest;
    if (block != NULL && block->used > mark.used) {
        memset((char *)(block + 1) + mark.used, 0, block->used - mark.used);
        block->used = mark.used;
    }
}

size_t arena_bytes(const struct arena *arena)
{
    return arena->bytes;
}

size_t arena_peak_bytes(const struct arena *arena)
{
    return arena->peak_bytes;
}

void arena_fail_after(struct arena *arena, size_t n)
{
    arena->fail_after = n;
}
