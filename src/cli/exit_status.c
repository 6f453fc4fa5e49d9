/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the shell learn? */
#include "cli/exit_status.h"

#include <stddef.h>

#include "cli/options.h"

int exit_status_combine(int a, int b)
{
    static const int order[] = {EXIT_STATUS_CONTRADICTION, EXIT_STATUS_INPUT,   EXIT_STATUS_BAD_NEWS,
                                EXIT_STATUS_INCONCLUSIVE,  EXIT_STATUS_NOTHING, EXIT_STATUS_FINE};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        if (a == order[i] || b == order[i]) {
            return order[i];
        }
    }
    return a;
}

int exit_status_inconclusive(const struct options *options)
{
    switch (options->inconclusive) {
    case INCONCLUSIVE_OK:
        return EXIT_STATUS_FINE;
    case INCONCLUSIVE_FAIL:
        return EXIT_STATUS_BAD_NEWS;
    default:
        return EXIT_STATUS_INCONCLUSIVE;
    }
}

int exit_status_of_verdict(enum verdict verdict, const struct options *options)
{
    switch (verdict) {
    case VERDICT_AGREE:
        return EXIT_STATUS_FINE;
    case VERDICT_GAP:
    case VERDICT_REGRESSED:
        return EXIT_STATUS_BAD_NEWS;
    case VERDICT_UNPROVED:
        return exit_status_inconclusive(options);
    case VERDICT_DISAGREE:
    case VERDICT_REFUTED:
    case VERDICT_CRASHED:
        return EXIT_STATUS_CONTRADICTION;
    case VERDICT_NONE:
        break;
    }
    return EXIT_STATUS_INPUT;
}
