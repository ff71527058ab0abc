"""One build at a time in a project, whatever becomes of the others."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import KgError, OutputError
from kg.pipeline import Options, build
from kg.pipeline.workspace import LOCK, locked, workspace

EXAMPLES = Path(__file__).parents[2] / "examples"
OUTPUTS = ("kg.sqlite", "graph.html", "graph.ttl", "build.json")

HOLD = """
import sys
from pathlib import Path
from kg.pipeline.workspace import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

RACE = """
import os, sys
from pathlib import Path
from kg.errors import KgError
from kg.pipeline.workspace import locked
folder, done = Path(sys.argv[1]), 0
while done < 300:
    try:
        with locked(folder):
            os.close(os.open(folder / "inside", os.O_CREAT | os.O_EXCL))
            (folder / "inside").unlink()
            done += 1
    except KgError:
        pass
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="locks of POSIX systems")


def started(code: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


def test_a_second_build_is_refused_while_one_runs_and_goes_on_when_it_was_killed(tmp_path: Path) -> None:
    holder = started(HOLD, tmp_path)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(KgError, match=f"process {holder.pid}") as refused:
        build([EXAMPLES / "reports"], tmp_path, Options(jobs=1))
    assert refused.value.code == 3
    holder.kill()
    holder.communicate()
    assert (tmp_path / LOCK).read_text("ascii") == str(holder.pid)
    with locked(tmp_path):
        assert (tmp_path / LOCK).read_text("ascii") == str(os.getpid())
    assert not (tmp_path / LOCK).exists()


def test_an_empty_lock_of_a_process_that_has_not_yet_written_its_number_is_not_taken(tmp_path: Path) -> None:
    import fcntl

    with (tmp_path / LOCK).open("x") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(KgError, match="in use"), locked(tmp_path):
            pass


def test_processes_that_race_for_a_project_are_never_in_it_together(tmp_path: Path) -> None:
    racers = [started(RACE, tmp_path) for _ in range(2)]
    for racer in racers:
        _, said = racer.communicate()
        assert (racer.returncode, said) == (0, "")


def test_only_an_error_about_the_project_or_its_disk_is_said_to_be_one_of_writing_it(tmp_path: Path) -> None:
    project = tmp_path / "out"

    def ending(error: OSError) -> None:
        with workspace(project):
            raise error

    for about in (project, project / ".new-1" / "kg.sqlite", tmp_path):
        with pytest.raises(OutputError, match="cannot write to"):
            ending(PermissionError(errno.EACCES, "Permission denied", str(about)))
    with pytest.raises(OutputError, match="No space left"):
        ending(OSError(errno.ENOSPC, "No space left on device"))
    for other in (tmp_path / "outline.md", tmp_path / "texts" / "out"):
        with pytest.raises(PermissionError):
            ending(PermissionError(errno.EACCES, "Permission denied", str(other)))
    assert not project.exists()


def test_the_lock_and_folder_of_a_dead_build_are_taken_over(tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text("999999999", encoding="ascii")
    (tmp_path / ".new-999999999").mkdir()
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    build([EXAMPLES / "reports"], tmp_path, Options(jobs=1))
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([*OUTPUTS, "notes.txt"])


def test_folders_that_a_refused_build_has_made_are_gone_again(tmp_path: Path) -> None:
    (tmp_path / "文.txt").write_text("各地弥合数字鸿沟。", "utf-8")
    (tmp_path / "词.csv").write_text("label\n算力\n算力\n", "utf-8")
    for output in (tmp_path / "新" / "项目", tmp_path / "旧" / "项目"):
        (tmp_path / "旧").mkdir(exist_ok=True)
        with pytest.raises(KgError, match=r"词\.csv:3"):
            build([tmp_path / "文.txt"], output, Options(jobs=1, thesaurus=(tmp_path / "词.csv",)))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["文.txt", "旧", "词.csv"]
    assert list((tmp_path / "旧").iterdir()) == []
