/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_CHECK_BASELINE_H
#define FINOPT_CLI_CHECK_BASELINE_H

#include <stddef.h>

#include "base/error.h"
#include "baseline/baseline.h"

struct arena;
struct options;
struct run_record;

/* What --baseline of `check` and the command `baseline` share. */

/* Reads a baseline file, JSON or `.solu`; prints what is wrong with it. */
enum status load_baseline(struct baseline *baseline, struct arena *arena, const char *file);

/* Versions of this program and its libraries, for struct baseline. In `arena`. */
const char *baseline_tool(struct arena *arena);

/*
 * The entry that a run makes. False if it should not be recorded: the file was refused, the run did not end,
 * or the methods contradict each other.
 */
bool baseline_entry_of_run(struct baseline_entry *entry, struct arena *arena, const struct run_record *run);

/* What becomes of differences: --update, or else `none` where CI is set, and `new`. */
enum update_policy { UPDATE_NONE, UPDATE_NEW, UPDATE_ALL };
enum update_policy update_policy_of(const struct options *options);

/*
 * Reads the file of --baseline. Without the option, or where the file is not there yet and may be made, the
 * baseline is empty. STATUS_INPUT: it is no baseline; what is wrong has been printed.
 */
enum status check_baseline_prepare(struct baseline *baseline, struct arena *arena,
                                   const struct options *options);

/*
 * Nothing without --baseline. Compares each run with the baseline and says in its findings what differs, then
 * decides its verdict anew: what
 * --update records is a note, the rest is `changed` or `regressed`. Writes the file if something was
 * recorded. STATUS_IO: it cannot be written.
 */
enum status check_baseline(struct run_record *runs, size_t count, struct arena *arena,
                           const struct options *options, struct baseline *baseline);

#endif
