/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does this certificate prove, whoever wrote it? Every leaf is recomputed; no solver runs. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "certificate/check_certificate.h"
#include "cli/child_work.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/load_problem.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/signals.h"
#include "io/certificate_json.h"
#include "io/diagnostic.h"
#include "io/json_writer.h"
#include "io/safe_text.h"
#include "model/problem.h"
#include "report/engineering.h"

/* A certificate, and what became of it. */
struct examination {
    const char *file;
    const struct problem *problem;
    struct certificate_document document;
    struct certificate_check check;
};

static bool is_proved(const struct examination *examination)
{
    return examination->check.verdict < CERTIFICATE_REFUSED;
}

/* The tree may be sound and yet prove less than the file says: then the file is wrong. */
static void compare_claim(struct examination *examination)
{
    struct certificate_check *check = &examination->check;
    if (check->verdict == CERTIFICATE_PROVES_BOUND && examination->document.claim == CLAIM_OPTIMAL) {
        check->verdict = CERTIFICATE_REFUSED;
        snprintf(check->reason, sizeof check->reason,
                 "the plan costs %" PRId64 ", and no less than %" PRId64
                 " is proved to be needed: not the optimum, as it claims",
                 check->plan_energy_quanta, check->floor_quanta);
    }
}

/* ---- as text ---- */

static void add_energy(struct text *text, const struct problem *problem, int64_t quanta)
{
    text_add_quantity(text, quanta_in_si(quanta, problem->energy_quantum_j), "J");
    text_addf(text, " (%" PRId64 " quanta)", quanta);
}

static void add_counts(struct text *text, const struct certificate_check *check)
{
    text_addf(text,
              "  leaves: %" PRId64 ", branches: %" PRId64 ", cuts: %" PRId64 ", lists: %" PRId64
              ", paths in them: %" PRId64,
              check->leaves, check->branches, check->cuts, check->lists, check->paths);
    text_addf(text, ", combinations: %" PRId64 ", choices in them: %" PRId64, check->combinations,
              check->choices);
    text_addf(text, "; different applications: %zu, labels: %" PRId64 "\n", check->classes, check->labels);
}

static void write_text(struct text *text, const struct examination *examination)
{
    const struct certificate_check *check = &examination->check;
    const struct problem *problem = examination->problem;
    text_add_safe(text, examination->file);
    switch (check->verdict) {
    case CERTIFICATE_PROVES_OPTIMUM:
        text_add(text, ": proved: the optimum of ");
        text_add_safe(text, problem->name);
        text_add(text, " is ");
        add_energy(text, problem, check->floor_quanta);
        text_add(text, "\n  the plan meets (P1)-(P8) and costs that; no plan costs less\n");
        break;
    case CERTIFICATE_PROVES_BOUND:
        text_add(text, ": proved: no plan of ");
        text_add_safe(text, problem->name);
        text_add(text, " costs less than ");
        add_energy(text, problem, check->floor_quanta);
        text_add(text, "\n");
        if (check->has_plan) {
            text_add(text, "  the plan meets (P1)-(P8) and costs ");
            add_energy(text, problem, check->plan_energy_quanta);
            text_add(text, "\n");
        }
        break;
    case CERTIFICATE_PROVES_INFEASIBILITY:
        text_add(text, ": proved: ");
        text_add_safe(text, problem->name);
        text_add(text, " has no plan\n");
        break;
    case CERTIFICATE_REFUSED:
    case CERTIFICATE_TOO_LARGE:
        text_add(text, check->verdict == CERTIFICATE_REFUSED ? ": refused: " : ": undecided: ");
        if (check->node != NO_CERTIFICATE_NODE) {
            text_addf(text, "nodes[%zu]: ", check->node);
        }
        text_addf(text, "%s\n", check->reason);
        return;
    }
    add_counts(text, check);
}

/* ---- as JSON ---- */

static void write_string_field(struct json_writer *json, const char *key, const char *value)
{
    json_write_key(json, key);
    json_write_string(json, value);
}

static void write_integer_field(struct json_writer *json, const char *key, bool is_known, int64_t value)
{
    json_write_key(json, key);
    if (is_known) {
        json_write_int64(json, value);
    } else {
        json_write_null(json);
    }
}

static void write_json(struct text *text, const struct examination *examination)
{
    static const char *const proved[] = {[CERTIFICATE_PROVES_OPTIMUM] = "optimal",
                                         [CERTIFICATE_PROVES_BOUND] = "bound",
                                         [CERTIFICATE_PROVES_INFEASIBILITY] = "infeasible"};
    const struct certificate_check *check = &examination->check;
    const bool has_bound = is_proved(examination) && check->verdict != CERTIFICATE_PROVES_INFEASIBILITY;
    struct json_writer json;
    json_writer_init(&json, text, JSON_PRETTY);
    json_write_begin_object(&json);
    write_string_field(&json, "format", "finopt-certificate-verdict-1");
    write_string_field(&json, "certificate", examination->file);
    write_string_field(&json, "instance", examination->problem->name);
    write_string_field(&json, "verdict",
                       is_proved(examination)                  ? "proved"
                       : check->verdict == CERTIFICATE_REFUSED ? "refused"
                                                               : "undecided");
    write_string_field(&json, "claim", certificate_claim_name(examination->document.claim));
    write_string_field(&json, "proved", is_proved(examination) ? proved[check->verdict] : NULL);
    write_integer_field(&json, "bound", has_bound, check->floor_quanta);
    write_integer_field(&json, "energy", check->has_plan, check->plan_energy_quanta);
    write_integer_field(&json, "node", check->node != NO_CERTIFICATE_NODE, (int64_t)check->node);
    write_string_field(&json, "reason", is_proved(examination) ? NULL : check->reason);
    write_integer_field(&json, "leaves", true, check->leaves);
    write_integer_field(&json, "combinations", true, check->combinations);
    write_integer_field(&json, "choices", true, check->choices);
    write_integer_field(&json, "branches", true, check->branches);
    write_integer_field(&json, "cuts", true, check->cuts);
    write_integer_field(&json, "lists", true, check->lists);
    write_integer_field(&json, "paths", true, check->paths);
    write_integer_field(&json, "classes", true, (int64_t)check->classes);
    write_integer_field(&json, "labels", true, check->labels);
    json_write_end_object(&json);
    text_add(text, "\n");
}

/* ---- the command ---- */

static int judge(const struct examination *examination, const struct options *options)
{
    switch (examination->check.verdict) {
    case CERTIFICATE_PROVES_OPTIMUM:
    case CERTIFICATE_PROVES_BOUND:
    case CERTIFICATE_PROVES_INFEASIBILITY:
        return EXIT_STATUS_FINE;
    case CERTIFICATE_REFUSED:
        return EXIT_STATUS_BAD_NEWS;
    case CERTIFICATE_TOO_LARGE:
        break;
    }
    return exit_status_inconclusive(options);
}

static int examine(const struct options *options, struct arena *arena, struct arena *scratch)
{
    struct loaded_problem loaded;
    struct diagnostics diagnostics;
    struct examination examination = {.file = options->operands[1]};
    struct text text;
    if (!load_problem(&loaded, arena, options->operands[0])) {
        return EXIT_STATUS_INPUT;
    }
    diagnostics_init(&diagnostics, arena, examination.file);
    const struct certificate_reading reading = {arena, scratch, &diagnostics, loaded.instance,
                                                loaded.problem};
    if (certificate_load(&examination.document, &reading, examination.file) != STATUS_OK) {
        print_all_diagnostics(&diagnostics);
        return EXIT_STATUS_INPUT;
    }
    const struct certificate_limits limits = {
        .memory_limit_bytes = (size_t)options->memory_limit_mib << 20,
        .deadline = deadline_after(options->time_limit_s, signals_stop_now()),
    };
    examination.problem = loaded.problem;
    check_certificate(&examination.check, arena, scratch, loaded.problem, &examination.document.certificate,
                      &limits);
    compare_claim(&examination);
    const int exit_status = judge(&examination, options);
    text_init(&text, arena);
    if (options->format == FORMAT_JSON) {
        write_json(&text, &examination);
    } else if (!options->quiet || exit_status != EXIT_STATUS_FINE) {
        write_text(&text, &examination);
    }
    return deliver(options, &text, exit_status);
}

int check_certificate_command(const struct options *options, struct arena *arena)
{
    if (options->operand_count != 2) {
        complain(
            "check-certificate: name an instance FILE and a PROOF; see `finopt check-certificate --help`");
        return EXIT_STATUS_INPUT;
    }
    if (strcmp(options->operands[0], "-") == 0 && strcmp(options->operands[1], "-") == 0) {
        complain("check-certificate: standard input (`-`) can be read only once");
        return EXIT_STATUS_INPUT;
    }
    struct arena *scratch = arena_new(out_of_memory, NULL);
    const int exit_status = examine(options, arena, scratch);
    arena_free(scratch);
    return exit_status;
}
