/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_IO_PLAN_JSON_H
#define FINOPT_IO_PLAN_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct arena;
struct diagnostics;
struct instance;
struct plan;

/* What a plan file claims. */
struct plan_document {
    const char *instance_name;
    struct plan *plan; /* indices into the instance; it may break any of (P1)-(P8) */
    bool has_claimed_energy;
    int64_t claimed_energy_quanta;
    bool has_claimed_energy_j;
    double claimed_energy_j;
};

/*
 * Reads a plan ("finopt-plan-1") for `instance` into `arena`. Ids are resolved; a configuration is an index
 * into the model's configurations or, if it has none, into its exits (configuration id = exit id), the order
 * of struct problem. A missing application or a wrong number of nodes is left to the verifier, (P1).
 *
 * STATUS_INPUT with diagnostics: unreadable, not strict JSON, not a plan, for another instance, an unknown
 * id, an application twice; `*document` is then untouched. The bytes must live as long as the diagnostics.
 */
enum status plan_load(struct plan_document *document, struct arena *arena, struct diagnostics *diagnostics,
                      const char *file, const struct instance *instance);

enum status plan_parse(struct plan_document *document, struct arena *arena, struct diagnostics *diagnostics,
                       const char *bytes, size_t length, const struct instance *instance);

#endif
