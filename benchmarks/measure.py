"""What a command costs: CPU of its whole tree of processes, by stage where it says so, and the peak of its memory."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

ROOT = Path(__file__).resolve().parents[1]
KG = (sys.executable, "-m", "kg.cli")
SAMPLE_SECONDS = 0.25


class Usage(NamedTuple):
    """CPU and wall seconds of a finished command, peak sum of PSS in MB (0 where not watched), and CPU by stage."""

    cpu: float
    wall: float
    pss: float
    stages: dict[str, float]


def run(command: Sequence[str], *, watch: bool = False, pinned: bool = False) -> Usage:
    """Run a command to its end and return what it cost.

    The command gets KG_TIMINGS; children that it waited for count. ``watch`` samples memory, ``pinned`` allows one core only.
    Raises CalledProcessError with the command's stderr when it fails.
    """
    with tempfile.TemporaryDirectory() as folder, _one_core(active=pinned):
        file, errors = Path(folder) / "timings.json", Path(folder) / "stderr"
        environment = {**os.environ, "KG_TIMINGS": str(file), "NO_COLOR": "1"}
        before, begin = _children(), time.perf_counter()
        with errors.open("wb") as stderr, subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=stderr) as process:
            pss = _watch(process) if watch else 0.0
            code = process.wait()
        cpu, wall = _children() - before, time.perf_counter() - begin
        if code:
            raise subprocess.CalledProcessError(code, list(command), stderr=errors.read_text(encoding="utf-8", errors="replace"))
        stages = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return Usage(cpu, wall, pss, stages)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def _one_core(*, active: bool) -> Iterator[None]:
    """Let children run on one core only (where the system can: Linux), so that threads cannot help."""
    if not active or not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def _watch(process: subprocess.Popen[bytes]) -> float:
    """Return the highest sum of PSS in MB over the process and its descendants until it ends."""
    peak = 0
    while process.poll() is None:
        try:
            tree = [process.pid, *(child.pid for child in psutil.Process(process.pid).children(recursive=True))]
        except psutil.NoSuchProcess:
            break
        peak = max(peak, sum(map(_pss, tree)))
        time.sleep(SAMPLE_SECONDS)
    return peak / 1e6


def _pss(pid: int) -> int:
    """Return the proportional set size of one process in bytes, 0 when it is gone or the system does not say."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
