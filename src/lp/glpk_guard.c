/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How do we survive a library that ends the program when it is unhappy? By two hooks and a jump. */
#include "lp/glpk_guard.h"

/* Keeps the last words of GLPK instead of printing them. */
static int keep_message(void *info, const char *text)
{
    struct glpk_guard *guard = info;
    for (const char *c = text; *c != '\0' && guard->message_length + 1 < sizeof guard->message; c++) {
        guard->message[guard->message_length++] = *c == '\n' ? ' ' : *c;
    }
    guard->message[guard->message_length] = '\0';
    return 1;
}

static void escape_from_glpk(void *info)
{
    struct glpk_guard *guard = info;
    longjmp(guard->escape, 1);
}

void glpk_guard_enter(struct glpk_guard *guard)
{
    guard->message_length = 0;
    guard->message[0] = '\0';
    glp_term_hook(keep_message, guard);
    glp_error_hook(escape_from_glpk, guard);
    glp_term_out(GLP_OFF);
}

enum status glpk_guard_failure(const struct glpk_guard *guard, struct error *error)
{
    return error_set(error, STATUS_SOLVER, "GLPK %s stopped: %s", glp_version(), guard->message);
}

enum status glpk_guard_run(struct glpk_guard *guard, glpk_action *action, void *context, struct error *error)
{
    enum status status = STATUS_OK;
    if (setjmp(guard->escape) == 0) {
        glpk_guard_enter(guard);
        status = action(context);
    } else {
        status = glpk_guard_failure(guard, error);
    }
    glp_free_env();
    return status;
}
