/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Are all shards of a check there? If so, what would one machine have printed? */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/options.h"
#include "cli/output.h"
#include "io/safe_text.h"
#include "report/record_json.h"
#include "report/shard_merge.h"

/* The whole file, however long: results are longer than any instance may be. */
static enum status read_file(struct shard_file *file, struct arena *arena, struct error *error)
{
    static char chunk[1 << 16];
    struct text text;
    size_t count = 0;
    const bool is_stdin = strcmp(file->file, "-") == 0;
    FILE *stream = is_stdin ? stdin : fopen(file->file, "r");
    text_init(&text, arena);
    if (stream == NULL) {
        return error_set(error, STATUS_INPUT, "%s: cannot read it: %s", file->file, strerror(errno));
    }
    while ((count = fread(chunk, 1, sizeof chunk, stream)) > 0) {
        text_add_bytes(&text, chunk, count);
    }
    const bool has_failed = ferror(stream) != 0;
    const int reason = errno;
    if (!is_stdin) {
        fclose(stream);
    }
    if (has_failed) {
        return error_set(error, STATUS_INPUT, "%s: cannot read it: %s", file->file, strerror(reason));
    }
    file->bytes = text.data;
    file->length = text.length;
    return STATUS_OK;
}

int merge_command(const struct options *options, struct arena *arena)
{
    struct error error;
    struct text text;
    struct merged_check merged;
    if (options->operand_count == 0) {
        complain("merge: name the result FILE of every shard; see `finopt merge --help`");
        return EXIT_STATUS_INPUT;
    }
    struct shard_file *files = ARENA_ARRAY(arena, struct shard_file, options->operand_count);
    text_init(&text, arena);
    for (size_t f = 0; f < options->operand_count; f++) {
        files[f].file = options->operands[f];
        if (read_file(&files[f], arena, &error) != STATUS_OK) {
            complain("merge: %s", safe_words(arena, error.message));
            return EXIT_STATUS_INPUT;
        }
    }
    if (shard_merge(&text, &merged, files, options->operand_count, &error) != STATUS_OK) {
        complain("merge: %s", safe_words(arena, error.message));
        return EXIT_STATUS_INPUT;
    }
    struct check_totals totals = {.exit_status = merged.exit_statuses[0],
                                  .options = merged.options,
                                  .option_count = merged.option_count};
    for (size_t f = 1; f < options->operand_count; f++) {
        totals.exit_status = exit_status_combine(totals.exit_status, merged.exit_statuses[f]);
    }
    check_summary_line_write(&text, merged.counts, &totals);
    return deliver(options, &text, totals.exit_status);
}
