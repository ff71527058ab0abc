"""Start-up: CPU of a fresh process, median of 20, against C = ``python -c 'import click, sqlite3, json'``.

    python -m benchmarks.startup [--rounds 20] [--project FOLDER]     by default on a build of the examples

The commands take turns, so that a busy machine disturbs all alike.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import KG, ROOT, run

BASE = "python -c 'import click, sqlite3, json'"
SCRIPT = str(Path(sys.executable).parent / "kg")


def commands(project: str) -> dict[str, tuple[str, ...]]:
    """Return name → command; the first is the yardstick."""
    ask = {
        "related": ("related", "网络强国", "-p", project),
        "evidence": ("evidence", "网络强国", "-p", project),
    }
    found: dict[str, tuple[str, ...]] = {BASE: (sys.executable, "-c", "import click, sqlite3, json"), "kg --help": (SCRIPT, "--help")}
    for name, command in ask.items():
        found[f"kg {name} -f jsonl"] = (SCRIPT, *command, "-f", "jsonl")
        found[f"kg {name} -f table"] = (SCRIPT, *command, "-f", "table")
    return found


def measure(rounds: int, project: Path | None) -> dict[str, float]:
    """Return the median CPU in units of C by command, and print milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        if not project:
            run((*KG, "build", str(ROOT / "examples"), "-o", folder))
        chosen = commands(str(project or folder))
        seconds: dict[str, list[float]] = {name: [] for name in chosen}
        for _ in range(rounds + 1):
            for name, command in chosen.items():
                seconds[name].append(_cpu(command))
    medians = {name: statistics.median(values[1:]) for name, values in seconds.items()}  # the first round fills caches
    for name, value in medians.items():
        print(f"{name:<40} {value * 1000:7.1f} ms CPU {value / medians[BASE]:6.2f} C")
    return {name: value / medians[BASE] for name, value in medians.items() if name != BASE}


def _cpu(command: tuple[str, ...]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure, print, and write ratios as JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--project", type=Path)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    ratios = measure(arguments.rounds, arguments.project)
    if arguments.json:
        arguments.json.write_text(json.dumps(ratios, indent=1) + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
