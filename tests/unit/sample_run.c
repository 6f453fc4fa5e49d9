/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run record for the tests of report/, with something in every field. */
#include "sample_run.h"

#include "base/arena.h"
#include "compare/verdict.h"
#include "report/run_record.h"

static const struct plan_record *sample_plan(struct arena *arena, const char *second, int64_t energy_quanta)
{
    struct plan_record *plan = ARENA_NEW(arena, struct plan_record);
    struct plan_record_application *place = ARENA_NEW(arena, struct plan_record_application);
    place->id = "camera";
    place->configuration = "late";
    place->nodes = ARENA_ARRAY(arena, const char *, 2);
    place->nodes[0] = "device";
    place->nodes[1] = second;
    place->node_count = 2;
    place->energy_quanta = energy_quanta;
    place->latency_quanta = 7;
    plan->applications = place;
    plan->application_count = 1;
    return plan;
}

void sample_run(struct run_record *run, struct arena *arena)
{
    static struct named_text parameters[] = {{"gamma", "100"}, {"rounding", "\"ceil\""}};
    static struct named_count efforts[] = {{"relaxations", 4200}};
    static const char *blocks[] = {"conv", "dense"};
    static struct application_outline outline = {"camera", 9, blocks, 2};
    *run = (struct run_record){
        .record = {.file = "net.json", .instance = "net", .energy_quantum_j = 1e-3, .time_quantum_s = 1e-3},
        .applications = &outline,
        .application_count = 1,
        .is_done = true,
    };
    run->record.elapsed_s = 0.25;
    run->record.peak_memory_bytes = 4096;
    const struct method_record fin = {
        .method = "fin",
        .status = RESULT_FEASIBLE,
        .has_energy = true,
        .energy_quanta = 25,
        .has_bound = true,
        .bound_quanta = 19,
        .note = "a \"note\"\nof two lines",
        .plan = sample_plan(arena, "edge", 25),
        .parameters = parameters,
        .parameter_count = 2,
        .efforts = efforts,
        .effort_count = 1,
        .solve_s = 0.1 + 0.2,
    };
    const struct method_record labels = {
        .method = "labels",
        .status = RESULT_OPTIMAL,
        .has_energy = true,
        .energy_quanta = 20,
        .has_bound = true,
        .bound_quanta = 20,
        .proof = "labels",
        .plan = sample_plan(arena, "cloud", 20),
        .solve_s = 2.5e-5,
        .is_exact = true,
    };
    const struct verdict_options options = {.max_gap = -1.0};
    record_add_result(&run->record, arena, &fin);
    record_add_result(&run->record, arena, &labels);
    verdict_decide(&run->record, arena, &options);
}
