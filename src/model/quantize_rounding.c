/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which integer is it, and what if it does not fit? Three roundings, as the problem statement has them, and a
 * message that names a quantum which would fit.
 */
#include <math.h>
#include <string.h>

#include "model/problem.h"
#include "model/quantize.h"
#include "model/quantizer.h"

bool round_to_int64(int64_t *result, double x, enum rounding rounding)
{
    /* Half up without x + 0.5, whose own rounding is wrong just below one half and from 2^52 on. */
    const double below = floor(x);
    const double nearest = x - below >= 0.5 ? below + 1.0 : below;
    double value = nearest;
    if (rounding != ROUND_NEAREST && fabs(x - nearest) > fmax(1e-9, 1e-14 * fabs(x))) {
        value = rounding == ROUND_UP ? ceil(x) : floor(x);
    }
    if (!(value < (double)QUANTA_LIMIT)) {
        return false;
    }
    *result = (int64_t)value;
    return true;
}

/* The smallest of 1, 2, 5 times a power of ten that is at least x. */
static double round_quantum(double x)
{
    const double power = pow(10.0, floor(log10(x)));
    static const double steps[] = {1.0, 2.0, 5.0, 10.0};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (steps[i] * power >= x) {
            return steps[i] * power;
        }
    }
    return 10.0 * power;
}

enum status report_overflow(const struct quantizer *q, const struct unit *unit, double quanta,
                            const char *path)
{
    const double most = (double)QUANTA_LIMIT;
    if (unit->quantum_key == NULL) {
        return error_set_at(q->error, STATUS_OVERFLOW, path,
                            "%s is %.6g %s, the most is %.6g: lower rate_per_s or the time it takes",
                            unit->noun, quanta, unit->symbol, most);
    }
    if (!isfinite(quanta * unit->quantum)) {
        return error_set_at(q->error, STATUS_OVERFLOW, path,
                            "%s is too large to be counted in quanta of %g %s", unit->noun, unit->quantum,
                            unit->symbol);
    }
    return error_set_at(q->error, STATUS_OVERFLOW, path,
                        "%s is %.6g quanta of %g %s, the most is %.6g: %s of %g would fit", unit->noun,
                        quanta, unit->quantum, unit->symbol, most, unit->quantum_key,
                        round_quantum(quanta * unit->quantum / most * 1.01));
}

enum status report_too_large(const struct quantizer *q)
{
    return error_set(q->error, STATUS_UNSUPPORTED,
                     "the instance is too large: more than %zu costs of a block on a node or over a link",
                     (size_t)QUANTIZE_CELL_LIMIT);
}
