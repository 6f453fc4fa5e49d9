/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do pictures show the graph that was counted by hand, mark the right path, and survive any name? */
#include <CUnit/CUnit.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "export/dot.h"
#include "export/drawing.h"
#include "export/graphml.h"
#include "model/plan.h"
#include "model/problem.h"
#include "model/quantize.h"
#include "small_instance.h"
#include "suites.h"

struct fixture {
    struct arena *arena;
    struct arena *scratch;
    struct instance *instance;
    struct drawing_request request;
    struct plan plan;
    struct plan_application choice;
    size_t nodes[2];
};

/* small_instance: first on a, last on b, takes 2 + 1.5 + 2 = 5.5 ms, all on a 10 ms, all on b 4.5 ms. */
static void set_up(struct fixture *f, double max_latency_s)
{
    struct error error;
    *f = (struct fixture){.arena = arena_new(NULL, NULL), .scratch = arena_new(NULL, NULL), .nodes = {0, 1}};
    f->instance = small_instance_new(f->arena);
    f->instance->applications[0].min_accuracy = 0.9;
    f->instance->applications[0].max_latency_s = max_latency_s;
    f->choice = (struct plan_application){.configuration = 1, .nodes = f->nodes, .node_count = 2};
    f->plan = (struct plan){&f->choice, 1};
    f->request = (struct drawing_request){
        .instance = f->instance, .plan = &f->plan, .plan_words = "mine", .gamma = 10, .rounding = DEPTH_CEIL};
    CU_ASSERT_EQUAL_FATAL(quantize(&f->request.problem, f->arena, f->instance, &error), STATUS_OK);
}

static void tear_down(struct fixture *f)
{
    arena_free(f->scratch);
    arena_free(f->arena);
}

static size_t count_marks(const struct drawing *drawing, enum drawing_mark mark)
{
    size_t count = 0;
    for (size_t a = 0; a < drawing->arc_count; a++) {
        count += drawing->arcs[a].mark == mark;
    }
    return count;
}

static void the_extended_graph_shows_what_pruning_takes(void)
{
    struct fixture f;
    struct drawing drawing;
    struct error error;
    set_up(&f, 0.006);
    CU_ASSERT_EQUAL(draw_extended_graph(&drawing, f.arena, f.scratch, &f.request, &error), STATUS_OK);
    CU_ASSERT_EQUAL(drawing.vertex_count, 6); /* source, 2 x 2, exit */
    CU_ASSERT_EQUAL(drawing.arc_count, 7);    /* 2 into first, 3 into last (no way back), 2 into the exit */
    CU_ASSERT_EQUAL(count_marks(&drawing, MARK_CHOSEN), 3);
    CU_ASSERT_EQUAL(count_marks(&drawing, MARK_PRUNED), 2); /* last on a, and on to the exit */
    tear_down(&f);
}

static void the_feasible_graph_follows_the_plan_by_its_widths(void)
{
    struct fixture f;
    struct drawing drawing;
    struct error error;
    set_up(&f, 0.006);
    CU_ASSERT_EQUAL(draw_feasible_graph(&drawing, f.arena, f.scratch, &f.request, &error), STATUS_OK);
    /* 2 ms of 6 are 4 depths, 3.5 ms are 6: the plan ends at depth 10. */
    CU_ASSERT_EQUAL(count_marks(&drawing, MARK_CHOSEN), 3);
    CU_ASSERT_PTR_NULL(strstr(drawing.caption, "not in this graph"));
    tear_down(&f);
    set_up(&f, 0.0055); /* 2 ms of 5.5 are 4 depths, 3.5 ms are 7: together 11 */
    CU_ASSERT_EQUAL(draw_feasible_graph(&drawing, f.arena, f.scratch, &f.request, &error), STATUS_OK);
    CU_ASSERT_EQUAL(count_marks(&drawing, MARK_CHOSEN), 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(drawing.caption, "not in this graph: mine"));
    tear_down(&f);
}

static void a_plan_stands_in_the_boxes_of_its_nodes(void)
{
    struct fixture f;
    struct drawing drawing;
    struct error error;
    set_up(&f, 0.006);
    CU_ASSERT_EQUAL(draw_plan(&drawing, f.arena, f.scratch, &f.request, &error), STATUS_OK);
    CU_ASSERT_EQUAL(drawing.box_count, 2);
    CU_ASSERT_EQUAL_FATAL(drawing.vertex_count, 3);
    CU_ASSERT_EQUAL(drawing.vertices[1].box, 0);
    CU_ASSERT_EQUAL(drawing.vertices[2].box, 1);
    CU_ASSERT_STRING_EQUAL(drawing.arcs[0].label, ""); /* nothing moves on a */
    CU_ASSERT_STRING_EQUAL(drawing.arcs[1].label, "750 µJ, 1.5 ms");
    tear_down(&f);
}

static void names_cannot_break_out(void)
{
    struct fixture f;
    struct drawing drawing;
    struct error error;
    struct problem hostile;
    struct text dot;
    struct text graphml;
    set_up(&f, 0.006);
    hostile = *f.request.problem;
    hostile.name = "a\"];\n<&>\x1b";
    f.request.problem = &hostile;
    CU_ASSERT_EQUAL(draw_plan(&drawing, f.arena, f.scratch, &f.request, &error), STATUS_OK);
    text_init(&dot, f.arena);
    text_init(&graphml, f.arena);
    dot_write(&dot, &drawing);
    graphml_write(&graphml, &drawing);
    CU_ASSERT_PTR_NOT_NULL(strstr(dot.data, "label=\"a\\\"];"));
    CU_ASSERT_PTR_NULL(strchr(dot.data, '\x1b'));
    CU_ASSERT_PTR_NOT_NULL(strstr(graphml.data, "&lt;&amp;&gt;"));
    CU_ASSERT_PTR_NULL(strchr(graphml.data, '\x1b'));
    tear_down(&f);
}

void test_drawing_register(void)
{
    static const struct unit_test tests[] = {
        {"the extended graph shows what pruning takes", the_extended_graph_shows_what_pruning_takes},
        {"the feasible graph follows the plan by its widths",
         the_feasible_graph_follows_the_plan_by_its_widths},
        {"a plan stands in the boxes of its nodes", a_plan_stands_in_the_boxes_of_its_nodes},
        {"names cannot break out", names_cannot_break_out},
    };
    suite_register("drawing", tests, sizeof tests / sizeof tests[0]);
}
