"""An update replaces a document by a newer state of its own file, never by another file that is called the same."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import IO

import pytest

from kg.errors import KgError
from kg.pipeline import Options, build, origins
from kg.read import Source
from tests.pipeline.test_build import contents

ONCE = Options(jobs=1)


def text(file: Path, words: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words, "utf-8")
    return file


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of a/texts with the document x."""
    text(tmp_path / "a/texts/x.md", "网络强国和数字鸿沟要一起谈。")
    build([tmp_path / "a/texts"], tmp_path / "project", ONCE)
    return tmp_path / "project"


def test_the_same_folder_updates_whichever_way_it_is_named(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text(tmp_path / "a/texts/x.md", "数据要素和数字鸿沟要一起谈。")
    text(tmp_path / "a/texts/y.md", "人工智能和网络强国要一起谈。")
    build([tmp_path / "a/texts"], tmp_path / "fresh", ONCE)
    (tmp_path / "link").mkdir()
    (tmp_path / "link/texts").symlink_to(tmp_path / "a/texts")
    monkeypatch.chdir(tmp_path / "a")
    for name in ("texts", "../a/texts/", "../link/texts"):
        build([Path(name)], project, ONCE, add=True)
        assert contents(project) == contents(tmp_path / "fresh")


def test_a_project_and_its_texts_may_be_moved_together(project: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    shutil.move(project, tmp_path / "elsewhere/project")
    shutil.move(tmp_path / "a", tmp_path / "elsewhere/a")
    text(tmp_path / "elsewhere/a/texts/x.md", "数据要素和数字鸿沟要一起谈。")
    assert build([tmp_path / "elsewhere/a/texts"], tmp_path / "elsewhere/project", ONCE, add=True).documents == 1


def test_another_folder_of_the_same_name_replaces_nothing(project: Path, tmp_path: Path) -> None:
    text(tmp_path / "b/texts/x.md", "数据要素和数字鸿沟要一起谈。")
    before = contents(project)
    with pytest.raises(KgError, match=r"b/texts/x\.md would take the place of texts/x, which is of another file") as refused:
        build([tmp_path / "b/texts"], project, ONCE, add=True)
    assert refused.value.hint == "rename its folder; or without the other: --remove texts/x"
    assert contents(project) == before
    build([tmp_path / "b/texts"], project, ONCE, add=True, remove=["texts/x"])
    build([tmp_path / "b/texts"], tmp_path / "fresh", ONCE)
    assert contents(project) == contents(tmp_path / "fresh") != before
    with pytest.raises(KgError, match="would take the place"):
        build([tmp_path / "a/texts"], project, ONCE, add=True)


def test_another_folder_of_the_same_name_adds_what_has_a_name_of_its_own(project: Path, tmp_path: Path) -> None:
    text(tmp_path / "b/texts/y.md", "数据要素和数字鸿沟要一起谈。")
    build([tmp_path / "b/texts"], project, ONCE, add=True)
    build([tmp_path / "a/texts", tmp_path / "b/texts"], tmp_path / "fresh", ONCE)
    assert contents(project) == contents(tmp_path / "fresh")


def test_records_of_another_file_of_the_same_name_replace_nothing(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        text(tmp_path / folder / "news.jsonl", '{"text": "网络强国和数字鸿沟要一起谈。"}\n')
    build([tmp_path / "a/news.jsonl"], tmp_path / "project", ONCE)
    with pytest.raises(KgError, match="take the place of news"):
        build([tmp_path / "b/news.jsonl"], tmp_path / "project", ONCE, add=True)


@pytest.mark.parametrize("add", ["a/texts", "b/texts"])
def test_a_file_called_alike_but_for_the_suffix_is_refused_until_the_other_is_removed(project: Path, tmp_path: Path, add: str) -> None:
    text(tmp_path / add / "x.txt", "数据要素和数字鸿沟要一起谈。")
    before = contents(project)
    with pytest.raises(KgError, match="texts/x"):
        build([tmp_path / add], project, ONCE, add=True)
    assert contents(project) == before
    build([tmp_path / add], project, ONCE, add=True, remove=["texts/x"])
    build([tmp_path / add], tmp_path / "fresh", ONCE)
    assert contents(project) == contents(tmp_path / "fresh")


def test_a_file_whose_sibling_has_gone_is_not_added_again_under_another_key(tmp_path: Path) -> None:
    x = text(tmp_path / "texts/x.md", "网络强国和数字鸿沟要一起谈。")
    text(tmp_path / "texts/x.txt", "数据要素和数字鸿沟要一起谈。")
    build([tmp_path / "texts"], tmp_path / "project", ONCE)
    x.unlink()
    with pytest.raises(KgError, match="called alike but for the suffix"):
        build([tmp_path / "texts"], tmp_path / "project", ONCE, add=True)


def test_of_a_project_without_origins_documents_are_replaced(project: Path, tmp_path: Path) -> None:
    (project / origins.FILE).unlink()
    text(tmp_path / "b/texts/x.md", "数据要素和数字鸿沟要一起谈。")
    assert build([tmp_path / "b/texts"], project, ONCE, add=True).documents == 1


def _opened(source: Source) -> IO[bytes]:
    if source.suffix == ".jsonl":
        raise PermissionError(13, "Permission denied")
    return Path(source.path).open("rb")


def test_records_that_could_not_be_read_stay_until_they_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text(tmp_path / "texts/news!.md", "人工智能和网络强国要一起谈。")
    text(tmp_path / "texts/news.jsonl", '{"id": "a", "text": "网络强国和数字鸿沟要一起谈。"}\n{"id": "b", "text": "数据要素和数字鸿沟要一起谈。"}\n')
    build([tmp_path / "texts"], tmp_path / "fresh", ONCE)
    for project, documents in ((tmp_path / "fresh", 4), (tmp_path / "new", 2)):
        with monkeypatch.context() as patch:
            patch.setattr("kg.read.open._opened", _opened)
            for add in (documents == 4, True):
                report = build([tmp_path / "texts"], project, ONCE, add=add)
                assert (report.documents, report.problems) == (documents, ["texts/news#: could not be read: Permission denied"])
        assert build([tmp_path / "texts"], project, ONCE, add=True).documents == 3
    assert contents(tmp_path / "new") == contents(tmp_path / "fresh")
