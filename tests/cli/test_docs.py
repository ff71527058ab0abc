"""Every command shown in README and docs is run on the examples, and prints what the page says."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [page for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if "```console\n$ kg " in page.read_text("utf-8")]


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_cli", ROOT / "docs" / "make_cli.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def built(maker: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "here"
    folder.mkdir()
    maker.prepare(folder)
    maker.run("kg build examples", folder)
    return folder


def shown(page: Path) -> list[tuple[str, str]]:
    """Return (command, what it prints) of all console blocks of a page."""
    blocks = re.findall(r"^```console\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    runs = [part.partition("\n") for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part.startswith("kg ")]
    return [(command, output.strip("\n")) for command, _, output in runs]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_a_page_prints_what_it_shows(maker: ModuleType, built: Path, tmp_path: Path, page: Path) -> None:
    folder = tmp_path / "here"
    shutil.copytree(built, folder)
    for command, output in shown(page):
        if command == "kg build examples":
            shutil.rmtree(folder / "output")
        assert maker.run(command, folder) == output, f"{page.name}: {command}; python docs/make_cli.py writes cli.md anew"


def test_every_command_with_a_module_is_documented(maker: ModuleType) -> None:
    text = (ROOT / "docs" / "cli.md").read_text("utf-8")
    for verb in maker.VERBS:
        if importlib.util.find_spec(f"kg.cli.{verb}"):
            assert f"## kg {verb}\n" in text


def test_the_commands_of_the_readme_run(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    shutil.copytree(built, folder)
    for name in ("我的文章", "TEXTS"):
        shutil.copytree(folder / "examples" / "articles", folder / name)
    for name in ("一篇文章.md", "ARTICLE.md"):
        shutil.copyfile(folder / "examples" / "articles" / "2024-02-28_ai-governance.md", folder / name)
    lines = re.findall(r"^\.venv/bin/kg (.*)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert len(lines) >= 8
    for line in lines:
        ran = subprocess.run(
            [sys.executable, "-m", "kg.cli", *shlex.split(line, comments=True)], cwd=folder, capture_output=True, encoding="utf-8", check=False,
            env={"PYTHONPATH": str(ROOT), "PATH": ""})
        assert ran.returncode == 0, f"kg {line}\n{ran.stderr}"
