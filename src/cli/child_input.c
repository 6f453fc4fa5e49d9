/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in this file? Whoever types it may take as long as it takes; a file on disk may not. */
#include "cli/child_input.h"

#include <stdbool.h>
#include <string.h>

#include "cli/event_sender.h"
#include "io/input_file.h"

enum status child_read_input(struct child_input *input, struct arena *arena, const char *file,
                             struct event_sender *sender, struct error *error)
{
    const bool is_stdin = strcmp(file, "-") == 0;
    if (is_stdin) {
        event_send_waiting(sender);
    }
    const enum status status = input_file_read(&input->bytes, &input->length, arena, file, error);
    if (is_stdin) {
        event_send_working(sender);
    }
    return status;
}
