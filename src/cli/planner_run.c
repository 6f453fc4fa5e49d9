/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What plan does somebody's program make? Nothing it does may hurt anybody: it has a session, a clock and a
 * bounded ear. Its end is the end of the process itself, not of its output, which something it left behind
 * may hold open. Until everything in its group has been killed it is kept as a zombie, so that its number
 * cannot mean anybody else.
 */
#include "cli/planner_run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/deadline.h"
#include "cli/descendants.h"
#include "io/input_file.h"

/* How often its end is looked for, while it has been running for less than IMPATIENT_S and afterwards. */
enum { SOON_MS = 1, LATER_MS = 20, SAID_LIMIT = 4000, PIECE = 65536, FAILED_TO_START = 127 };

#define IMPATIENT_S 0.1

struct running {
    struct arena *arena;
    const struct planner_request *request;
    pid_t pid;
    int out; /* read ends; -1 when closed */
    int err;
    int start;   /* carries errno if the program could not be started */
    char *bytes; /* [length] of [capacity] */
    size_t length;
    size_t capacity;
    bool is_cut;
    char said[2 * SAID_LIMIT]; /* its end is what it said last */
    size_t said_length;
    bool said_more;
};

bool planner_takes_file(const char *const *arguments, size_t argument_count)
{
    for (size_t i = 0; i < argument_count; i++) {
        if (strstr(arguments[i], "{}") != NULL) {
            return true;
        }
    }
    return false;
}

bool planner_is_there(const char *program)
{
    if (strchr(program, '/') != NULL) {
        return access(program, X_OK) == 0;
    }
    const char *path = getenv("PATH");
    for (const char *at = path; at != NULL && *at != '\0';) {
        char file[4096];
        const size_t length = strcspn(at, ":");
        const int needed =
            snprintf(file, sizeof file, "%.*s/%s", (int)length, length > 0 ? at : ".", program);
        if (needed > 0 && (size_t)needed < sizeof file && access(file, X_OK) == 0) {
            return true;
        }
        at += length + (at[length] == ':');
    }
    return false;
}

/* --- starting --- */

/* `argument` with the file for every `{}`. */
static char *fill_in(struct arena *arena, const char *argument, const char *file)
{
    char *filled = arena_strdup(arena, "");
    const char *at = argument;
    for (const char *hole = NULL; (hole = strstr(at, "{}")) != NULL; at = hole + 2) {
        filled = arena_printf(arena, "%s%.*s%s", filled, (int)(hole - at), at, file);
    }
    return arena_printf(arena, "%s%s", filled, at);
}

static char **fill_in_all(struct arena *arena, const struct planner_request *request)
{
    char **arguments = ARENA_ARRAY(arena, char *, request->argument_count + 1);
    for (size_t i = 0; i < request->argument_count; i++) {
        arguments[i] = fill_in(arena, request->arguments[i], request->file);
    }
    return arguments;
}

/* A descriptor from which the planner reads: the instance, or nothing. -1, with errno, on failure. */
static int open_input(const struct planner_request *request)
{
    if (planner_takes_file(request->arguments, request->argument_count)) {
        return open("/dev/null", O_RDONLY | O_CLOEXEC);
    }
    FILE *file = tmpfile(); /* a pipe would have to be fed while it is read */
    if (file == NULL) {
        return -1;
    }
    const bool is_written = fwrite(request->bytes, 1, request->length, file) == request->length;
    const int descriptor = is_written && fflush(file) == 0 ? dup(fileno(file)) : -1;
    fclose(file);
    if (descriptor >= 0) {
        (void)lseek(descriptor, 0, SEEK_SET);
    }
    return descriptor;
}

_Noreturn static void be_planner(char **arguments, int input, const int ends[3], pid_t parent)
{
    static const int caught[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXFSZ};
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigemptyset(&standard.sa_mask);
    for (size_t i = 0; i < sizeof caught / sizeof caught[0]; i++) {
        sigaction(caught[i], &standard, NULL);
    }
    setsid();
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent || dup2(input, STDIN_FILENO) < 0 || dup2(ends[0], STDOUT_FILENO) < 0 ||
        dup2(ends[1], STDERR_FILENO) < 0) {
        _exit(FAILED_TO_START);
    }
    close(input);
    execvp(arguments[0], arguments);
    const int reason = errno;
    const ssize_t told = write(ends[2], &reason, sizeof reason);
    _exit(told < 0 ? FAILED_TO_START + 1 : FAILED_TO_START);
}

/* Pipes whose ends no program inherits but by dup2(); pipes[p][0] is read. */
static bool open_pipes(int pipes[3][2])
{
    for (size_t p = 0; p < 3; p++) {
        if (pipe(pipes[p]) != 0) {
            while (p-- > 0) {
                close(pipes[p][0]);
                close(pipes[p][1]);
            }
            return false;
        }
        for (size_t end = 0; end < 2; end++) {
            fcntl(pipes[p][end], F_SETFD, FD_CLOEXEC);
        }
        fcntl(pipes[p][0], F_SETFL, O_NONBLOCK);
    }
    return true;
}

/* False, with errno, if there is no process. */
static bool start(struct running *running)
{
    int pipes[3][2];
    char **arguments = fill_in_all(running->arena, running->request);
    const int input = open_input(running->request);
    if (input < 0) {
        return false;
    }
    if (!open_pipes(pipes)) {
        close(input);
        return false;
    }
    const pid_t parent = getpid();
    running->pid = fork();
    if (running->pid == 0) {
        const int ends[3] = {pipes[0][1], pipes[1][1], pipes[2][1]};
        be_planner(arguments, input, ends, parent);
    }
    const int reason = errno;
    close(input);
    for (size_t p = 0; p < 3; p++) {
        close(pipes[p][1]);
    }
    running->out = pipes[0][0];
    running->err = pipes[1][0];
    running->start = pipes[2][0];
    errno = reason;
    return running->pid > 0;
}

/* --- listening --- */

static void keep_output(struct running *running, const char *bytes, size_t length)
{
    if (running->is_cut || length > INPUT_FILE_LIMIT - running->length) {
        running->is_cut = true;
        return;
    }
    if (running->length + length > running->capacity) {
        running->capacity = 2 * (running->length + length);
        char *more = arena_alloc(running->arena, running->capacity, 1);
        if (running->length > 0) {
            memcpy(more, running->bytes, running->length);
        }
        running->bytes = more;
    }
    memcpy(running->bytes + running->length, bytes, length);
    running->length += length;
}

static void keep_said(struct running *running, const char *bytes, size_t length)
{
    if (length > SAID_LIMIT) {
        bytes += length - SAID_LIMIT;
        length = SAID_LIMIT;
        running->said_more = true;
    }
    if (running->said_length + length > sizeof running->said) {
        memmove(running->said, running->said + running->said_length - SAID_LIMIT, SAID_LIMIT);
        running->said_length = SAID_LIMIT;
        running->said_more = true;
    }
    memcpy(running->said + running->said_length, bytes, length);
    running->said_length += length;
}

/* Takes one piece; true if there may be more. */
static bool take(struct running *running, int *descriptor)
{
    char bytes[PIECE];
    if (*descriptor < 0) {
        return false;
    }
    const ssize_t count = read(*descriptor, bytes, sizeof bytes);
    if (count > 0 && descriptor == &running->out) {
        keep_output(running, bytes, (size_t)count);
    } else if (count > 0) {
        keep_said(running, bytes, (size_t)count);
    } else if (count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)) {
        close(*descriptor);
        *descriptor = -1;
    }
    return count > 0;
}

/* What was written before the end; what something left behind goes on writing has no end, so this stops. */
static void take_rest(struct running *running)
{
    for (size_t pieces = 0; pieces < INPUT_FILE_LIMIT / PIECE && take(running, &running->out); pieces++) {
    }
    for (size_t pieces = 0; pieces < INPUT_FILE_LIMIT / PIECE && take(running, &running->err); pieces++) {
    }
}

/* Whether it has ended; it stays a zombie. */
static bool has_ended(const struct running *running)
{
    siginfo_t about = {.si_pid = 0};
    return waitid(P_PID, (id_t)running->pid, &about, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           about.si_pid == running->pid;
}

/* Follows it to its end, or to the reason why it must be ended. */
static enum planner_end follow(struct running *running)
{
    const double start_s = monotonic_seconds();
    for (;;) {
        const double elapsed_s = monotonic_seconds() - start_s;
        struct pollfd watched[] = {{.fd = running->out, .events = POLLIN},
                                   {.fd = running->err, .events = POLLIN}};
        if (has_ended(running)) {
            return PLANNER_FINE;
        }
        if (*running->request->stop_now != 0) {
            return PLANNER_STOPPED;
        }
        if (elapsed_s >= running->request->time_limit_s) {
            return PLANNER_TIMEOUT;
        }
        (void)poll(watched, 2, elapsed_s < IMPATIENT_S ? SOON_MS : LATER_MS);
        take(running, &running->out);
        take(running, &running->err);
        if (running->is_cut) {
            return PLANNER_FINE;
        }
    }
}

/* --- ending --- */

/* Ends everything that is left, reaps the planner, and says how it ended. */
static int finish(struct running *running)
{
    int status = 0;
    kill(running->pid, SIGKILL); /* it may not have a session yet */
    kill(-running->pid, SIGKILL);
    while (waitpid(running->pid, &status, 0) < 0 && errno == EINTR) {
    }
    descendants_kill();
    return status;
}

static void describe(struct planner_output *output, struct running *running, int status)
{
    struct arena *arena = running->arena;
    int reason = 0;
    if (output->end == PLANNER_TIMEOUT) {
        output->ending = arena_printf(arena, "killed at its limit of %g s", running->request->time_limit_s);
    } else if (output->end == PLANNER_STOPPED) {
        output->ending = "killed, since a signal asked to stop";
    } else if (running->is_cut) {
        output->is_cut = true;
    } else if (read(running->start, &reason, sizeof reason) == (ssize_t)sizeof reason) {
        output->end = PLANNER_CRASHED;
        output->ending = arena_printf(arena, "cannot be started: %s", strerror(reason));
    } else if (WIFSIGNALED(status)) {
        output->end = PLANNER_CRASHED;
        output->ending =
            arena_printf(arena, "killed by signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
    } else if (WEXITSTATUS(status) != 0) {
        output->end = PLANNER_CRASHED;
        output->ending = arena_printf(arena, "ended with exit status %d", WEXITSTATUS(status));
    }
}

static const char *said_words(const struct running *running)
{
    const size_t skipped = running->said_length > SAID_LIMIT ? running->said_length - SAID_LIMIT : 0;
    size_t length = running->said_length - skipped;
    const char *bytes = running->said + skipped;
    while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\0')) {
        length--;
    }
    if (length == 0) {
        return NULL;
    }
    char *words = arena_strndup(running->arena, bytes, length);
    for (size_t i = 0; i < length; i++) {
        words[i] = words[i] == '\0' ? '?' : words[i];
    }
    return running->said_more || skipped > 0 ? arena_printf(running->arena, "[...] %s", words) : words;
}

void planner_run(struct planner_output *output, struct arena *arena, const struct planner_request *request)
{
    struct running *running = ARENA_NEW(arena, struct running);
    const double start_s = monotonic_seconds();
    *output = (struct planner_output){.end = PLANNER_FINE};
    running->arena = arena;
    running->request = request;
    descendants_adopt();
    if (!start(running)) {
        output->end = PLANNER_CRASHED;
        output->ending = arena_printf(arena, "cannot be started: %s", strerror(errno));
        return;
    }
    output->end = follow(running);
    take_rest(running);
    const int status = finish(running);
    describe(output, running, status);
    output->elapsed_s = monotonic_seconds() - start_s;
    output->bytes = running->bytes != NULL ? running->bytes : "";
    output->length = running->length;
    output->said = said_words(running);
    const int descriptors[] = {running->out, running->err, running->start};
    for (size_t i = 0; i < 3; i++) {
        if (descriptors[i] >= 0) {
            close(descriptors[i]);
        }
    }
}
