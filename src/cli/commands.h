/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_COMMANDS_H
#define FINOPT_CLI_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

#include "report/report_options.h"

struct arena;
struct options;
struct report_cases;
struct run_record;
struct text;

/* The commands: each runs to its end and gives the exit status. main re-raises the signal that stopped one.
 */
int check_command(const struct options *options, struct arena *arena);
int solve_command(const struct options *options, struct arena *arena);
int verify_command(const struct options *options, struct arena *arena);
int generate_command(const struct options *options, struct arena *arena);
int export_command(const struct options *options, struct arena *arena);
int explain_command(const struct options *options, struct arena *arena);
int merge_command(const struct options *options, struct arena *arena);
int baseline_command(const struct options *options, struct arena *arena);
int lint_command(const struct options *options, struct arena *arena);
int certify_command(const struct options *options, struct arena *arena);
int check_certificate_command(const struct options *options, struct arena *arena);
int reduce_command(const struct options *options, struct arena *arena);
int import_command(const struct options *options, struct arena *arena);
int sweep_command(const struct options *options, struct arena *arena);

/* What the options say about reports. */
struct report_options report_options_from(const struct options *options);

/* Is the format one for test runners: JUnit, TAP, GitHub? */
bool format_is_of_cases(const struct options *options);

/* Writes cases in that format. */
void write_cases(struct text *text, struct arena *arena, const struct report_cases *cases,
                 const struct options *options);
/* How many files are worked on at the same time: --jobs, or the number of processors; at most `file_count`.
 */
size_t job_count(const struct options *options, size_t file_count);

/* Prints why a file was refused to standard error, as it stands. */
void print_diagnostics(const char *diagnostics);

/* Writes the result where --output says; gives `exit_status`, or a worse one if that failed. */
int deliver(const struct options *options, const struct text *text, int exit_status);

#endif
