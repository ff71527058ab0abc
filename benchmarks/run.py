"""All benchmarks in one run, and whether they hold what ``baseline.json`` asks.

    python benchmarks/run.py            measure and print
    python benchmarks/run.py --check    and exit with 1 when a figure is worse than its bound

Quality is measured on the examples and, where ``../shared`` is present, on its marked texts; answers also on a project made of chance,
which takes 2 GB of disk; speed, updates and growth need ``../shared``, the page Chromium. All takes half an hour. Bounds are ratios, scores and megabytes,
never times. Lowering one is a decision: the commit that does it says why.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BASELINE = ROOT / "benchmarks" / "baseline.json"
SHARED = ROOT.parent / "shared" / "data"
EXAMPLES = {"quality examples": ("quality",), "startup": ("startup",), "startup big": ("startup", "--big"), "networks": ("networks",), "page": ("page",)}
REAL = {"quality dev": ("quality", "--dev"), "quality corpus": ("quality", "--dev", "--corpus", "--no-peers"), "speed": ("speed",), "update": ("update",), "growth": ("speed", "--growth")}


def corpus_hash() -> str:
    """Return the SHA-256 of all files of the examples: names and bytes, in order of names."""
    found = hashlib.sha256()
    for path in sorted((ROOT / "examples").rglob("*"), key=lambda path: path.relative_to(ROOT).as_posix()):
        if path.is_file():
            found.update(path.relative_to(ROOT).as_posix().encode() + b"\x00" + path.read_bytes() + b"\x00")
    return found.hexdigest()


def measured(name: str, module: str, *options: str) -> dict[str, object]:
    """Run one benchmark and return its figures."""
    print(f"\n== {name}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{module}", *options, "--json", str(file)], check=False, cwd=ROOT)
        if not file.exists():
            done.check_returncode()
        figures: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    return figures


def flat(figures: Mapping[str, object], head: str) -> Iterator[tuple[str, float]]:
    """Yield every number under its path of names."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from flat(value, f"{head}/{name}")
        elif isinstance(value, int | float):
            yield f"{head}/{name}", float(value)


def broken(figures: Mapping[str, float], baseline: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Yield a sentence for each bound that does not hold, or was not measured though others of its benchmark were."""
    run = {name.partition("/")[0] for name in figures}
    for side, sign, word in (("at_least", 1, "below"), ("at_most", -1, "above")):
        for name, bound in baseline[side].items():
            if name in figures and sign * figures[name] < sign * bound:
                yield f"{name} is {figures[name]:.3f}, {word} {bound}"
            elif name not in figures and name.partition("/")[0] in run:
                yield f"{name} was not measured"


def main() -> int:
    """Run everything there is data for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    chosen = {**EXAMPLES, **REAL} if SHARED.is_dir() else EXAMPLES
    figures: dict[str, float] = {}
    for name, command in chosen.items():
        figures.update(flat(measured(name, *command), name))
    if not SHARED.is_dir():
        print(f"\n{SHARED} is absent: {', '.join(REAL)} were not measured")
    baseline = json.loads(BASELINE.read_text(encoding="utf-8"))
    if not arguments.check:
        return 0
    faults = list(broken(figures, baseline))
    if corpus_hash() != baseline["corpus"]:
        faults.append("the examples are not those the bounds were set on: measure again, then write the new hash and bounds")
    for fault in faults:
        print(f"check: {fault}", file=sys.stderr)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
