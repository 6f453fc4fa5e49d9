/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is the smallest instance that still shows it? */
#include <stdio.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/planner_run.h"
#include "cli/reduction.h"
#include "cli/signals.h"
#include "io/diagnostic.h"
#include "io/instance_json.h"
#include "io/instance_write.h"
#include "model/instance.h"

/* `3 applications, 7 nodes, 9 links, 5 blocks` */
static const char *size_words(struct arena *arena, const struct instance *instance)
{
    size_t blocks = 0;
    for (size_t m = 0; m < instance->model_count; m++) {
        blocks += instance->models[m].block_count;
    }
    return arena_printf(arena, "applications %zu, nodes %zu, links %zu, blocks %zu",
                        instance->application_count, instance->node_count, instance->link_count, blocks);
}

static int reduce(struct reduction *reduction, const struct instance *instance, struct arena *arena)
{
    const struct options *options = reduction->options;
    struct reduced reduced;
    struct text text;
    if (!reduction_holds(reduction, instance)) {
        complain(reduction->has_command
                     ? "reduce: the command does not exit with 0 on the instance itself"
                     : "reduce: the instance itself does not have that verdict; see `finopt check`");
        return EXIT_STATUS_BAD_NEWS;
    }
    reduction_run(&reduced, arena, reduction, instance);
    text_init(&text, arena);
    instance_write(&text, reduced.instance);
    if (!options->quiet) {
        fprintf(stderr, "finopt: reduce: %s\nfinopt: reduce: %s, after %lld tries%s\n",
                size_words(arena, instance), size_words(arena, reduced.instance), (long long)reduced.tries,
                reduced.is_minimal ? "" : "; stopped by a signal, it may get smaller");
    }
    return deliver(options, &text, EXIT_STATUS_FINE);
}

int reduce_command(const struct options *options, struct arena *arena)
{
    struct diagnostics diagnostics;
    struct reduction reduction;
    const struct instance *instance = NULL;
    struct error error;
    if (options->operand_count != 1) {
        complain("reduce: name one FILE; see `finopt reduce --help`");
        return EXIT_STATUS_INPUT;
    }
    if ((options->verdict != NULL) == (options->planner_argument_count > 0)) {
        complain("reduce: say what must stay true: either --verdict, or a command behind `--`");
        return EXIT_STATUS_INPUT;
    }
    if (options->planner_argument_count > 0 && !planner_is_there(options->planner[0])) {
        complain("reduce: %s: there is no such program", options->planner[0]);
        return EXIT_STATUS_INPUT;
    }
    diagnostics_init(&diagnostics, arena, options->operands[0]);
    if (instance_load(&instance, arena, &diagnostics, options->operands[0]) != STATUS_OK) {
        struct text text;
        text_init(&text, arena);
        diagnostics_write(&text, &diagnostics);
        print_diagnostics(text.data);
        return EXIT_STATUS_INPUT;
    }
    int exit_status = EXIT_STATUS_INPUT;
    if (reduction_init(&reduction, options, &error) != STATUS_OK ||
        (options->verdict != NULL &&
         wanted_verdict_parse(&reduction.wanted, options->verdict, &error) != STATUS_OK)) {
        complain("%s", error.message);
    } else {
        exit_status = reduce(&reduction, instance, arena);
    }
    reduction_release(&reduction);
    return exit_status;
}
