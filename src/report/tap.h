/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_TAP_H
#define FINOPT_REPORT_TAP_H

#include "report/report_case.h"

struct text;

/*
 * TAP version 13 (14 is refused by prove): a line per case, a YAML block below each that is not ok, the
 * summary as comments. Skipped cases are `ok ... # SKIP why`; a check that a signal stopped ends with `Bail
 * out!`.
 */
void tap_write(struct text *text, const struct report_cases *cases);

#endif
