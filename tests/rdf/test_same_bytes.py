"""The same texts give the same bytes in every format: whatever the hash seed, the locale, the number of workers and the order of the inputs."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from kg.export.formats import FOLDERS, FORMATS

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
MADE = """
import hashlib, json, sys
from pathlib import Path
from kg.export.formats import FORMATS, export
from kg.pipeline import Options, build, corpus, rows
from kg.store import Store

if __name__ == "__main__":
    folder, jobs, batch, *inputs = sys.argv[1:]
    if int(batch):
        corpus.BATCH = rows.BATCH = int(batch)
    build([Path(path) for path in inputs], Path(folder), Options(jobs=int(jobs)))
    with Store(folder) as store:
        for form in FORMATS:
            export(store, form, Path(folder) / f"as-{form}")
    files = sorted(file for file in Path(folder).rglob("*") if file.is_file() and file.name[0] != ".")
    print(json.dumps({str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}))
"""
C = {"LC_ALL": "C", "PYTHONUTF8": "0"}


def made(folder: Path, seed: int, jobs: int, batch: int, environment: dict[str, str]) -> dict[str, str]:
    """Build the examples and write every format in a process of its own; return file → digest. Seed 0 takes the inputs in order."""
    inputs = sorted(str(path) for path in EXAMPLES.iterdir() if path.name not in {"gold", "README.rst"})
    if seed:
        random.Random(seed).shuffle(inputs)
    script = folder / "made.py"
    # a file: workers must find the script again
    script.write_text(MADE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script, folder / "project", str(jobs), str(batch), *inputs], check=True, capture_output=True, encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": str(seed), **environment})
    answer: dict[str, str] = json.loads(done.stdout)
    return answer


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return made(tmp_path_factory.mktemp("plain"), 0, 1, 0, {})


def test_every_format_is_looked_at(plain: dict[str, str]) -> None:
    expected = {"kg.sqlite", "graph.html", "graph.ttl", "build.json"} | {f"as-{form}" for form in FORMATS if form not in FOLDERS}
    assert set(plain) == expected | {str(Path(f"as-{form}") / name) for form, names in FOLDERS.items() for name in names}
    assert plain["as-ttl"] == plain["graph.ttl"]


@pytest.mark.parametrize(("seed", "jobs", "batch", "environment"), [
    (1, 2, 6_000, C), (2, 1, 6_000, {"TZ": "Asia/Shanghai"}), (3, 2, 0, {}), (4, 2, 3_000, {"LANG": "zh_CN.GBK"})])
def test_nothing_but_the_texts_changes_a_byte(
        plain: dict[str, str], tmp_path: Path, seed: int, jobs: int, batch: int, environment: dict[str, str]) -> None:
    found = made(tmp_path, seed, jobs, batch, environment)
    assert {file for file in found if found[file] != plain.get(file)} == set()
    assert set(found) == set(plain)
