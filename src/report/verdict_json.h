/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_VERDICT_JSON_H
#define FINOPT_REPORT_VERDICT_JSON_H

#include "report/judgement.h"

struct json_writer;

/* One "finopt-verdict-1" as a value in a larger document. */
void verdict_json_write_object(struct json_writer *json, const struct judgement *judgement,
                               const struct report_options *options);

/* "finopt-verdict-1": what `verify --format json` prints, ended by a line break. */
void verdict_json_write(struct text *text, const struct judgement *judgement,
                        const struct report_options *options);

#endif
