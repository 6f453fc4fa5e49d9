/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which problem is in this file? For commands that work in the program's own process. */
#include "cli/load_problem.h"

#include "base/text.h"
#include "cli/commands.h"
#include "io/diagnostic.h"
#include "io/instance_json.h"
#include "model/quantize.h"

void print_all_diagnostics(const struct diagnostics *diagnostics)
{
    struct text rendered;
    text_init(&rendered, diagnostics->arena);
    diagnostics_write(&rendered, diagnostics);
    print_diagnostics(rendered.data);
}

bool load_problem(struct loaded_problem *loaded, struct arena *arena, const char *file)
{
    struct diagnostics diagnostics;
    struct error error;
    diagnostics_init(&diagnostics, arena, file);
    if (instance_load(&loaded->instance, arena, &diagnostics, file) == STATUS_OK) {
        if (quantize(&loaded->problem, arena, loaded->instance, &error) == STATUS_OK) {
            return true;
        }
        diagnostics_add_error(&diagnostics, &error);
    }
    print_all_diagnostics(&diagnostics);
    return false;
}
