#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints instances/INDEX: a line per instance, fields separated by tabs. Run as `make index`; tests/golden/run.sh
compares what it prints with what is committed.

What an instance is for is the first sentence of its description, its source the reference, or else what its
provenance says first; the optimum is what `finopt check` proves, in quanta.
"""
import json
import pathlib
import re


def first_sentence(text):
    """Up to the first period that ends a sentence, without tabs and line ends."""
    text = re.sub(r"^Made up: [^.]*(\.[0-9][^.]*)*\. ", "", " ".join(text.split()))
    return re.split(r"(?<=[^A-Z0-9])[.] ", text)[0].rstrip(".")


def depth(instance):
    """Blocks of each model: one number if they are equal, else the range."""
    counts = sorted({len(model["blocks"]) for model in instance["models"]})
    return str(counts[0]) if len(counts) == 1 else f"{counts[0]}-{counts[-1]}"


def source(instance):
    """The reference, else what was published or measured, else what was chosen first."""
    facts = instance.get("provenance", [])
    known = [fact for fact in facts if fact["kind"] in ("published", "measured", "scaled")] + facts
    return " ".join((instance.get("reference") or (known[0]["source"] if known else "not given")).split())


def licences(instance):
    return "; ".join(sorted({fact.get("licence", "CC0-1.0") for fact in instance.get("provenance", [])})) or "CC0-1.0"


def optimum(instance):
    expected = instance.get("expected", {"status": "not given"})
    return str(expected["energy"]) if "energy" in expected else expected["status"]


def main():
    root = pathlib.Path(__file__).parent
    print("\t".join(["file", "name", "family", "blocks", "nodes", "applications", "optimum", "for", "source", "licence"]))
    for path in sorted(root.glob("*/*.json"), key=lambda each: each.relative_to(root).as_posix()):
        instance = json.loads(path.read_text(encoding="utf-8"))
        print("\t".join([
            path.relative_to(root).as_posix(), instance["name"], path.parent.name, depth(instance),
            str(len(instance["nodes"])), str(len(instance["applications"])), optimum(instance),
            first_sentence(instance.get("description", "")), source(instance), licences(instance)]))


main()
