#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# What does FIN lose against the proved optimum, and what do the baselines cost? bench/study.py BUILD [--check]
#
# Sweeps every setting below with `finopt sweep`, writes bench/study.csv, a row per setting and method, and puts the
# tables of instances/STUDY.md and instances/README.md between their markers. A point is a setting at one deadline and
# one accuracy target for which a plan exists; a method is compared with the optimum, and with mcp, at the same point.
# Nothing here takes a time. With --check nothing is written: exit status 1 if a file would change, or if the text
# names a percentage that no table has.
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
FINOPT = pathlib.Path(sys.argv[1]) / "finopt"
GAMMAS = (3, 10, 30, 100)
BASELINES = ("mcp", "local", "cloud", "greedy")
METHODS = [f"fin {g}" for g in GAMMAS] + [f"cumulative {g}" for g in GAMMAS] + list(BASELINES)
RANGE_COUNT = 40  # deadlines between the fastest and the cheapest plan
CLAIM = 0.65  # what the paper says FIN saves against the other method
PAPER = "paper/b-alexnet-cifar10-a80-d5ms.json"
PERTURBED = {
    "B-AlexNet, 80 %, 5 ms": PAPER,
    "AlexNet, Wi-Fi, 15 ms": "vision/alexnet-wifi-d15ms.json",
    "VGG-16, private, 350 ms": "vision/vgg16-private-d350ms.json",
    "Inception-v3, mmWave, 54 ms": "vision/inception-v3-mmwave-d54ms.json",
    "ViT-Base, 1.5 s": "transformer/vit-base-d1500ms.json",
    "EfficientNet-B0, cascades, mean of 221 ms": "early-exit/efficientnet-b0-cascade-a66-d221ms-mean.json",
}
FIGURES_OF_PAGE = {  # name: options of the sweep, file
    "study-b-alexnet.svg": ["--max-latency", "2.2ms:8ms:117", "--gamma", "10,30,100",
                            ROOT / "instances" / PAPER],
    "study-b-alexnet-gaps.svg": ["--max-latency", "2.22ms:6.56ms:125", "--gamma", "10,30,100", "--plot", "gap-ecdf",
                                 ROOT / "instances" / PAPER],
    "study-vgg16.svg": ["--max-latency", "30ms:330ms:121", "--gamma", "30,100",
                        ROOT / "instances/vision/vgg16-private-d350ms.json"],
}
WHOLE_MS = [f"{ms}ms" for ms in range(3, 16)]
FIVE_PERCENT = [f"{percent / 100:g}" for percent in range(10, 90, 5)]


def finopt(*arguments):
    ended = subprocess.run([str(FINOPT), *map(str, arguments)], capture_output=True, text=True, check=False)
    if ended.returncode not in (0, 3):  # 3: nothing is proved at a point, which concerns who asks for a proof
        sys.exit(f"finopt {' '.join(map(str, arguments))}: exit status {ended.returncode}: {ended.stderr}")
    return ended.stdout


def rows_of(*arguments):
    return list(csv.DictReader(io.StringIO(finopt("sweep", "--format", "csv", *arguments))))


def sweep(name, *limits):
    """What every method pays at every point: [{method or `optimum`: quanta or None}], points without a plan left out."""
    table = {}
    common = [*limits, "--reproducible", "--gamma", ",".join(map(str, GAMMAS)), ROOT / "instances" / name]
    for fin, options in (("fin", ["--method", ",".join("+" + method for method in BASELINES)]),
                         ("cumulative", ["--method", "fin", "--rounding", "cumulative"])):
        for row in rows_of(*options, *common):
            point = table.setdefault((row.get("max_latency_s"), row.get("min_accuracy")), {})
            energy = int(row["energy_quanta"]) if row["energy_quanta"] else None
            if row["method"] == "fin":
                point[f"{fin} {row['gamma']}"] = energy
            elif row["method"] in BASELINES:
                point[row["method"]] = energy
            else:
                if row["status"] not in ("optimal", "infeasible"):
                    sys.exit(f"{name}: {row['method']} proves nothing: {row}")
                point["optimum"] = energy
    return [point for point in table.values() if point["optimum"] is not None]


def at(name, targets, deadlines):
    return [point for target in targets
            for point in sweep(name, "--min-accuracy", target, "--max-latency", ",".join(deadlines))]


def between(name):
    """At every target at which the front changes: evenly from just after the fastest to just before the cheapest plan."""
    fronts = {}
    for row in rows_of("--breakpoints", ROOT / "instances" / name):
        fronts.setdefault(row["accuracy_up_to"], []).append(float(row["latency_s"]))
    points = []
    for target, latencies in fronts.items():
        if len(latencies) > 1:  # else one plan is both, and there is nothing to decide
            step = (latencies[-1] - latencies[0]) / RANGE_COUNT
            points += at(name, [target], [f"{latencies[0] + (k + 0.5) * step:.9f}" for k in range(RANGE_COUNT)])
    return points


def together(*patterns):
    """Several applications, as the files say."""
    return [point for pattern in patterns for file in sorted((ROOT / "instances").glob(pattern)) for point in sweep(file)]


FIGURES, BINDING, MEASURED, EXITS = "figures", "binding", "measured", "early exit"
MADE, MEMORY, TOGETHER = "made up", "memory", "together"
SETTINGS = [
    (FIGURES, "B-AlexNet, 3 to 15 ms, 10 to 85 %", lambda: at(PAPER, FIVE_PERCENT, WHOLE_MS)),
    (BINDING, "B-AlexNet", lambda: between(PAPER)),
    (BINDING, "B-AlexNet, the other list of operations", lambda: between("paper/b-alexnet-multi-cifar10-a80-d5ms.json")),
    (BINDING, "B-AlexNet, accuracy of the branch", lambda: between("paper/b-alexnet-cifar10-branch-accuracy-a775-d5ms.json")),
    (BINDING, "B-AlexNet, measured exit shares", lambda: between("paper/b-alexnet-cifar10-exits-mean-a79-d5ms.json")),
    (BINDING, "B-AlexNet, speeds as printed", lambda: between("paper/b-alexnet-cifar10-literal-tops-a80-d3ms.json")),
    (BINDING, "B-ResNet", lambda: between("paper/b-resnet-cifar10-a80-d5ms.json")),
    (BINDING, "B-LeNet", lambda: between("paper/b-lenet-mnist-a95-d0.1ms.json")),
]
MEASURED_FILES = {
    "AlexNet, Wi-Fi": "vision/alexnet-wifi-d15ms.json",
    "AlexNet, 5G": "vision/alexnet-5g-d60ms.json",
    "ResNet-18, 5G": "vision/resnet18-5g-d48ms.json",
    "ResNet-18, 5G, a cloud that batches": "vision/resnet18-5g-batched-d80ms.json",
    "ResNet-18, private, fp32": "vision/resnet18-private-fp32-d43ms.json",
    "ResNet-50, Wi-Fi": "vision/resnet50-wifi-d90ms.json",
    "ResNet-50, wired": "vision/resnet50-wired-camera-d10ms.json",
    "VGG-16, mmWave": "vision/vgg16-mmwave-d60ms.json",
    "VGG-16, private": "vision/vgg16-private-d350ms.json",
    "VGG-16, exits, private": "vision/vgg16-exits-private-a72.json",
    "SqueezeNet, mmWave": "vision/squeezenet-mmwave-d23ms.json",
    "Inception-v3, mmWave": "vision/inception-v3-mmwave-d54ms.json",
    "Inception-v3, private, fp32": "vision/inception-v3-private-fp32-d160ms.json",
    "Inception-v3, an exit, mmWave": "vision/inception-v3-aux-mmwave-a72.json",
    "ViT-Base, wired": "transformer/vit-base-d1500ms.json",
    "ViT-Base, Wi-Fi": "transformer/vit-base-wifi-d1500ms.json",
    "ViT-Base, Wi-Fi, int8": "transformer/vit-base-wifi-int8-d1500ms.json",
}
EXITS_FILES = {
    "B-AlexNet on a phone, mean": "early-exit/b-alexnet-a79-mean.json",
    "B-AlexNet on a phone, mean, private": "early-exit/b-alexnet-a75-private.json",
    "B-AlexNet on a phone, worst case, private": "early-exit/b-alexnet-a796-private-worst.json",
    "B-ResNet-110 on a phone": "early-exit/b-resnet-110-a80.json",
    "EfficientNet-B0, all at one exit": "early-exit/efficientnet-b0-branch-a60.json",
    "EfficientNet-B0, cascades, mean": "early-exit/efficientnet-b0-cascade-a66-d170ms.json",
    "EfficientNet-B0, cascades, mean, private": "early-exit/efficientnet-b0-cascade-a66-d221ms-mean.json",
    "EfficientNet-B0, cascades, worst case, private": "early-exit/efficientnet-b0-cascade-a66-d221ms-worst.json",
}
MADE_FILES = {
    "layered": "hard/layered-n5-b6-t3.0-s1.json",
    "layered, fast is dear": "hard/layered-anti-n6-b8-t1.0-s2.json",
    "against gamma 1000": "hard/quantisation-b20-g1000-s1.json",
    "subset sum": "hard/subset-sum-b12-t1.0-s2.json",
    "no plan dominated": "hard/pareto-b12-t0.5-s2.json",
}
MEMORY_FILES = {  # it, or what is left of a node, could bind
    "ViT-Large on two boards": "multi/memory-vit-large.json",
    "ViT-Large, Wi-Fi, int8": "transformer/vit-large-wifi-int8.json",
    "ViT-Large, exits, one board": "transformer/vit-large-exits-one-board.json",
    "BERT-24, private, 5G": "transformer/bert24-5g-d60ms.json",
    "BERT-24, 5G": "transformer/bert24-5g-open-d60ms.json",
    "BERT-24, exits, private, 5G": "transformer/bert24-exits-5g-a91.json",
    "BERT-24, exits, 5G": "transformer/bert24-exits-open-worst.json",
}
SETTINGS += [(group, setting, lambda name=name: between(name))
             for group, files in ((MEASURED, MEASURED_FILES), (EXITS, EXITS_FILES), (MADE, MADE_FILES), (MEMORY, MEMORY_FILES))
             for setting, name in files.items()]
SETTINGS += [
    (TOGETHER, "users with room", lambda: together("multi/paper-targets-k*.json")),
    (TOGETHER, "users at 80 %", lambda: together("multi/paper-a80-k*.json", "multi/paper-a80-tight-k*.json")),
    (TOGETHER, "users of one device", lambda: together("multi/paper-one-device-k*.json")),
    (TOGETHER, "vision transformers on boards", lambda: together("multi/memory-*.json")),
]


def percent(ratio):
    return f"{100 * ratio:.1f}"


def summarise(points, method):
    """What the points say about a method; losses and savings are means over the points where it has a plan."""
    found = [p for p in points if p.get(method) is not None]
    losses = [p[method] / p["optimum"] - 1 if p["optimum"] > 0 else 0.0 for p in found]
    savings = [1 - p[method] / p["mcp"] for p in found if p["mcp"]]
    return {
        "points": len(points),
        "found": len(found),
        "equal": sum(p[method] == p["optimum"] for p in found),
        "mean_loss_percent": percent(sum(losses) / len(losses)) if losses else "",
        "worst_loss_percent": percent(max(losses)) if losses else "",
        "mcp_found": sum(p["mcp"] is not None for p in points),
        "least_saving_percent": percent(min(savings)) if savings else "",
        "mean_saving_percent": percent(sum(savings) / len(savings)) if savings else "",
        "most_saving_percent": percent(max(savings)) if savings else "",
        "above_claim": sum(saving > CLAIM for saving in savings),
    }


def share(count, total):
    return percent(count / total) if total else "-"


def words_of(points, method, group):
    """`equal / none / mean loss (worst)`."""
    if group in (MEMORY, TOGETHER) and method.startswith("cumulative"):
        return "as FIN"  # where resources could bind FIN places with ceil
    result = summarise(points, method)
    if result["found"] == 0:
        return "- / 100.0 / -"
    return (f"{share(result['equal'], result['points'])} / {share(result['points'] - result['found'], result['points'])}"
            f" / {result['mean_loss_percent']} ({result['worst_loss_percent']})")


def markdown(head, lines):
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in [head, ["---"] * len(head), *lines]) + "\n"


def name_of(method):
    fin, _, gamma = method.partition(" ")
    return {"fin": f"FIN, gamma {gamma}", "cumulative": f"cumulative, gamma {gamma}"}.get(fin, method)


def table_of_methods(points_of, groups):
    lines = [[name_of(method)] + [words_of(points_of[group], method, group) for group in groups] for method in METHODS]
    head = [""] + [f"{group} ({len(points_of[group])})" for group in groups]
    return markdown(head, lines)


def savings_of(points, method):
    result = summarise(points, method)
    if result["least_saving_percent"] == "":
        return "-"
    return (f"{result['least_saving_percent']}, {result['mean_saving_percent']}, {result['most_saving_percent']}; "
            f"{share(result['above_claim'], result['mcp_found'])}")


def table_of_settings(points_of_setting):
    shown = ("fin 10", "fin 100", "cumulative 10", "greedy")
    lines = [[group, setting, len(points)] + [words_of(points, method, group) for method in shown] +
             [savings_of(points, "optimum")] for (group, setting), points in points_of_setting.items()]
    return markdown(["", "setting", "points"] + [name_of(method) for method in shown] + ["optimum against mcp"], lines)


def table_of_savings(points_of, groups):
    shown = ("optimum", "fin 10", "fin 30", "fin 100", "greedy")
    return markdown([""] + [name_of(method) for method in shown],
                    [[group] + [savings_of(points_of[group], method) for method in shown] for group in groups])


def energy_of_code_placement():
    """What the placement costs that the public code's MCP nearly always takes: device, edge, then cloud."""
    file = ROOT / "instances" / PAPER
    instance = json.loads(file.read_text())
    plan = {"format": "finopt-plan-1", "instance": instance["name"], "applications": [
        {"id": instance["applications"][0]["id"], "configuration": "exit3",
         "nodes": ["device", "edge", "cloud", "cloud", "cloud"]}]}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as written:
        json.dump(plan, written)
        written.flush()
        ended = subprocess.run([str(FINOPT), "verify", "--format", "json", "--reproducible", str(file), written.name],
                               capture_output=True, text=True, check=False)
    return json.loads(ended.stdout)["energy"]


def table_of_claim():
    code = energy_of_code_placement()
    head = ["deadline"] + [f"{target}: against {rival}" for target in ("50 %", "70 %", "80 %") for rival in ("mcp", "the code's")]
    lines = []
    for deadline in WHOLE_MS:
        line = [deadline.replace("ms", " ms")]
        for target in ("0.5", "0.7", "0.8"):
            point = at(PAPER, [target], [deadline])[0]
            line += [percent(1 - point["optimum"] / rival) + " %" for rival in (point["mcp"], code)]
        if lines and lines[-1][1:] == line[1:]:
            lines[-1][0] = lines[-1][0].split(" to ")[0].replace(" ms", "") + " to " + line[0]
        else:
            lines.append(line)
    return markdown(head, lines)


def table_of_headline():
    point = at(PAPER, ["0.8"], ["5ms"])[0]
    point["the code's MCP"] = energy_of_code_placement()
    lines = []
    for method in ["optimum"] + METHODS + ["the code's MCP"]:
        energy = point[method]
        lines.append([name_of(method)] + (["no plan", "", "", ""] if energy is None else [
            f"{energy / 1e6:.3f} mJ", percent(energy / point["optimum"] - 1) + " %",
            percent(1 - energy / point["mcp"]) + " %", percent(1 - energy / point["the code's MCP"]) + " %"]))
    return markdown(["", "energy", "above the optimum", "below mcp", "below the code's MCP"], lines)


def table_of_robustness():
    lines = []
    for setting, name in PERTURBED.items():
        line = [setting]
        for gamma, methods in ((30, ("fin",)), (100, ("fin", "labels", "mcp"))):
            rows = rows_of("--perturb", "15%", "--gamma", gamma, "--method", "+mcp", "--reproducible", ROOT / "instances" / name)
            for row in rows:
                if row["method"] in methods:
                    shares = [percent(float(row[key])) for key in ("holds", "mean_regret") if row[key]]
                    line.append("; ".join(shares) or "no plan")
        lines.append(line)
    return markdown(["", "FIN, gamma 30", "FIN, gamma 100", "optimum", "mcp"], lines)


def replace_tables(text, tables):
    for name, table in tables.items():
        text = re.sub(f"(<!-- table: {name} -->\n).*?(<!-- end -->\n)", lambda match, t=table: match[1] + t + match[2],
                      text, flags=re.DOTALL)
    return text


def unfounded(text, tables):
    """Percentages with a decimal in the text that stand in no table."""
    known = set(re.findall(r"\d+\.\d", " ".join(tables.values())))
    prose = re.sub(r"<!-- table: .*?<!-- end -->\n", "", text, flags=re.DOTALL)
    return [number for number in re.findall(r"(\d+\.\d)\s+%", prose) if number not in known]


def compute():
    """The files as they should be, pages excepted, and the tables by name."""
    points_of_setting, points_of_group, lines = {}, {}, []
    for group, setting, find in SETTINGS:
        points = find()
        points_of_setting[group, setting] = points
        points_of_group.setdefault(group, []).extend(points)
        for method in ["optimum"] + METHODS:
            lines.append({"group": group, "setting": setting, "method": method, **summarise(points, method)})
    written = io.StringIO()
    writer = csv.DictWriter(written, lines[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    tables = {"methods": table_of_methods(points_of_group, list(points_of_group)),
              "savings": table_of_savings(points_of_group, list(points_of_group)),
              "settings": table_of_settings(points_of_setting), "claim": table_of_claim(), "headline": table_of_headline(),
              "robustness": table_of_robustness()}
    wanted = {ROOT / "bench/study.csv": written.getvalue()}
    for name, arguments in FIGURES_OF_PAGE.items():
        wanted[ROOT / "instances" / name] = finopt("sweep", "--reproducible", "--format", "svg",
                                                   "--method", "labels,fin,greedy,mcp", *arguments)
    return wanted, tables


def main():
    wanted, tables = compute()
    faults = []
    for page in (ROOT / "instances/STUDY.md", ROOT / "instances/README.md"):
        before = page.read_text()
        wanted[page] = replace_tables(before, tables)
        study = before if page.name == "STUDY.md" else before.partition("\n## Study\n")[2].partition("\n## ")[0]
        faults += [f"{page.name}: {number} % stands in no table" for number in unfounded(study, tables)]
    for path, text in wanted.items():
        if "--check" not in sys.argv:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            faults.append(f"{path.relative_to(ROOT)} is not current: run make study")
    print("".join(fault + "\n" for fault in faults), end="")
    print(f"study: {len(wanted)} passed, {len(faults)} failed" if "--check" in sys.argv else "study: written")
    sys.exit(1 if faults else 0)


main()
