"""Speed of a whole build beside the naive pipeline, and its growth from 10 to 100 MB.

    python -m benchmarks.speed [--megabytes 10]     CPU of naive, kg --no-discovery and kg, by stage, one core; segmenting and
                                                    labelling in units of rjieba.tag on the same texts
    python -m benchmarks.speed --growth             10, 20 and 100 MB with --jobs 2: memory and slope

CPU seconds of the whole process tree with all outputs; wall time is printed but never judged, the machine may be shared.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from benchmarks import sample
from benchmarks.measure import KG, Usage, run

WAYS: dict[str, tuple[str, ...]] = {"kg --no-discovery": ("--no-discovery",), "kg": ()}
GROWTH = (10, 20, 100)
TAGGED = """
import json, sys, time, rjieba
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
rjieba.tag("预热")
begin = time.process_time()
for text in texts:
    rjieba.tag(text)
open(sys.argv[2], "w").write(str(time.process_time() - begin))
"""
"""A process that writes the CPU that rjieba's tags of a sample take, its dictionary read before."""
LABELLED = ("segment", "label")
"""The stages that give tokens, tags and candidates."""


def compare(megabytes: float, folder: Path) -> dict[str, Usage]:
    """Return the cost of naive and of both ways of kg on the same sample, one core each."""
    path = sample.make(folder, megabytes)
    timings = folder / "naive.json"
    # jieba keeps its dictionary in a file for later processes: whoever comes first on a machine makes it, and that is not what is compared
    run((sys.executable, "-c", "import jieba.posseg; jieba.initialize()"))
    naive = run((sys.executable, "-m", "benchmarks.naive", str(path), str(folder / "naive"), "--timings", str(timings)), pinned=True)
    costs = {"naive": naive._replace(stages=json.loads(timings.read_text(encoding="utf-8")))}
    for name, options in WAYS.items():
        output = folder / name.replace(" ", "")
        costs[name] = run((*KG, "build", str(path), "-o", str(output), "--jobs", "1", *options), pinned=True)
    tagged = folder / "tagged"
    run((sys.executable, "-c", TAGGED, str(path), str(tagged)), pinned=True)
    tag = float(tagged.read_text(encoding="ascii"))
    return costs | {"rjieba.tag": Usage(tag, tag, 0.0, {})}


def report(costs: dict[str, Usage], megabytes: float) -> dict[str, object]:
    """Print the stages side by side; return ratios and stages."""
    tag = costs.pop("rjieba.tag").cpu
    labelling = sum(costs["kg"].stages[stage] for stage in LABELLED) / tag
    print(f"{' and '.join(LABELLED)}: {labelling:.2f} × rjieba.tag ({tag:.2f} s)")
    for name, cost in costs.items():
        ratio = costs["naive"].cpu / cost.cpu
        print(f"{name}: {cost.cpu:.2f} s CPU, {megabytes / cost.cpu:.2f} MB/s, {cost.wall:.1f} s wall, {ratio:.2f} × naive")
        for stage, seconds in cost.stages.items():
            print(f"    {stage:<20} {seconds:8.2f} s")
        print(f"    {'start and other':<20} {cost.cpu - sum(cost.stages.values()):8.2f} s")
    return {
        "no_discovery": costs["naive"].cpu / costs["kg --no-discovery"].cpu,
        "discovery": costs["naive"].cpu / costs["kg"].cpu,
        "labelling": labelling,
        "stages": {name: cost.stages for name, cost in costs.items()}}


def growth(folder: Path) -> dict[str, object]:
    """Build 10, 20 and 100 MB both ways with two workers. Return for each way CPU and memory by size, and the ratio of slopes.

    ratio = ((CPU₁₀₀ − CPU₁₀) / 90) / ((CPU₂₀ − CPU₁₀) / 10): 1 when cost grows in proportion.
    """
    paths = {size: sample.make(folder, size, sample.WHOLE) for size in GROWTH}
    found: dict[str, object] = {}
    for name, options in WAYS.items():
        costs = {}
        for size, path in paths.items():
            output = folder / f"{name}-{size}".replace(" ", "")
            costs[size] = run((*KG, "build", str(path), "-o", str(output), "--jobs", "2", *options), watch=True)
            cost = costs[size]
            print(f"{name}, {size} MB: {cost.cpu:.1f} s CPU, {cost.wall:.1f} s wall, {cost.pss:.0f} MB PSS", flush=True)
            print("    " + ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in cost.stages.items()))
        small, middle, large = (costs[size].cpu for size in GROWTH)
        ratio = ((large - small) / 90) / ((middle - small) / 10)
        print(f"{name}: slope 10→100 MB is {ratio:.2f} × slope 10→20 MB", flush=True)
        found[name] = {"slope_ratio": ratio, "pss_mb": max(cost.pss for cost in costs.values())}
    return found


def main() -> int:
    """Measure one of the two, print it, and write it as JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    if not sample.SCALE.is_dir():
        print(f"{sample.SCALE} is absent: speed is not measured", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result = growth(folder) if arguments.growth else report(compare(arguments.megabytes, folder), arguments.megabytes)
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
