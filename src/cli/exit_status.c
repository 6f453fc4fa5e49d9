/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the shell learn? */
#include "cli/exit_status.h"

#include <stddef.h>

#include "cli/options.h"
#include "report/judgement.h"

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
    case VERDICT_CHANGED:
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

int exit_status_of_judgement(const struct judgement *judgement, const struct options *options)
{
    if (judgement->run->record.verdict >= VERDICT_DISAGREE) {
        return EXIT_STATUS_CONTRADICTION;
    }
    switch (judgement->verdict) {
    case PLAN_OPTIMAL:
    case PLAN_NONE:
        return EXIT_STATUS_FINE;
    case PLAN_SUBOPTIMAL:
        return judgement_is_bad(judgement, options->max_gap) ? EXIT_STATUS_BAD_NEWS : EXIT_STATUS_FINE;
    case PLAN_FEASIBLE:
    case PLAN_UNKNOWN:
        return exit_status_inconclusive(options);
    case PLAN_INFEASIBLE:
    case PLAN_CLAIM_DIFFERS:
    case PLAN_TIMEOUT:
    case PLAN_CRASHED:
    case PLAN_MISSING:
        return EXIT_STATUS_BAD_NEWS;
    case PLAN_MALFORMED:
        return options->command == COMMAND_VERIFY ? EXIT_STATUS_INPUT : EXIT_STATUS_BAD_NEWS;
    case PLAN_BETTER_THAN_OPTIMUM:
        break;
    }
    return EXIT_STATUS_CONTRADICTION;
}
