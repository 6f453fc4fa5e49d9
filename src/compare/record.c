/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What are the words for what is known about an instance? */
#include "compare/record.h"

const char *verdict_name(enum verdict verdict)
{
    static const char *const names[VERDICT_COUNT] = {"refused",   "agree",    "unproved", "gap",
                                                     "changed",   "regressed", "disagree", "refuted",  "crashed"};
    return names[verdict];
}

const char *result_status_name(enum result_status status)
{
    static const char *const names[] = {"optimal", "feasible", "infeasible", "unknown", "error"};
    return names[status];
}

double relative_gap(int64_t energy_quanta, int64_t bound_quanta)
{
    if (energy_quanta == bound_quanta) {
        return 0.0;
    }
    /* Energies are not negative; a plan of energy 0 above a bound is impossible, so the divisor is positive.
     */
    return ((double)energy_quanta - (double)bound_quanta) / (double)(energy_quanta > 0 ? energy_quanta : 1);
}

const char *method_record_label(const struct method_record *result)
{
    return result->label != NULL ? result->label : result->method;
}
