/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be said of a run whose child did not end as it should? Where it was, what ended it, what it
 * said. */
#include "cli/run_end.h"

#include <math.h>
#include <string.h>
#include <sys/wait.h>

#include "base/arena.h"
#include "cli/child_process.h"
#include "cli/child_work.h"
#include "cli/options.h"
#include "compare/verdict.h"
#include "report/run_record.h"
#include "solve/solver.h"

/* What the child wrote to standard error, on one line; empty if nothing. */
static const char *quote(const struct run_end *end)
{
    char *said = arena_strndup(end->arena, end->said, end->said_length);
    size_t length = 0;
    for (size_t i = 0; i < end->said_length; i++) {
        const unsigned char byte = (unsigned char)end->said[i];
        said[length++] = byte == '\n' ? ' ' : byte < 0x20 || byte == 0x7f ? '?' : end->said[i];
    }
    while (length > 0 && said[length - 1] == ' ') {
        length--;
    }
    said[length] = '\0';
    return length > 0 ? arena_printf(end->arena, "; it said: %s", said) : "";
}

/* What the method that was running when its child ended has answered. */
static void give_up_method(const struct run_end *end, enum result_status status, const char *note)
{
    struct run_record *run = end->run;
    const struct solver *solver = solver_find(run->running);
    const struct method_record result = {
        .method = run->running,
        .status = status,
        .note = note,
        .solve_s = NAN, /* nobody knows */
        .is_exact = solver != NULL && solver->kind == SOLVER_EXACT,
    };
    record_add_result(&run->record, end->arena, &result);
    run->running = NULL;
}

/* What the child was doing, as a subject. */
static const char *current_step(const struct run_end *end)
{
    const struct run_record *run = end->run;
    const bool judges = end->request->plan_files != NULL;
    return run->running != NULL               ? run->running
           : run->record.instance == NULL     ? "reading the file"
           : judges && run->judged_count == 0 ? "reading and judging the plan"
           : run->record.result_count > 0     ? "the work between two methods"
           : end->request->work.list_plans    ? "listing the plans"
                                              : "preparing the methods";
}

void run_end_note_overdue(const struct run_end *end)
{
    const double limit_s = end->request->work.options->time_limit_s;
    if (end->run->running != NULL) {
        give_up_method(
            end, RESULT_UNKNOWN,
            arena_printf(end->arena, "stopped by the watchdog, well after its limit of %g s", limit_s));
        return;
    }
    record_add_finding(&end->run->record, end->arena, VERDICT_UNPROVED,
                       "%s was stopped by the watchdog, well after the limit of %g s", current_step(end),
                       limit_s);
}

void run_end_note_stopped(const struct run_end *end)
{
    if (end->run->running != NULL) {
        give_up_method(end, RESULT_UNKNOWN, "stopped by a signal");
    }
}

void run_end_note_crash(const struct run_end *end)
{
    struct arena *arena = end->arena;
    const int status = end->status;
    const char *who = current_step(end);
    const char *said = quote(end);
    const char *message = NULL;
    if (end->is_garbled) {
        message = arena_printf(arena, "%s sent what cannot be read%s", who, said);
    } else if (WIFSIGNALED(status)) {
        const int number = WTERMSIG(status);
        message =
            arena_printf(arena, "%s was killed by signal %d (%s)%s", who, number, strsignal(number), said);
    } else if (WEXITSTATUS(status) == EXIT_OUT_OF_MEMORY) {
        message = arena_printf(arena, "%s ran out of memory (limit %lld MiB)", who,
                               (long long)end->request->work.options->memory_limit_mib);
    } else {
        message = arena_printf(arena, "%s ended with exit status %d%s", who, WEXITSTATUS(status), said);
    }
    record_add_finding(&end->run->record, arena, VERDICT_CRASHED, "%s", message);
    if (end->run->running != NULL) {
        give_up_method(end, RESULT_ERROR, message);
    }
}
