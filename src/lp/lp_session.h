/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_LP_LP_SESSION_H
#define FINOPT_LP_LP_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/deadline.h"
#include "base/error.h"

struct arena;
struct lp_session;

/*
 * A linear program that grows and is solved again and again from the last basis: the master of column
 * generation. A minimisation in floating point: prices and values only guide a search, no proof may rest on
 * them.
 *
 *   minimise  sum_j cost[j] * x[j],   lower <= A x <= upper by rows,   0 <= x[j] <= upper[j]
 *
 * Rows and columns count from 0. One session at a time in a thread, and no glpk_solve_integer() while it
 * lives. When GLPK fails in any call, the session is broken: further calls do nothing, and lp_session_solve()
 * says so.
 */
enum lp_outcome { LP_OPTIMAL, LP_INFEASIBLE, LP_LIMIT };

struct lp_entry {
    size_t line; /* row, or column */
    double value;
};

/* A session without rows and columns, in `arena`; lp_session_free() releases what GLPK holds. */
struct lp_session *lp_session_new(struct arena *arena);
void lp_session_free(struct lp_session *session);

/* A new row with these bounds (-INFINITY, INFINITY for none) and no entries yet; its index. */
size_t lp_session_add_row(struct lp_session *session, double lower, double upper);
void lp_session_set_row_bounds(struct lp_session *session, size_t row, double lower, double upper);

/* Replaces the entries of a row; at most one per column. */
void lp_session_set_row_entries(struct lp_session *session, size_t row, const struct lp_entry *entries,
                                size_t count);

/* A new column; `upper` may be INFINITY. Its index. */
size_t lp_session_add_column(struct lp_session *session, double cost, double upper,
                             const struct lp_entry *entries, size_t count);
void lp_session_set_column_bounds(struct lp_session *session, size_t column, double lower, double upper);
void lp_session_set_column_cost(struct lp_session *session, size_t column, double cost);

/* How to go on from the last basis. */
enum lp_method {
    LP_PRIMAL, /* after new columns */
    LP_DUAL    /* after changed bounds */
};

/* Solves, at most `iteration_limit` simplex iterations. LP_LIMIT: by iterations or by the deadline. */
enum status lp_session_solve(enum lp_outcome *outcome, struct lp_session *session, enum lp_method method,
                             int64_t iteration_limit, const struct deadline *deadline, struct error *error);

/* Of the last solution that was LP_OPTIMAL. A row's price is <= 0 where it presses from above. */
double lp_session_objective(const struct lp_session *session);
double lp_session_value(const struct lp_session *session, size_t column);
double lp_session_reduced_cost(const struct lp_session *session, size_t column);
double lp_session_price(const struct lp_session *session, size_t row);

int64_t lp_session_iterations(const struct lp_session *session);

#endif
