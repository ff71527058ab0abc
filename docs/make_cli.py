"""Writes docs/cli.md: the help of every command and real runs on the examples. One command: python docs/make_cli.py."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from kg.cli.__main__ import VERBS

ROOT = Path(__file__).resolve().parents[1]
RUNS = {
    "build": ["kg build examples"],
    "info": ["kg info -f table"],
    "documents": ["kg documents -f table --columns key,date,status | head"],
    "concepts": ["kg concepts -n 5 -f table", "kg concepts examples/news.jsonl -n 3 -f csv"],
    "related": ["kg related 数据要素 -n 5 -f table --columns concept,weight,sentences,npmi", "kg related 'digital divide' -n 2 -f jsonl --columns concept,g2,sentences"],
    "path": ["kg path 数字鸿沟 数据要素 -n 1 -f table"],
    "evidence": ["kg evidence 数字鸿沟 网络强国 -n 2 -f table"],
    "communities": ["kg communities -n 3 -f table"],
    "central": ["kg central -n 5 -f table"],
    "trends": ["kg trends 数字鸿沟 -f table", "kg trends -n 5 -f table"],
    "compare": ["kg compare 2021..2022 2024..2025 -n 5 -f table", "kg compare examples/laws/*2022* examples/laws/*2025* --kind article -f csv --columns status,a,b | head"],
    "terms": ["kg terms -n 3 -f table"],
    "export": ["kg export -f gexf -o 图谱.gexf", "kg export -f csv --bom -o 表格", "kg export -f matrix --by cosine --top 50 -o 矩阵"],
    "query": ["kg query -e 'SELECT (COUNT(?c) AS ?concepts) WHERE { ?c a skos:Concept }' -f csv"],
    "check": ["kg check"],
}
HEAD = r"""# The command line

This page is made by `python docs/make_cli.py`: every help text as it is, and real runs on the example texts. A test runs them again.

On a terminal the answers are tables; in a pipe, JSON lines; `-f` chooses. Data goes to stdout, remarks to stderr (below, both are
shown). Exit codes: 0 done; 1 nothing found, or a text could not be read; 2 wrong usage or a damaged file; 3 the output could not be
written; 4 a limit was reached; 130 interrupted.

Commands, options and their values are completed with the Tab key once the shell knows them. One line makes that so:

| shell | line | into |
| --- | --- | --- |
| bash | `eval "$(_KG_COMPLETE=bash_source kg)"` | `~/.bashrc` |
| zsh | `eval "$(_KG_COMPLETE=zsh_source kg)"` | `~/.zshrc` |
| fish | `_KG_COMPLETE=fish_source kg \| source` | `~/.config/fish/completions/kg.fish` |
"""


def run(command: str, folder: Path) -> str:
    """Return what a command prints, stdout and stderr; ``| head`` keeps ten lines and * names files, as in a shell."""
    command, pipe, _ = command.partition(" | head")
    words = [name for word in shlex.split(command)[1:] for name in _named(word, folder)]
    environment = {name: value for name, value in os.environ.items() if name not in {"KG_PROJECT", "NO_COLOR"}}
    environment |= {"COLUMNS": "100", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-m", "kg.cli", *words], cwd=folder, env=environment, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if pipe else subprocess.STDOUT, encoding="utf-8", check=False)
    lines = [line.rstrip() for line in ran.stdout.splitlines()]
    return "\n".join(lines[:10] if pipe else lines).strip("\n")


def _named(word: str, folder: Path) -> list[str]:
    """Return the files that a pattern names, or the word itself."""
    return sorted(str(file.relative_to(folder)) for file in folder.glob(word)) if word.startswith("examples/") and "*" in word else [word]


def prepare(folder: Path) -> None:
    """Lay the examples into a folder, where commands find them as in the project's own."""
    shutil.copytree(ROOT / "examples", folder / "examples")


def block(command: str, folder: Path) -> str:
    """Return a command and what it prints as a block of Markdown."""
    return f"```console\n$ {command}\n{run(command, folder)}\n```\n"


def page() -> str:
    """Return the whole page; a verb without a module is left out."""
    parts = [HEAD]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        parts.append(block("kg --help", folder))
        for verb, meaning in VERBS.items():
            if find_spec(f"kg.cli.{verb}"):
                parts += [f"## kg {verb}\n\n{meaning}\n", *(block(command, folder) for command in RUNS[verb]), block(f"kg {verb} --help", folder)]
    return "\n".join(parts)


if __name__ == "__main__":
    (ROOT / "docs" / "cli.md").write_text(page(), encoding="utf-8", newline="\n")
