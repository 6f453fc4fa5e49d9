/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Do the parts do what their headers say? Runs every suite and counts tests, not assertions.
 *
 * CU_basic_run_tests() returns 0 although assertions failed, and skips a suite whose set-up fails, so
 * the exit status comes from the failure records and from how many tests ran of those that are registered.
 */
#include <CUnit/Basic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "suites.h"

static void (*const registrations[])(void) = {
    test_arena_register,
    test_text_register,
    test_checked_register,
    test_quantize_register,
    test_quantize_limits_register,
    test_problem_register,
    test_path_reduction_register,
    test_plan_register,
    test_resource_usage_register,
    test_extended_graph_register,
    test_extended_graph_filter_register,
    test_feasible_graph_register,
    test_bp_path_bounds_register,
    test_cell_labels_register,
    test_feasibility_register,
    test_pareto_front_register,
    test_distribution_register,
    test_joint_front_register,
    test_chart_register,
    test_axis_register,
    test_chain_register,
    test_exhaustive_register,
    test_min_plus_register,
    test_least_energy_path_register,
    test_fin_register,
    test_fin_placement_register,
    test_fin_trace_register,
    test_lagrangian_bound_register,
    test_labels_register,
    test_layer_graph_register,
    test_baselines_register,
    test_verify_plan_register,
    test_why_infeasible_register,
    test_arc_flow_register,
    test_certificate_json_register,
    test_check_certificate_register,
    test_combinations_register,
    test_row_filling_register,
    test_bp_fill_register,
    test_room_and_cuts_register,
    test_check_plan_register,
    test_check_text_register,
    test_cumulative_path_register,
    test_diagnostic_register,
    test_document_register,
    test_drawing_register,
    test_engineering_register,
    test_event_line_register,
    test_glpk_backend_register,
    test_ilp_register,
    test_path_generation_register,
    test_instance_edit_register,
    test_instance_json_register,
    test_instance_write_register,
    test_json_reader_register,
    test_json_scan_register,
    test_json_writer_register,
    test_linear_program_register,
    test_exact_basis_register,
    test_glpk_relaxation_register,
    test_formulation_register,
    test_lp_session_register,
    test_lp_writer_register,
    test_mathprog_data_register,
    test_mps_writer_register,
    test_program_names_register,
    test_hard_families_register,
    test_multi_register,
    test_tiered_register,
    test_place_sequences_register,
    test_plan_evidence_register,
    test_sha256_register,
    test_baseline_register,
    test_plan_json_register,
    test_plan_path_register,
    test_provenance_cover_register,
    test_record_json_register,
    test_record_stream_register,
    test_report_case_register,
    test_safe_text_register,
    test_solve_text_register,
    test_text_table_register,
    test_verdict_text_register,
    test_compare_methods_register,
    test_verdict_register,
};

void suite_register(const char *name, const struct unit_test *tests, size_t count)
{
    CU_pSuite suite = CU_add_suite(name, NULL, NULL);
    for (size_t i = 0; i < count && suite != NULL; i++) {
        if (CU_add_test(suite, tests[i].sentence, tests[i].run) == NULL) {
            suite = NULL;
        }
    }
    if (suite == NULL || count == 0) {
        printf("unit: suite %s cannot be registered: %s\n", name, CU_get_error_msg());
        exit(1);
    }
}

static void print_failures(void)
{
    for (const CU_FailureRecord *record = CU_get_failure_list(); record != NULL; record = record->pNext) {
        printf("%s:%u: %s: %s: %s\n", record->strFileName != NULL ? record->strFileName : "?",
               record->uiLineNumber, record->pSuite != NULL ? record->pSuite->pName : "?",
               record->pTest != NULL ? record->pTest->pName : "set-up",
               record->strCondition != NULL ? record->strCondition : "failed");
    }
}

int main(void)
{
    if (CU_initialize_registry() != CUE_SUCCESS) {
        printf("unit: CUnit does not start: %s\n", CU_get_error_msg());
        return 1;
    }
    for (size_t i = 0; i < sizeof registrations / sizeof registrations[0]; i++) {
        registrations[i]();
    }
    CU_basic_set_mode(CU_BRM_SILENT);
    CU_basic_run_tests();
    print_failures();
    const unsigned registered = CU_get_registry()->uiNumberOfTests;
    const unsigned run = CU_get_number_of_tests_run();
    const unsigned passed = run - CU_get_number_of_tests_failed();
    const unsigned failed = registered - passed + CU_get_number_of_suites_failed();
    const bool is_fine =
        registered > 0 && run == registered && failed == 0 && CU_get_number_of_failure_records() == 0;
    if (run != registered) {
        printf("unit: only %u of %u tests ran\n", run, registered);
    }
    printf("unit: %u passed, %u failed\n", passed, failed);
    CU_cleanup_registry();
    return is_fine ? 0 : 1;
}
