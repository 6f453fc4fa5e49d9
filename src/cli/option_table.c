/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which commands and options are there? This file says it once; everything else reads it. */
#include "cli/option_table.h"

#include <string.h>

#include "base/text.h"
#include "cli/export_format.h"
#include "cli/options.h"
#include "generate/family.h"
#include "import/measured_network.h"
#include "solve/solver.h"

#define CHECK    (1U << COMMAND_CHECK)
#define SOLVE    (1U << COMMAND_SOLVE)
#define VERIFY   (1U << COMMAND_VERIFY)
#define GENERATE (1U << COMMAND_GENERATE)
#define EXPORT   (1U << COMMAND_EXPORT)
#define EXPLAIN  (1U << COMMAND_EXPLAIN)
#define MERGE    (1U << COMMAND_MERGE)
#define LINT     (1U << COMMAND_LINT)
#define CERTIFY  (1U << COMMAND_CERTIFY)
#define EXAMINE  (1U << COMMAND_CHECK_CERTIFICATE)
#define REDUCE   (1U << COMMAND_REDUCE)
#define SWEEP    (1U << COMMAND_SWEEP)
#define BASELINE (1U << COMMAND_BASELINE)
#define IMPORT   (1U << COMMAND_IMPORT)
#define ALL      (CHECK | SOLVE | VERIFY)

#define AT(member) offsetof(struct options, member)

const struct option_row option_table[] = {
    {.name = "method", .argument = "NAME[,NAME...]",
     .initial_words = "check: fin,labels,exhaustive,ilp; solve: labels. Where resources are shared, check adds lagrangian and bp, "
                      "and solve takes bp",
     .kind = OPTION_METHODS, .commands = CHECK | SOLVE | REDUCE | BASELINE, .offset = AT(methods),
     .help = "Which methods run; `all` is every one. May be given several times. Plain names replace the "
             "default, a name after a `+` joins it: `--method +greedy`."},
    {.name = "method", .argument = "NAME[,NAME...]",
     .initial_words = "fin and labels; where resources are shared, fin and bp",
     .kind = OPTION_METHODS, .commands = SWEEP, .offset = AT(methods),
     .help = "Which methods run at every point; `all` is every one. A name after a `+` joins the default."},
    {.name = "method", .argument = "NAME",
     .initial_words = "an exact one; fin for --graph feasible",
     .kind = OPTION_METHODS, .commands = EXPORT, .offset = AT(methods),
     .help = "dot, graphml, plan: whose plan it is."},
    {.name = "method", .argument = "labels|fin|lagrangian|bp",
     .initial_words = "labels; where resources are shared and it proves nothing, bp",
     .kind = OPTION_METHODS, .commands = CERTIFY, .offset = AT(methods),
     .help = "Whose proof it is. labels and fin look at each application by itself, fin at resolution --gamma; "
             "lagrangian prices the shared resources once; bp branches, too."},
    {.name = "gamma", .argument = "N", .initial = "100",
     .kind = OPTION_INTEGER, .commands = CHECK | SOLVE | EXPORT | CERTIFY | REDUCE | BASELINE, .offset = AT(gamma), .low = 1, .high = GAMMA_LIMIT,
     .help = "FIN: resolution of the feasible graph. The deadline is divided into N depths."},
    {.name = "max-latency", .argument = "VALUES", .initial_words = "as FILE says",
     .kind = OPTION_STRING, .commands = SWEEP, .offset = AT(axes[AXIS_MAX_LATENCY]),
     .help = "The deadlines: A:B is 21 values from A to B, A:B:N is N of them, A,B,... are these; in seconds, or with ms or "
             "us behind the number. A single value fixes it. At most two of this and the next three may have more."},
    {.name = "min-accuracy", .argument = "VALUES", .initial_words = "as FILE says",
     .kind = OPTION_STRING, .commands = SWEEP, .offset = AT(axes[AXIS_MIN_ACCURACY]),
     .help = "The accuracy targets, as 0.8 or 80%."},
    {.name = "rate", .argument = "VALUES", .initial_words = "as FILE says",
     .kind = OPTION_STRING, .commands = SWEEP, .offset = AT(axes[AXIS_RATE]),
     .help = "The inferences per second."},
    {.name = "gamma", .argument = "VALUES", .initial_words = "100",
     .kind = OPTION_STRING, .commands = SWEEP, .offset = AT(axes[AXIS_GAMMA]),
     .help = "FIN: the resolutions. A range of gammas is spaced evenly by ratio and rounded: 1:1000:4 is 1, 10, 100, 1000."},
    {.name = "application", .argument = "ID", .initial_words = "all",
     .kind = OPTION_STRING, .commands = SWEEP, .offset = AT(application),
     .help = "Whose deadline, target and rate they are."},
    {.name = "perturb", .argument = "RATIO",
     .kind = OPTION_RATIO, .commands = SWEEP, .offset = AT(perturb),
     .help = "Does the plan that each method chose survive a profile that is off? In --count instances every block takes up to "
             "RATIO (0.15, 15%) more or less time on every node, and as much more or less energy."},
    {.name = "count", .argument = "N", .initial = "100",
     .kind = OPTION_INTEGER, .commands = SWEEP, .offset = AT(count), .low = 1, .high = 1000000,
     .help = "--perturb: how many instances."},
    {.name = "seed", .argument = "N", .initial = "1",
     .kind = OPTION_INTEGER, .commands = SWEEP, .offset = AT(seed), .low = 0, .high = 1e15,
     .help = "--perturb: other instances of the same kind; the same seed gives the same on every machine."},
    {.name = "plot", .argument = "energy|gap|time|gap-ecdf", .initial = "energy", .choices = "energy|gap|time|gap-ecdf",
     .kind = OPTION_CHOICE, .commands = SWEEP, .offset = AT(plot),
     .help = "svg: what is drawn over the longer axis, a line for every method and value of the other; with gap-ecdf, at "
             "which share of the points the gap is at most so large, a line for every method, and of FIN for every gamma."},
    {.name = "gamma", .argument = "N", .initial = "10",
     .kind = OPTION_INTEGER, .commands = EXPLAIN, .offset = AT(explain_gamma), .low = 1, .high = 10000,
     .help = "Resolution at which FIN's steps are shown."},
    {.name = "rounding", .argument = "ceil|floor", .initial = "ceil", .choices = "ceil|floor",
     .kind = OPTION_CHOICE, .commands = EXPLAIN, .offset = AT(rounding),
     .help = "FIN's steps: how latencies become depths."},
    {.name = "rounding", .argument = "ceil|floor|cumulative", .initial = "ceil",
     .choices = "ceil|floor|cumulative",
     .kind = OPTION_CHOICE, .commands = CHECK | SOLVE | EXPORT | REDUCE | SWEEP | BASELINE, .offset = AT(rounding),
     .help = "FIN: how latencies become depths. `ceil` keeps every deadline; `floor` loses no plan and "
             "gives a lower bound; `cumulative` rounds up a path, not each of its parts: it keeps every "
             "deadline and is never worse than `ceil`. Several applications are always placed with `ceil`."},
    {.name = "lambda", .argument = "N", .initial_words = "gamma, which keeps all",
     .kind = OPTION_INTEGER, .commands = CHECK | SOLVE | REDUCE | BASELINE, .offset = AT(lambda), .low = 0, .high = GAMMA_LIMIT,
     .help = "FIN: keep only final depths of at least gamma - N. A window that costs the optimum is "
             "reported."},
    {.name = "adaptive",
     .kind = OPTION_FLAG, .commands = CHECK | SOLVE, .offset = AT(adaptive),
     .help = "FIN with one application: refine until the plan is proved optimal or a limit comes."},
    {.name = "order", .argument = "given|tightest-deadline|largest-load|random", .initial = "given",
     .choices = "given|tightest-deadline|largest-load|random",
     .kind = OPTION_CHOICE, .commands = CHECK | SOLVE | REDUCE | BASELINE, .offset = AT(order),
     .help = "FIN with several applications: which is placed first. `check` compares the first three."},
    {.name = "order-seed", .argument = "N", .initial = "1",
     .kind = OPTION_INTEGER, .commands = CHECK | SOLVE | REDUCE | BASELINE, .offset = AT(order_seed), .low = 0, .high = 1e15,
     .help = "Seed of `--order random`."},
    {.name = "improve",
     .kind = OPTION_FLAG, .commands = CHECK | SOLVE | REDUCE | BASELINE, .offset = AT(improve),
     .help = "FIN with several applications: afterwards take applications out, one or two at a time, and put "
             "them back where they cost least, until nothing gets better. `check` always tries it."},
    {.name = "enumeration-limit", .argument = "N", .initial = "1000000",
     .kind = OPTION_INTEGER, .commands = CHECK | SOLVE | REDUCE | BASELINE, .offset = AT(enumeration_limit), .low = 1, .high = 1e12,
     .help = "exhaustive: the most plans it looks at; above that its answer is `unknown`."},
    {.name = "time-limit", .argument = "SECONDS", .initial = "60",
     .kind = OPTION_NUMBER, .commands = ALL | REDUCE | BASELINE, .offset = AT(time_limit_s), .low = 0.001, .high = 1e9,
     .help = "Limit for each method on each instance. A method that does not stop by itself is stopped "
             "shortly after."},
    {.name = "time-limit", .argument = "SECONDS", .initial = "60",
     .kind = OPTION_NUMBER, .commands = EXPORT | CERTIFY, .offset = AT(time_limit_s), .low = 0.001, .high = 1e9,
     .help = "Limit for the method. It looks at the clock itself; nothing stops it from outside, as solve and check do."},
    {.name = "time-limit", .argument = "SECONDS", .initial = "60",
     .kind = OPTION_NUMBER, .commands = EXAMINE, .offset = AT(time_limit_s), .low = 0.001, .high = 1e9,
     .help = "Limit for the check, which looks at the clock itself."},
    {.name = "time-limit", .argument = "SECONDS", .initial = "60",
     .kind = OPTION_NUMBER, .commands = SWEEP, .offset = AT(time_limit_s), .low = 0.001, .high = 1e9,
     .help = "Limit for each method at each point, and for a front as a whole. Methods look at the clock themselves; "
             "nothing stops them from outside, as solve and check do."},
    {.name = "time-limit", .argument = "SECONDS", .initial = "5",
     .kind = OPTION_NUMBER, .commands = EXPLAIN, .offset = AT(explain_time_limit_s), .low = 0.001, .high = 1e9,
     .help = "Limit for each answer that the page asks a method for. The page says what was left out."},
    {.name = "memory-limit", .argument = "MIB", .initial = "2048",
     .kind = OPTION_INTEGER, .commands = ALL | CERTIFY | EXAMINE | REDUCE | BASELINE | SWEEP, .offset = AT(memory_limit_mib), .low = 1, .high = 1048576,
     .help = "Memory for each instance, in mebibytes."},
    {.name = "jobs", .argument = "N", .initial_words = "the number of processors",
     .kind = OPTION_INTEGER, .commands = CHECK | VERIFY | BASELINE, .offset = AT(jobs), .low = 1, .high = 1024,
     .help = "Instances worked on at the same time. Changes nothing in the output but times."},
    {.name = "shard", .argument = "K/N|slurm", .initial_words = "everything",
     .kind = OPTION_STRING, .commands = CHECK, .offset = AT(shard),
     .help = "Only every N-th instance of the list, from number K on, counted from 0; `slurm` takes K and N from the "
             "task of a Slurm array. `finopt merge` puts the results of `--format ndjson` together."},
    {.name = "plans", .argument = "DIR", .initial_words = "none",
     .kind = OPTION_STRING, .commands = CHECK | VERIFY, .offset = AT(plans),
     .help = "Judge the plans in the *.json below DIR. A plan is for the instance whose name it gives; where that "
             "does not decide, for the one whose file it is called after: a.plan.json or a.json for a.json."},
    {.name = "baseline", .argument = "FILE", .initial_words = "none",
     .kind = OPTION_STRING, .commands = CHECK, .offset = AT(baseline),
     .help = "Compare with what FILE records (see `finopt baseline`), a baseline or lines of .solu: an optimum that "
             "differs, better or worse, and a worse plan of a method are regressions."},
    {.name = "update", .argument = "none|new|all", .initial_words = "new; none where CI is set",
     .choices = "none|new|all",
     .needs = "baseline", .kind = OPTION_CHOICE, .commands = CHECK, .offset = AT(update),
     .help = "--baseline: what is written to FILE. `new`: instances it does not have; `all`: whatever differs. "
             "What is not written is reported: new and changed instances as `changed`."},
    {.name = "max-gap", .argument = "RATIO", .initial_words = "report only",
     .kind = OPTION_RATIO, .commands = CHECK | VERIFY, .offset = AT(max_gap),
     .help = "The gap that is still fine, as 0.01 or 1%. verify, and check with a planner or --plans: above it "
             "a suboptimal plan is bad news; check without: above it FIN's verdict is `gap`. All exit with 1."},
    {.name = "inconclusive", .argument = "report|ok|fail", .initial = "report", .choices = "report|ok|fail",
     .kind = OPTION_CHOICE, .commands = ALL | EXAMINE, .offset = AT(inconclusive),
     .help = "What an answer without proof means for the exit status: 3, 0 or 1."},
    {.name = "exit-status",
     .kind = OPTION_FLAG, .commands = SOLVE, .offset = AT(exit_status),
     .help = "Exit with 1 when the instance is infeasible."},
    {.name = "list-plans",
     .kind = OPTION_FLAG, .commands = SOLVE, .offset = AT(list_plans),
     .help = "With `--method exhaustive`: list every feasible plan with its energy and latency, cheapest "
             "first."},
    {.name = "list-limit", .argument = "N", .initial = "100000",
     .kind = OPTION_INTEGER, .commands = SOLVE, .offset = AT(list_limit), .low = 1, .high = 100000,
     .help = "--list-plans: the most plans that are listed, the cheapest of all; fewer if they are long. If there "
             "are more, the list is incomplete: how many there are is said, and the exit status is 3."},
    {.name = "format", .argument = "text|json", .initial = "text", .choices = "text|json",
     .kind = OPTION_FORMAT, .commands = EXAMINE, .offset = AT(format),
     .help = "Text for people, or one JSON document."},
    {.name = "format", .argument = "text|json|ndjson", .initial = "text", .choices = "text|json|ndjson",
     .kind = OPTION_FORMAT, .commands = SOLVE, .offset = AT(format),
     .help = "Text for people, one JSON document, or one JSON object a line."},
    {.name = "format", .argument = "NAME",
     .kind = OPTION_STRING, .commands = EXPORT, .offset = AT(export_format),
     .help = "export: what is written. It must be named."},
    {.name = "formulation", .argument = "NAME", .initial = "arc_flow",
     .choices = "arc_flow|assignment|feasible_graph|path",
     .kind = OPTION_CHOICE, .commands = EXPORT, .offset = AT(formulation),
     .help = "lp, mps, mathprog: which integer program: `arc_flow`, `assignment`, `feasible_graph` (FIN's graph at "
             "--gamma) or `path` (every path within the deadline)."},
    {.name = "formulation", .argument = "NAME|all", .initial_words = "arc_flow",
     .choices = "arc_flow|assignment|feasible_graph|path|all",
     .kind = OPTION_CHOICE, .commands = CHECK | SOLVE, .offset = AT(chosen_formulation),
     .help = "ilp: which integer program, or `all` side by side, with what their linear relaxations are worth. "
             "`feasible_graph` is FIN's graph at --gamma: with --rounding ceil its answer is FIN's, not a proof; "
             "with floor it is exact. `path` writes down all paths up to 100, else those that can be in a better plan."},
    {.name = "relax",
     .kind = OPTION_FLAG, .commands = SOLVE, .offset = AT(relax),
     .help = "ilp: only what the linear relaxation is worth, as an exact fraction where the program is small; no plan."},
    {.name = "format", .argument = "text|json|ndjson|junit|tap|github", .initial = "text",
     .choices = "text|json|ndjson|junit|tap|github",
     .kind = OPTION_FORMAT, .commands = VERIFY, .offset = AT(format),
     .help = "Text for people, one JSON document, one JSON object a line; for test runners JUnit XML, TAP 13, "
             "annotations of GitHub."},
    {.name = "format", .argument = "text|json|ndjson|csv|junit|tap|github|markdown", .initial = "text",
     .choices = "text|json|ndjson|csv|junit|tap|github|markdown",
     .kind = OPTION_FORMAT, .commands = CHECK, .offset = AT(format),
     .help = "Text for people; one JSON document; one JSON object per event; a row per instance; JUnit XML; TAP 13; "
             "annotations of GitHub, with the table appended to the file named by GITHUB_STEP_SUMMARY; a "
             "table in Markdown."},
    {.name = "format", .argument = "json|solu", .initial_words = "json; export: the one that FILE is not",
     .choices = "json|solu",
     .kind = OPTION_CHOICE, .commands = BASELINE, .offset = AT(baseline_format),
     .help = "create, export: a baseline, or lines of MIPLIB's .solu; a FILE of --output that ends in .solu has them, too."},
    {.name = "graph", .argument = "extended|feasible|plan", .initial = "extended", .choices = "extended|feasible|plan",
     .kind = OPTION_CHOICE, .commands = EXPORT, .offset = AT(graph),
     .help = "dot, graphml: stage 1, stage 2 at --gamma, or the plan on the network."},
    {.name = "plan", .argument = "FILE", .initial_words = "the plan of --method",
     .kind = OPTION_STRING, .commands = EXPORT, .offset = AT(plan_file),
     .help = "dot, graphml: the plan that is marked."},
    {.name = "format", .argument = "text|json|sarif|github", .initial = "text", .choices = "text|json|sarif|github",
     .kind = OPTION_FORMAT, .commands = LINT, .offset = AT(format),
     .help = "As compilers print it; one JSON document; SARIF 2.1.0 for code scanning; annotations of GitHub."},
    {.name = "verdict", .argument = "NAME|gap>=R",
     .kind = OPTION_STRING, .commands = REDUCE, .offset = AT(verdict),
     .help = "What must stay true: a verdict, `no-plan`, `gap>=R` or `gap>R`."},
    {.name = "format", .argument = "text|markdown|json", .initial = "text", .choices = "text|markdown|json",
     .kind = OPTION_CHOICE, .commands = EXPLAIN, .offset = AT(explain_format),
     .help = "Text for a terminal, Markdown, or one JSON document."},
    {.name = "trace", .argument = "FILE",
     .kind = OPTION_STRING, .commands = EXPLAIN, .offset = AT(trace_file),
     .help = "Write every step of FIN's dynamic programme at --gamma to FILE, one JSON object a line."},
    {.name = "questions",
     .kind = OPTION_FLAG, .commands = EXPLAIN, .offset = AT(questions),
     .help = "Exercises instead of the page: what will FIN do next? The answers stand at the end."},
    {.name = "pareto",
     .kind = OPTION_FLAG, .commands = SWEEP, .offset = AT(pareto),
     .help = "The exact front of energy against latency, a row for every deadline at which the optimum changes, with its plan. "
             "Of several applications: of all of them, against the share that is left of every deadline, or with --application "
             "against that one's deadline."},
    {.name = "breakpoints",
     .kind = OPTION_FLAG, .commands = SWEEP, .offset = AT(breakpoints),
     .help = "The same for every accuracy target at which the front changes. Of several applications: the optimum of all "
             "against deadline and target of the one that --application names."},
    {.name = "format", .argument = "text|json|csv|svg", .initial = "text", .choices = "text|json|csv|svg",
     .kind = OPTION_FORMAT, .commands = SWEEP, .offset = AT(format),
     .help = "Text for people, one JSON document, a row a line, or a picture."},
    {.name = "random", .argument = "FAMILY",
     .kind = OPTION_STRING, .commands = CHECK, .offset = AT(random),
     .help = "Check made-up instances instead of files: --count of the family (see `finopt generate`), with the sizes "
             "below and seeds from --seed on. Those on which finopt contradicts itself, or FIN's gap exceeds --max-gap, or a "
             "planner's plan is bad, are saved and the first five reduced."},
    {.name = "count", .argument = "N", .initial = "100",
     .needs = "random", .kind = OPTION_INTEGER, .commands = CHECK, .offset = AT(count), .low = 1, .high = 1000000,
     .help = "--random: how many."},
    {.name = "save", .argument = "DIR", .initial = "finopt-found",
     .needs = "random", .kind = OPTION_STRING, .commands = CHECK, .offset = AT(save),
     .help = "--random: where what was found is saved; made when needed."},
    {.name = "gamma", .argument = "N", .initial_words = "the family's, below",
     .kind = OPTION_INTEGER, .commands = GENERATE, .offset = AT(family_gamma), .low = 1, .high = FAMILY_GAMMA_LIMIT,
     .help = "quantisation: the resolution at which FIN shall fail; with check, the one it runs at."},
    {.name = "applications", .argument = "N", .initial_words = "the family's (see `finopt generate --help`)",
     .needs = "random", .kind = OPTION_INTEGER, .commands = GENERATE | CHECK, .offset = AT(applications), .low = 1,
     .high = FAMILY_APPLICATIONS_LIMIT, .help = "Applications of the instance."},
    {.name = "nodes", .argument = "N", .initial_words = "the family's",
     .needs = "random", .kind = OPTION_INTEGER, .commands = GENERATE | CHECK, .offset = AT(nodes), .low = FAMILY_NODES_LEAST,
     .high = FAMILY_NODES_LIMIT,
     .help = "Nodes of the network; layered: of each block. multi: two in five are mobiles, one is the cloud, the others "
             "edges."},
    {.name = "devices", .argument = "N", .initial_words = "the family's",
     .needs = "random", .kind = OPTION_INTEGER, .commands = GENERATE | CHECK, .offset = AT(devices), .low = 1,
     .high = FAMILY_TIER_LIMIT, .help = "tiered: phones and cameras, where applications start."},
    {.name = "edges", .argument = "N", .initial_words = "the family's",
     .needs = "random", .kind = OPTION_INTEGER, .commands = GENERATE | CHECK, .offset = AT(edges), .low = 1,
     .high = FAMILY_TIER_LIMIT, .help = "tiered: edge servers."},
    {.name = "clouds", .argument = "N", .initial_words = "the family's",
     .needs = "random", .kind = OPTION_INTEGER, .commands = GENERATE | CHECK, .offset = AT(clouds), .low = 1,
     .high = FAMILY_TIER_LIMIT, .help = "tiered: cloud servers."},
    {.name = "blocks", .argument = "N", .initial_words = "the family's",
     .needs = "random", .kind = OPTION_INTEGER, .commands = GENERATE | CHECK, .offset = AT(blocks), .low = 1,
     .high = FAMILY_BLOCKS_LIMIT, .help = "Blocks of every model."},
    {.name = "exits", .argument = "N", .initial_words = "the family's",
     .needs = "random", .kind = OPTION_INTEGER, .commands = GENERATE | CHECK, .offset = AT(exit_count), .low = 1,
     .high = FAMILY_EXITS_LIMIT, .help = "tiered: exits of every model, the last at its end."},
    {.name = "tightness", .argument = "R", .initial_words = "the family's",
     .needs = "random", .kind = OPTION_NUMBER, .commands = GENERATE | CHECK, .offset = AT(tightness), .low = 0.001,
     .high = FAMILY_TIGHTNESS_LIMIT_PERMILLE / 1000.0,
     .help = "The part of the shared resources that the applications would use if each had them to itself: "
             "0.5 is loose, at 1.5 a third must go elsewhere. In a family of one application: its deadline is 1/(1+R) of the way "
             "from the fastest plan to the cheapest, so 3 is tight. Rounded to thousandths."},
    {.name = "seed", .argument = "N", .initial = "1",
     .needs = "random", .kind = OPTION_INTEGER, .commands = GENERATE | CHECK, .offset = AT(seed), .low = 0, .high = 1e15,
     .help = "Another seed gives another instance of the same kind, the same seed the same bytes on every "
             "machine."},
    {.name = "network", .argument = "FILE", .initial_words = "none, it is needed",
     .kind = OPTION_STRING, .commands = IMPORT, .offset = AT(network),
     .help = "An instance: its nodes and links, and the source and the limits of its first application, are taken."},
    {.name = "times", .argument = "NODE=[MACHINE][*FACTOR],...", .initial_words = "a machine is the node of that name",
     .kind = OPTION_STRING, .commands = IMPORT, .offset = AT(times),
     .help = "Which node takes how long: FACTOR (1) times as long as MACHINE of the profile, which need not be named "
             "where there is only one. Recorded as `measured` at factor 1, else as `scaled`."},
    {.name = "exits", .argument = "FILE", .initial_words = "those of the profile",
     .kind = OPTION_STRING, .commands = IMPORT, .offset = AT(exits),
     .help = "Exits from elsewhere, a row each in CSV: block, exit_accuracy, exit_fraction, exit_macs or exit_ops. "
             "Recorded as `overlay`."},
    {.name = "batch", .argument = "N", .initial_words = "1 for csv; what pipeedge says",
     .kind = OPTION_INTEGER, .commands = IMPORT, .offset = AT(batch), .low = 1, .high = IMPORT_BATCH_LIMIT,
     .help = "How many samples were measured at once: what the profile says is divided by it, memory excepted."},
    {.name = "model", .argument = "NAME", .initial_words = "the only one",
     .kind = OPTION_STRING, .commands = IMPORT, .offset = AT(model),
     .help = "pipeedge: which model of the profile."},
    {.name = "bits", .argument = "N", .initial = "32",
     .kind = OPTION_INTEGER, .commands = IMPORT, .offset = AT(bits), .low = 1, .high = IMPORT_BITS_LIMIT,
     .help = "Bits with which a value moves between nodes; profiles have 32. With 8, what moves is a quarter."},
    {.name = "input-bytes", .argument = "N", .initial_words = "what the profile says",
     .kind = OPTION_NUMBER, .commands = IMPORT, .offset = AT(input_bytes), .low = 0, .high = 1e15,
     .help = "What moves from the source to the first block, per sample: 150528 for 224 x 224 pixels of a byte per colour."},
    {.name = "max-latency", .argument = "SECONDS", .initial_words = "that of --network",
     .kind = OPTION_NUMBER, .commands = IMPORT, .offset = AT(max_latency_s), .low = 1e-9, .high = 1e9,
     .help = "The application's deadline."},
    {.name = "min-accuracy", .argument = "R", .initial_words = "that of --network",
     .kind = OPTION_RATIO, .commands = IMPORT, .offset = AT(min_accuracy),
     .help = "The accuracy that the application wants."},
    {.name = "rate", .argument = "N", .initial_words = "that of --network",
     .kind = OPTION_NUMBER, .commands = IMPORT, .offset = AT(rate_per_s), .low = 1e-9, .high = 1e9,
     .help = "Inferences per second."},
    {.name = "name", .argument = "NAME", .initial_words = "that of the file",
     .kind = OPTION_STRING, .commands = IMPORT, .offset = AT(name),
     .help = "What the instance is called."},
    {.name = "source", .argument = "TEXT", .initial_words = "the format and the file",
     .kind = OPTION_STRING, .commands = IMPORT, .offset = AT(source),
     .help = "Where the profile is from, for the provenance of its numbers."},
    {.name = "licence", .argument = "TEXT", .initial_words = "none",
     .kind = OPTION_STRING, .commands = IMPORT, .offset = AT(licence),
     .help = "Under which terms, likewise."},
    {.name = "output", .argument = "FILE", .initial_words = "standard output",
     .kind = OPTION_STRING, .commands = ALL | GENERATE | EXPORT | MERGE | LINT | CERTIFY | EXAMINE | REDUCE | EXPLAIN | BASELINE | IMPORT | SWEEP, .offset = AT(output),
     .help = "Write the result to FILE, whole or not at all: it is written beside it and then renamed. -o FILE for short."},
    {.name = "reproducible",
     .kind = OPTION_FLAG, .commands = ALL | SWEEP, .offset = AT(reproducible),
     .help = "Leave out times and memory, so that two runs give the same bytes."},
    {.name = "quiet",
     .kind = OPTION_FLAG, .commands = ALL | LINT | REDUCE | BASELINE, .offset = AT(quiet),
     .help = "No progress bar. In text, check and verify show only what is not fine, solve only its last "
             "line."},
    {.name = "quiet",
     .kind = OPTION_FLAG, .commands = EXAMINE, .offset = AT(quiet),
     .help = "In text, say nothing of a certificate that proves what it claims."},
    {.name = "color", .argument = "auto|always|never", .initial = "auto", .choices = "auto|always|never",
     .kind = OPTION_CHOICE, .commands = ALL | EXPLAIN | SWEEP, .offset = AT(color),
     .help = "Colours in text; `auto` is on a terminal unless NO_COLOR is set."},
    {.name = "help",
     .kind = OPTION_FLAG, .commands = ALL | GENERATE | EXPORT | MERGE | LINT | CERTIFY | EXAMINE | REDUCE | EXPLAIN | BASELINE | IMPORT | SWEEP, .offset = AT(help),
     .help = "This text."},
    {.name = NULL},
};

const struct command_row command_table[] = {
    {"check", "FILE|DIR... [-- PLANNER...]", "does FIN reach the provable optimum, and do all exact methods agree?",
     "Solves every instance with FIN and with exact methods, has every plan\n"
     "recomputed by a verifier that shares no code with them, checks FIN's theorems,\n"
     "and gives one verdict per instance. Directories are read recursively (*.json),\n"
     "`-` is standard input. Child processes do the work: an instance that crashes\n"
     "its own, or takes all of its memory, is reported and the others go on.\n"
     "\n"
     "After `--` comes a planner of yours, a program and its arguments: it is run once\n"
     "per instance, with the instance's path for every `{}` in its arguments, or the\n"
     "instance on standard input if there is none, and prints a plan. It has the time\n"
     "and the memory of --time-limit and --memory-limit; what it leaves running is\n"
     "killed. Its plan, or those of --plans, gets a verdict of its own (see `verify`;\n"
     "also timeout, crashed) and never changes the instance's.\n"
     "\n"
     "Verdicts, most severe first:\n"
     "  crashed    a method died\n"
     "  refuted    the verifier rejects a plan or its energy\n"
     "  disagree   two proofs contradict each other, a heuristic beats a proved\n"
     "             optimum, or one of FIN's theorems fails\n"
     "  regressed  the proved optimum is not the one the instance expects, or what\n"
     "             --baseline records does not hold any more\n"
     "  changed    --baseline: the instance is not the recorded one, or not recorded\n"
     "  gap        FIN's gap exceeds --max-gap\n"
     "  unproved   no method proved the optimum within the limits\n"
     "  agree      everything proved and equal",
     "check everything below a directory\0finopt check instances\0"
     "look for instances on which FIN is more than a fifth off\0"
     "finopt check --random multi --count 500 --max-gap 20%\0"
     "let continuous integration fail when FIN is more than 1% off\0finopt check --max-gap 1% instances\0"
     "only the label setting and the integer programme, as JSON\0"
     "finopt check --method labels,ilp --format json net.json\0"
     "fail when a planner of yours is more than 1% above an optimum\0"
     "finopt check --max-gap 1% instances -- ./my_planner {}\0",
     "0      all agree\n"
     "1      a gap above --max-gap, a regression or a changed instance; a planner without a good plan\n"
     "2      a file or an option is wrong\n"
     "3      an optimum was not proved\n"
     "4      the tool contradicts itself: crashed, refuted, disagree\n"
     "5      no instance was found\n"
     "128+n  stopped by signal n, after what is known was printed\n"
     "Of several instances the first of 4, 2, 1, 3, 5, 0 counts."},
    {"solve", "FILE", "one plan by one method, or several methods side by side",
     "Prints the plan, what it costs and what that rests on. Every plan is recomputed\n"
     "by the verifier before it is printed. Several methods (`--method all`) are shown\n"
     "side by side. JSON is one result for one method and the document of `check` for\n"
     "several; ndjson is one result a line.",
     "the cheapest plan, proved\0finopt solve net.json\0"
     "FIN at a finer resolution\0finopt solve --method fin --gamma 1000 net.json\0"
     "everything side by side\0finopt solve --method all net.json\0"
     "every feasible plan there is\0finopt solve --method exhaustive --list-plans net.json\0",
     "0      answered; that includes \"infeasible\", when it is proved\n"
     "1      infeasible, with --exit-status\n"
     "2      the file or an option is wrong\n"
     "3      no answer within the limits: no plan, or a plan that an exact method\n"
     "       could not prove; a heuristic found no plan; the method does not do\n"
     "       such a problem; the list of plans is not complete\n"
     "4      the verifier rejects the plan, two methods contradict each other, or one\n"
     "       died\n"
     "128+n  stopped by signal n, after what is known was printed"},
    {"verify", "FILE PLAN | --plans DIR FILE|DIR...", "is this plan, by anybody, feasible, and how far from the optimum?",
     "Recomputes every constraint and the energy of a plan file, compares the energy\n"
     "with the one it claims, and proves the optimum to measure the gap. PLAN may also\n"
     "be what `finopt solve --format json` printed. One of FILE and PLAN may be `-`.\n"
     "With --plans, judges all plans below a directory; the optimum of an instance is\n"
     "proved once for all its plans.\n"
     "\n"
     "Verdicts:\n"
     "  optimal              feasible, and nothing costs less\n"
     "  suboptimal           feasible, and a cheaper plan exists\n"
     "  feasible             feasible, but the optimum was not proved in time\n"
     "  infeasible           it breaks at least one of (P1)-(P8); all are listed\n"
     "  missing              it places nothing, although there may be a plan\n"
     "  none                 it places nothing (`\"applications\": []`, or a result\n"
     "                       without a plan), and it is proved that there is no plan\n"
     "  claim-differs        its claimed energy is not what it costs\n"
     "  malformed            the file is not a plan for this instance\n"
     "  better-than-optimum  it costs less than the proved optimum, which is a\n"
     "                       mistake of this tool, or your plan is for another model;\n"
     "                       both are then shown term by term (of several plans for an\n"
     "                       instance, the cheapest)\n"
     "  unknown              a limit or a crash came before it was judged",
     "judge a plan\0finopt verify net.json plan.json\0"
     "fail when its gap to the optimum is above 5%\0finopt verify --max-gap 5% net.json plan.json\0"
     "judge everything that was handed in\0finopt verify --plans handed-in instances\0",
     "0      optimal; none; suboptimal, unless --max-gap says otherwise\n"
     "1      infeasible, claim-differs, missing, or suboptimal by more than --max-gap\n"
     "2      malformed, or the instance or an option is wrong; with --plans also a plan\n"
     "       that is for none of the instances\n"
     "3      feasible, and the optimum is unproved; or a limit came before the verdict\n"
     "4      better-than-optimum, or a process died\n"
     "5      there was no plan to judge\n"
     "128+n  stopped by signal n, after what is known was printed\n"
     "Of several plans the first of 4, 2, 1, 3, 5, 0 counts."},
    {"generate", "FAMILY", "make up an instance from a seed",
     "Writes an instance of the family, with a description that says how it was made.\n"
     "The same arguments give the same bytes on every machine. Where the optimum is\n"
     "known by construction it is under `expected`; `check` finds it out.",
     "twenty applications on ten nodes, not enough room for all\0"
     "finopt generate multi --applications 20 --nodes 10 --tightness 1.5 --output net.json\0"
     "make up and solve\0finopt generate multi --seed 7 | finopt solve --method all -\0",
     "0      written\n"
     "2      there is no such family, or an option is wrong"},
    {"export", "FILE", "the instance in a form that other programs read",
     "Writes the instance in the format that --format names. Programs are the ones that\n"
     "`solve` works on, with tags and ids in the names of their rows.",
     "the plan on the graph of FIN at gamma 10, as a picture\0"
     "finopt export --format dot --graph feasible --gamma 10 net.json | dot -Tsvg >net.svg\0"
     "the integer program, solved by somebody else\0"
     "finopt export --format lp --output net.lp net.json && glpsol --lp net.lp\0"
     "a model to read, and its data\0"
     "finopt export --format mathprog --output net.dat net.json && glpsol -m formulations/arc_flow.mod -d net.dat\0",
     "0      written\n"
     "2      the file or an option is wrong\n"
     "3      too large, or not of a kind that this format can hold"},
    {"explain", "FILE", "an instance on one page, FIN step by step; why this plan, or none",
     "One page for a reader who wants to follow: what is given; the three stages of FIN\n"
     "with their numbers, at a gamma small enough to be read; the integer program with\n"
     "its numbers; the answers and who proved them; what every limit leaves; the second\n"
     "best plan; other deadlines. Where there is no plan, the limits that conflict and\n"
     "what each alone would have to become. What is too large to be written out is\n"
     "summed up.",
     "one page about an instance\0finopt explain net.json\0"
     "every step of FIN at gamma 20\0finopt explain --gamma 20 --trace steps.ndjson net.json\0"
     "exercises\0finopt explain --questions net.json\0",
     "0      explained, with a plan or without\n"
     "2      the file or an option is wrong\n"
     "3      too large to be traced; take a smaller --gamma\n"
     "4      the verifier rejects a plan"},
    {"merge", "FILE...", "the results of all shards of a check as one",
     "Puts together what `check --shard K/N --format ndjson` wrote for K = 0 .. N - 1, in\n"
     "any order. Every shard and every instance must be there exactly once; otherwise it\n"
     "says what is missing, or there twice, and writes nothing. The result is what\n"
     "`check --format ndjson` without --shard would have printed.",
     "two shards, one after the other or on two machines\0"
     "finopt check --shard 0/2 --format ndjson --output 0.ndjson instances\0"
     "then\0finopt check --shard 1/2 --format ndjson --output 1.ndjson instances\0"
     "together\0finopt merge --output all.ndjson 0.ndjson 1.ndjson\0",
     "2      a file is no result of a shard, or something is missing or there twice\n"
     "else   as the whole check would have ended"},
    {"lint", "FILE|DIR...", "numbers in odd units, numbers without a source, parts without a use",
     "Looks for what is odd about instances that are correct. Warnings are worth a change,\n"
     "notes are worth knowing:\n"
     "  compute-energy, transfer-energy, bit-rate, power\n"
     "                     more than ten times outside what was measured; a note if\n"
     "                     the file says who measured or published it\n"
     "  no-provenance, stale-provenance\n"
     "                     a number without a source, an entry about nothing\n"
     "  unreachable-node, useless-node, unused-model\n"
     "  useless-exit, dominated-exit\n"
     "                     exits that never matter\n"
     "  loose-deadline, impossible-deadline\n"
     "                     deadlines that decide nothing, or everything, for an\n"
     "                     application by itself",
     "everything below a directory\0finopt lint instances\0"
     "for code scanning\0finopt lint --format sarif --output lint.sarif instances\0",
     "0      no warnings\n"
     "1      warnings\n"
     "2      a file or an option is wrong\n"
     "5      no instance was found"},
    {"certify", "FILE", "write a proof of the optimum that others can check",
     "Solves the instance and writes a certificate: the plan, and a tree of branches whose\n"
     "leaves carry integer prices on the shared resources; see formulations/certificate.md.\n"
     "The verifier has recomputed the plan and the checker has followed the proof before\n"
     "anything is written. If there is no plan at all, that is what is proved.",
     "prove, and have it checked\0finopt certify --output proof.json net.json && finopt check-certificate net.json "
     "proof.json\0"
     "the proof that FIN gives itself at a fine resolution\0"
     "finopt certify --method fin --gamma 10000 net.json\0",
     "0      the optimum, or that there is none, is proved\n"
     "2      the file or an option is wrong\n"
     "3      a limit came first: a bound is proved, or nothing; or the proof was too\n"
     "       large to be checked before it was written\n"
     "4      the tool contradicts itself: the checker refuses the proof, or the\n"
     "       verifier the plan; nothing is written\n"
     "128+n  stopped by signal n, after what is known was written"},
    {"check-certificate", "FILE PROOF", "does this certificate, by anybody, prove what it claims?",
     "Recomputes every leaf and every list of a certificate in integers, makes sure that\n"
     "the leaves cover all plans, and evaluates the plan, with code that shares nothing\n"
     "with any solver. What does not follow is refused; one of FILE and PROOF may be `-`.",
     "check a proof\0finopt check-certificate net.json proof.json\0",
     "0      proved\n"
     "1      refused: it does not follow\n"
     "2      a file or an option is wrong\n"
     "3      a limit came first\n"
     "128+n  stopped by signal n"},
    {"reduce", "FILE [-- COMMAND...]", "the smallest instance that still shows it",
     "Takes away applications, nodes, links, blocks, exits, configurations and digits of\n"
     "numbers, one at a time, as long as the verdict stays: the one `check` gives with the\n"
     "same options, or that of a command behind `--`, which says by exit status 0 that it\n"
     "is still there. `{}` in its arguments is the file; without one the instance is its\n"
     "standard input. The result cannot be made smaller by a single step.\n"
     "\n"
     "Verdicts: agree, unproved, regressed, disagree, refuted, crashed as in `check`;\n"
     "no-plan: FIN finds none where there is one; gap>=R or gap>R: FIN's gap to the\n"
     "proved optimum, R as 0.1 or 10%.",
     "the smallest instance on which FIN is a tenth off\0"
     "finopt reduce --verdict 'gap>=10%' --output small.json net.json\0"
     "on which a planner of yours crashes\0"
     "finopt reduce net.json -- sh -c '! my_planner \"$1\"' sh {}\0",
     "0      reduced; what is left is written\n"
     "1      the instance itself does not have that verdict\n"
     "2      the file or an option is wrong\n"
     "128+n  stopped by signal n, after the smallest so far was written"},
    {"sweep", "FILE", "methods against gamma, deadline, accuracy, rate; exact fronts",
     "Moves one or two of deadline, accuracy target, rate and gamma, and runs every method\n"
     "at every combination: energy, gap to what is proved there, time, plan. With --pareto,\n"
     "the exact front of energy against latency, with --breakpoints that front for every\n"
     "accuracy target at which it changes: every point is a plan, and that none is missing\n"
     "is proved, by label setting or, where resources are shared, by bp. With --perturb,\n"
     "how often the plan that a method chose still holds when block times are off, how late\n"
     "it is, and its regret: what it costs above the optimum for the true times. The\n"
     "verifier has recomputed every plan.",
     "what each deadline costs\0finopt sweep --pareto net.json\0"
     "as a picture\0finopt sweep --pareto --format svg --output front.svg net.json\0"
     "how FIN's gap falls with gamma, at three deadlines\0"
     "finopt sweep --gamma 1:1000 --max-latency 3ms,5ms,10ms --plot gap --format svg net.json\0"
     "profiles up to 15% off\0finopt sweep --perturb 15% net.json\0",
     "0      complete; everything is proved at every point\n"
     "2      the file or an option is wrong\n"
     "3      a limit came first, nothing is proved at a point, or this cannot be done for\n"
     "       such an instance\n"
     "4      the verifier rejects a plan\n"
     "128+n  stopped by signal n, after what is known was printed"},
    {"baseline", "create|diff|accept|export ...", "record what is known about instances, and what has changed",
     "create FILE|DIR...        checks the instances, and writes for each its content\n"
     "                          hash, what is proved, and the plan's energy by method\n"
     "diff OLD NEW [NAME...]    what NEW says otherwise than OLD\n"
     "accept OLD NEW [NAME...]  takes what NEW says, about all or the named instances,\n"
     "                          into OLD\n"
     "export FILE               the same baseline, in the other format\n"
     "\n"
     "A baseline is JSON with an instance a line, sorted by name. MIPLIB's .solu lines\n"
     "(=opt=, =inf=, =best=, =unkn=; values in quanta) are read wherever a baseline is.\n"
     "The hash is of what an instance says, not of how its file is laid out.\n"
     "`check --baseline FILE` compares a check with a baseline.",
     "record what is known today\0finopt baseline create --output known.baseline instances\0"
     "let continuous integration compare\0finopt check --baseline known.baseline --update none instances\0"
     "look at what changed and take it\0finopt baseline create --output new.baseline instances\0"
     "first look\0finopt baseline diff known.baseline new.baseline\0"
     "then accept\0finopt baseline accept known.baseline new.baseline\0"
     "take over optima that others know\0finopt baseline accept known.baseline others.solu\0",
     "0      done; diff: no difference\n"
     "1      diff: there are differences\n"
     "2      a file or an option is wrong, or a file could not be recorded\n"
     "4      create: the tool contradicts itself on an instance, which is not recorded\n"
     "5      create: no instance was found\n"
     "128+n  stopped by signal n"},
    {"import", "FORMAT FILE...", "an instance from somebody's measurements of a network",
     "Reads a profile, a list of layers or blocks with times or operations, sizes of\n"
     "outputs and of parameters, and writes an instance: the network as a chain of\n"
     "blocks, in the surroundings of --network. Every number gets a provenance:\n"
     "measured (in the profile), scaled (--times, --bits), overlay (--network,\n"
     "--exits), assumed (options, and accuracy 1 where the profile has no exits).\n"
     "What cannot be converted is refused with the reason.",
     "blocks with times measured on the nodes of another instance\0"
     "finopt import csv --network instances/paper/b-alexnet-cifar10-a80-d5ms.json net.csv\0"
     "what a graphics card measured, ten times as slow on the device, with exits from a paper\0"
     "finopt import pipedream --batch 128 --network net.json --times edge=,device=*10 --exits exits.csv graph.txt\0"
     "one of the models that were measured on single-board computers\0"
     "finopt import pipeedge --network net.json --times box=Minnowboard-E3845 --model google/vit-base-patch16-224 "
     "models.yml device_types.yml\0",
     "0      written\n"
     "2      a file or an option is wrong, or the profile cannot be converted"},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};

bool command_checks(enum command command)
{
    return command == COMMAND_CHECK || command == COMMAND_BASELINE;
}

bool command_runs_program(enum command command)
{
    return command == COMMAND_CHECK || command == COMMAND_REDUCE;
}

const struct option_row *option_find(const char *name, size_t length, enum command command)
{
    for (const struct option_row *row = option_table; row->name != NULL; row++) {
        if ((row->commands & 1U << command) != 0 && strlen(row->name) == length &&
            strncmp(row->name, name, length) == 0) {
            return row;
        }
    }
    return NULL;
}

/* Keeps the closest candidate so far; an abbreviation is as close as it gets. */
struct suggestion {
    const char *best;
    size_t distance;
};

enum { FARTHEST = 2 };

static void suggest(struct suggestion *suggestion, const char *name, const char *candidate)
{
    const size_t length = strlen(name);
    const bool is_prefix = length > 0 && strncmp(candidate, name, length) == 0;
    const size_t distance = is_prefix ? 1 : edit_distance(name, candidate, FARTHEST);
    if (distance <= FARTHEST && distance < length + is_prefix &&
        (suggestion->best == NULL || distance < suggestion->distance)) {
        suggestion->best = candidate;
        suggestion->distance = distance;
    }
}

const char *option_suggest(const char *name, enum command command)
{
    struct suggestion suggestion = {.best = NULL};
    for (const struct option_row *row = option_table; row->name != NULL; row++) {
        if ((row->commands & 1U << command) != 0) {
            suggest(&suggestion, name, row->name);
        }
    }
    return suggestion.best;
}

const char *command_suggest(const char *name)
{
    struct suggestion suggestion = {.best = NULL};
    for (const struct command_row *row = command_table; row->name != NULL; row++) {
        suggest(&suggestion, name, row->name);
    }
    suggest(&suggestion, name, "help");
    return suggestion.best;
}

const char *method_suggest(const char *name)
{
    struct suggestion suggestion = {.best = NULL};
    for (const struct solver *each = solver_table; each->name != NULL; each++) {
        suggest(&suggestion, name, each->name);
    }
    suggest(&suggestion, name, "all");
    return suggestion.best;
}

const char *family_suggest(const char *name)
{
    struct suggestion suggestion = {.best = NULL};
    for (const struct family *family = family_table; family->name != NULL; family++) {
        suggest(&suggestion, name, family->name);
    }
    return suggestion.best;
}

const char *profile_format_suggest(const char *name)
{
    struct suggestion suggestion = {.best = NULL};
    for (const struct profile_format *format = profile_format_table; format->name != NULL; format++) {
        suggest(&suggestion, name, format->name);
    }
    return suggestion.best;
}

const char *export_format_suggest(const char *name)
{
    struct suggestion suggestion = {.best = NULL};
    for (const struct export_format *format = export_format_table; format->name != NULL; format++) {
        suggest(&suggestion, name, format->name);
    }
    return suggestion.best;
}
