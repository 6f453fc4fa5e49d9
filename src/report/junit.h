/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_JUNIT_H
#define FINOPT_REPORT_JUNIT_H

#include "report/report_case.h"

struct text;

/*
 * JUnit XML, the subset that every reader knows: one testsuite, a testcase per case with failure, error or
 * skipped in it, all details as system-out. UTF-8; what XML cannot hold is shown as \xNN. tests/formats has
 * the schema it conforms to.
 */
void junit_write(struct text *text, const struct report_cases *cases);

#endif
