"""Start-up and answers: CPU and memory of a fresh process, medians of 20, CPU against C = ``python -c 'import click, sqlite3, json'``.

    python -m benchmarks.startup [--rounds 20]                 on a build of the examples
    python -m benchmarks.startup --big [--project FOLDER]      on a project of 100 k concepts, 5 M pairs, 20 M mentions

The commands take turns, so that a busy machine disturbs all alike. The big project takes 2 GB of disk and some minutes, and is thrown
away unless it is in FOLDER, where ``benchmarks.big_project`` has made it.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import KG, ROOT, run
from kg.cli.__main__ import VERBS

BASE = "python -c 'import click, sqlite3, json'"
SCRIPT = str(Path(sys.executable).parent / "kg")
FREQUENT, PLAIN, RARE = 0, 2_000, 60_000
"""Concepts of the big project that are asked about, by id: the smaller, the more frequent."""


class Cost(NamedTuple):
    """CPU seconds of a process, and the most memory that it held, in MB."""

    cpu: float
    memory: float


class Asked(NamedTuple):
    """Concepts that the commands name: one with many neighbours, and ends of chains."""

    one: str
    ends: tuple[tuple[str, str], ...]


def commands(project: str, asked: Asked) -> dict[str, tuple[str, ...]]:
    """Return name → command; the first is the yardstick."""
    found: dict[str, tuple[str, ...]] = {BASE: (sys.executable, "-c", "import click, sqlite3, json"), "kg --help": (SCRIPT, "--help")}
    for verb in ("related", "evidence"):
        for form in ("jsonl", "table"):
            found[f"kg {verb} -f {form}"] = (SCRIPT, verb, asked.one, "-p", project, "-f", form)
    found["kg trends, of one"] = (SCRIPT, "trends", asked.one, "-p", project)
    found["kg trends, of all"] = (SCRIPT, "trends", "-p", project)
    for number, ends in enumerate(asked.ends, 1):
        found[f"kg path {number}"] = (SCRIPT, "path", *ends, "-n", "1", "-p", project)
    return found


def helps() -> dict[str, tuple[str, ...]]:
    """Return name → command for the help of every verb."""
    return {f"kg {verb} --help": (SCRIPT, verb, "--help") for verb in VERBS}


def measure(rounds: int, chosen: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    """Return the median CPU in units of C by command, that of the dearest help, and the most memory; print them with milliseconds."""
    costs: dict[str, list[Cost]] = {name: [] for name in chosen}
    for _ in range(rounds + 1):
        for name, command in chosen.items():
            costs[name].append(cost(command))
    # the first round fills caches
    cpu, memory = ({name: statistics.median(one[part] for one in values[1:]) for name, values in costs.items()} for part in (0, 1))
    for name, value in cpu.items():
        print(f"{name:<40} {value * 1000:7.1f} ms CPU {value / cpu[BASE]:6.2f} C {memory[name]:6.0f} MB")
    ratios = {name: value / cpu[BASE] for name, value in cpu.items() if name != BASE}
    return {**ratios, "dearest --help": max(value for name, value in ratios.items() if name.endswith("--help")), "memory_mb": max(memory.values())}


def cost(command: tuple[str, ...]) -> Cost:
    """Return what a command that succeeds costs; its memory is never less than that of this process, which is small."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


@contextmanager
def examples() -> Iterator[tuple[str, Asked]]:
    """Build the examples; give the folder and what is asked."""
    with tempfile.TemporaryDirectory() as folder:
        run((*KG, "build", str(ROOT / "examples"), "-o", folder))
        yield folder, Asked("网络强国", (("数字鸿沟", "网络强国"),))


@contextmanager
def big(project: Path | None) -> Iterator[tuple[str, Asked]]:
    """Make the big project, in a process of its own, or take the one that is there; give its folder and what is asked."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = project or Path(scratch)
        if not project:
            subprocess.run((sys.executable, "-m", "benchmarks.big_project", str(folder)), check=True, cwd=ROOT)
        db = sqlite3.connect(folder / "kg.sqlite")
        frequent, plain, rare = (db.execute("SELECT label FROM concept WHERE id = ?", (cid,)).fetchone()[0] for cid in (FREQUENT, PLAIN, RARE))
        db.close()
        yield str(folder), Asked(frequent, ((frequent, plain), (plain, rare), (frequent, rare)))


def main() -> int:
    """Measure, print, and write ratios and megabytes as JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--big", action="store_true")
    parser.add_argument("--project", type=Path)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    with big(arguments.project) if arguments.big else examples() as (folder, asked):
        figures = measure(arguments.rounds, commands(folder, asked) | ({} if arguments.big else helps()))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
