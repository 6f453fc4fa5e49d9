/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_REPORT_VERDICT_TEXT_H
#define FINOPT_REPORT_VERDICT_TEXT_H

#include "report/judgement.h"
#include "report/text_table.h"

/* How a verdict is shown where there are colours. */
enum text_style plan_verdict_style(enum plan_verdict verdict);

/*
 * What `verify` says: latency against deadline and every broken constraint, the verdict in the last line.
 * Scratch memory is taken from `arena`.
 */
void verdict_text_write(struct text *text, struct arena *arena, const struct judgement *judgement,
                        const struct report_options *options);

#endif
