/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which commands are there, and what does the help say of each? */
#include "cli/option_table.h"

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
     "any order. Every shard and every instance must be there exactly once, all of them\n"
     "found with the same options; otherwise it says what is missing, there twice or\n"
     "different, and writes nothing. The result is what `check --format ndjson` without\n"
     "--shard would have printed.",
     "two shards, one after the other or on two machines\0"
     "finopt check --shard 0/2 --format ndjson --output 0.ndjson instances\0"
     "then\0finopt check --shard 1/2 --format ndjson --output 1.ndjson instances\0"
     "together\0finopt merge --output all.ndjson 0.ndjson 1.ndjson\0",
     "2      a file is no result of a shard, or something is missing, there twice or different\n"
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
