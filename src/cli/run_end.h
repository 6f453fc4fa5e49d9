/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_RUN_END_H
#define FINOPT_CLI_RUN_END_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct run_record;
struct run_request;

/* A run whose child did not say that it is done, or ended badly afterwards. */
struct run_end {
    struct arena *arena; /* of the record */
    const struct run_request *request;
    struct run_record *run;
    const char *said; /* [said_length] what the child wrote to standard error */
    size_t said_length;
    bool is_garbled; /* it sent what is no event */
    int status;      /* as wait() gives it */
};

/* Killed by the watchdog: the method that was running answers unknown; between methods it is a finding. */
void run_end_note_overdue(const struct run_end *end);

/* Killed because of a signal to the parent: likewise for the method. */
void run_end_note_stopped(const struct run_end *end);

/* Died: a finding of verdict `crashed`, in words, and the method that was running has an error. */
void run_end_note_crash(const struct run_end *end);

#endif
