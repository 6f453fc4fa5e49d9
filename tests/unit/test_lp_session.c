/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a program that grows between two solves give the same values and prices as one that was whole from the
 * start? */
#include <CUnit/CUnit.h>
#include <math.h>
#include <stddef.h>

#include "base/arena.h"
#include "lp/lp_session.h"
#include "suites.h"

#define NEAR 1e-9

static enum lp_outcome solve(struct lp_session *session, enum lp_method method)
{
    const struct deadline deadline = deadline_never();
    struct error error;
    enum lp_outcome outcome = LP_LIMIT;
    CU_ASSERT_EQUAL(lp_session_solve(&outcome, session, method, 1000, &deadline, &error), STATUS_OK);
    return outcome;
}

/* minimise 3x with x = 2 and x <= 2 of a shared row: two rows, one column. */
static struct lp_session *two_rows(struct arena *arena)
{
    const struct lp_entry entries[] = {{0, 1.0}, {1, 1.0}};
    struct lp_session *session = lp_session_new(arena);
    lp_session_add_row(session, -INFINITY, 1.5);
    lp_session_add_row(session, 2.0, 2.0);
    lp_session_add_column(session, 3.0, INFINITY, entries, 2);
    return session;
}

static void a_column_that_comes_later_is_used_and_priced(void)
{
    const struct lp_entry dear[] = {{1, 1.0}};
    struct arena *arena = arena_new(NULL, NULL);
    struct lp_session *session = two_rows(arena);
    CU_ASSERT_EQUAL(solve(session, LP_PRIMAL), LP_INFEASIBLE);
    const size_t column = lp_session_add_column(session, 5.0, INFINITY, dear, 1);
    CU_ASSERT_EQUAL(column, 1);
    CU_ASSERT_EQUAL(solve(session, LP_PRIMAL), LP_OPTIMAL);
    /* 1.5 of the cheap one fill the shared row; half of the dear one makes up. */
    CU_ASSERT_DOUBLE_EQUAL(lp_session_objective(session), 7.0, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(lp_session_value(session, 0), 1.5, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(lp_session_value(session, 1), 0.5, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(lp_session_price(session, 0), -2.0, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(lp_session_price(session, 1), 5.0, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(lp_session_reduced_cost(session, 1), 0.0, NEAR);
    CU_ASSERT(lp_session_iterations(session) > 0);
    lp_session_free(session);
    arena_free(arena);
}

static void bounds_costs_and_rows_can_change(void)
{
    const struct lp_entry dear[] = {{1, 1.0}};
    struct arena *arena = arena_new(NULL, NULL);
    struct lp_session *session = two_rows(arena);
    lp_session_add_column(session, 5.0, INFINITY, dear, 1);
    lp_session_set_column_bounds(session, 0, 0.0, 0.0);
    CU_ASSERT_EQUAL(solve(session, LP_DUAL), LP_OPTIMAL);
    CU_ASSERT_DOUBLE_EQUAL(lp_session_objective(session), 10.0, NEAR);
    lp_session_set_column_bounds(session, 0, 1.0, INFINITY);
    lp_session_set_column_cost(session, 0, 6.0);
    CU_ASSERT_EQUAL(solve(session, LP_DUAL), LP_OPTIMAL);
    CU_ASSERT_DOUBLE_EQUAL(lp_session_value(session, 0), 1.0, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(lp_session_objective(session), 11.0, NEAR);
    /* Half of each in the shared row: all of it is free again. */
    const struct lp_entry halves[] = {{0, 0.5}, {1, 0.5}};
    lp_session_set_row_entries(session, 0, halves, 2);
    lp_session_set_row_bounds(session, 0, -INFINITY, 0.9);
    CU_ASSERT_EQUAL(solve(session, LP_DUAL), LP_INFEASIBLE);
    lp_session_set_row_bounds(session, 0, -INFINITY, INFINITY);
    CU_ASSERT_EQUAL(solve(session, LP_DUAL), LP_OPTIMAL);
    lp_session_free(session);
    arena_free(arena);
}

static void misuse_breaks_the_session_and_no_more(void)
{
    const struct lp_entry twice[] = {{0, 1.0}, {0, 1.0}};
    const struct deadline deadline = deadline_never();
    struct error error;
    enum lp_outcome outcome = LP_LIMIT;
    struct arena *arena = arena_new(NULL, NULL);
    struct lp_session *session = two_rows(arena);
    lp_session_add_column(session, 1.0, INFINITY, twice, 2);
    CU_ASSERT_EQUAL(lp_session_solve(&outcome, session, LP_PRIMAL, 1000, &deadline, &error), STATUS_SOLVER);
    CU_ASSERT_EQUAL(error.status, STATUS_SOLVER);
    CU_ASSERT_DOUBLE_EQUAL(lp_session_value(session, 0), 0.0, NEAR);
    lp_session_free(session);
    arena_free(arena);
    /* The next one works. */
    a_column_that_comes_later_is_used_and_priced();
}

static void a_limit_is_an_answer(void)
{
    const struct deadline passed = deadline_after(-1.0, NULL);
    const struct lp_entry dear[] = {{1, 1.0}};
    struct error error;
    enum lp_outcome outcome = LP_OPTIMAL;
    struct arena *arena = arena_new(NULL, NULL);
    struct lp_session *session = two_rows(arena);
    lp_session_add_column(session, 5.0, INFINITY, dear, 1);
    CU_ASSERT_EQUAL(lp_session_solve(&outcome, session, LP_PRIMAL, 1000, &passed, &error), STATUS_OK);
    CU_ASSERT_EQUAL(outcome, LP_LIMIT);
    lp_session_free(session);
    arena_free(arena);
}

void test_lp_session_register(void)
{
    static const struct unit_test tests[] = {
        {"a column that comes later is used and priced", a_column_that_comes_later_is_used_and_priced},
        {"bounds, costs and rows can change", bounds_costs_and_rows_can_change},
        {"misuse breaks the session and no more", misuse_breaks_the_session_and_no_more},
        {"a limit is an answer", a_limit_is_an_answer},
    };
    suite_register("lp_session", tests, sizeof tests / sizeof tests[0]);
}
