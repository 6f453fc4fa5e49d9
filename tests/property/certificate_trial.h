/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_TESTS_PROPERTY_CERTIFICATE_TRIAL_H
#define FINOPT_TESTS_PROPERTY_CERTIFICATE_TRIAL_H

#include "certificate/check_certificate.h"
#include "joint_trial.h"
#include "model/certificate.h"

/* Trials of the checker of certificates. */

static inline size_t draw(struct trial *t, size_t count)
{
    return (size_t)rng_between(&t->random.rng, 0, (int64_t)count - 1);
}

static inline bool is_drawn(struct trial *t, int64_t percent)
{
    return rng_between(&t->random.rng, 0, 99) < percent;
}

static inline struct certificate_check check_of(struct trial *t, const struct problem *problem,
                                                const struct certificate *certificate)
{
    const struct certificate_limits limits = {.deadline = deadline_never()};
    struct certificate_check answer;
    check_certificate(&answer, t->arena, t->scratch, problem, certificate, &limits);
    return answer;
}

static inline struct certificate_check check(struct trial *t, const struct certificate *certificate)
{
    return check_of(t, t->problem, certificate);
}

/* Does enumeration agree with what was accepted? */
static inline bool is_true(struct trial *t, const struct certificate *certificate,
                           const struct certificate_check *answer)
{
    const int64_t optimum = answer_of(&t->optimum);
    const bool is_feasible = t->optimum.outcome == OUTCOME_OPTIMAL;
    switch (answer->verdict) {
    case CERTIFICATE_PROVES_OPTIMUM:
        return (is_feasible && certificate->floor_quanta == optimum) ||
               broken(t, "%" PRId64 " is accepted as the optimum, which is %" PRId64,
                      certificate->floor_quanta, optimum);
    case CERTIFICATE_PROVES_BOUND:
        return !is_feasible || certificate->floor_quanta <= optimum ||
               broken(t, "%" PRId64 " is accepted as a bound, the optimum is %" PRId64,
                      certificate->floor_quanta, optimum);
    case CERTIFICATE_PROVES_INFEASIBILITY:
        return !is_feasible || broken(t, "infeasible is accepted, the optimum is %" PRId64, optimum);
    case CERTIFICATE_REFUSED:
    case CERTIFICATE_TOO_LARGE:
        break;
    }
    return true;
}

/* In half of the trials some applications are the same as the first. */
static inline const char *certificate_prepare(struct trial *t)
{
    t->random.rng = rng_from_seed(t->seed);
    t->instance = joint_instance(t->arena, &t->random.rng);
    struct instance_application *applications = t->instance->applications;
    const bool has_twins = is_drawn(t, 50);
    for (size_t h = 1; h < t->instance->application_count; h++) {
        if (has_twins && is_drawn(t, 70)) {
            const char *id = applications[h].id;
            applications[h] = applications[0];
            applications[h].id = id;
        }
    }
    return joint_finish(t);
}

#endif
