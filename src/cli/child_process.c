/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How does the program outlive its own methods? The parent only forks, reads pipes and waits, with a clock
 * in hand: a child that is silent for longer than a method may take is killed, with its whole process group.
 * Invariant: a child is either in a slot or has been waited for, so none is left behind.
 */
#define _DEFAULT_SOURCE /* wait4(): the memory a single child used; POSIX has it only for all together */
#include "cli/child_process.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/deadline.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/signals.h"
#include "compare/verdict.h"
#include "report/record_stream.h"
#include "io/safe_text.h"
#include "solve/solver.h"

#if defined(__SANITIZE_ADDRESS__)
#define LIMITS_ADDRESS_SPACE 0 /* the sanitizer reserves terabytes of addresses */
#else
#define LIMITS_ADDRESS_SPACE 1
#endif

/* A child that floods its pipe gets this many reads before the clock and the signals are looked at again. */
enum { SAID_LIMIT = 2000, POLL_MS = 100, REAP_MS = 1, READS_A_TURN = 16 };

/* What a method may take beyond its limit before the watchdog ends it, and children after a signal. */
#define GRACE_S         2.0
#define GRACE_SHARE     0.1
#define GRACE_ON_STOP_S 2.0

/* One running child. */
struct slot {
    pid_t pid;
    size_t index; /* of its file */
    int events;   /* read ends; -1 when closed */
    int errors;
    struct record_stream stream;
    char said[SAID_LIMIT]; /* the beginning of what it wrote to standard error */
    size_t said_length;
    double start_s;
    double watchdog_s; /* when it is killed; INFINITY while it waits for standard input */
    bool is_overdue;
    bool is_killed; /* because of a signal to the parent */
};

struct runner {
    const struct run_request *request;
    struct run_record *runs;
    struct arena *arena;
    struct slot *slots; /* [slot_count] those that run */
    size_t slot_count;
    size_t next; /* file */
    size_t done;
    struct pollfd *watched; /* [2 * jobs] */
    double kill_s;          /* when children that were asked to stop are killed; INFINITY before a signal */
    struct progress progress;
};

/* --- starting --- */

static void limit(int resource, rlim_t value)
{
    struct rlimit now;
    if (getrlimit(resource, &now) == 0) {
        now.rlim_cur = now.rlim_max != RLIM_INFINITY && now.rlim_max < value ? now.rlim_max : value;
        now.rlim_max = now.rlim_cur;
        (void)setrlimit(resource, &now);
    }
}

/* A parent that is killed cannot tell its children; the kernel does, unless it happened already. */
static void die_with_parent(pid_t parent)
{
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent) {
        _exit(EXIT_NOBODY_LISTENS);
    }
}

static bool reads_stdin(const struct child_work *work)
{
    bool reads = strcmp(work->file, "-") == 0;
    for (size_t i = 0; i < work->plan_file_count; i++) {
        reads = reads || strcmp(work->plan_files[i], "-") == 0;
    }
    return reads;
}

_Noreturn static void be_child(const struct runner *runner, size_t index, int events, int errors)
{
    signals_start_child();
    setpgid(0, 0);
    for (size_t s = 0; s < runner->slot_count; s++) {
        close(runner->slots[s].events);
        close(runner->slots[s].errors);
    }
    struct child_work work = runner->request->work;
    work.file = runner->request->files[index];
    if (runner->request->plan_files != NULL) {
        work.plan_files = runner->request->plan_files[index].files;
        work.plan_file_count = runner->request->plan_files[index].count;
    }
    fcntl(events, F_SETFD, FD_CLOEXEC); /* a planner must not speak for its judge */
    if (!reads_stdin(&work)) {
        const int nothing = open("/dev/null", O_RDONLY);
        if (nothing > STDIN_FILENO) {
            dup2(nothing, STDIN_FILENO);
            close(nothing);
        }
    }
    dup2(errors, STDOUT_FILENO); /* libraries that chatter must not spoil the result */
    dup2(errors, STDERR_FILENO);
    close(errors);
    limit(RLIMIT_CORE, 0);
    if (LIMITS_ADDRESS_SPACE) {
        limit(RLIMIT_AS, (rlim_t)work.options->memory_limit_mib << 20);
    }
    child_work_run(&work, events);
    exit(EXIT_SUCCESS);
}

static void close_pipe(const int ends[2])
{
    close(ends[0]);
    close(ends[1]);
}

/* From now on the child has as long as a method may take, unless it waits for standard input. */
static void wind_watchdog(const struct runner *runner, struct slot *slot)
{
    const double limit_s = runner->request->work.options->time_limit_s;
    slot->watchdog_s = runner->runs[slot->index].is_waiting
                           ? INFINITY
                           : monotonic_seconds() + limit_s * (1.0 + GRACE_SHARE) + GRACE_S;
}

/* Starts the next file in a new slot; false, with errno, if the system has no process or pipe to spare. */
static bool start_child(struct runner *runner)
{
    int events[2];
    int errors[2];
    if (pipe(events) != 0) {
        return false;
    }
    if (pipe(errors) != 0) {
        close_pipe(events);
        return false;
    }
    const pid_t parent = getpid();
    const pid_t pid = fork();
    if (pid == 0) {
        die_with_parent(parent);
        close(events[0]);
        close(errors[0]);
        be_child(runner, runner->next, events[1], errors[1]);
    }
    if (pid < 0) {
        close_pipe(events);
        close_pipe(errors);
        return false;
    }
    setpgid(pid, pid); /* in both, so that it holds for whoever comes first */
    close(events[1]);
    close(errors[1]);
    fcntl(events[0], F_SETFL, O_NONBLOCK);
    fcntl(errors[0], F_SETFL, O_NONBLOCK);
    struct slot *slot = &runner->slots[runner->slot_count++];
    *slot = (struct slot){.pid = pid,
                          .index = runner->next,
                          .events = events[0],
                          .errors = errors[0],
                          .start_s = monotonic_seconds()};
    record_stream_init(&slot->stream, runner->arena, &runner->runs[runner->next]);
    wind_watchdog(runner, slot);
    runner->next++;
    return true;
}

static void decide(struct runner *runner, struct run_record *run)
{
    const struct verdict_options options = {.max_gap = runner->request->max_gap};
    verdict_decide(&run->record, runner->arena, &options);
    runner->done++;
}

static void start_children(struct runner *runner)
{
    while (signals_count() == 0 && runner->slot_count < runner->request->jobs &&
           runner->next < runner->request->file_count) {
        if (start_child(runner)) {
            continue;
        }
        if (runner->slot_count > 0) {
            return; /* there will be room when one of them ends */
        }
        struct run_record *run = &runner->runs[runner->next++];
        run->is_interrupted = false;
        record_add_finding(&run->record, runner->arena, VERDICT_CRASHED, "cannot start a process: %s",
                           strerror(errno));
        decide(runner, run);
    }
}

/* --- listening --- */

/* Takes what a pipe holds, with at most `reads` reads; true if anything came. Closes it at its end. */
static bool drain(struct slot *slot, int *descriptor, size_t reads)
{
    char bytes[65536];
    bool came = false;
    for (size_t r = 0; r < reads && *descriptor >= 0; r++) {
        const ssize_t count = read(*descriptor, bytes, sizeof bytes);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            break;
        }
        if (count <= 0) {
            close(*descriptor);
            *descriptor = -1;
            break;
        }
        came = true;
        if (descriptor == &slot->events) {
            record_stream_feed(&slot->stream, bytes, (size_t)count);
            continue;
        }
        const size_t room = sizeof slot->said - slot->said_length;
        const size_t kept = (size_t)count < room ? (size_t)count : room;
        memcpy(slot->said + slot->said_length, bytes, kept);
        slot->said_length += kept;
    }
    return came;
}

static void listen_to(const struct runner *runner, struct slot *slot, size_t reads)
{
    drain(slot, &slot->errors, reads);
    if (drain(slot, &slot->events, reads)) {
        wind_watchdog(runner, slot);
    }
}

/* --- ending --- */

/* What the child wrote to standard error, on one line; empty if nothing. */
static const char *quote(struct arena *arena, const struct slot *slot)
{
    char *said = arena_strndup(arena, slot->said, slot->said_length);
    size_t length = 0;
    for (size_t i = 0; i < slot->said_length; i++) {
        const unsigned char byte = (unsigned char)slot->said[i];
        said[length++] = byte == '\n' ? ' ' : byte < 0x20 || byte == 0x7f ? '?' : slot->said[i];
    }
    while (length > 0 && said[length - 1] == ' ') {
        length--;
    }
    said[length] = '\0';
    return length > 0 ? arena_printf(arena, "; it said: %s", said) : "";
}

/* What the method that was running when its child ended has answered. */
static void give_up_method(struct runner *runner, struct run_record *run, enum result_status status,
                           const char *note)
{
    const struct solver *solver = solver_find(run->running);
    const struct method_record result = {
        .method = run->running,
        .status = status,
        .note = note,
        .solve_s = NAN, /* nobody knows */
        .is_exact = solver != NULL && solver->kind == SOLVER_EXACT,
    };
    record_add_result(&run->record, runner->arena, &result);
    run->running = NULL;
}

/* What the child was doing, as a subject. */
static const char *current_step(const struct runner *runner, const struct run_record *run)
{
    const bool judges = runner->request->plan_files != NULL;
    return run->running != NULL               ? run->running
           : run->record.instance == NULL     ? "reading the file"
           : judges && run->judged_count == 0 ? "reading and judging the plan"
           : run->record.result_count > 0     ? "the work between two methods"
           : runner->request->work.list_plans ? "listing the plans"
                                              : "preparing the methods";
}

static void note_overdue(struct runner *runner, struct run_record *run)
{
    const double limit_s = runner->request->work.options->time_limit_s;
    if (run->running != NULL) {
        give_up_method(
            runner, run, RESULT_UNKNOWN,
            arena_printf(runner->arena, "stopped by the watchdog, well after its limit of %g s", limit_s));
        return;
    }
    record_add_finding(&run->record, runner->arena, VERDICT_UNPROVED,
                       "%s was stopped by the watchdog, well after the limit of %g s",
                       current_step(runner, run), limit_s);
}

static void note_crash(struct runner *runner, struct slot *slot, struct run_record *run, int status)
{
    struct arena *arena = runner->arena;
    const char *who = current_step(runner, run);
    const char *said = quote(arena, slot);
    const char *message = NULL;
    if (slot->stream.is_garbled) {
        message = arena_printf(arena, "%s sent what cannot be read%s", who, said);
    } else if (WIFSIGNALED(status)) {
        const int number = WTERMSIG(status);
        message =
            arena_printf(arena, "%s was killed by signal %d (%s)%s", who, number, strsignal(number), said);
    } else if (WEXITSTATUS(status) == EXIT_OUT_OF_MEMORY) {
        message = arena_printf(arena, "%s ran out of memory (limit %lld MiB)", who,
                               (long long)runner->request->work.options->memory_limit_mib);
    } else {
        message = arena_printf(arena, "%s ended with exit status %d%s", who, WEXITSTATUS(status), said);
    }
    record_add_finding(&run->record, arena, VERDICT_CRASHED, "%s", message);
    if (run->running != NULL) {
        give_up_method(runner, run, RESULT_ERROR, message);
    }
}

static void finish_slot(struct runner *runner, struct slot *slot, int status, const struct rusage *usage)
{
    struct run_record *run = &runner->runs[slot->index];
    run->record.elapsed_s = monotonic_seconds() - slot->start_s;
    run->record.peak_memory_bytes = (int64_t)usage->ru_maxrss * 1024;
    run->is_interrupted = signals_count() > 0;
    const bool is_clean = WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
    if (slot->is_overdue && !run->is_done) {
        note_overdue(runner, run);
    } else if (slot->is_killed && !run->is_done) {
        if (run->running != NULL) {
            give_up_method(runner, run, RESULT_UNKNOWN, "stopped by a signal");
        }
    } else if (!is_clean || !run->is_done || slot->stream.is_garbled) {
        note_crash(runner, slot, run, status);
    }
    if (run->is_interrupted) {
        record_add_finding(&run->record, runner->arena, VERDICT_AGREE, "stopped by signal %d (%s)",
                           signals_first(), strsignal(signals_first()));
    }
    decide(runner, run);
}

/* Waits for children that have ended, without blocking, and takes them out of their slots. */
static void reap(struct runner *runner)
{
    for (size_t s = 0; s < runner->slot_count;) {
        struct slot *slot = &runner->slots[s];
        struct rusage usage = {.ru_maxrss = 0};
        int status = 0;
        const pid_t pid = wait4(slot->pid, &status, WNOHANG, &usage);
        if (pid == 0 || (pid < 0 && errno == EINTR)) {
            s++;
            continue;
        }
        listen_to(runner, slot, SIZE_MAX); /* what a dead child has left behind has an end */
        if (slot->events >= 0) {
            close(slot->events);
        }
        if (slot->errors >= 0) {
            close(slot->errors);
        }
        finish_slot(runner, slot, status, &usage);
        runner->slots[s] = runner->slots[--runner->slot_count];
    }
}

static void kill_slot(const struct slot *slot, int number)
{
    if (kill(-slot->pid, number) != 0) {
        kill(slot->pid, number); /* it has no group of its own yet */
    }
}

/* Ends what is overdue, and everything once a signal has asked for it. */
static void enforce(struct runner *runner)
{
    const double now_s = monotonic_seconds();
    const bool is_asked = signals_count() > 0 && isinf(runner->kill_s);
    if (is_asked) {
        runner->kill_s = now_s + GRACE_ON_STOP_S;
    }
    const bool must_die = signals_count() > 1 || now_s >= runner->kill_s;
    for (size_t s = 0; s < runner->slot_count; s++) {
        struct slot *slot = &runner->slots[s];
        if (now_s >= slot->watchdog_s && !slot->is_overdue) {
            slot->is_overdue = true;
            kill_slot(slot, SIGKILL);
        }
        if (must_die) {
            slot->is_killed = true;
            kill_slot(slot, SIGKILL);
        } else if (is_asked) {
            kill_slot(slot, SIGTERM);
        }
    }
}

static void wait_for_events(struct runner *runner)
{
    int timeout_ms = POLL_MS;
    for (size_t s = 0; s < runner->slot_count; s++) {
        const struct slot *slot = &runner->slots[s];
        runner->watched[2 * s] = (struct pollfd){.fd = slot->events, .events = POLLIN};
        runner->watched[2 * s + 1] = (struct pollfd){.fd = slot->errors, .events = POLLIN};
        if (slot->events < 0) {
            timeout_ms = REAP_MS; /* it is about to end */
        }
    }
    (void)poll(runner->watched, (nfds_t)(2 * runner->slot_count), timeout_ms);
}

static void show_progress(struct runner *runner)
{
    const struct arena_mark mark = arena_mark(runner->arena);
    const struct instance_record *record = &runner->runs[runner->slots[0].index].record;
    const char *doing = record->instance != NULL ? record->instance : record->file;
    progress_show(&runner->progress, runner->done, safe_words(runner->arena, doing));
    arena_rewind(runner->arena, mark);
}

size_t run_instances(struct run_record *runs, struct arena *arena, const struct run_request *request)
{
    struct runner runner = {.request = request, .runs = runs, .arena = arena, .kill_s = INFINITY};
    runner.slots = ARENA_ARRAY(arena, struct slot, request->jobs);
    runner.watched = ARENA_ARRAY(arena, struct pollfd, 2 * request->jobs);
    progress_init(&runner.progress, request->file_count, request->is_quiet);
    for (size_t i = 0; i < request->file_count; i++) {
        runs[i].record.file = request->files[i];
        runs[i].is_interrupted = true; /* until it has run */
    }
    for (;;) {
        start_children(&runner);
        if (runner.slot_count == 0) {
            break;
        }
        show_progress(&runner);
        wait_for_events(&runner);
        for (size_t s = 0; s < runner.slot_count; s++) {
            listen_to(&runner, &runner.slots[s], READS_A_TURN);
        }
        enforce(&runner);
        reap(&runner);
    }
    progress_clear(&runner.progress);
    return runner.next;
}
