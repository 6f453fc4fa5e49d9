/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_TESTS_UNIT_AWKWARD_PROGRAM_H
#define FINOPT_TESTS_UNIT_AWKWARD_PROGRAM_H

struct arena;
struct linear_program;

/* A program with a bit of everything that file formats stumble over; its optimum is -11. */
struct linear_program *awkward_program_new(struct arena *arena);

#endif
