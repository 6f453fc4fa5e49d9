/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_ILP_ASSIGNMENT_H
#define FINOPT_ILP_ASSIGNMENT_H

#include <stdint.h>

#include "base/error.h"

struct arena;
struct formulation_input;
struct formulation_program;
struct plan;

/*
 * Assignment formulation, as in textbooks: who runs where, and what moves in consequence.
 *
 * A stage s is a block as one or several configurations run it (model/problem.h); the stages before s are
 * those that run the block before it in a configuration with s. Of all stages only those of the chosen
 * configuration run.
 *
 *     z[h,c]       in {0,1}   application h runs configuration c; only accurate ones are there (P5)
 *     x[h,s,n]     in {0,1}   stage s runs on node n; only allowed nodes are there (P3)
 *     y[h,s,m,n]   in {0,1}   the input of s moves from m to n, where that costs anything
 *     r[h,s,n]     in {0,1}   a run of blocks on the share n begins with s
 *
 *     (P0)   minimise  sum of computation energies x  +  sum of transfer energies y
 *     (P1)   sum over c of z[h,c]  =  1                                       per application
 *            sum over n of x[h,s,n]  -  sum over c with s of z[h,c]  =  0     per stage
 *     (P2)   x[h,s,n]  -  sum over s' before s, m joined to n of x[h,s',m]  <=  0
 *            sum over s' before s of x[h,s',m]  +  x[h,s,n]  -  y[h,s,m,n]  <=  1
 *     (P4)   sum of latencies of x and y  <=  deadline                        per application
 *     (P6)   sum of loads of x, on shares of r  <=  capacity                  where it can bind
 *            x[h,s,n]  -  sum over s' before s of x[h,s',n]  -  r[h,s,n]  <=  0
 *     (P7)   sum of memory of x  <=  memory                                   where it can bind
 *     (P8)   sum of link loads of y  <=  capacity                             where it can bind
 *
 * Every node is joined to itself; where all are joined, the first row of (P2) is left out.
 * The first block's input comes from the source, so its transfer is part of x. The linear relaxation is weak:
 * x of one half everywhere needs no y. Names: `z[camera,exit3]`; `x[camera,2,edge,exit1]` is block 2 on edge
 * under exit1 and what shares its stage, `y[camera,2,device,edge,exit1]` its transfer. O(stages *
 * (nodes + links)) rows.
 *
 * Signatures as in ilp/formulation.h.
 */
enum status assignment_formulate(struct formulation_program *built, struct arena *arena,
                                 struct arena *scratch, const struct formulation_input *input,
                                 struct error *error);

enum status assignment_read(struct plan **plan, struct arena *arena, struct arena *scratch,
                            const struct formulation_program *built, const int64_t *values,
                            struct error *error);

#endif
