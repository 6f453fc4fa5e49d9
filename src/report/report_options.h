/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_REPORT_OPTIONS_H
#define FINOPT_REPORT_REPORT_OPTIONS_H

#include <stdbool.h>

/* What an answer without proof is to a test runner. */
enum unproved_policy { UNPROVED_IS_SKIPPED, UNPROVED_PASSES, UNPROVED_FAILS };

/* What a report may contain, whatever its format. */
struct report_options {
    bool is_coloured;     /* text: with escape sequences */
    bool is_reproducible; /* without times and memory */
    bool is_quiet;        /* text: only what is not fine */
    bool is_compact;      /* JSON: on one line */
    enum unproved_policy unproved;
    double max_gap;       /* a gap of somebody's plan that is still fine; negative: any */
};

#endif
