/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does integer arithmetic say when it does not fit, and are quotients rounded to the right side? */
#include <CUnit/CUnit.h>

#include "base/checked.h"
#include "base/rng.h"
#include "suites.h"

static void sums_and_products_fit_or_are_refused(void)
{
    static const struct {
        int64_t a;
        int64_t b;
        bool sum_fits;
        bool product_fits;
    } cases[] = {
        {0, 0, true, true},
        {INT64_MAX, 0, true, true},
        {INT64_MAX, 1, false, true},
        {INT64_MAX - 1, 1, true, true},
        {INT64_MIN, -1, false, false},
        {INT64_MIN, 1, true, true},
        {INT64_C(3037000499), INT64_C(3037000499), true, true},
        {INT64_C(3037000500), INT64_C(3037000500), true, false},
        {INT64_C(1) << 62, INT64_C(1) << 62, false, false},
        {INT64_C(1) << 62, 2, true, false},
        {INT64_C(1) << 62, -2, true, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t result = 42;
        CU_ASSERT_EQUAL(checked_add(&result, cases[i].a, cases[i].b), cases[i].sum_fits);
        CU_ASSERT(cases[i].sum_fits ? result == cases[i].a + cases[i].b : result == 42);
        result = 42;
        CU_ASSERT_EQUAL(checked_multiply(&result, cases[i].a, cases[i].b), cases[i].product_fits);
        CU_ASSERT(cases[i].product_fits ? result == cases[i].a * cases[i].b : result == 42);
    }
}

static void quotients_are_rounded_down_and_up(void)
{
    static const struct {
        int64_t numerator;
        int64_t denominator;
        int64_t floor;
        int64_t ceil;
    } cases[] = {
        {0, 3, 0, 0},   {1, 3, 0, 1},    {2, 3, 0, 1},    {3, 3, 1, 1}, {4, 3, 1, 2},
        {-1, 3, -1, 0}, {-3, 3, -1, -1}, {-4, 3, -2, -1}, {7, 1, 7, 7}, {-7, 1, -7, -7},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CU_ASSERT(floor_divide(cases[i].numerator, cases[i].denominator) == cases[i].floor);
        CU_ASSERT(ceil_divide(cases[i].numerator, cases[i].denominator) == cases[i].ceil);
    }
}

static void quotients_of_128_bits_are_exact(void)
{
    const int128 large = (int128)INT64_MAX * INT64_MAX;
    CU_ASSERT(floor_divide(large, INT64_MAX) == INT64_MAX);
    CU_ASSERT(ceil_divide(large + 1, INT64_MAX) == (int128)INT64_MAX + 1);
    CU_ASSERT(floor_divide(large - 1, INT64_MAX) == INT64_MAX - 1);
}

static void the_greatest_common_divisor_of_zero_is_the_other(void)
{
    CU_ASSERT_EQUAL(greatest_common_divisor(0, 0), 0);
    CU_ASSERT_EQUAL(greatest_common_divisor(0, 7), 7);
    CU_ASSERT_EQUAL(greatest_common_divisor(7, 0), 7);
    CU_ASSERT_EQUAL(greatest_common_divisor(12, 18), 6);
    CU_ASSERT_EQUAL(greatest_common_divisor(INT64_C(1) << 60, 3), 1);
    CU_ASSERT_EQUAL(min_int64(-1, 1), -1);
    CU_ASSERT_EQUAL(max_int64(-1, 1), 1);
}

/* First outputs for seed 1234567, as published with the reference implementation of SplitMix64. */
static void random_numbers_are_the_same_everywhere(void)
{
    static const uint64_t expected[] = {
        UINT64_C(6457827717110365317),
        UINT64_C(3203168211198807973),
        UINT64_C(9817491932198370423),
    };
    struct rng rng = rng_from_seed(1234567);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        CU_ASSERT_EQUAL(rng_next(&rng), expected[i]);
    }
}

static void random_numbers_stay_in_their_range(void)
{
    struct rng rng = rng_from_seed(1);
    bool low = false;
    bool high = false;
    for (int i = 0; i < 1000; i++) {
        const int64_t number = rng_between(&rng, -2, 2);
        CU_ASSERT(number >= -2 && number <= 2);
        low |= number == -2;
        high |= number == 2;
    }
    CU_ASSERT(low && high);
    CU_ASSERT_EQUAL(rng_between(&rng, 5, 5), 5);
    rng_between(&rng, INT64_MIN, INT64_MAX);
}

void test_checked_register(void)
{
    static const struct unit_test tests[] = {
        {"sums and products fit or are refused", sums_and_products_fit_or_are_refused},
        {"quotients are rounded down and up", quotients_are_rounded_down_and_up},
        {"quotients of 128 bits are exact", quotients_of_128_bits_are_exact},
        {"the greatest common divisor of zero is the other",
         the_greatest_common_divisor_of_zero_is_the_other},
        {"random numbers are the same everywhere", random_numbers_are_the_same_everywhere},
        {"random numbers stay in their range", random_numbers_stay_in_their_range},
    };
    suite_register("checked", tests, sizeof tests / sizeof tests[0]);
}
