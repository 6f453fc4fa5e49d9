/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_SCRATCH_FOLDER_H
#define FINOPT_CLI_SCRATCH_FOLDER_H

#include "base/error.h"

struct arena;

/* Makes a new folder below TMPDIR, or /tmp; its path is in `arena`. The caller removes it. STATUS_IO. */
enum status scratch_folder_make(const char **folder, struct arena *arena, struct error *error);

#endif
