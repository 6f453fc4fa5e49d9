/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What are the rules called, and how are findings kept? */
#include <stdarg.h>

#include "base/arena.h"
#include "lint/lint.h"

static const struct {
    const char *name;
    const char *words;
} rules[LINT_RULE_COUNT] = {
    [LINT_COMPUTE_ENERGY] = {"compute-energy",
                             "Energy per operation is outside the range that was measured."},
    [LINT_TRANSFER_ENERGY] = {"transfer-energy", "Energy per bit is outside the range that was measured."},
    [LINT_BIT_RATE] = {"bit-rate", "The rate of a link is outside the range that was measured."},
    [LINT_POWER] = {"power", "The power of a node is outside the range that was measured."},
    [LINT_NO_PROVENANCE] = {"no-provenance", "A number does not say where it comes from."},
    [LINT_STALE_PROVENANCE] = {"stale-provenance", "An entry of the provenance covers nothing."},
    [LINT_UNREACHABLE_NODE] = {"unreachable-node", "No application's data can get to a node."},
    [LINT_USELESS_NODE] = {"useless-node", "No block of any application can run on a node."},
    [LINT_UNUSED_MODEL] = {"unused-model", "No application runs a model."},
    [LINT_USELESS_EXIT] = {"useless-exit", "An exit is active in no configuration that could be chosen."},
    [LINT_DOMINATED_EXIT] = {"dominated-exit", "An earlier exit that costs nothing more is as accurate."},
    [LINT_LOOSE_DEADLINE] = {"loose-deadline", "Without the deadline the cheapest plan would be the same."},
    [LINT_IMPOSSIBLE_DEADLINE] = {"impossible-deadline", "No plan keeps the deadline, whatever it costs."},
};

const char *lint_rule_name(enum lint_rule rule)
{
    return rules[rule].name;
}

const char *lint_rule_words(enum lint_rule rule)
{
    return rules[rule].words;
}

void lint_report_init(struct lint_report *report, struct arena *arena)
{
    *report = (struct lint_report){.arena = arena};
}

void lint_add(struct lint_report *report, enum lint_rule rule, enum lint_level level, const char *path,
              const char *format, ...)
{
    report->findings =
        ARENA_GROW(report->arena, struct lint_finding, report->findings, report->count, &report->capacity);
    va_list arguments;
    va_start(arguments, format);
    report->findings[report->count++] = (struct lint_finding){
        .rule = rule,
        .level = level,
        .path = path,
        .message = arena_vprintf(report->arena, format, arguments),
    };
    va_end(arguments);
}
