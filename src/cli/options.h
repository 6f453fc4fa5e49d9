/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CLI_OPTIONS_H
#define FINOPT_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "cli/option_table.h"
#include "sweep/axis.h"

struct arena;
struct solver;

enum output_format {
    FORMAT_TEXT,
    FORMAT_JSON,
    FORMAT_NDJSON,
    FORMAT_CSV,
    FORMAT_JUNIT,
    FORMAT_TAP,
    FORMAT_GITHUB,
    FORMAT_MARKDOWN,
    FORMAT_SARIF,
    FORMAT_SVG
};

enum rounding_choice { ROUNDING_CEIL, ROUNDING_FLOOR, ROUNDING_CUMULATIVE };

enum inconclusive_policy { INCONCLUSIVE_REPORT, INCONCLUSIVE_OK, INCONCLUSIVE_FAIL };

enum color_policy { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

enum { METHOD_LIMIT = 32 };

/* Methods named with --method, before they meet the command's own. */
struct method_list {
    const struct solver *methods[METHOD_LIMIT];
    size_t count;
};

/* The values of all options of one command line; those a command does not take keep their default. */
struct options {
    enum command command;
    struct method_list methods; /* what runs, in the order it runs */
    bool methods_are_default;   /* nobody named any: what is shared may add or replace some */
    int64_t gamma;
    int rounding; /* enum rounding_choice */
    int64_t lambda;
    bool adaptive;
    int order; /* enum placement_order */
    int64_t order_seed;
    bool improve;
    int64_t enumeration_limit;
    double time_limit_s;
    int64_t memory_limit_mib;
    int64_t jobs;        /* 0: as many as there are processors */
    const char *shard;   /* NULL: everything */
    const char *random;  /* family of made-up instances; NULL: none */
    int64_t count;       /* of them */
    const char *save;    /* where what they show is kept */
    const char *verdict; /* reduce: what must stay true; NULL: a command says it */
    double max_gap;      /* negative: report only */
    int inconclusive;    /* enum inconclusive_policy */
    bool exit_status;
    bool list_plans;
    int64_t list_limit;
    int format;                /* enum output_format */
    const char *export_format; /* name of a struct export_format; NULL: not given */
    int graph;                 /* what export draws */
    int explain_format;        /* explain: text, markdown, json; as the next */
    int64_t explain_gamma;
    double explain_time_limit_s;
    const char *trace_file; /* NULL: no trace */
    bool questions;
    const char *plan_file;  /* whose plan it marks; NULL: a method's */
    int formulation;        /* export: index in formulation_table */
    int chosen_formulation; /* the same; the number of formulations: all of them; negative: not given */
    bool relax;
    bool pareto; /* sweep, as the next */
    bool breakpoints;
    const char *axes[AXIS_COUNT]; /* values of each enum axis_kind; NULL: as the file says */
    const char *application;      /* whose limits move; NULL: all */
    int plot;                     /* enum sweep_plot */
    double perturb;               /* how far times are off; negative: not asked for */
    int64_t family_gamma;         /* generate, as the next; 0: the family's */
    int64_t applications;
    int64_t devices;
    int64_t edges;
    int64_t clouds;
    int64_t exit_count; /* tiered */
    int64_t nodes;
    int64_t blocks;
    double tightness;
    int64_t seed;
    const char
        *network; /* import: file whose nodes, links and limits are taken; as the next, NULL: not given */
    const char *times;
    const char *exits;
    const char *name;
    const char *source;
    const char *licence;
    const char *model;  /* of several in a profile */
    int64_t batch;      /* 0: not given */
    int64_t bits;       /* per value that moves */
    double input_bytes; /* negative: not given, as the next */
    double max_latency_s;
    double min_accuracy;
    double rate_per_s;
    const char *plans;    /* directory of plans to judge; NULL: none */
    const char *baseline; /* file to compare with; NULL: none */
    int update;           /* enum update_policy; -1: not given */
    int baseline_format;  /* 0: JSON; 1: lines of .solu; -1: not given */
    const char *output;   /* NULL: stdout */
    bool reproducible;
    bool quiet;
    int color; /* enum color_policy */
    bool help;
    const char *const *operands; /* [operand_count] */
    size_t operand_count;
    const char *const
        *planner; /* [planner_argument_count] what stands after `--`, where the command takes it */
    size_t planner_argument_count;
};

/*
 * Reads the arguments that follow the name of the command: argv[0] is that name. Options may stand
 * anywhere; `--` ends them, and what follows it is the program of a command that runs one (the table says
 * which), else operands; names are never abbreviated. argv is reordered and must live as long as the options.
 * STATUS_INPUT with a message that is complete but for the `finopt: ` before it.
 */
enum status options_parse(struct options *options, struct arena *arena, enum command command, int argc,
                          char **argv, struct error *error);

#endif
