#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# A planner in Python: each block runs where it alone costs least, links and deadlines not looked at.
import json, sys

instance = json.load(open(sys.argv[1]))
models = {model["id"]: model for model in instance["models"]}

def joules(block, node):
    for entry in block.get("profile", []):
        if entry["node"] == node["id"]:
            return entry.get("energy_j", node["power_w"] * entry["time_s"])
    return node["power_w"] * block["ops"] / node["ops_per_s"] if "ops" in block and "ops_per_s" in node else 1e99

applications = []
for application in instance["applications"]:
    model = models[application["model"]]
    exits = {exit["id"]: exit for exit in model["exits"]}
    choices = model.get("configurations") or [dict(exit, fractions={exit["id"]: 1}) for exit in model["exits"]]
    choice = max(choices, key=lambda choice: choice["accuracy"])
    last = {exits[id]["block"] for id, fraction in choice["fractions"].items() if fraction > 0}
    depth = max(i + 1 for i, block in enumerate(model["blocks"]) if block["id"] in last)
    nodes = [min(instance["nodes"], key=lambda node: joules(block, node))["id"] for block in model["blocks"][:depth]]
    applications.append({"id": application["id"], "configuration": choice["id"], "nodes": nodes})
json.dump({"format": "finopt-plan-1", "instance": instance["name"], "applications": applications}, sys.stdout)
