/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where may a file be that nobody else should see? */
#define _XOPEN_SOURCE 700 /* mkdtemp() */
#include "cli/scratch_folder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum status scratch_folder_make(const char **folder, struct arena *arena, struct error *error)
{
    const char *parent = getenv("TMPDIR");
    parent = parent != NULL && parent[0] != '\0' ? parent : "/tmp";
    char *made = arena_printf(arena, "%s/finopt.XXXXXX", parent);
    if (mkdtemp(made) == NULL) {
        return error_set(error, STATUS_IO, "%s: cannot make a scratch folder there: %s", parent,
                         strerror(errno));
    }
    *folder = made;
    return STATUS_OK;
}
