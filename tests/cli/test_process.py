"""kg as a process: what it imports, how it ends, what it writes where."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.__main__ import VERBS, run
from tests.cli.conftest import Ran

HEAVY = {"numpy", "scipy", "jieba", "rjieba", "networkx", "rich", "importlib.metadata", "pandas", "pyoxigraph", "rdflib", "pypinyin", "ahocorasick_rs"}
QUICK = [["--help"], ["info"], ["trends", "网络强国"], ["related", "网络强国"], ["evidence", "网络强国", "数字中国"], ["concepts"], ["documents"], *([verb, "--help"] for verb in VERBS)]


def imported(project: Path, args: list[str]) -> set[str]:
    code = (
        "import sys, io\nfrom kg.cli.__main__ import run\nout = sys.stdout\nsys.stdout = io.StringIO()\n"
        f"code = run({args!r})\nout.write(' '.join(sys.modules))\nsys.exit(code)")
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False, env={**os.environ, "KG_PROJECT": str(project)})
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.split())


@pytest.mark.parametrize("args", QUICK, ids=" ".join)
def test_quick_commands_import_nothing_heavy(project: Path, args: list[str]) -> None:
    assert not imported(project, args) & HEAVY


def test_an_unknown_command_or_option_names_the_nearest(kg: Ran) -> None:
    ran = kg("relate", "网络强国")
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", "error: no command relate\n\nhint: did you mean: kg related\n")
    ran = kg("related", "网络强国", "--nest")
    assert ran.returncode == 2
    assert "--nested" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_no_project_is_said_with_the_way_out(kg: Ran, tmp_path: Path) -> None:
    ran = kg("concepts", "-p", str(tmp_path))
    assert (ran.returncode, ran.stderr) == (2, f"error: no project in {tmp_path}\n\nhint: make one: kg build TEXTS -o {tmp_path}\n")


def test_a_damaged_project_is_said_never_a_traceback(kg: Ran, project: Path, tmp_path: Path) -> None:
    whole = (project / "kg.sqlite").read_bytes()
    for damage in (whole[:100], whole[:len(whole) // 2], whole[:4096] + b"\xff" * 4096 + whole[8192:], b"no database at all"):
        (tmp_path / "kg.sqlite").write_bytes(damage)
        for args in (["related", "网络强国"], ["evidence", "数字中国"], ["documents"]):
            ran = kg(*args, "-p", str(tmp_path))
            assert "Traceback" not in ran.stderr
            assert ran.returncode in (0, 2) or "error: no concept" in ran.stderr


@pytest.mark.parametrize("args", [["concepts", "--by-document", "-n", "0"], ["--help"], ["--version"], ["related", "--help"]], ids=" ".join)
def test_a_closed_pipe_is_quiet(project: Path, args: list[str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kg.cli", *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "KG_PROJECT": str(project)})
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_chinese_is_written_in_every_locale(kg: Ran, locale: str) -> None:
    env = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert kg("related", "网络强国", env=env).stdout == kg("related", "网络强国").stdout
    assert "没有这个" in kg("related", "没有这个", env=env).stderr


def test_an_output_that_cannot_be_written_is_code_3(kg: Ran, project: Path) -> None:
    ran = kg("concepts", "-o", "/no/such/folder/x.csv")
    assert (ran.returncode, ran.stderr.splitlines()[0]) == (3, "error: cannot write /no/such/folder/x.csv: No such file or directory")
    if Path("/dev/full").exists():
        with Path("/dev/full").open("w") as full:
            held = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
            done = subprocess.run([sys.executable, "-m", "kg.cli", "concepts", "-p", project], stdout=full, stderr=subprocess.PIPE, env=held, check=False)
        assert done.returncode == 3
        assert done.stderr.startswith(b"error: output: No space left on device")


def test_terminal_commands_in_arguments_are_shown_not_obeyed(kg: Ran) -> None:
    ran = kg("related", "\x1b[31m网络")
    assert "\x1b" not in ran.stderr
    assert "\\x1b[31m网络" in ran.stderr


def test_an_end_of_input_that_no_user_made_is_no_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    def ends(_: str) -> None:
        raise EOFError

    monkeypatch.setattr("kg.cli.options.store", ends)
    with pytest.raises(EOFError):
        run(["concepts"])
