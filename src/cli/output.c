/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How does a result leave the program? In one piece, checked to the last byte: a full disk must not leave
 * half a document that looks like a whole one.
 */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/options.h"
#include "cli/signals.h"

void complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("finopt: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

bool output_is_coloured(const struct options *options)
{
    if (options->color != COLOR_AUTO) {
        return options->color == COLOR_ALWAYS;
    }
    const char *no_color = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    return options->output == NULL && (no_color == NULL || no_color[0] == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0) && isatty(STDOUT_FILENO) == 1;
}

/* Writes everything or sets errno. */
static bool write_whole(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        const ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno == EINTR) {
            if (signals_count() > 1) {
                signals_die(signals_first()); /* nobody reads, and nobody wants to wait for that */
            }
            continue;
        }
        if (written < 0) {
            return false;
        }
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static enum status refuse(struct error *error, const char *name)
{
    return error_set(error, STATUS_IO, "%s: cannot write: %s", name, strerror(errno));
}

static enum status write_stdout(const char *bytes, size_t length, struct error *error)
{
    if (write_whole(STDOUT_FILENO, bytes, length)) {
        return STATUS_OK;
    }
    if (errno == EPIPE) {
        signals_die(SIGPIPE);
    }
    return refuse(error, "standard output");
}

/* Opens, writes to the last byte, closes. */
static enum status write_into(const char *path, int flags, const char *bytes, size_t length,
                              struct error *error)
{
    const int descriptor = open(path, flags, 0666);
    if (descriptor < 0) {
        return refuse(error, path);
    }
    const bool is_written = write_whole(descriptor, bytes, length);
    const int reason = errno;
    const bool is_closed = close(descriptor) == 0;
    if (!is_written) {
        errno = reason;
    }
    return is_written && is_closed ? STATUS_OK : refuse(error, path);
}

/* A device, a pipe or the like: there is nothing to rename. */
static enum status write_special(const char *path, const char *bytes, size_t length, struct error *error)
{
    return write_into(path, O_WRONLY, bytes, length, error);
}

enum status output_append(const char *path, const char *bytes, size_t length, struct error *error)
{
    return write_into(path, O_WRONLY | O_APPEND | O_CREAT, bytes, length, error);
}

/* The permissions a new file gets from the umask. */
static mode_t default_mode(void)
{
    const mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static enum status write_beside(const char *path, mode_t mode, const char *bytes, size_t length,
                                struct error *error)
{
    char beside[PATH_MAX];
    const int needed = snprintf(beside, sizeof beside, "%s.XXXXXX", path);
    if (needed < 0 || (size_t)needed >= sizeof beside) {
        errno = ENAMETOOLONG;
        return refuse(error, path);
    }
    const int descriptor = mkstemp(beside);
    if (descriptor < 0) {
        return refuse(error, path);
    }
    bool is_fine =
        write_whole(descriptor, bytes, length) && fchmod(descriptor, mode) == 0 && fsync(descriptor) == 0;
    int reason = errno;
    if (close(descriptor) != 0 && is_fine) {
        is_fine = false;
        reason = errno;
    }
    if (is_fine && rename(beside, path) != 0) {
        is_fine = false;
        reason = errno;
    }
    if (!is_fine) {
        unlink(beside);
        errno = reason;
        return refuse(error, path);
    }
    return STATUS_OK;
}

enum status output_write(const char *path, const char *bytes, size_t length, struct error *error)
{
    if (path == NULL) {
        return write_stdout(bytes, length, error);
    }
    struct stat about;
    if (stat(path, &about) != 0) {
        return write_beside(path, default_mode(), bytes, length, error);
    }
    if (S_ISDIR(about.st_mode)) {
        errno = EISDIR;
        return refuse(error, path);
    }
    if (!S_ISREG(about.st_mode)) {
        return write_special(path, bytes, length, error);
    }
    char target[PATH_MAX]; /* what a symbolic link points to is replaced, not the link */
    if (realpath(path, target) == NULL) {
        return refuse(error, path);
    }
    return write_beside(target, about.st_mode & 0777, bytes, length, error);
}
