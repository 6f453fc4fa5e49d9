/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is in this file? The memory is taken before the file is opened (an allocation may not return, and must
 * not lose a descriptor), from the size the file has then; a file that grows meanwhile is refused.
 */
#include "io/input_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"

static enum status fail_too_large(size_t limit, struct error *error)
{
    return error_set(error, STATUS_INPUT, "larger than %zu MiB, the limit", limit / (1024 * 1024));
}

static enum status fail_system(struct error *error, int reason)
{
    switch (reason) {
    case ENOENT:
        return error_set(error, STATUS_INPUT, "no such file");
    case EACCES:
        return error_set(error, STATUS_IO, "no permission to read it");
    case ENOTDIR:
        return error_set(error, STATUS_INPUT, "no such file: a part of its path is not a directory");
    case EINTR:
        return error_set(error, STATUS_IO, "interrupted while reading it");
    default:
        return error_set(error, STATUS_IO, "cannot read it: %s", strerror(reason));
    }
}

/* Is it a regular file within the limit? */
static enum status check_kind(const struct stat *kind, size_t limit, struct error *error)
{
    if (S_ISDIR(kind->st_mode)) {
        return error_set(error, STATUS_INPUT, "is a directory");
    }
    if (!S_ISREG(kind->st_mode)) {
        return error_set(error, STATUS_INPUT, "is not a regular file (use - for the standard input)");
    }
    if (kind->st_size > (off_t)limit) {
        return fail_too_large(limit, error);
    }
    return STATUS_OK;
}

static enum status read_standard_input(const char **bytes, size_t *length, struct arena *arena, size_t limit,
                                       struct error *error)
{
    struct text text;
    text_init(&text, arena);
    char chunk[16384];
    for (;;) {
        const ssize_t count = read(STDIN_FILENO, chunk, sizeof chunk);
        if (count < 0) {
            return errno == EISDIR ? error_set(error, STATUS_INPUT, "is a directory")
                                   : fail_system(error, errno);
        }
        if (count == 0) {
            break;
        }
        text_add_bytes(&text, chunk, (size_t)count);
        if (text.length > limit) {
            return fail_too_large(limit, error);
        }
    }
    *bytes = text.data;
    *length = text.length;
    return STATUS_OK;
}

/* Fills `buffer` from the file; `*length` of at most `size` bytes were there. */
static enum status read_regular(char *buffer, size_t size, size_t *length, const struct input_file *input,
                                struct error *error)
{
    enum status status = STATUS_OK;
    struct stat kind;
    const int descriptor = open(input->file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0) {
        return fail_system(error, errno);
    }
    if (fstat(descriptor, &kind) != 0) {
        status = fail_system(error, errno);
        goto done;
    }
    status = check_kind(&kind, input->byte_limit, error);
    if (status != STATUS_OK) {
        goto done;
    }
    *length = 0;
    while (*length < size) {
        const ssize_t count = read(descriptor, buffer + *length, size - *length);
        if (count < 0) {
            status = fail_system(error, errno);
            goto done;
        }
        if (count == 0) {
            break;
        }
        *length += (size_t)count;
    }
done:
    close(descriptor);
    return status;
}

enum status input_file_read_up_to(const char **bytes, size_t *length, struct arena *arena,
                                  const struct input_file *input, struct error *error)
{
    enum status status = STATUS_OK;
    const char *data = NULL;
    size_t count = 0;
    if (strcmp(input->file, "-") == 0) {
        status = read_standard_input(&data, &count, arena, input->byte_limit, error);
    } else {
        struct stat kind;
        if (stat(input->file, &kind) != 0) {
            return fail_system(error, errno);
        }
        status = check_kind(&kind, input->byte_limit, error);
        if (status != STATUS_OK) {
            return status;
        }
        const size_t size = (size_t)kind.st_size;
        char *buffer = arena_alloc(arena, size + 2, 1);
        status = read_regular(buffer, size + 1, &count, input, error);
        if (status == STATUS_OK && count > size) {
            return error_set(error, STATUS_IO, "grew while it was read");
        }
        buffer[count] = '\0';
        data = buffer;
    }
    if (status == STATUS_OK && count == 0) {
        return error_set(error, STATUS_INPUT, "the file is empty");
    }
    if (status == STATUS_OK) {
        *bytes = data;
        *length = count;
    }
    return status;
}

enum status input_file_read(const char **bytes, size_t *length, struct arena *arena, const char *file,
                            struct error *error)
{
    const struct input_file input = {.file = file, .byte_limit = INPUT_FILE_LIMIT};
    return input_file_read_up_to(bytes, length, arena, &input, error);
}
