/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How does the program outlive its own methods? The parent only forks, reads pipes and waits, with a clock
 * in hand. Each child serves one file after another, as orders come; one that dies, or is silent for longer
 * than a method may take and is killed with its whole process group, costs the file it was at, and another
 * takes its place. Invariant: a child is either in a slot or has been waited for, so none is left behind; a
 * file is ordered once.
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
#include "cli/run_end.h"
#include "cli/signals.h"
#include "cli/worker.h"
#include "compare/verdict.h"
#include "report/record_stream.h"
#include "io/safe_text.h"

/* A child that floods its pipe gets this many reads before the clock and the signals are looked at again. */
enum { SAID_LIMIT = 2000, POLL_MS = 100, REAP_MS = 1, READS_A_TURN = 16 };

/* What a method may take beyond its limit before the watchdog ends it, and children after a signal. */
#define GRACE_S         2.0
#define GRACE_SHARE     0.1
#define GRACE_ON_STOP_S 2.0

/* One running child. */
struct slot {
    pid_t pid;
    size_t index; /* of its file, or of its last */
    int orders;   /* write end; -1 when closed, as the next */
    int events;   /* read ends */
    int errors;
    struct record_stream stream;
    char said[SAID_LIMIT]; /* the beginning of what it wrote to standard error */
    size_t said_length;
    double start_s;
    double watchdog_s; /* when it is killed; INFINITY while it waits for standard input */
    bool is_idle;      /* its run is over; it waits for an order, or to end */
    bool has_one_file; /* it reads standard input, and does nothing else */
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

/* In the child: nothing of the parent's other children is its affair. */
_Noreturn static void be_child(const struct runner *runner, const struct worker_pipes *pipes,
                               bool keeps_stdin)
{
    signals_start_child();
    setpgid(0, 0);
    for (size_t s = 0; s < runner->slot_count; s++) {
        close(runner->slots[s].orders);
        close(runner->slots[s].events);
        close(runner->slots[s].errors);
    }
    worker_run(runner->request, pipes, keeps_stdin);
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

/* Lets the child end, which it does when it is through. */
static void dismiss(const struct runner *runner, struct slot *slot)
{
    if (slot->orders >= 0) {
        close(slot->orders);
        slot->orders = -1;
        wind_watchdog(runner, slot);
    }
}

/* Orders the next file from a child that has nothing to do. One that has gone meanwhile does not get it. */
static void order_next(struct runner *runner, struct slot *slot)
{
    const ssize_t written = write(slot->orders, &runner->next, sizeof runner->next);
    if (written != (ssize_t)sizeof runner->next) {
        dismiss(runner, slot);
        return;
    }
    slot->is_idle = false;
    slot->said_length = 0;
    slot->index = runner->next++;
    slot->start_s = monotonic_seconds();
    record_stream_init(&slot->stream, runner->arena, &runner->runs[slot->index]);
    wind_watchdog(runner, slot);
}

/* Forks; the pipes' other ends are the child's. False, with errno, if the system has no process to spare. */
static bool fork_worker(struct runner *runner, int orders[2], int events[2], int errors[2])
{
    const struct child_work work = run_request_work(runner->request, runner->next);
    const bool keeps_stdin = child_work_reads_stdin(&work);
    const pid_t parent = getpid();
    const pid_t pid = fork();
    if (pid == 0) {
        die_with_parent(parent);
        close(orders[1]);
        close(events[0]);
        close(errors[0]);
        const struct worker_pipes pipes = {.orders = orders[0], .events = events[1], .errors = errors[1]};
        be_child(runner, &pipes, keeps_stdin);
    }
    if (pid < 0) {
        return false;
    }
    setpgid(pid, pid); /* in both, so that it holds for whoever comes first */
    close(orders[0]);
    close(events[1]);
    close(errors[1]);
    fcntl(events[0], F_SETFL, O_NONBLOCK);
    fcntl(errors[0], F_SETFL, O_NONBLOCK);
    struct slot *slot = &runner->slots[runner->slot_count++];
    *slot = (struct slot){.pid = pid,
                          .index = runner->next,
                          .orders = orders[1],
                          .events = events[0],
                          .errors = errors[0],
                          .has_one_file = keeps_stdin};
    order_next(runner, slot);
    return true;
}

/* Starts a child with the next file in a new slot; false, with errno, if the system has nothing to spare. */
static bool start_child(struct runner *runner)
{
    int ends[3][2];
    size_t open_count = 0;
    while (open_count < 3 && pipe(ends[open_count]) == 0) {
        open_count++;
    }
    if (open_count == 3 && fork_worker(runner, ends[0], ends[1], ends[2])) {
        return true;
    }
    const int why = errno;
    for (size_t i = 0; i < open_count; i++) {
        close_pipe(ends[i]);
    }
    errno = why;
    return false;
}

static void decide(struct runner *runner, struct run_record *run)
{
    const struct verdict_options options = {.max_gap = runner->request->max_gap};
    verdict_decide(&run->record, runner->arena, &options);
}

/* May that child do the next file? One that reads standard input is for itself. */
static bool may_go_on(const struct runner *runner, const struct slot *slot)
{
    if (signals_count() > 0 || runner->next >= runner->request->file_count || slot->has_one_file) {
        return false;
    }
    const struct child_work work = run_request_work(runner->request, runner->next);
    return !child_work_reads_stdin(&work);
}

/* Gives those who have nothing to do the next file, or leave to go. */
static void order_more(struct runner *runner)
{
    for (size_t s = 0; s < runner->slot_count; s++) {
        struct slot *slot = &runner->slots[s];
        if (!slot->is_idle || slot->orders < 0) {
            continue;
        }
        if (may_go_on(runner, slot)) {
            order_next(runner, slot);
        } else {
            dismiss(runner, slot);
        }
    }
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
        runner->done++;
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

/* The run is over, well or not: nothing more will be known of it. */
static void finish_run(struct runner *runner, struct slot *slot)
{
    struct run_record *run = &runner->runs[slot->index];
    run->record.elapsed_s = monotonic_seconds() - slot->start_s;
    run->is_interrupted = signals_count() > 0;
    slot->is_idle = true;
    runner->done++;
    if (run->is_interrupted) {
        record_add_finding(&run->record, runner->arena, VERDICT_AGREE, "stopped by signal %d (%s)",
                           signals_first(), strsignal(signals_first()));
    }
    decide(runner, run);
}

/* The child has ended, in the middle of a run or, as it should, without one. */
static void finish_slot(struct runner *runner, struct slot *slot, int status, const struct rusage *usage)
{
    struct run_record *run = &runner->runs[slot->index];
    const bool is_clean = WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
    if (!run->is_done) {
        run->record.peak_memory_bytes = (int64_t)usage->ru_maxrss * 1024;
    }
    const struct run_end end = {
        .arena = runner->arena,
        .request = runner->request,
        .run = run,
        .said = slot->said,
        .said_length = slot->said_length,
        .is_garbled = slot->stream.is_garbled,
        .status = status,
    };
    if (slot->is_overdue && !run->is_done) {
        run_end_note_overdue(&end);
    } else if (slot->is_killed && !run->is_done) {
        run_end_note_stopped(&end);
    } else if ((!is_clean && !slot->is_killed) || !run->is_done || slot->stream.is_garbled) {
        run_end_note_crash(&end);
    }
    if (slot->is_idle) {
        decide(runner, run);
    } else {
        finish_run(runner, slot);
    }
}

/* Takes leave of a run that its child calls done, and of a child that cannot be understood. */
static void finish_done(struct runner *runner)
{
    for (size_t s = 0; s < runner->slot_count; s++) {
        struct slot *slot = &runner->slots[s];
        if (slot->stream.is_garbled) {
            dismiss(runner, slot);
        } else if (!slot->is_idle && runner->runs[slot->index].is_done) {
            listen_to(runner, slot, READS_A_TURN);
            finish_run(runner, slot);
            slot->watchdog_s = INFINITY;
            if (runner->runs[slot->index].is_last) {
                dismiss(runner, slot);
            }
        }
    }
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
        if (slot->orders >= 0) {
            close(slot->orders);
        }
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

/* A run is settled when its child is at another, or gone. */
static void tell_progress(const struct runner *runner)
{
    const struct run_request *request = runner->request;
    size_t settled_count = runner->next;
    for (size_t s = 0; s < runner->slot_count; s++) {
        const size_t index = runner->slots[s].index;
        settled_count = index < settled_count ? index : settled_count;
    }
    if (request->on_progress != NULL) {
        request->on_progress(request->context, runner->runs, request->file_count, settled_count);
    }
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
        order_more(&runner);
        start_children(&runner);
        if (runner.slot_count == 0) {
            break;
        }
        show_progress(&runner);
        wait_for_events(&runner);
        for (size_t s = 0; s < runner.slot_count; s++) {
            listen_to(&runner, &runner.slots[s], READS_A_TURN);
        }
        finish_done(&runner);
        enforce(&runner);
        reap(&runner);
        tell_progress(&runner);
    }
    progress_clear(&runner.progress);
    return runner.next;
}
