/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_BASE_ERROR_H
#define FINOPT_BASE_ERROR_H

/*
 * Failures: what went wrong, where, and what was expected. A function that can fail returns an
 * `enum status`, 0 for success; it fills the caller's `struct error` and prints nothing. Answers such
 * as "infeasible" are not failures: they are `enum outcome` in model/solution.h.
 */
enum status {
    STATUS_OK = 0,
    STATUS_INPUT,       /* a file is not what it must be */
    STATUS_OVERFLOW,    /* a quantity does not fit its integer */
    STATUS_UNSUPPORTED, /* correct, but this version or this method does not do it */
    STATUS_IO,          /* the operating system refused */
    STATUS_SOLVER       /* a solver library failed */
};

struct error {
    enum status status;
    char path[256];    /* the quantity in the instance, `nodes[1].power_w`; empty if none */
    char message[768]; /* complete enough to print */
};

/* Fills `error` and returns `status`, so that a failure is one line: `return error_set(...)`. */
enum status error_set(struct error *error, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with the path of the quantity. */
enum status error_set_at(struct error *error, enum status status, const char *path, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A broken promise of our own code, checked in release builds too where a wrong answer could escape. */
#define BUG_IF(condition) ((condition) ? bug_found(__FILE__, __LINE__, #condition) : (void)0)

/* Says where on stderr and aborts; a child process that does so becomes verdict `crashed`. */
_Noreturn void bug_found(const char *file, int line, const char *condition);

#endif
