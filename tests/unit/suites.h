/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FINOPT_TESTS_UNIT_SUITES_H
#define FINOPT_TESTS_UNIT_SUITES_H

#include <stddef.h>

/* A test, named by a sentence that says what must be true. */
struct unit_test {
    const char *sentence;
    void (*run)(void);
};

/* Adds a suite to the registry; ends the program if CUnit refuses it, so that no suite can be lost. */
void suite_register(const char *name, const struct unit_test *tests, size_t count);

/* One suite per source file; each registers itself with CUnit. */
void test_arc_flow_register(void);
void test_arena_register(void);
void test_baselines_register(void);
void test_resource_usage_register(void);
void test_bp_path_bounds_register(void);
void test_cell_labels_register(void);
void test_chain_register(void);
void test_certificate_json_register(void);
void test_check_certificate_register(void);
void test_check_plan_register(void);
void test_combinations_register(void);
void test_row_filling_register(void);
void test_bp_fill_register(void);
void test_room_and_cuts_register(void);
void test_check_text_register(void);
void test_checked_register(void);
void test_compare_methods_register(void);
void test_cumulative_path_register(void);
void test_diagnostic_register(void);
void test_document_register(void);
void test_drawing_register(void);
void test_engineering_register(void);
void test_event_line_register(void);
void test_exhaustive_register(void);
void test_extended_graph_register(void);
void test_extended_graph_filter_register(void);
void test_feasible_graph_register(void);
void test_feasibility_register(void);
void test_pareto_front_register(void);
void test_path_generation_register(void);
void test_distribution_register(void);
void test_joint_front_register(void);
void test_chart_register(void);
void test_axis_register(void);
void test_fin_register(void);
void test_fin_placement_register(void);
void test_fin_trace_register(void);
void test_glpk_backend_register(void);
void test_ilp_register(void);
void test_instance_edit_register(void);
void test_instance_json_register(void);
void test_instance_write_register(void);
void test_json_reader_register(void);
void test_json_scan_register(void);
void test_json_writer_register(void);
void test_labels_register(void);
void test_layer_graph_register(void);
void test_lagrangian_bound_register(void);
void test_least_energy_path_register(void);
void test_linear_program_register(void);
void test_formulation_register(void);
void test_glpk_relaxation_register(void);
void test_exact_basis_register(void);
void test_lp_session_register(void);
void test_lp_writer_register(void);
void test_mathprog_data_register(void);
void test_mps_writer_register(void);
void test_min_plus_register(void);
void test_hard_families_register(void);
void test_multi_register(void);
void test_tiered_register(void);
void test_place_sequences_register(void);
void test_plan_evidence_register(void);
void test_sha256_register(void);
void test_baseline_register(void);
void test_plan_json_register(void);
void test_plan_path_register(void);
void test_path_reduction_register(void);
void test_plan_register(void);
void test_problem_register(void);
void test_program_names_register(void);
void test_quantize_limits_register(void);
void test_quantize_register(void);
void test_provenance_cover_register(void);
void test_record_json_register(void);
void test_record_stream_register(void);
void test_report_case_register(void);
void test_safe_text_register(void);
void test_solve_text_register(void);
void test_text_register(void);
void test_text_table_register(void);
void test_verdict_register(void);
void test_verdict_text_register(void);
void test_verify_plan_register(void);
void test_why_infeasible_register(void);

#endif
