"""Whatever ends a build early, what was there before is whole, and the next build cleans up."""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.cli.__main__ import run
from kg.store.whole import digest

EXAMPLES = Path(__file__).parents[2] / "examples"
OUTPUTS = ("kg.sqlite", "graph.html", "graph.ttl", "build.json")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX systems")


def digests(project: Path) -> list[str]:
    return [digest(project / name) for name in OUTPUTS]


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[str], list[str]]:
    """Two states of a folder, before and after a change, and the digests of the project of each."""
    root = tmp_path_factory.mktemp("faults")
    files = sorted(EXAMPLES.glob("reports/*"))[:3]
    for name, chosen in (("before/texts", files[:2]), ("after/texts", files[1:])):
        (root / name).mkdir(parents=True)
        for file in chosen:
            shutil.copy(file, root / name)
    before, after = root / "before/texts", root / "after/texts"
    kg.build([before], root / "before.kg")
    kg.build([after], root / "after.kg")
    return before, after, digests(root / "before.kg"), digests(root / "after.kg")


def started(texts: Path, project: Path) -> subprocess.Popen[str]:
    # where the tests run in the background, a shell lets them, and so their children, ignore Ctrl-C
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen([sys.executable, "-m", "kg.cli", "build", texts, "-o", project, "--jobs", "1"], stderr=subprocess.PIPE, encoding="utf-8")
    finally:
        signal.signal(signal.SIGINT, before)


def answers(project: Path) -> list[object]:
    with kg.open(project) as opened:
        return [opened.info(), opened.documents(), opened.concepts(), opened.related("网络强国"), opened.evidence("数字经济")]


DIE = """
import os, signal, sys
from pathlib import Path
name, number = sys.argv[1], int(sys.argv[2])
owner, calls = {"fsync": os, "replace": Path}[name], []
real = getattr(owner, name)
def deadly(*args):
    calls.append(args)
    if len(calls) == number:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args)
setattr(owner, name, deadly)
from kg.cli.__main__ import run
sys.exit(run(sys.argv[3:]))
"""


def check_old_or_new(project: Path, before: Path, after: Path) -> bool:
    """Assert that every file is whole, that all answers are those of one state, and that the next build gives the new one; return whether they were old."""
    for name in OUTPUTS:
        assert digest(project / name) in {digest(before / name), digest(after / name)}
    found = answers(project)
    assert found in (answers(before), answers(after))
    kg.build([after.parent / "after/texts"], project)
    assert digests(project) == digests(after)
    assert sorted(path.name for path in project.iterdir()) == sorted(OUTPUTS)
    return found == answers(before)


@pytest.mark.parametrize(("function", "number", "old"), [
    ("fsync", 4, True), ("replace", 1, True), ("replace", 2, False), ("replace", 4, False)])
def test_a_build_that_is_killed_while_it_publishes_leaves_the_old_project_or_the_new_one(
        tmp_path: Path, corpora: tuple[Path, Path, list[str], list[str]], function: str, number: int, old: bool) -> None:
    before, after, _, _ = corpora
    project = tmp_path / "project"
    kg.build([before], project)
    died = subprocess.run([sys.executable, "-c", DIE, function, str(number), "build", after, "-o", project, "--jobs", "1"], check=False)
    assert died.returncode == -signal.SIGKILL
    root = before.parents[1]
    assert check_old_or_new(project, root / "before.kg", root / "after.kg") == old


def test_a_build_that_is_killed_at_any_moment_leaves_the_old_project_or_the_new_one(tmp_path: Path, corpora: tuple[Path, Path, list[str], list[str]]) -> None:
    before, after, _, _ = corpora
    root, project = before.parents[1], tmp_path / "project"
    begin = time.monotonic()
    whole = started(after, tmp_path / "timed")
    whole.communicate()
    assert whole.returncode == 0
    length = time.monotonic() - begin
    for share in (0.0, *(random.uniform(0, 1) for _ in range(3))):
        kg.build([before], project)
        process = started(after, project)
        while process.poll() is None and not list(project.glob(".new-*")):  # from here on it has begun to write, whatever the machine does
            time.sleep(0.001)
        time.sleep(length * share)
        process.kill()
        process.communicate()
        was_old = check_old_or_new(project, root / "before.kg", root / "after.kg")
        assert process.returncode in (0, -signal.SIGKILL)
        assert not was_old or process.returncode == -signal.SIGKILL
        if share == 0:  # nothing but the folder was there yet
            assert (process.returncode, was_old) == (-signal.SIGKILL, True)


def test_ctrl_c_is_one_line_and_code_130(tmp_path: Path, corpora: tuple[Path, Path, list[str], list[str]]) -> None:
    before, after, old, _ = corpora
    project = tmp_path / "project"
    kg.build([before], project)
    process = started(after, project)
    while not list(project.glob(".new-*")):
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert (process.returncode, said.lstrip("\n")) == (130, "error: interrupted; a project is the old one or the new one, never half\n")
    assert digests(project) == old
    assert not list(project.glob(".new-*"))


@pytest.mark.parametrize("number", [0, 1, 2, 4])
def test_ctrl_c_after_the_first_rename_waits_for_the_others(
        tmp_path: Path, corpora: tuple[Path, Path, list[str], list[str]], monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    before, after, old, new = corpora
    project = tmp_path / "project"
    kg.build([before], project)
    calls: list[Path] = []

    def pressed(source: Path, target: Path) -> None:
        if len(calls) == number == 0:
            raise KeyboardInterrupt
        calls.append(target)
        shutil.move(source, target)
        if len(calls) == number:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", pressed)
        assert run(["build", str(after), "-o", str(project), "--jobs", "1"]) == 130
    assert digests(project) == (new if number else old)
    assert sorted(path.name for path in project.iterdir()) == sorted(OUTPUTS)


def test_what_cannot_be_read_is_code_1_and_what_cannot_be_written_code_3(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for error, code in (
            (PermissionError(errno.EACCES, "Permission denied", "thesaurus.ttl"), 1), (OSError(errno.ENOSPC, "No space left on device"), 3),
            (OSError(errno.ENOSPC, "No space left on device", "scratch"), 3)):
        def failing(_: str, error: OSError = error) -> None:
            raise error

        monkeypatch.setattr("kg.cli.options.store", failing)
        assert run(["info"]) == code
        assert str(error.strerror) in capsys.readouterr().err


@pytest.mark.parametrize("function", ["fsync", "replace"])
def test_a_full_disk_at_any_step_of_publishing_is_code_3_and_the_next_build_repairs(
        tmp_path: Path, corpora: tuple[Path, Path, list[str], list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], function: str) -> None:
    before, after, old, new = corpora
    project = tmp_path / "project"
    for last in (1, 2, len(OUTPUTS)):
        kg.build([before], project)
        calls: list[str] = []

        def failing(*_: object, calls: list[str] = calls, last: int = last) -> None:
            calls.append(function)
            if len(calls) == last:
                raise OSError(errno.ENOSPC, "No space left on device")

        def moving(source: Path, target: Path, failing: Callable[[], None] = failing) -> None:
            failing()
            shutil.move(source, target)

        with monkeypatch.context() as patch:
            patch.setattr(os if function == "fsync" else Path, function, failing if function == "fsync" else moving)
            assert run(["build", str(after), "-o", str(project), "--jobs", "1"]) == 3
        assert "cannot write to" in capsys.readouterr().err
        if function == "fsync" or last == 1:
            assert digests(project) == old
        assert digest(project / "build.json") == old[-1]  # the record is renamed last: it tells of the others that they are not its own
        kg.build([after], project)
        assert digests(project) == new


def test_a_file_that_may_not_grow_is_code_3_and_nothing_is_lost(tmp_path: Path, corpora: tuple[Path, Path, list[str], list[str]]) -> None:
    before, after, old, _ = corpora
    project = tmp_path / "project"
    kg.build([before], project)
    size = (project / "kg.sqlite").stat().st_size
    for limit in (0, size // 2):
        process = subprocess.run(
            [sys.executable, "-m", "kg.cli", "build", after, "-o", project, "--jobs", "1"], capture_output=True, encoding="utf-8", check=False,
            preexec_fn=lambda limit=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))  # type: ignore[misc]  # a lambda of no argument
        assert process.returncode == 3, process.stderr
        assert "cannot write" in process.stderr
        assert "Traceback" not in process.stderr
        assert digests(project) == old


def test_a_build_without_enough_memory_loses_nothing(tmp_path: Path, corpora: tuple[Path, Path, list[str], list[str]]) -> None:
    before, after, old, new = corpora
    project = tmp_path / "project"
    kg.build([before], project)
    codes = []
    for megabytes in (100, 200, 500):
        process = subprocess.run(
            [sys.executable, "-m", "kg.cli", "build", after, "-o", project, "--jobs", "1"], capture_output=True, encoding="utf-8", check=False,
            preexec_fn=lambda size=megabytes << 20: resource.setrlimit(resource.RLIMIT_AS, (size, size)))  # type: ignore[misc]  # a lambda of no argument
        assert process.returncode in (0, 4) or "OpenBLAS" in process.stderr  # which ends a process itself
        assert "Traceback" not in process.stderr
        assert digests(project) == (new if process.returncode == 0 else old)
        codes.append(process.returncode)
    assert codes[0] != 0
    kg.build([after], project)
    assert digests(project) == new
