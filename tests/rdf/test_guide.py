"""What docs/rdf.md prints is what its commands say on the example texts; its Python runs."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kg.pipeline import Options, build

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "rdf.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n\$ kg (.*)\n([^`]*)```", GUIDE)
PYTHON = re.findall(r"```python\n([^`]*)```", GUIDE)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guide")
    build([ROOT / "examples"], folder / "output", Options(jobs=1))
    return folder


def run(place: Path, *args: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    return subprocess.run([sys.executable, *args], cwd=place, check=False, capture_output=True, encoding="utf-8", env=environment)


@pytest.mark.parametrize(("command", "printed"), CONSOLE, ids=[command[:30] for command, _ in CONSOLE])
def test_a_command_of_the_guide_answers_as_printed(place: Path, command: str, printed: str) -> None:
    ran = run(place, "-m", "kg.cli", *shlex.split(command))
    assert ran.stdout + ran.stderr == printed


def test_the_guide_has_commands_and_python() -> None:
    assert (len(CONSOLE), len(PYTHON)) == (3, 1)


def test_the_python_of_the_guide_runs(place: Path) -> None:
    assert run(place, "-m", "kg.cli", "export", "-f", "ttl", "--max-evidence", "all", "-o", "all.ttl").returncode == 0
    ran = run(place, "-c", PYTHON[0])
    assert ran.returncode == 0, ran.stderr
