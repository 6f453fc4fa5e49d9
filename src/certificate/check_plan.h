/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_CERTIFICATE_CHECK_PLAN_H
#define FINOPT_CERTIFICATE_CHECK_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct plan;
struct problem;

/*
 * Does the plan meet (P1)-(P8), and what does it cost? The checker's own evaluation. True with the energy, or
 * false with the first reason in `reason[size]`. `scratch` is rewound. O(blocks + nodes + links).
 */
bool check_plan(int64_t *energy_quanta, char *reason, size_t size, struct arena *scratch,
                const struct problem *problem, const struct plan *plan);

#endif
