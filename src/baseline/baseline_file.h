/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_BASELINE_BASELINE_FILE_H
#define FINOPT_BASELINE_BASELINE_FILE_H

#include <stddef.h>

#include "base/error.h"
#include "baseline/baseline.h"

struct arena;
struct diagnostics;
struct text;

/*
 * Baselines as text. "finopt-baseline-1" is strict JSON with an entry on a line of its own, sorted by name,
 * so that a version control system shows and merges it well:
 *
 *   {
 *     "format": "finopt-baseline-1",
 *     "tool": "finopt 0.3.0, GLPK 5.0, cJSON 1.7.15",
 *     "instances": [
 *       { "instance": "a", "sha256": "...", "status": "optimal", "energy": "856", "energies": { "labels":
 * "856" } },
 *       ...
 *     ]
 *   }
 *
 * Energies are decimal strings, exact whatever reads them; `energy` is the optimum, or with status `feasible`
 * the best plan. A method that found no plan has null.
 *
 * MIPLIB's `.solu` has a line per instance, without hash and methods: `=opt= NAME VALUE`, `=inf= NAME`,
 * `=best= NAME VALUE`, `=unkn= NAME`. Values are whole quanta.
 */
void baseline_json_write(struct text *text, const struct baseline *baseline);
void baseline_solu_write(struct text *text, const struct baseline *baseline);

/* As lines of .solu if `file` ends in that, else as JSON; NULL is JSON. */
void baseline_write(struct text *text, const struct baseline *baseline, const char *file);

/*
 * Reads either, whichever it is: JSON begins with `{`. STATUS_INPUT with diagnostics; `*baseline` is then
 * untouched. The bytes must live as long as the diagnostics. In `arena`.
 */
enum status baseline_parse(struct baseline *baseline, struct arena *arena, struct diagnostics *diagnostics,
                           const char *bytes, size_t length);

#endif
