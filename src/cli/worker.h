/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_WORKER_H
#define FINOPT_CLI_WORKER_H

#include <stdbool.h>
#include <stddef.h>

struct child_work;
struct run_request;

/* A worker's ends of its three pipes. */
struct worker_pipes {
    int orders; /* indices of files, as size_t; end of file: no more */
    int events; /* report/record_stream.h */
    int errors; /* standard output and error */
};

/* The work on one of the request's files. */
struct child_work run_request_work(const struct run_request *request, size_t index);

/* Whether file or plans come from standard input: then a worker does it that does nothing else. */
bool child_work_reads_stdin(const struct child_work *work);

/*
 * The life of a child: serves orders, one after another, until there are no more or it holds memory that the
 * next would miss. It has the address space of the memory limit for each. `keeps_stdin`: else standard input
 * is empty.
 */
_Noreturn void worker_run(const struct run_request *request, const struct worker_pipes *pipes,
                          bool keeps_stdin);

#endif
