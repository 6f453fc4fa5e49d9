/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How does one process serve many instances, as if each had one of its own? Its arenas are empty again after
 * each; and when the process has become larger all the same, by what the C library or a solver keeps, it says
 * so and ends, and the parent starts another. So every instance has the memory limit to itself, and thousands
 * of small ones share one fork.
 */
#include "cli/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/arena.h"
#include "cli/child_process.h"
#include "cli/child_work.h"
#include "cli/event_sender.h"
#include "cli/options.h"
#include "cli/signals.h"
#include "report/record_stream.h"

#if defined(__SANITIZE_ADDRESS__)
#define LIMITS_ADDRESS_SPACE 0 /* the sanitizer reserves terabytes of addresses */
#else
#define LIMITS_ADDRESS_SPACE 1
#endif

/* A worker that has grown by this much makes room for another. */
#define GROWTH_LIMIT_BYTES ((int64_t)1 << 20)

struct child_work run_request_work(const struct run_request *request, size_t index)
{
    struct child_work work = request->work;
    work.file = request->files[index];
    if (request->plan_files != NULL) {
        work.plan_files = request->plan_files[index].files;
        work.plan_file_count = request->plan_files[index].count;
    }
    return work;
}

bool child_work_reads_stdin(const struct child_work *work)
{
    bool reads = strcmp(work->file, "-") == 0;
    for (size_t i = 0; i < work->plan_file_count; i++) {
        reads = reads || strcmp(work->plan_files[i], "-") == 0;
    }
    return reads;
}

/* Sets what the process may use, and what it may ever ask for, at least as much. */
static void limit(int resource, rlim_t value, rlim_t most)
{
    struct rlimit now;
    if (getrlimit(resource, &now) == 0) {
        now.rlim_max = now.rlim_max < most ? now.rlim_max : most;
        now.rlim_cur = value < now.rlim_max ? value : now.rlim_max;
        (void)setrlimit(resource, &now);
    }
}

/* As much memory for the next instance as the first had: what has been kept since does not count. */
static void limit_memory(const struct run_request *request, int64_t kept_bytes)
{
    const rlim_t bytes = (rlim_t)request->work.options->memory_limit_mib << 20;
    if (LIMITS_ADDRESS_SPACE) {
        limit(RLIMIT_AS, bytes + (rlim_t)(kept_bytes > 0 ? kept_bytes : 0),
              bytes + (rlim_t)GROWTH_LIMIT_BYTES);
    }
}

/* Addresses this process uses; 0 where the system does not say. */
static int64_t address_space_bytes(void)
{
    char bytes[64] = "";
    const int statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (statm < 0) {
        return 0;
    }
    const ssize_t count = read(statm, bytes, sizeof bytes - 1);
    close(statm);
    return count > 0 ? (int64_t)strtoll(bytes, NULL, 10) * sysconf(_SC_PAGESIZE) : 0;
}

/* The next peak is of the next instance alone; where the system cannot do that, of the whole process. */
static void forget_peak_memory(void)
{
    const int references = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);
    if (references >= 0) {
        const ssize_t written = write(references, "5", 1);
        (void)written;
        close(references);
    }
}

static int64_t peak_memory_bytes(void)
{
    struct rusage usage = {.ru_maxrss = 0};
    getrusage(RUSAGE_SELF, &usage);
    return (int64_t)usage.ru_maxrss * 1024;
}

/* The next order; false when there are no more, or the process was asked to stop. */
static bool take_order(size_t *index, int orders)
{
    ssize_t count = 0;
    do {
        count = read(orders, index, sizeof *index);
    } while (count < 0 && errno == EINTR && signals_count() == 0);
    return count == (ssize_t)sizeof *index;
}

static void set_up(const struct run_request *request, const struct worker_pipes *pipes, bool keeps_stdin)
{
    fcntl(pipes->events, F_SETFD, FD_CLOEXEC); /* a planner must not speak for its judge */
    fcntl(pipes->orders, F_SETFD, FD_CLOEXEC);
    if (!keeps_stdin) {
        const int nothing = open("/dev/null", O_RDONLY);
        if (nothing > STDIN_FILENO) {
            dup2(nothing, STDIN_FILENO);
            close(nothing);
        }
    }
    dup2(pipes->errors, STDOUT_FILENO); /* libraries that chatter must not spoil the result */
    dup2(pipes->errors, STDERR_FILENO);
    close(pipes->errors);
    limit(RLIMIT_CORE, 0, 0);
    limit_memory(request, 0);
}

_Noreturn void worker_run(const struct run_request *request, const struct worker_pipes *pipes,
                          bool keeps_stdin)
{
    set_up(request, pipes, keeps_stdin);
    const struct child_memory memory = {arena_new(out_of_memory, NULL), arena_new(out_of_memory, NULL)};
    struct event_sender sender = {.descriptor = pipes->events, .arena = arena_new(out_of_memory, NULL)};
    const int64_t bytes_before = address_space_bytes();
    struct child_ending ending = {.is_last = false};
    size_t index = 0;
    while (!ending.is_last && take_order(&index, pipes->orders)) {
        const struct child_work work = run_request_work(request, index);
        child_work_run(&work, &sender, &memory);
        fflush(stdout);
        const int64_t bytes = address_space_bytes();
        ending.is_last = signals_count() > 0 || bytes == 0 || bytes - bytes_before > GROWTH_LIMIT_BYTES;
        ending.peak_memory_bytes = peak_memory_bytes();
        event_send_done(&sender, &ending);
        forget_peak_memory();
        limit_memory(request, bytes - bytes_before);
    }
    arena_free(sender.arena);
    arena_free(memory.scratch);
    arena_free(memory.arena);
    exit(EXIT_SUCCESS);
}
