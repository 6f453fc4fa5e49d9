/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which formats can be exported? A row each. */
#include "cli/export_format.h"

#include <stddef.h>
#include <string.h>

#include "cli/export_mathprog.h"
#include "cli/export_picture.h"
#include "cli/export_program.h"

const struct export_format export_format_table[] = {
    {"lp", "the integer program of --formulation in CPLEX LP format, for any solver", export_lp_write},
    {"mps", "the same in free MPS format", export_mps_write},
    {"mathprog", "data for the MathProg model of --formulation: `glpsol -m formulations/NAME.mod -d FILE`",
     export_mathprog_write},
    {"dot", "a picture of --graph for Graphviz, the plan bold: `dot -Tsvg`", export_dot_write},
    {"graphml", "the same for graph editors and libraries", export_graphml_write},
    {"plan", "the plan of --method, as `verify` reads it", export_plan_write},
    {NULL, NULL, NULL},
};

const struct export_format *export_format_find(const char *name)
{
    const struct export_format *format = export_format_table;
    while (format->name != NULL && strcmp(format->name, name) != 0) {
        format++;
    }
    return format->name != NULL ? format : NULL;
}
