/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is a proof of the optimum that others can check? One is made, and checked by the checker itself before
 * it is written.
 */
#include "base/arena.h"
#include "base/text.h"
#include "certificate/check_certificate.h"
#include "cli/child_work.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/load_problem.h"
#include "cli/make_certificate.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/signals.h"
#include "solve/solver.h"

static bool is_usable(const struct options *options)
{
    if (options->operand_count != 1) {
        complain("certify: name one FILE, or `-` for standard input; see `finopt certify --help`");
        return false;
    }
    if (options->methods.count > 1 && !options->methods_are_default) {
        complain("--method: name one method");
        return false;
    }
    if (!options->methods_are_default && !make_certificate_knows(options->methods.methods[0]->name)) {
        complain("--method: %s leaves nothing that could be checked", options->methods.methods[0]->name);
        return false;
    }
    return true;
}

/* Does the checker follow it? Gives the exit status that the proof deserves. */
static int check_made(const struct certificate_document *document, struct arena *arena, struct arena *scratch,
                      const struct problem *problem, const struct options *options)
{
    struct certificate_check check;
    const struct certificate_limits limits = {
        .memory_limit_bytes = (size_t)options->memory_limit_mib << 19,
        .deadline = deadline_after(options->time_limit_s, signals_stop_now()),
    };
    check_certificate(&check, arena, scratch, problem, &document->certificate, &limits);
    if (check.verdict == CERTIFICATE_REFUSED) {
        complain("certify: the checker refuses the proof: %s", check.reason);
        return EXIT_STATUS_CONTRADICTION;
    }
    if (check.verdict == CERTIFICATE_TOO_LARGE) {
        complain("certify: the proof is written unchecked: %s", check.reason);
        return EXIT_STATUS_INCONCLUSIVE;
    }
    if (document->claim == CLAIM_BOUND) {
        complain("certify: not the optimum is proved, only a bound");
        return EXIT_STATUS_INCONCLUSIVE;
    }
    return EXIT_STATUS_FINE;
}

static int certify(const struct options *options, struct arena *arena, struct arena *scratch)
{
    struct loaded_problem loaded;
    struct certificate_document document = {.claim = CLAIM_BOUND};
    struct error error;
    if (!load_problem(&loaded, arena, options->operands[0])) {
        return EXIT_STATUS_INPUT;
    }
    const enum status status = make_certificate(&document, arena, scratch, loaded.problem, options, &error);
    if (status != STATUS_OK) {
        complain("certify: %s", error.message);
        return status == STATUS_SOLVER ? EXIT_STATUS_CONTRADICTION : EXIT_STATUS_INCONCLUSIVE;
    }
    const int exit_status = check_made(&document, arena, scratch, loaded.problem, options);
    if (exit_status == EXIT_STATUS_CONTRADICTION) {
        return exit_status;
    }
    struct text text;
    text_init(&text, arena);
    certificate_write(&text, loaded.problem, &document);
    return deliver(options, &text, exit_status);
}

int certify_command(const struct options *options, struct arena *arena)
{
    if (!is_usable(options)) {
        return EXIT_STATUS_INPUT;
    }
    struct arena *scratch = arena_new(out_of_memory, NULL);
    const int exit_status = certify(options, arena, scratch);
    arena_free(scratch);
    return exit_status;
}
