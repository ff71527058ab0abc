"""A project whose file is damaged in any way is said to be, is built anew from texts, and never ends a command with a traceback."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli.__main__ import run
from kg.store.reader import FILE
from kg.store.whole import digest

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
OUTPUTS = (FILE, "graph.html", "graph.ttl", "build.json")
QUESTIONS = (["info"], ["concepts"], ["concepts", "--by-document"], ["documents"], ["related", "网络强国"], ["evidence", "网络强国"], ["path", "网络强国", "数字鸿沟"],
             ["trends"], ["central"], ["terms"], ["check"])
"""Each is asked of every damaged file; whatever it answers, it ends with an exit code of its own."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "project"
    assert run(["build", str(EXAMPLES), "-o", str(folder)]) == 0
    return folder


def overwrite(data: bytearray, chance: random.Random) -> None:
    """Write noise, zeros or another page over one to three pages, or over a few bytes."""
    for _ in range(chance.randint(1, 3)):
        size = chance.choice([1, 16, 4096, 8192])
        at = chance.randrange(len(data) - size)
        source = chance.randrange(len(data) - size)
        data[at:at + size] = chance.choice([chance.randbytes(size), bytes(size), data[source:source + size]])


def cut(data: bytearray, chance: random.Random) -> None:
    """Keep the beginning."""
    del data[chance.randrange(len(data)):]


@pytest.mark.parametrize("damage", [overwrite, cut])
@pytest.mark.parametrize("seed", range(12))
def test_no_damage_ends_a_question_with_a_traceback(
        sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: Callable[[bytearray, random.Random], None], seed: int) -> None:
    data = bytearray((sound / FILE).read_bytes())
    damage(data, random.Random(seed))
    shutil.copytree(sound, tmp_path / "project")
    (tmp_path / "project" / FILE).write_bytes(data)
    for question in QUESTIONS:
        code = run([*question, "-p", str(tmp_path / "project")])
        said = capsys.readouterr().err
        assert code in (0, 1, 2), (question, said)
        assert code != 2 or "damaged" in said or "schema" in said or "no concept" in said, (question, said)


@pytest.mark.parametrize("damage", [overwrite, cut])
@pytest.mark.parametrize("seed", range(3))
def test_a_build_reads_texts_again_where_the_project_is_damaged_and_an_update_is_refused(
        sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: Callable[[bytearray, random.Random], None], seed: int) -> None:
    project = tmp_path / "project"
    shutil.copytree(sound, project)
    data = bytearray((project / FILE).read_bytes())
    damage(data, random.Random(seed))
    (project / FILE).write_bytes(data)
    for update in ([], ["--add", str(EXAMPLES)], ["--remove", "reports/示例市数字化发展工作报告2021"]):
        assert run(["build", *update, "-o", str(project)]) == 2
        assert capsys.readouterr().err == (
            f"error: {project / FILE} is damaged, or left by an interrupted build: it is not what build.json says\n\n"
            f"hint: build it again: kg build TEXTS -o {project}\n")
        assert (project / FILE).read_bytes() == data
    assert run(["build", str(EXAMPLES), "-o", str(project)]) == 0
    said = capsys.readouterr().err
    assert "is damaged, or left by an interrupted build: it is not what build.json says; all texts were read again" in said
    assert "unchanged" not in said
    assert [digest(project / name) for name in OUTPUTS] == [digest(sound / name) for name in OUTPUTS]


def test_rows_of_an_odd_shape_are_not_reused(sound: Path, tmp_path: Path) -> None:
    """The file is a database in order, but no build has written it so."""
    for change in ("UPDATE part SET tokens = x''", "UPDATE part SET document = '[]'", "UPDATE hits SET hits = x'010203'", "DELETE FROM text", "UPDATE part SET kinds = x'00'",
                   "DROP TABLE searched", "DELETE FROM meta WHERE name = 'options'"):
        project = tmp_path / "project"
        shutil.rmtree(project, ignore_errors=True)
        shutil.copytree(sound, project)
        db = sqlite3.connect(project / FILE)
        with db:
            db.execute(change)
        db.close()
        assert run(["build", str(EXAMPLES), "-o", str(project)]) == 0
        assert digest(project / FILE) == digest(sound / FILE)


def test_a_lexicon_of_a_damaged_project_is_refused(sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(sound, tmp_path / "project")
    with (tmp_path / "project" / FILE).open("r+b") as file:
        file.truncate(50_000)
    assert run(["build", str(EXAMPLES), "-o", str(tmp_path / "other"), "--lexicon", str(tmp_path / "project")]) == 2
    assert "is damaged" in capsys.readouterr().err


def test_a_check_names_what_an_interrupted_build_left_and_an_export_refuses_it(sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = tmp_path / "project"
    shutil.copytree(sound, project)
    assert run(["check", "-p", str(project)]) == 0
    assert run(["build", *map(str, sorted(EXAMPLES.iterdir())[:2]), "-o", str(tmp_path / "new")]) == 0
    for name in (FILE, "graph.html"):  # the first renames of the next build
        shutil.copy(tmp_path / "new" / name, project / name)
    capsys.readouterr()
    assert run(["check", "-p", str(project), "-f", "jsonl"]) == 1
    faults = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [Path(fault["file"]).name for fault in faults if fault["rule"] == "record"] == ["graph.html", FILE]
    assert run(["export", "-p", str(project), "-f", "jsonl", "-o", str(tmp_path / "graph.jsonl")]) == 2
    assert "left by an interrupted build" in capsys.readouterr().err
    assert not (tmp_path / "graph.jsonl").exists()
    (project / "build.json").unlink()  # a project file that was taken elsewhere alone
    assert run(["export", "-p", str(project), "-f", "jsonl", "-o", str(tmp_path / "graph.jsonl")]) == 0


def test_an_error_of_kg_itself_is_not_taken_for_damage(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise ValueError("a fault in the program")

    monkeypatch.setattr("kg.cli.info.info", broken)
    with pytest.raises(ValueError, match="a fault in the program"):
        run(["info", "-p", str(sound)])
