/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_LINT_LINT_H
#define FINOPT_LINT_LINT_H

#include <stddef.h>

struct arena;
struct instance;
struct problem;

/*
 * What is odd about an instance that is correct: numbers that look like a wrong unit, numbers without a
 * source, parts that can never play a role. A warning is worth a change; a note is worth knowing.
 */
enum lint_rule {
    LINT_COMPUTE_ENERGY,     /* joules per operation outside the measured range */
    LINT_TRANSFER_ENERGY,    /* joules per bit */
    LINT_BIT_RATE,           /* bits per second */
    LINT_POWER,              /* watts */
    LINT_NO_PROVENANCE,      /* a number says not where it comes from */
    LINT_STALE_PROVENANCE,   /* an entry covers nothing */
    LINT_UNREACHABLE_NODE,   /* no application's data can get there */
    LINT_USELESS_NODE,       /* no block can run there */
    LINT_UNUSED_MODEL,       /* no application runs it */
    LINT_USELESS_EXIT,       /* active in no configuration, or in none that is accurate enough */
    LINT_DOMINATED_EXIT,     /* an earlier exit is as accurate */
    LINT_LOOSE_DEADLINE,     /* the cheapest plan without a deadline keeps it */
    LINT_IMPOSSIBLE_DEADLINE /* no plan keeps it */
};

enum { LINT_RULE_COUNT = LINT_IMPOSSIBLE_DEADLINE + 1 };

enum lint_level { LINT_NOTE, LINT_WARNING };

struct lint_finding {
    enum lint_rule rule;
    enum lint_level level;
    const char *path; /* `nodes[1].power_w`, as messages about files name it */
    const char *message;
    size_t line; /* of the file, from 1; 0: no place. Filled by who knows the text. */
    size_t column;
};

/* Findings in the order of the rules, each in the order of the file. */
struct lint_report {
    struct arena *arena;
    struct lint_finding *findings; /* [count] */
    size_t count;
    size_t capacity;
};

/* "compute-energy", "no-provenance", ...: stable names. */
const char *lint_rule_name(enum lint_rule rule);

/* What the rule looks for, one sentence. */
const char *lint_rule_words(enum lint_rule rule);

void lint_report_init(struct lint_report *report, struct arena *arena);
void lint_add(struct lint_report *report, enum lint_rule rule, enum lint_level level, const char *path,
              const char *format, ...) __attribute__((format(printf, 5, 6)));

/*
 * Numbers outside the ranges that were measured, ten times wider on both sides, so that a wrong prefix of a
 * unit shows and an unusual device does not. A number whose provenance says that it was measured, published,
 * or given by a vendor is a note, since that entry explains it, up to ten thousand times. Ranges and sources:
 * see lint_ranges.c.
 */
void lint_ranges(struct lint_report *report, const struct instance *instance);

/* Numbers that no entry of `provenance` covers; entries that cover nothing. O(numbers * entries). */
void lint_provenance(struct lint_report *report, const struct instance *instance);

/* Nodes, models and exits that no plan can use, or no good one. O(applications * (nodes + links)) and less.
 */
void lint_structure(struct lint_report *report, const struct instance *instance);

/*
 * Deadlines that decide nothing, or everything: each application by itself is solved by label setting with
 * and without its deadline, for `seconds` at most each; what is not solved then is not judged.
 */
void lint_deadlines(struct lint_report *report, const struct problem *problem, double seconds);

#endif
