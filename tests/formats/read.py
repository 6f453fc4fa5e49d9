# SPDX-License-Identifier: GPL-3.0-or-later
# Reads what `check` wrote in csv, json, ndjson, github and markdown with nothing of finopt, and compares the formats
# with each other: read.py FOLDER CORPUS.
import csv
import json
import pathlib
import re
import sys

folder, corpus = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
files = sorted((str(f) for f in corpus.rglob("*.json")), key=lambda f: f.encode())


def text(name):
    return (folder / ("check." + name)).read_text(encoding="utf-8")


def verdict(instance):
    return instance["verdict"] or "refused"


document = json.loads(text("json"))
instances = document["instances"]
assert [i["file"] for i in instances] == files, "json names other files"
assert {verdict(i) for i in instances} >= {"agree", "gap", "refused", "regressed"}, "the corpus is too tame"

with open(folder / "check.csv", newline="", encoding="utf-8") as stream:
    rows = list(csv.DictReader(stream, strict=True))
assert [r["file"] for r in rows] == files, "csv names other files"
for row, instance in zip(rows, instances):
    assert None not in row and None not in row.values(), ("cells", row)
    assert row["verdict"] == verdict(instance), row
    assert row["status"] == instance["status"], row
    assert row["optimum_quanta"] == ("" if instance["optimum"] is None else str(instance["optimum"])), row
    assert row["optimum_j"] == "" or float(row["optimum_j"]) == instance["optimum_j"], row
    assert row["proved_by"].split() == instance["proved_by"], row
    float(row["elapsed_s"])

lines = [json.loads(line) for line in text("ndjson").splitlines()]
verdicts = [line for line in lines if line["format"] == "finopt-check-instance-1"]
assert [(v["file"], v["verdict"], v["optimum"]) for v in verdicts] == [
    (i["file"], i["verdict"], i["optimum"]) for i in instances]
assert lines[-1]["format"] == "finopt-check-summary-1" and lines[-1]["summary"] == document["summary"]
# Per instance: it starts, every method that answers says so, the verdict ends it.
current = None
methods = []
for line in lines[:-1]:
    if line["format"] == "finopt-check-instance-1":
        assert current == line["file"], line
        assert methods == [r["method"] for r in line["results"]], line
        current = None
    elif line["event"] == "started":
        assert current is None
        current, methods = line["file"], []
    else:
        assert line["event"] == "method" and line["file"] == current, line
        methods.append(line["method"])

annotation = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^,:\r\n]*)(?:,[a-z]+=[^,:\r\n]*)*)::([^\r\n]+)")
annotations = text("github").splitlines()
assert 2 <= len(annotations) <= 10, len(annotations)
for line in annotations:
    match = annotation.fullmatch(line)
    assert match, line
    assert "%" not in re.sub("%(25|0D|0A|3A|2C)", "", match[2] + match[3]), line
assert "file=" not in annotations[-1]

table = [line for line in text("markdown").splitlines() if line.startswith("|")]
cells = [len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in table]
assert len(table) == len(files) + 2 and set(cells) == {cells[0]}, cells
assert not re.search(r"(?<!\\)<b>", text("markdown"))
sarif = json.loads(text("sarif"))
assert sarif["version"] == "2.1.0" and len(sarif["runs"]) == 1
rules = [rule["id"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]]
results = sarif["runs"][0]["results"]
assert {result["ruleId"] for result in results} == set(rules), "the fixture does not provoke every rule"
for result in results:
    assert rules[result["ruleIndex"]] == result["ruleId"] and result["level"] in ("warning", "note"), result
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "lint-odd.json", result
    line = (folder / "lint-odd.json").read_text().splitlines()[place["region"]["startLine"] - 1]
    assert 1 <= place["region"]["startColumn"] <= len(line), result
    assert result["message"]["text"] and len(result["partialFingerprints"]["rulePath/v1"]) == 16, result
assert len({r["partialFingerprints"]["rulePath/v1"] for r in results}) == len(results)

print("formats: read.py agrees on", len(files), "files")
