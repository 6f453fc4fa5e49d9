# SPDX-License-Identifier: GPL-3.0-or-later
# Do the published schemas and the readers in C accept and refuse the same files? corpus.py BUILD WORK
#
# The corpus: every instance and plan of the tree, all of tests/errors, and mutants of a rich instance and of a plan,
# each with one thing changed. Whatever the reader accepts the schema must accept. Whatever the schema accepts and the
# reader refuses must be refused for one of the rules below, which JSON Schema cannot say. What the commands print must
# conform to their schemas, and every field of it must be described there; every schema is used.
import copy
import json
import os
import pathlib
import re
import subprocess
import sys
import warnings

warnings.simplefilter("ignore", DeprecationWarning)
import jsonschema  # noqa: E402

root = pathlib.Path(__file__).resolve().parents[2]
build, work = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
passed, failures = 0, []

# What the reader says about a file that the schema has to accept.
BEYOND_THE_SCHEMA = [
    ("an id must be there", r'no (node|block|exit|model|application|configuration) has the id'),
    ("an id must be unique", r'is the id of an earlier|is placed already'),
    ("a profile names a node once", r'stands in this list already'),
    ("fractions sum to 1", r'must sum to 1'),
    ("the last block has an exit", r'must have an exit'),
    ("a block has one exit at most", r'has an exit already'),
    ("an ordered pair of nodes has one link at most", r'are joined in this direction already'),
    ("a link joins two nodes", r'a link must join two nodes'),
    ("shares differ in six digits", r'must be listed once'),
    ("an instance stands once in a baseline", r'is there already'),
    ("a plan is for this instance", r'the plan is for another instance'),
    ("a certificate is for this instance", r'the certificate is for another instance'),
    ("a priced row must be there", r'no row has the id'),
    ("applications of a branch are in order", r'must stand in the order of the instance'),
    ("a branch is on a block and a count that there are", r'(block|at_most): must be <= \d+, got'),
    ("a cut counts blocks that there are", r'has no more blocks'),
    ("a branch is on a configuration that there is", r'has no such configuration'),
    ("the list of nodes is the last key", r'expected `}` after the last list'),
    ("a label is counted in bytes", r'must be 1 to 200 bytes'),
    ("(more of the same)", r'^and \d+ more; the first'),
]
# Rules of the text, before there is any value: files of tests/errors that a JSON parser of Python lets pass.
BEYOND_THE_TEXT = {
    "json-byte-order-mark.json", "json-escaped-nul.json", "json-lone-high-surrogate.json",
    "json-lone-low-surrogate.json", "json-number-too-long.json", "json-deep-nesting.json", "json-very-deep-nesting.json",
    "json-number-beyond-double.json", "certificate-nodes-escaped.certificate.json",
}


def check(condition, what):
    global passed
    if condition:
        passed += 1
    else:
        failures.append(what)


def load_schema(name):
    return json.loads((root / "formulations/schema" / (name + ".json")).read_text())


schemas = {path.stem: load_schema(path.stem) for path in sorted((root / "formulations/schema").glob("*.json"))}


def close(schema):
    """The same schema, in which every object has only the properties it describes."""
    if isinstance(schema, list):
        return [close(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: value if key in ("const", "enum") else close(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        closed.setdefault("additionalProperties", False)
    return closed


def validator(name, table):
    for schema in table.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    try:
        from referencing import Registry, Resource
        registry = Registry().with_resources(
            (schema["$id"], Resource.from_contents(schema)) for schema in table.values())
        return jsonschema.Draft202012Validator(table[name], registry=registry)
    except ImportError:
        resolver = jsonschema.RefResolver("", table[name], store={s["$id"]: s for s in table.values()})
        return jsonschema.Draft202012Validator(table[name], resolver=resolver)


accepts_instance = validator("instance", schemas).is_valid
accepts_plan = validator("plan", schemas).is_valid
accepts_baseline = validator("baseline", schemas).is_valid
accepts_certificate = validator("certificate", schemas).is_valid


def no_duplicates(pairs):
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError("duplicate key")
    return dict(pairs)


def no_constant(word):
    raise ValueError(word)


def parse(path):
    """The value of a file, or None if it is not JSON."""
    try:
        return (json.loads(path.read_bytes().decode("utf-8"), object_pairs_hook=no_duplicates, parse_constant=no_constant),)
    except (ValueError, RecursionError):
        return None


def baseline_says(paths):
    """The same for baselines, whose reader is the program itself."""
    says = {}
    for path in paths:
        ended = subprocess.run([str(build / "finopt"), "baseline", "export", str(path)], capture_output=True, text=True,
                               errors="replace", check=False)
        says[path] = "".join(line.split(" error: ")[1] + "\n" for line in ended.stderr.splitlines() if " error: " in line)
        check(ended.returncode in (0, 2) and (ended.returncode == 2) == (says[path] != ""),
              f"baseline {path}: exit status {ended.returncode}: {ended.stderr}")
    return says


def reader_says(command, paths):
    """What the reader in C prints about each file: nothing if it accepts it."""
    says = {}
    for path in paths:
        says[path] = ""
    for begin in range(0, len(paths), 500):
        batch = [str(path) for path in paths[begin:begin + 500]]
        printed = subprocess.run(command + batch, capture_output=True, text=True, errors="replace", check=True).stdout
        for line in printed.splitlines():
            match = re.match(r"(.*?\.json):(?:\d+:\d+: )?(?: )?error: (.*)", line)
            if match:
                says[pathlib.Path(match[1])] += match[2] + "\n"
    return says


def compare(kind, accepts, command, paths):
    """Reader and schema, file by file."""
    return compare_words(kind, accepts, reader_says(command, paths))


def compare_words(kind, accepts, says):
    refused_by_both = 0
    for path, words in says.items():
        value = parse(path)
        is_accepted = value is not None and accepts(value[0])
        if words == "":
            check(is_accepted, f"{kind} {path}: the reader accepts it, the schema does not")
        elif not is_accepted:
            check(True, "")
            refused_by_both += 1
        else:
            reasons = [any(re.search(rule, line) for _, rule in BEYOND_THE_SCHEMA) for line in words.splitlines()]
            check(all(reasons) or path.name in BEYOND_THE_TEXT,
                  f"{kind} {path}: the schema accepts it, the reader says: {words.strip()}")
    return refused_by_both


# One thing changed at a time, everywhere; a third of it unless FINOPT_LONG=1.
STRIDE = 1 if os.environ.get("FINOPT_LONG") == "1" else 3
REPLACEMENTS = [None, True, -1, 0, 0.5, 1, 1.5, 2.5e18, 1e-31, 9223372036854775808, "", "x y", "device", "\u0001",
                "a" * 65, "a" * 201, "\u00e9" * 150, [], {}, ["device", "device"], ["cloud"], [{}], {"early": 2}]


def places(value, path=()):
    yield path
    if isinstance(value, dict):
        for key in value:
            yield from places(value[key], path + (key,))
    elif isinstance(value, list):
        for i in range(len(value)):
            yield from places(value[i], path + (i,))


def mutants(value):
    for path in places(value):
        if not path:
            continue
        for replacement in REPLACEMENTS + ["remove", "repeat", "add"]:
            mutant = copy.deepcopy(value)
            holder = mutant
            for step in path[:-1]:
                holder = holder[step]
            if replacement == "remove":
                del holder[path[-1]]
            elif replacement == "repeat":
                if not isinstance(holder, list):
                    continue
                holder.append(copy.deepcopy(holder[path[-1]]))
            elif replacement == "add":
                if not isinstance(holder[path[-1]], dict):
                    continue
                holder[path[-1]]["unheard_of"] = 1
            else:
                holder[path[-1]] = replacement
            yield mutant


def write_mutants(name, value):
    folder = work / name
    folder.mkdir()
    paths = []
    for number, mutant in enumerate(mutants(value)):
        if number % STRIDE != 0:
            continue
        paths.append(folder / f"{number}.json")
        paths[-1].write_text(json.dumps(mutant, indent=1))
    return paths


read_instance = [str(build / "tests/fuzz/read_instance"), "--print"]
errors = sorted((root / "tests/errors").glob("*.json"))
instances = sorted(p for folder in ("instances", "bench/open", "tests/cli/inputs", "tests/fixtures", "tests/fuzz/corpus")
                   for p in (root / folder).rglob("*.json") if "plans" not in p.parts)
compare("instance", accepts_instance, read_instance, instances)
compare("instance", accepts_instance, read_instance, [p for p in errors if not p.name.endswith(".plan.json")])
rich = json.loads((root / "tests/schema/rich.json").read_text())
check(accepts_instance(rich), "rich.json is not accepted")
some = compare("mutant", accepts_instance, read_instance, write_mutants("mutants", rich))
check(some > 1500 / STRIDE, f"only {some} mutants of the instance are refused by both")

read_plan = [str(build / "tests/fuzz/read_plan"), "--print"]
valid = str(root / "tests/errors/valid.json")
compare("plan", accepts_plan, read_plan + [valid], [p for p in errors if p.name.endswith(".plan.json")])
plan = {"format": "finopt-plan-1", "instance": "rich", "claimed_energy": 5, "claimed_energy_j": 1e-9,
        "applications": [{"id": "camera", "configuration": "whole", "nodes": ["device", "cloud@0.25"]}]}
rich_path = str(root / "tests/schema/rich.json")
some = compare("mutant of a plan", accepts_plan, read_plan + [rich_path], write_mutants("plans", plan))
check(some > 150 / STRIDE, f"only {some} mutants of the plan are refused by both")

read_certificate = [str(build / "tests/fuzz/read_certificate"), "--print", valid]
compare("certificate", accepts_certificate, read_certificate, errors)
certificate = json.loads((root / "tests/errors/valid.certificate.json").read_text())
some = compare("mutant of a certificate", accepts_certificate, read_certificate,
               write_mutants("certificates", certificate))
check(some > 500 / STRIDE, f"only {some} mutants of the certificate are refused by both")

# Baselines.
compare_words("baseline", accepts_baseline, baseline_says(sorted((root / "instances").glob("*.baseline"))))
baseline = {"format": "finopt-baseline-1", "tool": "finopt", "instances": [
    {"instance": "a", "sha256": "0" * 64, "status": "optimal", "energy": "5", "energies": {"fin": "9" * 18, "labels": None}},
    {"instance": "b", "status": "infeasible"}]}
some = compare_words("mutant of a baseline", accepts_baseline, baseline_says(write_mutants("baselines", baseline)))
check(some > 150 / STRIDE, f"only {some} mutants of the baseline are refused by both")

# What finopt prints.
closed = {name: close(schema) for name, schema in schemas.items()}
judge = {name: validator(name, closed) for name in schemas}
conformed = set()


def conforms(name, value, what):
    conformed.add(name)
    error = jsonschema.exceptions.best_match(judge[name].iter_errors(value))
    check(error is None, f"{what}: {error.message if error else ''} at {list(error.absolute_path) if error else ''}")


def run(*arguments):
    # Exit statuses say what the instances are like; that something is printed is what counts here.
    return subprocess.run([str(build / "finopt"), *map(str, arguments)], capture_output=True, text=True, check=False).stdout


inputs = root / "tests/cli/inputs"
folders = [inputs, root / "instances/teaching"]
conforms("check", json.loads(run("check", "--format", "json", "--max-gap", "1%", "--gamma", "10", *folders)), "check")
lines = run("check", "--format", "ndjson", "--shard", "1/3", *folders).splitlines()
lines += run("check", "--format", "ndjson", "--reproducible", "--method", "all", inputs / "two-nodes.json").splitlines()
for line in lines:
    conforms("check", json.loads(line), "a line of check")
check({json.loads(line)["format"] for line in lines} == {"finopt-check-event-1", "finopt-check-instance-1",
                                                         "finopt-check-summary-1"}, "kinds of lines")
planner = ["--", "cat", inputs / "plans/suboptimal.json"]
conforms("check", json.loads(run("check", "--format", "json", *folders, *planner)), "check with a planner")
for line in run("check", "--format", "ndjson", "--plans", inputs / "plans", inputs).splitlines():
    conforms("check", json.loads(line), "a line of check --plans")
known = root / "instances/known.baseline"
conforms("check", json.loads(run("check", "--format", "json", "--baseline", known, "--update", "none", "--gamma", "10", *folders)), "check --baseline")
for path in sorted((inputs / "plans").glob("*.json")):
    printed = run("verify", "--format", "json", inputs / "two-nodes.json", path)
    if printed:
        conforms("verdict", json.loads(printed), f"verify {path.name}")
for path in sorted(inputs.glob("*.json")):
    for method in ("labels", "fin", "ilp", "local"):
        printed = run("solve", "--format", "json", "--method", method, path)
        if printed:
            conforms("result", json.loads(printed), f"solve {method} {path.name}")

# The other documents, on these inputs.
two_nodes, infeasible, shared = (inputs / f"{name}.json" for name in ("two-nodes", "infeasible", "shared"))
for name, arguments in (
        ("sweep", ("sweep", "--pareto", two_nodes)), ("sweep", ("sweep", "--breakpoints", two_nodes)),
        ("sweep", ("sweep", "--pareto", shared)), ("sweep", ("sweep", "--pareto", "--application", "camera", shared)),
        ("sweep", ("sweep", "--perturb", "20%", "--count", "5", "--method", "all", two_nodes)),
        ("sweep", ("sweep", "--perturb", "20%", "--count", "2", infeasible)),
        ("sweep", ("sweep", "--method", "all", "--gamma", "1:100:3", "--max-latency", "10ms,1s", shared)),
        ("sweep", ("sweep", "--min-accuracy", "0.1,1", "--rate", "1:2:2", "--reproducible", two_nodes)),
        ("plans", ("solve", "--method", "exhaustive", "--list-plans", two_nodes)),
        ("plans", ("solve", "--method", "exhaustive", "--list-plans", "--list-limit", "1", shared)),
        ("verdicts", ("verify", "--plans", inputs / "plans", inputs)),
        ("lint", ("lint", *folders, root / "tests/errors")),
        ("explanation", ("explain", two_nodes)), ("explanation", ("explain", infeasible)),
        ("explanation", ("explain", shared))):
    conforms(name, json.loads(run(*arguments, "--format", "json")), " ".join(map(str, arguments)))
for line in run("verify", "--plans", inputs / "plans", "--format", "ndjson", inputs).splitlines():
    conforms("verdicts", json.loads(line), "a line of verify --plans")
for path in (two_nodes, infeasible, root / "instances/teaching/subset-sum.json"):
    run("explain", "--trace", work / "trace", "--output", work / "page", path)
    for line in (work / "trace").read_text().splitlines() if (work / "trace").exists() else []:
        conforms("trace", json.loads(line), f"a line of explain --trace {path.name}")
for path in (two_nodes, infeasible, shared):
    run("certify", "--output", work / "proof", path)
    for judged in (path, inputs / "tight.json"):
        printed = run("check-certificate", "--format", "json", judged, work / "proof")
        if printed:
            conforms("certificate-verdict", json.loads(printed), f"check-certificate {path.name}")
unused = set(schemas) - conformed - {"instance", "plan", "certificate", "baseline"}  # these have readers, above
check(not unused, f"nothing is judged by the schemas {unused}")
for name in conformed:
    check(not judge[name].is_valid({"format": schemas[name]["title"]}), f"the schema {name} accepts anything")

for failure in failures[:40]:
    print("schema: FAILED:", failure)
print(f"schema: {passed} passed, {len(failures)} failed")
sys.exit(1 if failures else 0)
